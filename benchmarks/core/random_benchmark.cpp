// SPDX-License-Identifier: Apache-2.0
// Time per random number (`per_number`). `normals` is the kernel of simulation: one thousand draws of one cell at a
// time.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/random_normals.hpp"
#include "maatstaf/core/random.hpp"

namespace {

constexpr std::size_t draws = 1000;

void count_numbers(benchmark::State& state, std::size_t per_iteration) {
    const auto numbers = static_cast<double>(state.iterations()) * static_cast<double>(per_iteration);
    state.counters["per_number"] =
        benchmark::Counter(numbers, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void bulk_normals(benchmark::State& state) {
    std::vector<double> out(draws);
    std::uint64_t unit = 0;
    for (auto _ : state) {
        maatstaf::normals(1, 2, ++unit, 0, out);
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    count_numbers(state, draws);
}
BENCHMARK(bulk_normals);

void one_path(benchmark::State& state, const maatstaf::detail::NormalsPath& path) {
    std::vector<double> out(maatstaf::detail::normals_chunk);
    std::uint32_t unit = 0;
    for (auto _ : state) {
        path.make({0, ++unit, 0, 2u << 16}, {1, 0}, out.size(), out.data());
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    count_numbers(state, out.size());
}

template <class Variable>
void streams(benchmark::State& state, Variable variable) {
    std::uint32_t draw = 0;
    for (auto _ : state) {
        maatstaf::RandomStream stream(1, 2, 3, ++draw);
        benchmark::DoNotOptimize(variable(stream));
    }
    count_numbers(state, 1);
}

/// What a good user would write without us; its numbers depend on the order in which they are taken.
void standard_library(benchmark::State& state) {
    std::mt19937_64 engine(1);
    std::normal_distribution<double> normal;
    for (auto _ : state) benchmark::DoNotOptimize(normal(engine));
    count_numbers(state, 1);
}
BENCHMARK(standard_library);

[[maybe_unused]] const bool registered = [] {
    for (const auto& path : maatstaf::detail::normals_paths())
        benchmark::RegisterBenchmark(("normals_" + std::string(path.name)).c_str(),
                                     [&path](benchmark::State& state) { one_path(state, path); });
    const auto add = [](const char* name, auto variable) {
        benchmark::RegisterBenchmark(name, [variable](benchmark::State& state) { streams(state, variable); });
    };
    using maatstaf::RandomStream;
    add("stream_uniform", [](RandomStream& stream) { return stream.uniform(); });
    add("stream_normal", [](RandomStream& stream) { return stream.normal(); });
    add("stream_gamma_0.5", [](RandomStream& stream) { return stream.gamma(0.5); });
    add("stream_gamma_20", [](RandomStream& stream) { return stream.gamma(20); });
    add("stream_beta_45_55", [](RandomStream& stream) { return stream.beta(45, 55); });
    add("stream_binomial_100_0.03", [](RandomStream& stream) { return stream.binomial(100, 0.03); });
    add("stream_binomial_5000_0.4", [](RandomStream& stream) { return stream.binomial(5000, 0.4); });
    return true;
}();

}  // namespace
