// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/regress/design.hpp"
#include "maatstaf/risk/expected.hpp"

// Risk models on tables: which rows can be used, and what their columns stand for.
namespace maatstaf {
namespace {

using Rows = std::vector<std::int64_t>;

/// Rows without an empty cell in any of these columns; an empty name is no column.
Rows complete_rows(const Table& table, const std::vector<std::string>& names) {
    std::vector<const Column*> columns;
    for (const std::string& each : names)
        if (!each.empty()) columns.push_back(&table.column(each));
    Rows rows;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        bool there = true;
        for (const Column* each : columns) there = there && each->status(i) == Status::observed;
        if (there) rows.push_back(static_cast<std::int64_t>(i));
    }
    return rows;
}

Column kept(const Column& column, const Rows& rows) {
    if (!column.is_text()) {
        std::vector<double> values;
        for (const std::int64_t row : rows) values.push_back(column.number(static_cast<std::size_t>(row)));
        return Column::float64(column.name(), std::move(values));
    }
    std::vector<std::string> values;
    for (const std::int64_t row : rows) values.emplace_back(column.text(static_cast<std::size_t>(row)));
    if (column.type() == ColumnType::string) return Column::string(column.name(), values);
    std::vector<std::string> levels = values;  // those that are there, in the order of texts
    std::sort(levels.begin(), levels.end());
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    std::vector<std::int32_t> codes;
    for (const std::string& each : values)
        codes.push_back(static_cast<std::int32_t>(std::lower_bound(levels.begin(), levels.end(), each) -
                                                  levels.begin()));
    return Column::dictionary(column.name(), std::move(codes), std::move(levels));
}

std::vector<double> numbers(const Table& table, const std::string& name, const Rows& rows) {
    std::vector<double> made;
    if (name.empty()) return made;
    const Column& column = table.column(name);
    if (column.is_text()) throw ArgumentError(messages::risk_text_column, {{"column", name}});
    for (const std::int64_t row : rows) made.push_back(column.number(static_cast<std::size_t>(row)));
    return made;
}

std::vector<std::string> names_of_rows(const Table& table, const std::string& column, const Rows& rows) {
    std::vector<std::string> made;
    for (const std::int64_t row : rows)
        made.push_back(column.empty() ? std::to_string(row + 1)
                                      : table.column(column).display(static_cast<std::size_t>(row)));
    return made;
}

/// Columns of the design by the factor that they belong to.
std::vector<AttributionFactor> factors_of(const Design& design) {
    std::vector<AttributionFactor> made;
    for (const DesignTerm& term : design.terms()) {
        AttributionFactor factor;
        factor.name = term.name();
        const DesignVariable& variable = design.variable(term.columns.front());
        if (variable.categorical) factor.reference = variable.levels[static_cast<std::size_t>(variable.reference)];
        for (std::size_t j = 0; j < design.columns().size(); ++j) {
            const DesignColumn& column = design.columns()[j];
            if (column.term != static_cast<std::int32_t>(made.size())) continue;
            factor.columns.push_back(static_cast<std::int32_t>(j));
            if (variable.categorical)
                factor.levels.push_back(variable.levels[static_cast<std::size_t>(column.parts.front().level)]);
        }
        made.push_back(std::move(factor));
    }
    return made;
}

}  // namespace

