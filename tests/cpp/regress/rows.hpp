// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/random.hpp"
#include "maatstaf/regress/glm.hpp"
#include "regress/worst.hpp"

namespace maatstaf::test {

/// Rows made up for a test: a constant, columns of different scale, an outcome that suits the family, and an exposure.
struct Rows {
    Eigen::MatrixXd x;
    std::vector<double> y, exposure, weight;

    Rows(Eigen::Index n, Eigen::Index p, maatstaf::Family family, std::uint64_t seed = 1) : x(n, p) {
        using maatstaf::Family;
        maatstaf::RandomStream random(seed, 7, 7, 7);
        for (Eigen::Index i = 0; i < n; ++i) {
            x(i, 0) = 1.0;
            double eta = 0.3;
            for (Eigen::Index j = 1; j < p; ++j) {
                const double z = random.normal();
                eta += 0.3 * z / std::sqrt(static_cast<double>(p));
                x(i, j) = (j % 2 == 0 ? 2000.0 : 0.0) + (j % 3 == 0 ? 10.0 : 1.0) * z;
            }
            exposure.push_back(0.5 + random.uniform());
            weight.push_back(0.5 + random.uniform());
            const double mean = std::exp(eta);
            double outcome = eta + random.normal();
            if (family == Family::binomial || family == Family::quasi_binomial)
                outcome = random.uniform() < mean / (1.0 + mean) ? 1.0 : 0.0;
            else if (family == Family::gamma || family == Family::inverse_gaussian)
                outcome = mean * (0.2 + random.uniform() + random.uniform());
            else if (family != Family::gaussian)
                outcome =
                    std::floor(mean * exposure.back() * 2.0 * random.uniform() * random.uniform() + random.uniform());
            y.push_back(outcome);
        }
    }
    maatstaf::RegressionData data() const { return {.x = x, .y = y}; }
    /// Rows first .. last - 1 of everything that is given in `all`.
    static maatstaf::RegressionData part(const maatstaf::RegressionData& all, std::size_t first, std::size_t last) {
        maatstaf::RegressionData out = all;
        out.x.data += static_cast<std::ptrdiff_t>(first) * all.x.row_stride;
        out.x.rows = static_cast<std::ptrdiff_t>(last - first);
        for (auto* each : {&out.y, &out.offset, &out.exposure, &out.prior_weights, &out.frequency_weights,
                           &out.analytic_weights})
            if (!each->empty()) *each = each->subspan(first, last - first);
        return out;
    }
};

/// Largest difference between two fits, in standard errors for coefficients and relative for the rest.
inline double apart(const maatstaf::GlmResult& a, const maatstaf::GlmResult& b) {
    const Eigen::VectorXd se = a.standard_errors();
    double worst = 0.0;
    for (Eigen::Index j = 0; j < se.size(); ++j) {
        if (std::isnan(se[j]) && std::isnan(b.standard_errors()[j])) continue;
        worst = further(worst, std::abs(a.coefficients[j] - b.coefficients[j]) / se[j]);
        worst = further(worst, std::abs(b.standard_errors()[j] / se[j] - 1.0));
    }
    const auto relative = [](double x, double y) {
        return x == y || (std::isnan(x) && std::isnan(y)) ? 0.0 : std::abs(x / y - 1.0);
    };
    worst = std::max({worst, relative(a.deviance, b.deviance), relative(a.dispersion, b.dispersion),
                      relative(a.log_likelihood, b.log_likelihood), relative(a.observations, b.observations)});
    return worst;
}

inline double sweeps(maatstaf::GlmAccumulator& fit, const std::vector<maatstaf::RegressionData>& batches) {
    double count = 0.0;
    do {
        for (const auto& batch : batches) fit.add(batch);
        ++count;
    } while (fit.advance());
    return count;
}

}  // namespace maatstaf::test
