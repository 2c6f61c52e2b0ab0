// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/column.hpp"

namespace maatstaf {

/// The only currency at the borders: named columns of equal length. Tables come in and go out through the Arrow C
/// stream interface (`arrow.hpp`) or CSV (`csv.hpp`); results make one when asked for.
///
/// A table is public or restricted. Restricted tables hold record-level data or small counts, or were derived from
/// them: displays show a banner and writing them to a file needs a stated reason. The mark travels through Arrow as
/// schema metadata (`maatstaf:restricted`).
class Table {
public:
    Table() = default;
    /// Throws ArgumentError on columns of different length or two of the same name.
    explicit Table(std::vector<Column> columns, bool restricted = false);

    std::size_t rows() const noexcept;
    std::span<const Column> columns() const noexcept { return columns_; }
    bool restricted() const noexcept { return restricted_; }
    void set_restricted(bool restricted) noexcept { restricted_ = restricted; }

    bool has(std::string_view name) const noexcept;
    /// Throws ArgumentError (unknown_column) with the nearest name.
    const Column& column(std::string_view name) const;
    const Column& operator[](std::string_view name) const { return column(name); }

    /// Adds a column at the end; throws ArgumentError on a duplicate name or another length.
    void add(Column column);
    /// The columns called `names`, in that order.
    Table select(std::span<const std::string> names) const;

private:
    std::vector<Column> columns_;
    bool restricted_ = false;
};

}  // namespace maatstaf
