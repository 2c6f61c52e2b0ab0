// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/case_mix.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/measure/limits.hpp"
#include "maatstaf/regress/glm.hpp"
#include "measure/checks.hpp"
#include "measure/funnel_law.hpp"
#include "measure/predictive_law.hpp"
#include "measure/row_table.hpp"

namespace maatstaf {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

/// A fit with what every row and unit brings to it. Only the canonical links are taken, so the variance of a row is the
/// slope of its mean.
class CaseMixModel {
public:
    CaseMixModel(const RegressionData& data, const GlmResult& fit, Family family)
        : data_(data), family_(family), dispersion_(fit.dispersion) {
        for (Eigen::Index j = 0; j < fit.coefficients.size(); ++j)
            if (!std::isnan(fit.coefficients[j])) known_.push_back(j);
        beta_.resize(static_cast<Eigen::Index>(known_.size()));
        for (std::size_t j = 0; j < known_.size(); ++j)
            beta_[static_cast<Eigen::Index>(j)] = fit.coefficients[known_[j]];
    }

    struct Row {
        VectorXd x{};
        double observed = 0.0, mean = 0.0, variance = 0.0, size = 1.0;
    };
    Row row(std::size_t i, const VectorXd& beta) const {
        Row made;
        made.x.resize(beta.size());
        for (std::size_t j = 0; j < known_.size(); ++j)
            made.x[static_cast<Eigen::Index>(j)] = data_.x(static_cast<std::ptrdiff_t>(i), known_[j]);
        double eta = made.x.dot(beta);
        if (!data_.offset.empty()) eta += data_.offset[i];
        const double weight = data_.prior_weights.empty() ? 1.0 : data_.prior_weights[i];
        if (family_ == Family::poisson) {
            made.size = data_.exposure.empty() ? 1.0 : data_.exposure[i];
            made.mean = made.variance = made.size * std::exp(eta);
            made.observed = data_.y[i];
        } else if (family_ == Family::binomial) {
            const double p = 1.0 / (1.0 + std::exp(-eta));
            made.size = weight;
            made.mean = weight * p;
            made.variance = weight * p * (1.0 - p);
            made.observed = weight * data_.y[i];
        } else {
            made.mean = eta;
            made.variance = 1.0;
            made.observed = data_.y[i];
        }
        return made;
    }
    const VectorXd& beta() const noexcept { return beta_; }
    double dispersion() const noexcept { return dispersion_; }

private:
    const RegressionData& data_;
    Family family_;
    double dispersion_;
    std::vector<Eigen::Index> known_{};
    VectorXd beta_{};
};

/// Sums over the rows of one unit.
struct UnitSums {
    double observed = 0.0, expected = 0.0, variance = 0.0, size = 0.0;
    double expected_variance = 0.0;  ///< of the expectation
    VectorXd score{}, gradient{};
    MatrixXd information{};
};

/// The expectation of one unit, by a fit without it where asked. False: without it there is no such fit.
bool expect_unit(UnitSums& unit, const CaseMixModel& model, const std::vector<std::size_t>& rows,
                 const MatrixXd& information, bool leave_out) {
    const Eigen::Index p = model.beta().size();
    const MatrixXd rest = leave_out ? MatrixXd(information - unit.information) : information;
    const Eigen::LDLT<MatrixXd> solver(rest);
    const double least = information.diagonal().maxCoeff() * 1e-10;
    if (solver.info() != Eigen::Success || !(solver.vectorD().minCoeff() > least)) return false;
    VectorXd beta = model.beta();
    if (leave_out) beta -= solver.solve(unit.score);
    unit.gradient = VectorXd::Zero(p);
    unit.observed = unit.expected = unit.variance = unit.size = 0.0;
    for (const std::size_t i : rows) {
        const CaseMixModel::Row row = model.row(i, beta);
        unit.observed += row.observed;
        unit.expected += row.mean;
        unit.variance += row.variance;
        unit.size += row.size;
        unit.gradient += row.variance * row.x;
    }
    unit.expected_variance = model.dispersion() * unit.gradient.dot(solver.solve(unit.gradient));
    return std::isfinite(unit.expected);
}

void set_ratio(CaseMixRow& row, Family family, double confidence) {
    if (family == Family::gaussian) return;
    if (!(row.expected > 0.0)) {
        row.reason = EmptyReason::nothing_expected;
        return;
    }
    row.ratio = row.observed / row.expected;
    Limits limits;
    if (family == Family::poisson) {
        limits = measure::count_limits(row.observed, confidence, CountInterval::exact);
    } else {
        const Limits share =
            measure::proportion_limits(row.observed, row.size, confidence, ProportionInterval::exact);
        limits = {share.low * row.size, share.high * row.size};
    }
    row.ratio_low = limits.low / row.expected;
    row.ratio_high = limits.high / row.expected;
}

void set_benefit(CaseMixRow& row, const UnitSums& unit, const CaseMixResult& result) {
    const CaseMixOptions& options = result.options;
    const double on_scale = unit.expected_variance / (unit.variance * unit.variance) + result.tau2;
    detail::PredictiveLaw law;
    law.spread = std::sqrt(on_scale);
    if (options.family == Family::poisson) {
        law.law = detail::ObservationLaw::count;
        law.centre = std::log(row.expected);
    } else if (options.family == Family::binomial) {
        law.law = detail::ObservationLaw::share;
        law.size = unit.size;
        const double share = row.expected / unit.size;
        law.centre = std::log(share / (1.0 - share));
        // Chances that differ between rows: less variance than one chance for all would give, and so less slope.
        law.slope = law.chance = unit.variance / (unit.size * share * (1.0 - share));
    } else {
        law.centre = row.expected;
        law.chance = std::sqrt(result.dispersion / unit.size);
    }
    const Limits limits = law.limits(options.confidence);
    row.low = limits.low;
    row.high = limits.high;
    const double sign = options.direction == Direction::higher ? 1.0 : -1.0;
    row.benefit = sign * (row.observed - row.expected);
    row.benefit_low = sign > 0.0 ? row.observed - row.high : row.low - row.observed;
    row.benefit_high = sign > 0.0 ? row.observed - row.low : row.high - row.observed;
    const double below = law.below(row.observed);
    row.probability = sign > 0.0 ? below : 1.0 - below;
}

void need_case_mix_options(const CaseMixOptions& options) {
    detail::need_confidence(options.confidence);
    const Family family = options.family;
    if (family != Family::poisson && family != Family::binomial && family != Family::gaussian)
        throw ArgumentError(messages::measure_case_mix_family, {{"got", std::string(to_name(family))}});
    if (options.direction != Direction::higher && options.direction != Direction::lower)
        throw ArgumentError(messages::measure_no_direction, {{"got", std::string(to_name(options.direction))}});
    if (options.overdispersion != Overdispersion::none && options.overdispersion != Overdispersion::reml)
        throw ArgumentError(messages::measure_case_mix_spread, {{"got", std::string(to_name(options.overdispersion))}});
}

}  // namespace

