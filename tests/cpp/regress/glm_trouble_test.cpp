// SPDX-License-Identifier: Apache-2.0
// Data that make fits go wrong: each is refused with advice or comes back flagged.
#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <cmath>

#include <Eigen/LU>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/regress/glm.hpp"
#include "regress/refusal.hpp"
#include "regress/rows.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;

namespace {

using test::refusal;
using test::unknown;
using test::infinity;

GlmResult fit(const RegressionData& data, Family family, Link link = Link::automatic) {
    return glm(data, {.distribution = {.family = family, .link = link}});
}

bool has(const GlmResult& result, Message message) {
    for (const Caveat& each : result.caveats)
        if (each.message == message) return true;
    return false;
}

}  // namespace

TEST_CASE("Values that cannot be are refused by row and column") {
    const test::Rows rows(50, 3, Family::poisson);
    const auto refused = [&](auto&& spoil, Family family = Family::poisson) {
        test::Rows bad = rows;
        RegressionData data = bad.data();
        spoil(bad, data);
        return refusal([&] { fit(data, family); });
    };
    for (const double wrong : {unknown, infinity, -infinity}) {
        CHECK(refused([&](test::Rows& bad, RegressionData&) { bad.x(31, 2) = wrong; }) == messages::regress_value);
        CHECK(refused([&](test::Rows& bad, RegressionData&) { bad.y[31] = wrong; }) == messages::regress_value);
    }
    CHECK(refused([](test::Rows& bad, RegressionData&) { bad.y[0] = -1.0; }) == messages::regress_value);
    CHECK(refused([](test::Rows& bad, RegressionData&) { bad.y[0] = 0.0; }, Family::gamma) == messages::regress_value);
    CHECK(refused([](test::Rows& bad, RegressionData&) { bad.y[0] = 1.5; }, Family::binomial) ==
          messages::regress_value);
    for (const double wrong : {0.0, -1.0, unknown, infinity})
        CHECK(refused([&](test::Rows& bad, RegressionData& data) {
                  bad.exposure[3] = wrong;
                  data.exposure = bad.exposure;
              }) == messages::regress_value);
    for (auto weights :
         {&RegressionData::prior_weights, &RegressionData::frequency_weights, &RegressionData::analytic_weights})
        for (const double wrong : {-1.0, unknown, infinity})
            CHECK(refused([&](test::Rows& bad, RegressionData& data) {
                      bad.weight[3] = wrong;
                      data.*weights = bad.weight;
                  }) == messages::regress_value);
    try {
        test::Rows bad = rows;
        bad.x(31, 2) = unknown;
        RegressionData data = bad.data();
        data.names = {"one", "age", "income"};
        fit(data, Family::poisson);
        FAIL();
    } catch (const DataError& error) {
        CHECK(error.note().text().find("row 32") != std::string::npos);
        CHECK(error.note().text().find("income") != std::string::npos);
    }
}

TEST_CASE("Shapes and options out of range are refused") {
    const test::Rows rows(50, 3, Family::poisson);
    const std::vector<double> short_list(49, 1.0), zeros(50, 0.0);
    RegressionData data = rows.data();
    data.y = short_list;
    CHECK(refusal([&] { fit(data, Family::poisson); }) == messages::wrong_length);
    data = rows.data();
    data.exposure = rows.exposure;
    CHECK(refusal([&] { fit(data, Family::poisson, Link::square_root); }) == messages::regress_exposure_link);
    data = rows.data();
    data.frequency_weights = zeros;
    CHECK(refusal([&] { fit(data, Family::poisson); }) == messages::regress_no_rows);
    CHECK(refusal([&] { fit(test::Rows::part(rows.data(), 0, 2), Family::poisson); }) ==
          messages::regress_too_few_rows);
    CHECK(refusal([&] { fit(test::Rows::part(rows.data(), 0, 0), Family::poisson); }) == messages::regress_no_rows);
    for (const GlmOptions& wrong :
         {GlmOptions{.confidence = 1.0}, GlmOptions{.max_iterations = 0}, GlmOptions{.tolerance = 0.0},
          GlmOptions{.distribution = {.family = Family::tweedie, .power = 2.0}},
          GlmOptions{.distribution = {.family = Family::negative_binomial, .theta = -1.0}}})
        CHECK(refusal([&] { glm(rows.data(), wrong); }) == messages::argument_out_of_range);
    CHECK(refusal([&] { glm(rows.data(), {}, [](std::size_t, std::size_t) { return false; }); }) ==
          messages::cancelled);
}

