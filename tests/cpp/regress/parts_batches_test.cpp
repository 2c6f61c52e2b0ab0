// SPDX-License-Identifier: Apache-2.0
// Models in two parts from rows in batches: the same as from all rows at once, for any split over workers.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/regress/parts_accumulator.hpp"
#include "regress/batches.hpp"
#include "regress/rows.hpp"
#include "regress/worst.hpp"

using namespace maatstaf;
using ::maatstaf::test::further;

namespace {

/// 800 rows with use in about half of them; the fifth column is twice the second, and the first batch has zeros only.
struct PartsTestRows {
    ::test::Rows made{800, 5, Family::poisson, 11};
    std::vector<double> frequency;
    std::vector<std::int32_t> town;

    /// Negative binomial with theta 2, and more zeros.
    static double count(RandomStream& random, double mean) {
        double left = -0.5 * mean * std::log(random.uniform() * random.uniform()), made = 0.0;
        while ((left += std::log(random.uniform())) > 0.0) made += 1.0;
        return random.uniform() < 0.3 ? 0.0 : made;
    }
    explicit PartsTestRows(bool counts) {
        made.x.col(2).array() -= 1990.0;
        made.x.col(4) = 2.0 * made.x.col(1);
        RandomStream random(5, 7, 7, 7);
        for (std::size_t i = 0; i < 800; ++i) {
            frequency.push_back(i % 7 == 0 ? 0.0 : static_cast<double>(1 + i % 3));
            town.push_back(static_cast<std::int32_t>(i * i % 23));
            double& y = made.y[i];
            const double a = made.x(static_cast<Eigen::Index>(i), 1);
            if (counts) y = count(random, std::exp(1.0 + 0.2 * a) * made.exposure[i]);
            if (i < 10) y = 0.0;
            if (!counts && y > 0.0) y *= 100.0 + 50.0 * std::sin(static_cast<double>(i));
        }
    }
    RegressionData data() const {
        RegressionData out = made.data();
        out.exposure = made.exposure;
        out.frequency_weights = frequency;
        out.names = {"one", "a", "b", "c", "twice"};
        return out;
    }
};

/// Largest difference: of estimates relative to themselves, of covariances relative to the variances.
double apart_in_covariance(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
    double worst = 0.0;
    for (Eigen::Index i = 0; i < a.rows(); ++i)
        for (Eigen::Index j = 0; j < a.cols(); ++j) {
            if (std::isnan(a(i, j)) && std::isnan(b(i, j))) continue;
            const double unit = std::sqrt(a(i, i) * a(j, j));
            worst = further(worst, a(i, j) == b(i, j) ? 0.0 : std::abs(a(i, j) - b(i, j)) / unit);
        }
    return worst;
}
double apart_in_estimates(const GlmResult& a, const GlmResult& b) {
    double worst = a.names == b.names && a.aliased == b.aliased && a.status == b.status ? 0.0 : 1.0;
    for (Eigen::Index j = 0; j < a.coefficients.size(); ++j)
        if (!std::isnan(a.coefficients[j]) || !std::isnan(b.coefficients[j]))
            worst = further(worst, std::abs(b.coefficients[j] / a.coefficients[j] - 1.0));
    for (const auto member : {&GlmResult::observations, &GlmResult::residual_df, &GlmResult::log_likelihood,
                              &GlmResult::aic, &GlmResult::bic, &GlmResult::pearson})
        worst = further(worst, a.*member == b.*member ? 0.0 : std::abs(b.*member / a.*member - 1.0));
    return worst;
}

double apart_in_numbers(const Eigen::VectorXd& a, const Eigen::VectorXd& b) {
    if (a.size() != b.size()) return 1.0;
    double worst = 0.0;
    for (Eigen::Index i = 0; i < a.size(); ++i)
        if (a[i] != b[i] && !(std::isnan(a[i]) && std::isnan(b[i])))
            worst = further(worst, std::abs(b[i] / a[i] - 1.0));
    return worst;
}

template <class Result>
void check_same(const Result& expected, const Result& got, const GlmResult& first, const GlmResult& second,
                const RegressionData& rows) {
    const bool clustered = expected.options.covariance == PartsCovariance::cluster;
    REQUIRE(expected.degrees_of_freedom.size() == (clustered ? 11 : 0));
    CHECK(apart_in_numbers(expected.degrees_of_freedom, got.degrees_of_freedom) < 1e-9);
    CHECK(apart_in_numbers(first.degrees_of_freedom, second.degrees_of_freedom) < 1e-9);
    CHECK(expected.shares.empty() != clustered);
    const PartsExpectation wanted = expectation(expected, rows), made = expectation(got, rows);
    for (const auto member : {&PartsExpectation::mean, &PartsExpectation::se, &PartsExpectation::low,
                              &PartsExpectation::high, &PartsExpectation::degrees_of_freedom})
        CHECK(apart_in_numbers(wanted.*member, made.*member) < 1e-9);
    CHECK(std::abs(made.total_se / wanted.total_se - 1.0) < 1e-10);
    CHECK(apart_in_estimates(expected.use, got.use) < 1e-12);
    CHECK(apart_in_estimates(first, second) < 1e-12);
    CHECK(apart_in_covariance(expected.covariance, got.covariance) < 1e-10);
    CHECK(apart_in_covariance(expected.use.covariance, got.use.covariance) < 1e-10);
    CHECK(apart_in_covariance(first.covariance, second.covariance) < 1e-10);
    CHECK(expected.clusters == got.clusters);
    CHECK(expected.caveats == got.caveats);
}

/// Only where the covariance asks for them.
std::span<const std::int32_t> clusters_of(const PartsTestRows& rows, PartsCovariance kind, std::size_t from,
                                          std::size_t end) {
    if (kind != PartsCovariance::cluster) return {};
    return std::span<const std::int32_t>(rows.town).subspan(from, end - from);
}

}  // namespace

