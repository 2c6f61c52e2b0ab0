// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/shares.hpp"

#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/checks.hpp"
#include "measure/share_limits.hpp"

namespace maatstaf::measure {
namespace {

[[noreturn]] void refuse(const char* argument, std::size_t row, double got, const char* range) {
    throw DataError(messages::measure_off_scale, {{"argument", argument},
                                                  {"row", std::to_string(row + 1)},
                                                  {"got", to_text(got)},
                                                  {"range", range}});
}

std::size_t groups_in(const RowGroups& groups) {
    return groups.of_row.empty() && groups.count == 0 ? 1 : static_cast<std::size_t>(groups.count);
}
std::size_t group_at(const RowGroups& groups, std::size_t row) {
    return groups.of_row.empty() ? 0 : static_cast<std::size_t>(groups.of_row[row]);
}
std::int32_t cluster_at(std::span<const std::int32_t> cluster, std::size_t row) {
    return cluster.empty() ? static_cast<std::int32_t>(row) : cluster[row];
}

void put(MeasureResult& result, std::size_t row, const detail::ShareCells& cells, std::string_view method) {
    result.value[row] = cells.value;
    result.n[row] = cells.n;
    result.reason[row] = cells.reason;
    result.numerator[row] = cells.numerator;
    result.denominator[row] = cells.denominator;
    result.method[row] = detail::method_number(result, method);
    for (std::size_t at = 0; at < result.level.size(); ++at) detail::set_limits(result, row, at, cells.limits[at]);
    const auto more = cells.more();
    for (std::size_t at = 0; at < more.size(); ++at) result.more[at].values[row] = more[at];
}

MeasureResult empty_shares(std::size_t count, const RowGroups& groups, const ShareOptions& options,
                           std::string_view method) {
    MeasureResult made = detail::empty_result(count, options.level, groups, method);
    for (const char* name : detail::share_columns)
        made.more.push_back({name, std::vector<double>(count, detail::not_known)});
    detail::set_kind(made, MeasureKind::proportion, 1.0);
    return made;
}

}  // namespace

MeasureResult share(const ShareRows& rows, const RowGroups& groups, const ShareOptions& options) {
    const std::size_t size = rows.value.size();
    detail::need_groups(groups, size);
    if (!rows.cluster.empty()) detail::need_length("cluster", rows.cluster.size(), size);
    if (!rows.weight.empty()) detail::need_length("weight", rows.weight.size(), size);
    std::vector<std::vector<detail::ShareRow>> members(groups_in(groups));
    for (std::size_t row = 0; row < size; ++row) {
        const double value = rows.value[row];
        const double weight = rows.weight.empty() ? 1.0 : rows.weight[row];
        if (value < 0.0 || value > 1.0) refuse("value", row, value, "0 .. 1");
        if (!(weight > 0.0) || std::isinf(weight)) refuse("weight", row, weight, "> 0");
        members[group_at(groups, row)].push_back(detail::share_row(value, cluster_at(rows.cluster, row), weight));
    }
    MeasureResult made = empty_shares(members.size(), groups, options, "wilson");
    for (std::size_t group = 0; group < members.size(); ++group) {
        const auto cells = detail::share_of(members[group], made.level);
        put(made, group, cells, cells.clustered ? "clustered" : "wilson");
    }
    return made;
}

MeasureResult share_within(const WindowRows& rows, double window, const RowGroups& groups,
                           const ShareOptions& options) {
    const std::size_t size = rows.time.size();
    if (!(window > 0.0) || std::isinf(window)) throw detail::out_of_range("window", "> 0", window);
    detail::need_groups(groups, size);
    detail::need_length("event", rows.event.size(), size);
    if (!rows.followed.empty()) detail::need_length("followed", rows.followed.size(), size);
    if (!rows.cluster.empty()) detail::need_length("cluster", rows.cluster.size(), size);
    std::vector<std::vector<detail::WindowRow>> members(groups_in(groups));
    for (std::size_t row = 0; row < size; ++row) {
        const double time = rows.time[row], event = rows.event[row];
        const double followed = rows.followed.empty() ? detail::not_known : rows.followed[row];
        if (!(time >= 0.0) || std::isinf(time)) refuse("time", row, time, ">= 0");
        if (!(event == 0.0 || event == 1.0)) refuse("event", row, event, "0, 1");
        if (followed < time || std::isinf(followed)) refuse("followed", row, followed, ">= time");
        members[group_at(groups, row)].push_back({time, event == 1.0, followed, cluster_at(rows.cluster, row)});
    }
    MeasureResult made = empty_shares(members.size(), groups, options, "kaplan_meier");
    std::vector<std::vector<double>> complete(4, std::vector<double>(members.size(), detail::not_known));
    for (std::size_t group = 0; group < members.size(); ++group) {
        const auto cells = detail::window_share_of(members[group], window, made.level);
        put(made, group, cells.kaplan_meier, "kaplan_meier");
        complete[0][group] = cells.complete.value;
        complete[1][group] = cells.complete.limits[0].low;
        complete[2][group] = cells.complete.limits[0].high;
        complete[3][group] = cells.complete.n;
    }
    static constexpr const char* names[] = {"complete", "complete_low", "complete_high", "complete_n"};
    for (std::size_t at = 0; at < complete.size(); ++at) made.more.push_back({names[at], std::move(complete[at])});
    return made;
}

}  // namespace maatstaf::measure