TEST_CASE("Columns that others determine are aliased as in R, and the rest is not touched") {
    const test::Rows rows(300, 4, Family::poisson);
    Eigen::MatrixXd x(300, 8);
    // constant, a, a copy of a, b, c, all levels of a factor with three levels
    x << rows.x.leftCols(2), (3.0 * rows.x.col(1).array() - 7.0).matrix(), rows.x.col(2), rows.x.col(3),
        Eigen::MatrixXd::Zero(300, 3);
    for (Eigen::Index i = 0; i < 300; ++i) x(i, 5 + i % 3) = 1.0;
    Eigen::MatrixXd plain(300, 6);
    plain << rows.x, x.middleCols(5, 2);
    for (const Family family : {Family::gaussian, Family::poisson, Family::negative_binomial}) {
        const GlmResult got = fit({.x = x, .y = rows.y}, family), expected = fit({.x = plain, .y = rows.y}, family);
        CHECK(got.aliased == std::vector<std::int32_t>{2, 7});
        CHECK(has(got, messages::regress_aliased));
        CHECK(std::isnan(got.coefficients[2]));
        CHECK(std::isnan(got.covariance(7, 0)));
        const Eigen::Index where[] = {0, 1, 3, 4, 5, 6};
        for (Eigen::Index j = 0; j < 6; ++j) {
            const double se = expected.standard_errors()[j];
            CHECK(std::abs(got.coefficients[where[j]] - expected.coefficients[j]) < 1e-8 * se);
            CHECK(std::abs(got.standard_errors()[where[j]] / se - 1.0) < 1e-8);
        }
        CHECK(got.residual_df == expected.residual_df);
        CHECK(std::abs(got.aic - expected.aic) < 1e-9 * std::abs(expected.aic));
        const GlmPrediction means = predict(got, {.x = x}), same = predict(expected, {.x = plain});
        CHECK((means.mean - same.mean).cwiseAbs().maxCoeff() < 1e-9);
        CHECK((means.se - same.se).cwiseAbs().maxCoeff() < 1e-9);
    }
    const Eigen::MatrixXd zeros = Eigen::MatrixXd::Zero(20, 2);
    const GlmResult nothing = fit({.x = zeros, .y = std::span(rows.y).first(20)}, Family::gaussian);
    CHECK(nothing.aliased.size() == 2);
    CHECK(nothing.status == FitStatus::no_step);
}

TEST_CASE("Nearly collinear columns keep the digits that the data have") {
    // Wampler's polynomials (NIST StRD, Wampler1): y = 1 + x + ... + x^5 at x = 0 .. 20, so all coefficients are 1.
    Eigen::MatrixXd x(21, 6);
    std::vector<double> y;
    for (Eigen::Index i = 0; i < 21; ++i) {
        double power = 1.0, sum = 0.0;
        for (Eigen::Index j = 0; j < 6; ++j, power *= static_cast<double>(i)) {
            x(i, j) = power;
            sum += power;
        }
        y.push_back(sum);
    }
    const GlmResult polynomial = fit({.x = x, .y = y}, Family::gaussian);
    CHECK(polynomial.aliased.empty());
    CHECK((polynomial.coefficients.array() - 1.0).abs().maxCoeff() < 1e-8);
    CHECK(polynomial.smallest_pivot < 1e-4);

    // A column that differs from another by a part in 1e8 is kept, as R keeps it; one that differs by rounding is not.
    const test::Rows rows(200, 3, Family::gaussian);
    Eigen::MatrixXd close(200, 4);
    close << rows.x, rows.x.col(1);
    for (Eigen::Index i = 0; i < 200; ++i) close(i, 3) += 1e-8 * std::sin(static_cast<double>(i * i));
    const GlmResult kept = fit({.x = close, .y = rows.y}, Family::gaussian);
    CHECK(kept.aliased.empty());
    CHECK(has(kept, messages::regress_ill_conditioned));
    Eigen::MatrixXd apart = close;
    for (Eigen::Index i = 0; i < 200; ++i) apart(i, 3) = std::sin(static_cast<double>(i * i));
    const GlmResult same = fit({.x = apart, .y = rows.y}, Family::gaussian);
    // Of the difference of 1e-8 the column itself holds eight digits only, which is 1e-10 of the deviance.
    CHECK(std::abs(kept.deviance / same.deviance - 1.0) < 1e-9);
    CHECK(std::abs(kept.coefficients[3] * 1e-8 / same.coefficients[3] - 1.0) < 1e-6);
    close.col(3) = rows.x.col(1) * (1.0 / 3.0) + rows.x.col(2) * (1.0 / 7.0);
    CHECK(fit({.x = close, .y = rows.y}, Family::gaussian).aliased == std::vector<std::int32_t>{3});
}

