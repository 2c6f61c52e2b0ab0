// SPDX-License-Identifier: Apache-2.0
// A framework far larger than any council's: 100 ambitions, 1,000 results, 2,000 contributions and as many activities,
// 5,000 indicators. `ParseJson` is the JSON library alone on the same text: nothing that reads JSON with it is faster.
#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>
#include <string>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/framework/json.hpp"
#include "maatstaf/framework/validate.hpp"
#include "maatstaf/framework/version.hpp"

namespace {

using namespace maatstaf;

std::string numbered(std::string letter, int number) { return letter += std::to_string(number); }

template <class ItemType>
ItemType item(std::string id, std::string parent) {
    ItemType made;
    made.id = std::move(id);
    made.parent = std::move(parent);
    made.name = "What people call " + made.id;
    return made;
}

const Framework& framework() {
    static const Framework made = [] {
        Framework large("Benchmark", "en", "benchmark");
        large.add(item<Domain>("domain", ""));
        large.add(item<LifeArea>("area", "domain"));
        for (int i = 0; i < 100; ++i) large.add(item<Ambition>(numbered("A", i), "area"));
        for (int i = 0; i < 1000; ++i) large.add(item<SocietalResult>(numbered("R", i), numbered("A", i % 100)));
        for (int i = 0; i < 2000; ++i) {
            Contribution contribution;
            contribution.id = numbered("C", i);
            contribution.to = {{numbered("R", i % 1000), 0.5}, {numbered("R", (i + 7) % 1000), 0.3}};
            large.add(contribution);
            Activity activity;
            activity.id = numbered("V", i);
            activity.links = {{LinkKind::core, contribution.id, "", ""}};
            large.add(activity);
        }
        for (int i = 0; i < 5000; ++i) large.add(item<Indicator>(numbered("i", i), numbered("R", i % 1000)));
        return large;
    }();
    return made;
}

void bytes(benchmark::State& state, std::size_t each) {
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(each));
}

void ParseJson(benchmark::State& state) {
    const std::string text = framework_to_json(framework());
    for (auto _ : state) benchmark::DoNotOptimize(nlohmann::ordered_json::parse(text));
    bytes(state, text.size());
}

void FromJson(benchmark::State& state) {
    const std::string text = framework_to_json(framework());
    for (auto _ : state) benchmark::DoNotOptimize(framework_from_json(text));
    bytes(state, text.size());
}

void ToJson(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(framework_to_json(framework()));
    bytes(state, framework_to_json(framework()).size());
}

void Validate(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(validate(framework()));
}

void Freeze(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(freeze(framework()));
}

void ArchiveAndBack(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(from_archive<Framework>(to_archive(framework())));
}

BENCHMARK(ParseJson)->Unit(benchmark::kMillisecond);
BENCHMARK(FromJson)->Unit(benchmark::kMillisecond);
BENCHMARK(ToJson)->Unit(benchmark::kMillisecond);
BENCHMARK(Validate)->Unit(benchmark::kMillisecond);
BENCHMARK(Freeze)->Unit(benchmark::kMillisecond);
BENCHMARK(ArchiveAndBack)->Unit(benchmark::kMillisecond);

}  // namespace
