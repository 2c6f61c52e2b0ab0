// SPDX-License-Identifier: Apache-2.0
#include "regress/parts.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/text.hpp"
#include "core/numbers.hpp"
#include "regress/intervals.hpp"
#include "regress/parts_clusters.hpp"
#include "regress/rows.hpp"
#include "regress/spread.hpp"

namespace maatstaf::detail {
namespace {

void check_clusters(std::span<const std::int32_t> clusters, std::ptrdiff_t rows, PartsCovariance kind) {
    if (kind != PartsCovariance::cluster && clusters.empty()) return;
    if (clusters.empty()) throw ArgumentError(messages::regress_needs_clusters, {{"kind", "cluster"}});
    if (kind != PartsCovariance::cluster)  // they would be passed over
        throw ArgumentError(messages::unknown_option, {{"got", std::string(to_name(kind))},
                                                      {"argument", "covariance with clusters"},
                                                      {"nearest", ""},
                                                      {"allowed", "cluster"}});
    if (static_cast<std::ptrdiff_t>(clusters.size()) != rows)
        throw ArgumentError(messages::wrong_length, {{"argument", "clusters"},
                                                    {"got", std::to_string(clusters.size())},
                                                    {"expected", std::to_string(rows)},
                                                    {"per", "row of x"}});
}

Law use_law(Link link) { return Law(Distribution{.family = Family::binomial, .link = link}); }

}  // namespace

void check_use_link(Link use_link) {
    if (use_link != Link::logit && use_link != Link::probit && use_link != Link::cloglog)
        throw ArgumentError(messages::unknown_option, {{"got", std::string(to_name(use_link))},
                                                      {"argument", "use_link"},
                                                      {"nearest", ""},
                                                      {"allowed", "logit, probit, cloglog"}});
}

void need_both_parts(double weight_above, double weight_without) {
    if (!(weight_above > 0.0)) throw DataError(messages::regress_all_zero);
    if (!(weight_without > 0.0)) throw DataError(messages::regress_none_zero);
}

void cut_parts(const RegressionData& data, Link use_link, const Law& amount_law, bool whole,
               std::span<const std::int32_t> clusters, PartsCovariance kind, PartsRows& out) {
    check_use_link(use_link);
    if (data.x.rows < 1) throw DataError(messages::regress_no_rows);
    cut_rows(data, use_link, amount_law, whole, clusters, kind, out);
    need_both_parts(out.weight_above, out.weight_without);
}

void cut_rows(const RegressionData& data, Link use_link, const Law& amount_law, bool whole,
              std::span<const std::int32_t> clusters, PartsCovariance kind, PartsRows& out) {
    if (!data.prior_weights.empty() || !data.analytic_weights.empty())
        throw ArgumentError(messages::regress_parts_weights);
    Law any_amount = amount_law;  // zeros are welcome here
    any_amount.family = Family::poisson;
    check_shape(data, data.x.columns, any_amount, true);
    check_values(data, 0, data.x.rows, any_amount, data.names, true);
    check_clusters(clusters, data.x.rows, kind);
    const std::ptrdiff_t n = data.x.rows;
    for (std::ptrdiff_t i = 0; i < n; ++i) {
        const double y = data.y[static_cast<std::size_t>(i)];
        if (whole && y != std::floor(y))
            throw DataError(messages::regress_value, {{"argument", "y"},
                                                     {"got", to_text(y)},
                                                     {"row", std::to_string(i + 1)},
                                                     {"column", ""},
                                                     {"range", "integer"}});
        const double f = row_weight(data, i, 1.0).frequency;
        (y > 0.0 ? out.weight_above : out.weight_without) += f;
        out.any.push_back(y > 0.0 ? 1.0 : 0.0);
        out.use_offset.push_back(row_offset(data, i));
        if (y > 0.0 && f > 0.0) {
            out.above.push_back(i);
            out.y.push_back(y);
            out.offset.push_back(out.use_offset.back());
            out.frequency.push_back(f);
        }
    }
    out.use =
        RegressionData{.x = data.x, .y = out.any, .frequency_weights = data.frequency_weights, .names = data.names};
    if (use_link == Link::cloglog) out.use.offset = out.use_offset;
    out.x.resize(static_cast<Eigen::Index>(out.above.size()), data.x.columns);
    for (std::size_t k = 0; k < out.above.size(); ++k)
        for (std::ptrdiff_t j = 0; j < data.x.columns; ++j)
            out.x(static_cast<Eigen::Index>(k), j) = data.x(out.above[k], j);
    out.amount = RegressionData{
        .x = out.x, .y = out.y, .offset = out.offset, .frequency_weights = out.frequency, .names = data.names};
}

Eigen::VectorXd row_of(const DesignView& x, std::ptrdiff_t i) {
    Eigen::VectorXd out(x.columns);
    for (std::ptrdiff_t j = 0; j < x.columns; ++j) out[j] = x(i, j);
    return out;
}

void add_influence(const FitRows& part, const DesignView& x, std::ptrdiff_t i, Eigen::Ref<Eigen::VectorXd> influence) {
    Eigen::VectorXd inner;
    part.row(x, i, inner);
    inner = part.bread * inner * part.score[static_cast<std::size_t>(i)];
    for (std::size_t a = 0; a < part.columns.size(); ++a)
        influence[part.columns[a]] += inner[static_cast<Eigen::Index>(a)];
}

PartsExpectation expect_parts(const PartsFit& fit, const RegressionData& rows,
                              const std::function<AmountAt(double eta)>& amount_at) {
    constexpr std::ptrdiff_t at_once = 256;
    const GlmResult &use = fit.use, &amount = fit.amount;
    const Law law = use_law(use.options.distribution.link);
    Law log_law = law;
    log_law.link = Link::log;
    const Eigen::Index p = use.coefficients.size();
    check_shape(rows, p, log_law, false);
    check_values(rows, 0, rows.x.rows, log_law, use.names, false);
    const Eigen::VectorXd a = without_gaps(use.coefficients), b = without_gaps(amount.coefficients);
    const double all = fit.clusters > 0 ? fit.clusters - 1.0 : infinity, confidence = use.options.confidence;
    const double quantile = two_sided_quantile(confidence, all);
    const Spread spread(fit.covariance);
    PartsExpectation out;
    for (Eigen::VectorXd* each : {&out.mean, &out.se, &out.low, &out.high, &out.degrees_of_freedom, &out.probability,
                                  &out.amount})
        each->resize(rows.x.rows);
    Eigen::MatrixXd gradients(2 * p + 1, at_once);
    Eigen::VectorXd gradient(2 * p + 1), total = Eigen::VectorXd::Zero(2 * p + 1), x(p);
    for (std::ptrdiff_t i = 0; i < rows.x.rows; ++i) {
        for (Eigen::Index j = 0; j < p; ++j) x[j] = rows.x(i, j);
        const double offset = row_offset(rows, i);
        const double eta = x.dot(a) + (law.link == Link::cloglog ? offset : 0.0);
        double probability = 0.0, slope = 0.0;
        law.means(&eta, 1, &probability, &slope);
        const AmountAt at = amount_at(x.dot(b) + offset);
        gradient.head(p) = slope * at.mean * x;
        gradient.segment(p, p) = probability * at.by_eta * x;
        gradient[2 * p] = probability * at.by_last;
        const double f = row_weight(rows, i, 1.0).frequency;
        out.probability[i] = probability;
        out.amount[i] = at.mean;
        out.mean[i] = probability * at.mean;
        out.se[i] = std::sqrt(spread.variance(gradient));
        const std::ptrdiff_t place = i % at_once;
        gradients.col(place) = gradient / out.mean[i];
        if (place + 1 == at_once || i + 1 == rows.x.rows)
            out.degrees_of_freedom.segment(i - place, place + 1) =
                shares_freedom(fit.shares, gradients.leftCols(place + 1), all);
        out.total += f * out.mean[i];
        total += f * gradient;
    }
    out.total_se = std::sqrt(spread.variance(total));
    for (std::ptrdiff_t i = 0; i < rows.x.rows; ++i) {
        const double own = fit.shares.empty() ? quantile : two_sided_quantile(confidence, out.degrees_of_freedom[i]);
        out.low[i] = out.mean[i] * std::exp(-own * out.se[i] / out.mean[i]);
        out.high[i] = out.mean[i] * std::exp(own * out.se[i] / out.mean[i]);
    }
    return out;
}

Eigen::MatrixXd without_gaps(const Eigen::MatrixXd& covariance) {
    return covariance.unaryExpr([](double each) { return std::isnan(each) ? 0.0 : each; });
}
Eigen::VectorXd without_gaps(const Eigen::VectorXd& coefficients) {
    return coefficients.unaryExpr([](double each) { return std::isnan(each) ? 0.0 : each; });
}

void join_caveats(const GlmResult& use, const GlmResult& amount, std::int32_t clusters, std::vector<Caveat>& out) {
    for (const GlmResult* part : {&use, &amount})
        for (const Caveat& each : part->caveats)
            if (std::ranges::find(out, each) == out.end()) out.push_back(each);
    if (clusters > 0 && clusters < 40)
        out.push_back({messages::regress_parts_few_clusters, {{"got", std::to_string(clusters)}}});
}

void hand_out(const Eigen::MatrixXd& covariance, const Eigen::VectorXd& degrees_of_freedom, GlmResult& use,
              GlmResult& amount) {
    const Eigen::Index p = use.coefficients.size();
    Eigen::Index first = 0;
    for (GlmResult* part : {&use, &amount}) {
        part->covariance = covariance.block(first, first, p, p);
        for (const std::int32_t j : part->aliased) {
            part->covariance.row(j).setConstant(nan);
            part->covariance.col(j).setConstant(nan);
        }
        if (degrees_of_freedom.size() != 0) part->degrees_of_freedom = degrees_of_freedom.segment(first, p);
        first += p;
    }
}

Table parts_table(const GlmResult& use, const GlmResult& amount, const char* second, double confidence) {
    const Eigen::Index p = use.coefficients.size();
    std::vector<std::string> part(static_cast<std::size_t>(p), "use"), terms = use.names;
    part.insert(part.end(), static_cast<std::size_t>(p), second);
    terms.insert(terms.end(), amount.names.begin(), amount.names.end());
    Eigen::VectorXd estimates(2 * p), errors(2 * p), freedom = Eigen::VectorXd::Constant(2 * p, infinity);
    estimates << use.coefficients, amount.coefficients;
    errors << use.standard_errors(), amount.standard_errors();
    if (use.degrees_of_freedom.size() != 0) freedom << use.degrees_of_freedom, amount.degrees_of_freedom;
    Table made = estimate_table("term", terms, estimates, errors, freedom, confidence);
    made.add(Column::string("part", part));
    return made;
}

}  // namespace maatstaf::detail
