// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/assigned.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "core/check.hpp"
#include "core/civil.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "measure/accounts.hpp"
#include "measure/claim_count.hpp"
#include "measure/corrections.hpp"
#include "measure/no_number.hpp"

namespace maatstaf {
namespace {

constexpr double days_in_month = 365.2425 / 12.0;  ///< of the Gregorian calendar
constexpr int oldest_years = 100;  ///< assignments older than this before `as_of` are a slip of the pen

/// The columns of assignments, those that are there.
struct AssignedColumns {
    explicit AssignedColumns(const detail::RecordTable& records)
        : person(records.need("person"), detail::IdUse::person), start(records.need("start")),
          stop(records.need("stop")), volume(records.need("volume")), unit(&records.need("unit")),
          frequency(&records.need("frequency")) {
        item[1] = records.find("act");
        item[2] = records.find("area");
        item[3] = records.find("provider");
        item[4] = records.find("product");
    }
    detail::IdCodes person;
    detail::DayColumn start, stop;
    detail::NumberColumn volume;
    const Column* unit;
    const Column* frequency;
    std::array<const Column*, use_levels> item{};
};

/// Hours or days and nights in one day of the assignment; 0 and not comparable where there is no telling.
VolumeUnit volume_a_day(const AssignedColumns& columns, std::size_t row) {
    VolumeUnit made = volume_unit(detail::folded(columns.unit->display(row)));
    const double volume = columns.volume.values()[row];
    const std::int32_t start = columns.start.days()[row];
    const std::int32_t stop = columns.stop.days()[row];
    if (made.kind == VolumeKind::not_comparable || !(volume >= 0.0) || std::isinf(volume)) return {};
    made.factor *= volume;
    switch (volume_frequency(columns.frequency->display(row))) {
        case VolumeFrequency::day: return made;
        case VolumeFrequency::week: made.factor /= 7.0; return made;
        case VolumeFrequency::month: made.factor /= days_in_month; return made;
        case VolumeFrequency::term:
            if (stop == detail::no_day) return {};
            made.factor /= static_cast<double>(stop) - start + 1.0;
            return made;
        case VolumeFrequency::unknown: return {};
    }
    return {};
}

std::uint8_t verdict_on(const AssignedColumns& columns, std::size_t row, std::int32_t as_of, std::int32_t first_day) {
    const auto reason = [](RowReason why) { return static_cast<std::uint8_t>(why); };
    const std::int32_t start = columns.start.days()[row];
    const std::int32_t stop = columns.stop.days()[row];
    if (columns.person.codes()[row] < 0) return reason(RowReason::no_person);
    if (start == detail::no_day) return reason(RowReason::no_start);
    if (stop != detail::no_day && stop < start) return reason(RowReason::stop_before_start);
    if (start > as_of) return reason(RowReason::starts_in_future);
    if (stop != detail::no_day && stop < first_day) return reason(RowReason::before_first_year);
    return detail::row_kept;
}

/// Counts what a row does not say though the table has a column for it.
void count_without_item(const AssignedColumns& columns, std::size_t row, RowAccount& account) {
    constexpr std::array reasons = {RowReason::no_act, RowReason::no_area, RowReason::no_provider,
                                    RowReason::no_product};
    for (std::size_t at = 0; at < reasons.size(); ++at)
        if (const Column* column = columns.item[at + 1]; column != nullptr && column->display(row).empty())
            account.add(reasons[at]);
}

/// Sums per level, item and year.
class AssignedCount {
public:
    explicit AssignedCount(AssignedResult& result) : result_(&result) {
        result.items[0] = {"all"};
    }

    void add(const AssignedColumns& columns, std::size_t row, int year, double days) {
        const VolumeUnit volume = volume_a_day(columns, row);
        for (std::size_t level = 0; level < use_levels; ++level) {
            const std::int32_t item = item_of(columns.item[level], level, row);
            if (item < 0) continue;
            auto& [sum, persons] = sums_[{level, item, year}];
            ++sum.assignments;
            persons.insert(columns.person.codes()[row]);
            if (volume.kind == VolumeKind::hours) sum.hours += volume.factor * days;
            if (volume.kind == VolumeKind::days) sum.volume_days += volume.factor * days;
            if (volume.kind == VolumeKind::not_comparable) ++sum.not_comparable;
        }
    }

