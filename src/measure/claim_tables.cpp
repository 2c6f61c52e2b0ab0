// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <map>

#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/measure/claims.hpp"
#include "maatstaf/panel/builder.hpp"
#include "measure/no_number.hpp"

namespace maatstaf {
namespace {

/// A column of the numbers that `of` makes of each entry.
template <class Entries, class Of>
Column numbers(const char* name, const Entries& entries, Of&& of) {
    std::vector<double> values{};
    for (const auto& each : entries) values.push_back(static_cast<double>(of(each)));
    return Column::float64(name, std::move(values));
}
template <class Entries, class Of>
Column counts(const char* name, const Entries& entries, Of&& of) {
    std::vector<std::int64_t> values{};
    for (const auto& each : entries) values.push_back(static_cast<std::int64_t>(of(each)));
    return Column::int64(name, std::move(values));
}
template <class Entries, class Of>
Column texts(const char* name, const Entries& entries, Of&& of) {
    std::vector<std::string> values{};
    for (const auto& each : entries) values.emplace_back(of(each));
    return Column::string(name, values);
}

std::string acts_of(std::size_t set) {
    std::string made{};
    for (const auto& each : enum_names(CareAct{}))
        if ((set >> static_cast<std::size_t>(each.value)) & 1U) {
            if (!made.empty()) made.push_back('+');
            made += each.name;
        }
    return made;
}

}  // namespace

Table RowAccount::table() const {
    std::vector<EnumName<RowReason>> found{};
    for (const auto& each : enum_names(RowReason{}))
        if (count(each.value) > 0) found.push_back(each);
    return Table({texts("reason", found, [](const auto& each) { return each.name; }),
                  texts("treatment", found, [](const auto& each) { return to_name(treatment_of(each.value)); }),
                  counts("rows", found, [this](const auto& each) { return count(each.value); })});
}

Table ClaimResult::table() const {
    return Table({texts("level", use, [](const CareUse& each) { return to_name(each.level); }),
                  texts("item", use,
                        [this](const CareUse& each) {
                            return items[static_cast<std::size_t>(each.level)][static_cast<std::size_t>(each.item)];
                        }),
                  counts("year", use, [](const CareUse& each) { return each.year; }),
                  counts("persons", use, [](const CareUse& each) { return each.persons; }),
                  counts("lines", use, [](const CareUse& each) { return each.lines; }),
                  counts("days", use, [](const CareUse& each) { return each.days; }),
                  numbers("cost", use, [](const CareUse& each) { return each.cost; }),
                  numbers("hours", use, [](const CareUse& each) { return each.hours; }),
                  numbers("volume_days", use, [](const CareUse& each) { return each.volume_days; }),
                  numbers("cost_not_comparable", use, [](const CareUse& each) { return each.cost_not_comparable; }),
                  counts("providers", use, [](const CareUse& each) { return each.providers; }),
                  counts("endings", use, [](const CareUse& each) { return each.endings; }),
                  counts("repeats", use, [](const CareUse& each) { return each.repeats; }),
                  counts("not_followed", use, [](const CareUse& each) { return each.not_followed; })},
                 true);
}

Table ClaimResult::stacking_table() const {
    struct Row {
        int year = 0;
        std::size_t set = 0;
        double households = 0.0, share = 0.0, cost = 0.0, cost_share = 0.0;
    };
    std::vector<Row> rows{};
    for (const ActStacking& each : stacking)
        for (std::size_t set = 0; set < each.sets.size(); ++set)
            if (each.sets[set] > 0.0 || each.set_cost[set] != 0.0)
                rows.push_back({each.year, set, each.sets[set], each.sets[set] / each.households, each.set_cost[set],
                                each.cost > 0.0 ? each.set_cost[set] / each.cost : detail::no_number});
    return Table({counts("year", rows, [](const Row& row) { return row.year; }),
                  texts("acts", rows, [](const Row& row) { return acts_of(row.set); }),
                  counts("number", rows,
                         [](const Row& row) { return (row.set & 1U) + ((row.set >> 1) & 1U) + ((row.set >> 2) & 1U); }),
                  numbers("households", rows, [](const Row& row) { return row.households; }),
                  numbers("share", rows, [](const Row& row) { return row.share; }),
                  numbers("cost", rows, [](const Row& row) { return row.cost; }),
                  numbers("cost_share", rows, [](const Row& row) { return row.cost_share; })},
                 true);
}

Table ClaimResult::lorenz_table() const {
    struct Row {
        const ActStacking* year = nullptr;
        std::size_t at = 0;
    };
    std::vector<Row> rows{};
    for (const ActStacking& each : stacking)
        for (std::size_t at = 0; at < each.lorenz.size(); ++at) rows.push_back({&each, at});
    return Table({counts("year", rows, [](const Row& row) { return row.year->year; }),
                  numbers("households", rows, [](const Row& row) { return 0.05 * static_cast<double>(row.at); }),
                  numbers("cost", rows, [](const Row& row) { return row.year->lorenz[row.at]; }),
                  numbers("gini", rows, [](const Row& row) { return row.year->gini; }),
                  numbers("top_share", rows, [](const Row& row) { return row.year->top_share; })},
                 true);
}

Panel ClaimResult::panel(UseLevel level, UnitKind kind) const {
    const auto& names = items[static_cast<std::size_t>(level)];
    if (names.empty())
        throw ArgumentError(messages::records_level, {{"level", std::string(to_name(level))}});
    std::vector<Unit> units{};
    for (const std::string& each : names) units.push_back({each, {}, kind, {}});
    PanelBuilder builder(std::move(units));
    builder.restricted();
    builder.describe({"persons", Scale::count, 1.0, {}}).describe({"days", Scale::count, 1.0, {}});
    builder.describe({"cost", Scale::amount, 1.0, "EUR"}).describe({"hours", Scale::amount, 1.0, {}});
    builder.describe({"providers", Scale::count, 1.0, {}}).describe({"repeat_use", Scale::proportion, 1.0, {}});
    std::map<int, std::vector<const CareUse*>> by_year{};
    for (const CareUse& each : use) {
        if (each.level != level) continue;
        auto& row = by_year[each.year];
        row.resize(names.size(), nullptr);
        row[static_cast<std::size_t>(each.item)] = &each;
    }
    for (const auto& entry : by_year) {
        const Period period(entry.first);
        const auto& found = entry.second;
        // Nobody in care is a count of nought, not an empty cell: the records cover the whole year.
        const auto values = [&found](auto&& of) {
            std::vector<double> made{};
            for (const CareUse* each : found) made.push_back(each == nullptr ? 0.0 : static_cast<double>(of(*each)));
            return made;
        };
        builder.add("persons", period, values([](const CareUse& each) { return each.persons; }));
        builder.add("days", period, values([](const CareUse& each) { return each.days; }));
        builder.add("cost", period, values([](const CareUse& each) { return each.cost; }));
        builder.add("hours", period, values([](const CareUse& each) { return each.hours; }));
        builder.add("providers", period, values([](const CareUse& each) { return each.providers; }));
        CellParts parts{};
        parts.numerator = values([](const CareUse& each) { return each.repeats; });
        parts.denominator = values([](const CareUse& each) { return each.endings; });
        parts.n = parts.denominator;
        builder.add("repeat_use", period, {}, std::move(parts));
    }
    return std::move(builder).build();
}

}  // namespace maatstaf
