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
    out.amount = glm(detail::AmountRows(rows.amount, options.amount).data, detail::amount_options(options), progress);
    detail::Smearing smearing;
    const detail::FittedAmounts second(rows.amount, options.amount, out.amount, smearing);
    if (options.amount == AmountLaw::lognormal) {
        smearing.add(second.data(), second.residuals());
        smearing.add_spread(second.data(), second.residuals());
        out.smearing = smearing.factor();
    }
    if (options.covariance == PartsCovariance::model)
        out.covariance = detail::amount_model_covariance(out.use, out.amount, options.amount, smearing);
    else
        detail::PartsSums::of(rows, clusters, options.covariance, out.use, out.amount, second)
            .result(
                [&](const detail::FitRows& basis) {
                    return detail::amount_blocks(basis, out.amount, options.amount, smearing);
                },
                out);
    detail::hand_out(out.covariance, out.degrees_of_freedom, out.use, out.amount);
    detail::join_caveats(out.use, out.amount, out.clusters, out.caveats);
    return out;
}

Table TwoPartResult::table() const {
    return detail::parts_table(use, amount, "amount", options.confidence);
}

PartsExpectation expectation(const TwoPartResult& fit, const RegressionData& rows) {
    return detail::expect_parts({fit.use, fit.amount, fit.covariance, fit.shares, fit.clusters}, rows,
                                [&](double eta) {
        const double mean = std::exp(eta) * fit.smearing;
        return detail::AmountAt{mean, mean, mean};
    });
}

}  // namespace maatstaf
