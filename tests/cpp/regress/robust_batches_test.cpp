// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "maatstaf/core/error.hpp"
#include "maatstaf/regress/glm.hpp"
#include "maatstaf/regress/robust_accumulator.hpp"
#include "regress/rows.hpp"

using namespace maatstaf;

namespace {

double apart(const RobustResult& a, const RobustResult& b) {
    const Eigen::VectorXd se = a.standard_errors();
    double worst = 0.0;
    for (Eigen::Index i = 0; i < se.size(); ++i)
        for (Eigen::Index j = 0; j < se.size(); ++j)
            worst = ::test::further(worst, std::abs(a.covariance(i, j) - b.covariance(i, j)) / (se[i] * se[j]));
    return worst;
}

}  // namespace

TEST_CASE("A sandwich from batches and workers is that of all rows at once", "[property]") {
    for (const Family family : {Family::poisson, Family::gaussian, Family::gamma}) {
        const ::test::Rows rows(600, 4, family);
        RegressionData all = rows.data();
        all.frequency_weights = rows.weight;
        all.prior_weights = rows.exposure;
        std::vector<std::int32_t> town;
        std::vector<std::string> names;
        for (std::int32_t i = 0; i < 600; ++i) town.push_back((i * 7) % 23);
        for (std::int32_t g = 0; g < 23; ++g) names.push_back("town " + std::to_string(g));
        const GlmResult fit = glm(all, {.distribution = {.family = family}});
        for (const RobustKind kind : {RobustKind::hc0, RobustKind::hc1, RobustKind::hc2, RobustKind::hc3,
                                      RobustKind::hc4, RobustKind::cr0, RobustKind::cr1, RobustKind::cr2,
                                      RobustKind::cr3}) {
            CAPTURE(to_name(family), to_name(kind));
            const bool clustered = kind >= RobustKind::cr0;
            RobustOptions options{.kind = kind};
            if (clustered) options.clusters = town;
            const RobustResult expected = robust_covariance(all, fit, options);
            RobustAccumulator one(fit, kind), other(fit, kind);
            const std::span<const std::int32_t> codes(town);
            const std::size_t ends[] = {1, 200, 201, 450, 600};
            std::size_t from = 0;
            for (const std::size_t to : ends) {
                // The second worker numbers its clusters in another way; labels tie them together.
                auto& worker = to % 2 == 0 ? one : other;
                const auto batch = ::test::Rows::part(all, from, to);
                if (!clustered) {
                    worker.add(batch);
                } else if (&worker == &one) {
                    worker.add(batch, codes.subspan(from, to - from), names);
                } else {
                    std::vector<std::int32_t> turned;
                    for (const std::int32_t each : codes.subspan(from, to - from)) turned.push_back(22 - each);
                    const std::vector<std::string> backwards(names.rbegin(), names.rend());
                    worker.add(batch, turned, backwards);
                }
                from = to;
            }
            CHECK_THROWS_AS(one.result(), ArgumentError);   // half of the rows
            const RobustAccumulator sent(fit, kind, 0.95, other.sums());
            one.merge(sent);
            const RobustResult got = one.result();
            // Leverages of hc2 .. hc4 are those of the covariance of the fit, made one step before its estimates.
            const bool with_leverages = kind >= RobustKind::hc2 && kind <= RobustKind::hc4;
            CHECK(apart(expected, got) < (with_leverages ? 1e-9 : 1e-12));
            CHECK(got.clusters == expected.clusters);
            for (Eigen::Index j = 0; j < 4; ++j) {
                const double df = got.degrees_of_freedom[j], right = expected.degrees_of_freedom[j];
                CHECK((df == right || std::abs(df / right - 1.0) < 1e-10));
                CHECK(std::abs(got.effective[j] / expected.effective[j] - 1.0) < 1e-6);
            }
            CHECK(got.caveats == expected.caveats);
        }
    }
}

