// SPDX-License-Identifier: Apache-2.0
// A risk model beside R (tests/reference/risk/fit.R): glm.nb, sandwich HC3, exact tails, Shapley values by all orders.
#include "maatstaf/risk/fit.hpp"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>

#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/risk/cost.hpp"
#include "maatstaf/risk/effects_by.hpp"
#include "maatstaf/risk/expected.hpp"
#include "maatstaf/risk/profile.hpp"
#include "risk/caveats.hpp"
#include "risk/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::has;
using Catch::Approx;

namespace {

struct Quine {
    test::Numbers r = test::read_numbers("fit_r.txt");
    test::RowMajor x = test::rows_of(r.at("x"), 7);
    std::vector<double> y = r.at("y"), exposure = r.at("exposure");
    RiskData data() const {
        RiskData made;
        made.x = DesignView(x);
        made.y = y;
        made.exposure = exposure;
        made.columns = {"constant", "eth", "sex", "age1", "age2", "age3", "slow"};
        return made;
    }
};

/// A Poisson count by adding up waiting times.
double poisson(RandomStream& random, double mean) {
    int count = -1;
    for (double time = 0.0; time < mean; ++count) time -= std::log(random.uniform());
    return count;
}

}  // namespace

TEST_CASE("over-dispersed counts are seen, and fitted as R's glm.nb does", "[risk][fit][peers]") {
    const Quine quine;
    const RiskFit fit = fit_risk(quine.data());
    CHECK(fit.family() == Family::negative_binomial);
    CHECK(has(fit.caveats, messages::risk_over_dispersed));
    CHECK(has(fit.caveats, messages::risk_association));
    CHECK(has(fit.caveats, messages::risk_areas_not_people));
    CHECK(fit.poisson_dispersion == Approx(quine.r.at("poisson_dispersion")[0]).epsilon(1e-10));
    CHECK(fit.poisson_dispersion_p < 1e-10);
    CHECK(fit.fit.options.distribution.theta == Approx(quine.r.at("theta")[0]).epsilon(1e-8));
    const Table table = factor_table(fit);
    REQUIRE(table.rows() == 6);
    for (std::size_t k = 0; k < 6; ++k) {
        CHECK(table["estimate"].number(k) == Approx(quine.r.at("coefficients")[k + 1]).epsilon(1e-7).margin(1e-8));
        CHECK(table["se"].number(k) == Approx(quine.r.at("se")[k + 1]).epsilon(1e-7));
        CHECK(table["p_value"].number(k) == Approx(quine.r.at("p")[k]).epsilon(1e-6));
        CHECK(table["q_value"].number(k) == Approx(quine.r.at("q")[k]).epsilon(1e-6));
        CHECK(table["ratio"].number(k) == Approx(std::exp(quine.r.at("coefficients")[k + 1])).epsilon(1e-7));
        CHECK(table["share_people"].number(k) == Approx(quine.r.at("mean")[k + 1]).epsilon(1e-12));
    }
}

TEST_CASE("expected use, its interval and exact probability agree with R", "[risk][expected][peers]") {
    const Quine quine;
    const RiskFit fit = fit_risk(quine.data());
    const auto rows = expected_use(fit);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CAPTURE(i);
        CHECK(rows[i].expected.value == Approx(quine.r.at("expected")[i]).epsilon(1e-7));
        CHECK(rows[i].expected.se == Approx(quine.r.at("expected_se")[i]).epsilon(1e-6));
        CHECK(rows[i].low == quine.r.at("low")[i]);
        CHECK(rows[i].high == quine.r.at("high")[i]);
        CHECK(rows[i].probability == Approx(quine.r.at("probability")[i]).epsilon(1e-5));
        // One step from the fit on all rows: R fits again without the row.
        CHECK(rows[i].left_out == Approx(quine.r.at("left_out")[i]).epsilon(0.06));
    }
    CHECK(to_table(rows).rows() == 146);
}

TEST_CASE("one Newton step leaves a row out exactly when the mean is linear", "[risk][expected]") {
    const Quine quine;
    RiskData data = quine.data();
    data.exposure = {};
    RiskOptions options;
    options.family = RiskFamily::gaussian;
    const auto all = expected_use(fit_risk(data, options));
    for (const std::size_t out : {0U, 37U, 145U}) {
        test::RowMajor x(145, 7);
        std::vector<double> y;
        for (Eigen::Index i = 0, to = 0; i < 146; ++i) {
            if (i == static_cast<Eigen::Index>(out)) continue;
            x.row(to++) = quine.x.row(i);
            y.push_back(quine.y[static_cast<std::size_t>(i)]);
        }
        RiskData rest = data;
        rest.x = DesignView(x);
        rest.y = y;
        const RiskFit without = fit_risk(rest, options);
        const double expected = quine.x.row(static_cast<Eigen::Index>(out)) * without.fit.coefficients;
        CHECK(all[out].left_out == Approx(expected).epsilon(1e-10));
    }
}

