// SPDX-License-Identifier: Apache-2.0
// What a risk model makes of shares, amounts, rows that repeat and clusters.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <cmath>

#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/risk/cost.hpp"
#include "maatstaf/risk/expected.hpp"
#include "maatstaf/risk/fit.hpp"
#include "maatstaf/risk/picture.hpp"
#include "maatstaf/risk/profile.hpp"
#include "risk/caveats.hpp"
#include "risk/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::has;
using Catch::Approx;

namespace {

/// Shares of people with care in 80 areas.
struct Shares {
    test::RowMajor x{80, 2};
    std::vector<double> share{}, people{};
    std::vector<std::string> names{};
    Shares() {
        RandomStream random(31, 71, 0, 0);
        for (Eigen::Index i = 0; i < x.rows(); ++i) {
            x.row(i) << 1.0, random.normal();
            people.push_back(std::round(300 + 500 * random.uniform()));
            const double mean = 1.0 / (1.0 + std::exp(2.0 - 0.5 * x(i, 1)));
            share.push_back(std::round(people.back() * mean * (0.7 + 0.6 * random.uniform())) / people.back());
            names.push_back("N" + std::to_string(i));
        }
    }
    RiskData data() const {
        RiskData made;
        made.x = DesignView(x);
        made.y = share;
        made.weights = people;
        made.units = names;
        return made;
    }
};

}  // namespace

TEST_CASE("clusters of a Poisson model have the CR2 margins of clubSandwich", "[risk][fit][peers]") {
    const test::Numbers r = test::read_numbers("clusters_r.txt");
    const test::RowMajor x = test::rows_of(r.at("x"), 3);
    std::vector<std::int32_t> clusters;
    for (const double each : r.at("cluster")) clusters.push_back(static_cast<std::int32_t>(each));
    RiskData data;
    data.x = DesignView(x);
    data.y = r.at("y");
    data.clusters = clusters;
    RiskOptions options;
    options.family = RiskFamily::poisson;
    options.areas = false;
    const Table table = factor_table(fit_risk(data, options));
    for (std::size_t j = 1; j < 3; ++j) {
        CHECK(table["estimate"].number(j - 1) == Approx(r.at("coefficients")[j]).epsilon(1e-9));
        CHECK(table["se"].number(j - 1) == Approx(r.at("cr2_se")[j]).epsilon(1e-8));
        CHECK(table["df"].number(j - 1) == Approx(r.at("cr2_df")[j]).epsilon(1e-8));
        CHECK(table["p_value"].number(j - 1) == Approx(r.at("cr2_p")[j]).epsilon(1e-6));
    }
}

TEST_CASE("shares are binomial unless they vary more, and say odds", "[risk][fit]") {
    const Shares shares;
    const RiskFit chosen = fit_risk(shares.data());
    CHECK(chosen.family() == Family::quasi_binomial);
    CHECK(has(chosen.caveats, messages::risk_shares_over_dispersed));
    CHECK(has(chosen.caveats, messages::risk_odds));
    RiskOptions binomial;
    binomial.family = RiskFamily::binomial;
    const RiskFit asked = fit_risk(shares.data(), binomial);
    CHECK(has(asked.caveats, messages::risk_binomial_asked));
    CHECK(asked.poisson_dispersion == Approx(chosen.fit.dispersion).epsilon(1e-8));
    const Table table = factor_table(asked);
    CHECK(table["odds_ratio"].number(0) == Approx(std::exp(asked.fit.coefficients[1])));
    CHECK_FALSE(table.has("ratio"));
    // The interval of an area is wider by the square root of the dispersion, but for the margin of the coefficients.
    const ExpectedUse narrow = expected_use(asked)[3], wide = expected_use(chosen)[3];
    const double times = (wide.high - wide.low) / (narrow.high - narrow.low);
    CHECK(times == Approx(std::sqrt(chosen.fit.dispersion)).epsilon(0.1));
    CHECK(times < std::sqrt(chosen.fit.dispersion));

    RiskData without = shares.data();
    without.weights = {};
    test::expect_error<ArgumentError>(messages::risk_needs_trials, {}, [&] { fit_risk(without, binomial); });
    test::expect_error<ArgumentError>(messages::risk_needs_exposure, {}, [&] { fit_risk(without); });
}

TEST_CASE("a name in two rows is said, and not taken for one row", "[risk][fit]") {
    Shares shares;
    shares.names[9] = shares.names[4];
    const RiskFit fit = fit_risk(shares.data());
    CHECK(has(fit.caveats, messages::risk_units_repeat));
    test::expect_error<ArgumentError>(messages::risk_unit_twice, {"'N4'", "2", "5, 10"}, [&] { fit.find_unit("N4"); });
    CHECK(fit.find_unit("N5") == 5);
    std::vector<std::int32_t> clusters(80);
    for (std::size_t i = 0; i < clusters.size(); ++i) clusters[i] = static_cast<std::int32_t>(i % 20);
    RiskData together = shares.data();
    together.clusters = clusters;
    CHECK_FALSE(has(fit_risk(together).caveats, messages::risk_units_repeat));
}

