// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/lead_times.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/check.hpp"
#include "core/civil.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/measure/survival.hpp"
#include "maatstaf/panel/builder.hpp"
#include "measure/no_number.hpp"
#include "measure/record_columns.hpp"

namespace maatstaf {
namespace {

constexpr std::array lead_steps = {LeadStep::deciding, LeadStep::waiting, LeadStep::reaching, LeadStep::helping};

/// One step of one spell: the day on which it began, how long it took or has taken, and whether it is done.
struct Stretch {
    std::int32_t begin = detail::no_day;
    double days = detail::no_number;
    double done = detail::no_number;
};

class Stretches {
public:
    explicit Stretches(const Table& spells)
        : asked_(spells["asked"]), decided_(spells["decided"]), start_(spells["start"]),
          waiting_(spells["waiting_days"]), waited_(spells["waited"]), length_(spells["length_days"]),
          ended_(spells["ended"]) {}

    Stretch of(LeadStep step, std::size_t row) const {
        const std::int32_t asked = asked_.days()[row];
        const std::int32_t decided = decided_.days()[row];
        const std::int32_t from = decided != detail::no_day ? decided : asked;
        const double waited_days = waiting_.values()[row];  // NaN for a later spell under the same assignment
        switch (step) {
            case LeadStep::deciding:
                if (asked == detail::no_day || decided == detail::no_day || std::isnan(waited_days)) return {};
                return {asked, static_cast<double>(decided) - asked, 1.0};
            case LeadStep::waiting: return {from, waited_days, waited_.values()[row]};
            case LeadStep::reaching:
                if (asked == detail::no_day || std::isnan(waited_days)) return {};
                return {asked, waited_days + from - asked, waited_.values()[row]};
            case LeadStep::helping: return {start_.days()[row], length_.values()[row], ended_.values()[row]};
        }
        return {};
    }
private:
    detail::DayColumn asked_, decided_, start_;
    detail::NumberColumn waiting_, waited_, length_, ended_;
};

/// The rows of one step: times, and the group of each, numbered in the order in which groups are given.
struct StepRows {
    std::vector<double> time{};
    std::vector<std::int32_t> event{}, group{};
    double left_out = 0.0;
};

using GroupKey = std::pair<std::int32_t, int>;  // item and year

StepRows rows_of(LeadStep step, const Stretches& stretches, std::span<const std::int32_t> items, bool by_year,
                 std::vector<GroupKey>& groups) {
    StepRows made{};
    std::map<GroupKey, std::int32_t> number{};
    std::vector<GroupKey> keys{};
    for (std::size_t row = 0; row < items.size(); ++row) {
        const Stretch each = stretches.of(step, row);
        if (items[row] < 0) continue;
        if (each.begin == detail::no_day || !(each.days >= 0.0)) {
            made.left_out += 1.0;
            continue;
        }
        keys.push_back({items[row], by_year ? static_cast<int>(detail::civil_from_days(each.begin).year) : 0});
        number.insert({keys.back(), 0});
        made.time.push_back(each.days);
        made.event.push_back(each.done == 1.0 ? 1 : 0);
    }
    std::int32_t next = 0;
    for (auto& [key, at] : number) {
        groups.push_back(key);
        at = next++;
    }
    for (const GroupKey& key : keys) made.group.push_back(number[key]);
    return made;
}

/// How many of a group completed a step within the term; NaN unless everybody was followed for the whole term.
double count_within(const SurvivalCurve& curve, double term) {
    double count = 0.0;
    for (std::size_t at = 0; at < curve.time.size(); ++at) {
        if (curve.time[at] < term && curve.censored[at] > 0.0) return detail::no_number;
        if (curve.time[at] <= term) count += curve.events[at];
    }
    return count;
}

LeadTime time_of(LeadStep step, const SurvivalCurve& curve, double term) {
    LeadTime made{};
    made.step = step;
    made.n = curve.n;
    for (const double each : curve.events) made.completed += each;
    made.median = curve.quantiles[0];
    made.ninth_decile = curve.quantiles[1];
    made.term = term;
    if (std::isnan(term)) return made;
    made.within = curve.within.front();
    made.within_count = count_within(curve, term);
    return made;
}

std::array<double, lead_steps.size()> terms_of(const LeadTimeOptions& options) {
    std::array<double, lead_steps.size()> made{};
    made.fill(detail::no_number);
    for (const LeadTerm& each : options.terms) {
        const auto step = from_name<LeadStep>(each.step, "terms");
        if (!(each.days >= 0.0) || std::isinf(each.days))
            throw detail::out_of_range("terms['" + each.step + "']", ">= 0", each.days);
        made[static_cast<std::size_t>(step)] = each.days;
    }
    return made;
}

/// The item of every spell, -1 where it has none, and the names of the items.
std::vector<std::int32_t> items_of(const Table& spells, LeadGroup by, std::vector<std::string>& names) {
    if (by == LeadGroup::all) {
        names = {std::string{}};
        return std::vector<std::int32_t>(spells.rows(), 0);
    }
    const Column& column = spells[std::string(to_name(by))];
    std::vector<std::int32_t> made{};
    std::map<std::string, std::int32_t, std::less<>> known{};
    for (std::size_t row = 0; row < spells.rows(); ++row) {
        const std::string name(column.text(row));
        if (name.empty()) {
            made.push_back(-1);
            continue;
        }
        const auto found = known.insert({name, static_cast<std::int32_t>(names.size())});
        if (found.second) names.push_back(name);
        made.push_back(found.first->second);
    }
    if (names.empty()) throw ArgumentError(messages::records_level, {{"level", std::string(to_name(by))}});
    return made;
}

/// What of every time becomes a column of numbers.
template <class Of>
Column numbers_of(const std::string& name, const std::vector<LeadTime>& times, Of&& of) {
    std::vector<double> values{};
    for (const LeadTime& each : times) values.push_back(of(each));
    return Column::float64(name, std::move(values));
}

void add_estimate(Table& table, const std::string& name, const std::vector<LeadTime>& times,
                  Estimate LeadTime::*estimate) {
    table.add(numbers_of(name, times, [=](const LeadTime& each) { return (each.*estimate).value; }));
    table.add(numbers_of(name + "_low", times, [=](const LeadTime& each) { return (each.*estimate).low; }));
    table.add(numbers_of(name + "_high", times, [=](const LeadTime& each) { return (each.*estimate).high; }));
}

/// The cells of one indicator of a panel: a value per item.
struct LeadCells {
    std::vector<double> value, se, n, numerator, denominator;
    explicit LeadCells(std::size_t items)
        : value(items, detail::no_number), se(value), n(value), numerator(value), denominator(value) {}
};

}  // namespace

LeadTimeResult lead_times(const SpellResult& spells, const LeadTimeOptions& options) {
    const auto terms = terms_of(options);
    LeadTimeResult made{};
    made.options = options;
    std::vector<std::string> names{};
    const auto items = items_of(spells.spells, options.by, names);
    const Stretches stretches(spells.spells);
    for (const LeadStep step : lead_steps) {
        std::vector<GroupKey> groups{};
        const StepRows rows = rows_of(step, stretches, items, options.by_year, groups);
        made.left_out += rows.left_out;
        if (rows.time.empty()) continue;
        const double term = terms[static_cast<std::size_t>(step)];
        SurvivalOptions how{};
        how.confidence = options.confidence;
        how.quantiles = {0.5, 0.9};
        if (!std::isnan(term)) how.terms = {term};
        const auto curves = kaplan_meier({rows.time, rows.event, {}, rows.group}, how).curves;
        for (std::size_t at = 0; at < curves.size(); ++at) {
            made.times.push_back(time_of(step, curves[at], term));
            made.times.back().item = names[static_cast<std::size_t>(groups[at].first)];
            made.times.back().year = groups[at].second;
        }
    }
    if (const auto unnamed = std::count(items.begin(), items.end(), -1); unnamed > 0)
        made.caveats.push_back({messages::lead_times_unnamed, {{"level", std::string(to_name(options.by))},
                                                               {"count", std::to_string(unnamed)}}});
    if (made.left_out > 0.0)
        made.caveats.push_back({messages::lead_times_left_out, {{"count", to_text(made.left_out)}}});
    const auto not_reached = std::count_if(made.times.begin(), made.times.end(),
                                           [](const LeadTime& each) { return std::isinf(each.median.value); });
    if (not_reached > 0)
        made.caveats.push_back({messages::lead_times_not_reached, {{"count", std::to_string(not_reached)}}});
    for (const Caveat& each : spells.caveats) made.caveats.push_back(each);
    return made;
}

Table LeadTimeResult::table() const {
    std::vector<std::string> step{}, item{};
    std::vector<std::int64_t> year{};
    for (const LeadTime& each : times) {
        step.emplace_back(to_name(each.step));
        item.push_back(each.item);
        year.push_back(each.year);
    }
    Table made({Column::string("step", step), Column::string("item", item), Column::int64("year", std::move(year)),
                numbers_of("n", times, [](const LeadTime& each) { return each.n; }),
                numbers_of("completed", times, [](const LeadTime& each) { return each.completed; })},
               true);
    add_estimate(made, "median", times, &LeadTime::median);
    add_estimate(made, "ninth_decile", times, &LeadTime::ninth_decile);
    made.add(numbers_of("term", times, [](const LeadTime& each) { return each.term; }));
    add_estimate(made, "within", times, &LeadTime::within);
    return made;
}

Panel LeadTimeResult::panel(UnitKind kind) const {
    if (options.by == LeadGroup::all || !options.by_year) throw ArgumentError(messages::lead_times_panel, {});
    std::vector<std::string> names{};
    for (const LeadTime& each : times)
        if (std::find(names.begin(), names.end(), each.item) == names.end()) names.push_back(each.item);
    std::map<std::pair<LeadStep, int>, std::pair<LeadCells, LeadCells>> cells{};
    for (const LeadTime& each : times) {
        const LeadCells none(names.size());
        auto& [median, within] = cells.insert({{each.step, each.year}, {none, none}}).first->second;
        const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), each.item) - names.begin());
        if (std::isfinite(each.median.value)) median.value[at] = each.median.value;
        median.n[at] = within.n[at] = each.n;
        if (std::isnan(each.within_count)) {
            within.value[at] = each.within.value;
            within.se[at] = each.within.se;
        } else {
            within.value[at] = each.within_count / each.n;
            within.numerator[at] = each.within_count;
            within.denominator[at] = each.n;
        }
    }
    PanelBuilder builder(names, kind);
    builder.restricted();
    const auto terms = terms_of(options);
    for (auto& [key, found] : cells) {
        const std::string step(to_name(key.first));
        const Period period(key.second);
        CellParts parts{};
        parts.n = found.first.n;
        builder.describe({step + "_median", Scale::mean, 1.0, "days"});
        builder.add(step + "_median", period, std::move(found.first.value), std::move(parts));
        if (std::isnan(terms[static_cast<std::size_t>(key.first)])) continue;
        LeadCells& within = found.second;
        builder.describe({step + "_within", Scale::proportion, 1.0, {}});
        builder.add(step + "_within", period, std::move(within.value),
                    {std::move(within.se), std::move(within.n), std::move(within.numerator),
                     std::move(within.denominator), {}, {}});
    }
    return std::move(builder).build();
}

}  // namespace maatstaf
