// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/random_intercepts.hpp"

#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/special.hpp"
#include "regress/group_labels.hpp"
#include "regress/intercepts_fit.hpp"
#include "regress/intervals.hpp"
#include "regress/report.hpp"
#include "regress/rows.hpp"

namespace maatstaf {

RandomInterceptsResult random_intercepts(const RegressionData& data, std::span<const std::int32_t> groups,
                                         const RandomInterceptsOptions& options, const Progress& progress) {
    if (data.x.rows < 1) throw DataError(messages::regress_no_rows);
    detail::check(options);
    const detail::Law law(options.distribution);
    detail::check_shape(data, data.x.columns, law, true);
    detail::check_values(data, 0, data.x.rows, law, data.names, true);
    const detail::GroupLabels labels(groups, {}, data.x.rows);
    const GlmResult start = glm(data, detail::options_of_start(options));
    const detail::MarginalData at_hand = detail::marginal_data(data, groups, law, start.aliased);
    at_hand.counts.check(law, detail::has_free_own(options));

    detail::StepReport report(progress, static_cast<std::size_t>(2 * options.max_iterations));
    detail::GroupModes modes;
    const detail::MarginalView view = [&](const std::vector<detail::MarginalQuestion>& questions) {
        return detail::answers_of(at_hand.rows, questions, modes);
    };
    detail::MarginalSearch search = detail::begin_search(start, at_hand.scaled, at_hand.counts, options);
    for (std::size_t step = 0; !search.is_done(); ++step) {
        report.done(step);
        search.step(view);
    }
    detail::FittedGroups found{{}, {}, detail::group_effects(at_hand.rows, search.fit().point)};
    for (std::size_t g = 0; g < at_hand.grouping.size(); ++g) {
        const auto members = at_hand.grouping.cluster(g);
        found.names.push_back(labels.name(groups[static_cast<std::size_t>(members.front())]));
        found.rows.push_back(static_cast<std::int64_t>(members.size()));
    }
    return detail::intercepts_result(search, start, at_hand.scaled, at_hand.counts, options, std::move(found));
}

Eigen::VectorXd RandomInterceptsResult::standard_errors() const { return covariance.diagonal().cwiseSqrt(); }

Table RandomInterceptsResult::table() const {
    const auto df = Eigen::VectorXd::Constant(coefficients.size(), std::numeric_limits<double>::infinity());
    return detail::estimate_table("term", names, coefficients, standard_errors(), df, options.confidence);
}

Table RandomInterceptsResult::effect_table() const {
    const double quantile = special::normal_quantile(0.5 * (1.0 + options.confidence));
    const auto copy = [](const Eigen::VectorXd& values) { return std::vector<double>(values.begin(), values.end()); };
    return Table({Column::string("group", group_names), Column::float64("effect", copy(effects)),
                  Column::float64("se", copy(effect_se)), Column::float64("low", copy(effects - quantile * effect_se)),
                  Column::float64("high", copy(effects + quantile * effect_se)), Column::int64("rows", group_rows)});
}

}  // namespace maatstaf
