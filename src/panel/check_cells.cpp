// SPDX-License-Identifier: Apache-2.0
#include "panel/check_cells.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/core/text.hpp"
#include "core/check.hpp"
#include "core/id.hpp"

namespace maatstaf::detail {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

DataError cell_error(Message message, const CellsPlace& place, std::size_t unit, Parameters more) {
    Parameters parameters{{"indicator", place.indicator.id},
                          {"unit", place.units[unit].id},
                          {"period", place.period.text()}};
    if (!place.rows.empty() && place.rows[unit] > 0) parameters.emplace_back("row", std::to_string(place.rows[unit]));
    parameters.insert(parameters.end(), more.begin(), more.end());
    return {message, std::move(parameters)};
}

/// Standard errors, counts, numerators and denominators share these two demands.
void check_part(std::span<const double> part, std::string_view name, const CellsPlace& place) {
    for (std::size_t unit = 0; unit < part.size(); ++unit) {
        const double got = part[unit];
        if (std::isinf(got)) throw cell_error(messages::infinite_cell, place, unit, {{"part", std::string(name)}});
        if (got < 0)
            throw cell_error(messages::negative_cell, place, unit,
                             {{"part", std::string(name)}, {"got", to_text(got)}});
    }
}

/// Half a unit of the last decimal in which `value` is written: what rounding can have done to it. Trailing zeros are
/// not seen, so 47.0 counts as rounded to whole numbers.
double half_last_decimal(double value) {
    const std::string text = to_text(value);
    if (text.find('e') != text.npos) return 0.0;
    const auto point = text.find('.');
    const auto decimals = point == text.npos ? 0 : static_cast<int>(text.size() - point - 1);
    return 0.5 * std::pow(10.0, -decimals);
}

/// Whether `value` can be factor x numerator / denominator, each of them rounded.
bool agrees(double value, const PanelIndicator& indicator, double numerator, double denominator,
            double count_rounding) {
    const double factor = indicator.factor;
    const double expected = factor * numerator / denominator;
    const double difference = std::abs(value - expected);
    const double relative = 1e-6 * std::max(std::abs(value), std::abs(expected));
    if (difference <= relative) return true;
    double rounding = half_last_decimal(value);
    // A share of 0 or 1 is written without decimals, but nobody rounds shares to whole numbers.
    if (indicator.scale == Scale::proportion) rounding = std::min(rounding, 0.005 * factor);
    const double slack = relative + rounding * (1 + 1e-9);
    if (count_rounding > 0) {
        const double half = count_rounding / 2;
        if (denominator <= half) return true;  // the denominator itself may have been next to nothing
        const double low = factor * std::max(0.0, numerator - half) / (denominator + half);
        const double high = factor * (numerator + half) / (denominator - half);
        if (value >= low - slack && value <= high + slack) return true;
    }
    return difference <= slack;
}

void check_ratio(const CellBlock& cells, const CellsPlace& place, std::size_t unit, double count_rounding) {
    const double numerator = cells.numerator[unit];
    const double denominator = cells.denominator[unit];
    if (std::isnan(numerator) || std::isnan(denominator)) return;
    const PanelIndicator& indicator = place.indicator;
    if (denominator == 0 && numerator > 0)
        throw cell_error(messages::denominator_zero, place, unit, {{"numerator", to_text(numerator)}});
    if (indicator.scale == Scale::proportion && numerator > denominator)
        throw cell_error(messages::numerator_above_denominator, place, unit,
                         {{"numerator", to_text(numerator)}, {"denominator", to_text(denominator)}});
    const double value = cells.value[unit];
    if (std::isnan(value)) return;
    if (denominator == 0) throw cell_error(messages::value_of_nobody, place, unit, {{"got", to_text(value)}});
    if (agrees(value, indicator, numerator, denominator, count_rounding)) return;
    throw cell_error(messages::value_disagrees, place, unit,
                     {{"got", to_text(value)},
                      {"factor", to_text(indicator.factor)},
                      {"numerator", to_text(numerator)},
                      {"denominator", to_text(denominator)},
                      {"expected", to_text(indicator.factor * numerator / denominator)}});
}

void check_value(double value, const CellsPlace& place, std::size_t unit) {
    const Scale scale = place.indicator.scale.value_or(Scale::mean);
    if (std::isinf(value)) throw cell_error(messages::infinite_cell, place, unit, {{"part", "value"}});
    if (value < 0 && (scale == Scale::rate || scale == Scale::count))
        throw cell_error(messages::negative_cell, place, unit,
                         {{"part", "value"}, {"got", to_text(value)}, {"scale", std::string(to_name(scale))}});
    if (scale == Scale::count && value != std::floor(value))
        throw cell_error(messages::count_not_whole, place, unit, {{"got", to_text(value)}});
    // A proportion made by division may end a last bit above its factor.
    const double factor = place.indicator.factor;
    if (scale == Scale::proportion && (value < 0 || value > factor * (1 + 1e-12)))
        throw cell_error(messages::outside_proportion, place, unit,
                         {{"got", to_text(value)}, {"factor", to_text(factor)}});
}

/// A part that is known of no unit was not supplied.
void drop_unknown(std::vector<double>& part) {
    if (std::ranges::all_of(part, [](double each) { return std::isnan(each); })) part.clear();
}

/// The value of a cell that came without one: from numerator and denominator where that is possible.
void derive_value(CellBlock& cells, const CellsPlace& place, std::size_t unit, bool reason_given) {
    if (reason_given || cells.numerator.empty()) return;
    const double numerator = cells.numerator[unit];
    const double denominator = cells.denominator[unit];
    if (denominator > 0 && !std::isnan(numerator)) {
        cells.value[unit] = place.indicator.factor * numerator / denominator;
        cells.status[unit] = Status::observed;
    } else if (denominator == 0 && numerator == 0) {
        cells.status[unit] = Status::not_applicable;
    }
}

}  // namespace

