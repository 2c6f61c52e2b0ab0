// SPDX-License-Identifier: Apache-2.0
// Agreement among respondents about the links of an activity, against statsmodels (tests/reference/framework/kappa.py).
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/framework/elicitation.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

/// One row per link, one column per respondent: y, n, u (unsure), or a blank for nobody.
std::vector<Elicitation> answers(const std::vector<std::string>& links) {
    std::vector<Elicitation> all;
    for (std::size_t link = 0; link < links.size(); ++link)
        for (std::size_t who = 0; who < links[link].size(); ++who) {
            const char said = links[link][who];
            if (said == ' ') continue;
            Elicitation one;
            one.activity = "course";
            one.target = "goal" + std::to_string(link / 2);
            one.topic = link % 2 == 0 ? "" : "topic";
            one.respondent = "r" + std::to_string(who);
            one.answer = said == 'y' ? Answer::yes : said == 'n' ? Answer::no : Answer::unsure;
            all.push_back(one);
        }
    return all;
}

Estimate agreement(const std::vector<std::string>& links) { return link_agreement(answers(links), "course"); }

}  // namespace

TEST_CASE("agreement and its margin are those of statsmodels") {
    const auto found = agreement({"yyyyn", "nnuyn", "unnnn", "ynyyy"});
    CHECK(found.value == Approx(0.18803418803418803).epsilon(1e-14));
    CHECK(found.se == Approx(0.09691107810585657).epsilon(1e-13));
    CHECK(found.n == 20.0);
    CHECK(found.low == Approx(found.value - 1.959963984540054 * found.se));
    CHECK(found.high == Approx(found.value + 1.959963984540054 * found.se));
    auto with_others = answers({"yyyyn", "nnuyn", "unnnn", "ynyyy"});
    with_others.push_back({.activity = "other", .target = "goal0", .respondent = "r9", .answer = Answer::no});
    CHECK(link_agreement(with_others, "course").value == found.value);
    CHECK(link_agreement(answers({"yyyyn", "nnuyn", "unnnn", "ynyyy"}), "course", {.confidence = 0.5}).low > found.low);
}

TEST_CASE("who says the same about each link agrees wholly, and the interval stays below 1") {
    const auto whole = agreement({"yyy", "nnn"});
    CHECK(whole.value == Approx(1.0));
    CHECK(whole.high == 1.0);
    CHECK(agreement({"yn", "ny"}).value < 0.0);
}

TEST_CASE("other numbers of answers: each link counts once") {
    // Link 1: yyn, P = 1/3; link 2: nn, P = 1; p = (2, 3, 0) / 5.
    const auto found = agreement({"yyn", "nn "});
    const double chance = (4.0 + 9.0) / 25.0;
    CHECK(found.value == Approx(((1.0 / 3.0 + 1.0) / 2.0 - chance) / (1.0 - chance)));
    CHECK(agreement({"yyn", "nn ", "u  "}).value == found.value);   // one answer agrees with nobody
}

TEST_CASE("nothing to tell apart gives no number") {
    CHECK(std::isnan(agreement({"yyy"}).value));
    CHECK(std::isnan(agreement({"yyy", "yyy"}).value));
    CHECK(std::isnan(agreement({"y", "n"}).value));
    CHECK(agreement({}).n == 0.0);
    CHECK(std::isnan(agreement({"yn", "nn"}).se));   // two respondents
    auto nameless = answers({"yyn", "nnn"});
    nameless[0].respondent.clear();
    CHECK(std::isnan(link_agreement(nameless, "course").se));
    CHECK(test::caught<ArgumentError>([] { link_agreement({}, "course", {.confidence = 1.0}); }).note().message ==
          messages::argument_out_of_range);
}
