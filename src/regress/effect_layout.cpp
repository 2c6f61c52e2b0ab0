// SPDX-License-Identifier: Apache-2.0
#include "regress/effect_layout.hpp"

#include <algorithm>
#include <numeric>

#include "regress/within_kernels.hpp"

namespace maatstaf::detail {
namespace {

/// What is left in one level while rows are taken out. `rows_xor` is the row itself once a single one is left.
struct Left {
    std::int32_t count = 0;
    std::int32_t rows_xor = 0;
    std::int32_t positive = 0;
};

/// Takes out rows that are alone in a level, and rows of levels without a positive outcome, until neither is left: each
/// may give rise to the other. Every row leaves once, so the work does not depend on how long the chain is.
class Cleaning {
public:
    Cleaning(const std::vector<Codes>& effects, const std::vector<std::int32_t>& rows, const RowChoice& choice)
        : effects_(effects), rows_(rows), choice_(choice), gone_(rows.size(), 0), left_(effects.size()) {
        for (std::size_t q = 0; q < effects.size(); ++q) {
            left_[q].resize(static_cast<std::size_t>(effects[q].size()));
            for (std::size_t i = 0; i < rows.size(); ++i) {
                Left& own = left_[q][static_cast<std::size_t>(effects[q].level[i])];
                own.count += standing(i);
                own.rows_xor ^= static_cast<std::int32_t>(i);
                own.positive += is_positive(i);
            }
            for (std::size_t k = 0; k < left_[q].size(); ++k)
                if (left_[q][k].count == 1) alone_.emplace_back(q, k);
        }
    }

    void run(std::int64_t& singleton, std::int64_t& all_zero) {
        bool again = true;
        while (again) {
            while (choice_.remove_singletons && !alone_.empty()) {
                const auto [effect, level] = alone_.back();
                alone_.pop_back();
                if (left_[effect][level].count != 1) continue;
                take_out(static_cast<std::size_t>(left_[effect][level].rows_xor));
                ++singleton;
            }
            again = false;
            for (std::size_t i = 0; i < rows_.size() && !choice_.counts.empty(); ++i) {
                if (gone_[i] || !in_zero_level(i)) continue;
                take_out(i);
                ++all_zero;
                again = true;
            }
        }
    }

    bool is_gone(std::size_t i) const { return gone_[i] != 0; }

private:
    std::int32_t standing(std::size_t i) const {
        return !choice_.frequency.empty() && choice_.frequency[static_cast<std::size_t>(rows_[i])] > 1.0 ? 2 : 1;
    }
    bool is_positive(std::size_t i) const {
        return !choice_.counts.empty() && choice_.counts[static_cast<std::size_t>(rows_[i])] > 0.0;
    }
    bool in_zero_level(std::size_t i) const {
        for (std::size_t q = 0; q < effects_.size(); ++q)
            if (left_[q][static_cast<std::size_t>(effects_[q].level[i])].positive == 0) return true;
        return false;
    }
    void take_out(std::size_t i) {
        gone_[i] = 1;
        for (std::size_t q = 0; q < effects_.size(); ++q) {
            const auto level = static_cast<std::size_t>(effects_[q].level[i]);
            Left& own = left_[q][level];
            own.count -= standing(i);
            own.rows_xor ^= static_cast<std::int32_t>(i);
            own.positive -= is_positive(i);
            if (own.count == 1) alone_.emplace_back(q, level);
        }
    }

