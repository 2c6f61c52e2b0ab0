// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/absorb.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/numbers.hpp"
#include "regress/absorb_effects.hpp"
#include "regress/absorb_fit.hpp"
#include "regress/absorb_inference.hpp"
#include "regress/absorb_report.hpp"
#include "regress/rows.hpp"

namespace maatstaf {
namespace {

using detail::nan;

/// How well the rows are fitted.
void measure(const detail::AbsorbRows& rows, const detail::AbsorbFit& fit, AbsorbResult& out) {
    double weight = 0.0, outcome = 0.0, apart = 0.0, exposure = 0.0;
    const bool linear = out.options.family == Family::gaussian;
    for (std::size_t i = 0; i < rows.y.size(); ++i) {
        weight += rows.weight[i];
        outcome += rows.weight[i] * rows.y[i];
        apart += rows.weight[i] * (rows.y[i] - rows.offset_of(i));
        if (!linear) exposure += rows.weight[i] * std::exp(rows.offset_of(i));
    }
    detail::FitQuality quality{linear, linear ? apart / weight : std::log(outcome / exposure)};
    for (std::size_t i = 0; i < rows.y.size(); ++i)
        quality.add(rows.y[i], rows.offset_of(i), fit.mean[i], rows.weight[i]);
    quality.settle(rows.observations, rows.log_precision, fit.within_total, out);
}

/// What is left of the linear predictor without the columns and the offset. The columns lie packed and shifted; the
/// shift belongs to the effects again.
std::vector<double> without_columns(const detail::AbsorbRows& rows, const detail::AbsorbFit& fit, bool linear) {
    double shifted = 0.0;
    for (std::ptrdiff_t j = 0; j < rows.columns; ++j) shifted += rows.shift[j] * fit.coefficients[j];
    std::vector<double> out(rows.y.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        double rest = (linear ? fit.mean[i] : std::log(fit.mean[i])) - rows.offset_of(i) - shifted;
        for (const detail::ColumnBlock& block : rows.blocks)
            for (std::ptrdiff_t k = 0; k < block.columns && block.first + k < rows.columns; ++k)
                rest -= fit.coefficients[block.first + k] *
                        block.values[i * static_cast<std::size_t>(block.width) + static_cast<std::size_t>(k)];
        out[i] = rest;
    }
    return out;
}

}  // namespace

AbsorbResult absorbed_regression(const RegressionData& data, std::span<const AbsorbedEffect> effects,
                                 const AbsorbOptions& options, const Progress& progress) {
    detail::AbsorbRows rows = detail::read_rows(data, effects, options, progress);
    AbsorbResult out;
    out.options = detail::resolved(options, !options.clusters.empty());
    for (std::ptrdiff_t j = 0; j < data.x.columns; ++j) out.names.push_back(detail::column_name(data.names, j));

    detail::Within within(rows.layout);
    const bool linear = options.family == Family::gaussian;
    detail::AbsorbFit fit = linear ? detail::fit_linear(rows, within, options, progress)
                                   : detail::fit_poisson(rows, within, options, progress);
    detail::take_fit(fit, out);
    out.observations = rows.observations;
    out.rows_used = rows.size();
    out.rows_without_weight = rows.layout.without_weight;
    out.rows_singleton = rows.layout.singleton;
    out.rows_all_zero = rows.layout.all_zero;
    const detail::AbsorbClusters clusters = detail::group_rows(rows, effects, options, out);
    detail::count_parameters(rows.layout, within, options.count, out);
    measure(rows, fit, out);
    const double scale = detail::infer(fit, detail::meats_of(rows, within, fit, clusters, out), out);
    detail::forget_decided(detail::supports_of(rows, within, fit, clusters, data.x, out), fit, !clusters.empty(), out);
    detail::take_coefficients(fit, out);
    if (options.keep_fitted) {
        out.fitted = Eigen::VectorXd::Constant(data.x.rows, nan);
        for (std::size_t i = 0; i < fit.mean.size(); ++i) out.fitted[rows.layout.rows[i]] = fit.mean[i];
    }
    if (options.keep_effects) {
        detail::name_levels(rows.layout, effects, out);
        out.variance = detail::variance_of_effects(rows, within, fit.bread);
        out.variance.scale = scale;
        detail::recover_effects(rows.layout, within, without_columns(rows, fit, linear), rows.frequency, out);
        for (std::size_t q = 0; q < out.effects.size(); ++q) {
            AbsorbedLevels& own = out.effects[q];
            own.first_row.assign(own.codes.size(), std::numeric_limits<std::int64_t>::max());
            for (std::size_t i = 0; i < rows.layout.rows.size(); ++i) {
                auto& first = own.first_row[static_cast<std::size_t>(rows.layout.effects[q].level[i])];
                first = std::min<std::int64_t>(first, rows.layout.rows[i]);
            }
        }
    }
    const auto [low, high] = std::minmax_element(rows.y.begin(), rows.y.end());
    detail::describe(*low == *high, out);
    return out;
}

}  // namespace maatstaf
