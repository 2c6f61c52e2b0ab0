// SPDX-License-Identifier: Apache-2.0
#include "regress/within.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/parallel.hpp"
#include "regress/gram.hpp"
#include "regress/rows.hpp"
#include "regress/within_kernels.hpp"

namespace maatstaf::detail {
namespace {

/// Sums per part may take so many numbers together (32 MB).
constexpr std::ptrdiff_t numbers_at_once = 4'000'000;
constexpr std::ptrdiff_t most_levels_direct = 1024;

/// Whether forming and factoring S costs less than a usual number of conjugate-gradient steps.
bool is_cheap_to_factor(const EffectLayout& layout) {
    const std::ptrdiff_t rest = layout.rest_levels();
    if (rest > most_levels_direct) return false;
    const auto r = static_cast<double>(rest), others = static_cast<double>(layout.others.size());
    double cost = r * r * r / 6.0;
    for (std::size_t g = 0; g + 1 < layout.level_cells.size(); ++g) {
        const double touched = std::min(r, others * (layout.level_cells[g + 1] - layout.level_cells[g]));
        cost += 0.5 * touched * touched;
    }
    return cost < 2e7 + 400.0 * static_cast<double>(layout.cells());
}

}  // namespace

Within::Within(const EffectLayout& layout) : layout_(layout), direct_(is_cheap_to_factor(layout)) {
    // Sums per level and part are written and added up again; with few cells per level that would be most of the work.
    const std::size_t few =
        static_cast<std::size_t>(layout.cells() / (4 * std::max<std::ptrdiff_t>(layout.rest_levels(), 1)));
    bounds_ = layout.cut(std::min(parts_for(layout.rest_levels() * 16), std::max<std::size_t>(few, 2)));
}

kernels::Levels Within::levels() const {
    return {layout_.level_cells.data(), layout_.cell_rows.data(), layout_.cell_rest.data(),
            static_cast<std::ptrdiff_t>(layout_.others.size()), weights_, cell_weight_.data(), inverse_.data()};
}

std::size_t Within::parts_for(std::ptrdiff_t numbers) const {
    const std::ptrdiff_t by_memory = numbers_at_once / std::max<std::ptrdiff_t>(numbers, 1);
    const std::ptrdiff_t by_rows = layout_.size() / 16'384;
    return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(std::min(by_memory, by_rows), 1, 64));
}

void Within::set_weights(const double* weights) {
    weights_ = weights;
    cell_weight_.resize(static_cast<std::size_t>(layout_.cells()));
    inverse_.resize(static_cast<std::size_t>(layout_.main_levels()));
    const auto parts = layout_.cut(parts_for(1));
    parallel_for(parts.size() - 1, 1, [&](std::size_t begin, std::size_t) {
        for (std::int32_t g = parts[begin]; g < parts[begin + 1]; ++g) {
            double sum = 0.0;
            for (std::int32_t c = layout_.level_cells[g]; c < layout_.level_cells[g + 1]; ++c) {
                double own = 0.0;
                for (std::int32_t i = layout_.cell_rows[c]; i < layout_.cell_rows[c + 1]; ++i) own += weights[i];
                cell_weight_[static_cast<std::size_t>(c)] = own;
                sum += own;
            }
            inverse_[static_cast<std::size_t>(g)] = 1.0 / sum;
        }
    });
    total_ = 0.0;
    for (const double each : inverse_) total_ += 1.0 / each;

    const auto rest = static_cast<std::size_t>(layout_.rest_levels());
    const auto others = static_cast<std::ptrdiff_t>(layout_.others.size());
    rest_weight_.assign(rest, 0.0);
    preconditioner_.assign(rest, 0.0);
    for (std::int32_t g = 0; g < layout_.main_levels(); ++g)
        for (std::int32_t c = layout_.level_cells[g]; c < layout_.level_cells[g + 1]; ++c) {
            const double own = cell_weight_[static_cast<std::size_t>(c)];
            for (std::ptrdiff_t q = 0; q < others; ++q) {
                const auto level = static_cast<std::size_t>(layout_.cell_rest[c * others + q]);
                rest_weight_[level] += own;
                preconditioner_[level] += own * (1.0 - own * inverse_[static_cast<std::size_t>(g)]);
            }
        }
    // A level that always goes with one main level adds nothing to it: its share of the diagonal is rounding.
    for (std::size_t k = 0; k < rest; ++k)
        preconditioner_[k] = preconditioner_[k] > 1e-13 * rest_weight_[k] ? 1.0 / preconditioner_[k] : 0.0;
    if (direct_ && rest > 0) factor();
    if (sparse_) sparse_->factor(layout_, cell_weight_, inverse_);
}

