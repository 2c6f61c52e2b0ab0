// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/attributable.hpp"

#include <cmath>
#include <limits>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "core/check.hpp"
#include "core/compensated_sum.hpp"
#include "risk/attribution_rows.hpp"
#include "risk/margin.hpp"

namespace maatstaf {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr Eigen::Index most_enumerated = 20;

double total_of(const Eigen::Ref<const Eigen::VectorXd>& terms) {
    detail::CompensatedSum sum;
    for (const double each : terms) sum.add(each);
    return sum.value();
}

/// Shares of column 0 of the functionals, with their margins.
class Shares {
public:
    Shares(const AttributionModel& model, const AttributableOptions& options, const detail::Functionals& totals)
        : model_(model), options_(options), totals_(totals), whole_(total_of(totals.rows.col(0))) {
        if (!(whole_ > 0.0)) throw DataError(messages::risk_no_use, {{"got", to_text(whole_)}});
        const Eigen::Index count = totals.rows.cols();
        slopes_.resize(totals.gradient.rows(), count);
        for (Eigen::Index k = 0; k < count; ++k) {
            shares_.push_back(total_of(totals.rows.col(k)) / whole_);
            slopes_.col(k) = (totals.gradient.col(k) - shares_.back() * totals.gradient.col(0)) / whole_;
        }
        if (model.degrees_of_freedom) freedom_ = model.degrees_of_freedom(slopes_);
    }

    double whole() const noexcept { return whole_; }
    double groups() const noexcept { return groups_; }

    Estimate of(Eigen::Index column) {
        const double share = shares_[static_cast<std::size_t>(column)];
        const double se = std::sqrt(variance(column, share));
        const double freedom = freedom_.size() > 0 ? freedom_[column]
                               : model_.clusters.empty() || model_.influence.size() == 0
                                   ? std::numeric_limits<double>::infinity()
                                   : groups_ - 1.0;
        if (!(freedom > 0.0)) return {share, unknown, unknown, unknown, groups_};
        return detail::share_interval(share, se, detail::interval_quantile(options_.confidence, freedom), groups_);
    }

private:
    double variance(Eigen::Index column, double share) {
        const auto slope = slopes_.col(column);
        if (model_.influence.size() > 0) {
            Eigen::VectorXd influence = Eigen::VectorXd::Zero(totals_.rows.rows());
            for (Eigen::Index j = 0; j < slope.size(); ++j)
                if (slope[j] != 0.0 && !std::isnan(model_.coefficients[j]))
                    influence += slope[j] * model_.influence.col(j);
            if (options_.sample) {
                Eigen::VectorXd own = (totals_.rows.col(column) - share * totals_.rows.col(0)) / whole_;
                for (std::size_t i = 0; i < model_.enlarged.size(); ++i)
                    own[static_cast<Eigen::Index>(i)] *= model_.enlarged[i];
                influence += own;
            }
            return detail::clustered_variance(influence, model_.clusters, groups_);
        }
        if (model_.covariance.size() == 0) return unknown;
        groups_ = static_cast<double>(totals_.rows.rows());
        double sum = 0.0;
        for (Eigen::Index j = 0; j < slope.size(); ++j)
            for (Eigen::Index k = 0; k < slope.size(); ++k)
                if (slope[j] != 0.0 && slope[k] != 0.0) sum += slope[j] * model_.covariance(j, k) * slope[k];
        return sum;
    }

