// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/organisations.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/checks.hpp"
#include "measure/row_table.hpp"
#include "measure/shrink.hpp"

namespace maatstaf {
namespace {

void need_figures(std::span<const double> first, std::span<const double> second, const OrganisationOptions& options) {
    const bool counted = options.kind != ReadOutKind::value;
    if (counted) {
        detail::need_amounts(options.kind == ReadOutKind::ratio ? "observed" : "numerator", first, true);
        detail::need_amounts(options.kind == ReadOutKind::ratio ? "expected" : "denominator", second,
                             options.kind == ReadOutKind::proportion);
    }
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (options.kind == ReadOutKind::proportion && first[i] > second[i])
            throw DataError(messages::measure_above, {{"row", std::to_string(i + 1)},
                                                      {"numerator", to_text(first[i])},
                                                      {"denominator", to_text(second[i])}});
        if (counted && first[i] > 0.0 && second[i] == 0.0)
            throw DataError(messages::measure_events_among_none,
                            {{"row", std::to_string(i + 1)}, {"got", to_text(first[i])}});
        if (!counted && (second[i] <= 0.0 || std::isinf(second[i]) || std::isinf(first[i])))
            throw DataError(messages::measure_off_scale, {{"argument", std::isinf(first[i]) ? "value" : "se"},
                                                          {"row", std::to_string(i + 1)},
                                                          {"got", to_text(std::isinf(first[i]) ? first[i] : second[i])},
                                                          {"range", std::isinf(first[i]) ? "finite" : "> 0"}});
    }
}

EmptyReason reason_of(double first, double second, double people, const OrganisationOptions& options) {
    if (std::isnan(first) || std::isnan(second)) return EmptyReason::missing;
    if (people < options.minimum) return EmptyReason::small_population;
    if (options.kind != ReadOutKind::value && !(second > 0.0))
        return options.kind == ReadOutKind::ratio ? EmptyReason::nothing_expected : EmptyReason::no_population;
    return EmptyReason::none;
}

/// Ranks that cannot be told apart: pairs whose difference may well be chance.
void set_ranks(OrganisationResult& result, const std::vector<std::size_t>& place, const detail::ShrunkenAll& all) {
    const double tail = 0.5 - 0.5 * result.options.confidence;
    const bool higher = result.options.direction == Direction::higher;
    const std::size_t count = place.size();
    std::vector<double> better(count, 0.0), worse(count, 0.0);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = i + 1; j < count; ++j) {
            const double above = detail::chance_above(all, i, j);
            if (above >= tail && above <= 1.0 - tail) continue;
            const bool first_is_better = (above > 0.5) == higher;
            better[first_is_better ? j : i] += 1.0;
            worse[first_is_better ? i : j] += 1.0;
        }
    for (std::size_t i = 0; i < count; ++i) {
        OrganisationRow& row = result.rows[place[i]];
        row.rank_low = 1.0 + better[i];
        row.rank_high = static_cast<double>(count) - worse[i];
        row.not_apart = static_cast<double>(count) - 1.0 - better[i] - worse[i];
        result.apart += better[i];
    }
    result.pairs = 0.5 * static_cast<double>(count) * (static_cast<double>(count) - 1.0);
}

}  // namespace

Table OrganisationResult::table() const {
    using Row = OrganisationRow;
    return Table({detail::text_column("organisation", rows, [](const Row& each) { return each.organisation; }),
                  detail::number_column("n", rows, [](const Row& each) { return each.n; }),
                  detail::number_column("raw", rows, [](const Row& each) { return each.raw; }),
                  detail::number_column("value", rows, [](const Row& each) { return each.shrunken.value; }),
                  detail::number_column("se", rows, [](const Row& each) { return each.shrunken.se; }),
                  detail::number_column("low", rows, [](const Row& each) { return each.shrunken.low; }),
                  detail::number_column("high", rows, [](const Row& each) { return each.shrunken.high; }),
                  detail::number_column("own_part", rows, [](const Row& each) { return each.own_part; }),
                  detail::number_column("probability", rows, [](const Row& each) { return each.probability; }),
                  detail::number_column("rank_low", rows, [](const Row& each) { return each.rank_low; }),
                  detail::number_column("rank_high", rows, [](const Row& each) { return each.rank_high; }),
                  detail::number_column("not_apart", rows, [](const Row& each) { return each.not_apart; }),
                  detail::reason_column(rows)},
                 restricted);
}

