// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "measure/claim_lines.hpp"

namespace maatstaf::detail {

/// Use per level, item and year, with repeat use.
std::vector<CareUse> count_use(const ClaimLines& claims, const ClaimOptions& options, std::int32_t as_of);
/// Acts and cost per household and year.
std::vector<ActStacking> count_stacking(const ClaimLines& claims, const ClaimOptions& options);
/// Help at the same time within households.
HouseholdCare count_household_care(const ClaimLines& claims, const ClaimOptions& options);
/// Before and after the eighteenth birthday.
AtEighteen count_at_eighteen(const ClaimLines& claims, std::int32_t as_of);

/// Calls `part(year, from, to)` for each calendar year that the days touch; years count from `first_year`.
class Years {
public:
    Years(int first_year, int years) {
        for (int year = 0; year <= years; ++year) begin_.push_back(first_day_of(first_year + year));
    }
    int of(std::int32_t day) const noexcept {
        int year = (day - begin_.front()) / 366;
        while (day >= begin_[static_cast<std::size_t>(year) + 1]) ++year;
        return year;
    }
    template <class Part>
    void for_parts(std::int32_t from, std::int32_t to, Part&& part) const {
        for (int year = of(from); from <= to; ++year) {
            const std::int32_t end = std::min(to, begin_[static_cast<std::size_t>(year) + 1] - 1);
            part(year, from, end);
            from = end + 1;
        }
    }

private:
    std::vector<std::int32_t> begin_{};
};

}  // namespace maatstaf::detail
