// SPDX-License-Identifier: Apache-2.0
#include <bit>
#include <string>
#include <string_view>
#include <utility>

#include "maatstaf/measure/result.hpp"
#include "measure/checks.hpp"
#include "measure/key_numbers.hpp"

namespace maatstaf {
namespace {

/// Numbers the values of a column by first appearance; a missing cell is one more value for each way of missing.
class CellCodes {
public:
    std::vector<std::int32_t> of(const Column& column) {
        switch (column.type()) {
            case ColumnType::dictionary: return by_place(column);
            case ColumnType::string:
                return by_key<std::string_view>(column, [&](std::size_t row) { return column.text(row); });
            case ColumnType::date:
            case ColumnType::int32: return by_bits(column, column.int32());
            case ColumnType::int64: return by_bits(column, column.int64());
            case ColumnType::boolean: return by_bits(column, column.boolean());
            case ColumnType::float64: break;
        }
        const auto values = column.float64();
        return by_key<std::uint64_t>(
            column, [values](std::size_t row) { return std::bit_cast<std::uint64_t>(values[row] + 0.0); });
    }

private:
    /// `place` gives where the number of a row's value stands; below 0: it has none yet.
    template <class Place>
    std::vector<std::int32_t> numbered(const Column& column, Place&& place) {
        std::vector<std::int32_t> codes(column.size());
        const bool whole = column.statuses().empty();
        for (std::size_t row = 0; row < codes.size(); ++row) {
            const Status status = whole ? Status::observed : column.status(row);
            std::int32_t& code =
                status == Status::observed ? place(row) : missing_[static_cast<std::size_t>(status)];
            if (code < 0) code = next_++;
            codes[row] = code;
        }
        return codes;
    }
    std::vector<std::int32_t> by_place(const Column& column) {
        std::vector<std::int32_t> number(column.categories().size(), -1);
        const auto places = column.int32();
        return numbered(column, [&](std::size_t row) -> std::int32_t& {
            return number[static_cast<std::size_t>(places[row])];
        });
    }
    template <class Values>
    std::vector<std::int32_t> by_bits(const Column& column, Values values) {
        return by_key<std::uint64_t>(column,
                                     [values](std::size_t row) { return static_cast<std::uint64_t>(values[row]); });
    }
    template <class Key, class Of>
    std::vector<std::int32_t> by_key(const Column& column, Of&& of) {
        detail::KeyNumbers<Key> keys(1024);
        std::vector<std::int32_t> number;
        return numbered(column, [&](std::size_t row) -> std::int32_t& {
            const auto [at, is_new] = keys.number_of(of(row));
            if (is_new) number.push_back(-1);
            return number[static_cast<std::size_t>(at)];
        });
    }

    std::int32_t missing_[8] = {-1, -1, -1, -1, -1, -1, -1, -1};
    std::int32_t next_ = 0;
};

Column rows_of_column(const Column& column, const std::vector<std::size_t>& rows) {
    std::vector<Status> status;
    if (!column.statuses().empty())
        for (const std::size_t row : rows) status.push_back(column.status(row));
    const auto taken = [&](auto values) {
        std::vector<std::remove_const_t<typename decltype(values)::value_type>> out;
        for (const std::size_t row : rows) out.push_back(values[row]);
        return out;
    };
    switch (column.type()) {
        case ColumnType::float64: return Column::float64(column.name(), taken(column.float64()), std::move(status));
        case ColumnType::int64: return Column::int64(column.name(), taken(column.int64()), std::move(status));
        case ColumnType::int32: return Column::int32(column.name(), taken(column.int32()), std::move(status));
        case ColumnType::boolean: return Column::boolean(column.name(), taken(column.boolean()), std::move(status));
        case ColumnType::date: return Column::date(column.name(), taken(column.int32()), std::move(status));
        case ColumnType::dictionary:
            return Column::dictionary(column.name(), taken(column.int32()), column.categories(), std::move(status));
        case ColumnType::string: break;
    }
    std::vector<std::string> texts;
    for (const std::size_t row : rows) texts.emplace_back(column.text(row));
    return Column::string(column.name(), texts, std::move(status));
}

}  // namespace

namespace detail {

Table take_rows(const Table& table, const std::vector<std::size_t>& rows) {
    std::vector<Column> columns;
    for (const Column& each : table.columns()) columns.push_back(rows_of_column(each, rows));
    return Table(std::move(columns), table.restricted());
}

Table repeat_rows(const Table& table, std::size_t times) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < table.rows(); ++row) rows.insert(rows.end(), times, row);
    return take_rows(table, rows);
}

}  // namespace detail

RowGroups group_rows(const Table& table, std::span<const std::string> columns) {
    RowGroups groups;
    const std::size_t rows = table.rows();
    groups.of_row.assign(rows, 0);
    std::vector<std::size_t> first;
    bool any = false;
    for (const std::string& name : columns) {
        const std::vector<std::int32_t> codes = CellCodes().of(table.column(name));
        first.clear();
        if (!any) {
            groups.of_row = codes;
            for (std::size_t row = 0; row < rows; ++row)
                if (static_cast<std::size_t>(codes[row]) == first.size()) first.push_back(row);
        } else {
            detail::KeyNumbers<std::uint64_t> pairs(1024);
            for (std::size_t row = 0; row < rows; ++row) {
                const auto before = static_cast<std::uint64_t>(groups.of_row[row]);
                const auto [number, is_new] =
                    pairs.number_of((before << 32U) | static_cast<std::uint64_t>(codes[row]));
                if (is_new) first.push_back(row);
                groups.of_row[row] = number;
            }
        }
        any = true;
    }
    if (!any && rows > 0) first.push_back(0);
    groups.count = static_cast<std::int32_t>(first.size());
    std::vector<Column> keys;
    for (const std::string& name : columns) keys.push_back(rows_of_column(table.column(name), first));
    groups.keys = Table(std::move(keys), table.restricted());
    return groups;
}

}  // namespace maatstaf
