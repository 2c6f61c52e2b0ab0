// SPDX-License-Identifier: Apache-2.0
#include "regress/effect_codes.hpp"

#include <algorithm>
#include <numeric>

namespace maatstaf::detail {
namespace {

/// Fills levels by a table over the range of the codes: one look per row.
void compact_by_table(std::span<const std::int32_t> values, std::span<const std::int32_t> rows, std::int32_t low,
                      std::size_t range, Codes& out) {
    std::vector<std::int32_t> table(range, -1);
    const auto slot = [&](std::size_t i) {
        const std::int32_t value = values[rows.empty() ? i : static_cast<std::size_t>(rows[i])];
        return static_cast<std::size_t>(static_cast<std::int64_t>(value) - low);
    };
    for (std::size_t i = 0; i < out.level.size(); ++i) table[slot(i)] = 0;
    for (std::size_t k = 0; k < range; ++k) {
        if (table[k] < 0) continue;
        table[k] = static_cast<std::int32_t>(out.code.size());
        out.code.push_back(static_cast<std::int32_t>(low + static_cast<std::int64_t>(k)));
    }
    for (std::size_t i = 0; i < out.level.size(); ++i) out.level[i] = table[slot(i)];
}

/// Root of a node in a forest of parents, shortening the way as it goes.
std::int32_t root(std::vector<std::int32_t>& parent, std::int32_t node) {
    while (parent[static_cast<std::size_t>(node)] != node) {
        auto& up = parent[static_cast<std::size_t>(node)];
        up = parent[static_cast<std::size_t>(up)];
        node = up;
    }
    return node;
}

}  // namespace

Codes compact(std::span<const std::int32_t> values, std::span<const std::int32_t> rows) {
    Codes out;
    out.level.resize(rows.empty() ? values.size() : rows.size());
    if (out.level.empty()) return out;
    const auto at = [&](std::size_t i) { return values[rows.empty() ? i : static_cast<std::size_t>(rows[i])]; };
    std::int32_t low = at(0), high = at(0);
    for (std::size_t i = 1; i < out.level.size(); ++i) {
        low = std::min(low, at(i));
        high = std::max(high, at(i));
    }
    const auto range = static_cast<std::size_t>(static_cast<std::int64_t>(high) - low + 1);
    if (range <= 8 * out.level.size() + 4096) {
        compact_by_table(values, rows, low, range, out);
        return out;
    }
    out.code.resize(out.level.size());
    for (std::size_t i = 0; i < out.level.size(); ++i) out.code[i] = at(i);
    std::sort(out.code.begin(), out.code.end());
    out.code.erase(std::unique(out.code.begin(), out.code.end()), out.code.end());
    for (std::size_t i = 0; i < out.level.size(); ++i)
        out.level[i] =
            static_cast<std::int32_t>(std::lower_bound(out.code.begin(), out.code.end(), at(i)) - out.code.begin());
    return out;
}

std::vector<std::int32_t> sort_by_level(const Codes& codes, std::vector<std::int32_t> order) {
    if (order.empty()) {
        order.resize(codes.level.size());
        std::iota(order.begin(), order.end(), 0);
    }
    const auto level = [&](std::int32_t row) { return codes.level[static_cast<std::size_t>(row)]; };
    if (std::is_sorted(order.begin(), order.end(), [&](auto a, auto b) { return level(a) < level(b); })) return order;
    std::vector<std::int32_t> next(static_cast<std::size_t>(codes.size()) + 1, 0);
    for (const std::int32_t each : codes.level) ++next[static_cast<std::size_t>(each) + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<std::int32_t> sorted(order.size());
    for (const std::int32_t row : order)
        sorted[static_cast<std::size_t>(next[static_cast<std::size_t>(level(row))]++)] = row;
    return sorted;
}

Codes cross(const Codes& first, const Codes& second) {
    Codes out;
    out.level.resize(first.level.size());
    std::vector<std::int32_t> seen(static_cast<std::size_t>(second.size()), -1), number(seen.size());
    for (const std::int32_t row : sort_by_level(first)) {
        const auto i = static_cast<std::size_t>(row), at = static_cast<std::size_t>(second.level[i]);
        if (seen[at] != first.level[i]) {
            seen[at] = first.level[i];
            number[at] = out.size();
            out.code.push_back(out.size());
        }
        out.level[i] = number[at];
    }
    return out;
}

bool is_nested(const Codes& inner, const Codes& outer) {
    std::vector<std::int32_t> of(static_cast<std::size_t>(inner.size()), -1);
    for (std::size_t i = 0; i < inner.level.size(); ++i) {
        auto& holder = of[static_cast<std::size_t>(inner.level[i])];
        if (holder < 0) holder = outer.level[i];
        if (holder != outer.level[i]) return false;
    }
    return true;
}

Components connected_components(std::span<const Codes* const> groupings) {
    std::vector<std::int32_t> start{0};
    for (const Codes* each : groupings) start.push_back(start.back() + each->size());
    std::vector<std::int32_t> parent(static_cast<std::size_t>(start.back()));
    std::iota(parent.begin(), parent.end(), 0);
    const std::vector<std::int32_t>& first = groupings[0]->level;
    for (std::size_t q = 1; q < groupings.size(); ++q)
        for (std::size_t i = 0; i < first.size(); ++i) {
            const std::int32_t a = root(parent, first[i]), b = root(parent, start[q] + groupings[q]->level[i]);
            if (a != b) parent[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
        }
    Components out;
    std::vector<std::int32_t> number(parent.size(), -1);
    for (std::size_t q = 0; q < groupings.size(); ++q) {
        auto& part = out.part.emplace_back();
        for (std::int32_t level = 0; level < groupings[q]->size(); ++level) {
            auto& known = number[static_cast<std::size_t>(root(parent, start[q] + level))];
            if (known < 0) known = out.size++;
            part.push_back(known);
        }
    }
    return out;
}

}  // namespace maatstaf::detail