void check_id(std::string_view kind, std::string_view id) {
    if (const auto problem = id_problem(kind, id)) throw DataError(problem->message, problem->parameters);
}

void check_factor(const PanelIndicator& indicator) {
    if (indicator.factor > 0 && !std::isinf(indicator.factor)) return;
    throw detail::out_of_range(indicator.id + ".factor", "> 0", indicator.factor);
}

void complete_cells(CellBlock& cells, const CellsPlace& place, double count_rounding) {
    const std::size_t count = place.units.size();
    drop_unknown(cells.se);
    drop_unknown(cells.n);
    drop_unknown(cells.numerator);
    drop_unknown(cells.denominator);
    if (!cells.numerator.empty() && cells.denominator.empty())
        throw DataError(messages::numerator_alone,
                        {{"indicator", place.indicator.id}, {"period", place.period.text()}});
    if (cells.value.empty()) cells.value.assign(count, unknown);
    cells.status.resize(count, Status::observed);
    check_part(cells.se, "se", place);
    check_part(cells.n, "n", place);
    check_part(cells.numerator, "numerator", place);
    check_part(cells.denominator, "denominator", place);
    for (std::size_t unit = 0; unit < count; ++unit) {
        double& value = cells.value[unit];
        Status& status = cells.status[unit];
        const bool reason_given = status != Status::observed;
        if (reason_given && !std::isnan(value))
            throw cell_error(messages::value_with_reason, place, unit,
                             {{"status", std::string(to_name(status))}, {"got", to_text(value)}});
        if (std::isnan(value)) {
            if (!reason_given) status = Status::absent;
            derive_value(cells, place, unit, reason_given);
        }
        if (!cells.numerator.empty()) check_ratio(cells, place, unit, count_rounding);
        if (status == Status::observed)
            check_value(value, place, unit);
        else
            value = unknown;  // one NaN, whatever bits came in
    }
}

}  // namespace maatstaf::detail
