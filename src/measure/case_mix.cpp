// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/case_mix.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

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

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// The rows of one unit, side by side.
struct UnitRows {
    MatrixXd x{};
    ArrayXd observed{}, offset{}, size{};
};

/// Sums over the rows of one unit.
struct UnitSums {
    double observed = 0.0, expected = 0.0, variance = 0.0, size = 0.0;
    double expected_variance = 0.0;  ///< of the expectation
    VectorXd score{};
    MatrixXd information{};
};

/// A fit with what every unit brings to it. Only the canonical links are taken, so the variance of a row is the slope
/// of its mean.
class CaseMixModel {
public:
    CaseMixModel(const RegressionData& data, const GlmResult& fit, Family family)
        : data_(data), family_(family), dispersion_(fit.dispersion) {
        for (Index j = 0; j < fit.coefficients.size(); ++j)
            if (!std::isnan(fit.coefficients[j])) known_.push_back(j);
        beta_.resize(static_cast<Index>(known_.size()));
        for (std::size_t j = 0; j < known_.size(); ++j) beta_[static_cast<Index>(j)] = fit.coefficients[known_[j]];
    }

    UnitRows rows_of(const std::vector<std::size_t>& rows) const {
        UnitRows made;
        const auto count = static_cast<Index>(rows.size());
        made.x.resize(count, beta_.size());
        made.observed.resize(count);
        made.offset = ArrayXd::Zero(count);
        made.size = ArrayXd::Ones(count);
        for (Index i = 0; i < count; ++i) {
            const std::size_t row = rows[static_cast<std::size_t>(i)];
            for (std::size_t j = 0; j < known_.size(); ++j)
                made.x(i, static_cast<Index>(j)) = data_.x(static_cast<std::ptrdiff_t>(row), known_[j]);
            if (!data_.offset.empty()) made.offset[i] = data_.offset[row];
            if (family_ == Family::poisson && !data_.exposure.empty()) made.size[i] = data_.exposure[row];
            if (family_ == Family::binomial && !data_.prior_weights.empty()) made.size[i] = data_.prior_weights[row];
            made.observed[i] = family_ == Family::binomial ? made.size[i] * data_.y[row] : data_.y[row];
        }
        return made;
    }
    /// Means and variances at these coefficients.
    std::pair<ArrayXd, ArrayXd> moments(const UnitRows& rows, const VectorXd& beta) const {
        const ArrayXd eta = rows.offset + (rows.x * beta).array();
        if (family_ == Family::gaussian) return {eta, ArrayXd::Ones(eta.size())};
        if (family_ == Family::poisson) {
            const ArrayXd mean = rows.size * eta.exp();
            return {mean, mean};
        }
        const ArrayXd share = 1.0 / (1.0 + (-eta).exp());
        return {rows.size * share, rows.size * share * (1.0 - share)};
    }
    void add_up(UnitSums& unit, const std::vector<std::size_t>& rows) const {
        const UnitRows own = rows_of(rows);
        const auto both = moments(own, beta_);
        unit.score = own.x.transpose() * (own.observed - both.first).matrix();
        unit.information = own.x.transpose() * both.second.matrix().asDiagonal() * own.x;
    }
    /// The expectation of one unit, by a fit without it where asked. False: without it there is no such fit.
    bool expect(UnitSums& unit, const std::vector<std::size_t>& rows, const MatrixXd& information,
                bool leave_out) const {
        const MatrixXd rest = leave_out ? MatrixXd(information - unit.information) : information;
        // On a scale on which every trait counts for 1, so that euros and shares do not hide one another.
        const VectorXd scale = information.diagonal().cwiseSqrt().cwiseInverse();
        const Eigen::LDLT<MatrixXd> solver(scale.asDiagonal() * rest * scale.asDiagonal());
        if (solver.info() != Eigen::Success || !(solver.vectorD().minCoeff() > 1e-9)) return false;
        VectorXd beta = beta_;
        if (leave_out) beta -= scale.cwiseProduct(solver.solve(scale.cwiseProduct(unit.score)));
        const UnitRows own = rows_of(rows);
        const auto both = moments(own, beta);
        unit.observed = own.observed.sum();
        unit.expected = both.first.sum();
        unit.variance = both.second.sum();
        unit.size = own.size.sum();
        const VectorXd gradient = own.x.transpose() * both.second.matrix();
        const VectorXd scaled = scale.cwiseProduct(gradient);
        unit.expected_variance = dispersion_ * scaled.dot(solver.solve(scaled));
        return std::isfinite(unit.expected);
    }
    Index size() const noexcept { return beta_.size(); }

private:
    const RegressionData& data_;
    Family family_;
    double dispersion_;
    std::vector<Index> known_{};
    VectorXd beta_{};
};

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
    if (!data.frequency_weights.empty()) throw detail::out_of_range("frequency_weights", "empty", "given");
    if (!data.analytic_weights.empty()) throw detail::out_of_range("analytic_weights", "empty", "given");
    if (options.family != Family::binomial && !data.prior_weights.empty())
        throw detail::out_of_range("prior_weights", "empty", "given");
    if (options.family != Family::poisson && !data.exposure.empty())
        throw detail::out_of_range("exposure", "empty", "given");
    detail::need_length("unit", unit.size(), data.y.size());
    const std::size_t count = names.size();
    std::vector<std::vector<std::size_t>> rows(count);
    for (std::size_t i = 0; i < unit.size(); ++i) {
        detail::need_position("unit", unit[i], static_cast<std::int64_t>(count));
        rows[static_cast<std::size_t>(unit[i])].push_back(i);
        if (std::isnan(data.y[i])) throw DataError(messages::measure_no_outcome, {{"row", std::to_string(i + 1)}});
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
    std::vector<UnitSums> sums(count);
    MatrixXd information = MatrixXd::Zero(model.size(), model.size());
    for (std::size_t u = 0; u < count; ++u) {
        model.add_up(sums[u], rows[u]);
        information += sums[u].information;
    }
    std::vector<double> shift, variance;
    for (std::size_t u = 0; u < count; ++u) {
        CaseMixRow& row = result.rows[u];
        row.unit = names[u];
        row.n = static_cast<double>(rows[u].size());
        if (rows[u].empty()) row.reason = EmptyReason::no_population;
        else if (!fitted || !model.expect(sums[u], rows[u], information, options.leave_out))
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
