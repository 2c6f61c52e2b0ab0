// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/special.hpp"

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "maatstaf/core/error.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;
using namespace maatstaf::special;

namespace {

using test::infinity;
using test::unknown;

struct Reference {
    const char* function;
    double a, b, c, expected;
};
const std::vector<Reference> references = {
#include "../../reference/special/special.inc"
};

double evaluate(const Reference& each) {
    const std::map<std::string, double (*)(double, double, double)> functions = {
        {"normal_cdf", [](double a, double, double) { return normal_cdf(a); }},
        {"normal_quantile", [](double a, double, double) { return normal_quantile(a); }},
        {"student_t_cdf", [](double a, double b, double) { return student_t_cdf(a, b); }},
        {"student_t_quantile", [](double a, double b, double) { return student_t_quantile(a, b); }},
        {"chi_squared_cdf", [](double a, double b, double) { return chi_squared_cdf(a, b); }},
        {"chi_squared_quantile", [](double a, double b, double) { return chi_squared_quantile(a, b); }},
        {"gamma_cdf", gamma_cdf},
        {"gamma_quantile", gamma_quantile},
        {"beta_cdf", beta_cdf},
        {"beta_quantile", beta_quantile},
        {"log_gamma", [](double a, double, double) { return log_gamma(a); }},
        {"digamma", [](double a, double, double) { return digamma(a); }}};
    return functions.at(each.function)(each.a, each.b, each.c);
}

}  // namespace

TEST_CASE("special functions agree with R", "[core][special][reference]") {
    REQUIRE(references.size() > 300);
    for (const Reference& each : references) {
        CAPTURE(each.function, each.a, each.b, each.c);
        CHECK_THAT(evaluate(each), Catch::Matchers::WithinRel(each.expected, 1e-13));
    }
}

TEST_CASE("the normal distribution is right to the last digits in the far tail", "[core][special][reference]") {
    // Made with mpmath 1.3 at 40 digits: ncdf(x), and the root of ncdf(z) = p.
    CHECK_THAT(normal_cdf(-38),
               Catch::Matchers::WithinRel(2.8854283600687843e-316, 1e-7));  // subnormal: few digits left
    CHECK_THAT(normal_cdf(-30.125), Catch::Matchers::WithinRel(1.1402279408523476e-199, 4e-16));
    CHECK_THAT(normal_cdf(-10.1), Catch::Matchers::WithinRel(2.7621094717645168e-24, 4e-16));
    for (double z = -8; z < 8; z += 0.0371) {
        CAPTURE(z);
        const double p = normal_cdf(z);
        if (p < 0.5)
            CHECK_THAT(normal_quantile(p),
                       Catch::Matchers::WithinRel(z, 2e-15) || Catch::Matchers::WithinAbs(z, 3e-16));
        CHECK(normal_cdf(z) + normal_cdf(-z) == 1.0);
    }
    CHECK_THAT(normal_quantile(5e-324), Catch::Matchers::WithinRel(-38.467405617144346, 1e-15));
}

TEST_CASE("ends of distributions", "[core][special]") {
    CHECK(normal_cdf(-infinity) == 0);
    CHECK(normal_cdf(infinity) == 1);
    CHECK(normal_quantile(0) == -infinity);
    CHECK(normal_quantile(1) == infinity);
    CHECK(student_t_cdf(infinity, 3) == 1);
    CHECK(student_t_cdf(1.96, infinity) == normal_cdf(1.96));
    CHECK(student_t_quantile(0.975, infinity) == normal_quantile(0.975));
    CHECK(student_t_quantile(1, 3) == infinity);
    CHECK(chi_squared_cdf(-1, 3) == 0);
    CHECK(chi_squared_cdf(infinity, 3) == 1);
    CHECK(chi_squared_quantile(0, 3) == 0);
    CHECK(gamma_quantile(1, 3) == infinity);
    CHECK(beta_cdf(2, 1, 1) == 1);
    CHECK(beta_cdf(-2, 1, 1) == 0);
    CHECK(beta_quantile(0, 2, 3) == 0);
    CHECK(beta_quantile(1, 2, 3) == 1);
    CHECK(log_gamma(infinity) == infinity);
}

TEST_CASE("unknown in, unknown out", "[core][special]") {
    CHECK(std::isnan(normal_cdf(unknown)));
    CHECK(std::isnan(normal_quantile(unknown)));
    CHECK(std::isnan(student_t_cdf(1, unknown)));
    CHECK(std::isnan(student_t_quantile(unknown, 3)));
    CHECK(std::isnan(chi_squared_cdf(unknown, 3)));
    CHECK(std::isnan(chi_squared_quantile(0.5, unknown)));
    CHECK(std::isnan(gamma_cdf(1, 2, unknown)));
    CHECK(std::isnan(gamma_quantile(unknown, 2)));
    CHECK(std::isnan(beta_cdf(0.5, 1, unknown)));
    CHECK(std::isnan(beta_quantile(0.5, unknown, 1)));
    CHECK(std::isnan(log_gamma(unknown)));
    CHECK(std::isnan(digamma(unknown)));
}

TEST_CASE("arguments outside the domain are refused", "[core][special]") {
    CHECK_THROWS_AS(normal_quantile(-0.1), ArgumentError);
    CHECK_THROWS_AS(normal_quantile(1.1), ArgumentError);
    CHECK_THROWS_AS(student_t_cdf(1, 0), ArgumentError);
    CHECK_THROWS_AS(student_t_quantile(2, 3), ArgumentError);
    CHECK_THROWS_AS(chi_squared_cdf(1, -1), ArgumentError);
    CHECK_THROWS_AS(chi_squared_cdf(1, infinity), ArgumentError);
    CHECK_THROWS_AS(gamma_cdf(1, 1, 0), ArgumentError);
    CHECK_THROWS_AS(gamma_quantile(0.5, 0), ArgumentError);
    CHECK_THROWS_AS(beta_cdf(0.5, 0, 1), ArgumentError);
    CHECK_THROWS_AS(beta_quantile(0.5, 1, infinity), ArgumentError);
    CHECK_THROWS_AS(log_gamma(0), ArgumentError);
    CHECK_THROWS_AS(log_gamma(-infinity), ArgumentError);
    CHECK_THROWS_AS(digamma(-2), ArgumentError);
}