namespace measure {

OrganisationResult organisations(std::span<const double> first, std::span<const double> second,
                                 const std::vector<std::string>& names, std::span<const double> people,
                                 const OrganisationOptions& options) {
    detail::need_confidence(options.confidence);
    if (options.direction != Direction::higher && options.direction != Direction::lower)
        throw ArgumentError(messages::measure_no_direction, {{"got", std::string(to_name(options.direction))}});
    if (!(options.minimum >= 0.0)) throw detail::out_of_range("minimum", ">= 0", options.minimum);
    if (!(options.small >= 0.0)) throw detail::out_of_range("small", ">= 0", options.small);
    detail::need_length("first", first.size(), names.size());
    detail::need_length("second", second.size(), names.size());
    if (!people.empty()) detail::need_length("people", people.size(), names.size());
    detail::need_amounts("people", people, false);
    need_figures(first, second, options);
    std::map<std::string_view, std::size_t> known;
    for (std::size_t row = 0; row < names.size(); ++row)
        if (const auto seen = known.try_emplace(names[row], row); !seen.second)
            throw DataError(messages::measure_organisation_twice,
                            {{"got", names[row]},
                             {"first", std::to_string(seen.first->second + 1)},
                             {"second", std::to_string(row + 1)}});
    OrganisationResult result;
    result.options = options;
    std::vector<double> one, other;
    std::vector<std::size_t> place;
    double left_out = 0.0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        OrganisationRow row;
        row.organisation = names[i];
        const bool counted = options.kind != ReadOutKind::value;
        row.n = !people.empty() ? people[i] : counted ? second[i] : detail::not_known;
        row.reason = reason_of(first[i], second[i], row.n, options);
        const bool little = (counted && first[i] < options.small) || row.n < options.small;
        result.restricted = result.restricted || (options.records && little);
        if (row.reason == EmptyReason::small_population) left_out += 1.0;
        if (row.reason == EmptyReason::none) {
            row.raw = counted ? first[i] / second[i] : first[i];
            one.push_back(first[i]);
            other.push_back(second[i]);
            place.push_back(i);
        }
        result.rows.push_back(std::move(row));
    }
    const detail::ShrunkenAll all = detail::shrink(one, other, options.kind, options.confidence);
    result.middle = all.middle;
    result.spread = all.spread;
    for (std::size_t i = 0; i < place.size(); ++i) {
        OrganisationRow& row = result.rows[place[i]];
        const detail::Shrunken& each = all.each[i];
        row.shrunken = {each.value, each.se, each.low, each.high, row.n};
        row.own_part = each.own_part;
        if (std::isnan(each.se)) {
            row.reason = EmptyReason::few_events;
            continue;
        }
        row.probability = options.direction == Direction::higher ? each.above_middle : 1.0 - each.above_middle;
    }
    const bool comparable = !all.each.empty() && !std::isnan(all.each.front().se);
    if (comparable) set_ranks(result, place, all);
    if (left_out > 0.0)
        result.caveats.push_back({messages::measure_small_organisations,
                                  {{"count", to_text(left_out)}, {"least", to_text(options.minimum)}}});
    if (comparable && place.size() == 1) result.caveats.push_back({messages::measure_one_organisation, {}});
    else if (comparable)
        result.caveats.push_back({messages::measure_pairs_apart, {{"apart", to_text(result.apart)},
                                                                  {"pairs", to_text(result.pairs)}}});
    result.caveats.push_back({messages::measure_not_the_doing, {}});
    return result;
}

OrganisationResult organisations(const CaseMixResult& case_mix, const OrganisationOptions& options) {
    OrganisationOptions used = options;
    used.direction = case_mix.options.direction;
    const bool counts = case_mix.options.family == Family::poisson;
    used.kind = counts ? ReadOutKind::ratio : ReadOutKind::value;
    std::vector<double> first, second, people;
    std::vector<std::string> names;
    for (const CaseMixRow& each : case_mix.rows) {
        const bool known = each.reason == EmptyReason::none;
        names.push_back(each.unit);
        first.push_back(!known ? detail::not_known : counts ? each.observed : each.shift);
        second.push_back(!known ? detail::not_known : counts ? each.expected : each.shift_se);
        people.push_back(case_mix.options.family == Family::binomial ? each.size : each.n);
    }
    return organisations(first, second, names, people, used);
}

}  // namespace measure
}  // namespace maatstaf