TEST_CASE("a profile adds up, and its parts are exact Shapley values", "[risk][profile][peers]") {
    const Quine quine;
    const RiskFit fit = fit_risk(quine.data());
    const auto profile = risk_profile(fit, "5");
    CHECK(profile.reference_rate == Approx(quine.r.at("reference_rate")[0]).epsilon(1e-7));
    CHECK(profile.practice == Approx(quine.r.at("practice")[4]).epsilon(1e-6));
    CHECK(profile.composition + profile.practice + profile.noise == Approx(profile.difference).epsilon(1e-12));
    double sum = 0.0;
    for (const FactorPart& each : profile.factors) {
        const auto column = static_cast<std::size_t>(
            std::find(fit.fit.names.begin(), fit.fit.names.end(), each.factor) - fit.fit.names.begin());
        CHECK(each.rate == Approx(quine.r.at("shapley5")[column - 1]).epsilon(1e-6).margin(1e-8));
        sum += each.rate;
    }
    CHECK(sum == Approx(profile.composition).epsilon(1e-12));
    CHECK(std::fabs(profile.factors.front().rate) >= std::fabs(profile.factors.back().rate));
    const auto dutch = profile.sentences(Language::dutch);
    CHECK(dutch.front().find("verwacht") != std::string::npos);
    CHECK(dutch.size() == profile.sentences().size());
    for (const std::string& each : dutch) CHECK(each.find("'?'") == std::string::npos);
    CHECK(profile.table().rows() == 10);
    CHECK(decompose_areas(fit).rows() == 146);
    CHECK(decompose_areas(fit)["practice"].number(4) == Approx(profile.practice).epsilon(1e-12));
    test::expect_error<ArgumentError>(messages::risk_unknown_unit, {"'999'"}, [&] { risk_profile(fit, "999"); });
}

TEST_CASE("slopes per group are those of R's model with an interaction", "[risk][effects_by][peers]") {
    const Quine quine;
    RiskData data = quine.data();
    const RiskFit fit = fit_risk(data);
    std::vector<std::int32_t> sex;
    for (Eigen::Index i = 0; i < quine.x.rows(); ++i) sex.push_back(static_cast<std::int32_t>(quine.x(i, 2)));
    const std::vector<std::string> names{"F", "M"};
    const auto result = effects_by(fit, "slow", sex, names);
    CHECK(result.options.low == 0.0);
    CHECK(result.options.high == 1.0);
    // R holds theta at that of the first fit; ours is estimated again, so agreement is close, not to the last digit.
    CHECK(std::log(result.groups[0].ratio.value) == Approx(quine.r.at("slope_by_sex")[0]).epsilon(0.01));
    CHECK(std::log(result.groups[1].ratio.value) == Approx(quine.r.at("slope_by_sex")[1]).epsilon(0.01));
    for (const GroupEffect& each : result.groups) {
        CHECK(each.rate_high.value / each.rate_low.value == Approx(each.ratio.value).epsilon(1e-10));
        CHECK(each.rate_low.low < each.rate_low.value);
    }
    CHECK(result.difference_p > 0.5);
    CHECK(result.table().rows() == 2);
}

TEST_CASE("the default is not fooled, and does not see what is not there", "[risk][fit]") {
    int flagged_noise = 0, flagged_spread = 0;
    const int samples = 200, n = 80;
    for (int s = 0; s < samples; ++s) {
        RandomStream random(9, 64, static_cast<std::uint64_t>(s), 0);
        test::RowMajor x(n, 2);
        std::vector<double> plain, spread, people;
        for (int i = 0; i < n; ++i) {
            x.row(i) << 1.0, random.normal();
            people.push_back(200 + 800 * random.uniform());
            const double mean = people.back() * 0.05 * std::exp(0.2 * x(i, 1));
            plain.push_back(poisson(random, mean));
            spread.push_back(poisson(random, mean * random.gamma(20.0) / 20.0));
        }
        RiskData data;
        data.x = DesignView(x);
        data.exposure = people;
        data.y = plain;
        flagged_noise += has(fit_risk(data).caveats, messages::risk_over_dispersed) ? 1 : 0;
        data.y = spread;
        const RiskFit fit = fit_risk(data);
        flagged_spread += fit.family() == Family::negative_binomial ? 1 : 0;
    }
    CAPTURE(flagged_noise, flagged_spread);
    CHECK(flagged_noise <= 22);  // 5 percent and four standard errors
    CHECK(flagged_spread >= 190);
}

