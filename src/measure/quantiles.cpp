// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "maatstaf/measure/inequality.hpp"
#include "measure/checks.hpp"

namespace maatstaf::measure {

std::vector<double> quantile_groups(std::span<const double> values, int count, const RowGroups& groups,
                                    bool highest_first) {
    if (count < 1) throw detail::out_of_range("count", ">= 1", count);
    detail::need_groups(groups, values.size());
    const std::size_t sets = groups.count == 0 ? 1 : static_cast<std::size_t>(groups.count);
    std::vector<std::vector<std::size_t>> rows(sets);
    for (std::size_t row = 0; row < values.size(); ++row)
        if (!std::isnan(values[row]))
            rows[groups.count == 0 ? 0 : static_cast<std::size_t>(groups.of_row[row])].push_back(row);
    std::vector<double> made(values.size(), detail::not_known);
    for (auto& set : rows) {
        if (set.size() < static_cast<std::size_t>(count)) continue;
        std::stable_sort(set.begin(), set.end(), [&](std::size_t a, std::size_t b) {
            return highest_first ? values[a] > values[b] : values[a] < values[b];
        });
        const double all = static_cast<double>(set.size());
        double rank = 1.0;
        for (std::size_t i = 0; i < set.size(); ++i) {
            if (i == 0 || values[set[i]] != values[set[i - 1]]) rank = static_cast<double>(i + 1);
            // ceil((N + 1 - r) Q / N) in whole numbers, so that no rounding moves a row to its neighbour
            const double from_top = std::ceil((all + 1.0 - rank) * count / all);
            made[set[i]] = std::max(1.0, count + 1.0 - from_top);
        }
    }
    return made;
}

}  // namespace maatstaf::measure
