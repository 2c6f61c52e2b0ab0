// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/table.hpp"

#include <algorithm>
#include <unordered_set>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf {
namespace {

void check_length(const Column& column, std::size_t rows) {
    if (column.size() == rows) return;
    throw ArgumentError(messages::wrong_length, {{"argument", column.name()},
                                                {"got", std::to_string(column.size())},
                                                {"expected", std::to_string(rows)}});
}

ArgumentError duplicate(const std::string& name) { return {messages::duplicate_column, {{"got", name}}}; }

}  // namespace

Table::Table(std::vector<Column> columns, bool restricted) : columns_{std::move(columns)}, restricted_{restricted} {
    std::unordered_set<std::string_view> names;
    for (const Column& column : columns_) {
        check_length(column, columns_.front().size());
        if (!names.insert(column.name()).second) throw duplicate(column.name());
    }
}

std::size_t Table::rows() const noexcept { return columns_.empty() ? 0 : columns_.front().size(); }

bool Table::has(std::string_view name) const noexcept {
    return std::any_of(columns_.begin(), columns_.end(), [&](const Column& each) { return each.name() == name; });
}

const Column& Table::column(std::string_view name) const {
    for (const Column& each : columns_)
        if (each.name() == name) return each;
    std::vector<std::string_view> names;
    for (const Column& each : columns_) names.push_back(each.name());
    throw ArgumentError(messages::unknown_column, {{"got", std::string(name)},
                                                  {"nearest", nearest(name, names)},
                                                  {"allowed", join(names, ", ")}});
}

void Table::add(Column column) {
    if (!columns_.empty()) check_length(column, rows());
    if (has(column.name())) throw duplicate(column.name());
    columns_.push_back(std::move(column));
}

Table Table::select(std::span<const std::string> names) const {
    std::vector<Column> columns;
    for (const std::string& name : names) columns.push_back(column(name));
    return Table(std::move(columns), restricted_);
}

}  // namespace maatstaf