Table CaseMixResult::table() const {
    using Row = CaseMixRow;
    std::vector<Column> columns{detail::text_column("unit", rows, [](const Row& each) { return each.unit; })};
    for_each_field<Row>([&](const auto& each) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(std::declval<Row>().*each.member)>, double>)
            columns.push_back(detail::number_column(each.name == "se" ? "expected_se" : std::string(each.name).c_str(),
                                                    rows, [&](const Row& row) { return row.*each.member; }));
    });
    columns.push_back(detail::reason_column(rows));
    return Table(std::move(columns), restricted);
}

namespace measure {

CaseMixResult case_mix(const RegressionData& data, std::span<const std::int32_t> unit,
                       const std::vector<std::string>& names, const CaseMixOptions& options) {
    need_case_mix_options(options);
    detail::need_length("unit", unit.size(), data.y.size());
    const std::size_t count = names.size();
    std::vector<std::vector<std::size_t>> rows(count);
    for (std::size_t i = 0; i < unit.size(); ++i) {
        detail::need_position("unit", unit[i], static_cast<std::int64_t>(count));
        rows[static_cast<std::size_t>(unit[i])].push_back(i);
    }
    GlmOptions wanted;
    wanted.distribution.family = options.family;
    const GlmResult fit = glm(data, wanted);
    CaseMixResult result;
    result.options = options;
    result.terms = fit.names;
    result.coefficients.assign(fit.coefficients.begin(), fit.coefficients.end());
    result.dispersion = fit.dispersion;
    result.caveats = fit.caveats;
    result.caveats.push_back({messages::measure_not_counterfactual, {}});
    result.rows.resize(count);
    const bool fitted = fit.status == FitStatus::converged;
    const CaseMixModel model(data, fit, options.family);
    const Eigen::Index p = model.beta().size();
    std::vector<UnitSums> sums(count);
    MatrixXd information = MatrixXd::Zero(p, p);
    for (std::size_t u = 0; u < count; ++u) {
        sums[u].score = VectorXd::Zero(p);
        sums[u].information = MatrixXd::Zero(p, p);
        for (const std::size_t i : rows[u]) {
            const CaseMixModel::Row row = model.row(i, model.beta());
            sums[u].score += (row.observed - row.mean) * row.x;
            sums[u].information += row.variance * row.x * row.x.transpose();
        }
        information += sums[u].information;
    }
    std::vector<double> shift, variance;
    for (std::size_t u = 0; u < count; ++u) {
        CaseMixRow& row = result.rows[u];
        row.unit = names[u];
        row.n = static_cast<double>(rows[u].size());
        if (rows[u].empty()) row.reason = EmptyReason::no_population;
        else if (!fitted || !expect_unit(sums[u], model, rows[u], information, options.leave_out))
            row.reason = EmptyReason::no_fit;
        if (row.reason != EmptyReason::none) continue;
        const double divisor = options.family == Family::gaussian ? sums[u].size : 1.0;
        row.size = sums[u].size;
        row.observed = sums[u].observed / divisor;
        row.expected = sums[u].expected / divisor;
        row.se = std::sqrt(sums[u].expected_variance) / divisor;
        const bool little = row.n < options.small || (divisor == 1.0 && row.observed < options.small);
        result.restricted = result.restricted || (options.records && little);
        set_ratio(row, options.family, options.confidence);
        if (row.reason != EmptyReason::none) continue;
        const double inside = sums[u].variance;
        row.shift = (sums[u].observed - sums[u].expected) / inside;
        row.shift_se = std::sqrt(result.dispersion / inside + sums[u].expected_variance / (inside * inside));
        shift.push_back(row.shift);
        variance.push_back(row.shift_se * row.shift_se);
    }
    if (options.overdispersion == Overdispersion::reml) result.tau2 = detail::tau2_by_reml(shift, variance);
    for (std::size_t u = 0; u < count; ++u)
        if (result.rows[u].reason == EmptyReason::none) set_benefit(result.rows[u], sums[u], result);
    return result;
}

}  // namespace measure
}  // namespace maatstaf
