// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace maatstaf::detail {

/// Numbers at a multiple of 64 bytes.
struct AlignedNumbers {
    struct alignas(64) CacheLine {
        double of[8];
    };
    std::vector<CacheLine> lines;

    explicit AlignedNumbers(std::ptrdiff_t count) : lines(static_cast<std::size_t>((count + 7) / 8)) {}
    double* data() { return lines.front().of; }
};

/// Numbers of some rows column by column: `columns` columns, `stride` numbers apart, of `rows` numbers each (a multiple
/// of 8). They begin at a multiple of 64 bytes, and so does every column.
struct ColumnRun {
    const double* cells = nullptr;
    std::ptrdiff_t stride = 0;
    std::ptrdiff_t rows = 0;
    std::ptrdiff_t columns = 0;
};

/// Numbers that will be read soon begin to come into cache: of every eight the line that the last is in, for where they
/// do not begin with a line, the first line came with what is before them.
inline void call_into_cache([[maybe_unused]] const double* from, [[maybe_unused]] std::ptrdiff_t count) noexcept {
#if defined(__GNUC__)
    for (std::ptrdiff_t r = 7; r < count; r += 8) __builtin_prefetch(from + r, 0, 2);
#endif
}

/// Columns that will be read next, called into cache a few lines at a time while other work goes on: blocks of a column
/// are too short for the processor to see them coming.
class Ahead {
public:
    Ahead() = default;
    explicit Ahead(const ColumnRun& columns)
        : columns_(columns), runs_(columns.rows / run), left_(runs_ * columns.columns) {}
    /// An equal share of what is left when as many as `calls` calls are to come, this one included.
    void call(std::ptrdiff_t calls) noexcept;

private:
    static constexpr std::ptrdiff_t run = 64;
    ColumnRun columns_{};
    std::ptrdiff_t runs_ = 0, left_ = 0;
};

/// Adds the products of every column i with the columns j >= i to gram[i * width + j]; the rest of `gram` is left
/// alone.
///
/// This is where a generalised linear model spends its time: it uses the widest fused multiply-add that the processor
/// has, chosen when it first runs, so the last bits differ between kinds of processors but never between runs or
/// numbers of threads on one. Lying by column, nothing needs to be turned around on the way from a data frame.
void add_column_gram(const ColumnRun& block, double* gram, std::ptrdiff_t width, Ahead& ahead) noexcept;

/// Adds the products of a vector (at a multiple of 64 bytes) with every column minus its shift to `out`. The columns
/// may begin anywhere.
void add_column_products(const ColumnRun& block, const double* shift, const double* vector, double* out,
                         Ahead& ahead) noexcept;

/// Names of the kernels that this processor can run, the fastest first, to run one by name in tests and benchmarks. The
/// last, "portable", is there everywhere.
struct ColumnKernel {
    const char* name;
    void (*gram)(const ColumnRun& block, double* gram, std::ptrdiff_t width, Ahead& ahead) noexcept;
    void (*products)(const ColumnRun& block, const double* shift, const double* vector, double* out,
                     Ahead& ahead) noexcept;
};
const ColumnKernel* column_kernels(std::size_t& count) noexcept;

}  // namespace maatstaf::detail
