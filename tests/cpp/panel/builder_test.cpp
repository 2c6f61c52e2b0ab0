// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/builder.hpp"

#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "support/expect_error.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;

namespace {

using test::unknown;
using test::infinity;

std::vector<Unit> two() { return {{.id = "a"}, {.id = "b"}}; }

/// A panel of one indicator `x` on the scale asked for.
Panel one(Scale scale, std::vector<double> values, CellParts parts = {}, double factor = 100) {
    PanelBuilder builder(two());
    builder.describe({.id = "x", .scale = scale, .factor = factor}).add("x", "2016", std::move(values),
        std::move(parts));
    return std::move(builder).build();
}

}  // namespace

TEST_CASE("A panel keeps units and indicators in order and sorts periods") {
    const Panel panel = PanelBuilder(two())
                            .add("lonely", "2020", {47.9, 51.3})
                            .add("volunteer", "2016", {25.6, unknown})
                            .add("lonely", "2016", {43.6, 48.8}, {.se = {1.2, 0.9}, .n = {300, 200}})
                            .build();
    REQUIRE(panel.units().size() == 2);
    CHECK(panel.units()[1].id == "b");
    CHECK(panel.unit("b") == 1);
    REQUIRE(panel.indicators().size() == 2);
    CHECK(panel.indicators()[0].id == "lonely");
    CHECK(panel.indicator("volunteer") == 1);
    REQUIRE(panel.periods().size() == 2);
    CHECK(panel.periods()[0] == Period(2016));
    CHECK(panel.period(Period(2020)) == 1);
    CHECK(panel.has_indicator("lonely"));
    CHECK_FALSE(panel.has_indicator("lonly"));

    const Cells cells = panel.cells(0, 0);
    CHECK(cells.value[0] == 43.6);
    CHECK(cells.se[1] == 0.9);
    CHECK(cells.n[0] == 300);
    CHECK(cells.numerator.empty());
    CHECK(cells.status[0] == Status::observed);

    const Cells volunteers = panel.cells(1, 0);
    CHECK(std::isnan(volunteers.value[1]));
    CHECK(volunteers.status[1] == Status::absent);
    CHECK(volunteers.se.empty());

    const Cells nothing = panel.cells(1, 1);
    CHECK(std::isnan(nothing.value[0]));
    CHECK(nothing.status[0] == Status::absent);
}

TEST_CASE("Every status keeps its reason and has no value") {
    const auto status = GENERATE(Status::absent, Status::suppressed, Status::not_applicable);
    const Panel panel = one(Scale::mean, {unknown, 3}, {.status = {status, Status::observed}});
    CHECK(panel.cells(0, 0).status[0] == status);
    CHECK(std::isnan(panel.cells(0, 0).value[0]));
    CHECK(panel.cells(0, 0).value[1] == 3);
    test::expect_error<DataError>(messages::value_with_reason, {"'x'", "'a'", "2016", "5", to_name(status)},
                                  [&] { one(Scale::mean, {5, 3}, {.status = {status, Status::observed}}); });
}

TEST_CASE("An observed status without a value is absent") {
    const Panel panel = one(Scale::mean, {unknown, 3}, {.status = {Status::observed, Status::observed}});
    CHECK(panel.cells(0, 0).status[0] == Status::absent);
}

TEST_CASE("Empty values follow from numerator and denominator") {
    const Panel panel = one(Scale::proportion, {}, {.numerator = {30, 0}, .denominator = {120, 0}});
    CHECK(panel.cells(0, 0).value[0] == 25);
    CHECK(panel.cells(0, 0).status[0] == Status::observed);
    CHECK(panel.cells(0, 0).status[1] == Status::not_applicable);

    const Panel withheld = one(Scale::proportion, {unknown, unknown},
                               {.numerator = {30, unknown}, .denominator = {120, 50},
                                .status = {Status::suppressed, Status::observed}});
    CHECK(withheld.cells(0, 0).status[0] == Status::suppressed);
    CHECK(std::isnan(withheld.cells(0, 0).value[0]));
    CHECK(withheld.cells(0, 0).status[1] == Status::absent);
}

