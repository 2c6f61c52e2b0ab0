// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/table.hpp"
#include "maatstaf/measure/records.hpp"

namespace maatstaf::detail {

inline constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();

/// The columns of one table of records by what they mean.
class RecordTable {
public:
    RecordTable(const Table& table, std::span<const RecordColumn> named);
    std::size_t rows() const noexcept { return table_->rows(); }
    bool has(std::string_view field) const noexcept { return find(field) != nullptr; }
    const Column* find(std::string_view field) const noexcept;
    /// Throws ArgumentError (records_no_column) that lists the recognised names.
    const Column& need(std::string_view field) const;
    /// A column by its own name, or else by what it means; nothing where there is neither.
    const Column* called(std::string_view name) const noexcept;
    /// As `called`; throws ArgumentError (unknown_column).
    const Column& need_called(std::string_view name) const;

private:
    const Table* table_;
    std::vector<std::pair<std::string_view, const Column*>> found_{};
};

/// Named ids keep their texts; those of a person or household do not and are refused when they look like citizen
/// service numbers; keys (reference numbers) are only told apart.
enum class IdUse : std::uint8_t { named, person, key };

/// The ids of a column as numbers from 0 (-1: empty).
class IdCodes {
public:
    IdCodes() = default;
    IdCodes(IdCodes&&) = default;
    IdCodes& operator=(IdCodes&&) = default;
    IdCodes(const Column& column, IdUse use);
    std::span<const std::int32_t> codes() const noexcept { return codes_; }
    std::int32_t count() const noexcept { return count_; }
    const std::vector<std::string>& names() const noexcept { return names_; }

private:
    void from_texts(const Column& column, IdUse use);
    void from_numbers(const Column& column, IdUse use);
    void from_categories(const Column& column, IdUse use);
    std::vector<std::int32_t> owned_{};
    std::span<const std::int32_t> codes_{};
    Column keep_ = Column::int32({}, {});
    std::int32_t count_ = 0;
    std::vector<std::string> names_{};
};

/// Days since 1970-01-01, `no_day` where empty. A date column is read in place.
class DayColumn {
public:
    explicit DayColumn(const Column& column);
    DayColumn(DayColumn&&) = default;
    std::span<const std::int32_t> days() const noexcept { return days_; }

private:
    Column keep_;
    std::vector<std::int32_t> owned_{};
    std::span<const std::int32_t> days_{};
};

/// Numbers of a column; NaN where empty.
class NumberColumn {
public:
    explicit NumberColumn(const Column& column);
    NumberColumn(NumberColumn&&) = default;
    std::span<const double> values() const noexcept { return values_; }

private:
    Column keep_;
    std::vector<double> owned_{};
    std::span<const double> values_{};
};

/// The act that a text names: jeugdwet, jw, youth, wmo, wmo2015, participatiewet, pw, ... ; nothing when none.
std::optional<CareAct> act_named(std::string_view text);
/// The day `as_of`; throws ArgumentError (records_as_of).
std::int32_t day_as_of(std::string_view text);
/// Lower case without `_`, `-`, `.` and blanks.
std::string folded(std::string_view text);

}  // namespace maatstaf::detail