TEST_CASE("Longley's data come out as certified", "[reference]") {
    // NIST StRD, Longley: certified to 15 digits.
    const double data[16][7] = {
        {60323, 83.0, 234289, 2356, 1590, 107608, 1947}, {61122, 88.5, 259426, 2325, 1456, 108632, 1948},
        {60171, 88.2, 258054, 3682, 1616, 109773, 1949}, {61187, 89.5, 284599, 3351, 1650, 110929, 1950},
        {63221, 96.2, 328975, 2099, 3099, 112075, 1951}, {63639, 98.1, 346999, 1932, 3594, 113270, 1952},
        {64989, 99.0, 365385, 1870, 3547, 115094, 1953}, {63761, 100.0, 363112, 3578, 3350, 116219, 1954},
        {66019, 101.2, 397469, 2904, 3048, 117388, 1955}, {67857, 104.6, 419180, 2822, 2857, 118734, 1956},
        {68169, 108.4, 442769, 2936, 2798, 120445, 1957}, {66513, 110.8, 444546, 4681, 2637, 121950, 1958},
        {68655, 112.6, 482704, 3813, 2552, 123366, 1959}, {69564, 114.2, 502601, 3931, 2514, 125368, 1960},
        {69331, 115.7, 518173, 4806, 2572, 127852, 1961}, {70551, 116.9, 554894, 4007, 2827, 130081, 1962},
    };
    const double certified[] = {-3482258.63459582,   15.0618722713733,      -0.358191792925910e-01, -2.02022980381683,
                                -1.03322686717359,   -0.511041056535807e-01, 1829.15146461355};
    const double errors[] = {890420.383607373,  84.9149257747669,  0.334910077722432e-01, 0.488399681651699,
                             0.214274163161675, 0.226073200069370, 455.478499142212};
    Eigen::MatrixXd x = Eigen::MatrixXd::Ones(16, 7);
    std::vector<double> y;
    for (Eigen::Index i = 0; i < 16; ++i) {
        y.push_back(data[i][0]);
        for (Eigen::Index j = 1; j < 7; ++j) x(i, j) = data[i][j];
    }
    const GlmResult got = fit({.x = x, .y = y}, Family::gaussian);
    for (Eigen::Index j = 0; j < 7; ++j) {
        CHECK(std::abs(got.coefficients[j] / certified[j] - 1.0) < 1e-10);
        CHECK(std::abs(got.standard_errors()[j] / errors[j] - 1.0) < 1e-10);
    }
    CHECK(std::abs(std::sqrt(got.dispersion) / 304.854073561965 - 1.0) < 1e-11);
}

