// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "maatstaf/core/column.hpp"

namespace maatstaf {

/// Storage of a column. Memory is held by `owner` (and `text_owner`), ours or that of an Arrow producer; copies of a
/// column, under whatever name, point to the same memory.
struct Column::Data {
    std::string name;
    ColumnType type = ColumnType::float64;
    std::size_t size = 0;
    const void* values = nullptr;  ///< `size` values; for a string column `size + 1` 64-bit offsets into `text`
    const char* text = nullptr;             ///< UTF-8 of a string column
    std::shared_ptr<const void> owner;      ///< keeps `values` alive
    std::shared_ptr<const void> text_owner;  ///< keeps `text` alive
    std::shared_ptr<const std::vector<std::string>> categories;
    std::shared_ptr<const std::vector<Status>> statuses;  ///< null: every row is observed

    template <class Value>
    std::span<const Value> as() const noexcept {
        return {static_cast<const Value*>(values), size};
    }
};

namespace detail {

/// The door for the Arrow reader and writer and the archive, which know the storage.
struct ColumnAccess {
    static const Column::Data& data(const Column& column) noexcept { return *column.data_; }
    static Column make(std::shared_ptr<const Column::Data> data) { return Column(std::move(data)); }
    /// A string column over `offsets` (`size + 1` of them, ascending) into valid UTF-8. Checks neither.
    static Column string(std::string name, std::size_t size, const std::int64_t* offsets,
                         std::shared_ptr<const void> offsets_owner, const char* text,
                         std::shared_ptr<const void> text_owner, std::vector<Status> status);
    /// The same memory under another type of the same layout (int32, date).
    static Column with_type(const Column& column, ColumnType type);
    /// An int32 column as a dictionary column; every observed code must be a category.
    static Column with_categories(const Column& codes, std::vector<std::string> categories);
};

}  // namespace detail
}  // namespace maatstaf
