// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/fit.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "core/check.hpp"
#include "risk/family_choice.hpp"
#include "risk/few_users.hpp"
#include "risk/influence.hpp"
#include "risk/lengths.hpp"
#include "risk/repeated_rows.hpp"
#include "risk/row_doubts.hpp"
#include "risk/traits.hpp"

namespace maatstaf {
namespace {

/// Outcomes without spread carry no information; what a fit says of them is noise in the last digits.
void need_spread(const RiskFit& made) {
    const Eigen::VectorXd rate = made.has_exposure ? made.y.cwiseQuotient(made.exposure) : made.y;
    if (!rate.allFinite()) return;  // refused with its place by the engine
    if (rate.maxCoeff() - rate.minCoeff() <= 1e-12 * std::max(1e-300, rate.cwiseAbs().maxCoeff()))
        throw DataError(messages::risk_constant_outcome, {{"got", to_text(made.y[0])}});
}

std::int32_t constant_column(const Eigen::MatrixXd& x) {
    for (Eigen::Index j = 0; j < x.cols(); ++j)
        if ((x.col(j).array() == 1.0).all()) return static_cast<std::int32_t>(j);
    return -1;
}

Eigen::VectorXd column_of(std::span<const double> given, Eigen::Index rows) {
    if (given.empty()) return Eigen::VectorXd::Ones(rows);
    return Eigen::Map<const Eigen::VectorXd>(given.data(), rows);
}

std::string average_of(const Eigen::VectorXd& weights) {
    return to_fixed(weights.mean(), weights.mean() < 10.0 ? 1 : 0);
}

/// The habit of surveys: people as weights. Beside an exposure they would count everybody once more.
void need_no_people_as_weights(const RiskFit& made) {
    if (!made.has_exposure || made.weights.size() < 2) return;
    const double ratio = made.weights[0] / made.exposure[0];
    const bool same = ((made.weights.array() / made.exposure.array() - ratio).abs() <= 1e-12 * std::fabs(ratio)).all();
    if (same && (made.weights.array() != made.weights[0]).any() && made.weights.mean() > 1.5)
        throw ArgumentError(messages::risk_weights_are_exposure, {{"average", average_of(made.weights)}});
}

/// Copies the data and names what has no name.
RiskFit prepare(const RiskData& data, const RiskOptions& options) {
    detail::need_confidence(options.confidence);
    detail::need_share("dispersion_level", options.dispersion_level);
    const Eigen::Index n = data.x.rows;
    const Eigen::Index p = data.x.columns;
    if (n == 0 || p == 0) throw ArgumentError(messages::risk_no_rows);
    if (data.y.size() != static_cast<std::size_t>(n))
        detail::need_length("y", data.y.size() + (data.y.empty() ? 1 : 0), n);
    detail::need_length("exposure", data.exposure.size(), n);
    detail::need_length("weights", data.weights.size(), n);
    detail::need_length("clusters", data.clusters.size(), n);
    detail::need_length("units", data.units.size(), n);
    detail::need_length("columns", data.columns.size(), p);
    RiskFit made;
    made.options = options;
    made.x.resize(n, p);
    for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index j = 0; j < p; ++j) made.x(i, j) = data.x(i, j);
    made.y = column_of(data.y, n);
    made.exposure = column_of(data.exposure, n);
    made.weights = column_of(data.weights, n);
    made.has_exposure = !data.exposure.empty();
    made.clusters.assign(data.clusters.begin(), data.clusters.end());
    const bool are_counts =
        detail::is_for_counts(options.family) && !(options.family == RiskFamily::automatic && detail::are_shares(made));
    if (are_counts && options.areas && !made.has_exposure)
        throw ArgumentError(detail::is_percentage(made) ? messages::risk_percentage : messages::risk_needs_exposure);
    if (options.family == RiskFamily::gamma)
        for (Eigen::Index i = 0; i < n; ++i)
            if (made.y[i] <= 0.0)
                throw DataError(messages::risk_gamma_zero, {{"got", to_text(made.y[i])},
                                                           {"row", std::to_string(i + 1)}});
    const bool of_shares = options.family == RiskFamily::binomial || options.family == RiskFamily::quasi_binomial;
    if (made.has_exposure && (of_shares || options.family == RiskFamily::gaussian))
        throw ArgumentError(messages::risk_exposure_family, {{"family", std::string(to_name(options.family))},
                                                             {"weights", of_shares ? "weights" : ""}});
    if (are_counts) need_no_people_as_weights(made);
    if (are_counts && detail::is_share_by_mistake(made)) throw ArgumentError(messages::risk_share_not_count);
    made.units = data.units;
    made.named = !data.units.empty();
    for (Eigen::Index i = 0; data.units.empty() && i < n; ++i) made.units.push_back(std::to_string(i + 1));
    made.fit.names = data.columns;
    for (Eigen::Index j = 0; data.columns.empty() && j < p; ++j) made.fit.names.push_back("x" + std::to_string(j + 1));
    if (are_counts)
        for (Eigen::Index i = 0; i < n; ++i)
            if (made.y[i] < 0.0)
                throw DataError(messages::risk_not_count, {{"got", to_text(made.y[i])},
                                                          {"row", std::to_string(i + 1)},
                                                          {"family", std::string(to_name(options.family))}});
    made.constant = constant_column(made.x);
    made.factors = data.factors;
    for (std::int32_t j = 0; data.factors.empty() && j < static_cast<std::int32_t>(p); ++j)
        if (j != made.constant) made.factors.push_back({made.fit.names[static_cast<std::size_t>(j)], {j}});
    for (const AttributionFactor& factor : made.factors)
        for (const std::int32_t column : factor.columns) detail::need_position("columns of " + factor.name, column, p);
    return made;
}

/// How many names stand in more than one row.
std::size_t repeated(std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    std::size_t count = 0;
    for (std::size_t i = 1; i < names.size(); ++i)
        if (names[i] == names[i - 1] && (i == 1 || names[i - 1] != names[i - 2])) ++count;
    return count;
}

bool is_count(Family family) {
    return family == Family::poisson || family == Family::quasi_poisson || family == Family::negative_binomial;
}

/// Counts that are not whole.
void say_of_fractions(RiskFit& made) {
    if (!is_count(made.family())) return;
    std::int64_t count = 0, first = -1;
    for (Eigen::Index i = 0; i < made.y.size(); ++i) {
        if (std::fabs(made.y[i] - std::round(made.y[i])) <= 1e-9) continue;
        if (count++ == 0) first = i;
    }
    if (count == 0) return;
    made.caveats.push_back({messages::risk_not_whole, {{"count", std::to_string(count)},
                                                       {"total", std::to_string(made.y.size())},
                                                       {"row", std::to_string(first + 1)},
                                                       {"got", to_fixed(made.y[first], 2)}}});
}

/// Whether every category, the one of reference too, lies within one cluster.
bool is_clusters(const RiskFit& made, const AttributionFactor& factor) {
    if (made.clusters.empty() || factor.levels.empty() || made.robust.undetermined.empty()) return false;
    std::vector<std::optional<std::int32_t>> cluster(factor.columns.size() + 1);
    for (Eigen::Index i = 0; i < made.x.rows(); ++i) {
        std::size_t level = 0;
        while (level < factor.columns.size() && made.x(i, factor.columns[level]) != 1.0) ++level;
        const std::int32_t own = made.clusters[static_cast<std::size_t>(i)];
        if (cluster[level].value_or(own) != own) return false;
        cluster[level] = own;
    }
    return true;
}

/// What the robust covariance has to say, in the words of this room.
void say_of_margins(RiskFit& made) {
    std::vector<std::int32_t> said;
    for (const AttributionFactor& each : made.factors) {
        if (!is_clusters(made, each)) continue;
        made.caveats.push_back({messages::risk_category_is_cluster, {{"factor", each.name}}});
        said.insert(said.end(), each.columns.begin(), each.columns.end());
        said.push_back(made.constant);
    }
    std::vector<std::string> columns, units;
    for (std::size_t k = 0; k < made.robust.undetermined.size(); ++k) {
        const std::int32_t j = made.robust.undetermined[k];
        if (std::find(said.begin(), said.end(), j) != said.end()) continue;
        columns.push_back(made.fit.names[static_cast<std::size_t>(j)]);
        const std::string& unit = made.units[static_cast<std::size_t>(made.robust.deciding_rows[k])];
        if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
    }
    if (!columns.empty())
        made.caveats.push_back({made.clusters.empty() ? messages::risk_decided_by_row
                                                      : messages::risk_decided_by_cluster,
                                {{"columns", join(columns, ", ", 5)}, {"units", join(units, ", ", 5)}}});
    for (const Caveat& each : made.robust.caveats) {
        Caveat kept = each;
        if (each.message == messages::regress_decided_by_row || each.message == messages::regress_decided_by_cluster)
            continue;
        if (each.message == messages::regress_few_clusters) kept.message = messages::risk_few_clusters;
        if (each.message == messages::regress_few_rows_behind) kept.message = messages::risk_few_rows_behind;
        if (each.message == messages::regress_few_clusters_behind) kept.message = messages::risk_few_clusters_behind;
        made.caveats.push_back(std::move(kept));
    }
}

/// Use of more than everybody, as when people are counted in thousands.
void say_of_more_than_people(RiskFit& made) {
    if (!made.has_exposure || !is_count(made.family())) return;
    std::int64_t count = 0, first = -1;
    for (Eigen::Index i = 0; i < made.y.size(); ++i)
        if (made.y[i] > made.exposure[i] && count++ == 0) first = i;
    if (count > 0)
        made.caveats.push_back({messages::risk_more_than_people, {{"count", std::to_string(count)},
                                                                 {"total", std::to_string(made.y.size())},
                                                                 {"row", std::to_string(first + 1)},
                                                                 {"got", to_text(made.y[first])},
                                                                 {"people", to_text(made.exposure[first])}}});
}

/// No margin of any coefficient: chance would pass for certainty.
void take_margins(RiskFit& made) {
    Eigen::Index first = 0;
    made.y.maxCoeff(&first);
    made.robust.covariance.setConstant(std::nan(""));
    made.robust.degrees_of_freedom.setConstant(std::nan(""));
    made.robust.undetermined.clear();
    for (std::int32_t j = 0; j < static_cast<std::int32_t>(made.x.cols()); ++j)
        if (!std::isnan(made.fit.coefficients[j])) made.robust.undetermined.push_back(j);
    made.robust.deciding_rows.assign(made.robust.undetermined.size(), first);
}

void say_of_few_users(RiskFit& made) {
    const Family family = made.family();
    if (!is_count(family) && family != Family::binomial && family != Family::quasi_binomial) return;
    const double users = made.y.dot(made.weights);
    if (!(users < detail::few_users)) return;
    const bool none = users < detail::least_users;
    made.caveats.push_back({none ? messages::risk_too_few_users : messages::risk_few_users,
                            {{"count", to_text(users)}}});
    if (none) take_margins(made);
}

void say_of_few_costs(RiskFit& made) {
    if (made.family() != Family::tweedie) return;
    const Eigen::Index rows = made.y.size(), with = (made.y.array() > 0.0).count();
    if (static_cast<double>(with) >= detail::few_costs || 2 * with >= rows) return;
    const bool none = static_cast<double>(with) < detail::least_costs;
    made.caveats.push_back({none ? messages::risk_too_few_costs : messages::risk_few_costs,
                            {{"count", std::to_string(with)},
                             {"total", std::to_string(rows)},
                             {"least", to_text(detail::least_costs)},
                             {"few", to_text(detail::few_costs)}}});
    if (none) take_margins(made);
}

/// Columns of one trait have no ratio of their own: they cannot change apart.
void say_of_joint_columns(RiskFit& made) {
    for (const AttributionFactor& each : made.factors)
        if (each.columns.size() > 1 && each.levels.empty() && !detail::is_one_category(made, each.columns))
            made.caveats.push_back({messages::risk_columns_together, {{"factor", each.name}}});
}

/// What to know of the rows and of what the figures stand for.
void say_of_rows(const RiskData& data, RiskFit& made) {
    const Link link = made.fit.options.distribution.link;
    say_of_few_users(made);
    say_of_few_costs(made);
    say_of_joint_columns(made);
    say_of_fractions(made);
    say_of_more_than_people(made);
    if (is_count(made.family())) detail::say_of_rates(made);
    if (link == Link::logit) made.caveats.push_back({messages::risk_odds, {}});
    if (made.constant < 0 && link == Link::log) made.caveats.push_back({messages::risk_no_constant, {}});
    if (is_count(made.family()) && made.weights.mean() > 1.5)
        made.caveats.push_back({messages::risk_weights_of_counts, {{"average", average_of(made.weights)}}});
    if (!data.units.empty()) detail::say_of_repeated(data.units, made.x, made.exposure, made.y, made.caveats);
    detail::say_of_levels(data.units, made.caveats);
    if (const std::size_t count = repeated(data.units); count > 0 && made.clusters.empty())
        made.caveats.push_back({messages::risk_units_repeat, {{"count", std::to_string(count)}}});
}

}  // namespace

