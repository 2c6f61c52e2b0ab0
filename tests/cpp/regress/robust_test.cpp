// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/compare.hpp"
#include "maatstaf/regress/robust.hpp"

#include <array>

#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/core/special.hpp"
#include "regress/reference.hpp"

using namespace maatstaf;

namespace {

std::vector<std::int32_t> whole(const nlohmann::json& list) {
    std::vector<std::int32_t> out;
    for (const double each : test::numbers(list)) out.push_back(static_cast<std::int32_t>(each));
    return out;
}

/// Standard errors are compared one by one, so that a small one cannot hide behind a large one.
double relative_gap(const Eigen::MatrixXd& got, const std::vector<double>& expected) {
    const auto p = got.rows();
    double worst = 0.0;
    for (Eigen::Index i = 0; i < p; ++i)
        for (Eigen::Index j = 0; j < p; ++j) {
            const double size = std::sqrt(expected[static_cast<std::size_t>(i * p + i)] *
                                          expected[static_cast<std::size_t>(j * p + j)]);
            worst = test::further(worst, std::abs(got(i, j) - expected[static_cast<std::size_t>(i * p + j)]) / size);
        }
    return worst;
}

Message refusal(const RegressionData& data, const GlmResult& fit, const RobustOptions& options) {
    try {
        robust_covariance(data, fit, options);
    } catch (const Error& error) {
        return error.note().message;
    }
    return messages::internal;
}

}  // namespace

TEST_CASE("Sandwich estimators agree with sandwich and clubSandwich for six families", "[reference]") {
    const auto file = test::reference("robust.json");
    const auto x = test::rows_of(test::numbers(file["x"]), 3);
    const auto clusters = whole(file["clusters"]), second = whole(file["second"]);
    const auto weights = test::numbers(file["weights"]), exposure = test::numbers(file["exposure"]);
    const auto easting = test::numbers(file["easting"]), northing = test::numbers(file["northing"]);
    struct Case {
        const char* name;
        Distribution distribution;
        bool weighted = false, exposed = false;
    };
    const Case cases[] = {{"linear", {.family = Family::gaussian}},
                          {"linear_weighted", {.family = Family::gaussian}, true},
                          {"poisson", {.family = Family::poisson}, false, true},
                          {"logit", {.family = Family::binomial}},
                          {"gamma", {.family = Family::gamma}},
                          {"negative_binomial",
                           {.family = Family::negative_binomial, .theta = file["theta"][0].get<double>()},
                           false,
                           true}};
    for (const Case& each : cases) {
        const auto& expected = file["fits"][each.name];
        const auto y = test::numbers(file["outcomes"][each.name]);
        RegressionData data{.x = x, .y = y};
        if (each.weighted) data.prior_weights = weights;
        if (each.exposed) data.exposure = exposure;
        const GlmResult fit = glm(data, {.distribution = each.distribution, .tolerance = 1e-10});
        const auto covariance = [&](const RobustOptions& options) {
            return robust_covariance(data, fit, options).covariance;
        };
        for (const auto kind : names_of<RobustKind>()) {
            if (kind == "newey_west" || kind == "conley") continue;
            CAPTURE(each.name, kind);
            RobustOptions of_kind{.kind = from_name<RobustKind>(kind, "kind")};
            if (kind.starts_with("cr")) of_kind.clusters = clusters;
            const auto result = robust_covariance(data, fit, of_kind);
            CHECK(relative_gap(result.covariance, test::numbers(expected[std::string(kind)])) < 1e-10);
            if (kind.starts_with("cr2")) {
                const std::string name(kind);
                CHECK(test::gap(result.degrees_of_freedom, test::numbers(expected[name + "_df"])) < 1e-10);
                Eigen::MatrixXd contrasts(3, 2);
                contrasts << 0, 1, 1, 2, -1, 0.5;
                const NestedTest wald = wald_test(data, fit, result, {1, 2}, clusters);
                const auto htz = test::numbers(expected[std::string(kind) + "_wald"]);
                CHECK(std::abs(wald.statistic / htz[0] - 1.0) < 1e-6);
                CHECK(std::abs(wald.residual_df / htz[1] - 1.0) < 1e-6);
                CHECK(std::abs(wald.p_value / htz[2] - 1.0) < 1e-6);
                const NestedTest alone = wald_test(data, fit, result, {2}, clusters);
                CHECK(std::abs(alone.p_value - result.table().column("p_value").number(2)) < 1e-10);
                CHECK(test::gap(satterthwaite(data, fit, {.kind = result.kind, .clusters = clusters}, contrasts),
                                test::numbers(expected[name + "_contrast_df"])) < 1e-10);
            }
        }
        CAPTURE(each.name);
        CHECK(relative_gap(covariance({.kind = RobustKind::cr0, .clusters = clusters, .second_clusters = second}),
                           test::numbers(expected["two_way"])) < 1e-10);
        CHECK(relative_gap(covariance({.kind = RobustKind::cr1, .clusters = clusters, .second_clusters = second}),
                           test::numbers(expected["two_way_cr1"])) < 1e-10);
        CHECK(relative_gap(covariance({.kind = RobustKind::newey_west, .lags = 3}),
                           test::numbers(expected["newey_west"])) < 1e-10);
        CHECK(relative_gap(
                  covariance({.kind = RobustKind::conley, .easting = easting, .northing = northing, .distance = 2.5}),
                  test::numbers(expected["conley"])) < 1e-10);
    }
}

