// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/counterfactual.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "risk/expectation.hpp"
#include "risk/influence.hpp"
#include "risk/traits.hpp"

// What use would be expected of the same areas with other traits.
namespace maatstaf {
namespace {

Eigen::VectorXd numbers_of(const Column& column) {
    Eigen::VectorXd made(static_cast<Eigen::Index>(column.size()));
    for (std::size_t i = 0; i < column.size(); ++i) made[static_cast<Eigen::Index>(i)] = column.number(i);
    return made;
}

Column number_column(const std::string& name, const Eigen::VectorXd& values) {
    return Column::float64(name, {values.begin(), values.end()});
}

/// The same value in all rows: the one of `row`.
Column as_in_row(const Column& column, std::int64_t row) {
    const auto at = static_cast<std::size_t>(row);
    if (!column.is_text())
        return Column::float64(column.name(), std::vector<double>(column.size(), column.number(at)));
    return Column::string(column.name(), std::vector<std::string>(column.size(), std::string(column.text(at))));
}

/// The traits of a design made from a table, read back from its columns: a fit from an archive has no table.
RiskTraits traits_of_design(const RiskFit& fit) {
    const Design design(*fit.design);
    RiskTraits made;
    for (std::size_t v = 0; v < design.variables().size(); ++v) {
        const DesignVariable& variable = design.variables()[v];
        RiskTrait trait{variable.name, {}, variable.levels, std::vector<std::int64_t>(variable.levels.size(), 0)};
        const auto n = static_cast<std::size_t>(fit.x.rows());
        std::vector<std::size_t> level(n, static_cast<std::size_t>(variable.reference));
        for (std::size_t j = 0; j < design.columns().size(); ++j)
            for (const DesignPart& part : design.columns()[j].parts) {
                if (static_cast<std::size_t>(part.variable) != v) continue;
                trait.columns.push_back(static_cast<std::int32_t>(j));
                const auto values = fit.x.col(static_cast<Eigen::Index>(j));
                if (!variable.categorical) made.table.add(number_column(variable.name, values));
                for (std::size_t i = 0; i < n && variable.categorical; ++i)
                    if (values[static_cast<Eigen::Index>(i)] == 1.0) level[i] = static_cast<std::size_t>(part.level);
            }
        if (variable.categorical) {
            trait.reference = variable.reference;
            std::vector<std::string> texts;
            for (std::size_t i = 0; i < n; ++i) {
                texts.push_back(variable.levels[level[i]]);
                trait.rows[level[i]] = static_cast<std::int64_t>(i);
            }
            made.table.add(Column::string(variable.name, texts));
        }
        made.traits.push_back(std::move(trait));
    }
    made.design = [design](const Table& table) { return Eigen::MatrixXd(design.build(table).x); };
    return made;
}

RiskTraits traits_of_columns(const RiskFit& fit) {
    RiskTraits made;
    made.of_columns = true;
    for (Eigen::Index j = 0; j < fit.x.cols(); ++j) {
        if (j == fit.constant) continue;
        const std::string& name = fit.fit.names[static_cast<std::size_t>(j)];
        made.traits.push_back({name, {static_cast<std::int32_t>(j)}});
        made.table.add(number_column(name, fit.x.col(j)));
    }
    made.design = [x = fit.x, traits = made.traits](const Table& table) {
        Eigen::MatrixXd other = x;
        for (const RiskTrait& each : traits) other.col(each.columns.front()) = numbers_of(table.column(each.name));
        return other;
    };
    return made;
}

/// Whether a column of the trait has an estimate and is switched with a factor.
bool takes_part(const RiskFit& fit, const RiskTrait& trait) {
    for (const std::int32_t j : trait.columns)
        for (const AttributionFactor& each : fit.factors)
            if (std::find(each.columns.begin(), each.columns.end(), j) != each.columns.end() &&
                !std::isnan(fit.fit.coefficients[j]))
                return true;
    return false;
}

bool same_shape(const RiskFit& fit, const Eigen::MatrixXd& other) {
    return other.rows() == fit.x.rows() && other.cols() == fit.x.cols();  // if not, refused with both shapes elsewhere
}

Parameters outside(const RiskFit& fit, Eigen::Index column, double got) {
    const auto& x = fit.x.col(column);
    return {{"column", fit.fit.names[static_cast<std::size_t>(column)]},
            {"got", to_text(got)},
            {"low", to_text(x.minCoeff())},
            {"high", to_text(x.maxCoeff())}};
}

/// Refuses traits under which the model expects an infinite use.
void need_finite(const RiskFit& fit, const Eigen::MatrixXd& other) {
    if (!same_shape(fit, other)) return;
    const detail::Expectation expectation(fit);
    for (Eigen::Index i = 0; i < other.rows(); ++i) {
        if (std::isfinite(expectation.mean(expectation.predictor(other.row(i), fit.exposure[i])))) continue;
        Eigen::Index column = 0;
        double furthest = -1.0;
        for (Eigen::Index j = 0; j < other.cols(); ++j) {
            const double moved = std::fabs((other(i, j) - fit.x(i, j)) * fit.fit.coefficients[j]);
            if (moved > furthest || std::isnan(other(i, j))) furthest = moved, column = j;
        }
        throw ArgumentError(messages::risk_no_use_in_row, outside(fit, column, other(i, column)));
    }
}

/// Says which columns are set to what was never seen.
void say_outside(const RiskFit& fit, const Eigen::MatrixXd& other, AttributableResult& made) {
    for (Eigen::Index j = 0; same_shape(fit, other) && j < other.cols(); ++j) {
        const double low = other.col(j).minCoeff(), high = other.col(j).maxCoeff();
        if (low >= fit.x.col(j).minCoeff() && high <= fit.x.col(j).maxCoeff()) continue;
        made.caveats.push_back({messages::risk_outside_data,
                                outside(fit, j, low < fit.x.col(j).minCoeff() ? low : high)});
    }
}

AttributableResult shares_against(const RiskFit& fit, const AttributableOptions& options,
                                  const Eigen::MatrixXd& other) {
    AttributionModel model;
    model.x = DesignView(fit.x);
    model.counterfactual = DesignView(other);
    model.y = {fit.y.data(), static_cast<std::size_t>(fit.y.size())};
    const Eigen::VectorXd offset = fit.exposure.array().log();
    if (fit.has_exposure) model.offset = {offset.data(), static_cast<std::size_t>(offset.size())};
    model.weights = {fit.weights.data(), static_cast<std::size_t>(fit.weights.size())};
    model.coefficients = fit.fit.coefficients;
    model.link = fit.fit.options.distribution.link;
    model.influence = detail::enlarged_influence(fit);
    // The rows that decide such a coefficient have residuals that add up to 0 whatever the truth is.
    for (const std::int32_t j : fit.robust.undetermined) model.influence.col(j).setConstant(std::nan(""));
    model.clusters = fit.clusters;
    std::vector<double> enlarged;
    for (Eigen::Index i = 0; i < fit.x.rows() && fit.clusters.empty(); ++i)
        enlarged.push_back(detail::enlargement_of(fit, i));
    model.enlarged = enlarged;
    model.degrees_of_freedom = [&fit](const Eigen::MatrixXd& combinations) -> Eigen::VectorXd {
        if (fit.clusters.empty()) return Eigen::VectorXd::Constant(combinations.cols(), fit.fit.residual_df);
        return detail::combination_freedom(fit, combinations);
    };
    return attributable_shares(model, fit.factors, options);
}

}  // namespace

const RiskTrait* RiskTraits::find(std::string_view name) const noexcept {
    for (const RiskTrait& each : traits)
        if (each.name == name) return &each;
    return nullptr;
}

Eigen::VectorXd RiskTraits::values(const RiskTrait& trait) const { return numbers_of(table.column(trait.name)); }

Eigen::MatrixXd RiskTraits::with(const RiskTrait& trait, double value) const {
    return with(trait, std::vector<double>(table.rows(), value));
}

Eigen::MatrixXd RiskTraits::with(const RiskTrait& trait, const std::vector<double>& values) const {
    return design(with_column(table, Column::float64(trait.name, values)));
}

Eigen::MatrixXd RiskTraits::with_level(const RiskTrait& trait, std::size_t level) const {
    return design(with_column(table, as_in_row(table.column(trait.name), trait.rows[level])));
}

Table with_column(const Table& table, const Column& column) {
    std::vector<Column> columns;
    for (const Column& each : table.columns()) columns.push_back(each.name() == column.name() ? column : each);
    return Table(std::move(columns), table.restricted());
}

RiskTraits traits_of(const RiskFit& fit) {
    return fit.design ? traits_of_design(fit) : traits_of_columns(fit);
}

Eigen::MatrixXd default_comparison(const RiskFit& fit, const RiskTraits& traits) {
    const detail::Expectation expectation(fit);
    const auto use = [&](const Eigen::MatrixXd& x) {
        double sum = 0.0;
        for (Eigen::Index i = 0; i < x.rows(); ++i)
            sum += fit.weights[i] * expectation.mean(expectation.predictor(x.row(i), fit.exposure[i]));
        return sum;
    };
    for (const AttributionFactor& each : fit.factors)
        if (traits.of_columns && each.columns.size() > 1 && !detail::is_one_category(fit, each.columns))
            throw ArgumentError(messages::risk_no_comparison, {{"factor", each.name}});
    Table changed = traits.table;
    for (const RiskTrait& each : traits.traits) {
        if (!takes_part(fit, each)) continue;
        if (!each.levels.empty()) {
            if (each.reference < 0) throw ArgumentError(messages::risk_no_reference, {{"trait", each.name}});
            const std::int64_t row = each.rows[static_cast<std::size_t>(each.reference)];
            changed = with_column(changed, as_in_row(traits.table.column(each.name), row));
            continue;
        }
        const Eigen::VectorXd values = traits.values(each);
        if (detail::is_indicator(values)) {
            changed = with_column(changed, number_column(each.name, Eigen::VectorXd::Zero(values.size())));
            continue;
        }
        const Eigen::VectorXd low = values.cwiseMin(detail::quantile_by_people(fit, values, 0.1));
        const Eigen::VectorXd high = values.cwiseMax(detail::quantile_by_people(fit, values, 0.9));
        bool rises = false;
        if (each.columns.size() == 1 && fit.x.col(each.columns.front()) == values)
            rises = fit.fit.coefficients[each.columns.front()] > 0.0;
        else
            rises = use(traits.with(each, std::vector<double>(low.begin(), low.end()))) <
                    use(traits.with(each, std::vector<double>(high.begin(), high.end())));
        changed = with_column(changed, number_column(each.name, rises ? low : high));
    }
    return traits.design(changed);
}

AttributableResult attributable(const RiskFit& fit, const AttributableOptions& options, const RiskTraits& traits) {
    AttributableResult made = shares_against(fit, options, default_comparison(fit, traits));
    made.caveats.push_back({messages::risk_default_comparison, {}});
    return made;
}

AttributableResult attributable(const RiskFit& fit, const AttributableOptions& options,
                                const Eigen::MatrixXd& counterfactual) {
    if (counterfactual.size() == 0) return attributable(fit, options, traits_of(fit));
    need_finite(fit, counterfactual);
    AttributableResult made = shares_against(fit, options, counterfactual);
    say_outside(fit, counterfactual, made);
    return made;
}

}  // namespace maatstaf