    void finish() {
        for (auto& [key, found] : sums_) {
            AssignedVolume made = found.first;
            made.level = static_cast<UseLevel>(std::get<0>(key));
            made.item = std::get<1>(key);
            made.year = std::get<2>(key);
            made.persons = static_cast<std::int64_t>(found.second.size());
            result_->volumes.push_back(made);
        }
    }

private:
    std::int32_t item_of(const Column* column, std::size_t level, std::size_t row) {
        if (level == 0) return 0;
        std::string name = column == nullptr ? std::string{} : column->display(row);
        if (level == static_cast<std::size_t>(UseLevel::act))
            if (const auto act = detail::act_named(name)) name = to_name(*act);
        if (name.empty()) return -1;
        auto& names = result_->items[level];
        const auto known = numbers_[level].insert({name, static_cast<std::int32_t>(names.size())});
        if (known.second) names.push_back(name);
        return known.first->second;
    }
    AssignedResult* result_;
    std::array<std::map<std::string, std::int32_t>, use_levels> numbers_{};
    std::map<std::tuple<std::size_t, std::int32_t, int>, std::pair<AssignedVolume, std::set<std::int32_t>>> sums_{};
};

const std::string& name_of(const AssignedResult& result, const AssignedVolume& each) {
    return result.items[static_cast<std::size_t>(each.level)][static_cast<std::size_t>(each.item)];
}

/// What both tables begin with: level, item, year.
Table places_of(const AssignedResult& result) {
    std::vector<std::string> level{}, item{};
    std::vector<std::int64_t> year{};
    for (const AssignedVolume& each : result.volumes) {
        level.emplace_back(to_name(each.level));
        item.push_back(name_of(result, each));
        year.push_back(each.year);
    }
    return Table({Column::string("level", level), Column::string("item", item), Column::int64("year", std::move(year))},
                 true);
}

template <class Of>
void add_counts(Table& table, const char* name, const AssignedResult& result, Of&& of) {
    std::vector<std::int64_t> values{};
    for (const AssignedVolume& each : result.volumes) values.push_back(of(each));
    table.add(Column::int64(name, std::move(values)));
}

template <class Of>
void add_volumes(Table& table, const char* name, const AssignedResult& result, Of&& of) {
    std::vector<double> values{};
    for (const AssignedVolume& each : result.volumes) values.push_back(of(each));
    table.add(Column::float64(name, std::move(values)));
}

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : detail::no_number; }

}  // namespace

VolumeFrequency volume_frequency(std::string_view code) noexcept {
    struct Known {
        std::string_view code, english, dutch;
        VolumeFrequency meaning;
    };
    static constexpr Known known[] = {{"1", "day", "dag", VolumeFrequency::day},
                                      {"2", "week", "week", VolumeFrequency::week},
                                      {"4", "month", "maand", VolumeFrequency::month},
                                      {"6", "term", "totaal", VolumeFrequency::term}};
    if (code.size() == 2 && code.front() == '0') code.remove_prefix(1);
    for (const Known& each : known)
        if (code == each.code || code == each.english || code == each.dutch) return each.meaning;
    return VolumeFrequency::unknown;
}

