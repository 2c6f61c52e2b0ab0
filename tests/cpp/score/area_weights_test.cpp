// SPDX-License-Identifier: Apache-2.0
// Weight sets that hold for one area: each unit gets exactly what a model with the weights of its area gives it.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/messages/framework.hpp"
#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/score/change.hpp"
#include "maatstaf/score/weight_shift.hpp"
#include "score/small_framework.hpp"
#include "support/caught.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

WeightSet weights(const std::string& id, const std::string& area, double x, double r1) {
    WeightSet set;
    set.id = id;
    set.body = "town";
    set.date = "2026-01-01";
    set.area = area;
    set.weights = {{"x", x}, {"y", 1.0}, {"R1", r1}, {"R2", 1.0}, {"R3", 1.0}};
    return set;
}

/// Sets "north" for district dn, "old" for neighbourhood n2 in it, "far" for a district without units, "all" for all.
Framework area_framework() {
    Framework made = test::small_framework();
    made.add(weights("all", "", 1.0, 2.0));
    made.add(weights("north", "dn", 3.0, 4.0));
    made.add(weights("old", "n2", 0.0, 1.0));
    made.add(weights("far", "df", 5.0, 1.0));
    return made;
}

/// Neighbourhoods n1 and n2 of district dn, which is no unit itself here, s1 of district ds, which is, and a house in
/// n2.
Panel area_panel() {
    std::vector<Unit> units = {{"n1", "", UnitKind::neighbourhood, "dn"},
                               {"n2", "", UnitKind::neighbourhood, "dn"},
                               {"s1", "", UnitKind::neighbourhood, "ds"},
                               {"ds", "", UnitKind::district, ""},
                               {"h", "", UnitKind::household, "n2"}};
    PanelBuilder builder(units);
    const CellParts se{.se = {0.1, 0.2, 0.1, test::unknown, 0.3}};
    for (const int year : {2016, 2020}) {
        const double shift = year == 2016 ? 0.0 : 0.5;
        builder.add("x", Period(year), {1.0 + shift, 2.0, 3.0, 6.0 - shift, 4.0}, se);
        builder.add("y", Period(year), {10.0, 30.0 - shift, 20.0, 40.0, 15.0});
        builder.add("z", Period(year), {5.0, 5.5, 7.0 + shift, 4.0, test::unknown});
    }
    return builder.build();
}

ScoreModelOptions with(const std::string& weight_set, std::vector<std::string> area_weights) {
    ScoreModelOptions options = test::minmax_options();
    options.weight_set = weight_set;
    options.area_weights = std::move(area_weights);
    return options;
}

ScoreModel model(const ScoreModelOptions& options) {
    return fit_score_model(area_framework(), area_panel().at("2016"), options);
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// Whether a unit has, to the last bit, the scores of another result, apart from the caveat that names its weights.
void check_same_cells(const ScoreResult& one, const ScoreResult& other, const std::string& unit) {
    CAPTURE(unit);
    REQUIRE(one.items().size() == other.items().size());
    const auto u = one.find_unit(unit), v = other.find_unit(unit);
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(one.items().size()); ++i)
        for (std::int32_t p = 0; p < 2; ++p) {
            const ScoreCell a = one.cell(i, u, p), b = other.cell(i, v, p);
            CAPTURE(one.item(i).id, p);
            CHECK(same(a.estimate.value, b.estimate.value));
            CHECK(same(a.estimate.se, b.estimate.se));
            CHECK(same(a.estimate.low, b.estimate.low));
            CHECK(same(a.estimate.high, b.estimate.high));
            CHECK(a.coverage == b.coverage);
            CHECK(same(a.reference, b.reference));
            CHECK(a.status == b.status);
            CHECK(a.method == b.method);
            const auto own = static_cast<std::uint32_t>(CellCaveat::weights_of_area);
            CHECK((static_cast<std::uint32_t>(a.caveats) & ~own) == static_cast<std::uint32_t>(b.caveats));
        }
}

std::string parameter_of(std::span<const Caveat> caveats, Message message, const std::string& name) {
    for (const auto& each : caveats)
        if (each.message == message)
            for (const auto& [key, value] : each.parameters)
                if (key == name) return value;
    return "(not said)";
}

}  // namespace

