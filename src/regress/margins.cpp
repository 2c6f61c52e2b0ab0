// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/margins.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "core/check.hpp"
#include "regress/curvature.hpp"
#include "regress/intervals.hpp"
#include "regress/rows.hpp"
#include "regress/spread.hpp"

namespace maatstaf {
namespace {

using Block = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// A fit as margins use it: aliased columns have coefficient and variance zero.
struct Solved {
    detail::Law law;
    Eigen::VectorXd coefficients;
    Eigen::MatrixXd covariance;   ///< as given
    detail::Spread spread;
    double degrees_of_freedom;

    Solved(const GlmResult& fit, const Inference& inference)
        : law(fit.options.distribution),
          coefficients(fit.coefficients),
          covariance(inference.covariance.size() == 0 ? fit.covariance : inference.covariance),
          spread(of_shape(covariance, coefficients.size()), fit.aliased),
          degrees_of_freedom(std::isnan(inference.degrees_of_freedom) ? detail::model_degrees_of_freedom(fit)
                                                                      : inference.degrees_of_freedom) {
        detail::need_confidence(inference.confidence);
        for (const std::int32_t j : fit.aliased) coefficients[j] = 0.0;
    }
    static const Eigen::MatrixXd& of_shape(const Eigen::MatrixXd& covariance, Eigen::Index p) {
        if (covariance.rows() != p || covariance.cols() != p)
            throw ArgumentError(messages::wrong_length, {{"argument", "covariance"},
                                                        {"got", std::to_string(covariance.rows())},
                                                        {"expected", std::to_string(p)},
                                                        {"per", "coefficient"}});
        return covariance;
    }
};

double frequency_of(const RegressionData& rows, std::ptrdiff_t i) {
    return rows.frequency_weights.empty() ? 1.0 : rows.frequency_weights[static_cast<std::size_t>(i)];
}

void fill(const DesignView& x, std::ptrdiff_t first, Block& out) {
    for (Eigen::Index r = 0; r < out.rows(); ++r)
        for (Eigen::Index j = 0; j < out.cols(); ++j) out(r, j) = x(first + r, j);
}

/// Sums a quantity and its gradient over the rows, in blocks: `sum(x, eta, frequency, first, gradient)` gives its part.
template <class Sum>
double average(const Solved& fit, const RegressionData& rows, const Scenario* scenario, Eigen::VectorXd& gradient,
               Sum&& sum) {
    const std::ptrdiff_t n = rows.x.rows;
    const DesignView& x = scenario != nullptr && scenario->x.data != nullptr ? scenario->x : rows.x;
    gradient = Eigen::VectorXd::Zero(fit.coefficients.size());
    double total = 0.0, weight = 0.0;
    Block block;
    for (std::ptrdiff_t first = 0; first < n; first += detail::block_rows) {
        block.resize(std::min(detail::block_rows, n - first), fit.coefficients.size());
        fill(x, first, block);
        if (scenario != nullptr)
            for (const ColumnValue& each : scenario->held) block.col(each.column).setConstant(each.value);
        Eigen::VectorXd eta = block * fit.coefficients, frequency(eta.size());
        for (Eigen::Index r = 0; r < eta.size(); ++r) {
            eta[r] += detail::row_offset(rows, first + r);
            frequency[r] = frequency_of(rows, first + r);
        }
        weight += frequency.sum();
        total += sum(block, eta, frequency, first, gradient);
    }
    if (!(weight > 0.0)) throw DataError(messages::regress_no_rows);
    gradient /= weight;
    return total / weight;
}

double mean_of(const Solved& fit, const RegressionData& rows, const Scenario& scenario, Eigen::VectorXd& gradient) {
    Eigen::VectorXd mean, slope;
    return average(fit, rows, &scenario, gradient,
                   [&](const Block& x, const Eigen::VectorXd& eta, const Eigen::VectorXd& frequency, std::ptrdiff_t,
                       Eigen::VectorXd& sum) {
                       mean.resize(eta.size());
                       slope.resize(eta.size());
                       fit.law.means(eta.data(), eta.size(), mean.data(), slope.data());
                       sum.noalias() += x.transpose() * slope.cwiseProduct(frequency);
                       return mean.dot(frequency);
                   });
}

double slope_of(const Solved& fit, const RegressionData& rows, const DesignView& change, Eigen::VectorXd& gradient) {
    Eigen::VectorXd mean, slope;
    Block moved;
    return average(fit, rows, nullptr, gradient,
                   [&](const Block& x, const Eigen::VectorXd& eta, const Eigen::VectorXd& frequency,
                       std::ptrdiff_t first, Eigen::VectorXd& sum) {
                       mean.resize(eta.size());
                       slope.resize(eta.size());
                       fit.law.means(eta.data(), eta.size(), mean.data(), slope.data());
                       moved.resize(x.rows(), x.cols());
                       fill(change, change.row_stride == 0 ? 0 : first, moved);
                       const Eigen::VectorXd along = moved * fit.coefficients;
                       Eigen::VectorXd bent(eta.size());
                       for (Eigen::Index r = 0; r < eta.size(); ++r)
                           bent[r] = frequency[r] * along[r] *
                                     detail::link_curvature(fit.law.link, eta[r], mean[r], slope[r]);
                       sum.noalias() += x.transpose() * bent;
                       sum.noalias() += moved.transpose() * slope.cwiseProduct(frequency);
                       return slope.cwiseProduct(frequency).dot(along);
                   });
}

/// Fills everything that follows from estimates, gradient, covariance and degrees of freedom.
void settle(MarginResult& out) {
    const Eigen::Index count = out.estimates.size();
    for (Eigen::VectorXd* each : {&out.errors, &out.statistics, &out.p_values, &out.low, &out.high})
        each->resize(count);
    for (Eigen::Index k = 0; k < count; ++k) {
        const double variance = out.covariance(k, k);
        const double spread = variance < 0.0 ? 0.0 : std::sqrt(variance);
        if (std::isnan(spread)) out.degrees_of_freedom[k] = spread;
        const double centre = out.ratios ? std::log(out.estimates[k]) : out.estimates[k];
        const double reach = detail::two_sided_quantile(out.confidence, out.degrees_of_freedom[k]) * spread;
        out.errors[k] = out.ratios ? out.estimates[k] * spread : spread;
        out.statistics[k] = centre / spread;
        out.p_values[k] = detail::two_sided_probability(out.statistics[k], out.degrees_of_freedom[k]);
        out.low[k] = out.ratios ? std::exp(centre - reach) : centre - reach;
        out.high[k] = out.ratios ? std::exp(centre + reach) : centre + reach;
    }
}

MarginResult settled(MarginResult out, const Solved& fit, const Inference& inference) {
    out.covariance = fit.spread.of(out.gradient);
    out.degrees_of_freedom = Eigen::VectorXd::Constant(out.estimates.size(), fit.degrees_of_freedom);
    out.confidence = inference.confidence;
    settle(out);
    return out;
}

void check_rows(const GlmResult& fit, const RegressionData& rows, const Solved& solved) {
    detail::check_shape(rows, fit.coefficients.size(), solved.law, false);
    detail::check_values(rows, 0, rows.x.rows, solved.law, fit.names, false);
    if (rows.x.rows < 1) throw DataError(messages::regress_no_rows);
}

void check_like(const char* argument, const DesignView& x, const RegressionData& rows, bool one_row) {
    if (x.columns != rows.x.columns || !(x.rows == rows.x.rows || (one_row && x.row_stride == 0)))
        throw ArgumentError(messages::wrong_length,
                            {{"argument", argument},
                             {"got", std::to_string(x.rows) + " x " + std::to_string(x.columns)},
                             {"expected", std::to_string(rows.x.rows) + " x " + std::to_string(rows.x.columns)}});
}

/// From means to what compares them: `ratios` on the log scale.
MarginResult compared(const GlmResult& fit, const MarginResult& means, std::int32_t reference,
                      const Inference& inference, bool as_ratios) {
    detail::need_position("reference", reference, means.estimates.size());
    const Eigen::Index count = means.estimates.size();
    MarginResult out;
    out.ratios = as_ratios;
    out.estimates.resize(count - 1);
    out.gradient.resize(count - 1, means.gradient.cols());
    for (Eigen::Index k = 0, at = 0; k < count; ++k) {
        if (k == reference) continue;
        out.labels.push_back(means.labels[static_cast<std::size_t>(k)]);
        const double mine = means.estimates[k], theirs = means.estimates[reference];
        out.estimates[at] = as_ratios ? mine / theirs : mine - theirs;
        out.gradient.row(at) = as_ratios
                                   ? (means.gradient.row(k) / mine - means.gradient.row(reference) / theirs).eval()
                                   : (means.gradient.row(k) - means.gradient.row(reference)).eval();
        ++at;
    }
    return settled(std::move(out), Solved(fit, inference), inference);
}

}  // namespace

GlmPrediction predict(const GlmResult& fit, const RegressionData& rows, const Inference& inference) {
    const Solved solved(fit, inference);
    GlmPrediction out = predict(fit, rows, solved.covariance);
    const double quantile = detail::two_sided_quantile(inference.confidence, solved.degrees_of_freedom);
    for (Eigen::Index i = 0; i < out.eta.size(); ++i) {
        const double a = solved.law.inverse_link(out.eta[i] - quantile * out.se[i]);
        const double b = solved.law.inverse_link(out.eta[i] + quantile * out.se[i]);
        out.low[i] = std::isnan(b) ? b : std::min(a, b);
        out.high[i] = std::isnan(b) ? b : std::max(a, b);
    }
    return out;
}

MarginResult with_degrees_of_freedom(MarginResult result, const Eigen::VectorXd& degrees_of_freedom) {
    if (degrees_of_freedom.size() != result.estimates.size())
        throw ArgumentError(messages::wrong_length, {{"argument", "degrees_of_freedom"},
                                                    {"got", std::to_string(degrees_of_freedom.size())},
                                                    {"expected", std::to_string(result.estimates.size())}});
    result.degrees_of_freedom = degrees_of_freedom;
    settle(result);
    return result;
}

MarginResult standardised_means(const GlmResult& fit, const RegressionData& rows,
                                const std::vector<Scenario>& scenarios, const Inference& inference) {
    const Solved solved(fit, inference);
    check_rows(fit, rows, solved);
    MarginResult out;
    out.estimates.resize(static_cast<Eigen::Index>(scenarios.size()));
    out.gradient.resize(out.estimates.size(), solved.coefficients.size());
    Eigen::VectorXd gradient;
    for (std::size_t k = 0; k < scenarios.size(); ++k) {
        if (scenarios[k].x.data != nullptr) check_like("scenario", scenarios[k].x, rows, false);
        for (const ColumnValue& each : scenarios[k].held) detail::need_position("column", each.column, rows.x.columns);
        out.labels.push_back(scenarios[k].label);
        const auto at = static_cast<Eigen::Index>(k);
        out.estimates[at] = mean_of(solved, rows, scenarios[k], gradient);
        out.gradient.row(at) = gradient.transpose();
    }
    return settled(std::move(out), solved, inference);
}

MarginResult average_slopes(const GlmResult& fit, const RegressionData& rows,
                            const std::vector<RowDirection>& directions, const Inference& inference) {
    const Solved solved(fit, inference);
    check_rows(fit, rows, solved);
    MarginResult out;
    out.estimates.resize(static_cast<Eigen::Index>(directions.size()));
    out.gradient.resize(out.estimates.size(), solved.coefficients.size());
    Eigen::VectorXd gradient;
    for (std::size_t k = 0; k < directions.size(); ++k) {
        check_like("change", directions[k].change, rows, true);
        out.labels.push_back(directions[k].label);
        const auto at = static_cast<Eigen::Index>(k);
        out.estimates[at] = slope_of(solved, rows, directions[k].change, gradient);
        out.gradient.row(at) = gradient.transpose();
    }
    return settled(std::move(out), solved, inference);
}

MarginResult differences(const GlmResult& fit, const MarginResult& means, std::int32_t reference,
                         const Inference& inference) {
    return compared(fit, means, reference, inference, false);
}

MarginResult ratios(const GlmResult& fit, const MarginResult& means, std::int32_t reference,
                    const Inference& inference) {
    return compared(fit, means, reference, inference, true);
}

MarginResult joined(const GlmResult& fit, const std::vector<MarginResult>& parts, const Inference& inference) {
    MarginResult out;
    Eigen::Index count = 0;
    for (const MarginResult& each : parts) count += each.estimates.size();
    out.ratios = !parts.empty() && parts.front().ratios;
    out.estimates.resize(count);
    out.gradient.resize(count, fit.coefficients.size());
    Eigen::Index at = 0;
    for (const MarginResult& each : parts) {
        out.labels.insert(out.labels.end(), each.labels.begin(), each.labels.end());
        out.estimates.segment(at, each.estimates.size()) = each.estimates;
        out.gradient.middleRows(at, each.estimates.size()) = each.gradient;
        at += each.estimates.size();
    }
    return settled(std::move(out), Solved(fit, inference), inference);
}

Table MarginResult::table() const {
    const auto list = [](const Eigen::VectorXd& values) { return std::vector<double>(values.begin(), values.end()); };
    return Table({Column::string("term", labels), Column::float64("estimate", list(estimates)),
                  Column::float64("se", list(errors)), Column::float64("statistic", list(statistics)),
                  Column::float64("df", list(degrees_of_freedom)), Column::float64("p_value", list(p_values)),
                  Column::float64("low", list(low)), Column::float64("high", list(high))});
}

}  // namespace maatstaf