TEST_CASE("Sandwiches stay the same under units, shifts, order of rows and frequencies") {
    const auto file = test::reference("robust.json");
    const auto x = test::rows_of(test::numbers(file["x"]), 3);
    const auto clusters = whole(file["clusters"]);
    const auto y = test::numbers(file["outcomes"]["poisson"]);
    const RegressionData data{.x = x, .y = y};
    const GlmOptions options{.distribution = {.family = Family::poisson}, .tolerance = 1e-10};
    const auto errors = [&](const RegressionData& rows, std::span<const std::int32_t> groups, RobustKind kind) {
        return robust_covariance(rows, glm(rows, options), {.kind = kind, .clusters = groups}).standard_errors().eval();
    };
    const Eigen::VectorXd plain = errors(data, clusters, RobustKind::cr2);
    SECTION("euros and years") {
        test::RowMajor moved = x;
        moved.col(1) = moved.col(1).array() * 1e-6 + 2020.0;
        const RegressionData other{.x = moved, .y = y};
        const Eigen::VectorXd got = errors(other, clusters, RobustKind::cr2);
        CHECK(std::abs(got[1] * 1e-6 / plain[1] - 1.0) < 1e-6);   // 2020 + 1e-6 x keeps ten digits of x
        CHECK(std::abs(got[2] / plain[2] - 1.0) < 1e-6);
    }
    SECTION("rows turned around") {
        const test::RowMajor turned = x.colwise().reverse();
        const std::vector<double> last_first(y.rbegin(), y.rend());
        const std::vector<std::int32_t> groups(clusters.rbegin(), clusters.rend());
        const Eigen::VectorXd got = errors({.x = turned, .y = last_first}, groups, RobustKind::cr2);
        CHECK((got - plain).cwiseAbs().maxCoeff() < 1e-12);
    }
    SECTION("every row twice, or once with frequency 2") {
        test::RowMajor twice(2 * x.rows(), 3);
        twice << x, x;
        std::vector<double> both = y;
        both.insert(both.end(), y.begin(), y.end());
        std::vector<std::int32_t> groups = clusters;
        groups.insert(groups.end(), clusters.begin(), clusters.end());
        const std::vector<double> two(y.size(), 2.0);
        const RegressionData counted{.x = x, .y = y, .frequency_weights = two};
        const auto same = [&](RobustKind kind, const std::vector<std::int32_t>& of_twice,
                              const std::vector<std::int32_t>& of_counted) {
            const Eigen::VectorXd a = errors({.x = twice, .y = both}, of_twice, kind);
            const Eigen::VectorXd b = errors(counted, of_counted, kind);
            CHECK((a - b).cwiseAbs().maxCoeff() < 1e-12);
        };
        same(RobustKind::hc1, {}, {});
        same(RobustKind::hc3, {}, {});
        same(RobustKind::cr1, groups, clusters);
    }
    SECTION("a column that earlier ones determine") {
        test::RowMajor wide(x.rows(), 4);
        wide << x.col(0), x.col(1), 2.0 * x.col(1), x.col(2);
        const RegressionData other{.x = wide, .y = y};
        const GlmResult fit = glm(other, options);
        REQUIRE(fit.aliased == std::vector<std::int32_t>{2});
        const auto result = robust_covariance(other, fit, {.kind = RobustKind::cr2, .clusters = clusters});
        CHECK(std::isnan(result.covariance(2, 2)));
        CHECK(std::isnan(result.degrees_of_freedom[2]));
        CHECK(std::abs(result.standard_errors()[3] - plain[2]) < 1e-12);
        CHECK_THROWS_AS(
            satterthwaite(other, fit, {.kind = RobustKind::cr2, .clusters = clusters}, Eigen::VectorXd::Unit(4, 2)),
            ArgumentError);
    }
}

