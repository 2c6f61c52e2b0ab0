// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/panel/builder.hpp"
#include "maatstaf/panel/merge.hpp"
#include "maatstaf/panel/read.hpp"
#include "maatstaf/panel/write.hpp"
#include "panel/same_panel.hpp"
#include "support/expect_error.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;
using Texts = std::vector<std::string>;

namespace {

using test::unknown;

/// A small generator of whole numbers for test data.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_{seed * 2862933555777941757ULL + 3037000493ULL} {}
    std::uint64_t below(std::uint64_t bound) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return (state_ >> 33) % bound;
    }

private:
    std::uint64_t state_;
};

/// Any panel: every status, parts here and there, several kinds of indicators and periods.
Panel any_panel(std::uint64_t seed) {
    Dice dice(seed);
    const std::size_t count = 1 + dice.below(7);
    std::vector<Unit> units{{.id = "GM0001", .name = "Stad", .kind = UnitKind::municipality}};
    for (std::size_t i = 1; i < count; ++i)
        units.push_back({.id = "WK" + std::to_string(i), .name = i % 2 ? "Wijk, \"" + std::to_string(i) + "\"" : "",
                         .kind = UnitKind::district, .parent = i % 3 ? "GM0001" : ""});
    PanelBuilder builder(std::move(units));
    builder.describe({.id = "care", .scale = Scale::proportion, .factor = 100, .unit = "%"});
    builder.describe({.id = "score"});
    for (const char* period : {"2016", "2017-H1", "2018-03"}) {
        std::vector<double> value(count), se(count), n(count), score(count);
        CellParts care;
        care.status.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            care.denominator.push_back(static_cast<double>(1 + dice.below(500)));
            const auto most = static_cast<std::uint64_t>(care.denominator[i]);
            care.numerator.push_back(static_cast<double>(dice.below(most + 1)));
            value[i] = 100 * care.numerator[i] / care.denominator[i];
            se[i] = dice.below(2) ? 0.25 : unknown;
            n[i] = static_cast<double>(dice.below(100));
            care.status[i] = static_cast<Status>(dice.below(4));
            // A cell without a value has no numerator either, or it would be filled from it.
            if (care.status[i] != Status::observed) value[i] = care.numerator[i] = unknown;
            score[i] = dice.below(5) ? static_cast<double>(dice.below(1000)) / 8 - 50 : unknown;
        }
        care.se = se;
        care.n = n;
        builder.add("care", period, value, care);
        if (dice.below(3)) builder.add("score", period, score);
    }
    return builder.build();
}

const LongOptions read_long{.indicators = {}, .name = "name", .parent = "parent", .kind = "kind"};
const WideOptions read_wide{.period = "period", .name = "name", .parent = "parent", .kind = "kind"};

template <class Options>
Options with_indicators(Options options, const Panel& panel) {
    options.indicators.assign(panel.indicators().begin(), panel.indicators().end());
    return options;
}

Table rows_in_order(const Table& table, std::span<const std::size_t> order) {
    std::vector<Column> columns;
    for (const Column& column : table.columns()) {
        std::vector<Status> status;
        Texts texts;
        std::vector<double> numbers;
        for (const std::size_t row : order) {
            status.push_back(column.status(row));
            if (column.is_text()) texts.emplace_back(column.text(row));
            else numbers.push_back(column.number(row));
        }
        columns.push_back(column.is_text() ? Column::string(column.name(), texts, status)
                                           : Column::float64(column.name(), numbers, status));
    }
    return Table(std::move(columns));
}

}  // namespace

TEST_CASE("A panel written long or wide reads back as the same panel") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const Panel panel = any_panel(seed);
        CAPTURE(seed);
        CHECK(test::same(panel_from_long(to_long_table(panel), with_indicators(read_long, panel)), panel));
        CHECK(test::same(panel_from_table(to_wide_table(panel), with_indicators(read_wide, panel)), panel));
        // By way of text too: numbers are written so that they read back exactly.
        CsvOptions codes;
        codes.text = {"period"};
        const Table text = read_csv(write_csv(to_long_table(panel)), codes);
        CHECK(test::same(panel_from_long(text, with_indicators(read_long, panel)), panel));
    }
}

