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

/// Adds the products of every column i of `left` with the columns j >= i of `right`, which is as large and has the same
/// stride, to gram[i * width + j]; the rest of `gram` is left alone.
///
/// This is where a generalised linear model spends its time: it uses the widest fused multiply-add that the processor
/// has, chosen when it first runs, so the last bits differ between kinds of processors but never between runs or
/// numbers of threads on one. Lying by column, nothing needs to be turned around on the way from a data frame.
void add_column_gram(const ColumnRun& left, const double* right, double* gram, std::ptrdiff_t width) noexcept;

/// Adds the products of a vector (at a multiple of 64 bytes) with every column minus its shift to `out`. The columns
/// may begin anywhere.
void add_column_products(const ColumnRun& block, const double* shift, const double* vector, double* out) noexcept;

/// Names of the kernels that this processor can run, the fastest first, to run one by name in tests and benchmarks. The
/// last, "portable", is there everywhere.
struct ColumnKernel {
    const char* name;
    void (*gram)(const ColumnRun& left, const double* right, double* gram, std::ptrdiff_t width) noexcept;
    void (*products)(const ColumnRun& block, const double* shift, const double* vector, double* out) noexcept;
};
const ColumnKernel* column_kernels(std::size_t& count) noexcept;

}  // namespace maatstaf::detail
