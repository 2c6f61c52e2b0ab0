// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/compare.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/core/special.hpp"
#include "regress/reference.hpp"

using namespace maatstaf;

namespace {

struct Input {
    nlohmann::json glm = test::reference("glm.json"), expected = test::reference("compare.json");
    Eigen::MatrixXd x = test::rows_of(test::numbers(glm["x"]), 5);
    std::vector<double> list(const char* key) const { return test::numbers(glm[key]); }
    double number(const char* part, const char* key, std::size_t at = 0) const {
        return expected[part][key][at].get<double>();
    }
};

bool close(double got, double expected, double tolerance = 1e-8) {
    return std::abs(got - expected) <= tolerance * std::abs(expected);
}

}  // namespace

TEST_CASE("Dropping each term agrees with drop1 of R", "[reference]") {
    const Input in;
    const auto count = in.list("count"), gauss = in.list("gauss"), exposure = in.list("exposure");
    const std::vector<Term> terms{{"x1", {1}}, {"x2", {2}}, {"g", {3, 4}}};
    for (const bool counts : {true, false}) {
        const char* part = counts ? "poisson" : "gaussian";
        CAPTURE(part);
        RegressionData data{.x = in.x, .y = counts ? count : gauss};
        if (counts) data.exposure = exposure;
        const GlmResult fit = glm(data, {.distribution = {.family = counts ? Family::poisson : Family::gaussian}});
        const DropEachResult got = drop_each(data, fit, terms);
        REQUIRE(got.terms.size() == 3);
        for (std::size_t k = 0; k < 3; ++k) {
            CHECK(got.terms[k].name == terms[k].name);
            CHECK(got.terms[k].test.degrees_of_freedom == (k == 2 ? 2.0 : 1.0));
            CHECK(close(got.terms[k].deviance, in.number(part, "deviance", k), 1e-10));
            CHECK(close(got.terms[k].test.statistic, in.number(part, "statistic", k)));
            CHECK(close(got.terms[k].test.p_value, in.number(part, "p", k)));
            if (counts) CHECK(close(got.terms[k].aic, in.number(part, "aic", k), 1e-10));
        }
        CHECK(got.table().rows() == 3);
        CHECK(drop_each(data, fit).terms.size() == 4);   // each column but the constant
    }
}

TEST_CASE("Comparing nested fits agrees with anova of R and with MASS", "[reference]") {
    const Input in;
    const auto positive = in.list("positive"), count = in.list("count"), exposure = in.list("exposure");
    const auto compare = [&](RegressionData data, Family family) {
        const GlmResult larger = glm(data, {.distribution = {.family = family}});
        data.x.columns = 2;
        return compare_nested(glm(data, {.distribution = {.family = family}}), larger);
    };
    const NestedTest gamma = compare({.x = in.x, .y = positive}, Family::gamma);
    CHECK(close(gamma.statistic, in.number("gamma", "statistic")));
    CHECK(close(gamma.p_value, in.number("gamma", "p")));
    CHECK(gamma.residual_df == 115.0);
    RegressionData counts{.x = in.x, .y = count};
    counts.exposure = exposure;
    const NestedTest theta = compare(counts, Family::negative_binomial);
    CHECK(close(theta.statistic, in.number("negative_binomial", "statistic"), 1e-7));
    CHECK(close(theta.p_value, in.number("negative_binomial", "p"), 1e-6));
}

TEST_CASE("A column without effect is found in one of twenty data sets of few clusters", "[simulation]") {
    // 12 clusters of 15 rows; two columns that differ between clusters only, without effect. Rows count as independent
    // in the test of the family, which finds them nearly always.
    constexpr int draws = 300, groups = 12, per = 15;
    int wald = 0, family = 0, alone = 0;
    std::vector<std::int32_t> cluster;
    for (std::int32_t i = 0; i < groups * per; ++i) cluster.push_back(i / per);
    for (int draw = 0; draw < draws; ++draw) {
        RandomStream random(17, 3, static_cast<std::uint64_t>(draw), 1);
        Eigen::MatrixXd x(groups * per, 3);
        std::vector<double> y;
        for (Eigen::Index g = 0; g < groups; ++g) {
            const double a = random.normal(), b = random.normal(), own = 0.8 * random.normal();
            for (Eigen::Index i = g * per; i < (g + 1) * per; ++i) {
                x.row(i) << 1.0, a, b;
                y.push_back(1.0 + own + random.normal());
            }
        }
        const RegressionData data{.x = x, .y = y};
        const GlmResult fit = glm(data);
        const RobustResult robust = robust_covariance(data, fit, {.kind = RobustKind::cr2, .clusters = cluster});
        const std::vector<Term> terms{{"a", {1}}, {"both", {1, 2}}};
        const DropEachResult got = drop_each(data, fit, robust, cluster, terms);
        alone += got.terms[0].test.p_value < 0.05;
        wald += got.terms[1].test.p_value < 0.05;
        family += drop_each(data, fit, terms).terms[1].test.p_value < 0.05;
    }
    CAPTURE(wald, alone, family);
    CHECK(wald > 0.01 * draws);
    CHECK(wald < 0.08 * draws);
    CHECK(alone < 0.08 * draws);
    CHECK(family > 0.4 * draws);
}

