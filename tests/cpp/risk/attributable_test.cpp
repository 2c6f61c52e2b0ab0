// SPDX-License-Identifier: Apache-2.0
// Shares beside plain R (tests/reference/risk/shares.R), closed forms, and what must hold whatever the numbers.
#include "maatstaf/risk/attributable.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/random.hpp"
#include "risk/legendre.hpp"
#include "risk/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

struct Case {
    test::RowMajor x, x0;
    std::vector<double> y, offset;
    std::vector<std::int32_t> clusters;
    std::vector<AttributionFactor> factors;
    AttributionModel model;
};

/// One of the two models that the script fits.
Case make_case(const test::Numbers& r, const std::string& name) {
    const bool births = name == "birth";
    Case made;
    const Eigen::Index p = births ? 9 : 10;
    made.x = test::rows_of(r.at(name + "_x"), p);
    made.x0 = made.x;
    made.x0.rightCols(births ? 6 : 9).setZero();
    made.y = r.at(name + "_y");
    for (Eigen::Index i = 0; i < made.x.rows(); ++i)
        made.clusters.push_back(static_cast<std::int32_t>(births ? (i + 1) % 12 : i % 8));
    if (births) {
        made.factors = {{"race", {3, 4}}, {"smoke", {5}}, {"ht", {6}}, {"ui", {7}}, {"ptd", {8}}};
        made.model.link = Link::logit;
    } else {
        made.factors = {{"district", {1, 2, 3}}, {"group", {4, 5, 6}}, {"age", {7, 8, 9}}};
        for (const double each : r.at(name + "_exposure")) made.offset.push_back(std::log(each));
    }
    made.model.coefficients = test::vector_of(r.at(name + "_coefficients"));
    made.model.influence = test::rows_of(r.at(name + "_influence"), p);
    return made;
}

AttributionModel& bound(Case& each) {
    each.model.x = DesignView(each.x);
    each.model.counterfactual = DesignView(each.x0);
    each.model.y = each.y;
    each.model.offset = each.offset;
    return each.model;
}

/// Share, standard error, and with clusters the clustered one; R's derivatives are differences, good to about 3e-8.
void same(const Estimate& ours, const std::vector<double>& theirs, std::size_t at, bool clustered) {
    CHECK(ours.value == Approx(theirs[3 * at]).epsilon(1e-11).margin(1e-12));
    CHECK(ours.se == Approx(theirs[3 * at + (clustered ? 2 : 1)]).epsilon(1e-7));
}

}  // namespace

TEST_CASE("shares of logistic and Poisson models agree with plain R", "[risk][attributable][peers]") {
    const auto r = test::read_numbers("shares_r.txt");
    for (const std::string name : {"birth", "insurance"})
        for (const bool clustered : {false, true})
            for (const bool enumerate : {false, true}) {
                CAPTURE(name, clustered, enumerate);
                Case each = make_case(r, name);
                AttributionModel& model = bound(each);
                if (clustered) model.clusters = each.clusters;
                AttributableOptions options;
                options.enumerate = enumerate;
                const auto result = attributable_shares(model, each.factors, options);
                same(result.joint, r.at(name + "_joint"), 0, clustered);
                double sum = 0.0;
                double in_order = 0.0;
                for (std::size_t k = 0; k < each.factors.size(); ++k) {
                    same(result.factors[k].alone, r.at(name + "_alone"), k, clustered);
                    same(result.factors[k].in_order, r.at(name + "_order"), k, clustered);
                    same(result.factors[k].average, r.at(name + "_average"), k, clustered);
                    sum += result.factors[k].average.value;
                    in_order += result.factors[k].in_order.value;
                }
                CHECK(sum == Approx(result.joint.value).epsilon(1e-13));
                CHECK(in_order == Approx(result.joint.value).epsilon(1e-13));
                CHECK(result.groups == (clustered ? (name == "birth" ? 12.0 : 8.0)
                    : static_cast<double>(each.x.rows())));
                CHECK(result.factors[0].average.low < result.factors[0].average.value);
                CHECK(result.joint.high < 1.0);
            }
}

TEST_CASE("shares by the observed cases agree with plain R", "[risk][attributable][peers]") {
    const auto r = test::read_numbers("shares_r.txt");
    for (const std::string name : {"birth", "insurance"}) {
        Case each = make_case(r, name);
        AttributableOptions options;
        options.method = AttributionMethod::bruzzi;
        const auto result = attributable_shares(bound(each), each.factors, options);
        CHECK(result.joint.value == Approx(r.at(name + "_bruzzi")[0]).epsilon(1e-12));
        CHECK(std::isnan(result.factors[0].average.value));
        CHECK(result.joint.se > 0.0);
    }
}

