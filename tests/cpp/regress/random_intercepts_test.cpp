// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/random_intercepts.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numbers>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/random.hpp"
#include "regress/intercepts_rows.hpp"
#include "regress/intercepts_tables.hpp"
#include "regress/newton.hpp"
#include "regress/quadrature.hpp"
#include "regress/reference.hpp"
#include "regress/row_likelihood.hpp"

using namespace maatstaf;

namespace {

/// Score and information at the estimate by differences of the log-likelihood alone.
struct AtEstimate {
    Eigen::VectorXd score_in_se;
    double se_gap = 0.0;
};
AtEstimate differences(const test::GroupedTable& table, const RandomInterceptsResult& fit) {
    const detail::Law law(fit.options.distribution);
    auto data = detail::marginal_data(table.data(), table.groups, law, {});
    const auto rule = detail::gauss_hermite(fit.options.nodes);
    detail::GroupModes modes{std::vector<double>(data.rows.groups(), 0.0),
                             std::vector<double>(data.rows.groups(), 1.0)};
    detail::MarginalPoint at;
    at.coefficients = data.scaled.inward(fit.coefficients);
    at.sd = fit.sd;
    if (law.family == Family::negative_binomial) at.own = fit.options.distribution.theta;
    if (law.family == Family::gaussian) at.own = fit.residual_sd * fit.residual_sd;
    const Eigen::Index p = at.coefficients.size();
    const auto value = [&](const Eigen::VectorXd& moved) {
        detail::MarginalPoint to = at;
        to.coefficients += moved.head(p);
        to.sd += moved[p];
        return detail::marginal(data.rows, to, rule, modes, false, false).log_likelihood;
    };
    const auto here = detail::marginal(data.rows, at, rule, modes, true, true);
    AtEstimate out;
    Eigen::VectorXd unit(p + 1);
    for (Eigen::Index j = 0; j < p; ++j) unit[j] = 1.0 / std::sqrt(here.curvature(j, j));
    unit[p] = fit.sd_se;
    Eigen::MatrixXd information(p + 1, p + 1);
    const auto step = [&](Eigen::Index j, double by) {
        return Eigen::VectorXd(Eigen::VectorXd::Unit(p + 1, j) * by * unit[j]);
    };
    constexpr double h = 0.02;
    for (Eigen::Index j = 0; j <= p; ++j) {
        // The exact score agrees with differences of the log-likelihood.
        const double numeric = (value(step(j, h)) - value(step(j, -h))) / (2 * h * unit[j]);
        const double wider = (value(step(j, 2 * h)) - value(step(j, -2 * h))) / (4 * h * unit[j]);
        CHECK(std::abs((4 * numeric - wider) / 3 - here.score[j]) * unit[j] < 2e-6);
        for (Eigen::Index k = 0; k <= p; ++k)
            information(j, k) = -(value(step(j, h) + step(k, h)) - value(step(j, h) - step(k, h)) -
                                  value(step(k, h) - step(j, h)) + value(-step(j, h) - step(k, h))) /
                                (4 * h * h * unit[j] * unit[k]);
    }
    out.score_in_se = here.score.head(p + 1).cwiseProduct(unit);
    const Eigen::MatrixXd covariance =
        data.scaled.covariance(detail::inverse_information(information).topLeftCorner(p, p), p);
    for (Eigen::Index j = 0; j < p; ++j)
        out.se_gap = std::max(out.se_gap, std::abs(std::sqrt(covariance(j, j) / fit.covariance(j, j)) - 1.0));
    return out;
}

}  // namespace

TEST_CASE("Gauss-Hermite rules integrate polynomials exactly") {
    for (const int count : {1, 2, 7, 25, 60, 101}) {
        const auto rule = detail::gauss_hermite(count);
        double zero = 0.0, second = 0.0, sixth = 0.0;
        for (std::size_t q = 0; q < rule.node.size(); ++q) {
            const double z = rule.node[q], w = rule.weight[q] * std::exp(-z * z);
            zero += w;
            second += w * z * z;
            sixth += w * std::pow(z, 6);
        }
        const double root = std::sqrt(std::numbers::pi);
        CHECK(std::abs(zero / root - 1.0) < 1e-14);
        if (count > 1) CHECK(std::abs(second / (0.5 * root) - 1.0) < 1e-13);
        if (count > 3) CHECK(std::abs(sixth / (15.0 / 8.0 * root) - 1.0) < 1e-13);
    }
}

