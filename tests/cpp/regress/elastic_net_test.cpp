// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/elastic_net.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/regress/glm.hpp"
#include "regress/law.hpp"
#include "regress/reference.hpp"

using namespace maatstaf;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

struct PathCase {
    const char* name;
    const char* outcome;
    ElasticNetOptions options{};
    bool exposure = false, weights = false, factors = false;
};

const PathCase path_cases[] = {
    {"gaussian_lasso", "gauss"},
    {"gaussian_weighted", "gauss", {.alpha = 0.4}, false, true, true},
    {"gaussian_raw", "gauss", {.standardise = false}},
    {"gaussian_ridge", "gauss", {.alpha = 0.0}},
    {"poisson", "count", {.distribution = {.family = Family::poisson}, .alpha = 0.5}, true},
    {"poisson_weighted", "count", {.distribution = {.family = Family::poisson}, .alpha = 0.9}, true, true, true},
    {"binomial", "share", {.distribution = {.family = Family::binomial}}},
    {"gamma", "positive", {.distribution = {.family = Family::gamma}, .alpha = 0.7}},
    {"negative_binomial", "count", {.distribution = {.family = Family::negative_binomial, .theta = 2.5}}, true},
    {"no_intercept", "gauss"},
};

/// Largest violation of the optimality conditions, worked out from rows with plain loops, against the largest gradient
/// of the first fit.
double violation(const ElasticNetResult& fit, const RegressionData& data, Eigen::Index at,
                 const Eigen::VectorXd& factors) {
    const detail::Law law(fit.options.distribution);
    const Eigen::Index n = data.x.rows, p = data.x.columns;
    double total = 0.0;
    for (Eigen::Index i = 0; i < n; ++i) total += data.prior_weights.empty() ? 1.0 : data.prior_weights[i];
    const auto gradient = [&](Eigen::Index k) {
        Eigen::VectorXd sum = Eigen::VectorXd::Zero(p);
        for (Eigen::Index i = 0; i < n; ++i) {
            double eta = data.exposure.empty() ? 0.0 : std::log(data.exposure[i]), mean = 0.0, slope = 0.0;
            for (Eigen::Index j = 0; j < p; ++j) eta += data.x(i, j) * fit.coefficients(j, k);
            law.means(&eta, 1, &mean, &slope);
            const double w = data.prior_weights.empty() ? 1.0 : data.prior_weights[i];
            for (Eigen::Index j = 0; j < p; ++j)
                sum[j] += w / total * (data.y[i] - mean) * slope / law.variance(mean) * data.x(i, j);
        }
        return sum;
    };
    const Eigen::VectorXd here = gradient(at);
    const double alpha = fit.options.alpha, lambda = fit.lambdas[at];
    double worst = 0.0, size = 0.0;
    for (Eigen::Index j = 0; j < p; ++j) {
        double mean = 0.0, spread = 0.0;
        for (Eigen::Index i = 0; i < n; ++i)
            mean += (data.prior_weights.empty() ? 1.0 : data.prior_weights[i]) / total * data.x(i, j);
        for (Eigen::Index i = 0; i < n; ++i)
            spread += (data.prior_weights.empty() ? 1.0 : data.prior_weights[i]) / total * (data.x(i, j) - mean) *
                      (data.x(i, j) - mean);
        spread = fit.options.standardise && j != fit.intercept ? std::sqrt(spread) : 1.0;
        const bool free = j == fit.intercept;
        const double f = free ? 0.0 : factors[j], b = fit.coefficients(j, at) * spread;
        // Around its mean, where there is an intercept: a column far from 0 repeats what the intercept leaves.
        const double own = here[j] - (fit.intercept >= 0 && !free ? mean * here[fit.intercept] : 0.0);
        const double pull = own / spread - lambda * f * (1.0 - alpha) * b;
        const double l1 = lambda * f * alpha;
        worst = std::max(worst, b == 0.0 && !free ? std::max(0.0, std::abs(pull) - l1)
                                                  : std::abs(pull - (b > 0.0   ? l1
                                                                     : b < 0.0 ? -l1
                                                                               : 0.0)));
        size = std::max(size, std::abs(gradient(0)[j]) / spread);
    }
    return worst / size;
}

}  // namespace