TEST_CASE("A two-part model from batches and workers is that of all rows at once", "[property]") {
    const PartsTestRows rows(false);
    const RegressionData all = rows.data();
    for (const AmountLaw law : {AmountLaw::gamma, AmountLaw::inverse_gaussian, AmountLaw::lognormal})
        for (const PartsCovariance kind :
             {PartsCovariance::model, PartsCovariance::robust, PartsCovariance::cluster}) {
            CAPTURE(to_name(law), to_name(kind));
            const TwoPartOptions options{
                .amount = law,
                .use_link = law == AmountLaw::gamma ? Link::cloglog : Link::logit,
                .covariance = kind};
            const TwoPartResult expected = two_part(all, clusters_of(rows, kind, 0, rows.town.size()), options);
            REQUIRE(expected.amount.aliased == std::vector<std::int32_t>{4});
            for (const bool one_worker : {true, false}) {
                TwoPartAccumulator fit(5, options);
                CHECK_THROWS_AS(fit.result(), ArgumentError);
                ::test::swept(fit, one_worker, [&](TwoPartAccumulator& to, std::size_t from, std::size_t end) {
                    to.add(::test::Rows::part(all, from, end), clusters_of(rows, kind, from, end));
                });
                const TwoPartResult got = fit.result();
                check_same(expected, got, expected.amount, got.amount, all);
                CHECK(std::abs(got.smearing / expected.smearing - 1.0) < 1e-12);
            }
        }
}

TEST_CASE("A hurdle model from batches and workers is that of all rows at once", "[property]") {
    const PartsTestRows rows(true);
    const RegressionData all = rows.data();
    for (const Family law : {Family::poisson, Family::negative_binomial})
        for (const PartsCovariance kind :
             {PartsCovariance::model, PartsCovariance::robust, PartsCovariance::cluster}) {
            CAPTURE(to_name(law), to_name(kind));
            const HurdleOptions options{.count = law, .covariance = kind};
            const HurdleResult expected = hurdle(all, clusters_of(rows, kind, 0, rows.town.size()), options);
            REQUIRE(expected.count.status == FitStatus::converged);
            for (const bool one_worker : {true, false}) {
                HurdleAccumulator fit(5, options);
                const int sweeps = ::test::swept(fit, one_worker,
                                                 [&](HurdleAccumulator& to, std::size_t from, std::size_t end) {
                    to.add(::test::Rows::part(all, from, end), clusters_of(rows, kind, from, end));
                });
                CHECK(sweeps < 60);
                const HurdleResult got = fit.result();
                check_same(expected, got, expected.count, got.count, all);
                if (law == Family::poisson) continue;
                CHECK(std::isfinite(expected.count.options.distribution.theta));
                CHECK(std::abs(got.count.options.distribution.theta / expected.count.options.distribution.theta - 1.0) <
                      1e-10);
                CHECK(std::abs(got.count.theta_se / expected.count.theta_se - 1.0) < 1e-10);
                CHECK(std::abs(got.bic / expected.bic - 1.0) < 1e-12);
            }
        }
}

