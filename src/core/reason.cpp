// SPDX-License-Identifier: Apache-2.0
#include "core/reason.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "core/column_data.hpp"

namespace maatstaf::detail {
namespace {

constexpr std::string_view suffix = "__reason";

/// Reason `r` of a missing cell is category `r - 1`: the statuses after `observed`, in their order.
std::vector<std::string> reason_names() {
    std::vector<std::string> names;
    for (const auto& each : enum_names(Status{}))
        if (each.value != Status::observed) names.emplace_back(each.name);
    return names;
}

Column reasons_of(const Column& column) {
    std::vector<std::int32_t> codes(column.size(), 0);
    std::vector<Status> status(column.size(), Status::absent);
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.status(row) == Status::observed) continue;
        codes[row] = static_cast<std::int32_t>(column.status(row)) - 1;
        status[row] = Status::observed;
    }
    return Column::dictionary(column.name() + std::string(suffix), std::move(codes), reason_names(), std::move(status));
}

Column folded(const Column& column, const Column& reasons) {
    if (!column.has_missing()) return column;
    auto data = std::make_shared<Column::Data>(ColumnAccess::data(column));
    std::vector<Status> status(column.statuses().begin(), column.statuses().end());
    for (std::size_t row = 0; row < status.size(); ++row) {
        if (status[row] == Status::observed || reasons.status(row) != Status::observed) continue;
        const auto reason = from_name<Status>(reasons.text(row), reasons.name());
        if (reason != Status::observed) status[row] = reason;
    }
    data->statuses = std::make_shared<const std::vector<Status>>(std::move(status));
    return ColumnAccess::make(std::move(data));
}

}  // namespace

std::vector<Column> with_reasons(const Table& table) {
    std::vector<Column> columns;
    for (const Column& column : table.columns()) {
        columns.push_back(column);
        const auto statuses = column.statuses();
        if (std::all_of(statuses.begin(), statuses.end(), [](Status each) { return each <= Status::absent; })) continue;
        columns.push_back(reasons_of(column));
        if (table.has(columns.back().name()))
            throw ArgumentError(messages::duplicate_column, {{"got", columns.back().name()}});
    }
    return columns;
}

std::vector<Column> fold_reasons(std::vector<Column> columns) {
    std::unordered_map<std::string_view, const Column*> companions;
    for (const Column& column : columns)
        if (column.is_text() && column.name().ends_with(suffix)) companions.emplace(column.name(), &column);
    if (companions.empty()) return columns;
    std::vector<Column> out;
    std::unordered_map<std::string_view, bool> used;
    for (const Column& column : columns) {
        const auto companion = companions.find(column.name() + std::string(suffix));
        if (companion == companions.end() || companion->second->size() != column.size()) {
            out.push_back(column);
            continue;
        }
        used[companion->second->name()] = true;
        out.push_back(folded(column, *companion->second));
    }
    std::erase_if(out, [&](const Column& column) { return used.contains(column.name()); });
    return out;
}

}  // namespace maatstaf::detail
