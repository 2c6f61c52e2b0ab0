// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/merge.hpp"

#include <cmath>
#include <limits>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/panel/builder.hpp"
#include "panel/same_panel.hpp"
#include "support/expect_error.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;
using test::expect_error;
using Texts = std::vector<std::string>;
using Names = std::vector<std::pair<std::string, std::string>>;

namespace {

using test::unknown;

Panel of(std::vector<Unit> units, std::string_view indicator, std::string_view period, std::vector<double> values,
         CellParts parts = {}) {
    return PanelBuilder(std::move(units)).add(indicator, period, std::move(values), std::move(parts)).build();
}

}  // namespace

TEST_CASE("Two sources about overlapping units become one panel") {
    const Panel health = of({{.id = "a", .name = "Aa"}, {.id = "b"}}, "lonely", "2020", {47.9, 51.3});
    const Panel register_ = of({{.id = "c"}, {.id = "a", .parent = "z"}}, "people", "2022", {10, 5725});
    const Panel both = merge_panels(health, register_);
    CHECK(test::ids_of(both) == Texts{"a", "b", "c"});
    CHECK(both.units()[0].name == "Aa");
    CHECK(both.units()[0].parent == "z");
    CHECK(test::indicators_of(both) == Texts{"lonely", "people"});
    CHECK(test::periods_of(both) == Texts{"2020", "2022"});
    CHECK(both.cells(0, 0).value[1] == 51.3);
    CHECK(both.cells(0, 0).status[2] == Status::absent);
    CHECK(both.cells(1, 1).value[0] == 5725);
    CHECK(both.cells(1, 1).value[2] == 10);
    CHECK(both.cells(1, 0).status[0] == Status::absent);
}

TEST_CASE("Cells of the same indicator and period fill one another") {
    const std::vector<Unit> units{{.id = "a"}, {.id = "b"}, {.id = "c"}};
    const Panel values = of(units, "x", "2020", {1, unknown, unknown},
                            {.status = {Status::observed, Status::absent, Status::not_applicable}});
    const Panel margins = of(units, "x", "2020", {1, unknown, unknown},
                             {.se = {0.5, unknown, unknown},
                                 .status = {Status::observed, Status::suppressed, Status::absent}});
    const Panel both = merge_panels(values, margins);
    CHECK(both.cells(0, 0).value[0] == 1);
    CHECK(both.cells(0, 0).se[0] == 0.5);
    CHECK(both.cells(0, 0).status[1] == Status::suppressed);
    CHECK(both.cells(0, 0).status[2] == Status::not_applicable);
}

TEST_CASE("Contradictions are refused with the place") {
    const std::vector<Unit> units{{.id = "a"}, {.id = "b"}};
    const Panel one = of(units, "x", "2020", {1, 2}, {.se = {0.5, 0.5}});
    expect_error<DataError>(messages::merge_values, {"'x'", "'b'", "2020", "value is 2", "3"},
                            [&] { merge_panels(one, of(units, "x", "2020", {1, 3})); });
    expect_error<DataError>(messages::merge_values, {"'a'", "the standard error is 0.5", "0.6"},
                            [&] { merge_panels(one, of(units, "x", "2020", {1, 2}, {.se = {0.6, 0.5}})); });
    for (const Status status : {Status::suppressed, Status::not_applicable})
        expect_error<DataError>(messages::merge_values, {"'b'", "status is observed", to_name(status)}, [&] {
            merge_panels(one, of(units, "x", "2020", {1, unknown}, {.status = {Status::observed, status}}));
        });
    CHECK_NOTHROW(merge_panels(one, of(units, "x", "2020", {1, unknown})));
    expect_error<DataError>(messages::merge_description, {"kind", "'a'", "neighbourhood", "district"},
                            [&] { merge_panels(one,
                                of({{.id = "a", .kind = UnitKind::district}}, "y", "2020", {1})); });
    expect_error<DataError>(messages::merge_description, {"name", "'a'", "'A'", "'B'"}, [&] {
        merge_panels(of({{.id = "a", .name = "A"}}, "x", "2020", {1}),
            of({{.id = "a", .name = "B"}}, "x", "2021", {1}));
    });
    expect_error<DataError>(messages::merge_description, {"factor", "'x'", "'1'", "'100'"}, [&] {
        merge_panels(one, PanelBuilder(units).describe({.id = "x", .factor = 100}).add("x", "2021", {1, 2}).build());
    });
    expect_error<DataError>(messages::merge_description, {"scale", "'x'", "mean", "rate"}, [&] {
        merge_panels(one,
            PanelBuilder(units).describe({.id = "x", .scale = Scale::rate}).add("x", "2021", {1, 2}).build());
    });
    // What one panel does not say, the other may.
    const Panel mean = PanelBuilder(units).describe({.id = "x", .scale = Scale::mean}).add("x", "2021", {1, 2}).build();
    CHECK(merge_panels(one, mean).indicators()[0].scale == Scale::mean);
    expect_error<DataError>(messages::parent_not_higher, {"'a'", "'b'"},
                            [&] { merge_panels(one, of({{.id = "a", .parent = "b"}}, "x", "2021", {1})); });
}

