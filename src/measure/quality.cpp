// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/quality.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include "core/check.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "measure/checks.hpp"

namespace maatstaf {
namespace {

double median_of(std::vector<double> values) {
    if (values.empty()) return detail::not_known;
    const std::size_t half = values.size() / 2;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(half), values.end());
    const double upper = values[half];
    if (values.size() % 2 == 1) return upper;
    return 0.5 * (upper + *std::max_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(half)));
}

/// Middle and width of a set of values; no width where nothing can be said.
struct Yardstick {
    double middle = 0.0, width = 0.0;
};

Yardstick by_moments(const std::vector<double>& values) {
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double square = 0.0;
    for (const double each : values) square += (each - mean) * (each - mean);
    return {mean, n > 1.0 ? std::sqrt(square / (n - 1.0)) : 0.0};
}

/// The median and MAD / 0.6745; where half of the values are the same, 1.2533 times their mean deviation.
Yardstick by_median(const std::vector<double>& values) {
    const double middle = median_of(values);
    std::vector<double> off;
    double sum = 0.0;
    for (const double each : values) {
        off.push_back(std::fabs(each - middle));
        sum += off.back();
    }
    const double mad = median_of(off);
    constexpr double quartile = 0.67448975019608171, root_half_pi = 1.2533141373155001;
    return {middle, mad > 0.0 ? mad / quartile : root_half_pi * sum / static_cast<double>(values.size())};
}

struct PlacedValue {
    std::size_t unit = 0;
    double value = 0.0;
};

class OutlierSearch {
public:
    OutlierSearch(const Panel& panel, OutliersResult& result) : panel_(panel), result_(result) {}

    void across_units(std::int32_t indicator, std::int32_t period) {
        const Cells cells = panel_.cells(indicator, period);
        std::map<UnitKind, std::vector<PlacedValue>> kinds;
        for (std::size_t u = 0; u < cells.value.size(); ++u)
            if (cells.status[u] == Status::observed) kinds[panel_.units()[u].kind].push_back({u, cells.value[u]});
        for (const auto& [kind, values] : kinds) {
            std::vector<double> plain;
            for (const PlacedValue& each : values) plain.push_back(each.value);
            const Yardstick stick =
                result_.options.method == OutlierMethod::z ? by_moments(plain) : by_median(plain);
            for (const PlacedValue& each : values)
                judge(each.unit, indicator, period, each.value, stick, plain.size() >= 3, stick.middle);
        }
    }
    void within_range(std::int32_t indicator, std::int32_t period) {
        const Cells cells = panel_.cells(indicator, period);
        const OutlierOptions& options = result_.options;
        for (std::size_t u = 0; u < cells.value.size(); ++u) {
            if (cells.status[u] != Status::observed) continue;
            ++result_.checked;
            const double nearest = std::clamp(cells.value[u], options.lowest, options.highest);
            if (nearest != cells.value[u])
                add(u, indicator, period, cells.value[u], cells.value[u] - nearest, nearest);
        }
    }
    void own_history(std::int32_t indicator) {
        for (std::size_t u = 0; u < panel_.units().size(); ++u) {
            std::vector<double> changes;
            std::optional<double> before;
            for (std::size_t p = 0; p < panel_.periods().size(); ++p) {
                const auto period = static_cast<std::int32_t>(p);
                const Cells cells = panel_.cells(indicator, period);
                if (u >= cells.status.size() || cells.status[u] != Status::observed) continue;
                const double value = cells.value[u];
                if (!before) {
                    before = value;
                    ++result_.not_checked;
                    continue;
                }
                const double change = value - *before;
                const bool enough = static_cast<std::int32_t>(changes.size()) >= result_.options.least_history;
                const Yardstick stick = enough ? by_median(changes) : Yardstick{};
                judge(u, indicator, period, change, stick, enough, *before + stick.middle, value);
                changes.push_back(change);
                before = value;
            }
        }
    }

private:
    void judge(std::size_t unit, std::int32_t indicator, std::int32_t period, double value, const Yardstick& stick,
               bool enough, double expected, double shown = detail::not_known) {
        if (!enough || !(stick.width > 0.0)) {
            ++result_.not_checked;
            return;
        }
        ++result_.checked;
        const double score = (value - stick.middle) / stick.width;
        if (std::fabs(score) > result_.options.threshold)
            add(unit, indicator, period, std::isnan(shown) ? value : shown, score, expected);
    }
    void add(std::size_t unit, std::int32_t indicator, std::int32_t period, double value, double score,
             double middle) {
        result_.outliers.push_back({panel_.units()[unit].id,
                                    panel_.indicators()[static_cast<std::size_t>(indicator)].id,
                                    panel_.periods()[static_cast<std::size_t>(period)], value, score, middle});
    }

