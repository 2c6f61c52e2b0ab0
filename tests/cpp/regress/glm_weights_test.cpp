// SPDX-License-Identifier: Apache-2.0
// What weights, offsets, layouts and threads must and must not change.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/parallel.hpp"
#include "maatstaf/regress/glm.hpp"
#include "regress/rows.hpp"

using namespace maatstaf;

namespace {

const Family families[] = {Family::gaussian,        Family::poisson,        Family::quasi_poisson,
                           Family::negative_binomial, Family::binomial,       Family::quasi_binomial,
                           Family::gamma,           Family::inverse_gaussian, Family::tweedie};

GlmResult fit_family(const RegressionData& data, Family family) {
    return glm(data, {.distribution = {.family = family}});
}

}  // namespace

TEST_CASE("A frequency weight of k is the row k times", "[property]") {
    for (const Family family : families) {
        CAPTURE(to_name(family));
        const test::Rows rows(300, 4, family);
        std::vector<double> frequency, y, prior;
        std::vector<Eigen::Index> source;
        for (Eigen::Index i = 0; i < 300; ++i) {
            const auto at = static_cast<std::size_t>(i);
            frequency.push_back(static_cast<double>((i * 7) % 4));
            for (int k = 0; k < (i * 7) % 4; ++k) {
                source.push_back(i);
                y.push_back(rows.y[at]);
                prior.push_back(rows.weight[at]);
            }
        }
        Eigen::MatrixXd x(static_cast<Eigen::Index>(source.size()), 4);
        for (std::size_t k = 0; k < source.size(); ++k) x.row(static_cast<Eigen::Index>(k)) = rows.x.row(source[k]);
        RegressionData weighted = rows.data(), repeated{.x = x, .y = y};
        weighted.frequency_weights = frequency;
        CHECK(test::apart(fit_family(repeated, family), fit_family(weighted, family)) < 1e-9);
        if (family == Family::binomial) continue;   // a prior weight would be a number of trials
        weighted.prior_weights = rows.weight;
        repeated.prior_weights = prior;
        CHECK(test::apart(fit_family(repeated, family), fit_family(weighted, family)) < 1e-9);
    }
}

TEST_CASE("Analytic weights know no unit, prior weights do", "[property]") {
    for (const Family family : families) {
        CAPTURE(to_name(family));
        const test::Rows rows(300, 4, family);
        std::vector<double> larger = rows.weight, average = rows.weight;
        double sum = 0.0;
        for (const double each : rows.weight) sum += each;
        for (double& each : larger) each *= 1000.0;
        for (double& each : average) each *= 300.0 / sum;
        RegressionData one = rows.data(), other = rows.data(), prior = rows.data();
        one.analytic_weights = rows.weight;
        other.analytic_weights = larger;
        prior.prior_weights = average;
        CHECK(test::apart(fit_family(one, family), fit_family(other, family)) < 1e-9);
        CHECK(test::apart(fit_family(one, family), fit_family(prior, family)) < 1e-9);   // rescaled to average 1
        prior.prior_weights = larger;
        const GlmResult precise = fit_family(prior, family), usual = fit_family(one, family);
        if (has_fixed_dispersion(family) && family != Family::negative_binomial)
            CHECK(std::abs(precise.standard_errors()[1] / usual.standard_errors()[1] -
                           std::sqrt(300.0 / sum / 1000.0)) < 1e-8);
        else if (!has_fixed_dispersion(family))
            CHECK(std::abs(precise.dispersion / usual.dispersion / (1000.0 * sum / 300.0) - 1.0) < 1e-8);
    }
}

TEST_CASE("A row without weight takes no part, whatever it holds", "[property]") {
    const test::Rows rows(200, 3, Family::poisson);
    std::vector<double> weight(200, 1.0);
    for (std::size_t i = 150; i < 200; ++i) weight[i] = 0.0;
    RegressionData zero = rows.data();
    const RegressionData cut = test::Rows::part(rows.data(), 0, 150);
    for (auto* kind : {&zero.prior_weights, &zero.frequency_weights, &zero.analytic_weights}) {
        *kind = weight;
        const GlmResult all = fit_family(zero, Family::poisson);
        *kind = {};
        // An analytic weight is rescaled to average 1 over all rows, also those without weight.
        if (kind != &zero.analytic_weights) CHECK(test::apart(fit_family(cut, Family::poisson), all) < 1e-9);
        CHECK(all.observations == 150.0);
    }
}