RegressionData RiskFit::data() const {
    RegressionData made;
    made.x = DesignView(x);
    made.y = {y.data(), static_cast<std::size_t>(y.size())};
    if (has_exposure) made.exposure = {exposure.data(), static_cast<std::size_t>(exposure.size())};
    made.prior_weights = {weights.data(), static_cast<std::size_t>(weights.size())};
    made.names = fit.names;
    return made;
}

std::int32_t RiskFit::find_unit(std::string_view unit) const {
    const auto found = std::find(units.begin(), units.end(), unit);
    if (found == units.end())
        throw ArgumentError(messages::risk_unknown_unit, {{"got", std::string(unit)},
                                                         {"nearest", nearest(unit, units)}});
    std::vector<std::string> rows_there;
    for (std::size_t i = 0; i < units.size(); ++i)
        if (units[i] == unit) rows_there.push_back(std::to_string(i + 1));
    if (rows_there.size() > 1)
        throw ArgumentError(messages::risk_unit_twice, {{"got", std::string(unit)},
                                                        {"count", std::to_string(rows_there.size())},
                                                        {"rows", join(rows_there, ", ", 5)}});
    return static_cast<std::int32_t>(found - units.begin());
}

std::int32_t RiskFit::find_factor(std::string_view factor) const {
    std::vector<std::string> names;
    for (const AttributionFactor& each : factors) names.push_back(each.name);
    const auto found = std::find(names.begin(), names.end(), factor);
    if (found == names.end())
        throw ArgumentError(messages::risk_unknown_factor, {{"got", std::string(factor)},
                                                           {"nearest", nearest(factor, names)},
                                                           {"allowed", join(names, ", ")}});
    return static_cast<std::int32_t>(found - names.begin());
}