TEST_CASE("with one yes-or-no factor and a saturated model every formula gives the same share",
    "[risk][attributable]") {
    // 30 of 200 unexposed people and 45 of 100 exposed have care: RR = 3, prevalence 1/3, among cases 0.6.
    const double levin = 1.0 / 3.0 * 2.0 / (1.0 + 1.0 / 3.0 * 2.0);
    CHECK(risk::levin(std::vector{1.0 / 3.0}, std::vector{3.0}).value == Approx(levin).epsilon(1e-15));
    CHECK(risk::miettinen(std::vector{0.6}, std::vector{3.0}).value == Approx(levin).epsilon(1e-15));
    test::RowMajor x(300, 2), x0(300, 2);
    std::vector<double> y(300, 0.0);
    for (Eigen::Index i = 0; i < 300; ++i) {
        x.row(i) << 1.0, i < 200 ? 0.0 : 1.0;
        x0.row(i) << 1.0, 0.0;
        y[static_cast<std::size_t>(i)] = i < 30 || (i >= 200 && i < 245) ? 1.0 : 0.0;
    }
    AttributionModel model;
    model.x = DesignView(x);
    model.counterfactual = DesignView(x0);
    model.y = y;
    model.coefficients = Eigen::Vector2d(std::log(0.15), std::log(3.0));
    const std::vector<AttributionFactor> factors{{"exposed", {1}}};
    AttributableOptions options;
    CHECK(attributable_shares(model, factors, options).joint.value == Approx(levin).epsilon(1e-14));
    options.method = AttributionMethod::bruzzi;
    CHECK(attributable_shares(model, factors, options).joint.value == Approx(levin).epsilon(1e-14));
}

TEST_CASE("published shares keep to the delta method", "[risk][attributable]") {
    const std::vector<double> p{0.2, 0.1}, ratio{1.5, 3.0}, se{0.1, 0.2};
    const auto levin = risk::levin(p, ratio, se, 1000.0);
    const auto miettinen = risk::miettinen(p, ratio, se, 400.0);
    // Derivatives by differences, multinomial covariance written out.
    const auto variance = [&](auto formula, double people) {
        double sum = 0.0;
        const double h = 1e-6;
        std::vector<double> by_p(2), by_log(2);
        for (std::size_t k = 0; k < 2; ++k) {
            auto up = p, down = p, high = ratio, low = ratio;
            up[k] += h;
            down[k] -= h;
            high[k] *= std::exp(h);
            low[k] *= std::exp(-h);
            by_p[k] = (formula(up, ratio) - formula(down, ratio)) / (2 * h);
            by_log[k] = (formula(p, high) - formula(p, low)) / (2 * h);
            sum += std::pow(by_log[k] * se[k], 2);
        }
        for (std::size_t k = 0; k < 2; ++k)
            for (std::size_t l = 0; l < 2; ++l) sum += by_p[k] * by_p[l] * ((k == l ? p[k] : 0.0) - p[k] * p[l])
                / people;
        return sum;
    };
    CHECK(levin.se * levin.se ==
          Approx(variance([](auto& a, auto& b) { return risk::levin(a, b).value; }, 1000.0)).epsilon(1e-6));
    CHECK(miettinen.se * miettinen.se ==
          Approx(variance([](auto& a, auto& b) { return risk::miettinen(a, b).value; }, 400.0)).epsilon(1e-6));
    CHECK(std::isnan(risk::levin(p, ratio).se));
}

TEST_CASE("the formula for averages holds for any number of factors", "[risk][attributable]") {
    // Equal factors share equally; a factor without effect gets nothing; 25 factors are no problem.
    const Eigen::Index m = 25;
    test::RowMajor x = test::RowMajor::Zero(3, m + 1);
    x.setOnes();
    test::RowMajor x0 = x;
    x0.rightCols(m).setZero();
    AttributionModel model;
    model.x = DesignView(x);
    model.counterfactual = DesignView(x0);
    model.coefficients = Eigen::VectorXd::Constant(m + 1, 0.1);
    model.coefficients[m] = 0.0;
    std::vector<AttributionFactor> factors;
    for (std::int32_t k = 1; k <= m; ++k) factors.push_back({"f" + std::to_string(k), {k}});
    const auto result = attributable_shares(model, factors);
    const double joint = 1.0 - std::exp(-2.4);
    CHECK(result.joint.value == Approx(joint).epsilon(1e-14));
    for (std::size_t k = 0; k + 1 < factors.size(); ++k)
        CHECK(result.factors[k].average.value == Approx(joint / 24.0).epsilon(1e-13));
    CHECK(result.factors.back().average.value == 0.0);
    model.link = Link::identity;
    test::expect_error<ArgumentError>(messages::risk_too_many_factors, {"25", "20"},
                                      [&] { attributable_shares(model, factors); });
}

TEST_CASE("quadrature on 0 .. 1 is exact for polynomials", "[risk]") {
    for (int count = 1; count <= 12; ++count) {
        const auto rule = detail::gauss_legendre(count);
        for (int degree = 0; degree < 2 * count; ++degree) {
            double sum = 0.0;
            for (std::size_t q = 0; q < rule.nodes.size(); ++q) sum += rule.weights[q] * std::pow(rule.nodes[q],
                degree);
            CHECK(sum == Approx(1.0 / (degree + 1)).epsilon(1e-13));
        }
    }
}