TEST_CASE("What one row or cluster alone decides has no variance from batches either", "[property]") {
    ::test::Rows rows(90, 4, Family::poisson);
    std::vector<std::int32_t> town;
    for (std::int32_t i = 0; i < 90; ++i) town.push_back(i / 10);
    for (const bool clustered : {false, true}) {
        // One row alone has the third column; or one town has it, and the fourth tells another town from the rest.
        for (Eigen::Index i = 0; i < 90; ++i) {
            rows.x(i, 2) = clustered ? (i / 10 == 4 ? 1.0 : 0.0) : (i == 57 ? 1.0 : 0.0);
            rows.x(i, 3) = clustered && i / 10 == 7 ? 1.0 : (clustered ? 0.0 : rows.x(i, 3));
        }
        rows.y[57] = 3.0;
        const RegressionData all = rows.data();
        const GlmResult fit = glm(all, {.distribution = {.family = Family::poisson}});
        RobustOptions options{.kind = clustered ? RobustKind::cr1 : RobustKind::hc3};
        if (clustered) options.clusters = town;
        const RobustResult expected = robust_covariance(all, fit, options);
        REQUIRE(!expected.undetermined.empty());
        RobustAccumulator one(fit, options.kind), other(fit, options.kind);
        const std::span<const std::int32_t> codes(town);
        const auto add = [&](RobustAccumulator& worker, std::size_t from, std::size_t to) {
            const auto batch = ::test::Rows::part(all, from, to);
            if (clustered)
                worker.add(batch, codes.subspan(from, to - from));
            else
                worker.add(batch);
        };
        add(one, 0, 25);
        add(one, 25, 44);   // a town in two batches and with two workers
        add(other, 44, 60);
        add(other, 60, 90);
        one.merge(RobustAccumulator(fit, options.kind, 0.95, other.sums()));
        const RobustResult got = one.result();
        CHECK(got.undetermined == expected.undetermined);
        CHECK(got.deciding_rows == expected.deciding_rows);
        CHECK(got.caveats == expected.caveats);
        for (const std::int32_t j : expected.undetermined) {
            CHECK(std::isnan(got.covariance(j, j)));
            CHECK(std::isnan(got.degrees_of_freedom[j]));
        }
        CHECK(std::abs(got.covariance(0, 0) / expected.covariance(0, 0) - 1.0) < 1e-9);
        one.merge(one);
        CHECK_THROWS_AS(one.result(), ArgumentError);   // every row twice
    }
}

TEST_CASE("What a sandwich cannot add up is refused", "[refusal]") {
    const ::test::Rows rows(100, 3, Family::poisson), others(100, 3, Family::poisson, 2);
    const RegressionData data = rows.data();
    const GlmResult fit = glm(data, {.distribution = {.family = Family::poisson}});
    CHECK_THROWS_AS(RobustAccumulator(fit, RobustKind::cr2_residual), ArgumentError);
    CHECK_THROWS_AS(RobustAccumulator(fit, RobustKind::conley), ArgumentError);
    RobustAccumulator by_row(fit, RobustKind::hc0), by_cluster(fit, RobustKind::cr1);
    RegressionData weighted = data;
    weighted.analytic_weights = rows.weight;
    CHECK_THROWS_AS(by_row.add(weighted), ArgumentError);
    CHECK_THROWS_AS(by_row.add(data, std::vector<std::int32_t>(100, 1)), ArgumentError);
    CHECK_THROWS_AS(by_cluster.add(data), ArgumentError);
    CHECK_THROWS_AS(by_row.merge(by_cluster), ArgumentError);
    CHECK_THROWS_AS(by_row.merge(RobustAccumulator(glm(others.data(), fit.options), RobustKind::hc0)), ArgumentError);
    by_cluster.add(data, std::vector<std::int32_t>(100, 1));
    CHECK_THROWS_AS(by_cluster.result(), DataError);   // one cluster
}