TEST_CASE("A value agrees with its numerator and denominator as far as rounding allows") {
    CHECK_NOTHROW(one(Scale::proportion, {33.3, 50}, {.numerator = {1, 1}, .denominator = {3, 2}}));
    CHECK_NOTHROW(one(Scale::proportion, {33, 50}, {.numerator = {1, 1}, .denominator = {3, 2}}));
    CHECK_NOTHROW(one(Scale::proportion, {100.0 / 3, 50}, {.numerator = {1, 1}, .denominator = {3, 2}}));
    CHECK_NOTHROW(one(Scale::proportion, {static_cast<double>(33.333333F), 50},
                      {.numerator = {1, 1}, .denominator = {3, 2}}));
    test::expect_error<DataError>(messages::value_disagrees, {"'x'", "'a'", "2016", "33.4", "33.3333", "100 x 1 / 3"},
        [] {
        one(Scale::proportion, {33.4, 50}, {.numerator = {1, 1}, .denominator = {3, 2}});
    });
    test::expect_error<DataError>(messages::value_disagrees, {"the value is 1", "0.6"}, [] {
        one(Scale::proportion, {1, 0.5}, {.numerator = {60, 1}, .denominator = {100, 2}}, 1);
    });
    CHECK_NOTHROW(one(Scale::mean, {3, 0.5}, {.numerator = {34, 1}, .denominator = {10, 2}}, 1));
    // A share where percentages were announced is an error, not a rescaling.
    test::expect_error<DataError>(messages::value_disagrees, {"0.25", "25"}, [] {
        one(Scale::proportion, {0.25, 50}, {.numerator = {1, 1}, .denominator = {4, 2}});
    });
    CHECK(one(Scale::proportion, {0.25, 0.5}).cells(0, 0).value[0] == 0.25);
}

TEST_CASE("Rounded counts may disagree with a value by what rounding does") {
    PanelBuilder builder(two());
    builder.describe({.id = "x", .scale = Scale::proportion, .factor = 100})
        .add("x", "2016", {7.4, 10}, {.numerator = {20, 5}, .denominator = {290, 50}});
    test::expect_error<DataError>(messages::value_disagrees, {"7.4"}, [&] { builder.build(); });
    builder.count_rounding(5);
    CHECK(builder.build().cells(0, 0).value[0] == 7.4);
    builder.count_rounding(1);
    CHECK_THROWS_AS(builder.build(), DataError);
    CHECK_THROWS_AS(builder.count_rounding(-1), ArgumentError);
    CHECK_THROWS_AS(builder.count_rounding(unknown), ArgumentError);
}

TEST_CASE("Cells that cannot be right are refused with their place") {
    using test::expect_error;
    expect_error<DataError>(messages::infinite_cell, {"'x'", "'b'", "2016", "value"},
                            [] { one(Scale::mean, {1, infinity}); });
    expect_error<DataError>(messages::infinite_cell, {"'b'", "standard error"},
        [] { one(Scale::mean, {1, 2}, {.se = {1, infinity}}); });
    expect_error<DataError>(messages::negative_cell, {"'a'", "standard error", "-1"},
        [] { one(Scale::mean, {1, 2}, {.se = {-1, 1}}); });
    expect_error<DataError>(messages::negative_cell, {"'a'", "n is -1"},
        [] { one(Scale::mean, {1, 2}, {.n = {-1, 1}}); });
    expect_error<DataError>(messages::negative_cell, {"'b'", "numerator is -1"},
                            [] { one(Scale::rate, {}, {.numerator = {1, -1}, .denominator = {1, 1}}); });
    expect_error<DataError>(messages::negative_cell, {"'b'", "denominator is -1"},
                            [] { one(Scale::rate, {}, {.numerator = {1, 1}, .denominator = {1, -1}}); });
    expect_error<DataError>(messages::negative_cell, {"'a'", "count"}, [] { one(Scale::count, {-5, 2}); });
    expect_error<DataError>(messages::negative_cell, {"'a'", "rate"}, [] { one(Scale::rate, {-5, 2}); });
    CHECK_NOTHROW(one(Scale::mean, {-5, 2}));
    CHECK_NOTHROW(one(Scale::amount, {-5, 2}));
    expect_error<DataError>(messages::count_not_whole, {"'a'", "2.5", "amount"}, [] { one(Scale::count, {2.5, 2}); });
    CHECK_NOTHROW(one(Scale::amount, {2.5, 2}));
    expect_error<DataError>(messages::outside_proportion, {"'a'", "101"}, [] { one(Scale::proportion, {101, 2}); });
    expect_error<DataError>(messages::outside_proportion, {"47", "0 .. 1", "100 for percent"},
                            [] { one(Scale::proportion, {47, 0.2}, {}, 1); });
    expect_error<DataError>(messages::outside_proportion, {"'b'", "-1"}, [] { one(Scale::proportion, {1, -1}); });
    CHECK_NOTHROW(one(Scale::rate, {140, 2}));
    expect_error<DataError>(messages::numerator_above_denominator, {"'a'", "5", "4"},
                            [] { one(Scale::proportion, {}, {.numerator = {5, 1}, .denominator = {4, 1}}); });
    CHECK(one(Scale::rate, {}, {.numerator = {5, 1}, .denominator = {4, 1}}).cells(0, 0).value[0] == 125);
    expect_error<DataError>(messages::denominator_zero, {"'a'", "5"},
                            [] { one(Scale::rate, {}, {.numerator = {5, 1}, .denominator = {0, 1}}); });
    expect_error<DataError>(messages::value_of_nobody, {"'a'", "0"},
                            [] { one(Scale::rate, {0, 100}, {.numerator = {0, 1}, .denominator = {0, 1}}); });
    expect_error<DataError>(messages::numerator_alone, {"'x'", "2016"},
                            [] { one(Scale::rate, {1, 2}, {.numerator = {0, 1}}); });
    CHECK_NOTHROW(one(Scale::rate, {1, 2}, {.denominator = {0, 1}}));
    expect_error<DataError>(messages::negative_cell, {"'b'", "row 7"},
                            [] { one(Scale::count, {1, -1}, {.rows = {4, 7}}); });
}

