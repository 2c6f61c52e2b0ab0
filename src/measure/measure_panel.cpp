// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/measure_panel.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
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

/// What a panel must know of an indicator of this kind.
PanelIndicator described(const std::string& id, MeasureKind kind, double per) {
    switch (kind) {
        case MeasureKind::proportion: return {id, Scale::proportion, per, per == 100.0 ? "%" : ""};
        case MeasureKind::rate:
        case MeasureKind::ratio: return {id, Scale::rate, per, {}};
        case MeasureKind::count: return {id, Scale::count, 1.0, {}};
        case MeasureKind::mean: break;
    }
    return {id, Scale::mean, 1.0, {}};
}

/// Standard errors of the rows: those of the result, else what the limits say; NaN where counts say more.
class Margins {
public:
    explicit Margins(const MeasureResult& measures)
        : measures_(measures), se_(column_of(measures, "se")), clusters_(column_of(measures, "clusters")),
          width_(2.0 * detail::two_sided(measures.level.front())) {}

    double of(std::size_t row) const {
        const bool counted = !std::isnan(measures_.numerator[row]);
        const bool together = clusters_ != nullptr && (*clusters_)[row] < measures_.n[row];
        const double own = se_ == nullptr ? detail::not_known : (*se_)[row];
        if (own > detail::least_spread && (together || !counted)) return own;
        if (counted) return detail::not_known;
        const Limits limits = measures_.limits(row);
        const double made = (limits.high - limits.low) / width_;
        return made > 0.0 && std::isfinite(made) ? made : detail::not_known;
    }

private:
    const MeasureResult& measures_;
    const std::vector<double>* se_;
    const std::vector<double>* clusters_;
    double width_;
};

/// The id of the unit of every row. Throws DataError where a row has none and there is no name for such rows.
std::vector<std::string> unit_ids(const MeasureResult& measures, const MeasurePanelOptions& options) {
    const Column& unit = measures.keys.column(options.unit);
    std::vector<std::string> made(measures.rows());
    std::size_t without = 0, first = 0;
    for (std::size_t row = 0; row < made.size(); ++row) {
        made[row] = unit.display(row);
        if (!made[row].empty()) continue;
        made[row] = options.unknown;
        if (without++ == 0) first = row;
    }
    if (without > 0 && options.unknown.empty())
        throw DataError(messages::measures_no_unit, {{"count", std::to_string(without)},
                                                     {"all", std::to_string(made.size())},
                                                     {"unit", options.unit},
                                                     {"row", std::to_string(first + 1)}});
    return made;
}

}  // namespace

Panel measure_panel(const MeasureResult& measures, const MeasurePanelOptions& options) {
    const bool asked = !std::isnan(options.per);
    if (asked) detail::need_per(options.per);
    const std::vector<std::string> unit_of = unit_ids(measures, options);
    const Column* period = options.period.empty() ? nullptr : &measures.keys.column(options.period);
    if (period == nullptr && options.in_period.empty()) throw ArgumentError(messages::measures_need_period);
    std::vector<const Column*> names{};
    if (options.name.empty())
        for (const std::string& each : options.indicator) names.push_back(&measures.keys.column(each));
    if (names.empty() && options.name.empty()) throw ArgumentError(messages::measures_need_indicator);

    std::vector<std::string> ids{}, indicators{}, of_row(measures.rows());
    std::map<std::string, std::size_t> place{};
    std::map<std::string, MeasureKind> kinds{};
    bool any_share = measures.rows() == 0;
    for (std::size_t row = 0; row < measures.rows(); ++row) {
        if (place.try_emplace(unit_of[row], ids.size()).second) ids.push_back(unit_of[row]);
        of_row[row] = options.name;
        for (const Column* each : names) {
            if (!of_row[row].empty()) of_row[row].push_back(':');
            of_row[row] += each->display(row);
        }
        const auto added = kinds.try_emplace(of_row[row], measures.kind[row]);
        if (added.second) indicators.push_back(of_row[row]);
        if (added.first->second != measures.kind[row])
            throw ArgumentError(messages::measures_of_two_kinds,
                                {{"indicator", of_row[row]},
                                 {"first", std::string(to_name(added.first->second))},
                                 {"second", std::string(to_name(measures.kind[row]))}});
        any_share = any_share || measures.kind[row] == MeasureKind::proportion;
    }
    if (asked && !any_share) throw ArgumentError(messages::measures_per, {{"got", to_text(options.per)}});
    const double share_per = asked ? options.per : measures.per;

    const Margins margins(measures);
    std::map<std::pair<std::string, std::string>, IndicatorCells> cells{};
    for (std::size_t row = 0; row < measures.rows(); ++row) {
        const std::string when = period == nullptr ? options.in_period : period->display(row);
        const auto added = cells.try_emplace(std::pair<std::string, std::string>(of_row[row], when), ids.size());
        IndicatorCells& of = added.first->second;
        const std::size_t at = place.at(unit_of[row]);
        if (of.taken[at])
            throw DataError(messages::measures_twice,
                            {{"unit", ids[at]}, {"indicator", of_row[row]}, {"period", when}});
        of.taken[at] = true;
        const double value = measures.value[row];
        const double times = measures.kind[row] == MeasureKind::proportion ? share_per / measures.per : 1.0;
        of.values[at] = times * value;
        if (std::isnan(value)) continue;
        of.parts.n[at] = measures.n[row];
        of.parts.se[at] = times * margins.of(row);
        of.parts.numerator[at] = measures.numerator[row];
        of.parts.denominator[at] = measures.denominator[row];
    }
    std::vector<Unit> units{};
    for (const std::string& each : ids) units.push_back({each, {}, options.kind, {}});
    PanelBuilder builder(std::move(units));
    if (measures.keys.restricted()) builder.restricted();
    for (const std::string& each : indicators) {
        const MeasureKind kind = kinds.at(each);
        builder.describe(described(each, kind, kind == MeasureKind::proportion ? share_per : measures.per));
    }
    for (auto& entry : cells)
        builder.add(entry.first.first, entry.first.second, std::move(entry.second.values),
                    std::move(entry.second.parts));
    return std::move(builder).build();
}

}  // namespace maatstaf
