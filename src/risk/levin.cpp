// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <string>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/risk/attributable.hpp"
#include "core/check.hpp"
#include "risk/margin.hpp"

namespace maatstaf::risk {
namespace {

void check(std::span<const double> prevalence, std::span<const double> ratio, std::span<const double> log_ratio_se,
           double people) {
    const auto need_length = [&](const char* argument, std::size_t got) {
        if (got != prevalence.size())
            throw ArgumentError(messages::risk_length, {{"argument", argument},
                                                       {"expected", std::to_string(prevalence.size())},
                                                       {"got", std::to_string(got)}});
    };
    need_length("rate_ratio", ratio.size());
    if (!log_ratio_se.empty()) need_length("log_ratio_se", log_ratio_se.size());
    double sum = 0.0;
    for (std::size_t k = 0; k < prevalence.size(); ++k) {
        detail::need_share("prevalence", prevalence[k]);
        sum += prevalence[k];
        if (!(ratio[k] > 0.0) || !std::isfinite(ratio[k])) throw detail::out_of_range("rate_ratio", "> 0", ratio[k]);
        if (!log_ratio_se.empty() && !(log_ratio_se[k] >= 0.0))
            throw detail::out_of_range("log_ratio_se", ">= 0", log_ratio_se[k]);
    }
    if (sum > 1.0 + 1e-12) throw detail::out_of_range("sum of prevalence", "0 .. 1", sum);
    if (!std::isnan(people) && !(people > 0.0)) throw detail::out_of_range("people", "> 0", people);
}

/// Variance of sum_k g_k p_k + h_k log RR_k: multinomial prevalences, independent ratios.
double delta_variance(std::span<const double> prevalence, std::span<const double> by_prevalence,
                      std::span<const double> by_log_ratio, std::span<const double> log_ratio_se, double people) {
    if (log_ratio_se.empty() && std::isnan(people)) return std::nan("");
    double variance = 0.0;
    for (std::size_t k = 0; k < log_ratio_se.size(); ++k)
        variance += std::pow(by_log_ratio[k] * log_ratio_se[k], 2);
    if (std::isnan(people)) return variance;
    double mean = 0.0;
    double square = 0.0;
    for (std::size_t k = 0; k < prevalence.size(); ++k) {
        mean += prevalence[k] * by_prevalence[k];
        square += prevalence[k] * by_prevalence[k] * by_prevalence[k];
    }
    return variance + (square - mean * mean) / people;
}

}  // namespace

Estimate levin(std::span<const double> prevalence, std::span<const double> rate_ratio,
               std::span<const double> log_ratio_se, double people, double confidence) {
    check(prevalence, rate_ratio, log_ratio_se, people);
    double excess = 0.0;
    std::vector<double> by_prevalence, by_log_ratio;
    for (std::size_t k = 0; k < prevalence.size(); ++k) {
        excess += prevalence[k] * (rate_ratio[k] - 1.0);
        by_prevalence.push_back(rate_ratio[k] - 1.0);
        by_log_ratio.push_back(prevalence[k] * rate_ratio[k]);
    }
    const double variance = delta_variance(prevalence, by_prevalence, by_log_ratio, log_ratio_se, people);
    const double whole = 1.0 + excess;
    return detail::share_interval(excess / whole, std::sqrt(variance) / (whole * whole),
                                  detail::interval_quantile(confidence), people);
}

Estimate miettinen(std::span<const double> case_prevalence, std::span<const double> rate_ratio,
                   std::span<const double> log_ratio_se, double cases, double confidence) {
    check(case_prevalence, rate_ratio, log_ratio_se, cases);
    double share = 0.0;
    std::vector<double> by_prevalence, by_log_ratio;
    for (std::size_t k = 0; k < case_prevalence.size(); ++k) {
        by_prevalence.push_back(1.0 - 1.0 / rate_ratio[k]);
        by_log_ratio.push_back(case_prevalence[k] / rate_ratio[k]);
        share += case_prevalence[k] * by_prevalence.back();
    }
    const double variance = delta_variance(case_prevalence, by_prevalence, by_log_ratio, log_ratio_se, cases);
    return detail::share_interval(share, std::sqrt(variance), detail::interval_quantile(confidence), cases);
}

}  // namespace maatstaf::risk
