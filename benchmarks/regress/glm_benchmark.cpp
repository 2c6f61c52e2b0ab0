// SPDX-License-Identifier: Apache-2.0
// Poisson with a log link and exposure: growth with rows and columns, layouts, families, and the kernel alone.
// `rank_update` states flops of the products that count, n p (p + 1).
#include <benchmark/benchmark.h>

#include <cmath>
#include <map>

#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/regress/glm.hpp"
#include "regress/column_gram.hpp"

namespace {

struct Data {
    Eigen::MatrixXd x;   // columns lie together, as in a data frame
    std::vector<double> y, exposure;
};

/// A constant, `columns` - 1 uniform columns, and counts around their mean.
const Data& data(std::ptrdiff_t rows, std::ptrdiff_t columns) {
    static std::map<std::pair<std::ptrdiff_t, std::ptrdiff_t>, Data> made;
    Data& out = made[{rows, columns}];
    if (!out.y.empty()) return out;
    maatstaf::RandomStream random(1, 2, 3, 4);
    out.x = Eigen::MatrixXd::Ones(rows, columns);
    for (std::ptrdiff_t j = 1; j < columns; ++j)
        for (std::ptrdiff_t i = 0; i < rows; ++i) out.x(i, j) = random.uniform() - 0.5;
    for (std::ptrdiff_t i = 0; i < rows; ++i) {
        out.exposure.push_back(0.5 + random.uniform());
        const double mean = out.exposure.back() * std::exp(0.3 * out.x.row(i).sum() - 0.2);
        out.y.push_back(std::floor(mean + std::sqrt(mean) * (2.0 * random.uniform() - 0.5)));
        out.y.back() = std::max(out.y.back(), 0.0);
    }
    return out;
}

template <class Matrix>
void fit(benchmark::State& state, maatstaf::Family family) {
    maatstaf::set_thread_count(1);
    const Data& rows = data(state.range(0), state.range(1));
    const Matrix x = rows.x;
    maatstaf::RegressionData given{.x = x, .y = rows.y};
    if (family != maatstaf::Family::gaussian) given.exposure = rows.exposure;
    maatstaf::GlmResult result;
    for (auto _ : state) {
        result = maatstaf::glm(given, {.distribution = {.family = family}});
        benchmark::DoNotOptimize(result.deviance);
    }
    state.counters["steps"] = result.iterations;
    state.SetComplexityN(state.range(0));
}

using Columns = Eigen::MatrixXd;
using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

void poisson(benchmark::State& state) { fit<Columns>(state, maatstaf::Family::poisson); }
void poisson_by_row(benchmark::State& state) { fit<Rows>(state, maatstaf::Family::poisson); }
void gaussian(benchmark::State& state) { fit<Columns>(state, maatstaf::Family::gaussian); }
void negative_binomial(benchmark::State& state) { fit<Columns>(state, maatstaf::Family::negative_binomial); }
BENCHMARK(poisson)->Unit(benchmark::kMillisecond)->ArgsProduct({{1'000, 14'000, 100'000, 1'000'000}, {30}});
BENCHMARK(poisson)->Unit(benchmark::kMillisecond)->ArgsProduct({{100'000}, {4, 15, 60, 120}});
BENCHMARK(poisson_by_row)->Unit(benchmark::kMillisecond)->Args({1'000'000, 30});
BENCHMARK(gaussian)->Unit(benchmark::kMillisecond)->Args({1'000'000, 30});
BENCHMARK(negative_binomial)->Unit(benchmark::kMillisecond)->Args({1'000'000, 30});

void rank_update(benchmark::State& state) {
    const std::ptrdiff_t rows = 256, columns = state.range(0), stride = rows + 8;
    maatstaf::detail::AlignedNumbers cells(stride * columns), gram(columns * columns);
    maatstaf::detail::Ahead nothing;
    for (auto _ : state) {
        maatstaf::detail::add_column_gram({cells.data(), stride, rows, columns}, gram.data(), columns, nothing);
        benchmark::DoNotOptimize(gram.data());
        benchmark::ClobberMemory();
    }
    state.counters["flops"] = benchmark::Counter(
        static_cast<double>(state.iterations() * rows * columns * (columns + 1)), benchmark::Counter::kIsRate);
}
BENCHMARK(rank_update)->Arg(8)->Arg(16)->Arg(30)->Arg(64)->Arg(120);

}  // namespace
