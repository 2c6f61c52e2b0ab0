// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/compare.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/error.hpp"
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

TEST_CASE("Tails keep their digits far out") {
    CHECK(close(special::chi_squared_tail(200.0, 2.0), std::exp(-100.0), 1e-13));
    CHECK(special::chi_squared_tail(0.0, 3.0) == 1.0);
}