TEST_CASE("a profile of an amount has a rest that is not divided", "[risk][profile]") {
    const Shares shares;
    std::vector<double> cost;
    for (std::size_t i = 0; i < shares.share.size(); ++i)
        cost.push_back(1234.5 * shares.share[i] * shares.people[i]);
    RiskData data = shares.data();
    data.weights = {};
    data.exposure = shares.people;
    data.y = cost;
    RiskOptions gamma;
    gamma.family = RiskFamily::gamma;
    const RiskFit fit = fit_risk(data, gamma);
    const RiskProfile profile = risk_profile(fit, "N7");
    CHECK(profile.is_amount());
    CHECK(std::isnan(profile.practice));
    CHECK(profile.composition + profile.rest() == Approx(profile.difference));
    const auto words = profile.sentences(Language::dutch);
    const auto euros = std::to_string(static_cast<long long>(std::round(profile.use.observed)));
    REQUIRE(euros.size() == 6);
    CHECK(words.front().find("€ " + euros.substr(0, 3) + "." + euros.substr(3)) != std::string::npos);
    for (const std::string& each : words) CHECK(each.find("naar schatting toeval") == std::string::npos);
    CHECK(profile.table()["part"].text(2) == "rest");
    CHECK(std::isnan(decompose_areas(fit)["noise"].number(7)));
}

TEST_CASE("what is no cost is not added up as one", "[risk][cost]") {
    const Shares shares;
    std::vector<double> count, each;
    for (std::size_t i = 0; i < shares.share.size(); ++i) {
        count.push_back(std::round(shares.share[i] * shares.people[i]));
        each.push_back(4000.0 + 10.0 * static_cast<double>(i));
    }
    RiskData users = shares.data();
    users.weights = {};
    users.exposure = shares.people;
    users.y = count;
    const RiskFit counted = fit_risk(users);
    RiskData bill = shares.data();
    bill.weights = count;
    bill.y = each;
    RiskOptions gamma;
    gamma.family = RiskFamily::gamma;
    const RiskFit paid = fit_risk(bill, gamma);
    test::expect_error<ArgumentError>(messages::risk_not_amount, {}, [&] { expected_cost(counted); });
    test::expect_error<ArgumentError>(messages::risk_not_amount, {}, [&] { expected_cost(counted, counted, count); });
    test::expect_error<ArgumentError>(messages::risk_not_users, {}, [&] { expected_cost(paid, paid, count); });
    // Other columns for the amount: the same trait on another scale.
    test::RowMajor other(80, 2);
    other.col(0) = shares.x.col(0);
    other.col(1) = 3.0 * shares.x.col(1).array() + 1.0;
    RiskData turned = bill;
    turned.x = DesignView(other);
    turned.columns = {"one", "other"};
    const RiskFit same = fit_risk(turned, gamma);
    const auto right = expected_cost(counted, paid, count);
    const auto made = expected_cost(counted, same, count, {}, {}, {}, other);
    for (std::size_t i = 0; i < 80; ++i) {
        CHECK(made.rows[i].expected.value == Approx(right.rows[i].expected.value).epsilon(1e-8));
        CHECK(made.rows[i].expected.se == Approx(right.rows[i].expected.se).epsilon(1e-6));
    }
    test::expect_error<ArgumentError>(messages::risk_columns_differ, {"'other'"},
                                      [&] { expected_cost(counted, same, count); });
    test::expect_error<ArgumentError>(messages::risk_shape, {"80 x 2"}, [&] {
        expected_cost(counted, same, count, {}, {}, {}, Eigen::MatrixXd::Ones(80, 3));
    });
}

TEST_CASE("a figure that most areas share has no spread to hold it against", "[risk][picture]") {
    PictureData data;
    data.values = Eigen::MatrixXd::Zero(8, 1);
    data.values(3, 0) = 9.0;
    for (int i = 0; i < 8; ++i) data.units.push_back(std::to_string(i));
    data.figures = {"incidents"};
    data.themes = {"safety"};
    const Picture made = integral_picture(data, "3");
    CHECK(std::isnan(made.figures[0].robust_z));
    CHECK(made.figures[0].place == Approx(7.5 / 8.0));  // its own half included
    CHECK(has(made.caveats, messages::risk_no_spread));
    data.units[5] = "3";
    test::expect_error<DataError>(messages::risk_given_twice, {"'3'", "units"}, [&] { integral_picture(data, "1"); });
}
