// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/intercepts_prediction.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/group_labels.hpp"
#include "regress/intervals.hpp"
#include "regress/law.hpp"
#include "regress/quadrature.hpp"
#include "regress/rows.hpp"
#include "regress/spread.hpp"

namespace maatstaf {
namespace {

/// The mean over groups on the scale of the link, and how that moves with the linear predictor and with sd.
struct Averaged {
    double eta = 0.0, by_eta = 1.0, by_sd = 0.0;
};

class Averager {
public:
    Averager(const detail::Law& law, double sd) : law_(law), sd_(sd) {
        if (law.link != Link::logit && law.link != Link::cloglog) return;   // the others have a closed form
        rule_ = detail::gauss_hermite(101);
        for (std::size_t q = 0; q < rule_.node.size(); ++q)
            share_.push_back(rule_.weight[q] * std::exp(-rule_.node[q] * rule_.node[q]) / std::sqrt(std::numbers::pi));
        eta_.resize(share_.size());
        mean_.resize(share_.size());
        slope_.resize(share_.size());
    }

    Averaged at(double eta) {
        if (sd_ == 0.0 || law_.link == Link::identity) return {eta, 1.0, 0.0};
        if (law_.link == Link::log) return {eta + 0.5 * sd_ * sd_, 1.0, sd_};
        if (law_.link == Link::probit) {
            const double k = 1.0 / std::sqrt(1.0 + sd_ * sd_);
            return {k * eta, k, -eta * sd_ * k * k * k};
        }
        double mean = 0.0, by_eta = 0.0, by_sd = 0.0, slope = 0.0;
        for (std::size_t q = 0; q < share_.size(); ++q) eta_[q] = eta + sd_ * std::numbers::sqrt2 * rule_.node[q];
        law_.means(eta_.data(), static_cast<std::ptrdiff_t>(share_.size()), mean_.data(), slope_.data());
        for (std::size_t q = 0; q < share_.size(); ++q) {
            mean += share_[q] * mean_[q];
            by_eta += share_[q] * slope_[q];
            by_sd += share_[q] * slope_[q] * std::numbers::sqrt2 * rule_.node[q];
        }
        const double averaged = law_.link_of(mean);
        law_.means(&averaged, 1, &mean, &slope);
        if (!std::isfinite(averaged) || !(slope > 0.0)) return {eta, 1.0, 0.0};   // 0 or 1 but for rounding
        return {averaged, by_eta / slope, by_sd / slope};
    }

private:
    const detail::Law& law_;
    double sd_;
    detail::GaussHermite rule_{};
    std::vector<double> share_, eta_, mean_, slope_;
};

/// Positions of the groups in the fit, -1 for those that it has not seen; a caveat says which.
std::vector<std::int32_t> positions_of(const RandomInterceptsResult& fit, const detail::GroupLabels& groups,
                                       std::vector<Caveat>& caveats) {
    std::unordered_map<std::string_view, std::int32_t> known;
    for (std::size_t g = 0; g < fit.group_names.size(); ++g)
        known.emplace(fit.group_names[g], static_cast<std::int32_t>(g));
    std::unordered_map<std::int32_t, std::int32_t> found;   // by number, so that each is looked up once
    std::vector<std::int32_t> out;
    std::vector<std::string> unknown;
    std::size_t rows = 0;
    for (const std::int32_t code : groups.codes) {
        const auto [place, is_new] = found.try_emplace(code, -1);
        if (is_new) {
            const std::string name = groups.name(code);
            if (const auto at = known.find(name); at != known.end()) place->second = at->second;
            else unknown.push_back(name);
        }
        out.push_back(place->second);
        rows += place->second < 0 ? 1 : 0;
    }
    if (rows > 0)
        caveats.push_back({messages::regress_new_groups,
                           {{"got", std::to_string(rows)}, {"groups", join(unknown, ", ", 5)}}});
    return out;
}

/// Satterthwaite's, of a sum in which sd^2 is estimated. Where sd is hardly known there would be next to none; four is
/// the least with which simulated intervals are not far too wide.
double degrees_of_freedom(const RandomInterceptsResult& fit, double variance) {
    const double of_sd2 = 2.0 * fit.sd * fit.sd_se, found = 2.0 * variance * variance / (of_sd2 * of_sd2);
    return std::isnan(found) ? std::numeric_limits<double>::infinity() : std::max(found, 4.0);
}

PredictionOf resolved(PredictionOf of, bool has_groups) {
    if (of == PredictionOf::automatic) return has_groups ? PredictionOf::group : PredictionOf::average;
    if (of == PredictionOf::group && !has_groups) throw ArgumentError(messages::regress_prediction_needs_groups);
    return of;
}

}  // namespace

InterceptsPrediction predict(const RandomInterceptsResult& fit, const RegressionData& rows,
                             std::span<const std::int32_t> groups, const InterceptsPredictionOptions& options,
                             std::span<const std::string> labels) {
    const detail::Law law(fit.options.distribution);
    const Eigen::Index p = fit.coefficients.size(), n = rows.x.rows, all = fit.joint_covariance.rows();
    detail::check_shape(rows, p, law, false);
    detail::check_values(rows, 0, n, law, fit.names, false);
    InterceptsPrediction out;
    out.options.of = resolved(options.of, !groups.empty());
    out.options.confidence = std::isnan(options.confidence) ? fit.options.confidence : options.confidence;
    detail::need_confidence(out.options.confidence);
    const bool by_group = out.options.of == PredictionOf::group;
    if (by_group) out.group = positions_of(fit, detail::GroupLabels(groups, labels, n), out.caveats);
    if (fit.boundary) out.caveats.push_back({messages::regress_prediction_boundary, {}});

    Eigen::VectorXd coefficients = fit.coefficients;
    for (const std::int32_t j : fit.aliased) coefficients[j] = 0.0;
    const detail::Spread spread(fit.joint_covariance, fit.aliased);
    const double confidence = out.options.confidence;
    const double normal = detail::two_sided_quantile(confidence, std::numeric_limits<double>::infinity());
    Averager averager(law, fit.sd);
    for (Eigen::VectorXd* each : {&out.mean, &out.eta, &out.se, &out.low, &out.high}) each->resize(n);
    Eigen::VectorXd moves = Eigen::VectorXd::Zero(all);   // of eta with the parameters
    for (Eigen::Index i = 0; i < n; ++i) {
        for (Eigen::Index j = 0; j < p; ++j) moves[j] = rows.x(i, j);
        moves.tail(all - p).setZero();
        const double plain = moves.head(p).dot(coefficients) + detail::row_offset(rows, i);
        const std::int32_t group = by_group ? out.group[static_cast<std::size_t>(i)] : -1;
        double beside = 0.0;   // variance that is not of the parameters
        if (group >= 0) {
            out.eta[i] = plain + fit.effects[group];
            out.mean[i] = law.inverse_link(out.eta[i]);
            moves += fit.effect_slopes.row(group).transpose();
            beside = fit.effect_se[group] * fit.effect_se[group];
        } else {
            const Averaged average = averager.at(plain);
            out.mean[i] = law.inverse_link(average.eta);
            if (out.options.of == PredictionOf::average) {
                out.eta[i] = average.eta;
                moves.head(p) *= average.by_eta;
                if (!fit.boundary) moves[p] = average.by_sd;
            } else {
                out.eta[i] = plain;
                beside = fit.sd * fit.sd;
            }
        }
        const double variance = spread.variance(moves) + beside;
        const bool is_new = group < 0 && out.options.of != PredictionOf::average && !fit.boundary;
        const double quantile =
            is_new ? detail::two_sided_quantile(confidence, degrees_of_freedom(fit, variance)) : normal;
        out.se[i] = std::sqrt(variance);
        out.low[i] = law.inverse_link(out.eta[i] - quantile * out.se[i]);
        out.high[i] = law.inverse_link(out.eta[i] + quantile * out.se[i]);
    }
    return out;
}

Table InterceptsPrediction::table() const {
    const auto copy = [](const Eigen::VectorXd& values) { return std::vector<double>(values.begin(), values.end()); };
    std::vector<Column> columns{Column::float64("mean", copy(mean)), Column::float64("eta", copy(eta)),
                                Column::float64("se", copy(se)), Column::float64("low", copy(low)),
                                Column::float64("high", copy(high))};
    if (options.of == PredictionOf::group) {
        std::vector<std::uint8_t> known;
        for (const std::int32_t each : group) known.push_back(each >= 0 ? 1 : 0);
        columns.push_back(Column::boolean("known", std::move(known)));
    }
    return Table(std::move(columns));
}

}  // namespace maatstaf