    const std::vector<Codes>& effects_;
    const std::vector<std::int32_t>& rows_;
    const RowChoice& choice_;
    std::vector<std::uint8_t> gone_;
    std::vector<std::vector<Left>> left_;
    std::vector<std::pair<std::size_t, std::size_t>> alone_;
};

std::vector<Codes> compact_all(std::span<const AbsorbedEffect> effects, const std::vector<std::int32_t>& rows) {
    std::vector<Codes> out;
    for (const AbsorbedEffect& each : effects) out.push_back(compact(each.codes, rows));
    return out;
}

void sort_rows(EffectLayout& layout) {
    std::vector<std::int32_t> order(layout.rows.size());
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t k = layout.others.size(); k-- > 0;)
        order = sort_by_level(layout.effects[layout.others[k]], std::move(order));
    order = sort_by_level(layout.effects[layout.main], std::move(order));
    const auto permute = [&order](std::vector<std::int32_t>& values) {
        std::vector<std::int32_t> sorted(values.size());
        for (std::size_t i = 0; i < order.size(); ++i) sorted[i] = values[static_cast<std::size_t>(order[i])];
        values = std::move(sorted);
    };
    if (std::is_sorted(order.begin(), order.end())) return;
    permute(layout.rows);
    for (Codes& each : layout.effects) permute(each.level);
}

void mark_cells(EffectLayout& layout) {
    layout.rest_start.push_back(0);
    for (const std::size_t q : layout.others)
        layout.rest_start.push_back(layout.rest_start.back() + layout.effects[q].size());
    const std::vector<std::int32_t>& level = layout.effects[layout.main].level;
    for (std::size_t i = 0; i < level.size(); ++i) {
        const bool new_level = i == 0 || level[i] != level[i - 1];
        bool new_cell = new_level;
        for (const std::size_t q : layout.others)
            new_cell = new_cell || layout.effects[q].level[i] != layout.effects[q].level[i - 1];
        if (!new_cell) continue;
        if (new_level) {
            layout.level_cells.push_back(static_cast<std::int32_t>(layout.cell_rows.size()));
            layout.level_rows.push_back(static_cast<std::int32_t>(i));
        }
        layout.cell_rows.push_back(static_cast<std::int32_t>(i));
        for (std::size_t k = 0; k < layout.others.size(); ++k)
            layout.cell_rest.push_back(layout.rest_start[k] + layout.effects[layout.others[k]].level[i]);
    }
    layout.level_cells.push_back(static_cast<std::int32_t>(layout.cell_rows.size()));
    layout.level_rows.push_back(static_cast<std::int32_t>(level.size()));
    layout.cell_rows.push_back(static_cast<std::int32_t>(level.size()));
    // The loops ask for the coefficients of later cells, also near the end.
    layout.cell_rest.resize(layout.cell_rest.size() + static_cast<std::size_t>(kernels::ahead) * layout.others.size(),
                            0);
}

}  // namespace

std::vector<std::int32_t> EffectLayout::cut(std::size_t parts) const {
    std::vector<std::int32_t> out{0};
    for (std::size_t k = 1; k < parts; ++k) {
        const auto target = static_cast<std::int32_t>(rows.size() * k / parts);
        const auto at = std::lower_bound(level_rows.begin(), level_rows.end() - 1, target) - level_rows.begin();
        out.push_back(std::max(out.back(), static_cast<std::int32_t>(at)));
    }
    out.push_back(main_levels());
    return out;
}

EffectLayout lay_out(std::span<const AbsorbedEffect> effects, const RowChoice& choice) {
    EffectLayout layout;
    layout.rows.reserve(static_cast<std::size_t>(choice.rows));
    for (std::size_t i = 0; i < static_cast<std::size_t>(choice.rows); ++i) {
        const bool weighs = (choice.prior.empty() || choice.prior[i] > 0.0) &&
                            (choice.frequency.empty() || choice.frequency[i] > 0.0) &&
                            (choice.analytic.empty() || choice.analytic[i] > 0.0);
        if (weighs) layout.rows.push_back(static_cast<std::int32_t>(i));
    }
    layout.without_weight = choice.rows - layout.size();
    if (layout.rows.empty()) return layout;
    layout.effects = compact_all(effects, layout.rows);
    if (choice.remove_singletons || !choice.counts.empty()) {
        Cleaning cleaning(layout.effects, layout.rows, choice);
        cleaning.run(layout.singleton, layout.all_zero);
        if (layout.singleton + layout.all_zero > 0) {
            std::vector<std::int32_t> kept;
            for (std::size_t i = 0; i < layout.rows.size(); ++i)
                if (!cleaning.is_gone(i)) kept.push_back(layout.rows[i]);
            layout.rows = std::move(kept);
            // An empty list would mean all rows to `compact`; without rows there is nothing to lay out.
            if (layout.rows.empty()) return layout;
            layout.effects = compact_all(effects, layout.rows);
        }
    }
    if (layout.rows.empty()) return layout;
    for (std::size_t q = 1; q < layout.effects.size(); ++q)
        if (layout.effects[q].size() > layout.effects[layout.main].size()) layout.main = q;
    for (std::size_t q = 0; q < layout.effects.size(); ++q)
        if (q != layout.main) layout.others.push_back(q);
    sort_rows(layout);
    mark_cells(layout);
    return layout;
}

}  // namespace maatstaf::detail
