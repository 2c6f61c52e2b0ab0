// SPDX-License-Identifier: Apache-2.0
#include "regress/restricted.hpp"

#include <algorithm>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {

Eigen::VectorXd restricted_coefficients(const RegressionData& data, const GlmResult& fit,
                                        const Eigen::VectorXd& contrast, double value) {
    using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const Eigen::Index p = contrast.size();
    Eigen::Index pivot = 0;
    contrast.cwiseAbs().maxCoeff(&pivot);
    std::vector<Eigen::Index> others;
    for (Eigen::Index j = 0; j < p; ++j)
        if (j != pivot && !std::ranges::binary_search(fit.aliased, static_cast<std::int32_t>(j))) others.push_back(j);

    const std::ptrdiff_t n = data.x.rows;
    Eigen::VectorXd restricted = Eigen::VectorXd::Zero(p);
    restricted[pivot] = value / contrast[pivot];
    if (others.empty()) return restricted;
    Rows x(n, static_cast<Eigen::Index>(others.size()));
    std::vector<double> offset(static_cast<std::size_t>(n));
    for (std::ptrdiff_t i = 0; i < n; ++i) {
        const double held = data.x(i, pivot);
        for (std::size_t a = 0; a < others.size(); ++a)
            x(i, static_cast<Eigen::Index>(a)) = data.x(i, others[a]) - contrast[others[a]] / contrast[pivot] * held;
        const auto at = static_cast<std::size_t>(i);
        offset[at] = (data.offset.empty() ? 0.0 : data.offset[at]) + restricted[pivot] * held;
    }
    RegressionData rest = data;
    rest.x = x;
    rest.offset = offset;
    rest.names.clear();
    GlmOptions options = fit.options;
    options.tolerance = std::min(options.tolerance, 1e-9);
    const GlmResult refit = glm(rest, options);
    if (refit.status != FitStatus::converged)
        throw DataError(messages::regress_restricted_fit, {{"value", to_text(value)}});
    for (std::size_t a = 0; a < others.size(); ++a) {
        const double each = refit.coefficients[static_cast<Eigen::Index>(a)];
        restricted[others[a]] = each != each ? 0.0 : each;
        restricted[pivot] -= contrast[others[a]] / contrast[pivot] * restricted[others[a]];
    }
    return restricted;
}

}  // namespace maatstaf::detail
