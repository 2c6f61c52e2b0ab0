// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/measure/limits.hpp"
#include "measure/youth_rows.hpp"

namespace maatstaf::detail {
namespace {

struct SubGoal {
    double attained = 0.0;  ///< NaN: still open
    double weight = 1.0;
    double gas = 0.0;       ///< NaN: not scored
};

struct Goal {
    std::map<std::string, SubGoal> parts{};
    double weight = 1.0;
};

/// Weighted sums of what is closed, and of all.
struct GoalSums {
    double attained = 0.0, closed = 0.0, all = 0.0;
};
GoalSums sums_of(const Goal& goal) {
    GoalSums made{};
    for (const auto& entry : goal.parts) {
        const SubGoal& part = entry.second;
        made.all += part.weight;
        if (std::isnan(part.attained)) continue;
        made.attained += part.weight * part.attained;
        made.closed += part.weight;
    }
    return made;
}

using Goals = std::map<std::string, Goal>;

/// The share of a client: goals by weight, each as far as it is closed.
ShareRow client_row(const Goals& goals, std::int32_t client) {
    double value = 0.0, known = 0.0, least = 0.0, most = 0.0, all = 0.0;
    for (const auto& entry : goals) {
        const Goal& goal = entry.second;
        const GoalSums sums = sums_of(goal);
        if (sums.closed > 0.0) {
            value += goal.weight * sums.attained / sums.closed;
            known += goal.weight;
        }
        least += goal.weight * sums.attained / sums.all;
        most += goal.weight * (sums.attained + sums.all - sums.closed) / sums.all;
        all += goal.weight;
    }
    return {known > 0.0 ? std::min(1.0, value / known) : not_known, std::min(1.0, least / all),
            std::min(1.0, most / all), client, 1.0};
}

double weight_at(const Column* column, std::size_t row) {
    if (column == nullptr) return 1.0;
    const auto number = number_from(*column, row);
    if (!number || !(*number > 0.0) || std::isinf(*number))
        throw DataError(messages::youth_weight, {{"column", column->name()},
                                                 {"row", std::to_string(row + 1)},
                                                 {"got", column->display(row)}});
    return *number;
}

void mean_of_scores(const OutcomeTable& table, const ByCell<double>& scores, const YouthOptions& options,
                    OutcomeWriter& writer) {
    for (const std::int32_t place : table.cells()) {
        const auto* found = scores.find(place);
        if (found == nullptr) continue;
        ShareCells cells{};
        cells.limits.assign(options.level.size(), Limits{});
        double sum = 0.0, square = 0.0;
        for (const double each : *found) {
            cells.left_out += std::isnan(each) ? 1.0 : 0.0;
            cells.n += std::isnan(each) ? 0.0 : 1.0;
            sum += std::isnan(each) ? 0.0 : each;
        }
        cells.response = cells.n / static_cast<double>(found->size());
        cells.clusters = cells.n;
        cells.count = not_known;
        cells.reason = cells.n == 0.0 ? EmptyReason::missing : EmptyReason::none;
        if (cells.n > 0.0) cells.value = sum / cells.n;
        for (const double each : *found)
            square += std::isnan(each) ? 0.0 : (each - cells.value) * (each - cells.value);
        if (cells.n == 1.0) cells.reason = EmptyReason::one_value;
        if (cells.n > 1.0) {
            const double sd = std::sqrt(square / (cells.n - 1.0));
            cells.se = sd / std::sqrt(cells.n);
            for (std::size_t at = 0; at < options.level.size(); ++at)
                cells.limits[at] = measure::mean_limits(cells.value, sd, cells.n, options.level[at]);
        }
        writer.row("gas_t", table.key(place), cells, "student_t", MeasureKind::mean);
    }
}

}  // namespace

void goals_of(const Table& goals, const YouthOptions& options, OutcomeWriter& writer, YouthResult& result) {
    OutcomeTable table(goals, options, options.unit == OutcomeUnit::person);
    table.need_period();
    const Column& goal = table.records().need("goal");
    const Column& attained = table.records().need("attained");
    const Column* part = table.records().find("subgoal");
    const Column* weight = table.records().find("weight");
    const Column* goal_weight = table.records().find("goal_weight");
    const Column* gas = table.records().find("gas");
    if (part == nullptr && goal_weight == nullptr) goal_weight = weight;
    if (part == nullptr) weight = nullptr;
    RowAccount& account = result.goals;
    account.rows = static_cast<std::int64_t>(table.rows());

    std::map<std::int32_t, std::map<std::int32_t, Goals>> clients{};
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.unit(row) < 0) {
            account.add(RowReason::no_person);
            continue;
        }
        std::string name = goal.display(row);
        if (name.empty()) {  // nothing says that it is the same goal as another one
            account.add(RowReason::no_goal);
            name = "\n" + std::to_string(row);
        }
        Goal& of = clients[table.cell(row)][table.unit(row)][name];
        of.weight = weight_at(goal_weight, row);
        const SubGoal read{part_from(attained, row), weight_at(weight, row),
                           gas == nullptr ? not_known : number_from(*gas, row).value_or(std::nan(""))};
        if (read.gas < -2.0 || read.gas > 2.0) throw out_of_range("gas", "-2 .. 2", read.gas);
        const auto added = of.parts.try_emplace(part == nullptr ? std::string{} : part->display(row), read);
        if (!added.second) {  // a later row says how it stands now
            account.add(RowReason::sent_again);
            added.first->second = read;
        }
    }

    ByCell<ShareRow> shares{}, closed{};
    ByCell<double> scores{};
    std::int64_t open = 0, all = 0;
    for (const auto& place : clients)
        for (const auto& client : place.second) {
            shares[place.first].push_back(client_row(client.second, client.first));
            std::vector<double> x{}, weights{};
            for (const auto& entry : client.second) {
                const GoalSums sums = sums_of(entry.second);
                const bool is_open = sums.closed < sums.all;
                const double done = sums.attained >= sums.closed ? 1.0 : 0.0;
                closed[place.first].push_back(
                    {is_open ? not_known : done, is_open ? 0.0 : done, done, client.first, 1.0});
                ++all;
                open += is_open ? 1 : 0;
                for (const auto& each : entry.second.parts) {
                    x.push_back(each.second.gas);
                    weights.push_back(entry.second.weight * each.second.weight);
                }
            }
            scores[place.first].push_back(gas_t(x, weights, options.rho));
        }
    writer.shares("goal_realisation", table, shares);
    writer.shares("goals_reached", table, closed);
    if (gas != nullptr) mean_of_scores(table, scores, options, writer);
    if (open > 0)
        result.caveats.push_back({messages::youth_open_goals, {{"count", std::to_string(open)},
                                                               {"all", std::to_string(all)}}});
}