TEST_CASE("Misuse of sandwich estimators is refused, and few clusters are said") {
    const auto file = test::reference("robust.json");
    const auto x = test::rows_of(test::numbers(file["x"]), 3);
    const auto y = test::numbers(file["outcomes"]["linear"]);
    const auto clusters = whole(file["clusters"]);
    const std::vector<std::int32_t> one(y.size(), 4), short_one(3, 1);
    const RegressionData data{.x = x, .y = y};
    const GlmResult fit = glm(data);
    CHECK(refusal(data, fit, {.kind = RobustKind::cr2, .clusters = one}) == messages::regress_one_cluster);
    CHECK(refusal(data, fit, {.kind = RobustKind::cr1}) == messages::regress_needs_clusters);
    CHECK(refusal(data, fit, {.kind = RobustKind::cr1, .clusters = short_one}) == messages::wrong_length);
    CHECK(refusal(data, fit, {.kind = RobustKind::cr2, .clusters = clusters, .second_clusters = clusters}) ==
          messages::unknown_option);
    CHECK(refusal(data, fit, {.kind = RobustKind::hc3, .clusters = clusters}) == messages::unknown_option);
    CHECK(refusal(data, fit, {.kind = RobustKind::newey_west, .lags = 0}) == messages::argument_out_of_range);
    CHECK(refusal(data, fit, {.kind = RobustKind::conley, .easting = y, .northing = y}) ==
          messages::argument_out_of_range);
    CHECK(refusal(data, fit, {.kind = RobustKind::hc3, .confidence = 1.0}) == messages::argument_out_of_range);
    const auto result = robust_covariance(data, fit, {.kind = RobustKind::cr2, .clusters = clusters});
    REQUIRE(result.caveats.size() == 1);
    CHECK(result.caveats[0].message == messages::regress_few_clusters);
    CHECK(result.clusters == 9);
    CHECK(result.table().rows() == 3);
    CHECK(robust_covariance(data, fit, {.kind = RobustKind::hc3}).caveats.empty());
}

TEST_CASE("Intervals at ten unequal clusters: cr2 holds what it promises, cr1 with the normal does not", "[coverage]") {
    // Sizes as of municipalities in a region; the covariate is one of the cluster, as policy is; the cluster effect
    // varies more where the covariate is 1.
    constexpr int repetitions = 4000;
    constexpr std::array<int, 10> sizes{4, 4, 5, 6, 8, 10, 12, 15, 20, 36};
    std::vector<std::int32_t> clusters;
    for (std::size_t g = 0; g < sizes.size(); ++g)
        clusters.insert(clusters.end(), static_cast<std::size_t>(sizes[g]), static_cast<std::int32_t>(g));
    const auto n = clusters.size();
    int cr2_covers = 0, cr1_covers = 0;
    test::RowMajor x(static_cast<Eigen::Index>(n), 2);
    std::vector<double> y(n);
    for (std::uint32_t run = 0; run < repetitions; ++run) {
        RandomStream stream(20, 9001, 0, run);
        std::array<double, 10> effect{};
        for (std::size_t g = 0; g < 10; ++g) effect[g] = (g % 2 == 0 ? 1.0 : 0.8) * stream.normal();
        for (std::size_t i = 0; i < n; ++i) {
            const auto g = static_cast<std::size_t>(clusters[i]);
            x.row(static_cast<Eigen::Index>(i)) << 1.0, static_cast<double>(g % 2);
            y[i] = effect[g] + stream.normal();
        }
        const RegressionData data{.x = x, .y = y};
        const GlmResult fit = glm(data);
        const auto cr2 = robust_covariance(data, fit, {.kind = RobustKind::cr2, .clusters = clusters});
        const auto cr1 = robust_covariance(data, fit, {.kind = RobustKind::cr1, .clusters = clusters});
        const double off = std::abs(fit.coefficients[1]);   // the truth is 0
        cr2_covers += off <= special::student_t_quantile(0.975, cr2.degrees_of_freedom[1]) * cr2.standard_errors()[1];
        cr1_covers += off <= special::normal_quantile(0.975) * cr1.standard_errors()[1];
    }
    const double cr2 = static_cast<double>(cr2_covers) / repetitions,
                 cr1 = static_cast<double>(cr1_covers) / repetitions;
    CAPTURE(cr2, cr1);
    CHECK(cr2 > 0.93);
    CHECK(cr2 < 0.97);
    CHECK(cr1 < 0.91);
}