TEST_CASE("intervals of shares hold in 95 of 100 samples, also by cluster", "[risk][attributable][coverage]") {
    // Poisson counts with a yes-or-no trait; clusters share a gamma effect. The model has a closed-form fit.
    int covered = 0, covered_naive = 0;
    const int samples = 1000, clusters = 40, per = 10;
    for (int s = 0; s < samples; ++s) {
        RandomStream random(11, 60, static_cast<std::uint64_t>(s), 0);
        test::RowMajor x(clusters * per, 2), x0(clusters * per, 2);
        std::vector<double> y;
        std::vector<std::int32_t> cluster;
        double cases[2] = {0.0, 0.0}, people[2] = {0.0, 0.0};
        double effect = 1.0;
        bool exposed = false;
        for (int i = 0; i < clusters * per; ++i) {
            if (i % per == 0) effect = random.gamma(4.0) / 4.0;
            if (i % per == 0) exposed = random.uniform() < 0.4;
            const double mean = 3.0 * effect * (exposed ? 1.8 : 1.0);
            // A Poisson count by adding up waiting times.
            int count = -1;
            for (double time = 0.0; time < mean; ++count) time -= std::log(random.uniform());
            x.row(i) << 1.0, exposed ? 1.0 : 0.0;
            x0.row(i) << 1.0, 0.0;
            y.push_back(count);
            cluster.push_back(i / per);
            cases[exposed] += count;
            people[exposed] += 1.0;
        }
        const double rate[2] = {cases[0] / people[0], cases[1] / people[1]};
        AttributionModel model;
        model.x = DesignView(x);
        model.counterfactual = DesignView(x0);
        model.coefficients = Eigen::Vector2d(std::log(rate[0]), std::log(rate[1] / rate[0]));
        model.influence = Eigen::MatrixXd::Zero(clusters * per, 2);
        for (int i = 0; i < clusters * per; ++i) {
            const bool with = x(i, 1) > 0.0;
            const double moved = (y[static_cast<std::size_t>(i)] - rate[with]) / cases[with];
            model.influence(i, 0) = with ? 0.0 : moved;
            model.influence(i, 1) = with ? moved : -moved;
        }
        model.clusters = cluster;
        const std::vector<AttributionFactor> factors{{"exposed", {1}}};
        const double truth = 0.4 * 0.8 / (1.0 + 0.4 * 0.8);
        const auto joint = attributable_shares(model, factors).joint;
        covered += joint.low <= truth && truth <= joint.high ? 1 : 0;
        model.clusters = {};
        const auto naive = attributable_shares(model, factors).joint;
        covered_naive += naive.low <= truth && truth <= naive.high ? 1 : 0;
    }
    CAPTURE(covered, covered_naive);
    CHECK(covered >= 925);  // 95 percent less 3.6 standard errors of 1000 samples
    CHECK(covered <= 975);
    CHECK(covered_naive < 850);  // the test notices margins that forget the clusters
}

TEST_CASE("what is wrong with an attribution is said", "[risk][attributable]") {
    test::RowMajor x = test::RowMajor::Ones(4, 3), x0 = x;
    x0(0, 2) = 0.0;
    AttributionModel model;
    model.x = DesignView(x);
    model.counterfactual = DesignView(x0);
    model.coefficients = Eigen::Vector3d(0.1, 0.2, 0.3);
    using Factors = std::vector<AttributionFactor>;
    test::expect_error<ArgumentError>(messages::risk_column_of_none, {"2"},
                                      [&] { attributable_shares(model, Factors{{"a", {1}}}); });
    test::expect_error<ArgumentError>(messages::risk_column_of_two, {"'a'", "'b'"},
                                      [&] { attributable_shares(model, Factors{{"a", {1, 2}}, {"b", {2}}}); });
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"0 to 2"},
                                      [&] { attributable_shares(model, Factors{{"a", {3}}}); });
    test::expect_error<ArgumentError>(messages::risk_no_factors, {}, [&] { attributable_shares(model, {}); });
    AttributableOptions bruzzi;
    bruzzi.method = AttributionMethod::bruzzi;
    test::expect_error<ArgumentError>(messages::risk_needs_outcome, {},
                                      [&] { attributable_shares(model, Factors{{"a", {2}}}, bruzzi); });
    const auto without = attributable_shares(model, Factors{{"a", {2}}});
    CHECK(std::isnan(without.joint.se));
    CHECK(without.caveats.back().message == messages::risk_share_without_margin);
    CHECK(without.caveats.front().message == messages::risk_association);
    x0(0, 2) = std::nan("");
    test::expect_error<DataError>(messages::risk_not_finite, {"row 1"},
                                  [&] { attributable_shares(model, Factors{{"a", {2}}}); });
    model.coefficients.conservativeResize(2);
    test::expect_error<ArgumentError>(messages::risk_shape, {"coefficients", "3 x 1"},
                                      [&] { attributable_shares(model, Factors{{"a", {2}}}); });
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"rate_ratio"},
                                      [] { risk::levin(std::vector{0.5}, std::vector{0.0}); });
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"sum of prevalence"},
                                      [] { risk::levin(std::vector{0.6, 0.6}, std::vector{2.0, 2.0}); });
}
