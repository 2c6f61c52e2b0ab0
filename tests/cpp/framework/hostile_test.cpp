// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "maatstaf/core/messages/framework.hpp"
#include "maatstaf/framework/coverage.hpp"
#include "maatstaf/framework/dot.hpp"
#include "maatstaf/framework/structure.hpp"
#include "maatstaf/framework/version.hpp"
#include "framework/samples.hpp"

using namespace maatstaf;

// Frameworks in which every field is filled at random from a few values, so that ids collide, parents run in circles
// and numbers are infinite: nothing may crash, and what is refused is refused with an Error.
namespace {

class Garbage {
public:
    explicit Garbage(std::uint32_t seed) : random_(seed) {}

    template <class T>
    void fill(T& value) {
        if constexpr (std::is_same_v<T, std::string>) {
            static const std::vector<std::string> words = {"",     "a",  "b",    "c",    "d",
                                                           "e",    "f",  "g",    "h",    "2026-01-01",
                                                           "2026", "nl", "\xff", "a\nb", std::string(300, 'x')};
            value = words[pick(words.size())];
        } else if constexpr (std::is_same_v<T, double>) {
            constexpr auto infinity = std::numeric_limits<double>::infinity();
            const double numbers[] = {0.0, 1.0, -1.0, 0.5, 1e308, infinity, -infinity, std::nan("")};
            value = numbers[pick(8)];
        } else if constexpr (std::is_same_v<T, bool>) {
            value = pick(2) == 1;
        } else if constexpr (std::is_same_v<T, std::int32_t>) {
            const std::int32_t numbers[] = {0, 1, 6, 7, -1, std::numeric_limits<std::int32_t>::max()};
            value = numbers[pick(6)];
        } else if constexpr (NamedEnum<T>) {
            const auto names = enum_names(T{});
            value = names[pick(names.size())].value;
        } else if constexpr (requires { value.push_back({}); }) {
            value.resize(pick(5));
            for (auto& each : value) fill(each);
        } else {
            for_each_field<T>([&](const auto& each) { fill(value.*each.member); });
        }
    }

private:
    std::size_t pick(std::size_t count) { return random_() % count; }
    std::mt19937 random_;
};

/// Gives every entry an id of its own, so that a Framework can be made of it.
template <class List>
void number(List& list, const std::string& prefix) {
    for (std::size_t at = 0; at < list.size(); ++at) list[at].id = prefix + std::to_string(at);
}

template <class Call>
void may_refuse(Call&& call) {
    try {
        call();
    } catch (const Error&) {
        SUCCEED();
    }
}

}  // namespace

TEST_CASE("validate says what there is to say about any data whatever") {
    for (std::uint32_t seed = 0; seed < 400; ++seed) {
        CAPTURE(seed);
        FrameworkData data;
        Garbage(seed).fill(data);
        const auto findings = validate(data, {.today = "2026-11-22"});
        for (const auto& finding : findings) {
            CHECK_FALSE(finding.text(Language::dutch).empty());
            CHECK(finding.text().find('{') == std::string::npos);
        }
        may_refuse([&] { Framework{data}; });
    }
}

TEST_CASE("a garbled framework with sound ids can be covered, drawn, frozen or refused") {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
        CAPTURE(seed);
        FrameworkData data;
        Garbage(seed).fill(data);
        // Ids a, b, ... are among the words, so that links hit something.
        const std::string letters = "abcdefgh";
        std::size_t next = 0;
        const auto name = [&](auto& list) {
            for (auto& each : list) {
                each.id = next < letters.size() ? std::string(1, letters[next]) : "z" + std::to_string(next);
                ++next;
            }
        };
        name(data.results), name(data.contributions), name(data.activities), name(data.indicators),
            name(data.ambitions);
        name(data.life_areas), name(data.domains), name(data.parties);
        number(data.weight_sets, "w"), number(data.evidence, "e"), number(data.agreements, "o");
        const Framework framework(data);
        CHECK(coverage(framework).results.size() == data.results.size());
        CHECK_FALSE(framework_to_dot(framework).empty());
        may_refuse([&] { freeze(framework); });
        may_refuse([&] { splits(framework); });
        for (const auto view : {View::results, View::contributions}) {
            may_refuse([&] { structure(framework, view); });
            for (const auto& set : data.weight_sets) may_refuse([&] { sibling_weights(framework, view, &set); });
        }
    }
}

TEST_CASE("a framework that is all wrong and large is answered within reason") {
    FrameworkData data;
    for (int at = 0; at < 20'000; ++at) {
        auto indicator = test::indicator("indicator-" + std::to_string(at), "result-" + std::to_string(at));
        data.indicators.push_back(indicator);
    }
    CHECK(validate(data).size() == 20'001);
}

TEST_CASE("a long chain in a circle is found without recursion") {
    FrameworkData data;
    const int length = 50'000;
    for (int at = 0; at < length; ++at)
        data.domains.push_back(test::item<Domain>("d" + std::to_string(at), "d" + std::to_string((at + 1) % length)));
    const auto findings = validate(data);
    CHECK(std::count_if(findings.begin(), findings.end(),
                        [](const Finding& each) { return each.note.message == messages::cycle; }) == 1);
}
