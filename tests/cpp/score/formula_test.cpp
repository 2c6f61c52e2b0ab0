// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/score/aggregate.hpp"
#include "maatstaf/score/attainment.hpp"
#include "maatstaf/score/normalise.hpp"
#include "score/small_framework.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using Catch::Approx;
using test::unknown;

namespace {

void same(const std::vector<double>& got, const std::vector<double>& wanted) {
    REQUIRE(got.size() == wanted.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        INFO("at " << i << ": " << got[i] << " instead of " << wanted[i]);
        CHECK(((std::isnan(got[i]) && std::isnan(wanted[i])) || got[i] == Approx(wanted[i]).margin(1e-14)));
    }
}

const std::vector<double> values = {2.0, 4.0, unknown, 4.0, 10.0};

}  // namespace

TEST_CASE("normalising by hand-made numbers", "[score][normalise]") {
    same(score::minmax(values), {0.0, 0.25, unknown, 0.25, 1.0});
    same(score::minmax(values, Direction::lower), {1.0, 0.75, unknown, 0.75, 0.0});
    same(score::minmax(values, Direction::higher, 1.0, 101.0), {1.0, 26.0, unknown, 26.0, 101.0});
    // mean 5, sum of squares 9 + 1 + 1 + 25 = 36, variance 12
    const double sd = std::sqrt(12.0);
    same(score::zscore(values), {-3.0 / sd, -1.0 / sd, unknown, -1.0 / sd, 5.0 / sd});
    same(score::zscore(values, Direction::lower, 100.0, 10.0),
         {100 + 30.0 / sd, 100 + 10.0 / sd, unknown, 100 + 10.0 / sd, 100 - 50.0 / sd});
    same(score::goalposts(values, 0.0, 8.0), {0.25, 0.5, unknown, 0.5, 1.25});
    same(score::goalposts(values, 0.0, 8.0, Direction::higher, true), {0.25, 0.5, unknown, 0.5, 1.0});
    same(score::goalposts(values, 0.0, 8.0, Direction::lower), {0.75, 0.5, unknown, 0.5, -0.25});
    same(score::distance_to_target(values, 6.0), {0.0, 0.5, unknown, 0.5, 2.0});
    same(score::distance_to_target(values, 6.0, Direction::higher, true), {0.0, 0.5, unknown, 0.5, 1.0});
    same(score::distance_to_target(values, 6.0, Direction::lower), {2.0, 1.5, unknown, 1.5, 0.0});
    same(score::distance_to_reference(values), {0.0, 2.0 / 3.0, unknown, 2.0 / 3.0, 8.0 / 3.0});
    same(score::distance_to_reference(values, 4.0), {0.0, 1.0, unknown, 1.0, 4.0});
    same(score::rank(values), {1.0, 2.5, unknown, 2.5, 4.0});
    same(score::rank(values, Direction::higher, Ties::lowest), {1.0, 2.0, unknown, 2.0, 4.0});
    same(score::rank(values, Direction::higher, Ties::highest), {1.0, 3.0, unknown, 3.0, 4.0});
    same(score::rank(values, Direction::lower), {4.0, 2.5, unknown, 2.5, 1.0});
    same(score::percentile_rank(values), {0.0, 0.5, unknown, 0.5, 1.0});
    same(score::percentile_rank(values, Direction::higher, Ties::lowest), {0.0, 1.0 / 3.0, unknown, 1.0 / 3.0, 1.0});
    same(score::percentile_rank(values, Direction::higher, Ties::highest), {0.0, 2.0 / 3.0, unknown, 2.0 / 3.0, 1.0});
}

