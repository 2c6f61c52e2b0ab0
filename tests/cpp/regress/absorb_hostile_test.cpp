// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include <Eigen/Eigenvalues>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/parallel.hpp"
#include "regress/absorb_rows_for_test.hpp"
#include "regress/refusal.hpp"

using namespace maatstaf;
using test::refusal;

namespace {

bool says(const AbsorbResult& fit, Message message) {
    return std::any_of(fit.caveats.begin(), fit.caveats.end(),
                       [&](const Caveat& each) { return each.message == message; });
}

double relative_gap(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
    return (a - b).cwiseAbs().maxCoeff() / b.cwiseAbs().maxCoeff();
}

}  // namespace

TEST_CASE("The order of rows and the names of levels do not matter", "[absorb]") {
    const test::AbsorbExample example(900, 60, 25, 4);
    for (const bool linear : {true, false}) {
        const AbsorbOptions options{.family = linear ? Family::gaussian : Family::poisson, .clusters = example.first};
        const AbsorbResult fit = absorbed_regression(example.data(linear), example.effects(), options);
        test::AbsorbExample other = example;
        for (Eigen::Index i = 0; i < 900; ++i) {
            const auto from = static_cast<std::size_t>((i * 371) % 900), to = static_cast<std::size_t>(i);
            other.x.row(i) = example.x.row(static_cast<Eigen::Index>(from));
            other.first[to] = -7 * example.first[from] + 100;
            other.second[to] = (example.second[from] * 9973) % 25 * 80'000'000;
            other.third[to] = 3 - example.third[from];
            other.outcome[to] = example.outcome[from];
            other.count[to] = example.count[from];
        }
        AbsorbOptions again = options;
        again.clusters = other.first;
        const AbsorbResult turned = absorbed_regression(other.data(linear), other.effects(), again);
        CHECK(relative_gap(turned.coefficients, fit.coefficients) < 1e-10);
        CHECK(relative_gap(turned.covariance, fit.covariance) < 1e-9);
        // Effects in another order are the same effects.
        const AbsorbedEffect reversed[] = {
            {"third", example.third}, {"second", example.second}, {"first", example.first}};
        const AbsorbResult swapped = absorbed_regression(example.data(linear), reversed, options);
        CHECK(relative_gap(swapped.coefficients, fit.coefficients) < 1e-10);
        CHECK(relative_gap(swapped.covariance, fit.covariance) < 1e-9);
    }
}

