// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "maatstaf/core/special.hpp"
#include "maatstaf/risk/fit.hpp"
#include "risk/margin.hpp"
#include "risk/traits.hpp"

namespace maatstaf {

namespace detail {

TraitSummary summarise_trait(const RiskFit& fit, Eigen::Index column) {
    TraitSummary made;
    const Eigen::VectorXd people = fit.exposure.cwiseProduct(fit.weights);
    const auto& x = fit.x.col(column);
    made.indicator = is_indicator(x);
    made.mean = x.dot(people) / people.sum();
    made.sd = std::sqrt((x.array() - made.mean).square().matrix().dot(people) / people.sum());
    const double above = made.indicator ? 0.0 : made.mean;
    double rows = 0.0;
    double those = 0.0;
    for (Eigen::Index i = 0; i < x.size(); ++i)
        if (x[i] > above) {
            rows += 1.0;
            those += people[i];
        }
    made.share_rows = rows / static_cast<double>(x.size());
    made.share_people = those / people.sum();
    return made;
}

bool is_indicator(const Eigen::Ref<const Eigen::VectorXd>& values) {
    return ((values.array() == 0.0) || (values.array() == 1.0)).all();
}

bool is_one_category(const RiskFit& fit, const std::vector<std::int32_t>& columns) {
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(fit.x.rows());
    for (const std::int32_t j : columns) {
        if (!is_indicator(fit.x.col(j))) return false;
        sum += fit.x.col(j);
    }
    return sum.maxCoeff() <= 1.0;
}

double quantile_by_people(const RiskFit& fit, const Eigen::VectorXd& values, double share) {
    std::vector<Eigen::Index> order(static_cast<std::size_t>(fit.x.rows()));
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    std::sort(order.begin(), order.end(),
              [&](Eigen::Index a, Eigen::Index b) { return values[a] < values[b]; });
    const double wanted = share * fit.exposure.dot(fit.weights);
    double sum = 0.0;
    for (const Eigen::Index row : order) {
        sum += fit.exposure[row] * fit.weights[row];
        if (sum >= wanted) return values[row];
    }
    return values[order.back()];
}

std::vector<double> false_discovery(const std::vector<double>& p) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < p.size(); ++i)
        if (!std::isnan(p[i])) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] > p[b]; });
    std::vector<double> q(p.size(), std::nan(""));
    double least = 1.0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const double count = static_cast<double>(order.size());
        least = std::min(least, p[order[rank]] * count / (count - static_cast<double>(rank)));
        q[order[rank]] = least;
    }
    return q;
}

}  // namespace detail

Table factor_table(const RiskFit& fit) {
    std::vector<std::string> factor, column;
    std::vector<double> ratio, low, high, ratio_sd, ratio_sd_low, ratio_sd_high, mean, sd, share_rows, share_people;
    std::vector<double> estimate, se, df, p_value;
    const Link link = fit.fit.options.distribution.link;
    const bool multiplies = link == Link::log || link == Link::logit;
    const std::string effect = link == Link::log ? "ratio" : link == Link::logit ? "odds_ratio" : "difference";
    const auto shown = [&](double eta) { return multiplies ? std::exp(eta) : eta; };
    for (const AttributionFactor& each : fit.factors)
        for (const std::int32_t j : each.columns) {
            if (j == fit.constant) continue;
            const auto trait = detail::summarise_trait(fit, j);
            const double b = fit.fit.coefficients[j];
            const double error = std::sqrt(fit.robust.covariance(j, j));
            const double freedom = fit.robust.degrees_of_freedom[j];
            const bool known = std::isfinite(b) && std::isfinite(error) && freedom > 0.0;
            const double half = known ? detail::interval_quantile(fit.options.confidence, freedom) * error :
                std::nan("");
            factor.push_back(each.name);
            column.push_back(fit.fit.names[static_cast<std::size_t>(j)]);
            ratio.push_back(shown(b));
            low.push_back(shown(b - half));
            high.push_back(shown(b + half));
            ratio_sd.push_back(shown(b * trait.sd));
            ratio_sd_low.push_back(shown((b - half) * trait.sd));
            ratio_sd_high.push_back(shown((b + half) * trait.sd));
            mean.push_back(trait.mean);
            sd.push_back(trait.sd);
            share_rows.push_back(trait.share_rows);
            share_people.push_back(trait.share_people);
            estimate.push_back(b);
            se.push_back(error);
            df.push_back(freedom);
            p_value.push_back(known && error > 0.0 ? 2.0 * special::student_t_cdf(-std::fabs(b / error), freedom)
                                                   : std::nan(""));
        }
    auto q_value = detail::false_discovery(p_value);
    Table table({Column::string("factor", factor), Column::string("column", column)});
    const auto add = [&](const std::string& name, std::vector<double>& values) {
        table.add(Column::float64(name, std::move(values)));
    };
    add(effect, ratio);
    add("low", low);
    add("high", high);
    add(effect + "_sd", ratio_sd);
    add(effect + "_sd_low", ratio_sd_low);
    add(effect + "_sd_high", ratio_sd_high);
    add("mean", mean);
    add("sd", sd);
    add("share_rows", share_rows);
    add("share_people", share_people);
    add("estimate", estimate);
    add("se", se);
    add("df", df);
    add("p_value", p_value);
    add("q_value", q_value);
    return table;
}

}  // namespace maatstaf
