// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/table.hpp"
#include "maatstaf/panel/panel.hpp"

namespace maatstaf::detail {

/// How an axis of `count` items runs through the rows of a table: each item `each` times in a row, all of that `times`
/// over.
struct Repeat {
    std::size_t count = 0;
    std::size_t each = 1;
    std::size_t times = 1;
    std::vector<std::int32_t> codes() const;
};

/// Texts along an axis as a dictionary column; an empty text is an absent cell.
Column label_column(std::string name, std::vector<std::string> labels, const Repeat& repeat);
/// `unit`, `name`, `kind` and `parent`.
std::vector<Column> unit_columns(std::span<const Unit> units, const Repeat& repeat);
Column period_column(std::span<const Period> periods, const Repeat& repeat);
/// The names of statuses as a dictionary column.
Column status_column(std::string name, const std::vector<Status>& statuses);

}  // namespace maatstaf::detail
