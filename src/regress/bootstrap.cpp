// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/bootstrap.hpp"

#include <cmath>

#include "core/check.hpp"
#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/clusters.hpp"
#include "regress/restricted.hpp"
#include "regress/wild_draws.hpp"

namespace maatstaf {
namespace {

using detail::WildPieces;
using detail::infinity;
using detail::nan;

/// Scores and information of the clusters at one set of coefficients.
struct Clusters {
    Eigen::VectorXd contrast;   ///< in the basis of the rows
    Eigen::MatrixXd scores, pulls;

    Clusters(const RegressionData& data, const detail::FitRows& rows, const detail::Grouping& grouping,
             const Eigen::VectorXd& wanted)
        : contrast(rows.whiten_contrast(wanted)) {
        const auto count = static_cast<Eigen::Index>(grouping.size());
        scores.resize(rows.rank(), count);
        pulls.resize(rows.rank(), count);
        for (Eigen::Index g = 0; g < count; ++g) {
            const auto sums = detail::cluster_sums(data.x, rows, grouping.cluster(static_cast<std::size_t>(g)), true);
            scores.col(g) = sums.score;
            pulls.col(g) = sums.gram * contrast;
        }
    }
    WildPieces pieces(const Eigen::MatrixXd& restricted) const {
        return {restricted.transpose() * contrast, restricted, pulls};
    }
};

bool is_linear(const GlmResult& fit) {
    return fit.options.distribution.family == Family::gaussian && fit.options.distribution.link == Link::identity;
}

/// The pieces under contrast' beta = value, for any value.
class Restriction {
public:
    Restriction(const RegressionData& data, const GlmResult& fit, const detail::Grouping& grouping,
                const Eigen::VectorXd& contrast)
        : data_(data),
          fit_(fit),
          grouping_(grouping),
          contrast_(contrast),
          free_(data, detail::FitRows(data, fit), grouping, contrast),
          linear_(is_linear(fit)) {
        for (Eigen::Index j = 0; j < contrast.size(); ++j)
            if (contrast[j] != 0.0) estimate_ += contrast[j] * fit.coefficients[j];
    }
    double estimate() const { return estimate_; }

