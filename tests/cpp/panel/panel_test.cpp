// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/panel.hpp"

#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/panel/builder.hpp"
#include "support/expect_error.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;

namespace {

using test::unknown;

/// Two districts of a municipality, the country, and a district whose municipality is not among the units.
Panel hoorn() {
    return PanelBuilder({{.id = "NL01", .kind = UnitKind::country},
                         {.id = "GM0405", .kind = UnitKind::municipality, .parent = "NL01"},
                         {.id = "WK040510", .name = "Binnenstad", .kind = UnitKind::district, .parent = "GM0405"},
                         {.id = "WK040532", .kind = UnitKind::district, .parent = "GM0405"},
                         {.id = "WK999901", .kind = UnitKind::district, .parent = "GM9999"}})
        .add("lonely", "2016", {43.4, 42, 43.6, 48.8, 40}, {.se = {0.1, 1, 1.5, 1.6, unknown}})
        .add("lonely", "2020", {47.0, 46, 47.9, unknown, 44},
             {.status = {Status::observed, Status::observed, Status::observed, Status::suppressed, Status::observed}})
        .add("volunteer", "2020", {24.6, 23, 21.8, 20.6, 25})
        .restricted()
        .build();
}

}  // namespace

TEST_CASE("The hierarchy has an edge to each parent that is a unit") {
    const Panel panel = hoorn();
    const Graph& graph = panel.hierarchy();
    REQUIRE(graph.nodes() == 5);
    CHECK(graph.targets(0).empty());
    REQUIRE(graph.targets(2).size() == 1);
    CHECK(graph.targets(2)[0] == 1);
    CHECK(graph.targets(4).empty());
    CHECK(panel.units()[4].parent == "GM9999");
}

TEST_CASE("Parents must be higher and must not go round in circles") {
    using test::expect_error;
    expect_error<DataError>(messages::unit_cycle, {"a > b > a"},
                            [] { PanelBuilder({{.id = "a", .parent = "b"}, {.id = "b", .parent = "a"}}).build(); });
    expect_error<DataError>(messages::unit_cycle, {"a > a"},
        [] { PanelBuilder(std::vector<Unit>{{.id = "a", .parent = "a"}}).build(); });
    for (const auto& [child, parent] : {std::pair{UnitKind::municipality, UnitKind::district},
                                        std::pair{UnitKind::district, UnitKind::district},
                                        std::pair{UnitKind::person, UnitKind::organisation},
                                        std::pair{UnitKind::organisation, UnitKind::municipality}})
        expect_error<DataError>(messages::parent_not_higher, {"'a'", "'b'", to_name(child), to_name(parent)},
                                [child = child, parent = parent] {
            PanelBuilder({{.id = "a", .kind = child, .parent = "b"}, {.id = "b", .kind = parent}}).build();
        });
    CHECK_NOTHROW(PanelBuilder({{.id = "a", .kind = UnitKind::organisation, .parent = "b"},
                                {.id = "b", .kind = UnitKind::organisation}}).build());
    CHECK_NOTHROW(PanelBuilder({{.id = "a", .kind = UnitKind::person, .parent = "b"},
                                {.id = "b", .kind = UnitKind::municipality}}).build());
    expect_error<DataError>(messages::unit_cycle, {"0 > 1 > 2", "..."}, [] {
        std::vector<Unit> units(10'000);
        for (std::size_t i = 0; i < units.size(); ++i)
            units[i] = {.id = std::to_string(i), .parent = std::to_string((i + 1) % units.size())};
        PanelBuilder(std::move(units)).build();
    });
}

TEST_CASE("Parts of a panel keep cells, reasons, restriction and hierarchy") {
    const Panel panel = hoorn();
    SECTION("periods") {
        const Panel later = panel.at("2020");
        CHECK(later.periods().size() == 1);
        CHECK(later.cells(0, 0).value[2] == 47.9);
        CHECK(later.cells(0, 0).status[3] == Status::suppressed);
        CHECK(later.cells(0, 0).se.empty());
        CHECK(later.restricted());
        const Panel both = panel.select_periods(std::vector{Period(2020), Period(2016)});
        CHECK(both.periods()[0] == Period(2016));
        CHECK(both.cells(0, 0).se[2] == 1.5);
    }
    SECTION("units") {
        const std::vector<std::string> ids{"WK040532", "GM0405"};
        const Panel part = panel.select_units(ids);
        CHECK(part.units()[0].id == "WK040532");
        CHECK(part.cells(0, 0).value[0] == 48.8);
        CHECK(part.cells(0, 0).se[1] == 1);
        CHECK(part.cells(0, 1).status[0] == Status::suppressed);
        REQUIRE(part.hierarchy().targets(0).size() == 1);
        CHECK(part.hierarchy().targets(0)[0] == 1);
        CHECK(part.hierarchy().targets(1).empty());
        CHECK(part.cells(1, 0).status[1] == Status::absent);
        CHECK(part.restricted());
    }
    SECTION("indicators") {
        const std::vector<std::string> ids{"volunteer"};
        const Panel part = panel.select_indicators(ids);
        REQUIRE(part.indicators().size() == 1);
        CHECK(part.indicator("volunteer") == 0);
        CHECK(part.cells(0, 0).status[0] == Status::absent);
        CHECK(part.cells(0, 1).value[4] == 25);
    }
    SECTION("kind") {
        const Panel districts = panel.of_kind(UnitKind::district);
        CHECK(districts.units().size() == 3);
        CHECK(districts.cells(0, 0).value[0] == 43.6);
        CHECK(panel.of_kind(UnitKind::household).units().empty());
    }
}

TEST_CASE("What a panel does not have is named, with what was probably meant") {
    using test::expect_error;
    const Panel panel = hoorn();
    expect_error<ArgumentError>(messages::unknown_unit, {"'WK040533'", "'WK040532'"},
                                [&] { panel.unit("WK040533"); });
    expect_error<ArgumentError>(messages::unknown_indicator, {"'lonly'", "'lonely'"},
                                [&] { panel.indicator("lonly"); });
    expect_error<ArgumentError>(messages::unknown_period, {"2012", "2016, 2020"}, [&] { panel.at("2012"); });
    expect_error<ArgumentError>(messages::unknown_indicator, {"'x'"},
                                [&] { panel.select_indicators(std::vector<std::string>{"x"}); });
    expect_error<ArgumentError>(messages::unknown_unit, {"?"}, [&] { panel.unit(std::string(10'000, '?')); });
    expect_error<ArgumentError>(messages::asked_twice, {"'GM0405'"},
                                [&] { panel.select_units(std::vector<std::string>{"GM0405", "GM0405"}); });
    expect_error<ArgumentError>(messages::asked_twice, {"'lonely'"},
                                [&] { panel.select_indicators(std::vector<std::string>{"lonely", "lonely"}); });
    expect_error<ArgumentError>(messages::asked_twice, {"2016"},
                                [&] { panel.select_periods(std::vector{Period(2016), Period(2016)}); });
    expect_error<ArgumentError>(messages::argument_out_of_range, {"indicator", "2"}, [&] { panel.cells(2, 0); });
    expect_error<ArgumentError>(messages::argument_out_of_range, {"period", "-1"}, [&] { panel.cells(0, -1); });
}
