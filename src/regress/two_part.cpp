// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/two_part.hpp"

#include <cmath>

#include "regress/amount_sums.hpp"
#include "regress/parts.hpp"

namespace maatstaf {

TwoPartResult two_part(const RegressionData& data, std::span<const std::int32_t> clusters,
                       const TwoPartOptions& options, const Progress& progress) {
    detail::PartsRows rows;
    detail::cut_parts(data, options.use_link, detail::Law(Distribution{.family = Family::gamma}), false, clusters,
                      options.covariance, rows);
    TwoPartResult out;
    out.options = options;
    out.use = glm(rows.use, detail::use_options(options), progress);
    const detail::AmountRows amounts(rows.amount, options.amount);
    const RegressionData& above = amounts.data;
    out.amount = glm(above, detail::amount_options(options), progress);
    detail::Smearing smearing;
    std::vector<double> residuals;
    if (options.amount == AmountLaw::lognormal) {
        residuals = detail::log_residuals(above, out.amount);
        smearing.add(above, residuals);
        smearing.add_spread(above, residuals);
        out.smearing = smearing.factor();
    }

    const Eigen::Index p = data.x.columns;
    if (options.covariance == PartsCovariance::model) {
        out.covariance = detail::amount_model_covariance(out.use, out.amount, options.amount, smearing);
    } else {
        const detail::FitRows second(above, out.amount);
        const detail::AmountInfluence amount_influence = [&](std::ptrdiff_t k,
                                                             Eigen::Ref<Eigen::VectorXd> influence) {
            detail::add_amount_influence(above, second, smearing, residuals, k, influence);
        };
        const auto groups =
            options.covariance == PartsCovariance::cluster ? clusters : std::span<const std::int32_t>{};
        out.covariance = detail::parts_covariance(rows, out.use, groups, amount_influence, out.clusters);
        detail::forget_decided(rows.use, out.use, groups, {}, 0, out.covariance, out.caveats);
        detail::forget_decided(above, out.amount, groups, rows.above, p, out.covariance, out.caveats);
    }
    detail::hand_out(out.covariance, out.use, out.amount);
    detail::join_caveats(out.use, out.amount, out.clusters, out.caveats);
    return out;
}

Table TwoPartResult::table() const {
    return detail::parts_table(use, amount, "amount", clusters, options.confidence);
}

PartsExpectation expectation(const TwoPartResult& fit, const RegressionData& rows) {
    return detail::expect_parts(fit.use, fit.amount, fit.covariance, fit.options.confidence, fit.clusters, rows,
                                [&](double eta) {
        const double mean = std::exp(eta) * fit.smearing;
        return detail::AmountAt{mean, mean, mean};
    });
}

}  // namespace maatstaf