TEST_CASE("units of an area are scored with its weights, the nearest area first", "[score][area]") {
    for (const std::int32_t draws : {0, 40}) {
        ScoreOptions options;
        options.draws = draws;
        options.view = ScoreView::both;
        auto mixed = with("all", {"north", "old"});
        mixed.aggregate = draws > 0 ? Aggregate::geometric : Aggregate::arithmetic;
        mixed.floor = draws > 0 ? 0.01 : test::unknown;
        const auto plain = [&](const std::string& set) {
            auto own = mixed;
            own.weight_set = set;
            own.area_weights.clear();
            return score_panel(model(own), area_panel(), options);
        };
        const auto result = score_panel(model(mixed), area_panel(), options);
        check_same_cells(result, plain("north"), "n1");
        check_same_cells(result, plain("old"), "n2");
        check_same_cells(result, plain("old"), "h");    // a house lies in the neighbourhood, that in the district
        check_same_cells(result, plain("all"), "s1");
        check_same_cells(result, plain("all"), "ds");
        CHECK(result.cell("A", "n1", "2016").estimate.value != plain("all").cell("A", "n1", "2016").estimate.value);
    }
}

TEST_CASE("every cell and the result say whose weights count", "[score][area]") {
    const auto result = score_panel(model(with("all", {"north", "far"})), area_panel());
    const auto cell = [&](const char* item, const char* unit) { return result.cell(item, unit, "2016"); };
    CHECK(cell("R1", "n1").area_weights == "north");
    CHECK(has(cell("R1", "n1").caveats, CellCaveat::weights_of_area));
    CHECK(parameter_of(notes(cell("R1", "n1")), messages::weights_of_area, "weights") == "north");
    CHECK(cell("R1", "s1").area_weights.empty());
    CHECK_FALSE(has(cell("R1", "s1").caveats, CellCaveat::weights_of_area));
    CHECK(cell("x", "n1").area_weights.empty());   // the score of an indicator has no weights
    CHECK(parameter_of(result.caveats(), messages::area_weights_used, "count") == "3");   // n1, n2 and h
    CHECK(parameter_of(result.caveats(), messages::area_weights_used, "total") == "5");
    CHECK(parameter_of(result.caveats(), messages::area_weights_unused, "weights") == "far");
    // Six items (A, L, D and three results) of three units in two periods.
    CHECK(parameter_of(result.caveats(), messages::weights_of_area, "count") == "36");
    const std::string table = write_csv(to_table(result));
    CHECK(table.find("The weights 'north' count that were set for the area of this unit.") != table.npos);
    CHECK(&result.model_of(result.find_unit("s1")) == &result.model());
    CHECK(result.model_of(result.find_unit("h")).options().weight_set == "north");
}

TEST_CASE("counts of cells are those of all units together", "[score][area]") {
    const auto plain = score_panel(model(with("all", {})), area_panel());
    const auto mixed = score_panel(model(with("all", {"north"})), area_panel());
    for (const auto message : {messages::no_margin, messages::part_without_margin, messages::inputs_missing}) {
        CAPTURE(static_cast<int>(message));
        CHECK(parameter_of(mixed.caveats(), message, "count") == parameter_of(plain.caveats(), message, "count"));
        CHECK(parameter_of(mixed.caveats(), message, "total") == parameter_of(plain.caveats(), message, "total"));
    }
    CHECK(std::ranges::count(mixed.caveats(), messages::inputs_independent, &Caveat::message) == 1);
}

TEST_CASE("equal weights hold outside the areas only", "[score][area]") {
    const auto made = model(with("", {"north"}));
    CHECK(std::ranges::count(made.caveats(), messages::weights_are_equal, &Caveat::message) == 0);
    // The weights for all were set, but not asked for.
    CHECK(parameter_of(made.caveats(), messages::weights_not_used_elsewhere, "weights") == "all");
    CHECK(std::ranges::count(made.area_models()[0].caveats(), messages::weights_not_used_elsewhere,
                             &Caveat::message) == 0);
    Framework alone = test::small_framework();
    alone.add(weights("north", "dn", 3.0, 4.0));
    const auto none = fit_score_model(alone, area_panel(), with("", {"north"}));
    CHECK(std::ranges::count(none.caveats(), messages::weights_are_equal_elsewhere, &Caveat::message) == 1);
}