    /// Of a linear model, the scores move along the information: s_g + I_g k (estimate - value) / k'k.
    WildPieces at(double value) const {
        if (linear_)
            return free_.pieces(free_.scores + (estimate_ - value) / free_.contrast.squaredNorm() * free_.pulls);
        const detail::FitRows rows(data_, fit_, detail::restricted_coefficients(data_, fit_, contrast_, value));
        const Clusters clusters(data_, rows, grouping_, contrast_);
        return clusters.pieces(clusters.scores);
    }
    /// Standard error of the contrast without a factor for small samples.
    double spread() const { return (free_.scores.transpose() * free_.contrast).norm(); }

private:
    const RegressionData& data_;
    const GlmResult& fit_;
    const detail::Grouping& grouping_;
    const Eigen::VectorXd& contrast_;
    Clusters free_;
    bool linear_;
    double estimate_ = 0.0;
};

struct Tested {
    double statistic = nan, probability = nan;
    Eigen::VectorXd statistics;
};

Tested test_at(const Restriction& restriction, const detail::WildPlan& plan, double value, const Progress& progress) {
    const WildPieces pieces = restriction.at(value);
    Tested out;
    out.statistic = detail::wild_statistic(pieces);
    out.statistics = detail::wild_statistics(pieces, plan, progress);
    out.probability = detail::wild_probability(out.statistic, out.statistics, plan.enumerated);
    return out;
}

/// The end of the interval on one side: outward until the test rejects, then halving. Infinite when it never does.
double end_of_interval(const Restriction& restriction, const detail::WildPlan& plan, double confidence, double step,
                       const Progress& progress) {
    const auto rejects = [&](double value) {
        return test_at(restriction, plan, value, progress).probability <= (1.0 - confidence) * (1.0 + 1e-12);
    };
    double inside = restriction.estimate(), outside = inside + 2.0 * step;
    for (int tries = 0; !rejects(outside); ++tries) {
        if (tries == 12) return step > 0.0 ? infinity : -infinity;
        inside = outside;
        outside = restriction.estimate() + 2.0 * (outside - restriction.estimate());
    }
    while (std::abs(outside - inside) > 1e-7 * std::abs(step)) {
        const double middle = 0.5 * (inside + outside);
        (rejects(middle) ? outside : inside) = middle;
    }
    return 0.5 * (inside + outside);
}

detail::WildPlan plan_of(const detail::Grouping& grouping, std::span<const std::int32_t> clusters,
                         const WildBootstrapOptions& options) {
    detail::WildPlan plan;
    for (std::size_t g = 0; g < grouping.size(); ++g)
        plan.labels.push_back(clusters[static_cast<std::size_t>(grouping.cluster(g).front())]);
    const auto count = static_cast<int>(grouping.size());
    plan.weights = options.weights;
    // Ten clusters have 1024 signs: fewer give p-values too coarse to tell 0.05 from 0.06.
    if (plan.weights == WildWeights::automatic) plan.weights = count < 10 ? WildWeights::webb : WildWeights::rademacher;
    plan.seed = options.seed;
    plan.enumerated =
        plan.weights == WildWeights::rademacher && count < 32 && (std::int64_t{1} << count) <= options.draws;
    plan.draws = plan.enumerated ? std::int64_t{1} << (count - 1) : options.draws;
    return plan;
}

}  // namespace

WildBootstrapResult wild_bootstrap(const RegressionData& data, const GlmResult& fit,
                                   std::span<const std::int32_t> clusters, const Eigen::VectorXd& contrast,
                                   const WildBootstrapOptions& options, const Progress& progress) {
    detail::need_one_per_row("clusters", clusters.size(), data.x.rows);
    detail::need_contrast(contrast, fit);
    detail::need_confidence(options.confidence);
    if (options.draws < 9 || options.draws > 10'000'000)
        throw detail::out_of_range("draws", "9 .. 10000000", options.draws);
    if (!std::isfinite(options.null_value)) throw detail::out_of_range("null_value", "finite", options.null_value);
    const detail::Grouping grouping = detail::group_rows(clusters);
    if (grouping.size() < 2) throw DataError(messages::regress_one_cluster);
    const detail::WildPlan plan = plan_of(grouping, clusters, options);
    const Restriction restriction(data, fit, grouping, contrast);

    WildBootstrapResult out;
    out.options = options;
    out.options.weights = plan.weights;
    out.clusters = static_cast<std::int32_t>(grouping.size());
    out.enumerated = plan.enumerated;
    out.draws = plan.enumerated ? 2 * plan.draws : plan.draws + 1;
    out.estimate = restriction.estimate();
    const double count = out.clusters;
    const double factor = std::sqrt(count / (count - 1.0) * (fit.observations - 1.0) / fit.residual_df);
    out.se = factor * restriction.spread();
    Tested tested = test_at(restriction, plan, options.null_value, progress);
    out.statistic = tested.statistic / factor;
    out.statistics = tested.statistics / factor;
    out.p_value = tested.probability;
    const double smallest =
        plan.enumerated ? 1.0 / static_cast<double>(plan.draws) : 1.0 / static_cast<double>(out.draws);
    if (smallest > 1.0 - options.confidence)
        out.caveats.push_back({messages::regress_too_few_signs,
                               {{"clusters", std::to_string(out.clusters)}, {"smallest", to_fixed(smallest, 3)}}});
    out.low = out.high = nan;
    if (!options.interval) return out;
    try {
        out.low = end_of_interval(restriction, plan, options.confidence, -out.se, progress);
        out.high = end_of_interval(restriction, plan, options.confidence, out.se, progress);
    } catch (const DataError& error) {   // no fit that far away: the test itself stands
        out.low = out.high = nan;
        out.caveats.push_back(error.note());
    }
    if (std::isinf(out.low) || std::isinf(out.high)) out.caveats.push_back({messages::regress_unbounded_interval, {}});
    return out;
}

Table WildBootstrapResult::table() const {
    return Table({Column::float64("estimate", {estimate}), Column::float64("se", {se}),
                  Column::float64("null_value", {options.null_value}), Column::float64("statistic", {statistic}),
                  Column::float64("p_value", {p_value}), Column::float64("low", {low}), Column::float64("high", {high}),
                  Column::int32("clusters", {clusters}), Column::int64("draws", {draws}),
                  Column::boolean("enumerated", {static_cast<std::uint8_t>(enumerated)})});
}

}  // namespace maatstaf
