// SPDX-License-Identifier: Apache-2.0
// Claim lines (simulated, seed 20240501) to use, days, cost, providers, repeat use, stacking and double work.
#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

#include "maatstaf/core/random.hpp"
#include "maatstaf/measure/claims.hpp"

namespace {

using maatstaf::Column;

std::vector<std::string> names(const char* mark, int count) {
    std::vector<std::string> made;
    for (int at = 0; at < count; ++at) made.push_back(mark + std::to_string(at));
    return made;
}

/// Spells of five monthly lines, one line in fifty taken back.
const maatstaf::Table& lines(std::int64_t rows) {
    static std::map<std::int64_t, maatstaf::Table> made;
    if (const auto found = made.find(rows); found != made.end()) return found->second;
    const std::size_t size = static_cast<std::size_t>(rows);
    std::vector<std::int32_t> provider(size), product(size), act(size), area(size), start(size), stop(size);
    std::vector<std::int64_t> person(size), household(size), reference(size), status(size, 1), unit(size, 4);
    std::vector<double> amount(size), volume(size);
    maatstaf::RandomStream random(20240501, 1, 0, 0);
    const auto below = [&](int count) { return static_cast<std::int32_t>(random.uniform() * count); };
    const std::size_t first_removal = size - size / 50;
    for (std::size_t at = 0; at < size; ++at) {
        if (at >= first_removal) {
            const std::size_t from = (at - first_removal) * 49;
            for (auto* each : {&person, &household, &reference}) (*each)[at] = (*each)[from];
            for (auto* each : {&provider, &product, &act, &area, &start, &stop}) (*each)[at] = (*each)[from];
            status[at] = 3;
            continue;
        }
        const bool is_first = at % 5 == 0;
        person[at] = is_first ? below(60'000) : person[at - 1];
        household[at] = person[at] % 40'000;
        area[at] = static_cast<std::int32_t>(person[at] % 40);
        provider[at] = is_first ? below(120) : provider[at - 1];
        product[at] = is_first ? below(60) : product[at - 1];
        act[at] = is_first ? below(3) : act[at - 1];
        start[at] = is_first ? 18'628 + below(1'260) : start[at - 1] + 30;  // from 2021-01-01
        stop[at] = start[at] + 5 + below(25);
        amount[at] = 100.0 + 600.0 * random.uniform();
        volume[at] = 1.0 + below(40);
        reference[at] = static_cast<std::int64_t>(at);
    }
    return made[rows] = maatstaf::Table(
               {Column::int64("person", std::move(person)), Column::int64("household", std::move(household)),
                Column::dictionary("provider", std::move(provider), names("V", 120)),
                Column::dictionary("product", std::move(product), names("P", 60)),
                Column::dictionary("act", std::move(act), {"jeugdwet", "wmo", "participatiewet"}),
                Column::dictionary("area", std::move(area), names("N", 40)), Column::date("start", std::move(start)),
                Column::date("stop", std::move(stop)), Column::float64("amount", std::move(amount)),
                Column::float64("volume", std::move(volume)), Column::int64("unit", std::move(unit)),
                Column::int64("reference", std::move(reference)), Column::int64("status", std::move(status))});
}

void count_claims(benchmark::State& state) {
    const maatstaf::Table& table = lines(state.range(0));
    maatstaf::ClaimOptions options;
    options.as_of = "2024-12-31";
    for (auto _ : state) benchmark::DoNotOptimize(maatstaf::count_claims(table, options));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(count_claims)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
