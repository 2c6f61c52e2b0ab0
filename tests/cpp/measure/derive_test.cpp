// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/derive.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/measure/quality.hpp"
#include "maatstaf/panel/builder.hpp"
#include "measure/near.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::Numbers;
using Catch::Approx;

namespace {

const double none = std::nan("");

/// Two districts over three quarters of one year and one of the next.
Panel quarters() {
    PanelBuilder builder(std::vector<std::string>{"Noord", "Zuid"}, UnitKind::district);
    builder.describe({"started", Scale::count, 1.0, ""}).describe({"youths", Scale::count, 1.0, ""});
    builder.add("started", "2024-Q1", {10, 20}).add("started", "2024-Q2", {16, 25});
    builder.add("started", "2024-Q3", {9, none});
    builder.add("started", "2025-Q1", {12, 30});
    for (const char* period : {"2024-Q1", "2024-Q2", "2024-Q3", "2025-Q1"}) builder.add("youths", period, {400, 0});
    builder.add("score-a", "2024-Q1", {6, 7}, {.se = {0.3, none}, .n = {40, 50}});
    builder.add("score-b", "2024-Q1", {2, 4}, {.se = {0.4, 0.2}, .n = {30, 60}});
    return std::move(builder).build();
}

double cell(const Panel& panel, std::string_view indicator, std::string_view period, std::size_t unit = 0) {
    return panel.cells(panel.indicator(indicator), panel.period(Period::parse(period))).value[unit];
}

Panel derived(const std::string& expression, DeriveOptions options = {}) {
    const std::vector<DerivedIndicator> wanted{{"x", expression, Scale::amount, ""}};
    return measure::derive(quarters(), wanted, options);
}

}  // namespace

TEST_CASE("expressions say what they say", "[measure][derive]") {
    CHECK(cell(derived("1000 * started / youths"), "x", "2024-Q1") == 25.0);
    CHECK(cell(derived("2 + 3 * 4 - 6 / 2 - 1"), "x", "2024-Q1") == 10.0);
    CHECK(cell(derived("-(2 - 5) * -started"), "x", "2024-Q1") == -30.0);
    CHECK(cell(derived("`score-a` - `score-b`"), "x", "2024-Q1") == 4.0);
    CHECK(cell(derived("annualised(started)"), "x", "2024-Q2") == 64.0);
    CHECK(cell(derived("previous(started)"), "x", "2024-Q2") == 10.0);
    CHECK(cell(derived("100 * change(started) / previous(started)"), "x", "2024-Q2") == Approx(60.0));
    CHECK(cell(derived("year_to_date(started)"), "x", "2024-Q3") == 35.0);
    CHECK(cell(derived("year_to_date(started)"), "x", "2025-Q1") == 12.0);
    CHECK(cell(derived("year_to_date(previous(started))"), "x", "2024-Q3", 0) != 26.0);  // 2023-Q4 is not there
}

TEST_CASE("empty cells stay empty, with their reason", "[measure][derive]") {
    const Panel panel = derived("started / youths");
    const auto cells = panel.cells(panel.indicator("x"), panel.period(Period::parse("2024-Q1")));
    CHECK(cells.status[1] == Status::not_applicable);  // nobody to divide by
    CHECK(std::isnan(cells.value[1]));
    const Panel before = derived("previous(started)");
    CHECK(before.cells(before.indicator("x"), 0).status[0] == Status::absent);
    const Panel sum = derived("year_to_date(started)");
    CHECK(sum.cells(sum.indicator("x"), 2).status[1] == Status::absent);
    CHECK(std::isnan(cell(sum, "x", "2024-Q3", 1)));
}

TEST_CASE("margins go along to first order", "[measure][derive]") {
    const auto se = [](const std::string& expression, DeriveOptions options = {}) {
        const Panel panel = derived(expression, options);
        const auto own = panel.cells(panel.indicator("x"), 0).se;
        return own.empty() ? none : own[0];
    };
    CHECK(se("`score-a` + `score-b`") == Approx(0.5));
    CHECK(se("100 * `score-a` / `score-b`") == Approx(300.0 * std::hypot(0.3 / 6, 0.4 / 2)));
    CHECK(se("`score-a` - `score-a`") == Approx(0.0).margin(1e-15));  // the same number twice is no new chance
    CHECK(se("`score-a` * `score-a`") == Approx(2 * 6 * 0.3));
    CHECK(std::isnan(se("`score-a` + started")));
    DeriveOptions options;
    options.poisson_counts = true;
    CHECK(se("1000 * started / 400", options) == Approx(2.5 * std::sqrt(10.0)));
    const Panel panel = derived("`score-a` + `score-b`");
    CHECK(std::isnan(panel.cells(panel.indicator("x"), 0).se[1]));
    CHECK(panel.cells(panel.indicator("x"), 0).n[0] == 30.0);
}

TEST_CASE("later indicators use earlier ones; wrong ones are refused", "[measure][derive]") {
    const std::vector<DerivedIndicator> chain{{"per_1000", "1000 * started / youths", Scale::rate, "per 1000"},
                                              {"per_year", "annualised(per_1000)", Scale::rate, "per 1000"}};
    CHECK(cell(measure::derive(quarters(), chain), "per_year", "2024-Q1") == 100.0);
    test::expect_error<ArgumentError>(messages::unknown_indicator, {"'startd'", "started"}, [] { derived("startd"); });
    test::expect_error<ArgumentError>(messages::measure_expression, {"place 10"}, [] { derived("started +"); });
    test::expect_error<ArgumentError>(messages::measure_expression, {"place 9"}, [] { derived("started youths"); });
    test::expect_error<ArgumentError>(messages::measure_expression, {}, [] { derived("(started"); });
    test::expect_error<ArgumentError>(messages::measure_expression, {}, [] { derived("1.2.3"); });
    test::expect_error<ArgumentError>(messages::measure_expression, {}, [] { derived(std::string(5000, '(')); });
    test::expect_error<ArgumentError>(messages::measure_expression, {}, [] { derived(std::string(5000, '-')); });
    test::expect_error<ArgumentError>(messages::measure_function, {"'anualised'", "annualised"},
                                      [] { derived("anualised(started)"); });
    test::expect_error<DataError>(messages::measure_indicator_exists, {"'started'"}, [] {
        measure::derive(quarters(), std::vector<DerivedIndicator>{{"started", "1", Scale::mean, ""}});
    });
}