TEST_CASE("direction target counts the distance to the target", "[score][normalise]") {
    const std::vector<double> x = {2.0, 5.0, 9.0};
    const auto scores = [&](NormaliseMethod method) {
        std::vector<double> out(3);
        normalise(fit_normaliser(x, {.direction = Direction::target, .target = 5.0, .goalpost_low = 0.0,
                                     .goalpost_high = 10.0}, {.method = method}), x, out);
        return out;
    };
    same(scores(NormaliseMethod::minmax), {0.25, 1.0, 0.0});
    same(scores(NormaliseMethod::goalposts), {0.4, 1.0, 0.2});
    same(scores(NormaliseMethod::distance_to_target), {0.25, 1.0, 0.0});
    same(scores(NormaliseMethod::identity), {-3.0, 0.0, -4.0});
    same(scores(NormaliseMethod::rank), {2.0, 3.0, 1.0});
}

TEST_CASE("a frozen rule scores values that it never saw", "[score][normalise]") {
    const auto rule = [&](NormaliseMethod method, Ties ties = Ties::average) {
        return fit_normaliser(values, {}, {.method = method, .ties = ties});
    };
    CHECK(rule(NormaliseMethod::minmax)(14.0) == Approx(1.5));
    CHECK(rule(NormaliseMethod::rank)(3.0) == 1.5);
    CHECK(rule(NormaliseMethod::rank, Ties::lowest)(3.0) == 2.0);
    CHECK(rule(NormaliseMethod::rank, Ties::highest)(3.0) == 1.0);
    for (const auto ties : {Ties::average, Ties::lowest, Ties::highest}) {   // beyond both ends
        CHECK(rule(NormaliseMethod::rank, ties)(1.0) == 1.0);
        CHECK(rule(NormaliseMethod::rank, ties)(11.0) == rule(NormaliseMethod::rank, ties)(10.0));
    }
    CHECK(rule(NormaliseMethod::percentile_rank)(1.0) == 0.0);
    CHECK(rule(NormaliseMethod::percentile_rank)(11.0) == 1.0);
    CHECK(std::isnan(rule(NormaliseMethod::rank)(unknown)));
}

TEST_CASE("derivatives and kinks agree with finite differences", "[score][normalise]") {
    for (const auto direction : {Direction::higher, Direction::lower, Direction::target}) {
        for (const bool clip : {false, true}) {
            const auto rule = fit_normaliser(values, {.direction = direction, .target = 5.0, .goalpost_low = 1.0,
                                                      .goalpost_high = 9.0},
                                             {.method = NormaliseMethod::goalposts, .clip = clip});
            CHECK(rule.is_linear() == (!clip && direction != Direction::target));
            for (const double x : {-2.0, 0.5, 3.0, 6.0, 8.5, 12.0}) {
                const double h = 1e-6;
                CHECK(rule.derivative(x) == Approx((rule(x + h) - rule(x - h)) / (2 * h)).margin(1e-8));
                const double kink = rule.nearest_kink(x);
                if (std::isnan(kink)) continue;
                CHECK(std::fabs((rule(kink + h) - rule(kink)) - (rule(kink) - rule(kink - h))) > 0.05 * h);
            }
        }
    }
}

TEST_CASE("values without spread, one value and no value at all give no score", "[score][normalise]") {
    for (const auto method : {NormaliseMethod::minmax, NormaliseMethod::zscore, NormaliseMethod::distance_to_reference,
                              NormaliseMethod::rank, NormaliseMethod::percentile_rank})
        for (const auto& x :
             {std::vector{0.1, 0.1, 0.1}, std::vector{0.1}, std::vector{unknown, unknown}, std::vector<double>{}})
            CHECK(fit_normaliser(x, {}, {.method = method}).is_constant());
    CHECK(std::isnan(score::minmax(std::vector{3.0, 3.0})[0]));
}

TEST_CASE("differences in the last bits are rounding and no spread", "[score][normalise]") {
    const std::vector<double> x{0.1 + 0.2, 0.3, 0.3};
    REQUIRE(x[0] != x[1]);
    for (const auto method : {NormaliseMethod::minmax, NormaliseMethod::zscore, NormaliseMethod::distance_to_reference})
        for (const Direction direction : {Direction::higher, Direction::lower, Direction::target})
            CHECK(fit_normaliser(x, {.direction = direction, .target = 0.3}, {.method = method}).is_constant());
    CHECK_FALSE(fit_normaliser(std::vector{0.3, 0.3 + 1e-9}, {}, {.method = NormaliseMethod::zscore}).is_constant());
}

