// SPDX-License-Identifier: Apache-2.0
#include "regress/absorb_report.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

#include "core/numbers.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {
namespace {

/// log(y!) for the whole numbers that counts mostly are.
class LogFactorial {
public:
    LogFactorial() : known_(1024) {
        for (std::size_t y = 1; y < known_.size(); ++y) known_[y] = special::log_gamma(static_cast<double>(y) + 1.0);
    }
    double operator()(double y) const {
        const auto whole = static_cast<std::size_t>(std::min(y, 1023.0));
        return static_cast<double>(whole) == y ? known_[whole] : special::log_gamma(y + 1.0);
    }

private:
    std::vector<double> known_;
};

}  // namespace

void FitQuality::add(double y, double offset, double mean, double weight) {
    if (linear) {
        const double residual = y - mean, apart = y - offset - null;
        deviance += weight * residual * residual;
        null_deviance += weight * apart * apart;
        return;
    }
    static const LogFactorial log_factorial;
    const double constant = null + offset;
    const double log_y = y > 0.0 ? std::log(y) : 0.0, fitted = y > 0.0 ? y * std::log(mean) : 0.0;
    pearson += weight * (y - mean) * (y - mean) / mean;
    deviance += 2.0 * weight * (y * log_y - fitted - (y - mean));
    null_deviance += 2.0 * weight * (y * log_y - y * constant - (y - std::exp(constant)));
    saturated += weight * (y * log_y - y - log_factorial(y));
}

void FitQuality::add(const FitQuality& other) {
    deviance += other.deviance;
    null_deviance += other.null_deviance;
    pearson += other.pearson;
    saturated += other.saturated;
}

void FitQuality::settle(double observations, double log_precision, double within_total, AbsorbResult& out) const {
    out.deviance = deviance;
    out.pearson = linear ? deviance : pearson;
    if (linear) {
        out.r_squared = null_deviance > 0.0 ? 1.0 - deviance / null_deviance : nan;
        out.within_r_squared = within_total > 0.0 ? 1.0 - deviance / within_total : nan;
        const auto likelihood = [&](double squares) {
            return -0.5 * (observations * (std::log(2.0 * std::numbers::pi * squares / observations) + 1.0) -
                           log_precision);
        };
        out.log_likelihood = likelihood(deviance);
        out.null_log_likelihood = likelihood(null_deviance);
    } else {
        out.r_squared = 1.0 - deviance / null_deviance;
        out.within_r_squared = nan;
        const bool known = out.options.family == Family::poisson;
        out.log_likelihood = known ? saturated - 0.5 * deviance : nan;
        out.null_log_likelihood = known ? saturated - 0.5 * null_deviance : nan;
    }
    if (!has_fixed_dispersion(out.options.family))
        out.dispersion = out.residual_df > 0.0 ? out.pearson / out.residual_df : nan;
}

AbsorbOptions resolved(const AbsorbOptions& options, bool clustered) {
    AbsorbOptions out = options;
    out.clusters = out.second_clusters = {};
    if (options.covariance == AbsorbCovariance::automatic)
        out.covariance = clustered ? AbsorbCovariance::cluster : AbsorbCovariance::iid;
    return out;
}

void take_fit(const AbsorbFit& fit, AbsorbResult& out) {
    out.aliased = fit.aliased;
    out.within_effects = fit.within_effects;
    out.status = fit.status;
    out.iterations = fit.iterations;
    out.demeaned = fit.demeaned.converged;
    out.demean_iterations = fit.demeaned.iterations;
    out.imbalance = fit.demeaned.imbalance;
    out.rows_separated = fit.separated;
}

void take_coefficients(const AbsorbFit& fit, AbsorbResult& out) {
    out.coefficients = fit.coefficients;
    for (const std::int32_t j : out.aliased) {
        out.coefficients[j] = nan;
        out.covariance.row(j).setConstant(nan);
        out.covariance.col(j).setConstant(nan);
    }
}

namespace {

std::string named(const AbsorbResult& out, const std::vector<std::int32_t>& columns) {
    std::vector<std::string> names;
    for (const std::int32_t each : columns) names.push_back(out.names[static_cast<std::size_t>(each)]);
    return join(names, ", ");
}

}  // namespace

void describe(bool constant_outcome, AbsorbResult& out) {
    const auto say = [&out](Message message, Parameters parameters = {}) {
        out.caveats.push_back({message, std::move(parameters)});
    };
    std::vector<std::int32_t> other;
    std::set_difference(out.aliased.begin(), out.aliased.end(), out.within_effects.begin(), out.within_effects.end(),
                        std::back_inserter(other));
    if (!out.within_effects.empty())
        say(messages::regress_within_effects, {{"columns", named(out, out.within_effects)}});
    if (!other.empty()) say(messages::regress_aliased, {{"columns", named(out, other)}});
    if (out.status == FitStatus::max_iterations || out.status == FitStatus::no_step)
        say(messages::regress_not_converged, {{"iterations", std::to_string(out.iterations)}});
    if (out.status == FitStatus::separated)
        say(messages::regress_separated_rows, {{"count", std::to_string(out.rows_separated)}});
    if (!out.demeaned) say(messages::regress_not_demeaned, {{"got", to_text(out.imbalance)}});
    if (out.rows_singleton > 0) say(messages::regress_singletons, {{"count", std::to_string(out.rows_singleton)}});
    if (out.rows_all_zero > 0) say(messages::regress_absorbed_all_zero, {{"count", std::to_string(out.rows_all_zero)}});
    if (out.components > 1 && out.effects.size() > 1)
        say(messages::regress_components, {{"count", std::to_string(out.components)}});
    if (!(out.residual_df > 0.0)) say(messages::regress_no_freedom);
    if (out.clusters > 0 && out.clusters < 50)
        say(messages::regress_absorbed_few_clusters,
            {{"got", std::to_string(out.clusters)}, {"freedom", std::to_string(out.clusters - 1)}});
    if (constant_outcome) say(messages::regress_constant_outcome);
    const double ratio = out.residual_df > 0.0 ? out.pearson / out.residual_df : 1.0;
    if (out.options.family == Family::poisson && out.options.covariance == AbsorbCovariance::iid &&
        ratio > 1.0 + 4.0 * std::sqrt(2.0 / out.residual_df))
        say(messages::regress_over_dispersed, {{"got", to_fixed(ratio, 1)}, {"family", "poisson"}});
}

}  // namespace maatstaf::detail
