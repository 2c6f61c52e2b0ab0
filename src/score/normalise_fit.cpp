// SPDX-License-Identifier: Apache-2.0
#include "score/normalise_fit.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/core/text.hpp"
#include "core/check.hpp"
#include "score/numbers.hpp"

namespace maatstaf {
namespace {

[[noreturn]] void refuse(Message message, NormaliseMethod method, Parameters more = {}) {
    more.insert(more.begin(), {"method", std::string(to_name(method))});
    throw ArgumentError(message, std::move(more));
}

/// The ends of the directed values, and their middle and spread where known.
struct DirectedStatistics {
    double mean = detail::nan, sd = detail::nan, min = detail::nan, max = detail::nan;
};

DirectedStatistics turned(const ReferenceStatistics& raw, const NormaliseContext& context) {
    switch (context.direction) {
        case Direction::lower: return {-raw.mean, raw.sd, -raw.max, -raw.min};
        case Direction::target:
            // Of the distances only the largest follows from the ends of the values.
            return {detail::nan, detail::nan,
                    -std::max(std::fabs(raw.min - context.target), std::fabs(raw.max - context.target)), detail::nan};
        default: return {raw.mean, raw.sd, raw.min, raw.max};
    }
}

/// A straight line through (origin, offset); no spread between origin and end leaves the slope NaN.
void set_line(Normaliser& rule, double origin, double distance, double offset, double height) {
    rule.origin = origin;
    rule.offset = offset;
    rule.slope = distance == 0.0 || std::isnan(distance) ? detail::nan : height / distance;
}

void fit_goalposts(Normaliser& rule, const NormaliseContext& context, const NormaliseOptions& options) {
    const double low = context.goalpost_low, high = context.goalpost_high;
    if (std::isnan(low) || std::isnan(high)) refuse(messages::goalposts_needed, rule.method);
    if (!(low < high) || std::isinf(low) || std::isinf(high))
        refuse(messages::goalposts_order, rule.method, {{"low", to_text(low)}, {"high", to_text(high)}});
    double worst = low, best = high;
    if (context.direction == Direction::lower) worst = -high, best = -low;
    if (context.direction == Direction::target) {
        worst = -std::max(std::fabs(low - context.target), std::fabs(high - context.target));
        best = 0.0;
    }
    set_line(rule, worst, best - worst, options.low, options.high - options.low);
}

/// Lines that run from the worst value of the reference (0) to a value that is called 1.
void fit_distance(Normaliser& rule, double worst, double one, double shown) {
    if (std::isnan(worst)) return set_line(rule, 0.0, detail::nan, 0.0, 1.0);
    if (!(one > worst)) {
        // The mean lies at the worst value only when all values are equal; then there is no spread to measure by.
        if (rule.method == NormaliseMethod::distance_to_reference && one == worst)
            return set_line(rule, worst, detail::nan, 0.0, 1.0);
        refuse(messages::target_not_above_worst, rule.method,
               {{"got", to_text(shown)}, {"worst", to_text(rule.direction == Direction::lower ? -worst : worst)}});
    }
    set_line(rule, worst, one - worst, 0.0, 1.0);
}

/// Everything but the ranks. `known` are the statistics of the directed values.
void fit_line(Normaliser& rule, const DirectedStatistics& known, const NormaliseContext& context,
              const NormaliseOptions& options) {
    const auto need = [&](double value, std::string_view what) {
        if (std::isnan(value) && rule.reference.n != 0.0)
            refuse(messages::reference_figure_needed, rule.method, {{"figure", std::string(what)}});
    };
    switch (rule.method) {
        case NormaliseMethod::minmax:
            need(known.min, "min");
            need(known.max, "max");
            set_line(rule, known.min, known.max - known.min, options.low, options.high - options.low);
            break;
        case NormaliseMethod::zscore:
            need(known.mean, "mean");
            if (!(rule.reference.n < 2.0)) need(known.sd, "sd");
            set_line(rule, known.mean, known.sd, options.centre, options.spread);
            break;
        case NormaliseMethod::goalposts: fit_goalposts(rule, context, options); break;
        case NormaliseMethod::distance_to_target:
            if (std::isnan(context.target)) refuse(messages::target_needed, rule.method);
            need(known.min, "min and max");
            fit_distance(rule, known.min, detail::directed(context.direction, context.target, context.target),
                         context.target);
            break;
        case NormaliseMethod::distance_to_reference: {
            const double value = std::isnan(context.reference_value) ? rule.reference.mean : context.reference_value;
            need(known.min, "min and max");
            need(value, "mean");
            fit_distance(rule, known.min, detail::directed(context.direction, context.target, value), value);
            break;
        }
        default: break;
    }
    if (!options.clip || rule.is_constant()) return;
    if (rule.method == NormaliseMethod::minmax || rule.method == NormaliseMethod::goalposts) {
        rule.lowest = options.low;
        rule.highest = options.high;
    } else if (rule.method == NormaliseMethod::distance_to_target ||
               rule.method == NormaliseMethod::distance_to_reference) {
        rule.lowest = -detail::infinity;
        rule.highest = 1.0;
    }
}

/// Published figures are typed by hand: a slip would turn scores round in silence.
void check(const ReferenceStatistics& given, NormaliseMethod method) {
    const auto need = [&](bool good, std::string_view figure, double got, std::string_view range) {
        if (!std::isnan(got) && !good)
            refuse(messages::reference_figure_wrong, method,
                   {{"figure", std::string(figure)}, {"got", to_text(got)}, {"range", std::string(range)}});
    };
    need(given.n >= 0.0 && std::isfinite(given.n), "n", given.n, ">= 0");
    need(given.sd >= 0.0 && std::isfinite(given.sd), "sd", given.sd, ">= 0");
    need(std::isfinite(given.mean), "mean", given.mean, "finite");
    need(std::isfinite(given.min), "min", given.min, "finite");
    need(std::isfinite(given.max), "max", given.max, "finite");
    need(!(given.max < given.min), "max", given.max, ">= min");
    need(!(given.mean < given.min) && !(given.mean > given.max), "mean", given.mean, "min .. max");
}

/// Whether the line runs through two figures of the reference, so that a reference without spread gives none.
bool measures_by_spread(NormaliseMethod method, const NormaliseContext& context) {
    return method == NormaliseMethod::minmax || method == NormaliseMethod::zscore ||
           (method == NormaliseMethod::distance_to_reference && std::isnan(context.reference_value));
}

Normaliser start(const ReferenceStatistics& reference, const NormaliseContext& context,
                 const NormaliseOptions& options) {
    detail::check(options, "normalise");
    if (context.direction == Direction::context) refuse(messages::context_not_scored, options.method);
    if (context.direction == Direction::target && std::isnan(context.target))
        refuse(messages::target_needed, options.method);
    Normaliser rule;
    rule.method = options.method;
    rule.direction = context.direction;
    rule.ties = options.ties;
    if (context.direction == Direction::target) rule.target = context.target;
    rule.reference = reference;
    return rule;
}

void set_scores(Normaliser& rule, std::span<const double> values) {
    std::vector<double> scores(values.size());
    normalise(rule, values, scores);
    const ReferenceStatistics found = reference_statistics(scores);
    rule.mean_score = found.mean;
    rule.sd_score = found.sd;
}

}  // namespace

namespace detail {

ReferenceScores reference_scores(const Normaliser& rule) {
    if (detail::is_rank(rule.method) || rule.direction == Direction::target) return {rule.mean_score, rule.sd_score};
    const double mean = rule.reference.mean, sd = rule.reference.sd;
    return {rule(mean), std::fabs(rule(mean + sd) - rule(mean - sd)) / 2.0};
}

void check(const NormaliseOptions& options, const std::string& where) {
    const auto need = [&](bool good, std::string_view name, std::string_view range, double got) {
        if (!good) throw out_of_range(where + "." + std::string(name), range, got);
    };
    need(std::isfinite(options.low), "low", "finite", options.low);
    need(std::isfinite(options.high) && options.high > options.low, "high", "> low", options.high);
    need(std::isfinite(options.centre), "centre", "finite", options.centre);
    need(std::isfinite(options.spread) && options.spread > 0.0, "spread", "> 0", options.spread);
}

}  // namespace detail

Normaliser fit_normaliser(std::span<const double> values, const NormaliseContext& context,
                          const NormaliseOptions& options) {
    Normaliser rule = start(reference_statistics(values), context, options);
    const bool ranks = detail::is_rank(options.method);
    // A share computed twice may differ in its last bits. That is no spread: scores would be made of rounding.
    const double largest = std::max(std::fabs(rule.reference.min), std::fabs(rule.reference.max));
    if (std::isinf(largest)) {
        const auto at = std::ranges::find_if(values, [](double x) { return std::isinf(x); }) - values.begin();
        throw ArgumentError(messages::not_finite, {{"argument", "values"}, {"where", std::to_string(at + 1)}});
    }
    const bool has_no_spread = !ranks && rule.reference.max - rule.reference.min <= 1e-12 * largest;
    if (has_no_spread) {
        const double only = rule.reference.min;
        rule.reference = {rule.reference.n, only, 0.0, only, only};
    }
    DirectedStatistics known = turned(rule.reference, context);
    if (ranks || context.direction == Direction::target) {
        std::vector<double> y;
        y.reserve(values.size());
        for (const double x : values)
            if (!std::isnan(x)) y.push_back(detail::directed(context.direction, context.target, x));
        if (context.direction == Direction::target) {
            const ReferenceStatistics distances = reference_statistics(y);
            known = {distances.mean, distances.sd, distances.min, distances.max};
        }
        if (ranks) {
            std::sort(y.begin(), y.end());
            if (y.empty() || y.front() == y.back()) rule.slope = detail::nan;
            rule.sorted = std::move(y);
            set_scores(rule, values);
            return rule;
        }
    }
    fit_line(rule, known, context, options);
    if (has_no_spread && measures_by_spread(options.method, context)) rule.slope = detail::nan;
    if (context.direction == Direction::target) set_scores(rule, values);
    return rule;
}

Normaliser fit_normaliser(const ReferenceStatistics& reference, const NormaliseContext& context,
                          const NormaliseOptions& options) {
    check(reference, options.method);
    Normaliser rule = start(reference, context, options);
    // Published figures often come without a count; that is no sign of an empty reference.
    if (rule.reference.n == 0.0) rule.reference.n = detail::nan;
    const bool needs_values = detail::is_rank(options.method) ||
                              (context.direction == Direction::target && (options.method == NormaliseMethod::zscore ||
                                                                          options.method == NormaliseMethod::minmax));
    if (needs_values) refuse(messages::values_needed, options.method);
    fit_line(rule, turned(reference, context), context, options);
    return rule;
}

}  // namespace maatstaf
