// SPDX-License-Identifier: Apache-2.0
#include <bit>
#include <string>
#include <unordered_map>
#include <utility>

#include "maatstaf/measure/result.hpp"
#include "measure/checks.hpp"

namespace maatstaf {
namespace {

/// Numbers the values of a column by first appearance; a missing cell is one more value.
class CellCodes {
public:
    explicit CellCodes(const Column& column) : column_(column) {}
    std::int64_t of(std::size_t row) {
        if (column_.status(row) != Status::observed)
            return fresh(missing_[static_cast<std::size_t>(column_.status(row))]);
        if (column_.type() == ColumnType::string) return text_code(row);
        return fresh(numbers_.try_emplace(bits(row), -1).first->second);
    }

private:
    std::uint64_t bits(std::size_t row) const {
        switch (column_.type()) {
            case ColumnType::dictionary:
            case ColumnType::date:
            case ColumnType::int32: return static_cast<std::uint64_t>(column_.int32()[row]);
            case ColumnType::int64: return static_cast<std::uint64_t>(column_.int64()[row]);
            case ColumnType::boolean: return column_.boolean()[row];
            default: return std::bit_cast<std::uint64_t>(column_.float64()[row] + 0.0);
        }
    }
    std::int64_t text_code(std::size_t row) {
        return fresh(texts_.try_emplace(column_.text(row), -1).first->second);
    }
    std::int64_t fresh(std::int64_t& code) {
        if (code < 0) code = next_++;
        return code;
    }

    const Column& column_;
    std::unordered_map<std::uint64_t, std::int64_t> numbers_;
    std::unordered_map<std::string_view, std::int64_t> texts_;
    std::int64_t missing_[8] = {-1, -1, -1, -1, -1, -1, -1, -1};
    std::int64_t next_ = 0;
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
        CellCodes codes(table.column(name));
        std::unordered_map<std::uint64_t, std::int32_t> pairs;
        first.clear();
        for (std::size_t row = 0; row < rows; ++row) {
            const auto before = static_cast<std::uint64_t>(groups.of_row[row]);
            const auto pair = (before << 32U) | static_cast<std::uint64_t>(codes.of(row));
            const auto [found, is_new] = pairs.try_emplace(pair, static_cast<std::int32_t>(first.size()));
            if (is_new) first.push_back(row);
            groups.of_row[row] = found->second;
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
