// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/life.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/checks.hpp"

namespace maatstaf::measure {
namespace {

struct Band {
    double start = 0.0, deaths = 0.0, people = 0.0, lived = detail::not_known, end = detail::not_known;
};

/// Expectancy and its variance at the start of every band.
struct LifeTable {
    std::vector<double> expectancy{}, variance{};
};

LifeTable life_table(const std::vector<Band>& bands) {
    const std::size_t count = bands.size();
    std::vector<double> width(count), lived(count), die(count), alive(count, 1.0), years(count);
    for (std::size_t k = 0; k < count; ++k) {
        const double rate = bands[k].deaths / bands[k].people;
        const bool is_last = k + 1 == count;
        width[k] = is_last ? 2.0 / rate : bands[k + 1].start - bands[k].start;
        const bool is_infancy = k == 0 && bands[k].start == 0.0 && width[k] == 1.0;
        lived[k] = std::isnan(bands[k].lived) ? (is_infancy ? 0.1 : 0.5) : bands[k].lived;
        die[k] = is_last ? 1.0 : std::min(1.0, rate * width[k] / (1.0 + rate * width[k] * (1.0 - lived[k])));
        if (k > 0) alive[k] = alive[k - 1] * (1.0 - die[k - 1]);
        years[k] = is_last ? alive[k] / rate : width[k] * alive[k] * (1.0 - die[k] * (1.0 - lived[k]));
    }
    LifeTable table;
    table.expectancy.assign(count, detail::not_known);
    table.variance.assign(count, detail::not_known);
    double total = 0.0, spread = 0.0;
    for (std::size_t k = count; k-- > 0;) {
        total += years[k];
        const double next = k + 1 < count ? table.expectancy[k + 1] : 0.0;
        const double rate = bands[k].deaths / bands[k].people;
        if (k + 1 == count)
            spread += 0.25 * alive[k] * alive[k] * 4.0 / (bands[k].deaths * rate * rate);
        else if (bands[k].deaths > 0.0 && alive[k] > 0.0 && die[k] < 1.0) {
            const double lost = (1.0 - lived[k]) * width[k] + next;
            spread += alive[k] * alive[k] * lost * lost * die[k] * die[k] * (1.0 - die[k]) / bands[k].deaths;
        }
        if (!(alive[k] > 0.0)) continue;
        table.expectancy[k] = total / alive[k];
        table.variance[k] = spread / (alive[k] * alive[k]);
    }
    return table;
}

EmptyReason why_empty(const std::vector<Band>& bands, const LifeOptions& options) {
    double people = 0.0;
    for (const Band& each : bands) {
        if (std::isnan(each.deaths) || std::isnan(each.people)) return EmptyReason::missing;
        people += each.people;
    }
    if (!(people > 0.0)) return EmptyReason::no_population;
    if (people < options.minimum_population) return EmptyReason::small_population;
    for (const Band& each : bands)
        if (!(each.people > 0.0)) return EmptyReason::empty_stratum;
    return bands.back().deaths > 0.0 ? EmptyReason::none : EmptyReason::no_deaths_at_end;
}

/// A band that says where it ends, ends where the next one starts; the last is open.
void need_ends_that_meet(const std::vector<Band>& bands, std::size_t group) {
    for (std::size_t k = 0; k < bands.size(); ++k) {
        const double end = bands[k].end;
        const bool is_last = k + 1 == bands.size();
        if (std::isnan(end) || (is_last ? std::isinf(end) : end + 1.0 == bands[k + 1].start)) continue;
        Parameters said{{"group", std::to_string(group + 1)},
                        {"start", to_text(bands[k].start)},
                        {"end", to_text(end)}};
        if (is_last) throw DataError(messages::measure_band_not_open, std::move(said));
        said.emplace_back("next", to_text(bands[k + 1].start));
        throw DataError(messages::measure_bands_apart, std::move(said));
    }
}

std::vector<std::vector<Band>> bands_of(const LifeTableRows& rows) {
    const std::size_t groups = rows.groups.count == 0 ? 1 : static_cast<std::size_t>(rows.groups.count);
    std::vector<std::vector<Band>> bands(groups);
    std::set<double> starts;
    for (std::size_t row = 0; row < rows.deaths.size(); ++row) {
        const Band band{rows.start[row], rows.deaths[row], rows.population[row],
                        rows.lived.empty() ? detail::not_known : rows.lived[row],
                        rows.end.empty() ? detail::not_known : rows.end[row]};
        if (!(band.start >= 0.0) || std::isinf(band.start))
            throw DataError(messages::measure_negative, {{"argument", "age"}, {"row", std::to_string(row + 1)},
                                                         {"got", to_text(band.start)}});
        if (!std::isnan(band.lived) && !(band.lived > 0.0 && band.lived <= 1.0))
            throw detail::out_of_range("lived", "> 0, <= 1", band.lived);
        if (band.deaths > band.people)
            throw DataError(messages::measure_above, {{"row", std::to_string(row + 1)},
                                                      {"numerator", to_text(band.deaths)},
                                                      {"denominator", to_text(band.people)}});
        starts.insert(band.start);
        bands[rows.groups.count == 0 ? 0 : static_cast<std::size_t>(rows.groups.of_row[row])].push_back(band);
    }
    for (std::size_t group = 0; group < groups; ++group) {
        auto& own = bands[group];
        std::stable_sort(own.begin(), own.end(), [](const Band& a, const Band& b) { return a.start < b.start; });
        std::size_t at = 0;
        for (const double start : starts) {
            const bool lacks = at >= own.size() || own[at].start != start;
            const bool twice = !lacks && at + 1 < own.size() && own[at + 1].start == start;
            if (lacks || twice)
                throw DataError(lacks ? messages::measure_band_lacks : messages::measure_band_twice,
                                {{"group", std::to_string(group + 1)}, {"got", to_text(start)}});
            ++at;
        }
        need_ends_that_meet(own, group);
    }
    return bands;
}

}  // namespace

MeasureResult life_expectancy(const LifeTableRows& rows, const LifeOptions& options) {
    detail::need_length("population", rows.population.size(), rows.deaths.size());
    detail::need_length("age", rows.start.size(), rows.deaths.size());
    if (!rows.lived.empty()) detail::need_length("lived", rows.lived.size(), rows.deaths.size());
    if (!rows.end.empty()) detail::need_length("end", rows.end.size(), rows.deaths.size());
    detail::need_groups(rows.groups, rows.deaths.size());
    detail::need_amounts("deaths", rows.deaths, false);
    detail::need_amounts("population", rows.population, false);
    detail::need_amounts("minimum_population", std::span(&options.minimum_population, 1), false);
    const auto bands = bands_of(rows);
    const std::size_t ages = bands.empty() || bands[0].empty() ? 0 : options.every_age ? bands[0].size() : 1;
    RowGroups shown;
    shown.keys = detail::repeat_rows(rows.groups.keys, std::max<std::size_t>(ages, 1));
    MeasureResult result = detail::empty_result(bands.size() * ages, options.level, shown, "chiang");
    std::vector<double> age(result.rows()), deaths(result.rows()), se(result.rows(), detail::not_known);
    for (std::size_t group = 0; group < bands.size() && ages > 0; ++group) {
        const EmptyReason reason = why_empty(bands[group], options);
        const LifeTable table = reason == EmptyReason::none ? life_table(bands[group]) : LifeTable{};
        for (std::size_t k = 0; k < ages; ++k) {
            const std::size_t row = group * ages + k;
            age[row] = bands[group][k].start;
            double people = 0.0;
            for (std::size_t j = k; j < bands[group].size(); ++j) {
                people += bands[group][j].people;
                deaths[row] += bands[group][j].deaths;
            }
            result.n[row] = people;
            result.reason[row] = reason;
            if (reason != EmptyReason::none) continue;
            result.value[row] = table.expectancy[k];
            se[row] = std::sqrt(table.variance[k]);
            for (std::size_t at = 0; at < result.level.size(); ++at) {
                const double reach = detail::two_sided(result.level[at]) * se[row];
                detail::set_limits(result, row, at, {result.value[row] - reach, result.value[row] + reach});
            }
        }
    }
    result.more.push_back({"age", std::move(age)});
    result.more.push_back({"deaths", std::move(deaths)});
    result.more.push_back({"se", std::move(se)});
    return result;
}

}  // namespace maatstaf::measure