TEST_CASE("Penalised paths agree with glmnet and with the optimality conditions", "[reference]") {
    const auto file = test::reference("elastic_net.json");
    const auto x = test::rows_of(test::numbers(file["x"]), 9);
    const auto weights = test::numbers(file["weights"]), exposure = test::numbers(file["exposure"]);
    for (const PathCase& each : path_cases) {
        DYNAMIC_SECTION(each.name) {
            const auto& expected = file["fits"][each.name];
            const auto y = test::numbers(file[each.outcome]);
            const bool intercept = std::string(each.name) != "no_intercept";
            const test::RowMajor without = x.rightCols(8);
            RegressionData data{.x = intercept ? DesignView(x) : DesignView(without), .y = y};
            if (each.exposure) data.exposure = exposure;
            if (each.weights) data.prior_weights = weights;
            ElasticNetOptions options = each.options;
            options.lambdas = test::numbers(expected["lambdas"]);
            if (each.factors) options.penalty_factors = test::numbers(file["factors"]);
            const ElasticNetResult fit = elastic_net(data, options);
            CHECK(fit.intercept == (intercept ? 0 : -1));
            CHECK(fit.violation.maxCoeff() < 1e-10);
            Eigen::VectorXd factors = Eigen::VectorXd::Ones(data.x.columns);
            if (each.factors) {
                const double sum = 7.5;  // of the eight columns beside the intercept
                for (Eigen::Index j = 0; j < 9; ++j)
                    factors[j] = options.penalty_factors[static_cast<std::size_t>(j)] * 8.0 / sum;
            }
            const auto at = test::numbers(expected["at"]);
            const auto b = test::numbers(expected["coefficients"]);
            for (std::size_t k = 0; k < at.size(); ++k) {
                const auto column = static_cast<Eigen::Index>(at[k]);
                CAPTURE(column);
                std::vector<double> theirs(b.begin() + static_cast<std::ptrdiff_t>(9 * k),
                                           b.begin() + static_cast<std::ptrdiff_t>(9 * k + 9));
                if (!intercept) theirs.erase(theirs.begin());
                const Eigen::VectorXd ours = fit.coefficients.col(column);
                if (each.options.alpha < 1e-3 && column == 0) continue;   // glmnet's first ridge fit is one at infinity
                for (std::size_t j = 0; j < theirs.size(); ++j)
                    CHECK(std::abs(ours[static_cast<Eigen::Index>(j)] - theirs[j]) <
                          1e-6 * (0.1 + std::abs(theirs[j])));
                CHECK(std::abs(fit.deviance_ratio[column] - expected["deviance_ratio"][k].get<double>()) < 1e-7);
                CHECK(violation(fit, data, column, factors) < 1e-10);
            }
            CHECK(std::abs(fit.null_deviance / expected["null_deviance"][0].get<double>() - 1.0) < 1e-9);

            if (each.options.alpha < 1e-3) return;  // glmnet's first lambda of a ridge path is a stand-in
            ElasticNetOptions own = each.options;
            own.penalty_factors = options.penalty_factors;
            const ElasticNetResult path = elastic_net(data, own);
            const auto lambdas = static_cast<Eigen::Index>(
                std::min<std::size_t>(options.lambdas.size(), static_cast<std::size_t>(path.lambdas.size())));
            for (Eigen::Index k = 0; k < lambdas; ++k)
                CHECK(std::abs(path.lambdas[k] / options.lambdas[static_cast<std::size_t>(k)] - 1.0) < 1e-7);
            CHECK(path.nonzero[0] == (each.factors ? 1 : 0));
        }
    }
}

TEST_CASE("Cross-validation agrees with cv.glmnet on given folds", "[reference]") {
    const auto file = test::reference("elastic_net.json");
    const auto x = test::rows_of(test::numbers(file["x"]), 9);
    const auto weights = test::numbers(file["weights"]), exposure = test::numbers(file["exposure"]),
               y = test::numbers(file["count"]);
    const auto& expected = file["fits"]["cv"];
    const RegressionData data{.x = x, .y = y, .exposure = exposure, .prior_weights = weights};
    ElasticNetCvOptions cv;
    for (int i = 0; i < 90; ++i) cv.fold_of_row.push_back(1 + i % 5);
    const ElasticNetOptions options{
        .distribution = {.family = Family::poisson}, .alpha = 0.5, .lambdas = test::numbers(expected["lambdas"])};
    const auto found = elastic_net_cv(data, options, cv);
    CHECK(test::gap(found.mean, test::numbers(expected["mean"])) < 1e-7);
    CHECK(test::gap(found.se, test::numbers(expected["se"])) < 1e-6);
    CHECK(found.fit.lambdas[found.at_min] == expected["min"][0].get<double>());
    CHECK(found.fit.lambdas[found.at_one_se] == expected["one_se"][0].get<double>());
}