TEST_CASE("Offset and exposure add up, and shift only the intercept when they are constant", "[property]") {
    const test::Rows rows(400, 4, Family::poisson);
    std::vector<double> logs, half, ten(400, std::log(10.0));
    for (const double each : rows.exposure) {
        logs.push_back(std::log(each));
        half.push_back(0.5 * std::log(each));
    }
    std::vector<double> root;
    for (const double each : rows.exposure) root.push_back(std::sqrt(each));
    RegressionData by_offset = rows.data(), by_exposure = rows.data(), by_both = rows.data(), constant = rows.data();
    by_offset.offset = logs;
    by_exposure.exposure = rows.exposure;
    by_both.offset = half;
    by_both.exposure = root;
    constant.offset = ten;
    const GlmResult expected = fit_family(by_offset, Family::poisson), plain = fit_family(rows.data(), Family::poisson);
    CHECK(test::apart(expected, fit_family(by_exposure, Family::poisson)) < 1e-10);
    CHECK(test::apart(expected, fit_family(by_both, Family::poisson)) < 1e-10);
    GlmResult shifted = fit_family(constant, Family::poisson);
    shifted.coefficients[0] += std::log(10.0);
    CHECK(test::apart(plain, shifted) < 1e-9);
}

TEST_CASE("Layout, threads and names of X change no bit", "[property]") {
    for (const Family family : families) {
        CAPTURE(to_name(family));
        const test::Rows rows(9000, 5, family);
        const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> by_row = rows.x;
        Eigen::MatrixXd wide = Eigen::MatrixXd::Constant(18001, 12, 5.0);
        Eigen::Map<Eigen::MatrixXd, 0, Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>> strided(
            wide.data() + 1, 9000, 5, Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>(2 * 18001, 2));
        strided = rows.x;
        set_thread_count(1);
        const GlmResult expected = fit_family(rows.data(), family);
        const auto same = [&](const GlmResult& got) {
            return got.coefficients == expected.coefficients && got.covariance == expected.covariance &&
                   got.deviance == expected.deviance && got.iterations == expected.iterations;
        };
        for (const int threads : {2, 3, 8}) {
            set_thread_count(threads);
            CHECK(same(fit_family(rows.data(), family)));
        }
        set_thread_count(1);
        CHECK(same(fit_family({.x = by_row, .y = rows.y}, family)));
        CHECK(same(fit_family({.x = strided, .y = rows.y}, family)));
    }
}

TEST_CASE("A quick look at some of the rows does not decide the estimates", "[property]") {
    // 40,000 rows of 3 columns are enough for it; batches do without.
    for (const Family family : {Family::poisson, Family::binomial, Family::negative_binomial, Family::gamma}) {
        CAPTURE(to_name(family));
        const test::Rows rows(40'000, 3, family);
        RegressionData data = rows.data();
        if (family != Family::binomial) data.exposure = rows.exposure;
        const GlmResult quick = fit_family(data, family);
        GlmAccumulator slow(3, {.distribution = {.family = family}});
        test::sweeps(slow, {data});
        CHECK(quick.status == FitStatus::converged);
        CHECK(test::apart(slow.result(), quick) < 1e-8);
        const Eigen::VectorXd difference = quick.coefficients - slow.result().coefficients;
        CHECK((difference.array() / quick.standard_errors().array()).abs().maxCoeff() < 1e-10);
        CHECK(difference.cwiseAbs().maxCoeff() < 1e-12);
    }
}

TEST_CASE("Shifting and rescaling columns moves the coefficients as algebra says", "[property]") {
    const test::Rows rows(500, 4, Family::poisson);
    Eigen::MatrixXd moved = rows.x;
    moved.col(1) = 1e6 + 1e-3 * rows.x.col(1).array();
    moved.col(2) = 1e5 * rows.x.col(2);
    const GlmResult expected = fit_family(rows.data(), Family::poisson);
    GlmResult got = fit_family({.x = moved, .y = rows.y}, Family::poisson);
    got.coefficients[0] += got.coefficients[1] * 1e6;
    got.coefficients[1] *= 1e-3;
    got.coefficients[2] *= 1e5;
    const Eigen::VectorXd se = expected.standard_errors();
    for (Eigen::Index j = 0; j < 4; ++j) CHECK(std::abs(got.coefficients[j] - expected.coefficients[j]) < 1e-5 * se[j]);
    CHECK(std::abs(got.deviance / expected.deviance - 1.0) < 1e-9);   // adding 1e6 costs digits of the column
}
