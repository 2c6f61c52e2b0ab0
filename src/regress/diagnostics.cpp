// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/diagnostics.hpp"

#include <cmath>

#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/random.hpp"
#include "regress/quantile_residual.hpp"
#include "regress/rows.hpp"
#include "regress/scores.hpp"

namespace maatstaf {
namespace {

constexpr std::uint32_t residual_purpose = 5102;
using detail::nan;
/// A row that holds at least so much of its own fitted value has no residual to speak of.
constexpr double own_value = 1.0 - 1e-10;

bool has_law(Family family) { return family != Family::quasi_poisson && family != Family::quasi_binomial; }

std::vector<double> list(const Eigen::VectorXd& values) { return {values.begin(), values.end()}; }

}  // namespace

DiagnosticsResult diagnostics(const RegressionData& data, const GlmResult& fit, const DiagnosticsOptions& options) {
    const detail::FitRows rows(data, fit);
    const detail::Law law(fit.options.distribution);
    const std::ptrdiff_t n = data.x.rows;
    const auto p = fit.coefficients.size();
    DiagnosticsResult out;
    out.names = fit.names;
    for (Eigen::VectorXd* each : {&out.mean, &out.leverage, &out.response, &out.pearson, &out.deviance,
                                  &out.pearson_standardised, &out.deviance_standardised, &out.quantile, &out.cook})
        each->resize(n);
    if (options.dfbeta) out.dfbeta = Eigen::MatrixXd::Constant(n, p, nan);
    const bool known_law = has_law(law.family);
    const double rank = static_cast<double>(rows.rank());
    std::size_t followed = 0;
    detail::FitRows::Block z;
    detail::for_row_blocks(n, detail::block_rows, [&](std::span<const std::ptrdiff_t> part) {
        rows.whiten(data.x, part, z);
        for (std::size_t r = 0; r < part.size(); ++r) {
            const Eigen::Index i = part[r];
            const auto at = static_cast<std::size_t>(i);
            const double y = data.y[at], mean = rows.mean[at], weight = rows.precision[at], f = rows.frequency[at];
            // Of one of the equal rows that a frequency stands for; what the frequency multiplied is divided again.
            const double work =
                law.variance(mean) > 0.0 ? weight * rows.slope[at] * rows.slope[at] / law.variance(mean) : 0.0;
            const double leverage = work * z.row(static_cast<Eigen::Index>(r)).squaredNorm();
            const double rest = leverage > own_value ? nan : 1.0 - leverage;
            followed += f > 0.0 && leverage > own_value;
            out.mean[i] = mean;
            out.leverage[i] = leverage;
            out.response[i] = y - mean;
            out.pearson[i] = (y - mean) * std::sqrt(weight / law.variance(mean));
            out.deviance[i] = std::copysign(std::sqrt(weight * std::max(0.0, law.deviance(y, mean))), y - mean);
            const double spread = std::sqrt(fit.dispersion * rest);
            out.pearson_standardised[i] = out.pearson[i] / spread;
            out.deviance_standardised[i] = out.deviance[i] / spread;
            out.cook[i] = out.pearson_standardised[i] * out.pearson_standardised[i] * leverage / (rest * rank);
            double uniform = 0.5;
            if (!known_law || !(weight > 0.0)) {
                out.quantile[i] = nan;
            } else {
                uniform = RandomStream(options.seed, residual_purpose, static_cast<std::uint64_t>(i), 0).uniform();
                out.quantile[i] =
                    detail::quantile_residual(detail::tails_of(law, y, mean, weight, fit.dispersion), uniform);
            }
            if (options.dfbeta && f > 0.0) {
                const Eigen::VectorXd moved =
                    rows.root * z.row(static_cast<Eigen::Index>(r)).transpose() * (rows.score[at] / f / rest);
                for (std::size_t a = 0; a < rows.columns.size(); ++a)
                    out.dfbeta(i, rows.columns[a]) = moved[static_cast<Eigen::Index>(a)];
            }
        }
    });
    if (followed > 0) out.caveats.push_back({messages::regress_own_value, {{"count", std::to_string(followed)}}});
    if (!known_law) out.caveats.push_back({messages::regress_no_law, {{"family", std::string(to_name(law.family))}}});
    return out;
}

Table DiagnosticsResult::table() const {
    std::vector<std::int64_t> row(static_cast<std::size_t>(mean.size()));
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = static_cast<std::int64_t>(i);
    Table made({Column::int64("row", row), Column::float64("mean", list(mean)),
                Column::float64("leverage", list(leverage)), Column::float64("response", list(response)),
                Column::float64("pearson", list(pearson)), Column::float64("deviance", list(deviance)),
                Column::float64("pearson_standardised", list(pearson_standardised)),
                Column::float64("deviance_standardised", list(deviance_standardised)),
                Column::float64("quantile", list(quantile)), Column::float64("cook", list(cook))});
    for (Eigen::Index j = 0; j < dfbeta.cols(); ++j)
        made.add(Column::float64("dfbeta:" + detail::column_name(names, j), list(dfbeta.col(j))));
    return made;
}

}  // namespace maatstaf
