// SPDX-License-Identifier: Apache-2.0
// From a panel to the scores of every node: 14,000 neighbourhoods, 60 indicators, 12 results, 4 ambitions, 1 life area.
// `Bandwidth` reads the same memory once: no program that looks at every value can be faster. Run on an idle machine,
// one thread; score_benchmark.py sets the NumPy code of a good user beside it.
#include <benchmark/benchmark.h>

#include <cmath>
#include <string>
#include <vector>

#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/panel/builder.hpp"
#include "maatstaf/score/model.hpp"
#include "maatstaf/score/result.hpp"

namespace {

using namespace maatstaf;

constexpr std::size_t units = 14'000;
constexpr int indicators = 60, results = 12, ambitions = 4;

template <class ItemType>
ItemType item(std::string id, std::string parent) {
    ItemType made;
    made.id = std::move(id);
    made.parent = std::move(parent);
    return made;
}

Framework framework() {
    Framework made("Benchmark", "en", "benchmark");
    made.add(item<Domain>("domain", ""));
    made.add(item<LifeArea>("life_area", "domain"));
    for (int a = 0; a < ambitions; ++a) made.add(item<Ambition>("A" + std::to_string(a), "life_area"));
    for (int r = 0; r < results; ++r)
        made.add(item<SocietalResult>("R" + std::to_string(r), "A" + std::to_string(r % ambitions)));
    for (int i = 0; i < indicators; ++i) {
        auto indicator = item<Indicator>("i" + std::to_string(i), "R" + std::to_string(i % results));
        indicator.direction = i % 2 == 0 ? Direction::higher : Direction::lower;
        indicator.scale = Scale::mean;
        made.add(indicator);
    }
    return made;
}

enum class Cells { complete, gaps, margins, counts };

const Panel& panel(Cells kind) {
    static const auto make = [](Cells wanted) {
        std::vector<std::string> ids;
        for (std::size_t u = 0; u < units; ++u) ids.push_back("BU" + std::to_string(10'000'000 + u));
        PanelBuilder builder(ids);
        std::vector<double> values(units);
        for (int i = 0; i < indicators; ++i) {
            normals(1, 1, static_cast<std::uint64_t>(i), 0, values);
            std::vector<double> se, numerator, denominator;
            for (std::size_t u = 0; u < units; ++u) {
                values[u] = 30.0 + 5.0 * values[u];
                if (wanted == Cells::gaps && (u * 31 + static_cast<std::size_t>(i)) % 20 == 0) values[u] = std::nan("");
                if (wanted == Cells::margins) se.push_back(1.0 + static_cast<double>(u % 7) / 7.0);
                if (wanted == Cells::counts) {   // 50 to 1,049 people, so some counts are small
                    denominator.push_back(50.0 + static_cast<double>((u * 7919) % 1000));
                    numerator.push_back(std::round(denominator.back() * values[u] / 100.0));
                }
            }
            const std::string id = "i" + std::to_string(i);
            if (wanted == Cells::counts) {
                builder.describe({.id = id, .scale = Scale::proportion, .factor = 100.0, .unit = "%"});
                values.assign(units, std::nan(""));   // follows from the counts
            }
            builder.add(id, "2016", values, {.se = se, .numerator = numerator, .denominator = denominator});
            values.resize(units);
        }
        return builder.build();
    };
    static const Panel panels[] = {make(Cells::complete), make(Cells::gaps), make(Cells::margins), make(Cells::counts)};
    return panels[static_cast<std::size_t>(kind)];
}

ScoreModelOptions options(Aggregate aggregate) {
    ScoreModelOptions made;
    made.normalise.centre = 100.0;   // so that geometric means have something positive to work on
    made.normalise.spread = 10.0;
    made.aggregate = aggregate;
    return made;
}

void bytes(benchmark::State& state) {
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(units * indicators * sizeof(double)));
}

void Bandwidth(benchmark::State& state) {
    const Panel& from = panel(Cells::complete);
    for (auto _ : state) {
        double sums[8] = {};
        for (int i = 0; i < indicators; ++i) {
            const auto values = from.cells(i, 0).value;
            for (std::size_t u = 0; u + 8 <= values.size(); u += 8)
                for (std::size_t lane = 0; lane < 8; ++lane) sums[lane] += values[u + lane];
        }
        benchmark::DoNotOptimize(sums);
    }
    bytes(state);
}

void FitAndScore(benchmark::State& state, Aggregate aggregate, Cells cells, bool leaves) {
    set_thread_count(1);
    const FrameworkVersion version = freeze(framework());
    for (auto _ : state) {
        const ScoreModel model = fit_score_model(version, panel(cells), options(aggregate));
        benchmark::DoNotOptimize(score_panel(model, panel(cells), {.indicators = leaves}));
    }
    bytes(state);
}

void Score(benchmark::State& state, Aggregate aggregate, Cells cells, bool leaves) {
    set_thread_count(1);
    const ScoreModel model = fit_score_model(framework(), panel(cells), options(aggregate));
    for (auto _ : state) benchmark::DoNotOptimize(score_panel(model, panel(cells), {.indicators = leaves}));
    bytes(state);
}

/// 1,000 draws per unit. `top`: only the life area is geometric, so each unit needs 4 sources instead of 60.
void Simulate(benchmark::State& state, bool top) {
    set_thread_count(1);
    ScoreModelOptions made = options(top ? Aggregate::arithmetic : Aggregate::geometric);
    if (top) made.nodes = {{"life_area", Aggregate::geometric}};
    const ScoreModel model = fit_score_model(framework(), panel(Cells::margins), made);
    for (auto _ : state)
        benchmark::DoNotOptimize(score_panel(model, panel(Cells::margins), {.draws = 1000, .indicators = false}));
}

BENCHMARK(Bandwidth)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(FitAndScore, arithmetic, Aggregate::arithmetic, Cells::complete, false)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(FitAndScore, geometric, Aggregate::geometric, Cells::complete, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Score, arithmetic, Aggregate::arithmetic, Cells::complete, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Score, arithmetic_with_indicators, Aggregate::arithmetic, Cells::complete, true)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Score, arithmetic_5_percent_missing, Aggregate::arithmetic, Cells::gaps, false)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Score, arithmetic_with_margins, Aggregate::arithmetic, Cells::margins, false)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Score, arithmetic_with_counts, Aggregate::arithmetic, Cells::counts, false)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Score, geometric_with_margins, Aggregate::geometric, Cells::margins, false)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Simulate, geometric_at_the_top, true)->Unit(benchmark::kSecond)->Iterations(1);
BENCHMARK_CAPTURE(Simulate, geometric_everywhere, false)->Unit(benchmark::kSecond)->Iterations(1);

}  // namespace