    const AttributionModel& model_;
    const AttributableOptions& options_;
    const detail::Functionals& totals_;
    double whole_;
    double groups_ = unknown;
    std::vector<double> shares_{};
    Eigen::MatrixXd slopes_{};   ///< p x K, derivatives of the shares by the coefficients
    Eigen::VectorXd freedom_{};  ///< K, or empty
};

/// Columns of the functionals: 0 the whole, 1 .. m alone, m+1 .. 2m added to those before, 2m+1 .. 3m average, and all
/// together.
detail::Functionals reductions(const detail::AttributionRows& rows, const AttributableOptions& options) {
    const Eigen::Index m = rows.factors();
    const bool observed = options.method == AttributionMethod::bruzzi;
    detail::Functionals out(rows.rows(), rows.columns(), 2 + 3 * m);
    std::vector<bool> none(static_cast<std::size_t>(m));
    if (observed)
        for (Eigen::Index i = 0; i < rows.rows(); ++i)
            out.rows(i, 0) = rows.weight(i) * rows.model().y[static_cast<std::size_t>(i)];
    else
        rows.expected(none, out, 0);
    const auto reduce = [&](const std::vector<bool>& subset, Eigen::Index column) {
        if (observed) {
            rows.observed_reduction(subset, out, column);
            return;
        }
        rows.expected(subset, out, column);
        out.rows.col(column) = out.rows.col(0) - out.rows.col(column);
        out.gradient.col(column) = out.gradient.col(0) - out.gradient.col(column);
    };
    auto together = none;
    for (Eigen::Index k = 0; k < m; ++k) {
        auto single = none;
        single[static_cast<std::size_t>(k)] = together[static_cast<std::size_t>(k)] = true;
        reduce(single, 1 + k);
        reduce(together, 1 + m + k);
    }
    out.rows.col(1 + 3 * m) = out.rows.col(2 * m);
    out.gradient.col(1 + 3 * m) = out.gradient.col(2 * m);
    for (Eigen::Index k = m - 1; k > 0; --k) {  // increments overwrite the sums: from the last factor to the second
        out.rows.col(1 + m + k) -= out.rows.col(m + k);
        out.gradient.col(1 + m + k) -= out.gradient.col(m + k);
    }
    if (observed) return out;
    if (rows.model().link == Link::log && !options.enumerate)
        rows.average_by_quadrature(out, 1 + 2 * m);
    else
        rows.average_by_subsets(out, 1 + 2 * m);
    return out;
}

}  // namespace

AttributableResult attributable_shares(const AttributionModel& model, std::span<const AttributionFactor> factors,
                                       const AttributableOptions& options) {
    detail::need_confidence(options.confidence);
    if (factors.empty()) throw ArgumentError(messages::risk_no_factors);
    const bool observed = options.method == AttributionMethod::bruzzi;
    if (observed && model.y.empty()) throw ArgumentError(messages::risk_needs_outcome);
    const detail::AttributionRows rows(model, factors);
    const auto m = static_cast<Eigen::Index>(factors.size());
    if (!observed && (model.link != Link::log || options.enumerate) && m > most_enumerated)
        throw ArgumentError(messages::risk_too_many_factors, {{"got", std::to_string(m)},
                                                             {"most", std::to_string(most_enumerated)}});
    const detail::Functionals totals = reductions(rows, options);
    AttributableResult result;
    result.options = options;
    Shares shares(model, options, totals);
    result.total = shares.whole();
    result.joint = shares.of(1 + 3 * m);
    for (Eigen::Index k = 0; k < m; ++k) {
        AttributableShare each;
        each.name = factors[static_cast<std::size_t>(k)].name;
        each.alone = shares.of(1 + k);
        each.in_order = shares.of(1 + m + k);
        if (!observed) each.average = shares.of(1 + 2 * m + k);
        result.factors.push_back(std::move(each));
    }
    result.groups = shares.groups();
    result.caveats.push_back({messages::risk_association, {}});
    if (model.influence.size() == 0)
        result.caveats.push_back({model.covariance.size() == 0 ? messages::risk_share_without_margin
                                                               : messages::risk_share_fixed_traits, {}});
    return result;
}

Table AttributableResult::table() const {
    std::vector<std::string> factor, measure;
    std::vector<double> share, se, low, high, amount, amount_low, amount_high;
    const auto add = [&](const std::string& name, const char* what, const Estimate& each) {
        if (std::isnan(each.value)) return;
        factor.push_back(name);
        measure.emplace_back(what);
        share.push_back(each.value);
        se.push_back(each.se);
        low.push_back(each.low);
        high.push_back(each.high);
        amount.push_back(total * each.value);
        amount_low.push_back(total * each.low);
        amount_high.push_back(total * each.high);
    };
    for (const AttributableShare& each : factors) {
        add(each.name, "average", each.average);
        add(each.name, "alone", each.alone);
        add(each.name, "in_order", each.in_order);
    }
    add("", "joint", joint);
    return Table({Column::string("factor", factor), Column::string("measure", measure),
                  Column::float64("share", std::move(share)), Column::float64("se", std::move(se)),
                  Column::float64("low", std::move(low)), Column::float64("high", std::move(high)),
                  Column::float64("amount", std::move(amount)), Column::float64("amount_low", std::move(amount_low)),
                  Column::float64("amount_high", std::move(amount_high))});
}

}  // namespace maatstaf