TEST_CASE("Without a penalty the path ends at glm, and seeded folds do not depend on threads") {
    const Eigen::Index n = 12'000;
    test::RowMajor x(n, 4);
    std::vector<double> y;
    std::vector<std::int32_t> clusters;
    for (Eigen::Index i = 0; i < n; ++i) {
        RandomStream draw(5, 1, static_cast<std::uint64_t>(i), 0);
        x.row(i) << 1.0, draw.normal(), 2000.0 + draw.normal(), draw.uniform();
        const double mean = std::exp(0.3 + 0.2 * x(i, 1));
        y.push_back(std::floor(mean + draw.uniform()));
        clusters.push_back(static_cast<std::int32_t>(i / 7));
    }
    const RegressionData data{.x = x, .y = y};
    const Distribution poisson{.family = Family::poisson};
    const auto free = elastic_net(data, {.distribution = poisson, .lambdas = {0.0}});
    const auto plain = glm(data, {.distribution = poisson});
    for (Eigen::Index j = 0; j < 4; ++j)
        CHECK(std::abs(free.coefficients(j, 0) - plain.coefficients[j]) < 1e-7 * std::sqrt(plain.covariance(j, j)));
    CHECK(std::abs(free.deviance[0] / plain.deviance - 1.0) < 1e-9);

    const ElasticNetCvOptions folds{.folds = 4, .seed = 3, .clusters = clusters};
    set_thread_count(1);
    const auto one = elastic_net_cv(data, {.distribution = poisson, .lambda_count = 12}, folds);
    set_thread_count(2);
    const auto two = elastic_net_cv(data, {.distribution = poisson, .lambda_count = 12}, folds);
    CHECK(one.fit.coefficients == two.fit.coefficients);
    CHECK(one.deviance_by_fold == two.deviance_by_fold);
    for (std::size_t i = 1; i < clusters.size(); ++i)
        if (clusters[i] == clusters[i - 1] && one.fold_of_row[i] != one.fold_of_row[i - 1]) FAIL("a cluster was cut");
    std::array<int, 4> size{};
    for (const std::int32_t each : one.fold_of_row) ++size[static_cast<std::size_t>(each)];
    for (const int each : size) CHECK(std::abs(each - 3000) <= 14);   // two clusters
}

TEST_CASE("More columns than rows, and what cannot be fitted") {
    test::RowMajor x(20, 41);
    std::vector<double> y, constant(20, 2.0);
    for (Eigen::Index i = 0; i < 20; ++i) {
        for (Eigen::Index j = 0; j < 41; ++j)
            x(i, j) = j == 0   ? 1.0
                      : j == 7 ? 3.0
                               : RandomStream(1, 2, static_cast<std::uint64_t>(41 * i + j), 0).normal();
        y.push_back(2.0 * x(i, 1) - x(i, 2) + 0.1 * x(i, 3));
    }
    const RegressionData data{.x = x, .y = y};
    const auto wide = elastic_net(data);
    CHECK(wide.lambdas[wide.lambdas.size() - 1] >= 0.999e-2 * wide.lambdas[0]);
    CHECK(wide.violation.maxCoeff() < 1e-10);
    CHECK(wide.coefficients.row(7).isZero());
    CHECK(wide.caveats.back().message == messages::regress_constant_columns);

    CHECK_THROWS_AS(elastic_net({.x = x, .y = constant}), DataError);
    CHECK_THROWS_AS(elastic_net(data, {.alpha = 1.5}), ArgumentError);
    CHECK_THROWS_AS(elastic_net(data, {.lambdas = {-1.0}}), ArgumentError);
    CHECK_THROWS_AS(elastic_net(data, {.penalty_factors = {1.0}}), ArgumentError);
    CHECK_THROWS_AS(elastic_net(data, {.penalty_factors = std::vector<double>(41, 0.0)}), ArgumentError);
    CHECK_THROWS_AS(elastic_net(data, {.distribution = {.family = Family::poisson}}), DataError);
    CHECK_THROWS_AS(elastic_net({.x = x, .y = constant}, {.distribution = {.family = Family::negative_binomial}}),
                    ArgumentError);
    CHECK_THROWS_AS(elastic_net_cv(data, {}, {.folds = 1}), ArgumentError);
    CHECK_THROWS_AS(elastic_net_cv(data, {}, {.folds = 21}), ArgumentError);
    CHECK_THROWS_AS(elastic_net(data, {.lambda_ratio = 2.0}), ArgumentError);
    y[3] = missing;
    CHECK_THROWS_AS(elastic_net({.x = x, .y = y}), DataError);
}
