// SPDX-License-Identifier: Apache-2.0
#include "core/check.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "maatstaf/core/messages/records.hpp"
#include "measure/no_number.hpp"
#include "measure/survival_steps.hpp"

namespace maatstaf::detail {
namespace {

void need_rows(const char* argument, std::size_t got, std::size_t expected) {
    if (got != expected)
        throw ArgumentError(messages::wrong_length, {{"argument", argument},
                                                     {"got", std::to_string(got)},
                                                     {"expected", std::to_string(expected)}});
}

double entry_of(const SurvivalData& data, std::size_t row) { return data.entry.empty() ? 0.0 : data.entry[row]; }

void check_row(const SurvivalData& data, std::size_t row) {
    const double time = data.time[row];
    const double entry = entry_of(data, row);
    const auto refuse = [&](const Message message) {
        throw DataError(message, {{"row", std::to_string(row + 1)},
                                  {"time", to_text(time)},
                                  {"entry", to_text(entry)},
                                  {"got", std::to_string(data.event[row])}});
    };
    if (!(time >= 0.0) || !std::isfinite(time) || !std::isfinite(entry)) refuse(messages::survival_bad_time);
    if (!data.entry.empty() && !(time > entry)) refuse(messages::survival_before_entry);
    if (data.event[row] > 1000) refuse(messages::survival_bad_event);
}

/// Rows of one group, by time. Who enters at a time is not at risk at that time.
SurvivalSteps steps_of(const SurvivalData& data, std::vector<std::size_t>& rows, std::int32_t causes) {
    SurvivalSteps made{};
    made.n = static_cast<double>(rows.size());
    std::sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return data.time[a] < data.time[b]; });
    std::vector<double> entries{};
    for (const std::size_t row : rows) {
        entries.push_back(entry_of(data, row));
        made.latest_entry = std::max(made.latest_entry, entries.back());
    }
    std::sort(entries.begin(), entries.end());
    const bool late = !data.entry.empty();
    for (std::size_t first = 0, entered = 0; first < rows.size();) {
        SurvivalStep step{};
        step.time = data.time[rows[first]];
        step.by_cause.assign(static_cast<std::size_t>(causes), 0.0);
        while (entered < entries.size() && (!late || entries[entered] < step.time)) ++entered;
        step.at_risk = static_cast<double>(entered - first);
        std::size_t last = first;
        for (; last < rows.size() && data.time[rows[last]] == step.time; ++last) {
            const std::int32_t event = data.event[rows[last]];
            if (event == 0) {
                step.censored += 1.0;
            } else {
                step.events += 1.0;
                step.by_cause[static_cast<std::size_t>(event) - 1] += 1.0;
            }
        }
        made.steps.push_back(std::move(step));
        first = last;
    }
    return made;
}

}  // namespace

void check_survival_options(const SurvivalOptions& options) {
    need_confidence(options.confidence);
    for (const double each : options.quantiles)
        if (!(each > 0.0 && each < 1.0)) throw out_of_range("quantiles", "> 0, < 1", each);
    for (const double each : options.terms)
        if (!(each >= 0.0) || std::isinf(each)) throw out_of_range("terms", ">= 0", each);
    if (!(options.horizon > 0.0 || std::isnan(options.horizon)) || std::isinf(options.horizon))
        throw out_of_range("horizon", "> 0", options.horizon);
}

std::vector<SurvivalSteps> survival_steps(const SurvivalData& data, std::int32_t& causes) {
    const std::size_t rows = data.time.size();
    need_rows("event", data.event.size(), rows);
    if (!data.entry.empty()) need_rows("entry", data.entry.size(), rows);
    if (!data.group.empty()) need_rows("group", data.group.size(), rows);
    std::vector<std::vector<std::size_t>> members(1);
    std::vector<double> left_out(1, 0.0);
    causes = 1;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t group = data.group.empty() ? 0 : static_cast<std::size_t>(std::max(0, data.group[row]));
        if (group >= members.size()) {
            members.resize(group + 1);
            left_out.resize(group + 1, 0.0);
        }
        const bool ungrouped = !data.group.empty() && data.group[row] < 0;
        if (ungrouped || std::isnan(data.time[row]) || std::isnan(entry_of(data, row)) || data.event[row] < 0) {
            left_out[group] += 1.0;
            continue;
        }
        check_row(data, row);
        causes = std::max(causes, data.event[row]);
        members[group].push_back(row);
    }
    std::vector<SurvivalSteps> made{};
    for (std::size_t group = 0; group < members.size(); ++group) {
        made.push_back(steps_of(data, members[group], causes));
        made.back().left_out = left_out[group];
    }
    return made;
}

CurveLimits curve_limits(double survival, double se, double quantile, SurvivalInterval interval) {
    if (std::isnan(se)) return {no_number, no_number};
    switch (interval) {
        case SurvivalInterval::plain:
            return {std::max(0.0, survival - quantile * se), std::min(1.0, survival + quantile * se)};
        case SurvivalInterval::log: {
            if (survival <= 0.0) return {no_number, no_number};
            const double step = std::exp(quantile * se / survival);
            return {survival / step, std::min(1.0, survival * step)};
        }
        case SurvivalInterval::log_log: break;
    }
    if (survival <= 0.0 || survival >= 1.0) return {no_number, no_number};
    const double log_survival = std::log(survival);
    const double step = std::exp(quantile * se / (survival * -log_survival));
    return {std::exp(log_survival * step), std::exp(log_survival / step)};
}

void set_area_limits(Estimate& area, double horizon, double events, double quantile) {
    const double rest = horizon - area.value;
    const double more = std::sqrt(events / std::max(events - 1.0, 0.5 * events));
    const double step = std::exp(quantile * more * area.se * horizon / (area.value * rest));
    area.low = horizon * area.value / (area.value + rest * step);
    area.high = horizon * area.value / (area.value + rest / step);
}

std::size_t steps_until(std::span<const double> times, double at) {
    return static_cast<std::size_t>(std::upper_bound(times.begin(), times.end(), at) - times.begin());
}

Estimate wilson_share(double count, double n, double quantile) {
    const double share = count / n;
    const double square = quantile * quantile;
    const double middle = (share + square / (2.0 * n)) / (1.0 + square / n);
    const double half =
        quantile * std::sqrt(share * (1.0 - share) / n + square / (4.0 * n * n)) / (1.0 + square / n);
    return {share, std::sqrt(share * (1.0 - share) / n), count == 0.0 ? 0.0 : middle - half,
            count == n ? 1.0 : middle + half, n};
}

}  // namespace maatstaf::detail
