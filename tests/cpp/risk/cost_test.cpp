// SPDX-License-Identifier: Apache-2.0
// Expected cost where use and cost per user go together, under a budget, and with an estimated power.
#include "maatstaf/risk/cost.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/regress/robust.hpp"
#include "risk/caveats.hpp"
#include "risk/reference.hpp"

using namespace maatstaf;
using test::has;
using Catch::Approx;

namespace {

double counted(RandomStream& random, double mean) {
    int count = -1;
    for (double time = 0.0; time < mean; ++count) time -= std::log(random.uniform());
    return std::max(count, 0);
}

/// Areas in which one hidden trait moves both use and cost per user, up or (`opposite`) down.
struct Bills {
    test::RowMajor x{};
    std::vector<double> people{}, users{}, cost{}, truth{};
    std::vector<std::string> names{};

    Bills(std::uint64_t seed, Eigen::Index n, double together) : x(n, 2) {
        RandomStream random(21, 66, seed, 0);
        const double shape = 15.0;
        for (Eigen::Index i = 0; i < n; ++i) {
            x.row(i) << 1.0, random.normal();
            people.push_back(300 + 700 * random.uniform());
            const double hidden = random.gamma(shape) / shape;
            // E[hidden x hidden^t] of a gamma with mean 1: Gamma(shape + 1 + t) / (Gamma(shape) shape^(1 + t)).
            const double joint = std::exp(std::lgamma(shape + 1.0 + together) - std::lgamma(shape) -
                                          (1.0 + together) * std::log(shape));
            const double each = 8000 * std::exp(0.1 * x(i, 1));
            const double count = people.back() * 0.04 * std::exp(0.3 * x(i, 1));
            users.push_back(counted(random, count * hidden));
            double sum = 0.0;
            for (int k = 0; k < users.back(); ++k) sum += each * std::pow(hidden, together) * random.gamma(1.0);
            cost.push_back(sum);
            truth.push_back(count * each * joint);
            names.push_back("N" + std::to_string(i));
        }
    }
    RiskFit of_users(bool named) const {
        RiskData data;
        data.x = DesignView(x);
        data.y = users;
        data.exposure = people;
        if (named) data.units = names;
        return fit_risk(data);
    }
    RiskFit of_amount(bool named) const {
        std::vector<double> mean, weight;
        std::vector<std::string> units;
        test::RowMajor with(x.rows(), 2);
        Eigen::Index rows = 0;
        for (std::size_t i = 0; i < users.size(); ++i) {
            if (users[i] == 0.0) continue;
            with.row(rows++) = x.row(static_cast<Eigen::Index>(i));
            mean.push_back(cost[i] / users[i]);
            weight.push_back(users[i]);
            units.push_back(names[i]);
        }
        const test::RowMajor kept = with.topRows(rows);
        RiskData data;
        data.x = DesignView(kept);
        data.y = mean;
        data.weights = weight;
        if (named) data.units = units;
        RiskOptions gamma;
        gamma.family = RiskFamily::gamma;
        return fit_risk(data, gamma);
    }
};

}  // namespace

TEST_CASE("margins of expected cost hold where use and cost per user go together", "[risk][cost][coverage]") {
    for (const double together : {1.0, -1.0}) {
        int mean_joint = 0, mean_apart = 0, outcome = 0, rows = 0;
        double correlation = 0.0;
        const int samples = 250;
        for (int s = 0; s < samples; ++s) {
            const Bills bills(static_cast<std::uint64_t>(s) + (together > 0 ? 0 : 1000), 120, together);
            const RiskFit users = bills.of_users(true);
            const auto joint = expected_cost(users, bills.of_amount(true), bills.cost);
            // The same coefficients, taken as independent.
            RiskFit other = users;
            other.named = false;
            RiskFit amount = bills.of_amount(false);
            amount.y.conservativeResize(amount.y.size() - 1);   // no longer as many rows: cannot be matched by place
            const auto apart = expected_cost(other, amount, bills.cost);
            CHECK(has(apart.caveats, messages::risk_parts_independent));
            CHECK(has(joint.caveats, messages::risk_parts_joined));
            correlation += joint.correlation / samples;
            for (std::size_t i = 0; i < joint.rows.size(); ++i, ++rows) {
                const Estimate &a = joint.rows[i].expected, &b = apart.rows[i].expected;
                mean_joint += a.low <= bills.truth[i] && bills.truth[i] <= a.high ? 1 : 0;
                mean_apart += b.low <= bills.truth[i] && bills.truth[i] <= b.high ? 1 : 0;
                outcome += joint.rows[i].low <= bills.cost[i] && bills.cost[i] <= joint.rows[i].high ? 1 : 0;
            }
        }
        CAPTURE(together, mean_joint, mean_apart, outcome, rows, correlation);
        CHECK(correlation * together > 0.15);
        // Rows of a sample share their coefficients: 0.95 and three standard errors of 250.
        CHECK(mean_joint > 0.91 * rows);
        CHECK(mean_joint < 0.985 * rows);
        CHECK(outcome > 0.935 * rows);
        CHECK(outcome < 0.965 * rows);
        // Apart, margins are too narrow when both rise together and too wide when they do not.
        CHECK((mean_joint - mean_apart) * together > 0.01 * rows);
    }
}

