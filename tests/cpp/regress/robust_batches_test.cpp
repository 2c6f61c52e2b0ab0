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
                                      RobustKind::hc4, RobustKind::cr0, RobustKind::cr1}) {
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
            CHECK(got.degrees_of_freedom == expected.degrees_of_freedom);
            CHECK(got.caveats == expected.caveats);
        }
    }
}

TEST_CASE("What a sandwich cannot add up is refused", "[refusal]") {
    const ::test::Rows rows(100, 3, Family::poisson), others(100, 3, Family::poisson, 2);
    const RegressionData data = rows.data();
    const GlmResult fit = glm(data, {.distribution = {.family = Family::poisson}});
    CHECK_THROWS_AS(RobustAccumulator(fit, RobustKind::cr2), ArgumentError);
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
