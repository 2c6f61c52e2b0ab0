// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/absorb.hpp"
#include "regress/effect_layout.hpp"

namespace maatstaf::detail {

/// The labels of a grouping, numbered in the order in which they were seen.
class LabelBook {
public:
    std::string name{};
    bool labelled = false;   ///< else the labels are numbers
    std::vector<std::string> labels{};

    std::int32_t size() const noexcept { return static_cast<std::int32_t>(labels.size()); }
    /// The number of a label, a new one if it was not seen before; with `grow` false -1 for those.
    std::int32_t number(const std::string& label, bool grow);
    /// Per row of a batch.
    std::vector<std::int32_t> numbers(const AbsorbedEffect& given, bool grow);
    /// Labels in ascending order, numbers as numbers; by number, which place each has.
    std::vector<std::int32_t> places(std::vector<std::string>& sorted) const;

private:
    std::unordered_map<std::string, std::int32_t> known_{};
};

/// Pairs of numbers, numbered in the order in which they were seen.
class PairBook {
public:
    std::vector<std::pair<std::int32_t, std::int32_t>> pairs{};
    std::int32_t number(std::int32_t first, std::int32_t second, bool grow);

private:
    std::unordered_map<std::uint64_t, std::int32_t> known_{};
};

/// Which cell each row of a batch is in, and which cluster of each grouping: none, one, or two and their crossing. -1:
/// of a cell that was not seen before.
struct PlacedRows {
    std::vector<std::int32_t> cell{};
    std::vector<std::vector<std::int32_t>> cluster{};
};

/// Rows that share the levels of all effects, as the first sweep found them.
class AbsorbCells {
public:
    std::vector<LabelBook> effects{}, clusters{};
    // Per cell, of rows with weight:
    std::vector<double> rows{}, frequency{}, weight{}, outcome{};   ///< counts, sums of weights, weighted sum of y
    std::vector<double> centre{};                 ///< cells x columns + 1: weighted sums of x and of y less offset
    std::vector<std::vector<std::int32_t>> cluster{};   ///< per grouping: the only one of a cell; -2: several

    std::ptrdiff_t size() const noexcept { return static_cast<std::ptrdiff_t>(rows.size()); }
    std::ptrdiff_t groupings() const noexcept {
        return clusters.size() == 2 ? 3 : static_cast<std::ptrdiff_t>(clusters.size());
    }
    std::int32_t clusters_of(std::size_t grouping) const {
        return grouping < 2 ? clusters[grouping].size() : static_cast<std::int32_t>(crossing_.pairs.size());
    }
    /// The first batch says what is grouped by.
    void begin(std::span<const AbsorbedEffect> effect, std::span<const AbsorbedEffect> cluster_given);
    PlacedRows place(std::span<const AbsorbedEffect> effect, std::span<const AbsorbedEffect> cluster_given, bool grow);
    /// Room for cells that were new; `columns` + 1 numbers each.
    void grow(std::ptrdiff_t columns);
    void note_cluster(std::size_t grouping, std::int32_t cell, std::int32_t which);
    void merge(const AbsorbCells& other, std::ptrdiff_t columns);

    /// Numbers of the levels of a cell.
    std::vector<std::int32_t> levels(std::int32_t cell) const;

private:
    std::int32_t cell(std::span<const std::int32_t> level, bool grow);

    std::vector<PairBook> chain_{};   ///< (cell of the effects so far, level of the next)
    PairBook crossing_{};
};

/// Groupings of a batch in the order of the first one; throws when they are others.
std::vector<AbsorbedEffect> in_order(const std::vector<LabelBook>& books, std::span<const AbsorbedEffect> given,
                                     const char* argument);

/// The cells of a fit as rows of `EffectLayout`; what is left out stays out.
struct CellLayout {
    EffectLayout layout{};
    std::vector<std::int32_t> position{};        ///< of each cell; -1: left out
    std::vector<std::vector<std::string>> labels{};   ///< per effect, by code; empty: codes are the numbers
    double rows_used = 0.0, rows_singleton = 0.0, rows_all_zero = 0.0;
};
/// Throws DataError when nothing is left.
CellLayout lay_out_cells(const AbsorbCells& cells, const AbsorbOptions& options);
/// Whether each level of an effect lies within one cluster.
bool is_nested_in(const AbsorbCells& cells, const CellLayout& laid, std::size_t effect, std::size_t grouping);

}  // namespace maatstaf::detail