TEST_CASE("Derivatives of rows agree with differences") {
    using detail::RowJet;
    const auto check = [](const auto& law, double y) {
        for (const double eta : {-12.0, -3.0, -0.4, 0.0, 1.7, 3.2}) {
            CAPTURE(eta, y);
            const double h = 1e-4;
            const RowJet at = law(eta, y), up = law(eta + h, y), down = law(eta - h, y);
            const auto near = [](double a, double b) {
                return std::abs(a - b) < 1e-6 * (1.0 + std::abs(a) + std::abs(b));
            };
            CHECK(near((up.value - down.value) / (2 * h), at.slope));
            CHECK(near((up.slope - down.slope) / (2 * h), at.bend));
            CHECK(near((up.bend - down.bend) / (2 * h), at.third));
        }
    };
    using namespace maatstaf::detail;
    for (const double y : {0.0, 0.3, 1.0}) check(LogitRow{}, y), check(ProbitRow{}, y), check(CloglogRow{}, y);
    for (const double y : {0.0, 1.0, 14.0})
        check(PoissonRow{}, y), check(NegativeBinomialRow{1.7}, y), check(GaussianRow{2.5}, y);
    for (const double y : {0.0, 2.0, 9.0})
        for (const double eta : {-2.0, 0.5, 3.0}) {
            const double h = 1e-5;
            const RowJet at = NegativeBinomialRow{1.7}(eta, y);
            const RowJet up = NegativeBinomialRow{1.7 * std::exp(h)}(eta, y),
                         down = NegativeBinomialRow{1.7 * std::exp(-h)}(eta, y);
            CHECK(std::abs((up.value - down.value) / (2 * h) - at.own) < 1e-7);
            CHECK(std::abs((up.slope - down.slope) / (2 * h) - at.own_slope) < 1e-7);
            CHECK(std::abs((up.bend - down.bend) / (2 * h) - at.own_bend) < 1e-7);
        }
}

TEST_CASE("Random intercepts agree with lme4", "[reference]") {
    const auto file = test::reference("random_intercepts.json");
    const test::GroupedTable herds = test::grouped_table(file["cbpp"], "share", 4),
                             seizures = test::grouped_table(file["epil"], "count", 6),
                             sleep = test::grouped_table(file["sleepstudy"], "y", 2);
    const Distribution logit{.family = Family::binomial}, poisson{.family = Family::poisson};
    struct Case {
        const char* name;
        const test::GroupedTable* table;
        RandomInterceptsOptions options;
    };
    const Case cases[] = {
        {"cbpp1", &herds, {.distribution = logit, .nodes = 1}},
        {"cbpp7", &herds, {.distribution = logit, .nodes = 7}},
        {"cbpp25", &herds, {.distribution = logit, .nodes = 25}},
        {"epil1", &seizures, {.distribution = poisson, .nodes = 1}},
        {"epil7", &seizures, {.distribution = poisson, .nodes = 7}},
        {"epil25", &seizures, {.distribution = poisson, .nodes = 25}},
        {"probit25", &herds, {.distribution = {.family = Family::binomial, .link = Link::probit}, .nodes = 25}},
        {"cloglog25", &herds, {.distribution = {.family = Family::binomial, .link = Link::cloglog}, .nodes = 25}},
        {"theta25", &seizures, {.distribution = {.family = Family::negative_binomial, .theta = 5.0}, .nodes = 25}},
                          {"sleepstudy", &sleep, {.distribution = {.family = Family::gaussian}}}};
    for (const Case& each : cases) {
        DYNAMIC_SECTION(each.name) {
            const auto& expected = file["fits"][each.name];
            const auto fit = random_intercepts(each.table->data(), each.table->groups, each.options);
            CHECK(fit.status == FitStatus::converged);
            CHECK_FALSE(fit.boundary);
            // lme4's optimiser stops on a tolerance of its own; its standard errors come from coarse differences.
            CHECK(test::gap(fit.coefficients, test::numbers(expected["coefficients"])) < 2e-5);
            CHECK(test::gap(fit.standard_errors(), test::numbers(expected["se"])) < 1e-3);
            CHECK(std::abs(fit.sd / expected["sd"][0].get<double>() - 1.0) < 5e-5);
            CHECK(test::gap(fit.effects, test::numbers(expected["effects"])) < 5e-5);
            const Link link = fit.options.distribution.link;
            const bool canonical = link != Link::probit && link != Link::cloglog &&
                                   fit.options.distribution.family != Family::negative_binomial;
            if (canonical) CHECK(test::gap(fit.effect_se, test::numbers(expected["effect_se"])) < 5e-5);
            if (expected.contains("log_likelihood")) {
                const double theirs = expected["log_likelihood"][0].get<double>();
                CHECK(std::abs(fit.log_likelihood - theirs) < 1e-6);
                CHECK(fit.log_likelihood > theirs - 1e-9);  // never below the peer's optimum
            }
            const auto at = differences(*each.table, fit);
            CHECK(at.score_in_se.cwiseAbs().maxCoeff() < 1e-8);
            CHECK(at.se_gap < 1e-4);
        }
    }
}

