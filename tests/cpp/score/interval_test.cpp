// SPDX-License-Identifier: Apache-2.0
// Intervals of counts and shares: held against exact quantiles, against many draws, and against what can be.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/special.hpp"
#include "maatstaf/score/model.hpp"
#include "maatstaf/score/result.hpp"
#include "maatstaf/score/targets.hpp"
#include "score/count_interval.hpp"
#include "score/count_kernels.hpp"
#include "score/small_framework.hpp"

using namespace maatstaf;
using Catch::Approx;
using test::unknown;

namespace {

/// Shares x, y and z in percent, by counts.
Panel counted(const std::vector<double>& x, const std::vector<double>& y, const std::vector<double>& z, double n) {
    std::vector<std::string> ids;
    for (std::size_t u = 0; u < x.size(); ++u) ids.push_back("u" + std::to_string(u + 1));
    PanelBuilder builder(ids);
    const std::vector<double> people(x.size(), n);
    const std::pair<const char*, const std::vector<double>*> columns[] = {{"x", &x}, {"y", &y}, {"z", &z}};
    for (const auto& [id, counts] : columns) {
        builder.describe({.id = id, .scale = Scale::proportion, .factor = 100.0, .unit = "%"});
        builder.add(id, "2016", {}, {.numerator = *counts, .denominator = people});
    }
    return builder.build();
}

ScoreResult identity(const Panel& panel, Aggregate aggregate = Aggregate::arithmetic, const ScoreOptions& how = {}) {
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    options.aggregate = aggregate;
    Framework framework = test::small_framework();
    auto y = test::indicator("y", "R1");   // higher is better too, so that scores are above zero
    framework.replace(y);
    return score_panel(fit_score_model(framework, Panel{}, options), panel, how);
}

}  // namespace

TEST_CASE("a column of counts has the intervals of single counts, to the last bit", "[score][interval]") {
    std::vector<double> x, n;
    for (std::size_t i = 0; i < detail::longest_column; ++i) {
        n.push_back(40.0 + 37.0 * static_cast<double>(i * i));
        x.push_back(std::floor(n.back() * static_cast<double>(i % 13) / 12.0));
    }
    x[5] = n[7] = test::unknown;
    std::vector<double> low(x.size()), high(x.size());
    for (const double confidence : {0.8, 0.95, 0.999}) {
        detail::CountIntervals intervals(confidence);
        REQUIRE(intervals.betas(x.data(), n.data(), x.size(), low.data(), high.data()));
        std::size_t quick = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double a = x[i] + 0.5, b = n[i] - x[i] + 0.5;
            INFO(x[i] << " of " << n[i]);
            CHECK(std::isnan(low[i]) == !(a >= 30.0 && b >= 30.0));
            if (std::isnan(low[i])) continue;
            const auto alone = intervals.beta(a, b);
            CHECK(low[i] == alone.low);
            CHECK(high[i] == alone.high);
            ++quick;
        }
        CHECK(quick > 40);
    }
    CHECK_FALSE(detail::CountIntervals(0.99999).betas(x.data(), n.data(), x.size(), low.data(), high.data()));
}

TEST_CASE("intervals of counts are those of the exact quantiles", "[score][interval]") {
    for (const double confidence : {0.5, 0.9, 0.95, 0.99, 0.999, 0.99999}) {
        detail::CountIntervals intervals(confidence);
        const double tail = (1.0 - confidence) / 2.0;
        for (const double a : {0.5, 1.5, 29.5, 30.5, 55.5, 1000.5}) {
            INFO("confidence " << confidence << ", a " << a);
            const auto events = intervals.gamma(a);
            CHECK(std::fabs(events.low - special::gamma_quantile(tail, a)) < 1e-4 * std::sqrt(a));
            CHECK(std::fabs(events.high - special::gamma_quantile(1.0 - tail, a)) < 1e-4 * std::sqrt(a));
            for (const double b : {0.5, 12.5, 30.5, 400.5, 1e6}) {
                const double sd = std::sqrt(a * b / (a + b + 1.0)) / (a + b);
                for (int again = 0; again < 2; ++again) {   // remembered the second time
                    const auto share = intervals.beta(a, b);
                    CHECK(std::fabs(share.low - special::beta_quantile(tail, a, b)) < 1e-4 * sd);
                    CHECK(std::fabs(share.high - special::beta_quantile(1.0 - tail, a, b)) < 1e-4 * sd);
                }
            }
        }
    }
}

TEST_CASE("a single share has the interval of its counts, drawn or not", "[score][interval]") {
    const auto panel = counted({0, 10, 5, 4}, {0, 10, 5, 4}, {0, 10, 5, 4}, 10.0);
    for (const std::int32_t draws : {0, 500}) {
        const auto result = identity(panel, Aggregate::arithmetic, {.draws = draws});
        for (const auto* item : {"z", "R2"}) {   // R2 has no other part
            INFO(item << ", draws " << draws);
            const auto of = [&](const char* unit) { return result.cell(item, unit, "2016").estimate; };
            CHECK(of("u1").low == 0.0);
            CHECK(of("u1").high == Approx(100.0 * special::beta_quantile(0.975, 0.5, 10.5)));
            CHECK(of("u2").low == Approx(100.0 * special::beta_quantile(0.025, 10.5, 0.5)));
            CHECK(of("u2").high == 100.0);
            CHECK(of("u4").low == Approx(100.0 * special::beta_quantile(0.025, 4.5, 6.5)));
            CHECK(of("u4").high == Approx(100.0 * special::beta_quantile(0.975, 4.5, 6.5)));
        }
        CHECK(result.cell("z", "u1", "2016").method == MarginMethod::exact);
        CHECK(result.cell("R2", "u1", "2016").method == MarginMethod::first_order);
    }
    // Held against a target, the same share has the same interval.
    Framework framework = test::small_framework();
    auto z = test::indicator("z", "R2");
    z.targets = {{.value = 60.0}};
    z.baseline = 10.0;
    framework.replace(z);
    const auto held = hold_against_targets(framework, panel);
    const auto cell = identity(panel).cell("z", "u4", "2016").estimate;
    CHECK(held.rows[3].estimate.low == Approx(cell.low).epsilon(1e-12));
    CHECK(held.rows[3].estimate.high == Approx(cell.high).epsilon(1e-12));
}

