// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <Eigen/Core>

#include "core/check.hpp"
#include "core/compensated_sum.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/measure/limits.hpp"
#include "maatstaf/regress/glm.hpp"
#include "measure/checks.hpp"

namespace maatstaf::measure {
namespace {

struct JudgedBin {
    double n = 0.0, judged = 0.0, happened = 0.0;
};

Estimate wald(double value, double variance, double n, double confidence) {
    const double se = std::sqrt(variance), reach = detail::two_sided(confidence) * se;
    return {value, se, value - reach, value + reach, n};
}

/// Intercept at slope 1, and the slope.
void fit_line(CalibrationResult& result, const std::vector<double>& log_odds, const std::vector<double>& outcome) {
    double happened = 0.0;
    for (const double each : outcome) happened += each;
    const auto n = static_cast<double>(outcome.size());
    if (outcome.size() < 3) result.line_reason = EmptyReason::few_units;
    else if (happened == 0.0 || happened == n) result.line_reason = EmptyReason::no_spread;
    if (result.line_reason != EmptyReason::none) return;
    GlmOptions options;
    options.distribution.family = Family::binomial;
    Eigen::MatrixXd x(outcome.size(), 2);
    for (std::size_t i = 0; i < outcome.size(); ++i) {
        x(static_cast<Eigen::Index>(i), 0) = 1.0;
        x(static_cast<Eigen::Index>(i), 1) = log_odds[i];
    }
    const Eigen::MatrixXd ones = x.leftCols(1);
    RegressionData data;
    data.x = DesignView(ones);
    data.y = outcome;
    data.offset = log_odds;
    const GlmResult whole = glm(data, options);
    if (whole.status == FitStatus::converged)
        result.intercept = wald(whole.coefficients[0], whole.covariance(0, 0), n, result.options.confidence);
    data.x = DesignView(x);
    data.offset = {};
    const GlmResult line = glm(data, options);
    if (line.status == FitStatus::converged && line.aliased.empty())
        result.slope = wald(line.coefficients[1], line.covariance(1, 1), n, result.options.confidence);
    else
        result.line_reason = EmptyReason::no_spread;
}

}  // namespace

CalibrationResult calibration(std::span<const double> judged, std::span<const double> outcome,
                              const CalibrationOptions& options) {
    detail::need_confidence(options.confidence);
    detail::need_length("outcome", outcome.size(), judged.size());
    if (options.bins < 1 || options.bins > 10'000) throw detail::out_of_range("bins", "1 .. 10000", options.bins);
    CalibrationResult result;
    result.options = options;
    std::vector<double> chance, happened, log_odds, line_outcome;
    for (std::size_t row = 0; row < judged.size(); ++row) {
        const double p = judged[row], y = outcome[row];
        if (std::isnan(p) || std::isnan(y)) {
            result.left_out += 1.0;
            continue;
        }
        if (!(p >= 0.0 && p <= 1.0) || (y != 0.0 && y != 1.0)) {
            const bool is_judgement = !(p >= 0.0 && p <= 1.0);
            throw DataError(messages::measure_off_scale,
                            {{"argument", is_judgement ? "judged" : "outcome"},
                             {"row", std::to_string(row + 1)},
                             {"got", to_text(is_judgement ? p : y)},
                             {"range", is_judgement ? "0 .. 1" : "0, 1"}});
        }
        chance.push_back(p);
        happened.push_back(y);
        if (p == 0.0 || p == 1.0) {
            result.at_the_ends += 1.0;
            continue;
        }
        log_odds.push_back(std::log(p / (1.0 - p)));
        line_outcome.push_back(y);
    }
    const auto n = static_cast<double>(chance.size());
    if (chance.empty()) {
        result.reason = result.line_reason =
            result.left_out > 0.0 ? EmptyReason::missing : EmptyReason::no_population;
        result.brier.n = 0.0;
        return result;
    }
    detail::CompensatedSum score, square, all;
    for (std::size_t i = 0; i < chance.size(); ++i) {
        const double off = (chance[i] - happened[i]) * (chance[i] - happened[i]);
        score.add(off);
        square.add(off * off);
        all.add(happened[i]);
    }
    const double brier = score.value() / n, rate = all.value() / n;
    result.brier = {brier, detail::not_known, detail::not_known, detail::not_known, n};
    if (n > 1.0) {
        const double variance = std::max(0.0, square.value() / n - brier * brier) / (n - 1.0);
        result.brier = wald(brier, variance, n, options.confidence);
        result.brier.low = std::max(0.0, result.brier.low);
        result.brier.high = std::min(1.0, result.brier.high);
    }
    std::map<double, JudgedBin> exact, equal;
    for (std::size_t i = 0; i < chance.size(); ++i) {
        const double place = std::min(std::floor(chance[i] * options.bins), options.bins - 1.0);
        for (JudgedBin* bin : {&exact[chance[i]], &equal[place]}) {
            bin->n += 1.0;
            bin->judged += chance[i];
            bin->happened += happened[i];
        }
    }
    const auto& bins = exact.size() <= static_cast<std::size_t>(options.bins) ? exact : equal;
    result.bins = detail::empty_result(bins.size(), std::vector{options.confidence}, {}, "wilson");
    std::vector<double> mean_judged;
    detail::CompensatedSum reliability, resolution;
    std::size_t row = 0;
    for (const auto& [place, bin] : bins) {
        const double said = bin.judged / bin.n, was = bin.happened / bin.n;
        reliability.add(bin.n / n * (said - was) * (said - was));
        resolution.add(bin.n / n * (was - rate) * (was - rate));
        mean_judged.push_back(said);
        result.bins.value[row] = was;
        result.bins.n[row] = result.bins.denominator[row] = bin.n;
        result.bins.numerator[row] = bin.happened;
        result.bins.kind[row] = MeasureKind::proportion;
        detail::set_limits(result.bins, row++, 0, proportion_limits(bin.happened, bin.n, options.confidence));
    }
    result.bins.more.push_back({"judged", std::move(mean_judged)});
    result.reliability = reliability.value();
    result.resolution = resolution.value();
    result.uncertainty = rate * (1.0 - rate);
    result.within = brier - result.reliability + result.resolution - result.uncertainty;
    fit_line(result, log_odds, line_outcome);
    return result;
}

}  // namespace maatstaf::measure
