// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/compare.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/check.hpp"
#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/fit_without.hpp"
#include "regress/intervals.hpp"
#include "regress/rows.hpp"

namespace maatstaf {
namespace {

using detail::nan;

double coefficients_of(const GlmResult& fit) {
    return static_cast<double>(fit.coefficients.size()) - static_cast<double>(fit.aliased.size());
}

bool same_model(const GlmResult& a, const GlmResult& b) {
    const Distribution &mine = a.options.distribution, &theirs = b.options.distribution;
    const bool power = mine.family != Family::tweedie || mine.power == theirs.power;
    return mine.family == theirs.family && mine.link == theirs.link && power && a.observations == b.observations;
}

/// The options with which a fit was asked for: theta is estimated again where it was estimated.
GlmOptions options_asked(const GlmResult& fit) {
    GlmOptions options = fit.options;
    if (std::isfinite(fit.theta_se)) options.distribution.theta = nan;
    return options;
}

std::vector<Term> single_columns(const RegressionData& data, const GlmResult& fit) {
    std::vector<Term> terms;
    bool constant = true;
    for (std::ptrdiff_t i = 1; i < data.x.rows && constant; ++i) constant = data.x(i, 0) == data.x(0, 0);
    for (std::int32_t j = constant ? 1 : 0; j < static_cast<std::int32_t>(data.x.columns); ++j)
        terms.push_back({detail::column_name(fit.names, j), {j}});
    return terms;
}

}  // namespace

NestedTest compare_nested(const GlmResult& smaller, const GlmResult& larger) {
    if (!same_model(smaller, larger) || coefficients_of(larger) < coefficients_of(smaller))
        throw ArgumentError(messages::regress_not_nested);
    NestedTest out;
    out.degrees_of_freedom = coefficients_of(larger) - coefficients_of(smaller);
    const bool fixed = has_fixed_dispersion(larger.options.distribution.family);
    out.residual_df = fixed ? std::numeric_limits<double>::infinity() : larger.residual_df;
    if (fixed)
        out.statistic = 2.0 * (larger.log_likelihood - smaller.log_likelihood);
    else
        out.statistic = (smaller.deviance - larger.deviance) / out.degrees_of_freedom / larger.dispersion;
    out.p_value = nan;
    // A model that holds the smaller one fits no worse.
    const double worse = larger.deviance - smaller.deviance;
    const bool settled = smaller.status == FitStatus::converged && larger.status == FitStatus::converged;
    const bool same_law = !fixed || larger.options.distribution.theta == smaller.options.distribution.theta ||
                          larger.options.distribution.family != Family::negative_binomial;
    if (settled && same_law && worse > 1e-6 * (1.0 + larger.deviance))
        throw ArgumentError(messages::regress_not_nested);
    if (out.degrees_of_freedom == 0.0) {
        out.statistic = nan;
        return out;
    }
    const double at = std::max(out.statistic, 0.0);
    if (std::isnan(at)) return out;
    if (fixed)
        out.p_value = special::chi_squared_tail(at, out.degrees_of_freedom);
    else if (larger.residual_df > 0.0)
        out.p_value = detail::f_tail(at, out.degrees_of_freedom, larger.residual_df);
    return out;
}

DropEachResult drop_each(const RegressionData& data, const GlmResult& fit, const std::vector<Term>& terms,
                         const Progress& progress) {
    DropEachResult out;
    const GlmOptions options = options_asked(fit);
    for (const Term& term : terms.empty() ? single_columns(data, fit) : terms) {
        if (term.columns.empty()) throw ArgumentError(messages::regress_empty_term, {{"term", term.name}});
        for (const std::int32_t each : term.columns) detail::need_position("terms.columns", each, data.x.columns);
        const GlmResult without = detail::fit_without(data, options, term.columns, progress);
        out.terms.push_back({term.name, without.deviance, without.log_likelihood, without.aic,
                             compare_nested(without, fit), without.status});
    }
    return out;
}

DropEachResult drop_each(const RegressionData& data, const GlmResult& fit, const RobustResult& robust,
                         std::span<const std::int32_t> clusters, const std::vector<Term>& terms,
                         const Progress& progress) {
    const std::vector<Term> wanted = terms.empty() ? single_columns(data, fit) : terms;
    DropEachResult out = drop_each(data, fit, wanted, progress);
    for (std::size_t k = 0; k < wanted.size(); ++k) {
        out.terms[k].test = wald_test(data, fit, robust, wanted[k].columns, clusters);
        for (const Caveat& each : out.terms[k].test.caveats)
            if (std::ranges::find(out.caveats, each) == out.caveats.end()) out.caveats.push_back(each);
    }
    return out;
}

Table DropEachResult::table() const {
    std::vector<std::string> name, status;
    std::vector<double> df, deviance, log_likelihood, aic, statistic, p_value;
    for (const DroppedTerm& each : terms) {
        name.push_back(each.name);
        df.push_back(each.test.degrees_of_freedom);
        deviance.push_back(each.deviance);
        log_likelihood.push_back(each.log_likelihood);
        aic.push_back(each.aic);
        statistic.push_back(each.test.statistic);
        p_value.push_back(each.test.p_value);
        status.emplace_back(to_name(each.status));
    }
    return Table({Column::string("term", name), Column::float64("df", df), Column::float64("deviance", deviance),
                  Column::float64("log_likelihood", log_likelihood), Column::float64("aic", aic),
                  Column::float64("statistic", statistic), Column::float64("p_value", p_value),
                  Column::string("status", status)});
}

}  // namespace maatstaf
