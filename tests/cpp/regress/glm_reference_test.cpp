// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <cmath>

#include "maatstaf/regress/glm.hpp"
#include "regress/law.hpp"
#include "regress/reference.hpp"

using namespace maatstaf;

namespace {

/// One fit of glm.json with its inputs.
struct ReferenceCase {
    nlohmann::json expected;
    Distribution distribution;
    Eigen::MatrixXd x;
    std::vector<double> y, offset, exposure, weights;
    bool repeats_rows = false;

    ReferenceCase(const nlohmann::json& file, const nlohmann::json& fit) : expected(fit) {
        distribution.family = from_name<Family>(fit["family"].get<std::string>(), "family");
        distribution.link = from_name<Link>(fit["link"].get<std::string>(), "link");
        if (fit.contains("theta")) distribution.theta = number("theta");
        if (fit.contains("power")) distribution.power = number("power");
        x = test::rows_of(test::numbers(file["x"]), 5).leftCols(static_cast<Eigen::Index>(number("columns")));
        y = test::numbers(file[fit["outcome"].get<std::string>()]);
        if (fit.contains("with_offset")) offset = test::numbers(file["offset"]);
        if (fit.contains("with_exposure")) exposure = test::numbers(file["exposure"]);
        for (const char* kind : {"prior", "frequency", "trials"})
            if (fit.contains(std::string("with_") + kind)) weights = test::numbers(file[kind]);
        repeats_rows = fit.contains("with_frequency");
    }
    double number(const char* key) const { return expected[key][0].get<double>(); }
    RegressionData data() const {
        RegressionData out{.x = x, .y = y, .offset = offset, .exposure = exposure};
        out.prior_weights = weights;
        return out;
    }
};

double relative(double got, double expected) { return std::abs(got - expected) / std::max(std::abs(expected), 1e-300); }

/// Largest score of a coefficient, divided by the spread that it has by chance: sqrt of its Fisher information.
double largest_score(const ReferenceCase& each, const GlmResult& fit) {
    const detail::Law law(fit.options.distribution);
    Eigen::VectorXd score = Eigen::VectorXd::Zero(each.x.cols()), information = score;
    for (Eigen::Index i = 0; i < each.x.rows(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        double eta = each.x.row(i).dot(fit.coefficients), mean = 0.0, slope = 0.0, weight = 0.0, own = 0.0;
        if (!each.offset.empty()) eta += each.offset[at];
        if (!each.exposure.empty()) eta += std::log(each.exposure[at]);
        const double w = each.weights.empty() ? 1.0 : each.weights[at];
        law.means(&eta, 1, &mean, &slope);
        law.work(&each.y[at], &w, &mean, &slope, 1, &weight, &own);
        score += own * each.x.row(i).transpose();
        information += weight * each.x.row(i).transpose().cwiseAbs2();
    }
    return score.cwiseAbs().cwiseQuotient(information.cwiseSqrt()).maxCoeff();
}

}  // namespace

TEST_CASE("Fits of every family and link agree with R", "[reference]") {
    const auto file = test::reference("glm.json");
    REQUIRE(file["fits"].size() >= 30);
    for (const auto& expected : file["fits"]) {
        DYNAMIC_SECTION(expected["name"].get<std::string>()) {
            const ReferenceCase each(file, expected);
            const GlmResult fit = glm(each.data(), {.distribution = each.distribution});
            CHECK(fit.status == FitStatus::converged);
            CHECK(fit.aliased.empty());
            CHECK(test::gap(fit.coefficients, test::numbers(expected["coefficients"])) < 1e-10);
            // The year stands in X as 2015 .. 2024 beside a constant: that costs R's QR some digits too.
            CHECK(test::gap(fit.covariance, test::numbers(expected["covariance"])) < 1e-8);
            CHECK(relative(fit.deviance, each.number("deviance")) < 1e-10);
            CHECK(relative(fit.dispersion, each.number("dispersion")) < 1e-9);
            if (!expected["log_likelihood"][0].is_null()) {
                CHECK(relative(fit.log_likelihood, each.number("log_likelihood")) < 1e-11);
                CHECK(relative(fit.aic, each.number("aic")) < 1e-11);
            }
            CHECK(largest_score(each, fit) < 1e-8);
            if (expected.contains("theta_by_likelihood")) {
                CHECK(relative(fit.options.distribution.theta, each.number("theta_by_likelihood")) < 1e-8);
                CHECK(relative(fit.theta_se, each.number("theta_se")) < 1e-8);
            }
        }
    }
}

TEST_CASE("Every link comes back to the linear predictor, and its slope is the derivative", "[property]") {
    for (const auto& name : names_of<Link>()) {
        const Link link = from_name<Link>(name, "link");
        const detail::Law law({.family = Family::binomial, .link = link == Link::automatic ? Link::logit : link});
        for (const double eta : {0.05, 0.3, 0.7, 1.3}) {
            CAPTURE(name, eta);
            double at[3] = {eta - 1e-5, eta, eta + 1e-5}, mean[3], slope[3];
            law.means(at, 3, mean, slope);
            CHECK(std::abs(law.link_of(mean[1]) - eta) < 1e-12);
            CHECK(std::abs((mean[2] - mean[0]) / 2e-5 - slope[1]) < 1e-7 * std::max(1.0, std::abs(slope[1])));
        }
    }
}

TEST_CASE("Log-densities are those of the laws: they sum or integrate to one", "[property]") {
    const double mean = 2.7;
    for (const Family family : {Family::poisson, Family::negative_binomial}) {
        const detail::Law law({.family = family, .theta = 1.8});
        double sum = 0.0;
        for (int k = 0; k < 400; ++k) sum += std::exp(law.log_density(k, mean, 1.0, 1.0));
        CHECK(std::abs(sum - 1.0) < 1e-12);
    }
    for (const Family family : {Family::gaussian, Family::gamma, Family::inverse_gaussian}) {
        const detail::Law law({.family = family});
        double sum = 0.0;
        const double from = family == Family::gaussian ? -20.0 : 1e-3, step = 1e-3;
        for (double y = from; y < 60.0; y += step) sum += step * std::exp(law.log_density(y, mean, 4.0, 2.0));
        CHECK(std::abs(sum - 1.0) < 1e-4);
    }
}
