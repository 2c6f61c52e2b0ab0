// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ranges>
#include <string>
#include <vector>

#include "maatstaf/core/table.hpp"

namespace maatstaf::detail {

/// A table with one row per entry and one column per field; the fields are texts, named values, truth values, 32-bit
/// integers or doubles.
template <std::ranges::random_access_range Rows>
Table table_of_rows(const Rows& rows) {
    using Row = std::ranges::range_value_t<Rows>;
    std::vector<Column> columns;
    for_each_field<Row>([&](const auto& each) {
        using Value = std::remove_cvref_t<decltype(std::declval<Row>().*each.member)>;
        std::string name(each.name);
        const auto gather = [&]<class Cell>(std::vector<Cell> cells, auto&& convert) {
            for (const auto& row : rows) cells.push_back(convert(row.*each.member));
            return cells;
        };
        if constexpr (std::is_same_v<Value, std::string>)
            columns.push_back(
                Column::string(std::move(name), gather(std::vector<std::string>(), [](const auto& v) { return v; })));
        else if constexpr (NamedEnum<Value>)
            columns.push_back(Column::string(
                std::move(name), gather(std::vector<std::string>(), [](auto v) { return std::string(to_name(v)); })));
        else if constexpr (std::is_same_v<Value, bool>)
            columns.push_back(Column::boolean(std::move(name), gather(std::vector<std::uint8_t>(), [](bool v) {
                                                  return static_cast<std::uint8_t>(v);
                                              })));
        else if constexpr (std::is_same_v<Value, std::int32_t>)
            columns.push_back(
                Column::int32(std::move(name), gather(std::vector<std::int32_t>(), [](auto v) { return v; })));
        else
            columns.push_back(
                Column::float64(std::move(name), gather(std::vector<double>(), [](double v) { return v; })));
    });
    return Table(std::move(columns));
}

}  // namespace maatstaf::detail
