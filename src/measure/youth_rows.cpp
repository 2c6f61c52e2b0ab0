// SPDX-License-Identifier: Apache-2.0
#include "measure/youth_rows.hpp"

#include <algorithm>
#include <cmath>

#include "core/civil.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {
namespace {

/// Rows of one household as one. A row that is known to be 1 (any) or 0 (all) settles it whatever the others are.
std::vector<ShareRow> joined(const std::vector<ShareRow>& rows, HouseholdRule rule) {
    const bool any = rule == HouseholdRule::any;
    const auto join = [&](double a, double b) { return any ? std::max(a, b) : std::min(a, b); };
    const double settled = any ? 1.0 : 0.0;
    std::map<std::int32_t, ShareRow> made{};
    for (const ShareRow& each : rows) {
        const auto added = made.try_emplace(each.cluster, each);
        if (added.second) continue;
        ShareRow& all = added.first->second;
        all.least = join(all.least, each.least);
        all.most = join(all.most, each.most);
        if (std::isnan(each.value) || std::isnan(all.value)) {
            const bool settles = each.value == settled || all.value == settled;
            all.value = settles ? settled : not_known;
        } else {
            all.value = join(all.value, each.value);
        }
    }
    std::vector<ShareRow> list{};
    for (const auto& entry : made) list.push_back(entry.second);
    return list;
}

/// Times of one household as one: the first event of any of its rows, or the last of all, while all are followed.
std::vector<WindowRow> joined(const std::vector<WindowRow>& rows, HouseholdRule rule) {
    struct Times {
        double happened = 0.0, followed = 0.0;
    };
    std::map<std::int32_t, Times> made{};
    const double never = std::numeric_limits<double>::infinity();
    for (const WindowRow& each : rows) {
        const double happened = each.event ? each.time : never;
        const auto added = made.try_emplace(each.cluster, Times{happened, each.followed});
        if (added.second) continue;
        Times& all = added.first->second;
        all.happened = rule == HouseholdRule::any ? std::min(all.happened, happened) : std::max(all.happened, happened);
        all.followed = std::min(all.followed, each.followed);
    }
    std::vector<WindowRow> list{};
    for (const auto& entry : made) {
        const Times& each = entry.second;
        const bool event = each.happened <= each.followed;
        list.push_back({event ? each.happened : each.followed, event, each.followed, entry.first});
    }
    return list;
}

}  // namespace

OutcomeTable::OutcomeTable(const Table& table, const YouthOptions& options, bool needs_person)
    : records_(table, options.columns), options_(&options), period_(records_.find("period")),
      by_household_(options.unit == OutcomeUnit::household) {
    for (const std::string& each : options.by) by_.push_back(&records_.need_called(each));
    const Column* person = needs_person ? &records_.need("person") : records_.find("person");
    if (person == nullptr) person = records_.find("respondent");
    has_person_ = person != nullptr;
    if (has_person_) person_ = IdCodes(*person, IdUse::person);
    if (by_household_) household_ = IdCodes(records_.need("household"), IdUse::person);
}

void OutcomeTable::need_period() const {
    if (options_->period != OutcomePeriod::all) records_.need("period");
}

OutcomeKey OutcomeTable::key(std::size_t row) const {
    OutcomeKey made{};
    for (const Column* each : by_) made.push_back(each->display(row));
    made.push_back(options_->period == OutcomePeriod::all || period_ == nullptr ? "all" : period_->display(row));
    return made;
}

OutcomeKey OutcomeTable::key_on(std::size_t row, std::int32_t day) const {
    OutcomeKey made = key(row);
    if (options_->period == OutcomePeriod::all) return made;
    const CivilDate date = civil_from_days(day);
    made.back() = std::to_string(date.year);
    if (options_->period == OutcomePeriod::quarter) made.back() += "-Q" + std::to_string((date.month + 2) / 3);
    return made;
}

void OutcomeWriter::row(std::string_view measure, const OutcomeKey& key, const ShareCells& cells,
                        std::string_view method) {
    rows_.add(cells.value, cells.limits, cells.n, cells.more(), method, cells.reason);
    for (std::size_t at = 0; at < keys_.size(); ++at) keys_[at].push_back(key[at]);
    measure_.emplace_back(measure);
}

void OutcomeWriter::shares(std::string_view measure, const ShareRowsByKey& rows) {
    const bool households = options_->unit == OutcomeUnit::household;
    for (const auto& entry : rows) {
        const auto cells = share_of(households ? joined(entry.second, options_->rule) : entry.second, options_->level);
        row(measure, entry.first, cells, cells.clustered ? "clustered" : "wilson");
    }
}

void OutcomeWriter::windows(std::string_view measure, const WindowRowsByKey& rows, bool with_complete) {
    const bool households = options_->unit == OutcomeUnit::household;
    std::map<OutcomeKey, WindowCells> made{};
    for (const auto& entry : rows)
        made[entry.first] =
            window_share_of(households ? joined(entry.second, options_->rule) : entry.second,
                            static_cast<double>(options_->window_days), options_->level);
    for (const auto& entry : made) row(measure, entry.first, entry.second.kaplan_meier, "kaplan_meier");
    if (!with_complete) return;
    for (const auto& entry : made) {
        const ShareCells& cells = entry.second.complete;
        row(std::string(measure) + "_complete", entry.first, cells, cells.clustered ? "clustered" : "wilson");
    }
}

MeasureResult OutcomeWriter::done() && {
    std::vector<Column> keys{};
    for (std::size_t at = 0; at < options_->by.size(); ++at)
        keys.push_back(Column::string(options_->by[at], keys_[at]));
    keys.push_back(Column::string("period", keys_.back()));
    keys.push_back(Column::string("measure", measure_));
    return std::move(rows_).with_keys(Table(std::move(keys), true));
}

double part_from(const Column& column, std::size_t row) {
    const std::string word = folded(column.status(row) == Status::observed ? column.display(row) : std::string{});
    if (word.empty() || word == "nan") return not_known;
    if (word == "ja" || word == "yes" || word == "true" || word == "j" || word == "y") return 1.0;
    if (word == "nee" || word == "no" || word == "false" || word == "n") return 0.0;
    const auto number = parse_number(column.display(row));
    if (!number || !(*number >= 0.0 && *number <= 1.0))
        throw DataError(messages::youth_not_a_part, {{"column", column.name()},
                                                     {"row", std::to_string(row + 1)},
                                                     {"got", column.display(row)}});
    return *number;
}

std::optional<double> number_from(const Column& column, std::size_t row) {
    if (column.status(row) != Status::observed) return not_known;
    const std::string text = column.display(row);
    if (text.empty()) return not_known;
    return parse_number(text);
}

}  // namespace maatstaf::detail