TEST_CASE("What does not fit together is refused") {
    using test::expect_error;
    expect_error<DataError>(messages::duplicate_unit, {"'a'"}, [] { PanelBuilder({{.id = "a"}, {.id = "a"}}); });
    expect_error<DataError>(messages::empty_id, {"unit"}, [] { PanelBuilder(std::vector<Unit>{{.id = ""}}); });
    expect_error<DataError>(messages::id_too_long, {"10000", "200"},
                            [] { PanelBuilder(std::vector<Unit>{{.id = std::string(10'000, 'x')}}); });
    expect_error<DataError>(messages::id_too_long, {"10000"},
                            [] { PanelBuilder(two()).add(std::string(10'000, 'x'), "2016", {1, 2}); });
    expect_error<DataError>(messages::not_utf8, {"unit"}, [] { PanelBuilder(std::vector<Unit>{{.id = "\xFF"}}); });
    expect_error<DataError>(messages::id_control_character, {"unit"},
        [] { PanelBuilder(std::vector<Unit>{{.id = "a\nb"}}); });
    expect_error<ArgumentError>(messages::wrong_length, {"x", "3", "2"},
                                [] { PanelBuilder(two()).add("x", "2016", {1, 2, 3}); });
    expect_error<ArgumentError>(messages::wrong_length, {"se", "1", "2"},
                                [] { PanelBuilder(two()).add("x", "2016", {1, 2}, {.se = {1}}); });
    expect_error<ArgumentError>(messages::wrong_length, {"status", "1", "2"}, [] {
        PanelBuilder(two()).add("x", "2016", {1, 2}, {.status = {Status::observed}});
    });
    expect_error<DataError>(messages::duplicate_cells, {"'x'", "2016"},
                            [] { PanelBuilder(two()).add("x", "2016", {1, 2}).add("x", "2016", {1, 2}).build(); });
    expect_error<ArgumentError>(messages::bad_period, {"tomorrow"},
        [] { PanelBuilder(two()).add("x", "tomorrow", {1, 2}); });
    expect_error<ArgumentError>(messages::argument_out_of_range, {"x.factor", "0"},
                                [] { PanelBuilder(two()).describe({.id = "x", .factor = 0}); });
}

TEST_CASE("A panel may be empty, have one unit or hold nothing observed") {
    const Panel nothing;
    CHECK(nothing.units().empty());
    CHECK(nothing.hierarchy().nodes() == 0);
    const Panel single = PanelBuilder(std::vector<Unit>{{.id = "a"}}).add("x", "2016", {1}).build();
    CHECK(single.cells(0, 0).value[0] == 1);
    const Panel missing = PanelBuilder(two()).add("x", "2016", {unknown, unknown}).build();
    CHECK(missing.cells(0, 0).status[1] == Status::absent);
    const std::vector<std::string> ids{"a", "b"};
    CHECK(PanelBuilder(ids, UnitKind::district).period(Period(2016)).build().units()[1].kind == UnitKind::district);
}

TEST_CASE("Panels of persons and households are restricted whatever is asked") {
    CHECK_FALSE(PanelBuilder(two()).build().restricted());
    CHECK(PanelBuilder(two()).restricted().build().restricted());
    CHECK(PanelBuilder(std::vector<Unit>{{.id = "a",
        .kind = UnitKind::person}}).restricted(false).build().restricted());
    CHECK(PanelBuilder(std::vector<Unit>{{.id = "a", .kind = UnitKind::household}}).build().restricted());
}
