// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/score/model.hpp"
#include "maatstaf/score/result.hpp"
#include "score/draw_kernels.hpp"
#include "score/fast_math.hpp"
#include "score/quantile.hpp"
#include "score/small_framework.hpp"

using namespace maatstaf;
using Catch::Approx;

TEST_CASE("two quantiles at once agree with sorting", "[score][draws]") {
    std::vector<double> values;
    RandomStream stream(3, 3, 3, 3);
    for (int i = 0; i < 1001; ++i) values.push_back(std::floor(40.0 * stream.uniform()));
    for (const std::size_t n : {2u, 3u, 17u, 1000u, 1001u}) {
        std::vector<double> part(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(n)), sorted = part;
        std::sort(sorted.begin(), sorted.end());
        const auto type7 = [&](double p) {
            const double at = p * static_cast<double>(n - 1);
            const auto below = static_cast<std::size_t>(at);
            const std::size_t above = std::min(below + 1, n - 1);
            return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
        };
        const auto [low, high] = detail::two_quantiles(part, 0.025, 0.975);
        CHECK(low == Approx(type7(0.025)));
        CHECK(high == Approx(type7(0.975)));
        // Wherever the cuts lie, also where they leave too few values or cross each other.
        std::vector<double> room(n);
        for (const double below : {-1.0, 0.5, 2.5, 12.0, 50.0})
            for (const double above : {-1.0, 12.0, 36.5, 39.5, 50.0})
                CHECK(detail::two_quantiles(part, 0.025, 0.975, below, above, room) == std::pair(low, high));
    }
}

TEST_CASE("logarithms of many draws are those of one, to the last bit", "[score][draws]") {
    std::vector<double> x, many(1003, 0.25), one(1003, 0.25);
    RandomStream stream(5, 5, 5, 5);
    for (std::size_t i = 0; i < 1003; ++i) x.push_back(40.0 * stream.normal() + 100.0);
    CHECK_FALSE(detail::add_logs(x.data(), many.data(), 10, 0.3, 1e-300));
    x[1002] = -1.0;
    x[17] = 0.0;
    std::fill(many.begin(), many.end(), 0.25);
    CHECK(detail::add_logs(x.data(), many.data(), x.size(), 0.3, 1e-300));
    for (std::size_t i = 0; i < x.size(); ++i) one[i] += 0.3 * detail::fast_log(x[i] < 1e-300 ? 1e-300 : x[i]);
    CHECK(many == one);
    CHECK(detail::fast_log(2.0) == Approx(std::log(2.0)).epsilon(1e-15));
    CHECK(detail::fast_exp(-3.5) == Approx(std::exp(-3.5)).epsilon(1e-15));
}

TEST_CASE("products, powers and exponentials of many draws are those of one, to the last bit", "[score][draws]") {
    std::vector<double> x, product(1003, 1.5), power, exponential;
    RandomStream stream(6, 6, 6, 6);
    for (std::size_t i = 0; i < 1003; ++i) x.push_back(50.0 + 100.0 * stream.uniform());
    x[1001] = 3.0;
    x[5] = 200.0;
    const auto ends = detail::multiply(x.data(), product.data(), x.size());
    CHECK(ends.low == 3.0);
    CHECK(ends.high == 200.0);
    power = product;
    detail::powers(power.data(), power.size(), 0.5);
    for (const double each : x) exponential.push_back(each - 90.0);
    detail::exponentials(exponential.data(), exponential.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        CHECK(product[i] == 1.5 * x[i]);
        CHECK(power[i] == detail::fast_exp(0.5 * detail::fast_log(product[i])));
        CHECK(power[i] == Approx(std::sqrt(product[i])).epsilon(1e-14));
        CHECK(exponential[i] == detail::fast_exp(x[i] - 90.0));
    }
}

TEST_CASE("geometric means of equal shares by products are those by logarithms", "[score][draws]") {
    const auto panel = test::small_panel({.se = {0.1, 0.2, 0.1, 0.3}}, {.se = {1.0, 2.0, 1.0, 1.5}},
                                         {.se = {0.2, 0.1, 0.1, 0.2}}).build();
    const auto simulate = [&](double weight) {
        auto framework = test::small_framework();
        WeightSet set;
        set.id = "w";
        set.weights = {{"x", weight}, {"y", 1.0}};
        framework.add(set);
        ScoreModelOptions options;
        options.normalise.centre = 50.0;
        options.normalise.spread = 10.0;
        options.aggregate = Aggregate::geometric;
        options.weight_set = "w";
        return score_panel(fit_score_model(framework, test::small_panel().build(), options), panel, {.draws = 500});
    };
    const auto equal = simulate(1.0), nearly = simulate(1.0 + 1e-13);
    for (const auto* unit : {"u1", "u2", "u3", "u4"}) {
        const auto a = equal.cell("R1", unit, "2016").estimate, b = nearly.cell("R1", unit, "2016").estimate;
        CHECK(a.se > 0.0);
        CHECK(a.se == Approx(b.se).epsilon(1e-10));
        CHECK(a.low == Approx(b.low).epsilon(1e-10));
        CHECK(a.high == Approx(b.high).epsilon(1e-10));
    }
}

TEST_CASE("work with very many draws stops soon", "[score][draws]") {
    std::vector<std::string> ids;
    for (int u = 0; u < 200; ++u) ids.push_back("u" + std::to_string(u));
    const std::vector<double> values(200, 2.0), margins(200, 0.1);
    PanelBuilder builder(ids);
    for (const auto* id : {"x", "y", "z"}) builder.add(id, "2016", values, {.se = margins});
    ScoreModelOptions options;
    options.normalise.centre = 50.0;
    options.normalise.spread = 10.0;
    options.aggregate = Aggregate::geometric;
    const auto model = fit_score_model(test::small_framework(), test::small_panel().build(), options);
    std::size_t reported = 0;
    ScoreOptions how;
    how.draws = 300'000;
    how.progress = [&](std::size_t done, std::size_t total) {
        reported = done;
        CHECK(total == 200);
        return false;
    };
    const int threads = thread_count();
    set_thread_count(1);
    CHECK_THROWS_AS(score_panel(model, builder.build(), how), CancelledError);
    set_thread_count(threads);
    CHECK(reported < 200);
}
