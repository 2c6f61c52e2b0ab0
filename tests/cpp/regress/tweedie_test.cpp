// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/tweedie.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/parallel.hpp"
#include "regress/reference.hpp"

using namespace maatstaf;

namespace {

struct TweedieInput {
    nlohmann::json glm = test::reference("glm.json"), expected = test::reference("compare.json");
    Eigen::MatrixXd x = test::rows_of(test::numbers(glm["x"]), 5).leftCols(3);
    std::vector<double> y = test::numbers(glm["zero"]), exposure = test::numbers(glm["exposure"]);

    TweedieInput() {
        for (double& each : exposure) each /= 100.0;
    }
    RegressionData data() const {
        RegressionData out{.x = x, .y = y};
        out.exposure = exposure;
        return out;
    }
    double number(const char* key) const { return expected["tweedie"][key][0].get<double>(); }
};

bool has(const std::vector<Caveat>& caveats, Message message) {
    for (const Caveat& each : caveats)
        if (each.message == message) return true;
    return false;
}

}  // namespace

TEST_CASE("Tweedie densities are those of Poisson sums of gamma amounts", "[reference]") {
    const TweedieInput in;
    const auto& grid = in.expected["density"];
    const auto y = test::numbers(grid["y"]), mu = test::numbers(grid["mu"]), phi = test::numbers(grid["phi"]),
               p = test::numbers(grid["p"]), expected = test::numbers(grid["log"]);
    REQUIRE(y.size() == 270);
    for (std::size_t i = 0; i < y.size(); ++i) {
        CAPTURE(y[i], mu[i], phi[i], p[i]);
        const double got = tweedie_log_density(y[i], mu[i], phi[i], p[i]);
        CHECK(std::abs(got - expected[i]) <= 1e-11 * std::max(1.0, std::abs(expected[i])));
    }
    for (const double power : {1.0, 2.0, 0.5}) CHECK(std::isnan(tweedie_log_density(1.0, 1.0, 1.0, power)));
    CHECK(std::isnan(tweedie_log_density(-1.0, 1.0, 1.0, 1.5)));
}

TEST_CASE("A Tweedie density integrates to one, also where thousands of amounts add up", "[property]") {
    for (const double phi : {0.001, 0.05, 1.0}) {
        const double power = 1.4, mean = 3.0;
        double sum = std::exp(tweedie_log_density(0.0, mean, phi, power));
        const double step = 1e-4 * std::sqrt(phi);
        for (double y = 0.5 * step; y < mean + 40.0 * std::sqrt(phi); y += step)
            sum += step * std::exp(tweedie_log_density(y, mean, phi, power));
        CAPTURE(phi);
        CHECK(std::abs(sum - 1.0) < 1e-5);
    }
}

TEST_CASE("The power by profile likelihood agrees with R on the exact density", "[reference]") {
    const TweedieInput in;
    set_thread_count(1);
    const TweediePowerResult got = tweedie_power(in.data());
    CHECK(std::abs(got.power - in.number("power")) < 1e-5);
    CHECK(std::abs(got.low - in.number("low")) < 1e-5);
    CHECK(std::abs(got.high - in.number("high")) < 1e-5);
    CHECK(std::abs(got.log_likelihood - in.number("log_likelihood")) < 1e-8);
    CHECK(std::abs(got.dispersion / in.number("dispersion") - 1.0) < 1e-6);
    CHECK(got.fit.options.distribution.power == got.power);
    CHECK(got.powers.size() == got.profile.size());
    for (const double each : got.profile) CHECK(each <= got.log_likelihood + 1e-9);
    set_thread_count(3);
    CHECK(tweedie_power(in.data()).power == got.power);
    set_thread_count(1);
}

TEST_CASE("Amounts in another unit have the same power", "[property]") {
    TweedieInput in;
    const TweediePowerResult euros = tweedie_power(in.data());
    for (double& each : in.y) each *= 100.0;
    const TweediePowerResult cents = tweedie_power(in.data());
    CHECK(std::abs(euros.power - cents.power) < 1e-5);
    CHECK(std::abs(euros.high - cents.high) < 1e-5);
}

TEST_CASE("Powers out of range are refused, and edges and absent zeros are flagged") {
    TweedieInput in;
    CHECK_THROWS_AS(tweedie_power(in.data(), {.low = 1.0}), ArgumentError);
    CHECK_THROWS_AS(tweedie_power(in.data(), {.low = 1.6, .high = 1.5}), ArgumentError);
    const double power = tweedie_power(in.data()).power;
    const TweediePowerResult edge = tweedie_power(in.data(), {.low = power + 0.05});
    CHECK(edge.power == power + 0.05);
    CHECK(has(edge.caveats, messages::regress_power_at_edge));
    for (double& each : in.y) each += 0.5;
    CHECK(has(tweedie_power(in.data()).caveats, messages::regress_no_zeros));
}