    const Panel& panel_;
    OutliersResult& result_;
};

}  // namespace

Table OutliersResult::table() const {
    std::vector<std::string> unit, indicator, period;
    std::vector<double> value, score, middle;
    for (const Outlier& each : outliers) {
        unit.push_back(each.unit);
        indicator.push_back(each.indicator);
        period.push_back(each.period.text());
        value.push_back(each.value);
        score.push_back(each.score);
        middle.push_back(each.middle);
    }
    return Table({Column::string("unit", unit), Column::string("indicator", indicator),
                  Column::string("period", period), Column::float64("value", std::move(value)),
                  Column::float64("score", std::move(score)), Column::float64("middle", std::move(middle))});
}

namespace measure {

OutliersResult outliers(const Panel& panel, const OutlierOptions& options) {
    if (!(options.threshold > 0.0)) throw detail::out_of_range("threshold", "> 0", options.threshold);
    if (!(options.lowest <= options.highest)) throw detail::out_of_range("highest", ">= lowest", options.highest);
    if (options.least_history < 2) throw detail::out_of_range("least_history", ">= 2", options.least_history);
    OutliersResult result;
    result.options = options;
    OutlierSearch search(panel, result);
    for (std::int32_t indicator = 0; indicator < static_cast<std::int32_t>(panel.indicators().size()); ++indicator) {
        if (options.method == OutlierMethod::jump) {
            search.own_history(indicator);
            continue;
        }
        for (std::int32_t period = 0; period < static_cast<std::int32_t>(panel.periods().size()); ++period)
            if (options.method == OutlierMethod::range)
                search.within_range(indicator, period);
            else
                search.across_units(indicator, period);
    }
    if (result.not_checked > 0)
        result.caveats.push_back({messages::measure_too_few_to_judge, {{"count", std::to_string(result.not_checked)}}});
    return result;
}

MeasureResult timeliness(std::span<const double> due, std::span<const double> received, const RowGroups& groups,
                         const ProportionOptions& options) {
    detail::need_length("received", received.size(), due.size());
    detail::need_groups(groups, due.size());
    const std::size_t sets = groups.count == 0 ? 1 : static_cast<std::size_t>(groups.count);
    std::vector<double> on_time(sets, 0.0), late(sets, 0.0), not_received(sets, 0.0), left_out(sets, 0.0),
        all(sets, 0.0), median(sets);
    std::vector<std::vector<double>> days(sets);
    for (std::size_t row = 0; row < due.size(); ++row) {
        const std::size_t set = groups.count == 0 ? 0 : static_cast<std::size_t>(groups.of_row[row]);
        if (std::isnan(due[row])) {
            left_out[set] += 1.0;
            continue;
        }
        all[set] += 1.0;
        if (std::isnan(received[row])) {
            not_received[set] += 1.0;
        } else if (received[row] <= due[row]) {
            on_time[set] += 1.0;
        } else {
            late[set] += 1.0;
            days[set].push_back(received[row] - due[row]);
        }
    }
    for (std::size_t set = 0; set < sets; ++set) median[set] = median_of(days[set]);
    RowGroups own;
    own.keys = groups.keys;
    own.count = static_cast<std::int32_t>(sets);
    for (std::int32_t set = 0; set < own.count; ++set) own.of_row.push_back(set);
    MeasureResult result = proportion(on_time, all, own, options);
    result.more.clear();
    result.more.push_back({"on_time", std::move(on_time)});
    result.more.push_back({"late", std::move(late)});
    result.more.push_back({"not_received", std::move(not_received)});
    result.more.push_back({"median_days_late", std::move(median)});
    result.more.push_back({"left_out", std::move(left_out)});
    return result;
}

}  // namespace measure
}  // namespace maatstaf