TEST_CASE("Any number of threads gives the same bits", "[absorb]") {
    const int before = thread_count();
    for (const std::int32_t seconds : {30, 4000}) {
        const test::AbsorbExample example(60'000, 9000, seconds, 0);
        for (const bool linear : {true, false}) {
            const AbsorbOptions options{.family = linear ? Family::gaussian : Family::poisson,
                                        .clusters = example.second};
            set_thread_count(1);
            const AbsorbResult one = absorbed_regression(example.data(linear), example.effects(), options);
            set_thread_count(2);
            const AbsorbResult two = absorbed_regression(example.data(linear), example.effects(), options);
            CHECK(one.coefficients == two.coefficients);
            CHECK(one.covariance == two.covariance);
            CHECK(one.deviance == two.deviance);
        }
    }
    set_thread_count(before);
}

TEST_CASE("Columns that the effects determine are reported apart", "[absorb]") {
    const test::AbsorbExample example(600, 40, 9, 5);
    test::RowMajor x(600, 5);
    for (Eigen::Index i = 0; i < 600; ++i) {
        const auto at = static_cast<std::size_t>(i);
        x.row(i) << example.x(i, 0), 3.7, 1e6 + example.first[at] - 2.0 * example.third[at], example.x(i, 1),
            2.0 * example.x(i, 0) - example.x(i, 1) + example.second[at];
    }
    for (const bool linear : {true, false}) {
        RegressionData data = example.data(linear);
        const AbsorbOptions options{.family = linear ? Family::gaussian : Family::poisson};
        const AbsorbResult plain = absorbed_regression(data, example.effects(), options);
        data.x = x;
        const AbsorbResult fit = absorbed_regression(data, example.effects(), options);
        CHECK(fit.within_effects == std::vector<std::int32_t>{1, 2});
        CHECK(fit.aliased == std::vector<std::int32_t>{1, 2, 4});
        CHECK(std::isnan(fit.coefficients[1]));
        CHECK(std::abs(fit.coefficients[0] - plain.coefficients[0]) < 1e-8);
        CHECK(std::abs(fit.covariance(3, 3) / plain.covariance(1, 1) - 1.0) < 1e-8);
        CHECK(says(fit, messages::regress_within_effects));
        CHECK(says(fit, messages::regress_aliased));
    }
}

TEST_CASE("Separation by a column is flagged, levels without a positive count are left out", "[absorb]") {
    test::AbsorbExample example(600, 40, 9, 0);
    test::RowMajor x = example.x;
    for (Eigen::Index i = 0; i < 600; ++i) {
        x(i, 1) = i % 7 == 0;   // only ever with outcome 0
        if (i % 7 == 0) example.count[static_cast<std::size_t>(i)] = 0.0;
        if (example.first[static_cast<std::size_t>(i)] == 3) example.count[static_cast<std::size_t>(i)] = 0.0;
    }
    RegressionData data = example.data(false);
    CHECK(absorbed_regression(data, example.effects(), {.family = Family::poisson}).rows_all_zero == 15);
    data.x = x;
    const AbsorbResult fit = absorbed_regression(data, example.effects(), {.family = Family::poisson});
    CHECK(fit.status == FitStatus::separated);
    CHECK(fit.rows_separated > 0);
    CHECK(says(fit, messages::regress_separated_rows));
    CHECK(says(fit, messages::regress_absorbed_all_zero));
}

TEST_CASE("Levels in parts without rows in common are counted exactly and reported", "[absorb]") {
    test::AbsorbExample example(600, 40, 10, 0);
    for (std::size_t i = 0; i < 600; ++i) example.second[i] = example.second[i] / 2 * 2 + example.first[i] % 2;
    const AbsorbResult rough = absorbed_regression(example.data(true), example.effects());
    const AbsorbResult fit = absorbed_regression(example.data(true), example.effects(), {.count = EffectCount::exact});
    CHECK(fit.components == 2);
    CHECK(says(fit, messages::regress_components));
    CHECK(rough.effect_parameters == 49.0);
    CHECK(fit.effect_parameters == 48.0);
    CHECK(relative_gap(rough.coefficients, fit.coefficients) == 0.0);
}

TEST_CASE("Hostile input is refused with a reason or flagged", "[absorb]") {
    const test::AbsorbExample example(200, 20, 5, 0);
    const auto effects = example.effects();
    std::vector<std::int32_t> each_its_own(200), all_one(200, 7);
    std::iota(each_its_own.begin(), each_its_own.end(), 0);
    const AbsorbedEffect own[] = {{"row", each_its_own}};
    const RegressionData data = example.data(true);

    CHECK(refusal([&] { absorbed_regression(data, {}); }) == messages::regress_no_effects);
    CHECK(refusal([&] { absorbed_regression(data, own); }) == messages::regress_all_left_out);
    const AbsorbResult saturated = absorbed_regression(data, own, {.remove_singletons = false});
    CHECK(saturated.within_effects.size() == 2);
    CHECK(says(saturated, messages::regress_no_freedom));
    CHECK(std::isnan(saturated.covariance(0, 0)));

    const AbsorbedEffect one[] = {{"all", all_one}};
    const AbsorbResult intercept = absorbed_regression(data, one);
    test::RowMajor with_one(200, 3);
    with_one << Eigen::VectorXd::Ones(200), example.x;
    RegressionData plain = data;
    plain.x = with_one;
    CHECK(relative_gap(intercept.coefficients, glm(plain).coefficients.tail(2)) < 1e-10);

    CHECK(refusal([&] { absorbed_regression(data, effects, {.clusters = all_one}); }) == messages::regress_one_cluster);
    CHECK(refusal([&] { absorbed_regression(data, effects, {.family = Family::binomial}); }) ==
          messages::unknown_option);
    CHECK(refusal([&] { absorbed_regression(data, effects, {.covariance = AbsorbCovariance::cluster}); }) ==
          messages::wrong_length);
    CHECK(refusal([&] { absorbed_regression(data, effects, {.demean_tolerance = 0.5}); }) ==
          messages::argument_out_of_range);
    const std::vector<std::int32_t> few(199, 1);
    const AbsorbedEffect shorter[] = {{"short", few}};
    CHECK(refusal([&] { absorbed_regression(data, shorter); }) == messages::wrong_length);
    const std::vector<double> nothing(200, 0.0), ones(200, 1.0);
    RegressionData other = data;
    other.prior_weights = nothing;
    CHECK(refusal([&] { absorbed_regression(other, effects); }) == messages::regress_no_rows);
    other = data;
    other.exposure = ones;
    CHECK(refusal([&] { absorbed_regression(other, effects); }) == messages::regress_exposure_link);
    std::vector<double> y = example.count;
    other = example.data(false);
    other.y = y;
    y[5] = -1.0;
    CHECK(refusal([&] { absorbed_regression(other, effects, {.family = Family::poisson}); }) ==
          messages::regress_value);
    y[5] = std::numeric_limits<double>::quiet_NaN();
    CHECK(refusal([&] { absorbed_regression(other, effects, {.family = Family::poisson}); }) ==
          messages::regress_value);
    other.y = nothing;
    CHECK(refusal([&] { absorbed_regression(other, effects, {.family = Family::poisson}); }) ==
          messages::regress_all_left_out);
    test::RowMajor broken = example.x;
    broken(17, 1) = std::numeric_limits<double>::infinity();
    other = data;
    other.x = broken;
    CHECK(refusal([&] { absorbed_regression(other, effects); }) == messages::regress_value);
    CHECK(refusal([&] { absorbed_regression(data, effects, {}, [](std::size_t, std::size_t) { return false; }); }) ==
          messages::cancelled);
}

TEST_CASE("Too few steps of demeaning are reported", "[absorb]") {
    const test::AbsorbExample example(20'000, 5000, 3000, 0);
    const AbsorbResult fit =
        absorbed_regression(example.data(true), example.effects(), {.max_demean_iterations = 2});
    CHECK_FALSE(fit.demeaned);
    CHECK(says(fit, messages::regress_not_demeaned));
    CHECK(fit.imbalance > 1e-9);
}

TEST_CASE("Levels in a long chain are solved without many steps", "[absorb]") {
    test::AbsorbExample example(30'000, 3000, 2000, 0);
    for (std::size_t i = 0; i < 30'000; ++i) {
        example.first[i] = static_cast<std::int32_t>(i / 10);
        example.second[i] = static_cast<std::int32_t>(i % 2000);
    }
    for (const bool linear : {true, false}) {
        const AbsorbResult fit =
            absorbed_regression(example.data(linear), example.effects(),
                                {.family = linear ? Family::gaussian : Family::poisson, .keep_fitted = true});
        CHECK(fit.status == FitStatus::converged);
        CHECK(fit.demeaned);
        CHECK(fit.demean_iterations <= 100);
        CHECK(fit.imbalance < 1e-8);
        CHECK(example.scores(fit, linear).cwiseAbs().maxCoeff() < 1e-7);
    }
}

TEST_CASE("No combination has a negative variance with two crossing groupings", "[absorb]") {
    const test::AbsorbExample example(240, 12, 5, 4);
    int mended = 0;
    for (std::int32_t groups = 2; groups < 8; ++groups) {
        std::vector<std::int32_t> other(240);
        for (std::size_t i = 0; i < other.size(); ++i)
            other[i] = static_cast<std::int32_t>(test::AbsorbExample::spread(i, 0.1 + 0.07 * groups) * groups);
        const AbsorbResult fit = absorbed_regression(
            example.data(true), example.effects(), {.clusters = example.third, .second_clusters = other});
        const double least = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(fit.covariance).eigenvalues()[0];
        CHECK(least >= -1e-12 * fit.covariance.cwiseAbs().maxCoeff());
        mended += says(fit, messages::regress_negative_variance);
    }
    CHECK(mended > 0);
    const AbsorbResult one = absorbed_regression(example.data(true), example.effects(), {.clusters = example.third});
    CHECK_FALSE(says(one, messages::regress_negative_variance));
}
