// SPDX-License-Identifier: Apache-2.0
// Divided rates beside R (tests/reference/risk/division.R): all pairs and all orders, Yun's weights.
#include "maatstaf/risk/rate_division.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/risk.hpp"
#include "risk/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

struct Pupils {
    test::Numbers r = test::read_numbers("division_r.txt");
    test::RowMajor x = test::rows_of(r.at("x"), 6);
    std::vector<double> y = r.at("y"), exposure = r.at("exposure");
    std::vector<std::int32_t> group{}, cluster{};
    std::vector<std::string> names{"F", "M"};

    Pupils() {
        for (const double each : r.at("group")) group.push_back(static_cast<std::int32_t>(each));
        for (const double each : r.at("cluster")) cluster.push_back(static_cast<std::int32_t>(each));
    }
    RiskData data() const {
        RiskData made;
        made.x = DesignView(x);
        made.y = y;
        made.exposure = exposure;
        made.columns = {"constant", "eth", "age1", "age2", "age3", "slow"};
        made.factors = {{"eth", {1}}, {"age", {2, 3, 4}}, {"slow", {5}}};
        return made;
    }
};

RateDivisionResult per_person(const RiskFit& fit, const Pupils& pupils, DivisionMethod method) {
    RateDivisionOptions options;
    options.method = method;
    options.multiplier = 1.0;
    return divide_rates(fit, pupils.group, pupils.names, options);
}

}  // namespace

TEST_CASE("rates of two groups divided as R does", "[risk][division][peers]") {
    const Pupils pupils;
    const RiskFit fit = fit_risk(pupils.data());
    const auto made = per_person(fit, pupils, DivisionMethod::automatic);
    CHECK(made.options.method == DivisionMethod::shapley);
    CHECK(made.rate_a.value == Approx(pupils.r.at("rates")[0]).epsilon(1e-10));
    CHECK(made.rate_b.value == Approx(pupils.r.at("rates")[1]).epsilon(1e-10));
    CHECK(made.composition.value == Approx(pupils.r.at("composition")[0]).epsilon(1e-9));
    CHECK(made.unexplained_a.value == Approx(pupils.r.at("unexplained")[0]).epsilon(1e-9));
    CHECK(made.unexplained_b.value == Approx(pupils.r.at("unexplained")[1]).margin(1e-10));
    CHECK(made.composition.value + made.unexplained_a.value + made.unexplained_b.value ==
          Approx(made.gap.value).epsilon(1e-12));
    const auto yun = per_person(fit, pupils, DivisionMethod::yun);
    double sum = 0.0;
    for (std::size_t k = 0; k < 3; ++k) {
        CHECK(made.parts[k].composition.value == Approx(pupils.r.at("shapley")[k]).epsilon(1e-8));
        CHECK(yun.parts[k].composition.value == Approx(pupils.r.at("yun")[k]).epsilon(1e-7));
        sum += made.parts[k].composition.value;
    }
    CHECK(sum == Approx(made.composition.value).epsilon(1e-10));
    CHECK(made.table().rows() == 9);
}

TEST_CASE("margins of divided rates are close to leaving rows out one by one", "[risk][division]") {
    const Pupils pupils;
    RiskData data = pupils.data();
    RiskOptions options;
    options.family = RiskFamily::poisson;
    const auto made = per_person(fit_risk(data, options), pupils, DivisionMethod::shapley);
    const std::size_t n = pupils.y.size();
    Eigen::MatrixXd without(static_cast<Eigen::Index>(n), 3);
    for (std::size_t out = 0; out < n; ++out) {
        std::vector<double> weights(n, 1.0);
        weights[out] = 0.0;
        data.weights = weights;
        const auto each = per_person(fit_risk(data, options), pupils, DivisionMethod::shapley);
        without.row(static_cast<Eigen::Index>(out)) << each.gap.value, each.composition.value,
            each.parts[1].composition.value;
    }
    const Eigen::MatrixXd centred = without.rowwise() - without.colwise().mean();
    const double count = static_cast<double>(n);
    const Eigen::VectorXd jackknife = (centred.colwise().squaredNorm() * (count - 1.0) / count).cwiseSqrt();
    CHECK(made.gap.se == Approx(jackknife[0]).epsilon(0.05));
    CHECK(made.composition.se == Approx(jackknife[1]).epsilon(0.1));
    CHECK(made.parts[1].composition.se == Approx(jackknife[2]).epsilon(0.1));
}

TEST_CASE("a rate of shares is divided under the logit link", "[risk][division]") {
    const Pupils pupils;
    RiskData data = pupils.data();
    std::vector<double> any;
    for (const double each : pupils.y) any.push_back(each > 10.0 ? 1.0 : 0.0);
    data.y = any;
    data.exposure = {};
    RiskOptions options;
    options.family = RiskFamily::binomial;
    const auto made = per_person(fit_risk(data, options), pupils, DivisionMethod::automatic);
    CHECK(made.options.method == DivisionMethod::yun);
    double observed_a = 0.0, in_a = 0.0, sum = 0.0;
    for (std::size_t i = 0; i < any.size(); ++i)
        if (pupils.group[i] == 0) {
            observed_a += any[i];
            in_a += 1.0;
        }
    CHECK(made.rate_a.value == Approx(observed_a / in_a).epsilon(1e-9));
    for (const RatePart& each : made.parts) sum += each.composition.value;
    CHECK(sum == Approx(made.composition.value).epsilon(1e-10));
}

TEST_CASE("what cannot be divided is said", "[risk][division]") {
    const Pupils pupils;
    const RiskFit fit = fit_risk(pupils.data());
    const std::vector<std::string> three{"a", "b", "c"};
    test::expect_error<ArgumentError>(messages::risk_two_groups, {"3"},
                                      [&] { divide_rates(fit, pupils.group, three); });
    std::vector<std::int32_t> few(pupils.group.size(), 1);
    few[0] = 0;
    test::expect_error<ArgumentError>(messages::risk_one_group, {"'F'", "1 rows"},
                                      [&] { divide_rates(fit, few, pupils.names); });
}

TEST_CASE("clusters: CR2 and its degrees of freedom are those of clubSandwich for a linear fit", "[risk][fit][peers]") {
    const Pupils pupils;
    RiskData data = pupils.data();
    data.exposure = {};
    data.clusters = pupils.cluster;
    RiskOptions options;
    options.family = RiskFamily::gaussian;
    const RiskFit fit = fit_risk(data, options);
    const Table table = factor_table(fit);
    for (std::size_t j = 1; j < 6; ++j) {
        CHECK(table["se"].number(j - 1) == Approx(pupils.r.at("cr2_se")[j]).epsilon(1e-9));
        CHECK(table["df"].number(j - 1) == Approx(pupils.r.at("cr2_df")[j]).epsilon(1e-9));
        CHECK(table["p_value"].number(j - 1) == Approx(pupils.r.at("cr2_p")[j]).epsilon(1e-7));
    }
}
