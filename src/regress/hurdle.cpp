// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/hurdle.hpp"

#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "regress/parts.hpp"
#include "regress/truncated_counts.hpp"

namespace maatstaf {

HurdleResult hurdle(const RegressionData& data, std::span<const std::int32_t> clusters, const HurdleOptions& options,
                    const Progress& progress) {
    detail::check(options);
    detail::PartsRows rows;
    detail::cut_parts(data, options.use_link, detail::Law(Distribution{.family = Family::poisson}), true, clusters,
                      options.covariance, rows);
    HurdleResult out;
    out.options = options;
    GlmResult use = glm(rows.use, detail::use_options(options), progress);
    const detail::TruncatedCounts count = detail::truncated_counts(rows.amount, options);
    detail::join_parts(std::move(use), count.fit, out);

    if (options.covariance != PartsCovariance::model) {
        const detail::FittedCounts second(rows.amount, count.fit, count.rows);
        detail::PartsSums::of(rows, clusters, options.covariance, out.use, out.count, second)
            .result([&](const detail::FitRows&) { return detail::count_blocks(count.fit); }, out);
    }
    detail::hand_out(out.covariance, out.degrees_of_freedom, out.use, out.count);
    detail::join_caveats(out.use, out.count, out.clusters, out.caveats);
    return out;
}

void detail::check(const HurdleOptions& options) {
    if (options.count != Family::poisson && options.count != Family::negative_binomial)
        throw ArgumentError(messages::unknown_option, {{"got", std::string(to_name(options.count))},
                                                      {"argument", "count"},
                                                      {"nearest", ""},
                                                      {"allowed", "poisson, negative_binomial"}});
}

void detail::join_parts(GlmResult use, const TruncatedFit& count, HurdleResult& out) {
    out.use = std::move(use);
    out.count = count.fit;
    out.log_likelihood = out.use.log_likelihood + out.count.log_likelihood;
    out.aic = out.use.aic + out.count.aic;
    const double parameters = 0.5 * (out.aic + 2.0 * out.log_likelihood);
    out.bic = -2.0 * out.log_likelihood + std::log(out.use.observations) * parameters;
    const Eigen::Index p = out.use.coefficients.size();
    out.covariance = Eigen::MatrixXd::Zero(2 * p + 1, 2 * p + 1);
    out.covariance.topLeftCorner(p, p) = without_gaps(out.use.covariance);
    out.covariance.bottomRightCorner(p + 1, p + 1) = count.bread;
}

Table HurdleResult::table() const {
    return detail::parts_table(use, count, "count", options.confidence);
}

PartsExpectation expectation(const HurdleResult& fit, const RegressionData& rows) {
    const bool poisson = fit.options.count == Family::poisson;
    const double theta = poisson ? std::numeric_limits<double>::infinity() : fit.count.options.distribution.theta;
    return detail::expect_parts({fit.use, fit.count, fit.covariance, fit.shares, fit.clusters}, rows,
                                [&](double eta) {
        const detail::CutOff at = detail::cut_off(eta, theta);
        return detail::AmountAt{at.mean, at.by_eta, at.by_log_theta};
    });
}

}  // namespace maatstaf
