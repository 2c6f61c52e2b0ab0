// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/special.hpp"
#include "measure/checks.hpp"
#include "measure/slope_law.hpp"

namespace maatstaf::measure {
namespace {

double onto_scale(double value, ValueKind kind) {
    if (kind == ValueKind::rate) return std::log(value);
    return kind == ValueKind::proportion ? std::log(value / (1.0 - value)) : value;
}

void need_on_scale(const char* argument, std::span<const double> values, ValueKind kind) {
    for (std::size_t row = 0; row < values.size(); ++row) {
        const double value = values[row];
        const bool inside = kind == ValueKind::plain || (value > 0.0 && (kind == ValueKind::rate || value < 1.0));
        if (std::isnan(value) || (inside && std::isfinite(value))) continue;
        throw DataError(messages::measure_off_scale,
                        {{"argument", argument}, {"row", std::to_string(row + 1)}, {"got", to_text(value)},
                         {"range", kind == ValueKind::proportion ? "> 0, < 1" : "> 0"}});
    }
}

/// Standard errors on the scale of the kind.
std::vector<double> margins_of(const OrderedGroups& data, const SlopeOptions& options) {
    if (!data.se.empty()) {
        detail::need_length("se", data.se.size(), data.value.size());
        detail::need_amounts("se", data.se, false);
        return {data.se.begin(), data.se.end()};
    }
    if (data.low.empty() || data.high.empty()) throw ArgumentError(messages::measure_needs_margin);
    detail::need_length("low", data.low.size(), data.value.size());
    detail::need_length("high", data.high.size(), data.value.size());
    need_on_scale("low", data.low, options.kind);
    need_on_scale("high", data.high, options.kind);
    const double z = detail::two_sided(options.limits_level);
    std::vector<double> se;
    for (std::size_t row = 0; row < data.low.size(); ++row) {
        se.push_back((onto_scale(data.high[row], options.kind) - onto_scale(data.low[row], options.kind)) / (2.0 * z));
        if (se.back() < 0.0)
            throw DataError(messages::measure_crossed, {{"row", std::to_string(row + 1)},
                                                        {"low", to_text(data.low[row])},
                                                        {"high", to_text(data.high[row])}});
    }
    return se;
}

/// Coefficients of the weighted line: intercept = sum c_k y_k, slope = sum d_k y_k.
void line_of(std::span<const double> population, std::vector<double>& intercept, std::vector<double>& slope) {
    const double whole = std::accumulate(population.begin(), population.end(), 0.0);
    double before = 0.0, middle = 0.0;
    std::vector<double> share, place;
    for (const double each : population) {
        share.push_back(each / whole);
        place.push_back(before + 0.5 * share.back());
        before += share.back();
        middle += share.back() * place.back();
    }
    double spread = 0.0;
    for (std::size_t k = 0; k < share.size(); ++k) spread += share[k] * (place[k] - middle) * (place[k] - middle);
    for (std::size_t k = 0; k < share.size(); ++k) {
        slope.push_back(share[k] * (place[k] - middle) / spread);
        intercept.push_back(share[k] - middle * slope.back());
    }
}

void one_index(MeasureResult& result, std::size_t group, const detail::LineInput& input, const SlopeOptions& options,
               double& intercept_out, double& se_out) {
    std::vector<double> intercept, slope;
    line_of(input.population, intercept, slope);
    detail::LineLaw law{input, intercept, slope, options.kind, options.transform};
    const bool turned = options.per < 0.0;
    intercept_out = law.start();
    if (!options.transform && options.kind == ValueKind::plain && !options.relative) {
        double square = 0.0;
        for (std::size_t k = 0; k < slope.size(); ++k) square += slope[k] * slope[k] * input.se[k] * input.se[k];
        se_out = std::fabs(options.per) * std::sqrt(square);
    }
    const auto shown = [&](double index) {
        if (!options.relative) return options.per * index;
        return turned ? 1.0 / index : index;
    };
    result.value[group] = shown(options.relative ? law.end() / law.start() : law.end() - law.start());
    for (std::size_t at = 0; at < result.level.size(); ++at) {
        const double tail = 0.5 - 0.5 * result.level[at];
        const auto end_at = [&](double probability) {
            return shown(options.relative ? law.relative_quantile(probability) : law.slope_quantile(probability));
        };
        const double one = end_at(tail), other = end_at(1.0 - tail);
        detail::set_limits(result, group, at, turned ? Limits{other, one} : Limits{one, other});
    }
}

}  // namespace

MeasureResult slope_index(const OrderedGroups& data, const SlopeOptions& options) {
    const std::size_t rows = data.value.size();
    if (options.per == 0.0 || !std::isfinite(options.per)) throw detail::out_of_range("per", "!= 0", options.per);
    if (!(options.limits_level > 0.0 && options.limits_level < 1.0))
        throw detail::out_of_range("limits_level", "> 0, < 1", options.limits_level);
    detail::need_length("population", data.population.size(), rows);
    detail::need_amounts("population", data.population, false);
    detail::need_groups(data.groups, rows);
    if (!data.order.empty()) detail::need_length("quantile", data.order.size(), rows);
    need_on_scale("value", data.value, options.kind);
    const std::vector<double> se = margins_of(data, options);
    const std::size_t groups = data.groups.count == 0 ? 1 : static_cast<std::size_t>(data.groups.count);
    std::vector<std::vector<std::size_t>> members(groups);
    for (std::size_t row = 0; row < rows; ++row)
        members[data.groups.count == 0 ? 0 : static_cast<std::size_t>(data.groups.of_row[row])].push_back(row);
    MeasureResult result =
        detail::empty_result(groups, options.level, data.groups, options.transform ? "line_on_scale" : "line");
    std::vector<double> intercept(groups, detail::not_known), slope_se(groups, detail::not_known);
    for (std::size_t group = 0; group < groups; ++group) {
        auto& own = members[group];
        if (!data.order.empty())
            std::stable_sort(own.begin(), own.end(),
                             [&](std::size_t a, std::size_t b) { return data.order[a] < data.order[b]; });
        detail::LineInput input;
        bool missing = false, nobody = false;
        double people = 0.0;
        for (std::size_t i = 0; i < own.size(); ++i) {
            const std::size_t row = own[i];
            if (!data.order.empty() && i > 0 && data.order[row] == data.order[own[i - 1]])
                throw DataError(messages::measure_quantile_twice,
                                {{"row", std::to_string(row + 1)}, {"got", to_text(data.order[row])}});
            missing = missing || std::isnan(data.value[row]) || std::isnan(data.population[row]) || std::isnan(se[row]);
            nobody = nobody || !(data.population[row] > 0.0);
            input.value.push_back(onto_scale(data.value[row], options.kind));
            input.se.push_back(se[row]);
            input.population.push_back(data.population[row]);
            people += data.population[row];
        }
        result.n[group] = people;
        if (own.size() < 3)
            result.reason[group] = EmptyReason::few_units;
        else if (missing)
            result.reason[group] = EmptyReason::missing;
        else if (nobody)
            result.reason[group] = EmptyReason::no_population;
        else
            one_index(result, group, input, options, intercept[group], slope_se[group]);
    }
    result.more.push_back({"intercept", std::move(intercept)});
    result.more.push_back({"se", std::move(slope_se)});
    return result;
}

}  // namespace maatstaf::measure