Eigen::VectorXd RiskFit::average() const {
    const Eigen::VectorXd share = exposure.cwiseProduct(weights) / exposure.dot(weights);
    return x.transpose() * share;
}

RiskFit fit_risk(const RiskData& data, const RiskOptions& options) {
    RiskFit made = prepare(data, options);
    const Eigen::Index n = made.x.rows();
    need_spread(made);
    made.fit = detail::fit_chosen(made);
    if (!(made.fit.residual_df > 0.0))
        throw DataError(messages::risk_no_room, {{"got", to_text(made.fit.observations)},
                                                 {"columns", std::to_string(made.x.cols())}});
    RobustOptions robust;
    if (!made.clusters.empty()) {
        robust.kind = RobustKind::cr2;
        robust.clusters = made.clusters;
    }
    const RegressionData rows = made.data();
    made.robust = robust_covariance(rows, made.fit, robust);
    detail::fill_influence(made);
    // What the engine says of its own family was said here in other words.
    for (const Caveat& each : made.fit.caveats)
        if (each.message != messages::regress_over_dispersed) made.caveats.push_back(each);
    say_of_margins(made);
    say_of_rows(data, made);
    if (made.factors.size() > 1)
        made.caveats.push_back({messages::risk_many_factors, {{"count", std::to_string(made.factors.size())}}});
    if (data.left_out > 0)
        made.caveats.push_back({messages::risk_rows_left_out, {{"count", std::to_string(data.left_out)},
                                                              {"total", std::to_string(data.left_out + n)}}});
    made.caveats.push_back({messages::risk_association, {}});
    if (options.areas) made.caveats.push_back({messages::risk_areas_not_people, {}});
    return made;
}

}  // namespace maatstaf
