// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/diagnostics.hpp"

#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/core/special.hpp"
#include "regress/quantile_residual.hpp"
#include "regress/reference.hpp"

using namespace maatstaf;

TEST_CASE("Leverage, residuals, influence and tests agree with R", "[reference]") {
    const auto file = test::reference("diagnostics.json");
    const auto x = test::rows_of(test::numbers(file["x"]), 5);
    const auto weights = test::numbers(file["weights"]), trials = test::numbers(file["trials"]);
    const std::pair<const char*, Distribution> cases[] = {
        {"linear", {.family = Family::gaussian}},
        {"poisson", {.family = Family::poisson}},
        {"binomial", {.family = Family::binomial}},
        {"gamma", {.family = Family::gamma}},
        {"inverse_gaussian", {.family = Family::inverse_gaussian}},
        {"negative_binomial", {.family = Family::negative_binomial, .theta = 3.0}},
        {"tweedie", {.family = Family::tweedie, .power = 1.5}}};
    for (const auto& [label, distribution] : cases) {
        const std::string name = label;
        CAPTURE(name);
        const auto& expected = file["fits"][name];
        const auto y = test::numbers(file["outcomes"][name]);
        RegressionData data{.x = x, .y = y, .names = {"(intercept)", "x1", "x2", "g1", "g2"}};
        if (name == "linear") data.prior_weights = weights;
        if (name == "binomial") data.prior_weights = trials;
        const GlmResult fit = glm(data, {.distribution = distribution, .max_iterations = 400, .tolerance = 1e-12});
        const auto result = diagnostics(data, fit, {.dfbeta = true});
        // R gives a dispersion to the negative binomial of a given theta; here it is 1 for both.
        const std::vector<std::pair<const char*, const Eigen::VectorXd*>> parts{
            {"leverage", &result.leverage},
            {"pearson", &result.pearson},
            {"deviance", &result.deviance},
            {"pearson_standardised", &result.pearson_standardised},
            {"deviance_standardised", &result.deviance_standardised},
            {"cook", &result.cook}};
        for (const auto& [key, got] : parts) {
            CAPTURE(key);
            CHECK(test::gap(*got, test::numbers(expected[key])) < 1e-9);
        }
        CHECK(test::gap(result.dfbeta, test::numbers(expected["dfbeta"])) < 1e-9);
        CHECK(std::abs(result.leverage.sum() - 5.0) < 1e-10);
        CHECK(std::abs(result.pearson.squaredNorm() / fit.pearson - 1.0) < 1e-10);
        CHECK(std::abs(result.deviance.squaredNorm() / fit.deviance - 1.0) < 1e-10);
        const auto inflation = variance_inflation(fit, {"(intercept)", "x1", "x2", "g", "g"});
        CHECK(inflation.labels == std::vector<std::string>{"x1", "x2", "g"});
        CHECK(inflation.columns == std::vector<std::int32_t>{1, 1, 2});
        CHECK(test::gap(inflation.inflation, test::numbers(expected["vif"])) < 1e-10);
        CHECK(std::abs(inflation.per_column[2] - std::pow(inflation.inflation[2], 0.25)) < 1e-14);
        if (name == "poisson") {
            const auto linear = test::numbers(expected["linear_test"]),
                       quadratic = test::numbers(expected["quadratic_test"]);
            const auto first = dispersion_test(data, fit, DispersionTrend::linear), second = dispersion_test(data, fit);
            for (const auto& [got, wanted] : {std::pair{&first, &linear}, std::pair{&second, &quadratic}}) {
                CHECK(std::abs(got->excess / (*wanted)[0] - 1.0) < 1e-10);
                CHECK(std::abs(got->statistic / (*wanted)[1] - 1.0) < 1e-10);
                CHECK(std::abs(got->p_value / (*wanted)[2] - 1.0) < 1e-9);
            }
            const auto chi = test::numbers(expected["pearson_test"]);
            CHECK(std::abs(first.pearson_p_value / chi[1] - 1.0) < 1e-9);
            CHECK(first.table().rows() == 1);
        }
        // Quantile residuals: at our own uniform between the two ends that R gives.
        const auto below = test::numbers(expected["below"]), upto = test::numbers(expected["upto"]);
        for (std::size_t i = 0; i < y.size(); ++i) {
            const double uniform = RandomStream(1, 5102, i, 0).uniform();
            const double wanted = special::normal_quantile(below[i] + uniform * (upto[i] - below[i]));
            CHECK(std::abs(result.quantile[static_cast<Eigen::Index>(i)] - wanted) < 1e-7);
        }
    }
}

