// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/check.hpp"
#include "regress/scores.hpp"

namespace maatstaf::detail {

/// A number per row, and names for the numbers; without names a number is its own.
struct GroupLabels {
    std::span<const std::int32_t> codes;
    std::span<const std::string> labels;

    /// Throws ArgumentError unless there is a number for each of so many rows, and a name for each number.
    GroupLabels(std::span<const std::int32_t> numbers, std::span<const std::string> names, std::ptrdiff_t rows)
        : codes(numbers), labels(names) {
        need_one_per_row("groups", codes.size(), rows);
        if (labels.empty()) return;
        for (const std::int32_t code : codes) need_position("groups", code, static_cast<std::int64_t>(labels.size()));
    }
    std::string name(std::int32_t code) const {
        return labels.empty() ? std::to_string(code) : labels[static_cast<std::size_t>(code)];
    }
};

}  // namespace maatstaf::detail