TEST_CASE("Separation is seen, and the columns that cause it are named") {
    test::Rows rows(400, 3, Family::binomial);
    Eigen::MatrixXd x(400, 4);
    x << rows.x, Eigen::VectorXd::Zero(400);
    for (Eigen::Index i = 0; i < 40; ++i) x(i, 3) = 1.0;
    RegressionData data{.x = x, .y = rows.y};
    data.names = {"one", "a", "b", "always"};
    CHECK(fit(data, Family::binomial).status == FitStatus::converged);   // the group has both outcomes
    for (std::size_t i = 0; i < 40; ++i) rows.y[i] = 1.0;
    for (const Link link : {Link::logit, Link::probit, Link::cloglog}) {
        CAPTURE(to_name(link));
        const GlmResult apart = fit(data, Family::binomial, link);
        CHECK(apart.status == FitStatus::separated);
        REQUIRE(has(apart, messages::regress_separated));
        CHECK(apart.caveats[0].text().find("always") != std::string::npos);
        CHECK(predict(apart, {.x = x.topRows(40)}).mean.minCoeff() > 0.99);
    }
    for (Eigen::Index i = 0; i < 400; ++i) rows.y[static_cast<std::size_t>(i)] = x(i, 1) > 0.0 ? 1.0 : 0.0;
    CHECK(fit(data, Family::binomial).status == FitStatus::separated);   // complete

    test::Rows counts(400, 3, Family::poisson);
    for (std::size_t i = 0; i < 40; ++i) counts.y[i] = 0.0;
    const RegressionData none{.x = x, .y = counts.y};
    for (const Family family : {Family::poisson, Family::quasi_poisson, Family::negative_binomial}) {
        CAPTURE(to_name(family));
        const GlmResult apart = fit(none, family);
        CHECK(apart.status == FitStatus::separated);
        CHECK(apart.coefficients[3] < -3.0);
    }
    const std::vector<double> zeros(400, 0.0);
    const GlmResult all_zero = fit({.x = rows.x, .y = zeros}, Family::poisson);
    CHECK(all_zero.status == FitStatus::separated);
    CHECK(has(all_zero, messages::regress_constant_outcome));
}

TEST_CASE("Fits that are hard but have an answer find it") {
    // Steps that leave the range of the mean, or overshoot, are halved.
    const Eigen::MatrixXd x{{1, 0}, {1, 1}, {1, 2}, {1, 3}, {1, 4}, {1, 5}, {1, 6}, {1, 40}};
    const std::vector<double> counts{9, 7, 8, 3, 2, 1, 1, 0}, rare{1e-4, 2e-4, 1, 5, 20, 100, 600, 900};
    const GlmResult falling = fit({.x = x, .y = counts}, Family::poisson);
    CHECK(falling.status == FitStatus::converged);
    const GlmResult steep =
        glm({.x = x, .y = rare}, {.distribution = {.family = Family::gamma}, .max_iterations = 1000});
    CHECK(steep.status == FitStatus::converged);
    for (const GlmResult* each : {&falling, &steep}) CHECK(std::isfinite(each->deviance));
    const test::Rows rows(300, 3, Family::inverse_gaussian);
    for (const Link link : {Link::log, Link::identity}) {
        const GlmResult heavy = fit({.x = rows.x.leftCols(2), .y = rows.y}, Family::inverse_gaussian, link);
        CHECK(heavy.status == FitStatus::converged);
    }
    // Exposures of very different size.
    const test::Rows poisson(300, 3, Family::poisson);
    std::vector<double> exposure, y = poisson.y;
    for (std::size_t i = 0; i < 300; ++i) exposure.push_back(i % 2 == 0 ? 1e-3 : 1e6);
    RegressionData data{.x = poisson.x, .y = y, .exposure = exposure};
    CHECK(fit(data, Family::poisson).status == FitStatus::converged);
}

TEST_CASE("A search that is cut short says so") {
    const test::Rows rows(300, 4, Family::poisson);
    const GlmResult cut = glm(rows.data(), {.distribution = {.family = Family::poisson}, .max_iterations = 1});
    CHECK(cut.status == FitStatus::max_iterations);
    CHECK(has(cut, messages::regress_not_converged));
    CHECK(std::isfinite(cut.deviance));
    CHECK(cut.deviance > fit(rows.data(), Family::poisson).deviance);
}

