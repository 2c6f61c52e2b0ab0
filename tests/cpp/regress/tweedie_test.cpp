// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/tweedie.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/random.hpp"
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

/// Amounts drawn from the law itself: a Poisson number of gamma amounts of a whole shape.
struct DrawnAmounts {
    Eigen::MatrixXd x;
    std::vector<double> y;
    double power;

    DrawnAmounts(Eigen::Index n, double zeros, int shape, std::uint64_t seed)
        : x(n, 2), power((shape + 2.0) / (shape + 1.0)) {
        RandomStream random(seed, 5240, static_cast<std::uint64_t>(shape), 0);
        for (Eigen::Index i = 0; i < n; ++i) {
            x.row(i) << 1.0, random.normal();
            const double mean = -std::log(zeros) * std::exp(0.2 * x(i, 1));
            double amount = 0.0;
            for (double time = -std::log(random.uniform()); time < mean; time -= std::log(random.uniform()))
                for (int part = 0; part < shape; ++part) amount -= 9000.0 / shape * std::log(random.uniform());
            y.push_back(amount);
        }
    }
    RegressionData data() const { return {.x = x, .y = y}; }
};

/// Log-likelihood of a fit, by the sum over numbers of amounts, at the dispersion that makes it highest.
double most_likely(const DrawnAmounts& in, const GlmResult& fit, double power) {
    const auto at = [&](double log_phi) {
        const double phi = std::exp(log_phi), shape = (2.0 - power) / (power - 1.0);
        double sum = 0.0;
        for (std::size_t i = 0; i < in.y.size(); ++i) {
            const double mean = std::exp(fit.coefficients[0] + fit.coefficients[1] * in.x(static_cast<int>(i), 1));
            const double number = std::pow(mean, 2.0 - power) / (phi * (2.0 - power));
            const double scale = phi * (power - 1.0) * std::pow(mean, power - 1.0), y = in.y[i];
            double density = y > 0.0 ? 0.0 : 1.0;
            for (int k = 1; k < 60 && y > 0.0; ++k)
                density += std::exp(k * std::log(number) - std::lgamma(k + 1.0) + k * shape * std::log(y / scale) -
                                    y / scale - std::lgamma(k * shape) - std::log(y));
            sum += std::log(density) - number;
        }
        return sum;
    };
    double low = std::log(fit.dispersion) - 3.0, high = low + 6.0;   // by thirds: one top
    while (high - low > 1e-3) {
        const double third = (high - low) / 3.0;
        if (at(low + third) < at(high - third))
            low += third;
        else
            high -= third;
    }
    return at(0.5 * (low + high));
}

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

TEST_CASE("The power is the most likely one where most amounts are zero", "[property]") {
    for (const double zeros : {0.7, 0.85})
        for (const int shape : {1, 3}) {
            const DrawnAmounts in(150, zeros, shape, 3);
            CAPTURE(zeros, shape);
            const TweediePowerResult got = tweedie_power(in.data());
            CHECK(got.caveats.empty());
            CHECK(got.fit.status == FitStatus::converged);
            CHECK(std::abs(most_likely(in, got.fit, got.power) - got.log_likelihood) < 1e-5);
            CHECK(got.low < got.power);
            CHECK(got.power < got.high);
            for (const double other : {1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 1.95}) {
                CAPTURE(other);
                const GlmResult fit = glm(in.data(), {.distribution = {.family = Family::tweedie, .power = other}});
                CHECK(fit.status == FitStatus::converged);
                CHECK(most_likely(in, fit, other) <= got.log_likelihood + 1e-5);
            }
        }
}

TEST_CASE("Intervals of the power hold it where most amounts are zero", "[coverage]") {
    int held = 0, settled = 0;
    for (std::uint64_t seed = 1; seed <= 30; ++seed)
        for (const double zeros : {0.7, 0.85}) {
            const DrawnAmounts in(150, zeros, seed % 2 == 0 ? 1 : 3, seed);
            const TweediePowerResult got = tweedie_power(in.data(), {.tolerance = 1e-4});
            settled += got.fit.status == FitStatus::converged;
            held += got.low <= in.power && in.power <= got.high;
        }
    CHECK(settled == 60);
    CHECK(held >= 52);   // 95 percent, less three spreads
}

TEST_CASE("A power at which the coefficients do not settle decides nothing") {
    const DrawnAmounts in(150, 0.7, 1, 3);
    const TweediePowerResult whole = tweedie_power(in.data());
    int turned = 0;
    for (std::int32_t steps = 1; steps < 12; ++steps) {
        CAPTURE(steps);
        const TweediePowerResult got = tweedie_power(in.data(), {.glm = {.max_iterations = steps}});
        if (got.fit.status != FitStatus::converged) {
            CHECK(has(got.caveats, messages::regress_not_converged));
            CHECK(std::isnan(got.log_likelihood));
            CHECK(got.powers.empty());
            continue;
        }
        turned += has(got.caveats, messages::regress_power_unsettled);
        CHECK(got.low >= whole.low - 1e-5);
        CHECK(got.high <= whole.high + 1e-5);
        CHECK(got.log_likelihood <= whole.log_likelihood + 1e-9);
    }
    CHECK(turned > 0);
}
