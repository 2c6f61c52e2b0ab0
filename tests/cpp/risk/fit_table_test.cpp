// SPDX-License-Identifier: Apache-2.0
// Risk models on tables: categories, empty cells, new rows, forecasts, archives.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <algorithm>
#include <cmath>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/risk/effects_by.hpp"
#include "maatstaf/risk/expected.hpp"
#include "maatstaf/risk/fit.hpp"
#include "maatstaf/risk/forecast.hpp"
#include "maatstaf/risk/profile.hpp"
#include "risk/caveats.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::has;
using Catch::Approx;

namespace {

/// 120 areas of three kinds; the largest kind is "new". Row 7 has no figure for assistance.
Table areas() {
    RandomStream random(3, 70, 0, 0);
    const char* kinds[] = {"old", "new", "new", "mixed"};
    std::vector<std::string> code, kind;
    std::vector<double> assistance, people, users;
    for (int i = 0; i < 120; ++i) {
        code.push_back("N" + std::to_string(i + 1));
        kind.emplace_back(kinds[i % 4]);
        assistance.push_back(i == 6 ? std::nan("") : 20.0 + 10.0 * random.normal());
        people.push_back(std::round(300 + 700 * random.uniform()));
        const double effect = kind.back() == "old" ? 1.4 : kind.back() == "mixed" ? 1.1 : 1.0;
        const double mean = people.back() * 0.08 * effect * std::exp(i == 6 ? 0.0 : 0.01 * (assistance.back() - 20.0));
        users.push_back(std::round(mean * random.gamma(30.0) / 30.0));
    }
    return Table({Column::string("code", code), Column::string("kind", kind),
                  Column::float64("assistance", assistance), Column::float64("people", people),
                  Column::float64("users", users)});
}

RiskColumns columns() {
    RiskColumns made;
    made.outcome = "users";
    made.factors = {"assistance", "kind"};
    made.exposure = "people";
    made.unit = "code";
    return made;
}

}  // namespace

TEST_CASE("a category is compared with its largest level, or the one that is named", "[risk][table]") {
    const Table table = areas();
    const RiskFit fit = fit_risk(table, columns());
    CHECK(fit.x.rows() == 119);
    CHECK(fit.units[6] == "N8");
    CHECK(fit.rows[6] == 7);
    CHECK(has(fit.caveats, messages::risk_rows_left_out));
    REQUIRE(fit.factors.size() == 2);
    CHECK(fit.factors[1].reference == "new");
    CHECK(fit.factors[1].levels == std::vector<std::string>{"mixed", "old"});
    RiskColumns other = columns();
    other.references = {{"kind", "old"}};
    const RiskFit turned = fit_risk(table, other);
    CHECK(turned.factors[1].levels == std::vector<std::string>{"mixed", "new"});
    CHECK(turned.fit.coefficients[3] == Approx(-fit.fit.coefficients[3]).epsilon(1e-8));
    const auto profile = risk_profile(fit, "N1");
    const auto dutch = profile.sentences(Language::dutch);
    CHECK(std::any_of(dutch.begin(), dutch.end(),
                      [](const std::string& each) { return each.find("kind is 'old'") != std::string::npos; }));
}

TEST_CASE("new rows: expected use, and a level that was not there is named", "[risk][table][expected]") {
    const Table table = areas();
    RiskColumns all = columns();
    const RiskFit fit = fit_risk(table, all);
    const auto fitted = expected_use(fit);
    const std::vector<std::string> kinds{"old", "new"}, strange{"old", "odl"};
    const std::vector<double> assistance{fit.x(0, 1), 30.0}, people{fit.exposure[0], 500.0};
    const auto rows = [&](const std::vector<std::string>& kind) {
        return Table({Column::float64("assistance", assistance), Column::string("kind", kind),
                      Column::float64("people", people)});
    };
    const auto made = expected_use(fit, rows(kinds));
    CHECK(made[0].expected.value == Approx(fitted[0].expected.value).epsilon(1e-12));
    CHECK(made[0].expected.se == Approx(fitted[0].expected.se).epsilon(1e-12));
    CHECK(made[0].high == fitted[0].high);
    CHECK(std::isnan(made[0].observed));
    CHECK(made[1].unit == "2");
    CHECK_THROWS_WITH(expected_use(fit, rows(strange)),
                      Catch::Matchers::ContainsSubstring("odl") && Catch::Matchers::ContainsSubstring("old"));
    CHECK_THROWS_WITH(expected_use(fit, fit.x, std::vector<double>(119, 0.0)),
                      Catch::Matchers::ContainsSubstring("exposure"));
}

TEST_CASE("moderation of a category: every level in every group", "[risk][table][effects_by]") {
    const Table table = areas();
    const RiskFit fit = fit_risk(table, columns());
    std::vector<std::int32_t> half;
    for (Eigen::Index i = 0; i < fit.x.rows(); ++i) half.push_back(i % 3 == 0 ? 1 : 0);
    const std::vector<std::string> names{"north", "south"};
    const auto made = effects_by(fit, "kind", half, names);
    REQUIRE(made.groups.size() == 4);
    CHECK(made.groups[1].level == "old");
    for (const GroupEffect& each : made.groups)
        CHECK(each.rate_high.value / each.rate_low.value == Approx(each.ratio.value));
    CHECK(made.groups[1].ratio.value == Approx(1.4).epsilon(0.2));
    CHECK(made.difference_p > 0.001);
    CHECK(made.table()["level"].text(3) == "old");
    RiskData data;
    data.x = DesignView(fit.x);
    const std::vector<double> y(fit.y.begin(), fit.y.end()), people(fit.exposure.begin(), fit.exposure.end());
    data.y = y;
    data.exposure = people;
    data.factors = {{"both", {1, 2}}};
    test::expect_error<ArgumentError>(messages::risk_factor_no_levels, {"'both'", "2"},
                                      [&] { effects_by(fit_risk(data), "both", half, names); });
}