TEST_CASE("Constant outcomes and absent over-dispersion are flagged") {
    const test::Rows rows(300, 3, Family::poisson);
    const std::vector<double> constant(300, 4.0);
    const GlmResult flat = fit({.x = rows.x, .y = constant}, Family::gaussian);
    CHECK(has(flat, messages::regress_constant_outcome));
    CHECK(std::abs(flat.coefficients[0] - 4.0) < 1e-8);
    for (const double value : {0.0, 1e-300, 1e10}) {   // predicted perfectly, so there is no dispersion to measure with
        CAPTURE(value);
        const std::vector<double> same(300, value);
        const GlmResult perfect = fit({.x = rows.x, .y = same}, Family::gaussian);
        CHECK(perfect.status == FitStatus::converged);
        CHECK(std::abs(perfect.coefficients[0] - value) <= 1e-10 * value);
        CHECK(std::abs(perfect.coefficients[1]) <= 1e-10 * value);
    }
    const GlmResult theta = fit({.x = rows.x, .y = constant}, Family::negative_binomial);
    CHECK(has(theta, messages::regress_no_over_dispersion));
    CHECK(theta.options.distribution.theta > 1e8);
    std::vector<double> wild = rows.y;
    for (std::size_t i = 0; i < 300; i += 10) wild[i] += 60.0;
    CHECK(has(fit({.x = rows.x, .y = wild}, Family::poisson), messages::regress_over_dispersed));
    CHECK_FALSE(has(fit({.x = rows.x, .y = wild}, Family::negative_binomial), messages::regress_over_dispersed));
}

TEST_CASE("Skewed outcomes with a log link settle in few steps, with the expected information", "[property]") {
    RandomStream random(1, 5241, 0, 0);
    const Eigen::Index n = 200;
    Eigen::MatrixXd x(n, 3);
    std::vector<double> exposure, mostly_zero, tiny, counts;
    for (Eigen::Index i = 0; i < n; ++i) {
        x.row(i) << 1.0, random.normal(), std::exp(random.normal());
        exposure.push_back(std::exp(2.0 * random.normal()));
        const double mean = exposure.back() * std::exp(8.0 + 0.3 * x(i, 1));
        mostly_zero.push_back(random.uniform() < 0.8 ? 0.0 : -mean * std::log(random.uniform()));
        tiny.push_back(mean * std::pow(random.uniform(), 10.0));   // about a gamma law of shape 0.1
        counts.push_back(random.uniform() < 0.75 ? 0.0 : std::floor(1.0 - 20.0 * std::log(random.uniform())));
    }
    const auto settles = [&](const std::vector<double>& y, const Distribution& law, auto&& variance) {
        CAPTURE(to_name(law.family), law.power);
        const RegressionData data{.x = x, .y = y, .exposure = exposure};
        const GlmResult got = glm(data, {.distribution = law});
        REQUIRE(got.status == FitStatus::converged);
        CHECK(got.iterations <= 20);
        Eigen::MatrixXd expected = Eigen::MatrixXd::Zero(3, 3);
        Eigen::VectorXd score = Eigen::VectorXd::Zero(3);
        for (Eigen::Index i = 0; i < n; ++i) {
            const auto row = static_cast<std::size_t>(i);
            const double mean = exposure[row] * std::exp(x.row(i).dot(got.coefficients));
            const double weight = mean * mean / variance(mean, got.options.distribution);
            expected += weight * x.row(i).transpose() * x.row(i);
            score += weight * (y[row] / mean - 1.0) * x.row(i).transpose();
        }
        const Eigen::MatrixXd inverse = expected.inverse();
        CHECK(std::sqrt(score.dot(inverse * score) / got.dispersion) < 1e-9);
        CHECK((got.covariance - got.dispersion * inverse).norm() < 1e-8 * got.covariance.norm());
    };
    const auto by_power = [](double m, const Distribution& law) { return std::pow(m, law.power); };
    for (const double power : {1.02, 1.5, 1.8, 1.98})
        settles(mostly_zero, {.family = Family::tweedie, .power = power}, by_power);
    settles(tiny, {.family = Family::gamma, .link = Link::log}, [](double m, const Distribution&) { return m * m; });
    settles(counts, {.family = Family::negative_binomial},
            [](double m, const Distribution& law) { return m + m * m / law.theta; });
    settles(counts, {.family = Family::negative_binomial, .theta = 0.1},
            [](double m, const Distribution& law) { return m + m * m / law.theta; });
}