TEST_CASE("margins of means of shares agree with many draws, on either side", "[score][interval]") {
    const auto panel = counted({1, 30, 18, 9}, {2, 40, 20, 31}, {3, 39, 22, 12}, 40.0);
    for (const auto aggregate : {Aggregate::arithmetic, Aggregate::geometric, Aggregate::harmonic}) {
        const auto formula = identity(panel, aggregate), drawn = identity(panel, aggregate, {.draws = 40'000});
        for (const auto* item : {"R1", "A"})
            for (const auto* unit : {"u2", "u3", "u4"}) {
                INFO(to_name(aggregate) << ", " << item << ", " << unit);
                const auto a = formula.cell(item, unit, "2016").estimate, b = drawn.cell(item, unit, "2016").estimate;
                CHECK(drawn.cell(item, unit, "2016").method == MarginMethod::simulated);
                CHECK(a.low == Approx(b.low).margin(0.12 * (b.high - b.low)));
                CHECK(a.high == Approx(b.high).margin(0.12 * (b.high - b.low)));
            }
    }
    // Near the end the formula is longer upwards than downwards, as the draws are.
    const auto low = identity(panel).cell("A", "u1", "2016").estimate;
    CHECK(low.high - low.value > 1.3 * (low.value - low.low));
}

TEST_CASE("no interval leaves what a score can be", "[score][interval]") {
    const auto panel = counted({0, 3, 1, 0}, {0, 3, 3, 3}, {0, 3, 0, 2}, 3.0);
    for (const auto aggregate : {Aggregate::arithmetic, Aggregate::geometric, Aggregate::harmonic})
        for (const std::int32_t draws : {0, 300}) {
            const auto result = identity(panel, aggregate, {.draws = draws});
            for (std::int32_t item = 0; item < 9; ++item)
                for (std::int32_t unit = 0; unit < 4; ++unit) {
                    const auto cell = result.cell(item, unit, 0).estimate;
                    if (std::isnan(cell.low)) continue;
                    INFO(to_name(aggregate) << ", draws " << draws << ", " << item << ", " << unit);
                    CHECK(cell.low >= 0.0);
                    CHECK(cell.high <= 100.0 * (1.0 + 1e-12));   // the score itself may be off by its last bit
                    CHECK(cell.low <= cell.value);
                    CHECK(cell.value <= cell.high);
                }
        }
    const auto best = identity(panel).cell("A", "u2", "2016").estimate;
    CHECK(best.high == 100.0);
    CHECK(best.low > 50.0);
}

TEST_CASE("a published margin is cut where the value cannot be", "[score][interval]") {
    std::vector<std::string> ids = {"u1", "u2"};
    PanelBuilder builder(ids);
    builder.describe({.id = "x", .scale = Scale::proportion, .factor = 100.0, .unit = "%"});
    builder.describe({.id = "y", .scale = Scale::rate, .factor = 1000.0, .unit = ""});
    builder.add("x", "2016", {1.0, 50.0}, {.se = {2.0, 2.0}}).add("y", "2016", {1.0, 50.0}, {.se = {2.0, 2.0}});
    builder.add("z", "2016", {1.0, 50.0}, {.se = {2.0, 2.0}});   // a mean can be anything
    const auto result = identity(builder.build());
    const auto low = [&](const char* item, const char* unit) { return result.cell(item, unit, "2016").estimate.low; };
    CHECK(low("x", "u1") == 0.0);
    CHECK(low("y", "u1") == 0.0);
    CHECK(low("z", "u1") == Approx(1.0 - 1.959963984540054 * 2.0));
    CHECK(low("x", "u2") == Approx(50.0 - 1.959963984540054 * 2.0));
    CHECK(result.cell("x", "u1", "2016").estimate.se == 2.0);
    CHECK(low("R1", "u1") >= 0.0);
    CHECK(result.cell("R1", "u1", "2016").estimate.high ==
          Approx(1.0 + 1.959963984540054 * std::sqrt(0.5) * 2.0));
}

TEST_CASE("drawn ranks stay among the ranks there are", "[score][interval]") {
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::rank;
    const std::vector<double> se(4, 100.0);
    const auto panel = test::small_panel({.se = se}, {.se = se}, {.se = se}).build();
    const auto result =
        score_panel(fit_score_model(test::small_framework(), panel, options), panel, {.draws = 300});
    for (const auto* item : {"x", "R1", "A"}) {
        CHECK(result.cell(item, "u2", "2016").estimate.low >= 1.0);
        CHECK(result.cell(item, "u2", "2016").estimate.high <= 4.0);
    }
    CHECK(result.cell("x", "u2", "2016").estimate.high == 4.0);
}