TEST_CASE("expected cost in two parts, and how good it is", "[risk][cost][coverage]") {
    int covered = 0, rows = 0;
    for (int s = 0; s < 30; ++s) {
        RandomStream random(13, 65, static_cast<std::uint64_t>(s), 0);
        const int n = 120;
        test::RowMajor x(n, 2);
        std::vector<double> people, users, cost, mean_cost, users_here;
        std::vector<Eigen::Index> with;
        for (int i = 0; i < n; ++i) {
            x.row(i) << 1.0, random.normal();
            people.push_back(300 + 700 * random.uniform());
            users.push_back(poisson(random, people.back() * 0.04 * std::exp(0.3 * x(i, 1)) * random.gamma(15.0)
                / 15.0));
            double sum = 0.0;
            for (int k = 0; k < users.back(); ++k) sum += 8000 * std::exp(0.1 * x(i, 1)) * random.gamma(0.5) / 0.5;
            cost.push_back(sum);
            if (users.back() > 0) {
                with.push_back(i);
                mean_cost.push_back(sum / users.back());
                users_here.push_back(users.back());
            }
        }
        RiskData counts;
        counts.x = DesignView(x);
        counts.y = users;
        counts.exposure = people;
        const RiskFit first = fit_risk(counts);
        test::RowMajor x_with(static_cast<Eigen::Index>(with.size()), 2);
        for (std::size_t i = 0; i < with.size(); ++i) x_with.row(static_cast<Eigen::Index>(i)) = x.row(with[i]);
        RiskData amounts;
        amounts.x = DesignView(x_with);
        amounts.y = mean_cost;
        amounts.weights = users_here;
        RiskOptions gamma;
        gamma.family = RiskFamily::gamma;
        const RiskFit second = fit_risk(amounts, gamma);
        std::vector<std::int32_t> halves;
        for (int i = 0; i < n; ++i) halves.push_back(x(i, 1) > 0 ? 1 : 0);
        CostOptions options;
        if (s == 0) options.budget = 1e6;
        const std::vector<std::string> names{"low", "high"};
        const auto result = expected_cost(first, second, cost, halves, names, options);
        if (s == 0) {
            double sum = 0.0;
            for (const auto& each : result.rows) sum += each.expected.value;
            CHECK(sum == Approx(1e6).epsilon(1e-12));
            CHECK(has(result.caveats, messages::risk_rebased));
            CHECK(result.table().rows() == 120);
            CHECK(result.group_table().rows() == 2);
            continue;
        }
        CHECK(result.r2 < 1.0);
        CHECK(result.cpm < result.r2 + 0.5);
        CHECK(result.groups[0].people + result.groups[1].people == Approx(std::accumulate(people.begin(),
            people.end(), 0.0)));
        for (std::size_t i = 0; i < result.rows.size(); ++i, ++rows)
            covered += result.rows[i].low <= cost[i] && cost[i] <= result.rows[i].high ? 1 : 0;
    }
    CAPTURE(covered, rows);
    CHECK(covered >= 0.935 * rows);
    CHECK(covered <= 0.965 * rows);
}

TEST_CASE("how good expected cost is, by hand", "[risk][cost]") {
    // Tweedie with only a constant: everyone expects the mean, so both measures are 0.
    test::RowMajor x = test::RowMajor::Ones(6, 1);
    const std::vector<double> cost{0, 10, 20, 30, 0, 60}, people{1, 1, 1, 1, 1, 1};
    RiskData data;
    data.x = DesignView(x);
    data.y = cost;
    data.exposure = people;
    RiskOptions options;
    options.family = RiskFamily::tweedie;
    const auto result = expected_cost(fit_risk(data, options));
    CHECK(result.rows[0].expected.value == Approx(20.0));
    CHECK(result.r2 == Approx(0.0).margin(1e-9));
    CHECK(result.cpm == Approx(0.0).margin(1e-9));
}

TEST_CASE("wrong data for a risk model are refused", "[risk][fit]") {
    const Quine quine;
    RiskData data = quine.data();
    data.exposure = {};
    test::expect_error<ArgumentError>(messages::risk_needs_exposure, {"exposure"}, [&] { fit_risk(data); });
    data = quine.data();
    auto people = quine.exposure;
    people[3] = 0.0;
    data.exposure = people;
    test::expect_error<DataError>(messages::regress_value, {"exposure", "above 0"}, [&] { fit_risk(data); });
    auto y = quine.y;
    y[2] = -1.0;
    data = quine.data();
    data.y = y;
    test::expect_error<DataError>(messages::risk_not_count, {"row 3", "-1"}, [&] { fit_risk(data); });
    data = quine.data();
    data.units = {"a"};
    test::expect_error<ArgumentError>(messages::risk_length, {"units", "146"}, [&] { fit_risk(data); });
    const RiskFit fit = fit_risk(quine.data());
    test::expect_error<ArgumentError>(messages::risk_unknown_factor, {"'slwo'", "slow"},
                                      [&] { fit.find_factor("slwo"); });
    RiskOptions gaussian;
    gaussian.family = RiskFamily::gaussian;
    data = quine.data();
    data.exposure = {};
    test::expect_error<ArgumentError>(messages::risk_needs_log_link, {"identity"},
                                      [&] { risk_profile(fit_risk(data, gaussian), "1"); });
}