TEST_CASE("One Newton step without a row is what dfbeta says") {
    const auto file = test::reference("diagnostics.json");
    const auto x = test::rows_of(test::numbers(file["x"]), 5);
    const auto y = test::numbers(file["outcomes"]["linear"]);
    const RegressionData data{.x = x, .y = y};
    const GlmResult fit = glm(data);
    const auto result = diagnostics(data, fit, {.dfbeta = true});
    test::RowMajor less(x.rows() - 1, 5);
    less << x.topRows(7), x.bottomRows(x.rows() - 8);
    std::vector<double> rest = y;
    rest.erase(rest.begin() + 7);
    const GlmResult without = glm({.x = less, .y = rest});
    CHECK((fit.coefficients - without.coefficients - result.dfbeta.row(7).transpose()).cwiseAbs().maxCoeff() < 1e-12);
}

TEST_CASE("Rows that decide their own value, quasi families and weights are said") {
    test::RowMajor x(6, 2);
    x << 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1;   // the last row has a column of its own
    const std::vector<double> y{1, 2, 4, 3, 2, 9}, weights(6, 2.0);
    const RegressionData data{.x = x, .y = y};
    const GlmResult fit = glm(data, {.distribution = {.family = Family::quasi_poisson}});
    const auto result = diagnostics(data, fit);
    CHECK(std::isnan(result.cook[5]));
    CHECK(std::isnan(result.pearson_standardised[5]));
    CHECK(std::isnan(result.quantile[0]));
    REQUIRE(result.caveats.size() == 2);
    CHECK(result.caveats[0].message == messages::regress_own_value);
    CHECK(result.caveats[1].message == messages::regress_no_law);
    CHECK(result.table().rows() == 6);
    const RegressionData weighted{.x = x, .y = y, .prior_weights = weights};
    const GlmOptions poisson{.distribution = {.family = Family::poisson}};
    CHECK_THROWS_AS(dispersion_test(weighted, glm(weighted, poisson)), ArgumentError);
    // Each row twice by frequency: the same test as with every row written twice.
    const RegressionData counted{.x = x, .y = y, .frequency_weights = weights};
    test::RowMajor twice(12, 2);
    twice << x, x;
    std::vector<double> both = y;
    both.insert(both.end(), y.begin(), y.end());
    const RegressionData written{.x = twice, .y = both};
    CHECK(std::abs(dispersion_test(counted, glm(counted, poisson)).statistic -
                   dispersion_test(written, glm(written, poisson)).statistic) < 1e-10);
}

TEST_CASE("Quantile residuals are standard normal under the model and keep their digits far out") {
    using detail::Law;
    const Law poisson({.family = Family::poisson}), count({.family = Family::negative_binomial, .theta = 2.0});
    double sum = 0.0, squares = 0.0;
    constexpr std::uint64_t n = 20'000;
    for (std::uint64_t i = 0; i < n; ++i) {
        RandomStream stream(3, 9003, i, 0);
        const double rate = stream.gamma(2.0) / 2.0 * 3.0;   // gamma-mixed: negative binomial with mean 3
        double y = 0.0;
        for (double left = rate; (left += std::log(stream.uniform())) > 0.0;) ++y;
        const double r = detail::quantile_residual(detail::tails_of(count, y, 3.0, 1.0, 1.0), stream.uniform());
        sum += r;
        squares += r * r;
    }
    CHECK(std::abs(sum / n) < 4.0 / std::sqrt(static_cast<double>(n)));
    CHECK(std::abs(squares / n - 1.0) < 4.0 * std::sqrt(2.0 / n));
    const double high = detail::quantile_residual(detail::tails_of(poisson, 200.0, 10.0, 1.0, 1.0), 0.5);
    CHECK(std::isfinite(high));
    CHECK(high > 25.0);
    const double low = detail::quantile_residual(detail::tails_of(poisson, 0.0, 300.0, 1.0, 1.0), 1.0 - 1e-12);
    CHECK(low < -23.0);   // P(Y = 0) = e^-300
}

TEST_CASE("The upper tail of gamma keeps its digits") {
    CHECK(std::abs(special::gamma_survival(300.0, 1.0) / std::exp(-300.0) - 1.0) < 1e-13);
    CHECK(std::abs(special::gamma_survival(6.0, 2.5, 2.0) + special::gamma_cdf(6.0, 2.5, 2.0) - 1.0) < 1e-15);
    CHECK(special::gamma_survival(-1.0, 2.0) == 1.0);
    CHECK(special::gamma_survival(std::numeric_limits<double>::infinity(), 2.0) == 0.0);
    CHECK_THROWS_AS(special::gamma_survival(1.0, 0.0), ArgumentError);
}