TEST_CASE("What a robust test cannot say") {
    const Input in;
    const auto count = in.list("count");
    const RegressionData data{.x = in.x, .y = count};
    const GlmResult fit = glm(data, {.distribution = {.family = Family::poisson}});
    std::vector<std::int32_t> three;
    for (std::ptrdiff_t i = 0; i < data.x.rows; ++i) three.push_back(static_cast<std::int32_t>(i % 3));
    const RobustResult robust = robust_covariance(data, fit, {.kind = RobustKind::cr2, .clusters = three});
    const NestedTest crowded = wald_test(data, fit, robust, {1, 2, 3}, three);
    CHECK(std::isnan(crowded.p_value));
    REQUIRE(crowded.caveats.size() == 1);
    CHECK(crowded.caveats[0].message == messages::regress_test_too_few_clusters);
    CHECK(wald_test(data, fit, robust, {}, three).degrees_of_freedom == 0.0);
    CHECK_THROWS_AS(wald_test(data, fit, robust, {9}, three), ArgumentError);
    CHECK_THROWS_AS(wald_test(data, fit, robust, {1}), ArgumentError);   // no clusters
    // Independent rows: chi-squared, the square of z for one column.
    const RobustResult rows = robust_covariance(data, fit, {});
    const NestedTest one = wald_test(data, fit, rows, {1});
    CHECK(std::isinf(one.residual_df));
    CHECK(close(one.p_value, rows.table().column("p_value").number(1), 1e-10));
}

TEST_CASE("Fits that do not compare are refused") {
    const Input in;
    const auto count = in.list("count");
    const RegressionData data{.x = in.x, .y = count};
    RegressionData less = data;
    less.x.columns = 3;
    const GlmResult large = glm(data, {.distribution = {.family = Family::poisson}});
    const GlmResult small = glm(less, {.distribution = {.family = Family::poisson}});
    const GlmResult other = glm(less, {.distribution = {.family = Family::quasi_poisson}});
    CHECK_THROWS_AS(compare_nested(large, small), ArgumentError);
    CHECK_THROWS_AS(compare_nested(other, large), ArgumentError);
    CHECK(std::isnan(compare_nested(small, small).p_value));
    CHECK_THROWS_AS(drop_each(data, large, std::vector<Term>{Term{"none", {}}}), ArgumentError);
    CHECK_THROWS_AS(drop_each(data, large, std::vector<Term>{Term{"beyond", {5}}}), ArgumentError);
}

TEST_CASE("A larger fit that does not hold the smaller one is refused where it fits worse") {
    Eigen::MatrixXd with(8, 2), without(8, 3);
    std::vector<double> y(8);
    for (Eigen::Index i = 0; i < 8; ++i) {
        const auto at = static_cast<double>(i);
        with.row(i) << 1.0, at;
        without.row(i) << 1.0, static_cast<double>(i % 2), static_cast<double>(i % 4 / 2);
        y[static_cast<std::size_t>(i)] = std::floor(std::exp(0.4 * at));
    }
    const GlmOptions poisson{.distribution = {.family = Family::poisson}};
    const GlmResult smaller = glm({.x = with, .y = y}, poisson), larger = glm({.x = without, .y = y}, poisson);
    CHECK_THROWS_AS(compare_nested(smaller, larger), ArgumentError);
    CHECK_NOTHROW(compare_nested(glm({.x = with.leftCols(1).eval(), .y = y}, poisson), larger));
}

TEST_CASE("Tails keep their digits far out") {
    CHECK(close(special::chi_squared_tail(200.0, 2.0), std::exp(-100.0), 1e-13));
    CHECK(special::chi_squared_tail(0.0, 3.0) == 1.0);
}
