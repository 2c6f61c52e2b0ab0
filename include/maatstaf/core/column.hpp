// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/status.hpp"

namespace maatstaf {

namespace detail {
struct ColumnAccess;
}

enum class ColumnType : std::uint8_t { float64, int64, int32, boolean, string, dictionary, date };

constexpr auto enum_names(ColumnType) {
    using enum ColumnType;
    return std::array{EnumName<ColumnType>{float64, "float64"}, EnumName<ColumnType>{int64, "int64"},
                      EnumName<ColumnType>{int32, "int32"},     EnumName<ColumnType>{boolean, "boolean"},
                      EnumName<ColumnType>{string, "string"},   EnumName<ColumnType>{dictionary, "dictionary"},
                      EnumName<ColumnType>{date, "date"}};
}

/// One named column of a `Table`: immutable, cheap to copy (the memory is shared), with a reason for every empty cell.
///
/// Memory is contiguous: `float64`, `int64`, `int32` (also dates, days since 1970-01-01, and dictionary codes) as plain
/// arrays, booleans as one byte each, strings as 64-bit offsets into one block of UTF-8. A column made from an Arrow
/// array keeps the foreign memory alive and reads it in place where the layouts agree.
///
/// In a float64 column NaN always means a missing cell. Cells of other types under a status other than `observed` hold
/// zero, false or an empty text and must not be used.
class Column {
public:
    /// Each maker takes ownership. `status` is empty (all observed; NaN becomes absent) or has one entry per row.
    /// Throws ArgumentError when lengths differ, when text is not UTF-8 or a dictionary code is outside the categories.
    static Column float64(std::string name, std::vector<double> values, std::vector<Status> status = {});
    static Column int64(std::string name, std::vector<std::int64_t> values, std::vector<Status> status = {});
    static Column int32(std::string name, std::vector<std::int32_t> values, std::vector<Status> status = {});
    static Column boolean(std::string name, std::vector<std::uint8_t> values, std::vector<Status> status = {});
    static Column date(std::string name, std::vector<std::int32_t> days_since_1970, std::vector<Status> status = {});
    static Column string(std::string name, std::span<const std::string> values, std::vector<Status> status = {});
    static Column dictionary(std::string name, std::vector<std::int32_t> codes, std::vector<std::string> categories,
                             std::vector<Status> status = {});

    /// A view on memory owned by someone else; `keep_alive` holds it for as long as any copy of the column lives.
    static Column float64_view(std::string name, std::span<const double> values, std::shared_ptr<const void> keep_alive,
                               std::vector<Status> status = {});
    static Column int64_view(std::string name, std::span<const std::int64_t> values,
                             std::shared_ptr<const void> keep_alive, std::vector<Status> status = {});
    static Column int32_view(std::string name, std::span<const std::int32_t> values,
                             std::shared_ptr<const void> keep_alive, std::vector<Status> status = {});

    const std::string& name() const noexcept;
    ColumnType type() const noexcept;
    std::size_t size() const noexcept;
    Column renamed(std::string name) const;

    /// True for float64, int64, int32 and boolean.
    bool is_numeric() const noexcept;
    /// True for string and dictionary.
    bool is_text() const noexcept;

    /// Status of each row; empty when every row is observed.
    std::span<const Status> statuses() const noexcept;
    Status status(std::size_t row) const noexcept;
    bool has_missing() const noexcept;

    /// The raw values. Throw ArgumentError (column_type) when the column is of another type.
    std::span<const double> float64() const;
    std::span<const std::int64_t> int64() const;
    std::span<const std::int32_t> int32() const;  ///< int32, date (days since 1970-01-01) and dictionary codes
    std::span<const std::uint8_t> boolean() const;
    const std::vector<std::string>& categories() const;  ///< of a dictionary column

    /// The value at `row` as a number (boolean gives 0 or 1); NaN when missing. Throws ArgumentError if not numeric.
    double number(std::size_t row) const;
    /// The text at `row` of a string or dictionary column; empty when missing. Throws ArgumentError otherwise.
    std::string_view text(std::size_t row) const;
    /// Any value as text for people and CSV: shortest round-trip numbers, ISO dates, true/false; empty when missing.
    std::string display(std::size_t row) const;

    struct Data;  ///< shared storage; its layout is private to core

private:
    friend struct detail::ColumnAccess;
    explicit Column(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> data_;
};

}  // namespace maatstaf
