// SPDX-License-Identifier: Apache-2.0
#include "risk/family_choice.hpp"

#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/regress/tweedie.hpp"

// Which law the outcome gets: what was asked for, or what the spread around the plain model asks for.
namespace maatstaf {
namespace {

Family family_of(RiskFamily family) {
    switch (family) {
        case RiskFamily::quasi_poisson: return Family::quasi_poisson;
        case RiskFamily::negative_binomial: return Family::negative_binomial;
        case RiskFamily::gaussian: return Family::gaussian;
        case RiskFamily::binomial: return Family::binomial;
        case RiskFamily::quasi_binomial: return Family::quasi_binomial;
        case RiskFamily::gamma: return Family::gamma;
        case RiskFamily::tweedie: return Family::tweedie;
        default: return Family::poisson;
    }
}

GlmResult fitted(RiskFit& made, Family family, const std::vector<std::string>& names) {
    GlmOptions options;
    options.distribution.family = family;
    options.confidence = made.options.confidence;
    RegressionData data = made.data();
    data.names = names;
    if (family != Family::tweedie) return glm(data, options);
    if (!std::isnan(made.options.power)) {
        options.distribution.power = made.options.power;
        return glm(data, options);
    }
    TweediePowerOptions search;
    search.glm = options;
    search.tolerance = 1e-4;
    TweediePowerResult found = tweedie_power(data, search);
    const auto shown = [](double value, char mark) { return to_fixed(value, 2, mark); };
    made.caveats.insert(made.caveats.end(), found.caveats.begin(), found.caveats.end());
    made.caveats.push_back({messages::risk_power_found, {{"power.en", shown(found.power, '.')},
                                                         {"power.nl", shown(found.power, ',')},
                                                         {"low.en", shown(found.low, '.')},
                                                         {"low.nl", shown(found.low, ',')},
                                                         {"high.en", shown(found.high, '.')},
                                                         {"high.nl", shown(found.high, ',')}}});
    return std::move(found.fit);
}

bool settled(const GlmResult& fit) { return fit.status == FitStatus::converged && fit.coefficients.size() > 0; }

void need_settled(const GlmResult& fit) {
    if (settled(fit)) return;
    Parameters parameters{{"status", std::string(to_name(fit.status))}};
    for (const Caveat& each : fit.caveats)  // which columns tell the outcome for sure
        if (each.message == messages::regress_separated)
            for (const auto& [name, value] : each.parameters)
                if (name == "columns") parameters.emplace_back(name, value);
    throw DataError(messages::risk_not_converged, std::move(parameters));
}

/// Pearson's chi-squared of the plain model against its degrees of freedom: whether the outcome clearly varies more.
bool varies_clearly(RiskFit& made, const GlmResult& plain) {
    made.poisson_dispersion = plain.pearson / plain.residual_df;
    made.poisson_dispersion_p =
        plain.residual_df > 0.0 ? special::chi_squared_tail(plain.pearson, plain.residual_df) : std::nan("");
    return made.poisson_dispersion_p < made.options.dispersion_level;
}

Parameters how_much(const RiskFit& made) {
    return {{"got.en", to_fixed(made.poisson_dispersion, 1)}, {"got.nl", to_fixed(made.poisson_dispersion, 1, ',')}};
}

/// A wider model, with the caveat why.
GlmResult instead(RiskFit& made, GlmResult fit, bool clear, Message why) {
    auto parameters = how_much(made);
    parameters.emplace_back("family", std::string(to_name(fit.options.distribution.family)));
    if (clear) made.caveats.push_back({why, std::move(parameters)});
    return fit;
}

/// Poisson first, then what its residuals ask for.
GlmResult fit_counts(RiskFit& made, const std::vector<std::string>& names) {
    GlmResult poisson = fitted(made, Family::poisson, names);
    need_settled(poisson);
    const bool clear = varies_clearly(made, poisson);
    const auto wider = [&](GlmResult fit) {
        return instead(made, std::move(fit), clear, messages::risk_over_dispersed);
    };
    switch (made.options.family) {
        case RiskFamily::poisson:
            if (clear) made.caveats.push_back({messages::risk_poisson_asked, how_much(made)});
            return poisson;
        case RiskFamily::quasi_poisson: return wider(fitted(made, Family::quasi_poisson, names));
        case RiskFamily::negative_binomial: return wider(fitted(made, Family::negative_binomial, names));
        default: break;
    }
    if (!clear) {
        made.caveats.push_back({messages::risk_poisson_kept, how_much(made)});
        return poisson;
    }
    GlmResult negative_binomial = fitted(made, Family::negative_binomial, names);
    if (settled(negative_binomial) && std::isfinite(negative_binomial.options.distribution.theta))
        return wider(std::move(negative_binomial));
    return wider(fitted(made, Family::quasi_poisson, names));
}

/// Whether weights can be numbers of people: 1 or more each, and not all 1.
bool are_people(const Eigen::VectorXd& weights) {
    return (weights.array() >= 1.0).all() && (weights.array() > 1.0).any();
}

/// Binomial first, then what its residuals ask for. Of single people (weights of 1) the spread says nothing.
GlmResult fit_shares(RiskFit& made, const std::vector<std::string>& names) {
    GlmResult binomial = fitted(made, Family::binomial, names);
    need_settled(binomial);
    const bool clear = are_people(made.weights) && varies_clearly(made, binomial);
    const auto wider = [&] {
        return instead(made, fitted(made, Family::quasi_binomial, names), clear,
                       messages::risk_shares_over_dispersed);
    };
    if (made.options.family == RiskFamily::quasi_binomial) return wider();
    if (made.options.family == RiskFamily::binomial) {
        if (clear) made.caveats.push_back({messages::risk_binomial_asked, how_much(made)});
        return binomial;
    }
    if (clear) return wider();
    made.caveats.push_back({messages::risk_binomial_kept, how_much(made)});
    return binomial;
}

bool within_one(const Eigen::VectorXd& y) { return (y.array() >= 0.0).all() && (y.array() <= 1.0).all(); }
bool fractional(const Eigen::VectorXd& y) { return ((y.array() > 0.0) && (y.array() < 1.0)).any(); }

}  // namespace

namespace detail {

bool is_for_counts(RiskFamily family) {
    return family == RiskFamily::automatic || family == RiskFamily::poisson || family == RiskFamily::quasi_poisson ||
           family == RiskFamily::negative_binomial;
}

bool are_shares(const RiskFit& fit) {
    return !fit.has_exposure && are_people(fit.weights) && within_one(fit.y) && fractional(fit.y);
}

bool is_percentage(const RiskFit& fit) {
    return are_people(fit.weights) && (fit.y.array() >= 0.0).all() && (fit.y.array() <= 100.0).all() &&
           (fit.y.array() != fit.y.array().round()).any();
}

bool is_share_by_mistake(const RiskFit& fit) { return fit.has_exposure && within_one(fit.y) && fractional(fit.y); }

GlmResult fit_chosen(RiskFit& made) {
    const auto names = made.fit.names;
    const RiskFamily asked = made.options.family;
    GlmResult fit;
    if (asked == RiskFamily::binomial && fractional(made.y) && !are_people(made.weights))
        throw ArgumentError(messages::risk_needs_trials);
    if (asked == RiskFamily::binomial || asked == RiskFamily::quasi_binomial ||
        (asked == RiskFamily::automatic && are_shares(made)))
        fit = fit_shares(made, names);
    else if (is_for_counts(asked))
        fit = fit_counts(made, names);
    else
        fit = fitted(made, family_of(asked), names);
    need_settled(fit);
    return fit;
}

}  // namespace detail
}  // namespace maatstaf