TEST_CASE("a change against a unit with other weights says so", "[score][area]") {
    const auto result = score_panel(model(with("all", {"north"})), area_panel());
    const auto changes = score_change(result, Period(2016), Period(2020), {.reference_unit = "ds"});
    const auto said = [&](const std::string& unit, const std::string& item) {
        for (const auto& row : changes.rows)
            if (row.unit == unit && row.item == item)
                return std::ranges::count(row.caveats, messages::reference_has_other_weights, &Caveat::message);
        return std::ptrdiff_t{-1};
    };
    CHECK(said("n1", "A") == 1);
    CHECK(said("s1", "A") == 0);
    CHECK(said("n1", "x") == 0);
    CHECK(write_csv(to_table(changes)).find("The reference unit 'ds' has other weights") != std::string::npos);
}

TEST_CASE("a shift of weights follows the area of the unit", "[score][area]") {
    const auto all = score_panel(model(with("all", {})), area_panel());
    const auto mixed = score_panel(model(with("all", {"north"})), area_panel());
    const auto north = score_panel(model(with("north", {})), area_panel());
    const auto shift = weight_shift(all, mixed, "R1", "n1", "2016");
    CHECK(shift.after == north.cell("R1", "n1", "2016").estimate.value);
    CHECK(shift.change.value == weight_shift(all, north, "R1", "n1", "2016").change.value);
    CHECK(weight_shift(all, mixed, "R1", "s1", "2016").change.value == 0.0);
    const auto of = effective_weights(mixed, "R1", "n1", "2016");
    REQUIRE(of.size() == 2);
    CHECK(of[0].weight + of[1].weight == Approx(1.0));
    CHECK(std::ranges::find(of, "x", &IndicatorWeight::indicator)->weight == Approx(0.75));
}

TEST_CASE("sets without an area, twice for one area, or unknown are refused", "[score][area]") {
    const auto refused = [](std::vector<std::string> sets, Framework of = area_framework()) {
        return test::caught<ArgumentError>([&] {
                   fit_score_model(of, area_panel().at("2016"), with("", std::move(sets)));
               }).note().message;
    };
    CHECK(refused({"all"}) == messages::weights_without_area);
    CHECK(refused({"north", "north"}) == messages::weights_for_same_area);
    CHECK(refused({"nort"}) == messages::unknown_item);
    auto twice = area_framework();
    twice.add(weights("north_too", "dn", 1.0, 1.0));
    CHECK(refused({"north", "north_too"}, twice) == messages::weights_for_same_area);
}

TEST_CASE("progress of all areas counts as one, and can stop it", "[score][area]") {
    std::vector<std::size_t> seen;
    ScoreOptions options;
    options.progress = [&](std::size_t done, std::size_t total) {
        CHECK(total == 5);
        seen.push_back(done);
        return true;
    };
    score_panel(model(with("all", {"north"})), area_panel(), options);
    REQUIRE_FALSE(seen.empty());
    CHECK(std::ranges::is_sorted(seen));
    CHECK(seen.back() == 5);
    options.progress = [](std::size_t, std::size_t) { return false; };
    CHECK_THROWS_AS(score_panel(model(with("all", {"north"})), area_panel(), options), CancelledError);
}

TEST_CASE("weights of areas survive an archive", "[score][area][archive]") {
    const auto made = model(with("all", {"north", "old"}));
    const auto again = from_archive<ScoreModel>(to_archive(made));
    REQUIRE(again.area_models().size() == 2);
    const auto result = score_panel(made, area_panel());
    CHECK(write_csv(to_table(score_panel(again, area_panel()))) == write_csv(to_table(result)));
    const auto restored = from_archive<ScoreResult>(to_archive(result));
    CHECK(write_csv(to_table(restored)) == write_csv(to_table(result)));
    CHECK(restored.model_of(1).options().weight_set == "old");
    CHECK(to_archive(restored) == to_archive(result));
}