TEST_CASE("A negative binomial with groups: theta by likelihood, score zero") {
    const auto file = test::reference("random_intercepts.json");
    const test::GroupedTable seizures = test::grouped_table(file["epil"], "count", 6);
    const auto fit = random_intercepts(seizures.data(), seizures.groups,
                                       {.distribution = {.family = Family::negative_binomial}, .nodes = 11});
    CHECK(fit.status == FitStatus::converged);
    CHECK(fit.theta_se > 0.0);
    CHECK(differences(seizures, fit).score_in_se.cwiseAbs().maxCoeff() < 1e-8);
    for (const double factor : {0.98, 1.02}) {  // nearby thetas fit less well
        Distribution other = fit.options.distribution;
        other.theta *= factor;
        const auto beside = random_intercepts(seizures.data(), seizures.groups, {.distribution = other, .nodes = 11});
        CHECK(beside.log_likelihood < fit.log_likelihood);
        CHECK(beside.log_likelihood > fit.log_likelihood - 0.1);
    }
}

TEST_CASE("A normal outcome has its closed form: balanced groups") {
    // Balanced one-way layout: the ML estimates follow from the two sums of squares (Searle, Casella & McCulloch 1992).
    const int groups = 12, size = 5;
    test::RowMajor x = test::RowMajor::Ones(groups * size, 1);
    std::vector<double> y;
    std::vector<std::int32_t> group;
    for (int g = 0; g < groups; ++g)
        for (int k = 0; k < size; ++k) {
            const auto i = static_cast<std::uint64_t>(g * size + k);
            y.push_back(1000.0 + 3.0 * RandomStream(2, 1, static_cast<std::uint64_t>(g), 0).normal() +
                        2.0 * RandomStream(2, 2, i, 0).normal());
            group.push_back(100 - g);
        }
    double mean = 0.0, between = 0.0, within = 0.0;
    for (const double each : y) mean += each / static_cast<double>(y.size());
    for (int g = 0; g < groups; ++g) {
        double own = 0.0;
        for (int k = 0; k < size; ++k) own += y[static_cast<std::size_t>(g * size + k)] / size;
        between += size * (own - mean) * (own - mean);
        for (int k = 0; k < size; ++k) within += std::pow(y[static_cast<std::size_t>(g * size + k)] - own, 2);
    }
    const double residual = within / (groups * (size - 1)), variance = (between / groups - residual) / size;
    const auto fit = random_intercepts({.x = x, .y = y}, group);
    CHECK(std::abs(fit.residual_sd - std::sqrt(residual)) < 1e-9);
    CHECK(std::abs(fit.sd - std::sqrt(variance)) < 1e-8);
    CHECK(std::abs(fit.coefficients[0] - mean) < 1e-9);
    CHECK(std::abs(fit.standard_errors()[0] - std::sqrt((residual + size * variance) / (groups * size))) < 1e-8);
    CHECK(std::abs(fit.intraclass_correlation - variance / (variance + residual)) < 1e-8);
    CHECK(fit.group_names.front() == "100");
    CHECK(fit.group_rows.front() == size);
}

