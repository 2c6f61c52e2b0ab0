// SPDX-License-Identifier: Apache-2.0
#include "measure/youth_rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

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
    std::vector<Column> places{};
    std::vector<std::string> names{};
    for (const std::string& each : options.by) {
        places.push_back(records_.need_called(each));
        names.push_back(places.back().name());
    }
    places_ = group_rows(Table(std::move(places)), names);
    if (period_ != nullptr) named_period_ = IdCodes(*period_, IdUse::named);
    const Column* person = needs_person ? &records_.need("person") : records_.find("person");
    if (person == nullptr) person = records_.find("respondent");
    has_person_ = person != nullptr;
    if (has_person_) person_ = IdCodes(*person, IdUse::person);
    if (by_household_) household_ = IdCodes(records_.need("household"), IdUse::person);
}

void OutcomeTable::need_period() const {
    if (options_->period != OutcomePeriod::all) records_.need("period");
}

std::int32_t OutcomeTable::cell_of(std::size_t row, std::int32_t period) {
    const std::int32_t place = options_->by.empty() ? 0 : places_.of_row[row];
    const auto at = static_cast<std::size_t>(place);
    if (at >= cells_of_place_.size()) cells_of_place_.resize(at + 1);
    auto& known = cells_of_place_[at];  // a few periods each
    for (const auto& each : known)
        if (each.first == period) return each.second;
    known.emplace_back(period, static_cast<std::int32_t>(keys_.size()));
    OutcomeKey key{};
    for (const Column& each : places_.keys.columns()) key.push_back(each.display(at));
    key.emplace_back("all");
    keys_.push_back(std::move(key));
    return known.back().second;
}

std::int32_t OutcomeTable::cell(std::size_t row) {
    if (options_->period == OutcomePeriod::all || period_ == nullptr) return cell_of(row, 0);
    const std::int32_t period = named_period_.codes()[row];
    const std::int32_t made = cell_of(row, -2 - period);
    OutcomeKey& key = keys_[static_cast<std::size_t>(made)];
    if (key.back() == "all") key.back() = period < 0 ? "" : named_period_.names()[static_cast<std::size_t>(period)];
    return made;
}

std::int32_t OutcomeTable::cell_on(std::size_t row, std::int32_t day) {
    if (options_->period == OutcomePeriod::all) return cell_of(row, 0);
    const CivilDate date = civil_from_days(day);
    const int quarter = options_->period == OutcomePeriod::quarter ? (date.month + 2) / 3 : 0;
    const std::int32_t made = cell_of(row, 5 * static_cast<std::int32_t>(date.year) + quarter);
    OutcomeKey& key = keys_[static_cast<std::size_t>(made)];
    if (key.back() == "all") {
        key.back() = std::to_string(date.year);
        if (quarter > 0) key.back() += "-Q" + std::to_string(quarter);
    }
    return made;
}

const std::vector<std::int32_t>& OutcomeTable::cells() const {
    if (in_order_.size() == keys_.size()) return in_order_;
    in_order_.resize(keys_.size());
    std::iota(in_order_.begin(), in_order_.end(), 0);
    std::sort(in_order_.begin(), in_order_.end(),
              [this](std::int32_t a, std::int32_t b) { return key(a) < key(b); });
    return in_order_;
}

void OutcomeWriter::row(std::string_view measure, const OutcomeKey& key, const ShareCells& cells,
                        std::string_view method, MeasureKind kind) {
    RowNumber number = cells.number();
    number.kind = kind;
    rows_.add(cells.value, cells.limits, cells.n, cells.more(), method, cells.reason, number);
    for (std::size_t at = 0; at < keys_.size(); ++at) keys_[at].push_back(key[at]);
    measure_.emplace_back(measure);
}

void OutcomeWriter::shares(std::string_view measure, const OutcomeTable& table, const ByCell<ShareRow>& rows) {
    const bool households = options_->unit == OutcomeUnit::household;
    for (const std::int32_t cell : table.cells()) {
        const auto* found = rows.find(cell);
        if (found == nullptr) continue;
        const auto cells = share_of(households ? joined(*found, options_->rule) : *found, options_->level);
        row(measure, table.key(cell), cells, cells.clustered ? "clustered" : "wilson");
    }
}

void OutcomeWriter::windows(std::string_view measure, const OutcomeTable& table, const ByCell<WindowRow>& rows,
                            bool with_complete) {
    const bool households = options_->unit == OutcomeUnit::household;
    std::vector<std::pair<std::int32_t, ShareCells>> complete{};
    for (const std::int32_t cell : table.cells()) {
        const auto* found = rows.find(cell);
        if (found == nullptr) continue;
        auto cells = window_share_of(households ? joined(*found, options_->rule) : *found,
                                     static_cast<double>(options_->window_days), options_->level);
        row(measure, table.key(cell), cells.kaplan_meier, "kaplan_meier");
        complete.emplace_back(cell, std::move(cells.complete));
    }
    if (!with_complete) return;
    for (const auto& each : complete)
        row(std::string(measure) + "_complete", table.key(each.first), each.second,
            each.second.clustered ? "clustered" : "wilson");
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
