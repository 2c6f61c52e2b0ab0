// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/absorb_prediction.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

#include "core/check.hpp"
#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/absorb_effects.hpp"
#include "regress/effect_codes.hpp"
#include "regress/intervals.hpp"
#include "regress/rows.hpp"

namespace maatstaf {
namespace {

/// What effects that may move without any row noticing add up to, at most, for levels that rows of the fit connect.
constexpr double least_apart = 1e-6;
/// How many levels a caveat names.
constexpr std::size_t levels_named = 5;

/// The level of the fit in every row; -1 where it has none, whose labels go to `unknown`.
std::vector<std::int32_t> levels_of(const AbsorbedLevels& known, const AbsorbedEffect& given,
                                    std::vector<std::string>& unknown) {
    std::unordered_map<std::string, std::int32_t> place;
    for (std::size_t level = 0; level < known.codes.size(); ++level)
        place.emplace(known.label(level), static_cast<std::int32_t>(level));
    const detail::Codes codes = detail::compact(given.codes);
    std::vector<std::int32_t> of;
    for (const std::int32_t code : codes.code) {
        if (!given.labels.empty())
            detail::need_position("codes", code, static_cast<std::int64_t>(given.labels.size()));
        const std::string label =
            given.labels.empty() ? std::to_string(code) : given.labels[static_cast<std::size_t>(code)];
        const auto found = place.find(label);
        of.push_back(found == place.end() ? -1 : found->second);
        if (found == place.end()) unknown.push_back(known.name + " " + label);
    }
    std::vector<std::int32_t> out;
    for (const std::int32_t level : codes.level) out.push_back(of[static_cast<std::size_t>(level)]);
    return out;
}

/// Variance of the linear predictor of a row.
class RowVariance {
public:
    RowVariance(const AbsorbResult& fit, const std::vector<std::vector<std::int32_t>>& levels)
        : know_(fit.variance), levels_(levels) {
        Eigen::Index all = 0, rest = 0;
        for (std::size_t q = 0; q < fit.effects.size(); ++q) {
            start_.push_back(all);
            rest_.push_back(rest);
            const auto count = static_cast<Eigen::Index>(fit.effects[q].codes.size());
            all += count;
            if (q != static_cast<std::size_t>(know_.main)) rest += count;
        }
    }