TEST_CASE("Groups that do not differ, bad input and few groups") {
    test::RowMajor x = test::RowMajor::Ones(60, 2);
    std::vector<double> y;
    std::vector<std::int32_t> group;
    for (int i = 0; i < 60; ++i) {
        x(i, 1) = i % 7;
        y.push_back((i / 3) % 2 == 0 ? 2.0 + i % 3 : 3.0 - i % 3);  // less variation between groups than chance gives
        group.push_back(i / 6);
    }
    const RegressionData data{.x = x, .y = y};
    const auto flat = random_intercepts(data, group, {.distribution = {.family = Family::poisson}});
    CHECK(flat.boundary);
    CHECK(flat.sd == 0.0);
    CHECK(flat.variance_p_value == 1.0);
    CHECK(flat.effects.isZero());
    CHECK(flat.log_likelihood == flat.null_log_likelihood);
    const auto plain = glm(data, {.distribution = {.family = Family::poisson}});
    CHECK(std::abs(flat.log_likelihood - plain.log_likelihood) < 1e-9);
    for (Eigen::Index j = 0; j < 2; ++j) {
        CHECK(std::abs(flat.coefficients[j] - plain.coefficients[j]) < 1e-9);
        CHECK(std::abs(flat.standard_errors()[j] / plain.standard_errors()[j] - 1.0) < 1e-6);
    }
    CHECK(flat.caveats.front().message == messages::regress_no_group_variance);

    const std::vector<std::int32_t> same(60, 4), few(group.begin(), group.begin() + 10);
    CHECK_THROWS_AS(random_intercepts(data, same, {.distribution = {.family = Family::poisson}}), DataError);
    CHECK_THROWS_AS(random_intercepts(data, few), ArgumentError);
    CHECK_THROWS_AS(random_intercepts(data, group, {.distribution = {.family = Family::gamma}}), ArgumentError);
    CHECK_THROWS_AS(random_intercepts(data, group, {.nodes = 0}), ArgumentError);
    std::vector<std::int32_t> single(60);
    for (std::size_t i = 0; i < 60; ++i) single[i] = static_cast<std::int32_t>(i);
    CHECK_THROWS_AS(random_intercepts(data, single), DataError);
    CHECK(random_intercepts(data, single, {.distribution = {.family = Family::poisson}}).status ==
          FitStatus::converged);
    y[7] = -1.0;
    CHECK_THROWS_AS(random_intercepts(data, group, {.distribution = {.family = Family::poisson}}), DataError);
}

TEST_CASE("Many groups: the truth comes back, with the same bits for any number of threads") {
    const std::int32_t groups = 20'000, size = 5;
    const auto n = static_cast<std::size_t>(groups) * size;
    test::RowMajor x(static_cast<Eigen::Index>(n), 2);
    std::vector<double> y(n);
    std::vector<std::int32_t> group(n);
    for (std::size_t i = 0; i < n; ++i) {
        group[i] = static_cast<std::int32_t>(i % static_cast<std::size_t>(groups));
        RandomStream own(9, 1, static_cast<std::uint64_t>(group[i]), 0), draw(9, 2, i, 0);
        x.row(static_cast<Eigen::Index>(i)) << 1.0, draw.normal();
        const double eta = -0.5 + 0.4 * x(static_cast<Eigen::Index>(i), 1) + 0.8 * own.normal();
        y[i] = draw.uniform() < 1.0 / (1.0 + std::exp(-eta)) ? 1.0 : 0.0;
    }
    const RandomInterceptsOptions options{.distribution = {.family = Family::binomial}, .nodes = 7};
    set_thread_count(1);
    const auto one = random_intercepts({.x = x, .y = y}, group, options);
    set_thread_count(2);
    const auto two = random_intercepts({.x = x, .y = y}, group, options);
    CHECK(one.status == FitStatus::converged);
    CHECK(one.coefficients == two.coefficients);
    CHECK(one.covariance == two.covariance);
    CHECK(one.effects == two.effects);
    CHECK(std::abs(one.coefficients[1] - 0.4) < 4.0 * one.standard_errors()[1]);
    CHECK(std::abs(one.sd - 0.8) < 4.0 * one.sd_se);
    CHECK(one.variance_p_value < 1e-10);
}