TEST_CASE("rules name where they do not hold, and count what they cannot see", "[measure][rules]") {
    const std::vector<PanelRule> rules{{"started", RuleOperator::at_most, "youths", 0.0},
                                       {"started", RuleOperator::equal, "16", 4.0}};
    const auto made = measure::check_rules(quarters(), rules);
    CHECK(made.checked == std::vector<std::int64_t>{7, 7});
    CHECK(made.not_checked == std::vector<std::int64_t>{1, 1});
    CHECK(made.breaches.size() == 3 + 4);
    CHECK(made.breaches[0].unit == "Zuid");
    CHECK(made.breaches[0].period == Period::parse("2024-Q1"));
    CHECK(made.table()["op"].text(0) == "<=");
    CHECK(made.caveats.size() == 1);
    const auto one = [](double left, RuleOperator op, double right) {
        const std::vector<PanelRule> rule{{to_text(left), op, to_text(right), 0.0}};
        return measure::check_rules(quarters(), rule).breaches.empty();
    };
    CHECK(one(1, RuleOperator::less, 2));
    CHECK_FALSE(one(2, RuleOperator::less, 2));
    CHECK(one(2, RuleOperator::at_least, 2));
    CHECK_FALSE(one(2, RuleOperator::more, 2));
    CHECK(one(2, RuleOperator::not_equal, 1));
}

TEST_CASE("outliers across units and in a history of their own", "[measure][outliers]") {
    std::vector<std::string> ids;
    Numbers values;
    for (int i = 0; i < 9; ++i) {
        ids.push_back("d" + std::to_string(i));
        values.push_back(i);
    }
    values[8] = 40;
    const Panel panel = PanelBuilder(ids, UnitKind::district).add("y", "2024", values).build();
    OutlierOptions options;
    const auto modified = measure::outliers(panel, options);
    REQUIRE(modified.outliers.size() == 1);
    CHECK(modified.outliers[0].unit == "d8");
    CHECK(modified.outliers[0].score == Approx(0.67448975019608171 * 36 / 2));  // median 4, deviation 2
    CHECK(modified.outliers[0].middle == 4.0);
    options.method = OutlierMethod::z;
    options.threshold = 2.6;
    const auto plain = measure::outliers(panel, options);
    REQUIRE(plain.outliers.size() == 1);
    CHECK(plain.outliers[0].score == Approx((40 - 68.0 / 9) / std::sqrt((1740 - 68.0 * 68 / 9) / 8)));
    options.method = OutlierMethod::range;
    options.lowest = 0.5;
    options.highest = 39;
    const auto range = measure::outliers(panel, options);
    CHECK(range.outliers.size() == 2);
    CHECK(range.outliers[0].score == -0.5);
    CHECK(range.checked == 9);

    PanelBuilder builder(std::vector<std::string>{"a", "b"}, UnitKind::district);
    const Numbers a{10, 11, 13, 14, 16, 17, 40}, b{5, 9, 6, 9, 5, 8, 6};
    for (std::size_t at = 0; at < 7; ++at) builder.add("y", Period(2018 + static_cast<int>(at)), {a[at], b[at]});
    options = {};
    options.method = OutlierMethod::jump;
    const auto jump = measure::outliers(std::move(builder).build(), options);
    REQUIRE(jump.outliers.size() == 1);  // up and down is what b always does
    CHECK(jump.outliers[0].unit == "a");
    CHECK(jump.outliers[0].period == Period(2024));
    CHECK(jump.outliers[0].value == 40.0);
    CHECK(jump.outliers[0].middle == Approx(17 + 1));
    CHECK(jump.checked == 4);
    CHECK(jump.not_checked == 10);
    CHECK(jump.caveats.size() == 1);
    CHECK(jump.table().rows() == 1);
    const Panel same = PanelBuilder(ids, UnitKind::district).add("y", "2024", Numbers(9, 3.0)).build();
    CHECK(measure::outliers(same).not_checked == 9);
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"threshold"}, [&] {
        options.threshold = 0.0;
        measure::outliers(same, options);
    });
}

TEST_CASE("timeliness", "[measure][timeliness]") {
    const auto made = measure::timeliness(Numbers{10, 10, 10, 10, none}, Numbers{9, 10, 14, none, 3});
    CHECK(made.value[0] == 0.5);
    CHECK(made.column("late")[0] == 1.0);
    CHECK(made.column("not_received")[0] == 1.0);
    CHECK(made.column("median_days_late")[0] == 4.0);
    CHECK(made.column("left_out")[0] == 1.0);
    CHECK(made.limits(0).low == measure::proportion_limits(2, 4).low);
    const RowGroups groups{{0, 1}, 2, Table({Column::string("provider", std::vector<std::string>{"p", "q"})})};
    CHECK(measure::timeliness(Numbers{1, none}, Numbers{1, 1}, groups).reason[1] == EmptyReason::no_population);
}
