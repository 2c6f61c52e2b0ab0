// SPDX-License-Identifier: Apache-2.0
// Intervals of changes: of shares and rates known from counts, at another confidence, and how often they are right.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/score/change.hpp"
#include "score/peer_numbers.hpp"
#include "score/small_framework.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

struct CountPair {
    double from, of_from, to, of_to;
};

/// Scores as they are of indicator x, one unit per pair of counts.
ScoreResult of_counts(const std::vector<CountPair>& pairs, Scale scale, double confidence = 0.95) {
    std::vector<std::string> ids;
    CellParts from, to;
    std::vector<double> first, second;
    for (const auto& each : pairs) {
        ids.push_back("u" + std::to_string(ids.size()));
        first.push_back(each.from / each.of_from);
        second.push_back(each.to / each.of_to);
        from.numerator.push_back(each.from);
        from.denominator.push_back(each.of_from);
        to.numerator.push_back(each.to);
        to.denominator.push_back(each.of_to);
    }
    PanelBuilder builder(ids);
    builder.describe({.id = "x", .scale = scale, .factor = 1.0, .unit = ""});
    builder.add("x", "2016", first, from).add("x", "2020", second, to);
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    const auto panel = builder.build();
    return score_panel(fit_score_model(test::small_framework(), Panel{}, options), panel, {.confidence = confidence});
}

std::vector<ChangeRow> changes_of_x(const ScoreResult& result, const ChangeOptions& options = {}) {
    std::vector<ChangeRow> rows;
    for (auto& each : score_change(result, Period(2016), Period(2020), options).rows)
        if (each.item == "x") rows.push_back(each);
    return rows;
}

double binomial(int x, int n, double p) {
    return std::exp(std::lgamma(n + 1.0) - std::lgamma(x + 1.0) - std::lgamma(n - x + 1.0) + x * std::log(p) +
                    (n - x) * std::log1p(-p));
}

}  // namespace

TEST_CASE("the change of two shares or rates has the interval that R computes", "[score][change][peers]") {
    const auto peer = test::read_peer_numbers("peers_r.txt");
    for (const auto& [name, scale] : {std::pair{"change_of_shares", Scale::proportion},
                                      std::pair{"change_of_rates", Scale::rate}}) {
        const auto& numbers = peer.at(name);
        std::vector<CountPair> pairs;
        for (std::size_t at = 0; at < numbers.size(); at += 7)
            pairs.push_back({numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]});
        const auto rows = changes_of_x(of_counts(pairs, scale));
        REQUIRE(rows.size() == pairs.size());
        for (std::size_t at = 0; at < rows.size(); ++at) {
            INFO(name << ", pair " << at);
            CHECK(rows[at].change.value == Approx(numbers[7 * at + 4]).margin(1e-15));
            CHECK(rows[at].change.low == Approx(numbers[7 * at + 5]).epsilon(1e-12));
            CHECK(rows[at].change.high == Approx(numbers[7 * at + 6]).epsilon(1e-12));
        }
    }
}

TEST_CASE("a change against the background keeps the longer side, at every confidence", "[score][change]") {
    const std::vector<CountPair> pairs = {{1, 20, 9, 20}, {5, 20, 6, 20}};
    const auto rows = changes_of_x(of_counts(pairs, Scale::proportion), {.reference_unit = "u1"});
    const auto &own = rows[0].change, &background = rows[1].change;
    CHECK(rows[0].against_low == Approx(own.value - background.value -
                                        std::hypot(own.value - own.low, background.high - background.value)));
    CHECK(rows[0].against_high == Approx(own.value - background.value +
                                         std::hypot(own.high - own.value, background.value - background.low)));
    CHECK(std::isnan(rows[1].against_low));
    // A result of another confidence: the distances grow with the normal quantiles, on either side by as much.
    const auto wider = changes_of_x(of_counts(pairs, Scale::proportion), {.confidence = 0.99})[0].change;
    const double ratio = 2.5758293035489004 / 1.959963984540054;
    CHECK(wider.value - wider.low == Approx(ratio * (own.value - own.low)));
    CHECK(wider.high - wider.value == Approx(ratio * (own.high - own.value)));
    const auto exact = changes_of_x(of_counts(pairs, Scale::proportion, 0.99), {.confidence = 0.99})[0].change;
    CHECK(exact.high == Approx(wider.high).margin(0.05));
    CHECK(exact.high != wider.high);
}

TEST_CASE("intervals of changes of small shares are right about as often as they say", "[score][change]") {
    constexpr int n = 25;
    std::vector<CountPair> every;
    for (int from = 0; from <= n; ++from)
        for (int to = 0; to <= n; ++to)
            every.push_back({static_cast<double>(from), n, static_cast<double>(to), n});
    const auto rows = changes_of_x(of_counts(every, Scale::proportion));
    // All outcomes, each with its probability: no draws.
    const auto covered = [&](double before, double after) {
        double probability = 0.0;
        for (std::size_t at = 0; at < rows.size(); ++at) {
            const auto& change = rows[at].change;
            if (change.low <= after - before && after - before <= change.high)
                probability += binomial(static_cast<int>(every[at].from), n, before) *
                               binomial(static_cast<int>(every[at].to), n, after);
        }
        return probability;
    };
    for (const auto& [before, after] : {std::pair{0.02, 0.12}, std::pair{0.05, 0.3}, std::pair{0.1, 0.12},
                                        std::pair{0.4, 0.6}, std::pair{0.5, 0.97}}) {
        INFO(before << " to " << after);
        CHECK(covered(before, after) > 0.935);
        CHECK(covered(before, after) < 0.985);
    }
}