TEST_CASE("a forecast by a fit adds up, and its margin holds for all rows together", "[risk][table][forecast]") {
    // Counts by single year of age; the youth act ends at 18.
    std::vector<std::string> age;
    std::vector<double> people, users, year, se;
    for (int a = 14; a < 22; ++a) {
        age.push_back(std::to_string(a));
        people.push_back(1000.0);
        users.push_back(a < 18 ? 80.0 + a : 5.0 + a);
        year.push_back(2025.0);
        se.push_back(10.0);
    }
    // Ages twice, so that there are more rows than coefficients.
    const auto twice = [](std::vector<double> values, double more) {
        const auto n = values.size();
        for (std::size_t i = 0; i < n; ++i) values.push_back(values[i] + more);
        return values;
    };
    auto ages = age;
    ages.insert(ages.end(), age.begin(), age.end());
    const Table counts({Column::string("age", ages), Column::float64("people", twice(people, 0.0)),
                        Column::float64("users", twice(users, 2.0))});
    RiskColumns by_age;
    by_age.outcome = "users";
    by_age.factors = {"age"};
    by_age.exposure = "people";
    RiskOptions poisson;
    poisson.family = RiskFamily::poisson;
    const RiskFit fit = fit_risk(counts, by_age, poisson);
    const Table later({Column::string("age", age), Column::float64("people", people), Column::float64("year", year),
                       Column::float64("se", se)});
    ForecastColumns where;
    where.year = "year";
    where.age = "age";
    const auto made = forecast_use(fit, later, where);
    REQUIRE(made.years.size() == 1);
    double sum = 0.0;
    for (const double each : users) sum += each + 1.0;
    CHECK(made.years[0].expected.value == Approx(sum).epsilon(1e-9));
    CHECK(made.years[0].near_end == Approx(98.0).epsilon(1e-9));
    CHECK(made.years[0].after_end == Approx(24.0 + 25.0 + 26.0 + 27.0).epsilon(1e-9));
    // Two rows per age around their mean m: each moves log m by 1 / (2 m), which HC3 doubles; so 2 per age.
    CHECK(made.years[0].expected.se == Approx(std::sqrt(8.0 * 2.0)).epsilon(1e-6));
    CHECK(made.years[0].outcome.high > made.years[0].expected.high);
    CHECK(has(made.caveats, messages::risk_population_as_sure));
    where.people_se = "se";
    const auto unsure = forecast_use(fit, later, where);
    CHECK(unsure.years[0].expected.se > made.years[0].expected.se);
    CHECK_FALSE(has(unsure.caveats, messages::risk_population_as_sure));

    std::vector<double> number;
    for (const std::string& each : ages) number.push_back(std::stod(each));
    const Table as_number({Column::float64("age", number), counts["people"], counts["users"]});
    const RiskFit line = fit_risk(as_number, by_age);
    const std::vector<double> some(number.begin(), number.begin() + 8);
    const Table numbers({Column::float64("age", some), Column::float64("people", people),
                         Column::float64("year", year)});
    where.people_se = "";
    CHECK(has(forecast_use(line, numbers, where).caveats, messages::risk_age_as_number));
}

TEST_CASE("a fit reads back from its archive with all its answers", "[risk][table][archive]") {
    const RiskFit fit = fit_risk(areas(), columns());
    const Bytes bytes = to_archive(fit);
    const auto back = from_archive<RiskFit>(bytes);
    CHECK(to_archive(back) == bytes);
    CHECK(back.caveats == fit.caveats);
    CHECK(back.influence == fit.influence);
    CHECK(back.leverage == fit.leverage);
    CHECK(risk_profile(back, "N5").sentences() == risk_profile(fit, "N5").sentences());
    CHECK(back.design.has_value());
    CHECK_THROWS(from_archive<RiskFit>(std::span(bytes).first(bytes.size() - 9)));
}

TEST_CASE("bad tables are refused with what to do", "[risk][table]") {
    const Table table = areas();
    RiskColumns wrong = columns();
    wrong.outcome = "usres";
    CHECK_THROWS_WITH(fit_risk(table, wrong), Catch::Matchers::ContainsSubstring("users"));
    wrong = columns();
    wrong.outcome = "code";
    test::expect_error<ArgumentError>(messages::risk_text_column, {"'code'"}, [&] { fit_risk(table, wrong); });
    wrong = columns();
    wrong.factors = {};
    test::expect_error<ArgumentError>(messages::risk_no_factors, {}, [&] { fit_risk(table, wrong); });
    wrong = columns();
    wrong.references = {{"kind", "odl"}};
    CHECK_THROWS_WITH(fit_risk(table, wrong), Catch::Matchers::ContainsSubstring("old"));
    Table constant({table["code"], table["kind"], table["assistance"], table["people"]});
    constant.add(Column::float64("users", std::vector<double>(120, 0.0)));
    test::expect_error<DataError>(messages::risk_constant_outcome, {"0"}, [&] { fit_risk(constant, columns()); });
    // No use at all in one kind: the search runs off.
    std::vector<double> users;
    for (std::size_t i = 0; i < 120; ++i)
        users.push_back(table["kind"].text(i) == "old" ? 0.0 : table["users"].number(i));
    Table separated({table["code"], table["kind"], table["assistance"], table["people"]});
    separated.add(Column::float64("users", users));
    test::expect_error<DataError>(messages::risk_not_converged, {}, [&] { fit_risk(separated, columns()); });
}
