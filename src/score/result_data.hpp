// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <memory>
#include <new>
#include <span>
#include <vector>

#include "maatstaf/score/result.hpp"

namespace maatstaf {
namespace detail {

/// A block of plain numbers whose content is unknown until it is written: for 60 x 14,000 cells, filling it with zeros
/// first would take longer than scoring.
template <class T>
class Block {
public:
    Block() = default;
    explicit Block(std::size_t size) : size_(size) {
        if (size == 0) return;
        data_.reset(static_cast<T*>(std::malloc(size * sizeof(T))));
        if (!data_) throw std::bad_alloc();
    }
    T* data() const noexcept { return data_.get(); }
    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    std::span<T> part(std::size_t first, std::size_t count) const noexcept {
        return empty() ? std::span<T>() : std::span<T>(data_.get() + first, count);
    }

private:
    struct Free {
        void operator()(T* block) const noexcept { std::free(block); }
    };
    std::unique_ptr<T[], Free> data_;
    std::size_t size_ = 0;
};

/// Set in a cell's caveats when its interval was simulated; never shown.
inline constexpr std::uint32_t simulated_bit = 1u << 31;
/// Set when its interval is that of a single count, without formula or draws; never shown either.
inline constexpr std::uint32_t exact_bit = 1u << 30;

/// How many units are looked at together: a column of them fits the nearest cache.
inline constexpr std::size_t units_per_block = 512;
/// Runs of so many units share one mark that says whether everything in them is observed; it divides the block.
inline constexpr std::size_t units_per_run = 64;
static_assert(units_per_block % units_per_run == 0);

/// What holds for a node wherever everything beneath it is observed.
struct CompleteCell {
    std::uint32_t caveats = 0;
    Status status = Status::observed;
    bool has_value = true;
    double coverage = 1.0;
};

}  // namespace detail

/// Storage of a result. Cells stand at [(period * items + item) * units + unit].
struct ScoreResult::Data {
    Data(ScoreModel frozen, Panel scored) : model(std::move(frozen)), panel(std::move(scored)) {}
    ScoreModel model;
    ScoreOptions options;
    Panel panel;   ///< for its units only: copying 14,000 ids takes longer than scoring them
    std::vector<Period> periods;
    std::vector<std::int32_t> items;   ///< positions in the model, parents first
    std::vector<Caveat> caveats;
    std::vector<std::int32_t> area_of_unit;   ///< position in `model.area_models()` or -1; empty without areas
    bool restricted = false;

    detail::Block<double> value, se, low, high, n;   ///< the last four empty when no cell has any
    /// Runs of units where everything is observed say so in `complete` ([period * runs + run]); what holds there stands
    /// in
    /// `when_complete`, one per item. The other runs use the following three, which are empty when there are none.
    std::vector<std::uint8_t> complete;
    std::vector<detail::CompleteCell> when_complete;
    detail::Block<double> coverage;
    detail::Block<std::uint32_t> caveat_bits;
    detail::Block<Status> status;

    std::span<const Unit> units() const noexcept { return panel.units(); }
    std::size_t runs() const noexcept { return (units().size() + detail::units_per_run - 1) / detail::units_per_run; }
    bool is_complete(std::size_t period, std::size_t unit) const {
        return complete[period * runs() + unit / detail::units_per_run] != 0;
    }
    std::size_t at(std::size_t item, std::size_t period) const noexcept {
        return (period * items.size() + item) * units().size();
    }
};

}  // namespace maatstaf