TEST_CASE("Batches say which row or cluster decides a coefficient alone, by its number as it was added") {
    PartsTestRows rows(true);
    std::vector<std::string> labels;
    for (int each = 0; each < 23; ++each) labels.push_back("town " + std::to_string(each));
    std::ptrdiff_t last = -1;
    for (const PartsCovariance kind : {PartsCovariance::robust, PartsCovariance::cluster}) {
        CAPTURE(to_name(kind));
        const bool by_cluster = kind == PartsCovariance::cluster;
        // A column that is 0 outside one town, or outside one row with use and some without.
        for (std::size_t i = 0; i < 800; ++i) {
            const auto at = static_cast<Eigen::Index>(i);
            const bool member = rows.town[i] == 6 && rows.frequency[i] > 0.0;
            const bool here = by_cluster ? member : member && (last < 0 || rows.made.y[i] == 0.0);
            rows.made.x(at, 4) = here ? 1.0 : 0.0;
            if (here && !by_cluster && rows.made.y[i] > 0.0) {
                last = at;
                rows.frequency[i] = 1.0;
            }
        }
        const RegressionData all = rows.data();
        const HurdleOptions options{.count = Family::poisson, .covariance = kind};
        const HurdleResult expected = hurdle(all, clusters_of(rows, kind, 0, rows.town.size()), options);
        REQUIRE(std::isnan(expected.covariance(9, 9)));
        const Message wanted = by_cluster ? messages::regress_decided_by_cluster : messages::regress_decided_by_row;
        REQUIRE(std::ranges::find(expected.caveats, wanted, &Caveat::message) != expected.caveats.end());
        for (const bool one_worker : {true, false}) {
            HurdleAccumulator fit(5, options);
            do {
                const HurdleAccumulator start = fit;
                for (std::size_t k = 0; k < ::test::ends.size(); ++k) {
                    const std::size_t from = k == 0 ? 0 : ::test::ends[k - 1], end = ::test::ends[k];
                    HurdleAccumulator worker = start;
                    (one_worker ? fit : worker)
                        .add(::test::Rows::part(all, from, end), clusters_of(rows, kind, from, end), labels);
                    if (!one_worker) fit.merge(worker);
                }
            } while (fit.advance());
            const HurdleResult got = fit.result();
            CHECK(apart_in_covariance(expected.covariance, got.covariance) < 1e-10);
            CHECK(expected.caveats == got.caveats);
        }
    }
}

TEST_CASE("Batches of two parts: a theta without end, other fits, other rows and what comes too early") {
    const PartsTestRows rows(true);
    const RegressionData all = rows.data();
    RegressionData even = all;
    std::vector<double> ones_and_twos;
    for (std::size_t i = 0; i < 800; ++i) ones_and_twos.push_back(static_cast<double>(i * i % 3));
    for (double& each : ones_and_twos) each = each == 1.0 ? 2.0 : each;
    for (std::size_t i = 0; i < 800; i += 5) ones_and_twos[i] = 1.0;
    even.y = ones_and_twos;
    even.exposure = {};
    const HurdleResult expected = hurdle(even);
    HurdleAccumulator fit(5);
    ::test::swept(fit, true, [&](HurdleAccumulator& to, std::size_t from, std::size_t end) {
        to.add(::test::Rows::part(even, from, end));
    });
    CHECK(std::isinf(fit.result().count.options.distribution.theta));
    CHECK(fit.result().caveats == expected.caveats);
    CHECK(apart_in_covariance(expected.covariance, fit.result().covariance) < 1e-10);

    const RegressionData zeros = ::test::Rows::part(all, 0, 10);
    CHECK_THROWS_AS(TwoPartAccumulator(0), ArgumentError);
    CHECK_THROWS_AS(TwoPartAccumulator(5, {.use_link = Link::log}), ArgumentError);
    CHECK_THROWS_AS(HurdleAccumulator(5, {.count = Family::gamma}), ArgumentError);
    CHECK_THROWS_AS(TwoPartAccumulator(4).add(all), ArgumentError);
    TwoPartAccumulator early(5), robust(5), clustered(5, {.covariance = PartsCovariance::cluster});
    CHECK_THROWS_AS(early.result(), ArgumentError);
    CHECK_THROWS_AS(early.advance(), DataError);
    CHECK_THROWS_AS(early.merge(clustered), ArgumentError);
    CHECK_THROWS_AS(clustered.add(all), ArgumentError);
    CHECK_THROWS_AS(robust.add(all, rows.town), ArgumentError);   // they would be passed over
    CHECK_THROWS_AS(two_part(all, rows.town), ArgumentError);
    CHECK_THROWS_AS(clustered.add(all, rows.town, std::vector<std::string>{"one"}), ArgumentError);
    RegressionData weighted = all;
    weighted.prior_weights = rows.frequency;
    CHECK_THROWS_AS(early.add(weighted), ArgumentError);
    early.add(zeros);
    CHECK_THROWS_AS(early.advance(), DataError);   // no use at all
    robust.add(all);
    CHECK(robust.advance());
    CHECK_THROWS_AS(robust.merge(early), ArgumentError);
    CHECK_THROWS_AS(robust.result(), ArgumentError);
    robust.add(zeros);
    CHECK_THROWS_AS(robust.advance(), ArgumentError);   // not the rows of the first sweep
    std::vector<double> halves(rows.made.y);
    halves[20] = 1.5;
    RegressionData parts = all;
    parts.y = halves;
    CHECK_THROWS_AS(HurdleAccumulator(5).add(parts), DataError);
    HurdleAccumulator one(5, {.covariance = PartsCovariance::cluster});
    const std::vector<std::int32_t> same(800, 1);
    do one.add(all, same);
    while (one.advance());
    CHECK_THROWS_AS(one.result(), DataError);
}
