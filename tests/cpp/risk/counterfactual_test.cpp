// SPDX-License-Identifier: Apache-2.0
// Values of traits in place of columns, and margins that are those of the fit's own covariance.
#include "maatstaf/risk/counterfactual.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/risk/expected.hpp"
#include "risk/influence.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

/// Made-up counts of 60 areas in 12 towns.
Table areas_in_towns() {
    RandomStream random(5, 61, 0, 0);
    std::vector<double> trait, people, users;
    std::vector<std::string> kind, town;
    for (int i = 0; i < 60; ++i) {
        trait.push_back(10.0 + 4.0 * random.normal());
        kind.push_back(i % 3 == 0 ? "old" : i % 3 == 1 ? "new" : "mixed");
        town.push_back("t" + std::to_string(i / 5));
        people.push_back(500.0 + 20.0 * i);
        users.push_back(std::round(people.back() * 0.05 * std::exp(0.05 * (trait.back() - 10.0)) *
                                   random.gamma(15.0) / 15.0));
    }
    return Table({Column::float64("trait", trait), Column::string("kind", kind), Column::string("town", town),
                  Column::float64("people", people), Column::float64("users", users)});
}

RiskFit fit_of_towns(bool clustered) {
    RiskColumns columns;
    columns.outcome = "users";
    columns.factors = {"trait", "kind"};
    columns.exposure = "people";
    if (clustered) columns.cluster = "town";
    return fit_risk(areas_in_towns(), columns);
}

}  // namespace

TEST_CASE("a counterfactual is a value of a trait", "[risk][counterfactual]") {
    const RiskFit fit = fit_of_towns(false);
    const RiskTraits traits = traits_of(fit);
    REQUIRE(traits.traits.size() == 2);
    CHECK(traits.design(traits.table) == fit.x);
    const RiskTrait& kind = *traits.find("kind");
    CHECK(kind.columns.size() == 2);
    CHECK(traits.find("kind[old]") == nullptr);
    const Table table = areas_in_towns();
    double total = 0.0;
    for (const ExpectedUse& each : expected_use(fit)) total += each.expected.value;
    for (std::size_t level = 0; level < kind.levels.size(); ++level) {
        const Table changed =
            with_column(table, Column::string("kind", std::vector<std::string>(60, kind.levels[level])));
        double other = 0.0;
        for (const ExpectedUse& each : expected_use(fit, changed)) other += each.expected.value;
        CHECK(attributable(fit, {}, traits.with_level(kind, level)).joint.value ==
              Approx(1.0 - other / total).margin(1e-12));
    }
    const Eigen::MatrixXd held = traits.with(*traits.find("trait"), 9.0);
    CHECK(held.col(traits.find("trait")->columns.front()).isConstant(9.0));
    CHECK(attributable(fit).joint.value == attributable(fit, {}, default_comparison(fit, traits)).joint.value);
}

TEST_CASE("enlarged influences add up to the covariance of the fit", "[risk][counterfactual]") {
    for (const bool clustered : {false, true}) {
        CAPTURE(clustered);
        const RiskFit fit = fit_of_towns(clustered);
        const Eigen::MatrixXd moved = detail::enlarged_influence(fit);
        CHECK((moved.transpose() * moved - fit.robust.covariance).norm() < 1e-10 * fit.robust.covariance.norm());
        const Eigen::MatrixXd each = Eigen::MatrixXd::Identity(fit.x.cols(), fit.x.cols());
        const Eigen::VectorXd freedom = detail::combination_freedom(fit, each);
        for (Eigen::Index j = 0; j < freedom.size(); ++j)
            CHECK((freedom[j] == fit.robust.degrees_of_freedom[j] ||
                   freedom[j] == Approx(fit.robust.degrees_of_freedom[j]).epsilon(1e-10)));
    }
}

TEST_CASE("columns that change together are not compared one by one", "[risk][counterfactual]") {
    const RiskFit fit = fit_of_towns(false);
    RiskData data;
    Eigen::MatrixXd x = fit.x;
    x.conservativeResize(Eigen::NoChange, x.cols() + 1);
    const auto column = traits_of(fit).find("trait")->columns.front();
    x.rightCols(1) = fit.x.col(column).cwiseAbs2();
    data.x = DesignView(x);
    const std::vector<double> y(fit.y.begin(), fit.y.end()), people(fit.exposure.begin(), fit.exposure.end());
    data.y = y;
    data.exposure = people;
    data.factors = {{"curve", {column, static_cast<std::int32_t>(x.cols()) - 1}}};
    test::expect_error<ArgumentError>(messages::risk_no_comparison, {"'curve'"},
                                      [&] { attributable(fit_risk(data)); });
}
