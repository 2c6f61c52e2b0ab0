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

/// A block of plain numbers that starts as zeros without being touched: pages that are never written cost nothing.
template <class T>
class ZeroBlock {
public:
    ZeroBlock() = default;
    explicit ZeroBlock(std::size_t size) : size_(size) {
        if (size == 0) return;
        data_.reset(static_cast<T*>(std::calloc(size, sizeof(T))));
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
    bool restricted = false;

    detail::ZeroBlock<double> value, se, low, high, n;   ///< the last four empty when no cell has any
    /// Runs of units where everything is observed say so in `complete` ([period * runs + run]) and leave the following
    /// three untouched; what holds there stands in `when_complete`, one per item.
    std::vector<std::uint8_t> complete;
    std::vector<detail::CompleteCell> when_complete;
    detail::ZeroBlock<double> coverage;
    detail::ZeroBlock<std::uint32_t> caveat_bits;
    detail::ZeroBlock<Status> status;

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
