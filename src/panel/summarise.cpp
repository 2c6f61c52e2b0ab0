// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/panel/deliveries.hpp"
#include "core/civil.hpp"
#include "core/compensated_sum.hpp"

namespace maatstaf {
namespace {

/// The period of `frequency` that holds a day.
Period period_of(std::int32_t day, Frequency frequency) {
    const detail::CivilDate date = detail::civil_from_days(day);
    return Period(static_cast<int>(date.year), Frequency::month, date.month).within(frequency);
}

/// Periods of first days, ascending.
Codes period_codes(const Deliveries& deliveries, Frequency frequency) {
    std::unordered_map<std::int32_t, Period> of_day;
    std::vector<Period> periods;
    for (const std::int32_t day : deliveries.start)
        if (day != Deliveries::no_day && !of_day.contains(day))
            periods.push_back(of_day.emplace(day, period_of(day, frequency)).first->second);
    std::ranges::sort(periods);
    periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
    Codes codes;
    for (const Period& each : periods) codes.labels.push_back(each.text());
    for (const std::int32_t day : deliveries.start)
        codes.positions.push_back(
            day == Deliveries::no_day
                ? -1
                : static_cast<std::int32_t>(std::ranges::lower_bound(periods, of_day.at(day)) - periods.begin()));
    return codes;
}

Codes act_codes(const Deliveries& deliveries) {
    Codes codes;
    for (const auto& each : enum_names(Act{})) codes.labels.emplace_back(each.name);
    for (const Act act : deliveries.act) codes.positions.push_back(static_cast<std::int32_t>(act));
    return codes;
}

Codes codes_along(const Deliveries& deliveries, DeliveryAxis axis, Frequency frequency) {
    switch (axis) {
        case DeliveryAxis::activity: return deliveries.activity;
        case DeliveryAxis::area: return deliveries.area;
        case DeliveryAxis::organisation: return deliveries.organisation;
        case DeliveryAxis::product: return deliveries.product;
        case DeliveryAxis::act: return act_codes(deliveries);
        case DeliveryAxis::period: break;
    }
    return period_codes(deliveries, frequency);
}

/// Which rows belong together: group numbers in the order of the codes of each axis, unknown last.
struct Groups {
    std::vector<std::size_t> of_row;
    std::vector<std::size_t> first_row;   ///< one per group
};

Groups group(const std::vector<Codes>& axes, std::size_t rows) {
    const auto rank = [](std::int32_t position) {
        return position < 0 ? std::numeric_limits<std::int32_t>::max() : position;
    };
    const auto before = [&](std::size_t a, std::size_t b) {
        for (const Codes& axis : axes)
            if (axis.positions[a] != axis.positions[b]) return rank(axis.positions[a]) < rank(axis.positions[b]);
        return a < b;
    };
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, before);
    Groups groups;
    groups.of_row.resize(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        const bool same = i > 0 && std::ranges::all_of(axes, [&](const Codes& axis) {
            return axis.positions[order[i]] == axis.positions[order[i - 1]];
        });
        if (!same) groups.first_row.push_back(order[i]);
        groups.of_row[order[i]] = groups.first_row.size() - 1;
    }
    return groups;
}

/// A column of sums of what is known and one of how much is not.
void add_sums(Table& table, const std::string& name, const std::vector<double>& amounts, const Groups& groups,
              const std::vector<char>& cannot_be_added) {
    std::vector<detail::CompensatedSum> sums(groups.first_row.size());
    std::vector<std::int64_t> known(sums.size(), 0), unknown(sums.size(), 0);
    for (std::size_t row = 0; row < amounts.size(); ++row) {
        const std::size_t place = groups.of_row[row];
        if (std::isnan(amounts[row])) {
            ++unknown[place];
            continue;
        }
        sums[place].add(amounts[row]);
        ++known[place];
    }
    std::vector<double> values;
    std::vector<Status> statuses;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const bool mixed = !cannot_be_added.empty() && cannot_be_added[i];
        statuses.push_back(mixed ? Status::not_applicable : known[i] == 0 ? Status::absent : Status::observed);
        values.push_back(statuses.back() == Status::observed ? sums[i].value()
                                                             : std::numeric_limits<double>::quiet_NaN());
    }
    table.add(Column::float64(name, std::move(values), std::move(statuses)));
    table.add(Column::int64(name + "_unknown", std::move(unknown)));
}

/// Groups with known doses in more than one unit (or some with and some without one).
std::vector<char> mixed_doses(const Deliveries& deliveries, const Groups& groups) {
    constexpr std::int32_t unseen = -2;
    std::vector<std::int32_t> unit(groups.first_row.size(), unseen);
    std::vector<char> mixed(unit.size(), 0);
    for (std::size_t row = 0; row < deliveries.size(); ++row) {
        if (std::isnan(deliveries.dose[row])) continue;
        std::int32_t& known = unit[groups.of_row[row]];
        if (known == unseen) known = deliveries.dose_unit.positions[row];
        else if (known != deliveries.dose_unit.positions[row]) mixed[groups.of_row[row]] = 1;
    }
    return mixed;
}

}  // namespace

Table summarise(const Deliveries& deliveries, const SummariseOptions& options) {
    std::vector<Codes> axes;
    for (std::size_t i = 0; i < options.by.size(); ++i) {
        if (std::find(options.by.begin(), options.by.begin() + static_cast<std::ptrdiff_t>(i), options.by[i]) !=
            options.by.begin() + static_cast<std::ptrdiff_t>(i))
            throw ArgumentError(messages::asked_twice, {{"got", std::string(to_name(options.by[i]))}});
        axes.push_back(codes_along(deliveries, options.by[i], options.frequency));
    }
    const Groups groups = group(axes, deliveries.size());
    Table table({}, deliveries.restricted);
    for (std::size_t i = 0; i < axes.size(); ++i) {
        std::vector<std::string> texts;
        std::vector<Status> statuses;
        for (const std::size_t row : groups.first_row) {
            texts.emplace_back(axes[i][row]);
            statuses.push_back(axes[i].positions[row] < 0 ? Status::absent : Status::observed);
        }
        table.add(Column::string(std::string(to_name(options.by[i])), texts, std::move(statuses)));
    }
    std::vector<std::int64_t> counts(groups.first_row.size(), 0);
    for (const std::size_t place : groups.of_row) ++counts[place];
    table.add(Column::int64("deliveries", std::move(counts)));
    add_sums(table, "participants", deliveries.participants, groups, {});
    add_sums(table, "dose", deliveries.dose, groups, mixed_doses(deliveries, groups));
    add_sums(table, "cost", deliveries.cost, groups, {});
    return table;
}

}  // namespace maatstaf