std::vector<double> Within::rest_sums(const ColumnBlock& block, double* squares) const {
    const auto size = static_cast<std::size_t>(layout_.rest_levels() * block.width);
    const auto width = static_cast<std::size_t>(block.width);
    const std::size_t parts = bounds_.size() - 1;
    std::vector<double> partial(parts * size, 0.0), partial_squares(parts * width, 0.0);
    const kernels::Levels at = levels();
    parallel_for(parts, 1, [&](std::size_t part, std::size_t) {
        kernels::rest_sums(at, bounds_[part], bounds_[part + 1], block.width, block.values.get(), block.rest.data(),
                           partial.data() + part * size, partial_squares.data() + part * width);
    });
    for (std::size_t part = 1; part < parts; ++part) {
        for (std::size_t k = 0; k < size; ++k) partial[k] += partial[part * size + k];
        for (std::size_t k = 0; k < width; ++k) partial_squares[k] += partial_squares[part * width + k];
    }
    std::copy_n(partial_squares.begin(), width, squares);
    partial.resize(size);
    return partial;
}

void Within::multiply(const std::vector<double>& in, std::vector<double>& out, std::ptrdiff_t width,
                      std::vector<double>& partial) const {
    const std::size_t parts = bounds_.size() - 1, size = in.size();
    const kernels::Levels at = levels();
    partial.resize(parts * size);
    parallel_for(parts, 1, [&](std::size_t part, std::size_t) {
        double* own = partial.data() + part * size;
        std::fill_n(own, size, 0.0);
        kernels::multiply(at, bounds_[part], bounds_[part + 1], width, in.data(), own);
    });
    parallel_for(size, 1 << 16, [&](std::size_t begin, std::size_t end) {
        for (std::size_t k = begin; k < end; ++k) {
            double sum = partial[k];
            for (std::size_t part = 1; part < parts; ++part) sum += partial[part * size + k];
            out[k] = sum;
        }
    });
}

std::ptrdiff_t Within::stride(std::span<const ColumnBlock> blocks) {
    return padded(blocks.back().offset + blocks.back().width);
}

void Within::sweep(std::span<ColumnBlock> blocks, std::size_t parts, Means means, const Sink& sink) const {
    const auto bounds = layout_.cut(parts);
    const std::ptrdiff_t wide = stride(blocks);
    const kernels::Levels at = levels();
    parallel_for(parts, 1, [&](std::size_t part, std::size_t) {
        std::vector<double> rows(static_cast<std::size_t>(block_rows * wide), 0.0);
        std::int32_t g = bounds[part];
        while (g < bounds[part + 1]) {
            // A few main levels at a time: their rows are still in the cache when the means are known.
            std::int32_t end = g + 1;
            while (end < bounds[part + 1] && layout_.level_rows[end] - layout_.level_rows[g] < block_rows) ++end;
            for (ColumnBlock& block : blocks)
                if (means == Means::find)
                    kernels::main_means(at, g, end, block.width, block.values.get(), block.rest.data(),
                                        block.main.data());
            kernels::Place place{g, layout_.level_cells[g]};
            const std::ptrdiff_t stop = layout_.level_rows[end];
            for (std::ptrdiff_t i = layout_.level_rows[g]; i < stop; i += block_rows) {
                const std::ptrdiff_t count = std::min(block_rows, stop - i);
                kernels::Place next = place;
                for (ColumnBlock& block : blocks)
                    next = kernels::write_rows(at, place, i, count, block.width, block.values.get(), block.rest.data(),
                                               block.main.data(), rows.data() + block.offset, wide);
                place = next;
                sink(part, i, count, rows.data());
            }
            g = end;
        }
    });
}

}  // namespace maatstaf::detail
