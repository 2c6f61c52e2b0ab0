// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>

#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/regress/glm.hpp"
#include "regress/reference.hpp"

using namespace maatstaf;

namespace {

struct Case {
    const char* name;
    const char* outcome;
    Distribution distribution;
    bool exposure = false;
    const char* prior = nullptr;
    const char* frequency = nullptr;
    Eigen::Index columns = 5;
};

const Case cases[] = {
    {"gaussian", "gauss", {.family = Family::gaussian}},
    {"gaussian_weighted", "gauss", {.family = Family::gaussian}, false, "prior"},
    {"poisson", "count", {.family = Family::poisson}, true},
    {"poisson_weighted", "count", {.family = Family::poisson}, true, "frequency"},
    {"quasi_poisson", "count", {.family = Family::quasi_poisson}, true},
    {"binomial", "share", {.family = Family::binomial}, false, "trials"},
    {"probit", "share", {.family = Family::binomial, .link = Link::probit}, false, "trials"},
    {"cloglog", "share", {.family = Family::binomial, .link = Link::cloglog}, false, "trials"},
    {"gamma", "positive", {.family = Family::gamma}},
    {"gamma_inverse", "positive", {.family = Family::gamma, .link = Link::inverse}, false, nullptr, nullptr, 2},
    {"tweedie", "zero", {.family = Family::tweedie, .power = 1.5}},
    {"negative_binomial", "count", {.family = Family::negative_binomial}, true},
};

}  // namespace

TEST_CASE("Fits agree with R", "[reference]") {
    const auto file = test::reference("glm.json");
    const auto x_all = test::rows_of(test::numbers(file["x"]), 5);
    const auto exposure = test::numbers(file["exposure"]);
    for (const Case& each : cases) {
        DYNAMIC_SECTION(each.name) {
            const auto& expected = file["fits"][each.name];
            const auto y = test::numbers(file[each.outcome]);
            const Eigen::MatrixXd x = x_all.leftCols(each.columns);
            std::vector<double> prior, frequency;
            if (each.prior) prior = test::numbers(file[each.prior]);
            RegressionData data{.x = x, .y = y};
            if (each.exposure) data.exposure = exposure;
            if (each.prior) data.prior_weights = prior;
            const GlmResult fit = glm(data, {.distribution = each.distribution});
            CHECK(fit.status == FitStatus::converged);
            // R stops when the deviance stands still, which for a link that is not canonical leaves half of the digits.
            const double close = each.distribution.family == Family::tweedie ? 1e-7 : 2e-9;
            CHECK(test::gap(fit.coefficients, test::numbers(expected["coefficients"])) < close);
            CHECK(test::gap(fit.covariance, test::numbers(expected["covariance"])) < 2e-8);
            CHECK(std::abs(fit.deviance / expected["deviance"][0].get<double>() - 1.0) < 1e-10);
            if (expected.contains("dispersion"))
                CHECK(std::abs(fit.dispersion / expected["dispersion"][0].get<double>() - 1.0) < 1e-8);
            if (expected.contains("aic") && !expected["aic"][0].is_null()) {
                CHECK(std::abs(fit.log_likelihood / expected["log_likelihood"][0].get<double>() - 1.0) < 1e-11);
                CHECK(std::abs(fit.aic / expected["aic"][0].get<double>() - 1.0) < 1e-11);
            }
            if (expected.contains("theta")) {
                CHECK(std::abs(fit.options.distribution.theta / expected["theta"][0].get<double>() - 1.0) < 1e-7);
                CHECK(std::abs(fit.theta_se / expected["theta_se"][0].get<double>() - 1.0) < 2e-5);  // MASS gives that of the last step but one
            }
        }
    }
}