TEST_CASE("The order of rows decides the order of units and nothing else") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Panel panel = any_panel(seed);
        const Table table = seed % 2 ? to_long_table(panel) : to_wide_table(panel);
        std::vector<std::size_t> order(table.rows());
        std::iota(order.begin(), order.end(), std::size_t{0});
        Dice dice(seed + 1000);
        for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[dice.below(i)]);
        const Table shuffled = rows_in_order(table, order);
        const Panel again = seed % 2 ? panel_from_long(shuffled, with_indicators(read_long, panel))
                                     : panel_from_table(shuffled, with_indicators(read_wide, panel));
        CAPTURE(seed);
        // Units stand in order of first appearance among the shuffled rows ...
        Texts first;
        const Column& unit = shuffled["unit"];
        for (std::size_t row = 0; row < unit.size(); ++row)
            if (std::ranges::find(first, unit.text(row)) == first.end()) first.emplace_back(unit.text(row));
        CHECK(test::ids_of(again) == first);
        // ... and in the old order it is the same panel.
        CHECK(test::same(again.select_units(test::ids_of(panel)), panel));
    }
}

TEST_CASE("A panel in parts merges to the same panel") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Panel panel = any_panel(seed);
        CAPTURE(seed);
        const Panel periods = merge_panels(panel.select_periods(panel.periods().first(1)),
                                           panel.select_periods(panel.periods().subspan(1)));
        CHECK(test::same(periods, panel));
        const Panel indicators = merge_panels(panel.select_indicators(Texts{"care"}),
            panel.select_indicators(Texts{"score"}));
        CHECK(test::same(indicators, panel));
        const Texts ids = test::ids_of(panel);
        const std::size_t half = ids.size() / 2;
        const Panel units = merge_panels(panel.select_units(std::span(ids).first(half)),
                                         panel.select_units(std::span(ids).subspan(half)));
        CHECK(test::same(units, panel));
        CHECK(test::same(merge_panels(panel, panel), panel));
        CHECK(test::same(merge_panels(Panel(), panel), panel));
    }
}

TEST_CASE("Long and wide tables show every cell with its reason") {
    const Panel panel = PanelBuilder({{.id = "a", .name = "A"}, {.id = "b"}, {.id = "c"}, {.id = "d"}})
                            .add("x", "2016", {1, unknown, unknown, unknown},
                                 {.se = {0.5, unknown, unknown, unknown},
                                  .status = {Status::observed, Status::absent, Status::suppressed,
                                      Status::not_applicable}})
                            .add("y", "2017", {5, 6, 7, 8})
                            .restricted()
                            .build();
    const Table table = to_long_table(panel);
    CHECK(table.restricted());
    REQUIRE(table.rows() == 16);
    CHECK(table["indicator"].text(3) == "x");
    CHECK(table["period"].text(3) == "2016");
    CHECK(table["unit"].text(3) == "d");
    CHECK(table["status"].text(0) == "observed");
    CHECK(table["status"].text(1) == "absent");
    CHECK(table["status"].text(2) == "suppressed");
    CHECK(table["status"].text(3) == "not_applicable");
    CHECK(table["value"].number(0) == 1);
    CHECK(std::isnan(table["value"].number(3)));
    CHECK(table["se"].number(0) == 0.5);
    CHECK_FALSE(table.has("n"));
    CHECK(table["name"].text(0) == "A");
    CHECK(table["name"].status(1) == Status::absent);
    CHECK(table["parent"].status(0) == Status::absent);

    const Table wide = to_wide_table(panel);
    CHECK(wide.restricted());
    REQUIRE(wide.rows() == 8);
    CHECK(wide["x"].status(2) == Status::suppressed);
    CHECK(wide["x"].status(3) == Status::not_applicable);
    CHECK(wide["x_se"].number(0) == 0.5);
    CHECK(wide["y"].number(7) == 8);
    CHECK(wide["y"].status(0) == Status::absent);
    CHECK_FALSE(wide.has("y_se"));
    test::expect_error<ArgumentError>(messages::duplicate_column, {"'unit'"}, [] {
        to_wide_table(PanelBuilder({{.id = "a"}, {.id = "b"}}).add("unit", "2016", {1, 2}).build());
    });
    CHECK(to_long_table(Panel()).rows() == 0);
    CHECK(to_wide_table(Panel()).rows() == 0);
}