    double operator()(std::size_t row, const Eigen::VectorXd& x) const {
        const auto main = static_cast<std::size_t>(know_.main);
        const std::int32_t g = levels_[main][row];
        Eigen::VectorXd left = x, apart = -know_.shares.row(g).transpose();
        for (std::size_t q = 0; q < levels_.size(); ++q) {
            left -= know_.columns.row(start_[q] + levels_[q][row]).transpose();
            if (q != main) apart[rest_[q] + levels_[q][row]] += 1.0;
        }
        return know_.scale *
               (know_.inverse_weight[g] + apart.dot(know_.inverse * apart) + left.dot(know_.bread * left));
    }

private:
    const AbsorbVariance& know_;
    const std::vector<std::vector<std::int32_t>>& levels_;
    std::vector<Eigen::Index> start_, rest_;
};

void describe(const AbsorbResult& fit, const std::vector<std::string>& unknown, AbsorbPrediction& out) {
    if (out.rows_new_level > 0)
        out.caveats.push_back({messages::regress_level_without_effect,
                               {{"count", std::to_string(out.rows_new_level)},
                                {"levels", join(unknown, ", ", levels_named)}}});
    if (out.rows_apart > 0)
        out.caveats.push_back({messages::regress_levels_apart, {{"count", std::to_string(out.rows_apart)}}});
    if (fit.options.covariance != AbsorbCovariance::iid)
        out.caveats.push_back({messages::regress_no_margin_of_effects,
                               {{"covariance", std::string(to_name(fit.options.covariance))}}});
    else if (fit.variance.inverse_weight.size() == 0)
        out.caveats.push_back({messages::regress_too_many_levels_for_margin});
}

}  // namespace

AbsorbPrediction predict(const AbsorbResult& fit, const RegressionData& rows, std::span<const AbsorbedEffect> effects,
                         const AbsorbPredictionOptions& options) {
    const double confidence = std::isnan(options.confidence) ? fit.options.confidence : options.confidence;
    detail::need_confidence(confidence);
    if (!fit.options.keep_effects) throw ArgumentError(messages::regress_effects_not_kept);
    const detail::Law law(Distribution{.family = fit.options.family});
    const std::ptrdiff_t p = fit.coefficients.size(), n = rows.x.rows;
    detail::check_shape(rows, p, law, false);
    detail::check_values(rows, 0, n, law, fit.names, false);
    if (effects.size() != fit.effects.size())
        throw ArgumentError(messages::wrong_length, {{"argument", "effects"},
                                                    {"got", std::to_string(effects.size())},
                                                    {"expected", std::to_string(fit.effects.size())},
                                                    {"per", "effect of the fit"}});
    std::vector<std::vector<std::int32_t>> levels;
    std::vector<std::string> unknown;
    for (std::size_t q = 0; q < effects.size(); ++q) {
        const AbsorbedEffect& given = detail::effect_called(fit.effects[q].name, q, effects);
        if (static_cast<std::ptrdiff_t>(given.codes.size()) != n)
            throw ArgumentError(messages::wrong_length, {{"argument", fit.effects[q].name},
                                                        {"got", std::to_string(given.codes.size())},
                                                        {"expected", std::to_string(n)},
                                                        {"per", "row of x"}});
        levels.push_back(levels_of(fit.effects[q], given, unknown));
    }
    Eigen::VectorXd coefficients = fit.coefficients;
    for (const std::int32_t j : fit.aliased) coefficients[j] = 0.0;
    const bool with_margins =
        fit.options.covariance == AbsorbCovariance::iid && fit.variance.inverse_weight.size() != 0;
    const RowVariance variance(fit, levels);
    const double quantile = detail::two_sided_quantile(confidence, fit.degrees_of_freedom);
    AbsorbPrediction out;
    for (Eigen::VectorXd* each : {&out.mean, &out.eta, &out.se, &out.low, &out.high})
        *each = Eigen::VectorXd::Constant(n, detail::nan);
    Eigen::VectorXd x(p);
    for (std::ptrdiff_t i = 0; i < n; ++i) {
        const auto row = static_cast<std::size_t>(i);
        double effect = 0.0, loose = 0.0;
        bool known = true;
        for (std::size_t q = 0; q < levels.size() && known; ++q) {
            known = levels[q][row] >= 0;
            if (!known) break;
            const auto level = static_cast<std::size_t>(levels[q][row]);
            effect += fit.effects[q].estimate[level];
            loose += fit.effects[q].loose[level];
        }
        if (!known) {
            ++out.rows_new_level;
            continue;
        }
        if (!(std::abs(loose) < least_apart)) {
            ++out.rows_apart;
            continue;
        }
        for (std::ptrdiff_t j = 0; j < p; ++j) x[j] = rows.x(i, j);
        out.eta[i] = x.dot(coefficients) + effect + detail::row_offset(rows, i);
        out.mean[i] = law.inverse_link(out.eta[i]);
        if (!with_margins) continue;
        out.se[i] = std::sqrt(variance(row, x));
        out.low[i] = law.inverse_link(out.eta[i] - quantile * out.se[i]);
        out.high[i] = law.inverse_link(out.eta[i] + quantile * out.se[i]);
    }
    describe(fit, unknown, out);
    return out;
}

Table AbsorbPrediction::table() const {
    const auto column = [](const char* name, const Eigen::VectorXd& values) {
        return Column::float64(name, std::vector<double>(values.begin(), values.end()));
    };
    return Table({column("mean", mean), column("eta", eta), column("se", se), column("low", low),
                  column("high", high)});
}

}  // namespace maatstaf
