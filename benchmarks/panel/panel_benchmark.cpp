// SPDX-License-Identifier: Apache-2.0
// From a table to a panel: all neighbourhoods of the Netherlands with 60 indicators, wide and long.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "maatstaf/panel/describe.hpp"
#include "maatstaf/panel/read.hpp"
#include "maatstaf/panel/write.hpp"

namespace {

using namespace maatstaf;

constexpr std::size_t units = 14'000;
constexpr std::size_t indicators = 60;

std::string code(std::size_t unit) { return "BU" + std::to_string(10'000'000 + unit); }

double number(std::size_t i) { return static_cast<double>((i * 2654435761U) % 1000) / 10; }

Table wide_table() {
    std::vector<std::string> codes;
    for (std::size_t unit = 0; unit < units; ++unit) codes.push_back(code(unit));
    Table table;
    table.add(Column::string("unit", codes));
    for (std::size_t i = 0; i < indicators; ++i) {
        std::vector<double> values;
        for (std::size_t unit = 0; unit < units; ++unit) values.push_back(number(i * units + unit));
        table.add(Column::float64("indicator_" + std::to_string(i), std::move(values)));
    }
    return table;
}

/// Texts as plain strings, as a file delivers them, or as dictionaries, as a DataFrame with categories does.
Table long_table(bool dictionaries) {
    std::vector<std::string> unit_ids, indicator_ids;
    for (std::size_t unit = 0; unit < units; ++unit) unit_ids.push_back(code(unit));
    for (std::size_t i = 0; i < indicators; ++i) indicator_ids.push_back("indicator_" + std::to_string(i));
    std::vector<std::int32_t> unit_codes, indicator_codes;
    std::vector<std::string> unit_texts, indicator_texts;
    std::vector<double> values;
    for (std::size_t i = 0; i < indicators; ++i)
        for (std::size_t unit = 0; unit < units; ++unit) {
            values.push_back(number(i * units + unit));
            if (dictionaries) {
                unit_codes.push_back(static_cast<std::int32_t>(unit));
                indicator_codes.push_back(static_cast<std::int32_t>(i));
            } else {
                unit_texts.push_back(unit_ids[unit]);
                indicator_texts.push_back(indicator_ids[i]);
            }
        }
    const std::size_t rows = values.size();
    Table table;
    table.add(dictionaries ? Column::dictionary("unit", std::move(unit_codes), std::move(unit_ids))
                           : Column::string("unit", unit_texts));
    table.add(dictionaries ? Column::dictionary("indicator", std::move(indicator_codes), std::move(indicator_ids))
                           : Column::string("indicator", indicator_texts));
    table.add(Column::int64("period", std::vector<std::int64_t>(rows, 2020)));
    table.add(Column::float64("value", std::move(values)));
    return table;
}

void count_cells(benchmark::State& state) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(units * indicators));
}

void wide_to_panel(benchmark::State& state) {
    const Table table = wide_table();
    for (auto _ : state) benchmark::DoNotOptimize(panel_from_table(table, {.fixed_period = "2020"}));
    count_cells(state);
}
BENCHMARK(wide_to_panel)->Unit(benchmark::kMillisecond);

void long_to_panel(benchmark::State& state) {
    const Table table = long_table(state.range(0) != 0);
    for (auto _ : state) benchmark::DoNotOptimize(panel_from_long(table));
    count_cells(state);
}
BENCHMARK(long_to_panel)->ArgName("dictionaries")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void panel_to_long(benchmark::State& state) {
    const Panel panel = panel_from_table(wide_table(), {.fixed_period = "2020"});
    for (auto _ : state) benchmark::DoNotOptimize(to_long_table(panel));
    count_cells(state);
}
BENCHMARK(panel_to_long)->Unit(benchmark::kMillisecond);

void describe_panel(benchmark::State& state) {
    const Panel panel = panel_from_table(wide_table(), {.fixed_period = "2020"});
    for (auto _ : state) benchmark::DoNotOptimize(describe(panel));
    count_cells(state);
}
BENCHMARK(describe_panel)->Unit(benchmark::kMillisecond);

}  // namespace