RiskFit fit_risk(const Table& table, const RiskColumns& columns, const RiskOptions& options) {
    if (columns.factors.empty()) throw ArgumentError(messages::risk_no_factors);
    for (const std::string& each : columns.factors)
        if (each == columns.outcome || each == columns.exposure)
            throw ArgumentError(messages::risk_own_column,
                                {{"column", each}, {"role", each == columns.outcome ? "outcome" : "exposure"}});
    std::vector<std::string> used{columns.outcome, columns.exposure, columns.weights, columns.cluster, columns.unit};
    used.insert(used.end(), columns.factors.begin(), columns.factors.end());
    std::vector<std::string> measured{columns.outcome};
    for (const std::string& each : {columns.exposure, columns.weights})
        if (!each.empty()) measured.push_back(each);
    for (const std::string& each : columns.factors) {
        if (std::count(columns.factors.begin(), columns.factors.end(), each) > 1)
            throw ArgumentError(messages::risk_given_twice, {{"item", each}, {"argument", "factors"}});
        measured.push_back(each);
    }
    need_measured(table, measured);
    for (const std::string& each : {columns.cluster, columns.unit})
        if (!each.empty()) need_no_codes(table, std::span(&each, 1));
    const Rows rows = complete_rows(table, used);
    if (rows.empty()) throw ArgumentError(messages::risk_no_rows);
    Table traits;
    std::vector<DesignTerm> terms;
    for (const std::string& each : columns.factors) {
        if (!traits.has(each)) traits.add(kept(table.column(each), rows));
        terms.push_back({{each}});
    }
    DesignOptions choice;
    choice.references = columns.references;
    choice.reference = ReferenceRule::most_frequent;
    const Design design(traits, std::move(terms), choice);
    const DesignMatrix matrix = design.build(traits);
    const auto y = numbers(table, columns.outcome, rows);
    const auto exposure = numbers(table, columns.exposure, rows);
    const auto weights = numbers(table, columns.weights, rows);
    std::vector<std::int32_t> clusters;
    if (!columns.cluster.empty()) {
        std::map<std::string, std::int32_t> known;
        for (const std::string& each : names_of_rows(table, columns.cluster, rows))
            clusters.push_back(known.emplace(each, static_cast<std::int32_t>(known.size())).first->second);
    }
    RiskData data;
    data.x = DesignView(matrix.x);
    data.y = y;
    data.exposure = exposure;
    data.weights = weights;
    data.clusters = clusters;
    data.columns = design.names();
    data.factors = factors_of(design);
    data.units = names_of_rows(table, columns.unit, rows);
    data.left_out = static_cast<std::int64_t>(table.rows() - rows.size());
    RiskFit made = fit_risk(data, options);
    made.named = !columns.unit.empty();  // a number in this table names no row of another
    made.columns = columns;
    made.design = design.state();
    made.rows = rows;
    // A level seen once, and the like, before what always holds.
    made.caveats.insert(made.caveats.begin(), design.caveats().begin(), design.caveats().end());
    return made;
}

std::vector<ExpectedUse> expected_use(const RiskFit& fit, const Table& table) {
    if (!fit.design) throw ArgumentError(messages::risk_not_from_table);
    const DesignMatrix matrix = Design(*fit.design).build(table);
    if (!fit.columns.exposure.empty()) need_measured(table, std::span(&fit.columns.exposure, 1));
    const auto exposure = numbers(table, fit.columns.exposure, matrix.rows);
    const std::string& unit = fit.columns.unit;
    const bool shares = fit.family() == Family::binomial || fit.family() == Family::quasi_binomial;
    const auto people = numbers(table, shares ? fit.columns.weights : "", matrix.rows);
    return expected_use(fit, matrix.x, exposure, names_of_rows(table, table.has(unit) ? unit : "", matrix.rows),
                        people);
}

std::vector<Caveat> caveats_of_new_rows(const RiskFit& fit, const Table& table) {
    if (!fit.design) throw ArgumentError(messages::risk_not_from_table);
    return caveats_of_new_rows(fit, Design(*fit.design).build(table).x);
}

Eigen::MatrixXd design_rows(const RiskFit& fit, const Table& table, std::span<const std::int64_t> rows) {
    if (!fit.design) throw ArgumentError(messages::risk_not_from_table);
    for (const std::int64_t row : rows) detail::need_position("rows", row, static_cast<std::int64_t>(table.rows()));
    const Design design(*fit.design);
    Table traits;
    for (const DesignVariable& each : design.variables())
        traits.add(kept(table.column(each.name), Rows(rows.begin(), rows.end())));
    const DesignMatrix matrix = design.build(traits);
    if (matrix.left_out > 0)
        throw ArgumentError(messages::risk_amount_empty, {{"count", std::to_string(matrix.left_out)},
                                                          {"total", std::to_string(rows.size())}});
    return matrix.x;
}

}  // namespace maatstaf
