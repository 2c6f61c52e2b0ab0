// SPDX-License-Identifier: Apache-2.0
// Tables in and out: 14,000 rows, 60 numbers and a code. `Copy` moves the same bytes once, the limit of whatever
// copies. `ReadCsv` stands beside what a good user would write for this one file: strtod from field to field.
#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/arrow.hpp"
#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/core/table.hpp"

namespace {

using namespace maatstaf;

constexpr std::size_t rows = 14'000, numbers = 60;

const Table& table() {
    static const Table made = [] {
        std::vector<std::string> codes;
        for (std::size_t row = 0; row < rows; ++row) codes.push_back("BU" + std::to_string(10'000'000 + row));
        std::vector<Column> columns = {Column::string("code", codes)};
        std::vector<double> values(rows);
        for (std::size_t i = 0; i < numbers; ++i) {
            normals(1, 1, i, 0, values);
            // Tenths, as published figures have them.
            for (double& each : values) each = static_cast<double>(static_cast<int>(300.0 + 50.0 * each)) / 10.0;
            columns.push_back(Column::float64("i" + std::to_string(i), values));
        }
        return Table(std::move(columns));
    }();
    return made;
}

void bytes(benchmark::State& state, std::size_t each) {
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(each));
}

void Copy(benchmark::State& state) {
    std::vector<double> from(rows * numbers, 1.0), to(rows * numbers);
    for (auto _ : state) {
        std::memcpy(to.data(), from.data(), to.size() * sizeof(double));
        benchmark::ClobberMemory();
    }
    bytes(state, to.size() * sizeof(double));
}

void ArrowOutAndIn(benchmark::State& state) {
    for (auto _ : state) {
        ArrowArrayStream stream{};
        export_table(table(), &stream);
        benchmark::DoNotOptimize(import_table(&stream));
    }
    bytes(state, rows * numbers * sizeof(double));
}

void WriteArchive(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(to_archive(table()));
    bytes(state, to_archive(table()).size());
}

void ReadArchive(benchmark::State& state) {
    const Bytes archived = to_archive(table());
    for (auto _ : state) benchmark::DoNotOptimize(from_archive<Table>(archived));
    bytes(state, archived.size());
}

void WriteCsv(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(write_csv(table()));
    bytes(state, write_csv(table()).size());
}

void ReadCsv(benchmark::State& state) {
    const std::string text = write_csv(table());
    for (auto _ : state) benchmark::DoNotOptimize(read_csv(text));
    bytes(state, text.size());
}

void ReadCsvByHand(benchmark::State& state) {
    const std::string text = write_csv(table());
    for (auto _ : state) {
        std::vector<std::vector<double>> columns(numbers);
        const char* at = text.data() + text.find('\n') + 1;
        for (std::size_t row = 0; row < rows; ++row) {
            at = std::strchr(at, ',') + 1;
            for (auto& column : columns) {
                char* end = nullptr;
                column.push_back(std::strtod(at, &end));
                at = end + 1;
            }
        }
        benchmark::DoNotOptimize(columns);
    }
    bytes(state, text.size());
}

/// What it costs to hand out work: 1,000 ranges with nothing to do.
void EmptyRanges(benchmark::State& state) {
    set_thread_count(static_cast<int>(state.range(0)));
    std::atomic<std::size_t> sum{0};
    for (auto _ : state)
        parallel_for(1000, 1, [&](std::size_t begin, std::size_t) { sum.fetch_add(begin, std::memory_order_relaxed); });
    benchmark::DoNotOptimize(sum.load());
}

BENCHMARK(Copy)->Unit(benchmark::kMillisecond);
BENCHMARK(ArrowOutAndIn)->Unit(benchmark::kMillisecond);
BENCHMARK(WriteArchive)->Unit(benchmark::kMillisecond);
BENCHMARK(ReadArchive)->Unit(benchmark::kMillisecond);
BENCHMARK(WriteCsv)->Unit(benchmark::kMillisecond);
BENCHMARK(ReadCsv)->Unit(benchmark::kMillisecond);
BENCHMARK(ReadCsvByHand)->Unit(benchmark::kMillisecond);
BENCHMARK(EmptyRanges)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMicrosecond);

}  // namespace
