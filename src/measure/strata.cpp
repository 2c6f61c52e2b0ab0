// SPDX-License-Identifier: Apache-2.0
#include "measure/strata.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/checks.hpp"

namespace maatstaf::detail {

StratumTable::StratumTable(const StratifiedCounts& counts, MissingCounts missing, bool fractional) {
    const std::size_t rows = counts.events.size();
    need_length("population", counts.population.size(), rows);
    need_groups(counts.groups, rows);
    need_amounts("events", counts.events, !fractional);
    need_amounts("population", counts.population, false);
    const bool repeated = !counts.frequency.empty();
    if (repeated) {
        need_length("frequency", counts.frequency.size(), rows);
        need_amounts("frequency", counts.frequency, true);
    }
    groups_ = counts.groups.count == 0 ? 1 : static_cast<std::size_t>(counts.groups.count);
    group_.resize(rows);
    for (std::size_t row = 0; row < rows; ++row)
        group_[row] = counts.groups.count == 0 ? 0 : static_cast<std::size_t>(counts.groups.of_row[row]);
    stratum_.resize(rows);
    if (!counts.stratum.empty()) {
        need_length("strata", counts.stratum.size(), rows);
        strata_ = static_cast<std::size_t>(std::max(counts.strata, 0));
        for (std::size_t row = 0; row < rows; ++row) {
            need_position("strata", counts.stratum[row], counts.strata);
            stratum_[row] = static_cast<std::size_t>(counts.stratum[row]);
        }
    } else {
        std::vector<std::size_t> next(groups_, 0);
        for (std::size_t row = 0; row < rows; ++row) stratum_[row] = next[group_[row]]++;
        strata_ = next.empty() ? 0 : *std::max_element(next.begin(), next.end());
    }
    cells_.resize(groups_ * strata_);
    left_out_.assign(groups_, 0.0);
    for (std::size_t row = 0; row < rows; ++row) {
        StratumCell& cell = cells_[group_[row] * strata_ + stratum_[row]];
        const double events = counts.events[row];
        const double people = counts.population[row];
        const double each = repeated ? counts.frequency[row] : 1.0;
        const bool unknown = std::isnan(events) || std::isnan(each);
        if (unknown || std::isnan(people)) left_out_[group_[row]] += 1.0;
        if (std::isnan(people) || (unknown && missing != MissingCounts::zero)) {
            if (missing != MissingCounts::skip) cell.missing = true;
            continue;
        }
        if (!unknown) {
            cell.events += each * events;
            cell.squares += each * each * events;
        }
        if (repeated && cell.present && cell.population != people)
            throw DataError(messages::measure_differs, {{"argument", "population"}, {"row", std::to_string(row + 1)},
                                                        {"got", to_text(people)},
                                                        {"before", to_text(cell.population)}});
        cell.population = repeated ? people : cell.population + people;
        cell.present = true;
    }
    for (std::size_t group = 0; group < groups_; ++group)
        for (std::size_t k = 0; k < strata_; ++k)
            if (cell(group, k).events > 0.0 && !(cell(group, k).population > 0.0))
                throw DataError(messages::measure_events_in_empty_stratum,
                                {{"stratum", std::to_string(k + 1)}, {"group", std::to_string(group + 1)},
                                 {"got", to_text(cell(group, k).events)}});
}

std::vector<double> StratumTable::spread(std::string_view argument, std::span<const double> values) const {
    std::vector<double> out(cells_.size(), not_known);
    if (values.size() == strata_) {
        for (std::size_t at = 0; at < out.size(); ++at) out[at] = values[at % strata_];
        return out;
    }
    need_length(argument, values.size(), group_.size());
    for (std::size_t row = 0; row < values.size(); ++row) {
        double& cell = out[group_[row] * strata_ + stratum_[row]];
        if (!std::isnan(cell) && cell != values[row])
            throw DataError(messages::measure_differs, {{"argument", std::string(argument)},
                                                        {"row", std::to_string(row + 1)},
                                                        {"got", to_text(values[row])},
                                                        {"before", to_text(cell)}});
        cell = values[row];
    }
    return out;
}

}  // namespace maatstaf::detail