void changes_of(const Table& changes, const YouthOptions& options, OutcomeWriter& writer, YouthResult& result) {
    if (std::isnan(options.sd) || std::isnan(options.reliability))
        throw ArgumentError(messages::youth_needs_instrument);
    const ReliableChangeOptions instrument{options.sd, options.reliability, options.cutoff, options.lower_is_better,
                                           options.critical};
    OutcomeTable table(changes, options, true);
    table.need_period();
    const NumberColumn before(table.records().need("before")), after(table.records().need("after"));
    result.changes.rows = static_cast<std::int64_t>(table.rows());
    constexpr auto classes = enum_names(ChangeClass{});
    std::vector<ByCell<ShareRow>> rows(classes.size() + 1);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.unit(row) < 0) {
            result.changes.add(RowReason::no_person);
            continue;
        }
        const std::int32_t key = table.cell(row);
        const bool known = !std::isnan(before.values()[row]) && !std::isnan(after.values()[row]);
        std::optional<ChangeClass> outcome{};
        if (known) outcome = reliable_change(before.values()[row], after.values()[row], instrument).outcome;
        for (std::size_t at = 0; at < classes.size(); ++at)
            rows[at][key].push_back(
                share_row(known ? (outcome == classes[at].value ? 1.0 : 0.0) : not_known, table.unit(row)));
        const bool reduced = outcome == ChangeClass::recovered || outcome == ChangeClass::improved;
        rows.back()[key].push_back(share_row(known ? (reduced ? 1.0 : 0.0) : not_known, table.unit(row)));
    }
    for (std::size_t at = 0; at < classes.size(); ++at)
        writer.shares("problems_" + std::string(classes[at].name), table, rows[at]);
    writer.shares("problems_decreased", table, rows.back());
    if (std::isnan(options.cutoff)) result.caveats.push_back({messages::youth_no_cutoff, {}});
}

}  // namespace maatstaf::detail
