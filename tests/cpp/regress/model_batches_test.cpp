// SPDX-License-Identifier: Apache-2.0
// Fits beside `glm` from rows in batches: the same as from all rows at once, for any split over workers.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/regress/elastic_net_accumulator.hpp"
#include "maatstaf/regress/tweedie_accumulator.hpp"
#include "regress/batches.hpp"
#include "regress/rows.hpp"
#include "regress/worst.hpp"

using namespace maatstaf;
using ::maatstaf::test::further;
using ::maatstaf::test::swept;

namespace {

double apart(const ElasticNetResult& a, const ElasticNetResult& b) {
    if (a.lambdas.size() != b.lambdas.size() || a.nonzero != b.nonzero || a.names != b.names) return 1.0;
    double worst = 0.0;
    for (Eigen::Index k = 0; k < a.lambdas.size(); ++k) {
        worst = further(worst, std::abs(a.lambdas[k] / b.lambdas[k] - 1.0));
        worst = further(worst, std::abs(a.deviance[k] - b.deviance[k]) / a.null_deviance);
    }
    // Against the largest that a column ever has: its own scale.
    for (Eigen::Index j = 0; j < a.coefficients.rows(); ++j)
        if (const double size = a.coefficients.row(j).cwiseAbs().maxCoeff(); size > 0.0)
            worst = further(worst, (a.coefficients.row(j) - b.coefficients.row(j)).cwiseAbs().maxCoeff() / size);
    return further(worst, std::abs(a.null_deviance / b.null_deviance - 1.0));
}

ElasticNetOptions path(Family family, double alpha = 0.7) {
    return {.distribution = {.family = family, .theta = 2.0}, .alpha = alpha, .lambda_count = 12, .lambda_ratio = 1e-2};
}

RegressionData with_names(const ::test::Rows& rows, Family family) {
    RegressionData data = rows.data();
    if (family == Family::poisson || family == Family::negative_binomial) data.exposure = rows.exposure;
    data.prior_weights = rows.weight;
    data.names = {"one", "a", "b", "c", "d"};
    return data;
}

}  // namespace

TEST_CASE("A path of penalised fits from batches and workers is that of all rows at once", "[property]") {
    for (const Family family :
         {Family::gaussian, Family::poisson, Family::negative_binomial, Family::binomial, Family::gamma}) {
        CAPTURE(to_name(family));
        const ::test::Rows rows(800, 5, family);
        const RegressionData all = with_names(rows, family);
        const ElasticNetResult expected = elastic_net(all, path(family));
        REQUIRE(expected.nonzero.back() == 4);
        for (const bool one_worker : {true, false}) {
            ElasticNetAccumulator fit(5, path(family));
            CHECK_THROWS_AS(fit.result(), ArgumentError);
            swept(fit, one_worker, [&](ElasticNetAccumulator& to, std::size_t from, std::size_t end) {
                to.add(::test::Rows::part(all, from, end));
            });
            CHECK(apart(expected, fit.result()) < 1e-12);
            CHECK(fit.result().passes == expected.passes);
        }
    }
}

TEST_CASE("Cross-validation over batches with fixed folds is that of all rows at once", "[property]") {
    const ::test::Rows rows(800, 5, Family::poisson);
    const RegressionData all = with_names(rows, Family::poisson);
    ElasticNetCvOptions cv;
    for (std::int32_t i = 0; i < 800; ++i) cv.fold_of_row.push_back(i % 4);
    const ElasticNetCvResult expected = elastic_net_cv(all, path(Family::poisson), cv);
    const std::span<const std::int32_t> folds(cv.fold_of_row);
    for (const bool one_worker : {true, false}) {
        ElasticNetCvAccumulator fit(5, 4, path(Family::poisson));
        swept(fit, one_worker, [&](ElasticNetCvAccumulator& to, std::size_t from, std::size_t end) {
            to.add(::test::Rows::part(all, from, end), folds.subspan(from, end - from));
        });
        const ElasticNetCvResult got = fit.result();
        CHECK(apart(expected.fit, got.fit) < 1e-12);
        CHECK((expected.deviance_by_fold - got.deviance_by_fold).cwiseAbs().maxCoeff() < 1e-12);
        CHECK(((expected.se - got.se).array() / expected.se.array()).abs().maxCoeff() < 1e-10);
        CHECK(got.at_min == expected.at_min);
        CHECK(got.at_one_se == expected.at_one_se);
    }
}

TEST_CASE("The power of a Tweedie law from batches and workers is that of all rows at once", "[property]") {
    const ::test::Rows rows(800, 3, Family::tweedie);
    RegressionData all = rows.data();
    all.exposure = rows.exposure;
    all.prior_weights = rows.weight;
    const TweediePowerResult expected = tweedie_power(all);
    for (const bool one_worker : {true, false}) {
        TweediePowerAccumulator fit(3);
        swept(fit, one_worker, [&](TweediePowerAccumulator& to, std::size_t from, std::size_t end) {
            to.add(::test::Rows::part(all, from, end));
        });
        const TweediePowerResult got = fit.result();
        CHECK(std::abs(got.power / expected.power - 1.0) < 1e-9);   // the slope in the power is a small difference
        CHECK(std::abs(got.low / expected.low - 1.0) < 1e-9);
        CHECK(std::abs(got.high / expected.high - 1.0) < 1e-9);
        CHECK(std::abs(got.dispersion / expected.dispersion - 1.0) < 1e-9);
        CHECK(std::abs(got.log_likelihood / expected.log_likelihood - 1.0) < 1e-12);
        CHECK(::test::apart(expected.fit, got.fit) < 1e-9);
        CHECK(got.profile.size() == expected.profile.size());
        CHECK(got.caveats == expected.caveats);
    }
}

TEST_CASE("Batches of another search, too few rows and relative weights are refused") {
    const ::test::Rows rows(100, 3, Family::poisson);
    const RegressionData data = rows.data();
    RegressionData relative = data;
    relative.analytic_weights = rows.weight;
    ElasticNetAccumulator net(3, path(Family::poisson)), other(3, path(Family::poisson)),
        ridge(3, path(Family::poisson, 0.0));
    TweediePowerAccumulator power(3), later(3);
    CHECK_THROWS_AS(net.advance(), DataError);
    CHECK_THROWS_AS(net.add(relative), ArgumentError);
    CHECK_THROWS_AS(power.add(relative), ArgumentError);
    CHECK_THROWS_AS(net.merge(ridge), ArgumentError);
    net.add(data);
    later.add(data);
    net.advance();
    later.advance();
    CHECK_THROWS_AS(net.merge(other), ArgumentError);
    CHECK_THROWS_AS(power.merge(later), ArgumentError);
    CHECK_THROWS_AS(ElasticNetCvAccumulator(3, 1), ArgumentError);
    CHECK_THROWS_AS(ElasticNetAccumulator(3, {.lambdas = {-1.0}}), ArgumentError);
    ElasticNetCvAccumulator folds(3, 2, path(Family::poisson));
    const std::vector<std::int32_t> all_in_one(100, 0), beyond(100, 2);
    CHECK_THROWS_AS(folds.add(data, beyond), ArgumentError);
    const auto whole = [&] {
        do folds.add(data, all_in_one);
        while (folds.advance());
    };
    CHECK_THROWS_AS(whole(), DataError);
}
