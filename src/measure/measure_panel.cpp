// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/measure_panel.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/panel/builder.hpp"
#include "measure/checks.hpp"

namespace maatstaf {
namespace {

const std::vector<double>* column_of(const MeasureResult& measures, std::string_view name) {
    for (const MeasureColumn& each : measures.more)
        if (each.name == name) return &each.values;
    return nullptr;
}

/// The cells of one indicator in one period.
struct IndicatorCells {
    std::vector<double> values{};
    CellParts parts{};
    std::vector<bool> taken{};

    explicit IndicatorCells(std::size_t units = 0)
        : values(units, detail::not_known), taken(units, false) {
        parts.se = parts.n = parts.numerator = parts.denominator = values;
    }
};

}  // namespace

Panel measure_panel(const MeasureResult& measures, const MeasurePanelOptions& options) {
    detail::need_per(options.per);
    const Column& unit = measures.keys.column(options.unit);
    const Column* period = options.period.empty() ? nullptr : &measures.keys.column(options.period);
    if (period == nullptr && options.in_period.empty()) throw ArgumentError(messages::measures_need_period);
    std::vector<const Column*> names{};
    if (options.name.empty())
        for (const std::string& each : options.indicator) names.push_back(&measures.keys.column(each));
    if (names.empty() && options.name.empty()) throw ArgumentError(messages::measures_need_indicator);
    const auto* se = column_of(measures, "se");
    const auto* count = column_of(measures, "count");
    const auto* clusters = column_of(measures, "clusters");

    std::vector<std::string> ids{}, indicators{}, of_row(measures.rows());
    std::map<std::string, std::size_t> place{};
    std::map<std::string, bool> is_share{};
    for (std::size_t row = 0; row < measures.rows(); ++row) {
        if (place.try_emplace(unit.display(row), ids.size()).second) ids.push_back(unit.display(row));
        of_row[row] = options.name;
        for (const Column* each : names) {
            if (!of_row[row].empty()) of_row[row].push_back(':');
            of_row[row] += each->display(row);
        }
        const auto added = is_share.try_emplace(of_row[row], true);
        if (added.second) indicators.push_back(of_row[row]);
        const Limits limits = measures.limits(row);
        const std::string& method = measures.methods[static_cast<std::size_t>(measures.method[row])];
        const bool within = !(measures.value[row] < 0.0 || measures.value[row] > 1.0 || limits.high > 1.0);
        if (!within || method == "score" || method == "student_t" || method == "reference") added.first->second = false;
    }

    std::map<std::pair<std::string, std::string>, IndicatorCells> cells{};
    for (std::size_t row = 0; row < measures.rows(); ++row) {
        const std::string when = period == nullptr ? options.in_period : period->display(row);
        const auto added = cells.try_emplace(std::pair<std::string, std::string>(of_row[row], when), ids.size());
        IndicatorCells& of = added.first->second;
        const std::size_t at = place.at(unit.display(row));
        if (of.taken[at])
            throw DataError(messages::measures_twice,
                            {{"unit", ids[at]}, {"indicator", of_row[row]}, {"period", when}});
        of.taken[at] = true;
        const double value = measures.value[row];
        const double per = is_share.at(of_row[row]) ? options.per : 1.0;
        of.values[at] = per * value;
        if (std::isnan(value)) continue;
        of.parts.n[at] = measures.n[row];
        const double quotient = count == nullptr ? detail::not_known : (*count)[row] / measures.n[row];
        const bool counted = is_share.at(of_row[row]) && std::fabs(quotient - value) <= 1e-12;
        // A standard error of nought says nothing of how sure a share is; counts do. Rows that belong together count
        // as one each where they all say the same.
        const bool together = clusters != nullptr && (*clusters)[row] < measures.n[row];
        const bool spread = se != nullptr && (*se)[row] > 1e-12;
        if (spread && (together || !counted)) of.parts.se[at] = per * (*se)[row];
        if (!counted) continue;
        const double rows = together && !spread ? (*clusters)[row] : measures.n[row];
        of.parts.numerator[at] = value * rows;
        of.parts.denominator[at] = rows;
        if (rows == measures.n[row]) of.parts.numerator[at] = (*count)[row];
    }
    std::vector<Unit> units{};
    for (const std::string& each : ids) units.push_back({each, {}, options.kind, {}});
    PanelBuilder builder(std::move(units));
    if (measures.keys.restricted()) builder.restricted();
    for (const std::string& each : indicators)
        builder.describe({each, is_share.at(each) ? Scale::proportion : Scale::mean,
                          is_share.at(each) ? options.per : 1.0, is_share.at(each) && options.per == 100.0 ? "%" : ""});
    for (auto& entry : cells)
        builder.add(entry.first.first, entry.first.second, std::move(entry.second.values),
                    std::move(entry.second.parts));
    return std::move(builder).build();
}

}  // namespace maatstaf