TEST_CASE("What restricts or rounds one panel does so for both") {
    const Panel open = of({{.id = "a"}, {.id = "b"}}, "x", "2020", {1, 2});
    const Panel closed = PanelBuilder({{.id = "a"}, {.id = "b"}}).add("y", "2020", {1, 2}).restricted().build();
    CHECK(merge_panels(open, closed).restricted());
    CHECK(merge_panels(closed, open).restricted());
    CHECK_FALSE(merge_panels(open, open).restricted());
    const Panel rounded = PanelBuilder({{.id = "a"}, {.id = "b"}})
                              .count_rounding(5)
                              .add("z", "2020", {0.07, 0.5}, {.numerator = {20, 5}, .denominator = {290, 10}})
                              .build();
    CHECK_NOTHROW(merge_panels(open, rounded));
    CHECK_NOTHROW(merge_panels(rounded, open));
}

TEST_CASE("Indicators take other names and descriptions") {
    const Panel panel = PanelBuilder({{.id = "a"}, {.id = "b"}})
                            .add("x", "2020", {1, 2})
                            .add("y", "2020", {60, 70})
                            .build();
    const Panel swapped = rename_indicators(panel, Names{{"x", "y"}, {"y", "x"}});
    CHECK(test::indicators_of(swapped) == Texts{"y", "x"});
    CHECK(swapped.cells(swapped.indicator("y"), 0).value[1] == 2);
    CHECK(test::same(rename_indicators(swapped, Names{{"x", "y"}, {"y", "x"}}), panel));
    expect_error<ArgumentError>(messages::unknown_indicator, {"'z'"},
        [&] { rename_indicators(panel, Names{{"z", "q"}}); });
    expect_error<DataError>(messages::duplicate_indicator, {"'y'"},
        [&] { rename_indicators(panel, Names{{"x", "y"}}); });
    expect_error<ArgumentError>(messages::asked_twice, {"'x'"},
                                [&] { rename_indicators(panel, Names{{"x", "p"}, {"x", "q"}}); });
    expect_error<DataError>(messages::empty_id, {"indicator"}, [&] { rename_indicators(panel, Names{{"x", ""}}); });

    const std::vector<PanelIndicator> percent{{.id = "y", .scale = Scale::proportion, .factor = 100, .unit = "%"}};
    CHECK(describe_indicators(panel, percent).indicators()[1].factor == 100);
    const std::vector<PanelIndicator> share{{.id = "y", .scale = Scale::proportion}};
    expect_error<DataError>(messages::outside_proportion, {"'y'", "60"}, [&] { describe_indicators(panel, share); });
    const std::vector<PanelIndicator> unknown{{.id = "z"}};
    expect_error<ArgumentError>(messages::unknown_indicator, {"'z'"}, [&] { describe_indicators(panel, unknown); });
    const std::vector<PanelIndicator> infinite{{.id = "y", .factor = std::numeric_limits<double>::infinity()}};
    expect_error<ArgumentError>(messages::argument_out_of_range, {"y.factor"},
        [&] { describe_indicators(panel, infinite); });
}