TEST_CASE("with few clusters every margin of expected cost has its own degrees of freedom", "[risk][cost]") {
    const Bills bills(9, 96, 0.0);
    std::vector<std::int32_t> towns;
    for (std::int32_t i = 0; i < 96; ++i) towns.push_back(i % 3 == 0 ? 0 : i / 12);
    RiskData data;
    data.x = DesignView(bills.x);
    data.y = bills.cost;
    data.exposure = bills.people;
    data.clusters = towns;
    RiskOptions tweedie;
    tweedie.family = RiskFamily::tweedie;
    const RiskFit fit = fit_risk(data, tweedie);
    CostOptions budget;
    budget.budget = 1e7;
    for (const bool scaled : {false, true}) {
        const auto found = expected_cost(fit, {}, {}, scaled ? budget : CostOptions{});
        double whole = 0.0;
        Eigen::VectorXd common = Eigen::VectorXd::Zero(2);
        for (std::size_t i = 0; i < found.rows.size(); ++i) {
            whole += found.rows[i].expected.value;
            common += found.rows[i].expected.value * fit.x.row(static_cast<Eigen::Index>(i)).transpose();
        }
        Eigen::MatrixXd contrasts = fit.x.transpose();
        if (scaled) contrasts.colwise() -= common / whole;
        const Eigen::VectorXd freedom =
            satterthwaite(fit.data(), fit.fit, {.kind = RobustKind::cr2, .clusters = fit.clusters}, contrasts);
        for (std::size_t i = 0; i < found.rows.size(); ++i) {
            const Estimate& each = found.rows[i].expected;
            const double reach = std::log(each.high / each.value) / (each.se / each.value);
            CHECK(reach == Approx(special::student_t_quantile(0.975, freedom[static_cast<Eigen::Index>(i)]))
                               .epsilon(1e-8));
        }
        CHECK(freedom.minCoeff() < 6.5);
    }
}

TEST_CASE("under a budget only what areas have not in common is unsure", "[risk][cost]") {
    const Bills bills(5, 120, 0.0);
    CostOptions budget;
    budget.budget = 1e7;
    const RiskFit users = bills.of_users(true);
    const RiskFit amount = bills.of_amount(true);
    const auto free = expected_cost(users, amount, bills.cost);
    const auto fixed = expected_cost(users, amount, bills.cost, {}, {}, budget);
    double sum = 0.0, largest = 0.0;
    for (const ExpectedCost& each : fixed.rows) sum += each.expected.value;
    CHECK(sum == Approx(1e7).epsilon(1e-12));
    for (std::size_t i = 0; i < free.rows.size(); ++i) {
        const double before = free.rows[i].expected.se / free.rows[i].expected.value;
        const double after = fixed.rows[i].expected.se / fixed.rows[i].expected.value;
        largest = std::max(largest, before - after);
    }
    CHECK(largest > 0.02);
    // Without traits every area gets its share of the people for sure.
    const test::RowMajor ones = test::RowMajor::Ones(120, 1);
    RiskData data;
    data.x = DesignView(ones);
    data.y = bills.cost;
    data.exposure = bills.people;
    RiskOptions tweedie;
    tweedie.family = RiskFamily::tweedie;
    const auto same = expected_cost(fit_risk(data, tweedie), {}, {}, budget);
    CHECK(same.rows[0].expected.se == Approx(0.0).margin(1e-3));
}

TEST_CASE("the power of Tweedie is estimated, unless it is given", "[risk][cost][fit]") {
    const Bills bills(7, 300, 0.0);
    RiskData data;
    data.x = DesignView(bills.x);
    data.y = bills.cost;
    data.exposure = bills.people;
    RiskOptions tweedie;
    tweedie.family = RiskFamily::tweedie;
    const RiskFit found = fit_risk(data, tweedie);
    CHECK(has(found.caveats, messages::risk_power_found));
    const double power = found.fit.options.distribution.power;
    CHECK(power > 1.02);
    CHECK(power < 1.98);
    CHECK(power != 1.5);
    tweedie.power = 1.5;
    const RiskFit given = fit_risk(data, tweedie);
    CHECK(given.fit.options.distribution.power == 1.5);
    CHECK_FALSE(has(given.caveats, messages::risk_power_found));
}