TEST_CASE("reference statistics match two-pass sums on long and shifted columns", "[score][normalise]") {
    std::vector<double> x;
    for (int i = 0; i < 20'011; ++i) x.push_back(i % 7 == 3 ? unknown : 1e9 + std::sin(i));
    long double sum = 0, count = 0, squares = 0;
    for (const double v : x)
        if (!std::isnan(v)) sum += v, ++count;
    for (const double v : x)
        if (!std::isnan(v)) squares += (v - sum / count) * (v - sum / count);
    const auto found = reference_statistics(x);
    CHECK(found.n == static_cast<double>(count));
    CHECK(found.mean == Approx(static_cast<double>(sum / count)).epsilon(1e-15));
    CHECK(found.sd == Approx(std::sqrt(static_cast<double>(squares / (count - 1)))).epsilon(1e-13));
    CHECK(found.min >= 1e9 - 1);
    CHECK(found.max <= 1e9 + 1);
}

TEST_CASE("misuse of normalising is named", "[score][normalise]") {
    const auto refused = [&](const NormaliseContext& context, const NormaliseOptions& options) {
        return test::caught<ArgumentError>([&] { fit_normaliser(values, context, options); }).note().message;
    };
    CHECK(refused({}, {.method = NormaliseMethod::goalposts}) == messages::goalposts_needed);
    CHECK(refused({.goalpost_low = 2.0, .goalpost_high = 2.0}, {.method = NormaliseMethod::goalposts}) ==
          messages::goalposts_order);
    CHECK(refused({}, {.method = NormaliseMethod::distance_to_target}) == messages::target_needed);
    CHECK(refused({.target = 1.0}, {.method = NormaliseMethod::distance_to_target}) ==
          messages::target_not_above_worst);
    CHECK(refused({.direction = Direction::target}, {}) == messages::target_needed);
    CHECK(refused({.direction = Direction::context}, {}) == messages::context_not_scored);
    CHECK(refused({}, {.low = 1.0, .high = 1.0}) == messages::argument_out_of_range);
    CHECK(refused({}, {.spread = 0.0}) == messages::argument_out_of_range);
    const ReferenceStatistics published{.mean = 1.0, .sd = 2.0};
    CHECK(fit_normaliser(published, {}, {})(5.0) == 2.0);
    CHECK(test::caught<ArgumentError>([&] { fit_normaliser(published, {}, {.method = NormaliseMethod::rank}); })
              .note().message == messages::values_needed);
    CHECK(test::caught<ArgumentError>([&] { fit_normaliser(published, {}, {.method = NormaliseMethod::minmax}); })
              .note().message == messages::reference_figure_needed);
}

TEST_CASE("weighted means by hand-made numbers", "[score][aggregate]") {
    const std::vector<double> x = {1.0, 4.0, unknown, 2.0}, w = {1.0, 2.0, 5.0, 1.0};
    CHECK(score::arithmetic_mean(x, w) == Approx(11.0 / 4.0));
    CHECK(score::geometric_mean(x, w) == Approx(std::pow(32.0, 0.25)));
    CHECK(score::harmonic_mean(x, w) == Approx(4.0 / (1.0 + 0.5 + 0.5)));
    const std::vector<double> zero = {0.0, 4.0}, negative = {-1.0, 4.0}, half = {1.0, 1.0}, first_only = {0.0, 1.0};
    CHECK(score::arithmetic_mean(zero, half) == 2.0);
    CHECK(std::isnan(score::geometric_mean(zero, half)));
    CHECK(std::isnan(score::harmonic_mean(negative, half)));
    CHECK(score::geometric_mean(zero, first_only) == Approx(4.0));
    CHECK(std::isnan(score::arithmetic_mean(std::vector{unknown}, std::vector{1.0})));
    CHECK(test::caught<ArgumentError>([&] { score::arithmetic_mean(zero, std::vector{1.0}); }).note().message ==
          messages::wrong_length);
    for (const auto& bad : {std::vector{-1.0, 2.0}, std::vector{0.0, 0.0}, std::vector{unknown, 1.0}})
        CHECK(test::caught<ArgumentError>([&] { score::arithmetic_mean(zero, bad); }).note().message ==
              messages::weights_not_valid);
}

TEST_CASE("gradients of means agree with finite differences", "[score][aggregate]") {
    std::vector<double> x = {0.7, 1.9, unknown, 3.1}, w = {0.5, 1.0, 2.0, 0.3};
    for (const auto kind : {Aggregate::arithmetic, Aggregate::geometric, Aggregate::harmonic}) {
        const auto gradient = score::mean_gradient(kind, x, w);
        CHECK(gradient.by_value[2] == 0.0);
        for (const std::size_t k : {0u, 1u, 3u}) {
            const double h = 1e-6;
            for (auto* place : {&x, &w}) {
                const double kept = (*place)[k];
                (*place)[k] = kept + h;
                const double up = score::mean(kind, x, w);
                (*place)[k] = kept - h;
                const double down = score::mean(kind, x, w);
                (*place)[k] = kept;
                const double slope = place == &x ? gradient.by_value[k] : gradient.by_weight[k];
                CHECK(slope == Approx((up - down) / (2 * h)).epsilon(1e-7).margin(1e-9));
            }
        }
    }
}

TEST_CASE("attainment of every goal", "[score][targets]") {
    TargetQuestion q{.goal = Goal::improve, .direction = Direction::lower, .baseline = 40.0, .target = 30.0};
    CHECK(score::attainment(35.0, q) == Approx(0.5));
    CHECK(score::attainment(45.0, q) == Approx(-0.5));
    CHECK(!std::signbit(score::attainment(40.0, q)));   // nothing gained is 0 and not -0
    CHECK(score::probability_met(30.0, 2.0, q) == Approx(0.5));
    CHECK(score::probability_met(28.0, 2.0, q) == Approx(0.8413447460685429));
    CHECK(std::isnan(score::probability_met(28.0, unknown, q)));
    CHECK(score::probability_met(28.0, 0.0, q) == 1.0);
    q.target = 40.0;
    CHECK(score::attainment(39.0, q) == 1.0);
    CHECK(std::isnan(score::attainment(41.0, q)));
    q.goal = Goal::maintain;
    CHECK(score::attainment(38.0, q) == 1.0);
    CHECK(score::attainment(44.0, q) == Approx(0.9));
    CHECK(score::probability_met(40.0, 1.0, q) == Approx(0.5));
    q.goal = Goal::slow_decline;
    q.tolerated_decline = 1.0;
    q.periods = 4.0;
    CHECK(score::attainment(44.0, q) == Approx(1.0));
    CHECK(score::attainment(40.0, q) == Approx(2.0));
    CHECK(score::attainment(48.0, q) == Approx(0.0));
    CHECK(score::probability_met(44.0, 3.0, q) == Approx(0.5));
    q = {.goal = Goal::stay_in_band, .band_low = 10.0, .band_high = 20.0};
    CHECK(score::attainment(15.0, q) == 1.0);
    CHECK(score::attainment(25.0, q) == Approx(0.5));
    CHECK(score::attainment(8.0, q) == Approx(0.8));
    CHECK(score::probability_met(15.0, 5.0, q) == Approx(0.6826894921370859));
    CHECK(score::probability_met(20.0, 0.0, q) == 1.0);
    q = {.goal = Goal::improve, .direction = Direction::target, .baseline = 8.0, .target = 5.0};
    CHECK(score::attainment(4.0, q) == Approx(2.0 / 3.0));
    CHECK(std::isnan(score::probability_met(5.0, 1.0, q)));
}

TEST_CASE("an infinite value is refused with its place", "[score][normalise]") {
    const std::vector<double> x{1.0, std::numeric_limits<double>::infinity()};
    const auto error = test::caught<ArgumentError>([&] { score::zscore(x); });
    CHECK(error.note().message == messages::not_finite);
    CHECK(test::parameter(error, "where") == "2");
}