AssignedResult assigned_volume(const Table& assignments, const AssignedOptions& options) {
    const std::int32_t as_of = detail::day_as_of(options.as_of);
    const int last_year = static_cast<int>(detail::civil_from_days(as_of).year);
    if (options.first_year != 0 && (options.first_year < 1900 || options.first_year > last_year))
        throw detail::out_of_range("first_year", "1900 .. " + std::to_string(last_year), options.first_year);
    AssignedResult made{};
    made.options = options;
    const detail::RecordTable records(assignments, options.columns);
    const AssignedColumns columns(records);
    made.account.rows = static_cast<std::int64_t>(records.rows());
    const std::int32_t oldest =
        detail::first_day_of(options.first_year != 0 ? options.first_year : last_year - oldest_years + 1);

    auto verdict = detail::apply_corrections(records, detail::assignment_keys(records));
    std::int32_t first_day = as_of;
    for (std::size_t row = 0; row < verdict.size(); ++row) {
        if (verdict[row] == detail::row_kept) verdict[row] = verdict_on(columns, row, as_of, oldest);
        if (verdict[row] != detail::row_kept)
            made.account.add(static_cast<RowReason>(verdict[row]));
        else
            first_day = std::min(first_day, std::max(oldest, columns.start.days()[row]));
    }
    const int first_year = static_cast<int>(detail::civil_from_days(first_day).year);
    const detail::Years years(first_year, last_year - first_year + 1);
    AssignedCount count(made);
    for (std::size_t row = 0; row < verdict.size(); ++row) {
        if (verdict[row] != detail::row_kept) continue;
        const std::int32_t start = columns.start.days()[row];
        const std::int32_t stop = columns.stop.days()[row];
        if (start < oldest) made.account.add(RowReason::cut_at_first_year);
        if (stop == detail::no_day) made.account.add(RowReason::still_going_on);
        if (stop != detail::no_day && stop > as_of) made.account.add(RowReason::stops_in_future);
        if (volume_a_day(columns, row).kind == VolumeKind::not_comparable)
            made.account.add(RowReason::not_comparable);
        count_without_item(columns, row, made.account);
        const std::int32_t until = stop == detail::no_day ? as_of : std::min(stop, as_of);
        years.for_parts(std::max(start, oldest), until, [&](int year, std::int32_t from, std::int32_t to) {
            count.add(columns, row, first_year + year, to - from + 1.0);
        });
    }
    count.finish();
    detail::say_rows_changed(made.caveats, {&made.account});
    if (const auto without = made.account.count(RowReason::not_comparable); without > 0)
        made.caveats.push_back({messages::assigned_not_comparable, {{"count", std::to_string(without)}}});
    detail::say_unnamed(made.caveats, made.account);
    return made;
}

Table AssignedResult::table() const {
    Table made = places_of(*this);
    add_counts(made, "assignments", *this, [](const AssignedVolume& each) { return each.assignments; });
    add_counts(made, "persons", *this, [](const AssignedVolume& each) { return each.persons; });
    add_volumes(made, "hours", *this, [](const AssignedVolume& each) { return each.hours; });
    add_volumes(made, "volume_days", *this, [](const AssignedVolume& each) { return each.volume_days; });
    add_counts(made, "not_comparable", *this, [](const AssignedVolume& each) { return each.not_comparable; });
    return made;
}

Table AssignedResult::against(const ClaimResult& claims) const {
    std::map<std::tuple<UseLevel, std::string, int>, const CareUse*> delivered{};
    for (const CareUse& each : claims.use)
        delivered[{each.level, claims.items[static_cast<std::size_t>(each.level)][static_cast<std::size_t>(each.item)],
                   each.year}] = &each;
    const auto found = [&](const AssignedVolume& each, double CareUse::*member) {
        const auto at = delivered.find({each.level, name_of(*this, each), each.year});
        return at == delivered.end() ? 0.0 : at->second->*member;
    };
    Table made = places_of(*this);
    add_volumes(made, "assigned_hours", *this, [](const AssignedVolume& each) { return each.hours; });
    add_volumes(made, "delivered_hours", *this,
                [&](const AssignedVolume& each) { return found(each, &CareUse::hours); });
    add_volumes(made, "used_hours", *this,
                [&](const AssignedVolume& each) { return ratio(found(each, &CareUse::hours), each.hours); });
    add_volumes(made, "assigned_days", *this, [](const AssignedVolume& each) { return each.volume_days; });
    add_volumes(made, "delivered_days", *this,
                [&](const AssignedVolume& each) { return found(each, &CareUse::volume_days); });
    add_volumes(made, "used_days", *this, [&](const AssignedVolume& each) {
        return ratio(found(each, &CareUse::volume_days), each.volume_days);
    });
    return made;
}

}  // namespace maatstaf
