// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/design.hpp"

#include <algorithm>
#include <set>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"
#include "core/archive_io.hpp"
#include "core/check.hpp"
#include "regress/design_cells.hpp"

namespace maatstaf {
namespace {

const char* const intercept_name = "(intercept)";
using Variables = std::set<std::int32_t>;

Variables variables_of(const DesignTerm& term, const std::vector<DesignVariable>& variables) {
    Variables out;
    for (const std::string& each : term.columns)
        out.insert(static_cast<std::int32_t>(detail::find_variable(variables, each)));
    return out;
}

/// A term has columns, each once, and no other term has the same ones.
void check_terms(const std::vector<DesignTerm>& terms) {
    std::set<std::set<std::string>> known;
    for (const DesignTerm& each : terms) {
        const std::set<std::string> columns(each.columns.begin(), each.columns.end());
        if (columns.empty() || columns.size() != each.columns.size() || !known.insert(columns).second)
            throw ArgumentError(messages::design_term, {{"term", each.name()}});
    }
}

void check_state(const DesignState& state) {
    check_terms(state.terms);
    std::set<std::string> names;
    for (const DesignVariable& each : state.variables) {
        if (!names.insert(each.name).second) throw ArgumentError(messages::duplicate_column, {{"got", each.name}});
        if (!each.categorical) continue;
        const std::set<std::string> levels(each.levels.begin(), each.levels.end());
        if (each.levels.size() < 2 || levels.size() != each.levels.size() || each.counts.size() != each.levels.size())
            throw ArgumentError(messages::design_one_level,
                                {{"column", each.name}, {"level", join(each.levels, ", ")}});
        detail::need_position("reference", each.reference, static_cast<std::int64_t>(each.levels.size()));
    }
    for (const DesignTerm& each : state.terms) variables_of(each, state.variables);
}

}  // namespace

std::string DesignTerm::name() const { return join(columns, ":", columns.size()); }

Design::Design(const Table& table, std::vector<DesignTerm> terms, const DesignOptions& options) {
    check_terms(terms);
    state_.terms = std::move(terms);
    state_.options = options;
    for (const DesignTerm& term : state_.terms)
        for (const std::string& name : term.columns) {
            if (std::ranges::any_of(state_.variables, [&](const DesignVariable& v) { return v.name == name; }))
                continue;
            const Column& column = table.column(name);
            if (std::ranges::find(options.categorical, name) == options.categorical.end())
                need_measured(table, std::span(&name, 1));
            DesignVariable variable{.name = name, .categorical = detail::is_categorical(column, options)};
            if (variable.categorical) {
                detail::learn_levels(column, variable);
                if (options.reference == ReferenceRule::most_frequent)
                    variable.reference =
                        static_cast<std::int32_t>(std::ranges::max_element(variable.counts) - variable.counts.begin());
            }
            state_.variables.push_back(std::move(variable));
        }
    for (const ReferenceLevel& each : options.references) {
        DesignVariable& variable = state_.variables[detail::find_variable(state_.variables, each.column)];
        if (!variable.categorical)
            throw ArgumentError(messages::design_not_categorical, {{"column", variable.name}, {"level", each.level}});
        variable.reference = detail::find_level(variable, each.level);
    }
    for (const std::string& each : options.categorical) detail::find_variable(state_.variables, each);
    if (detail::read_cells(table, state_.variables, options.missing).rows.empty())
        throw DataError(messages::regress_no_rows);
    make_columns();
}

Design::Design(DesignState state) : state_(std::move(state)) {
    check_state(state_);
    make_columns();
}

void Design::make_columns() {
    const auto& variables = state_.variables;
    std::set<Variables> present;
    if (state_.options.intercept) {
        present.insert(Variables{});
        columns_.push_back({intercept_name, -1, {}});
    }
    for (const DesignTerm& term : state_.terms) present.insert(variables_of(term, variables));
    for (std::size_t t = 0; t < state_.terms.size(); ++t) {
        const Variables own = variables_of(state_.terms[t], variables);
        std::vector<DesignColumn> made{{"", static_cast<std::int32_t>(t), {}}};
        for (const std::string& name : state_.terms[t].columns) {
            const auto at = static_cast<std::int32_t>(detail::find_variable(variables, name));
            const DesignVariable& variable = variables[static_cast<std::size_t>(at)];
            std::vector<std::int32_t> levels{-1};
            if (variable.categorical) {
                Variables rest = own;
                rest.erase(at);
                const bool all = !present.contains(rest);
                // Without an intercept the first categorical column stands in for it.
                if (all && rest.empty()) present.insert(Variables{});
                levels.clear();
                for (std::int32_t k = 0; k < static_cast<std::int32_t>(variable.levels.size()); ++k)
                    if (all || k != variable.reference) levels.push_back(k);
            }
            std::vector<DesignColumn> longer;   // the first column of a term varies fastest
            for (const std::int32_t level : levels)
                for (const DesignColumn& each : made) {
                    DesignColumn next = each;
                    next.parts.push_back({at, level});
                    next.name += (next.name.empty() ? "" : ":") + name;
                    if (level >= 0) next.name += "[" + variable.levels[static_cast<std::size_t>(level)] + "]";
                    longer.push_back(std::move(next));
                }
            made = std::move(longer);
        }
        columns_.insert(columns_.end(), made.begin(), made.end());
    }
    if (columns_.empty()) throw ArgumentError(messages::design_term, {{"term", ""}});
    for (const DesignVariable& each : variables) {
        std::vector<std::string> once;
        for (std::size_t k = 0; k < each.levels.size(); ++k)
            if (each.counts[k] == 1) once.push_back(each.levels[k]);
        if (!once.empty())
            caveats_.push_back({messages::design_level_once, {{"levels", join(once, ", ")}, {"column", each.name}}});
    }
}

std::vector<std::string> Design::names() const {
    std::vector<std::string> out;
    for (const DesignColumn& each : columns_) out.push_back(each.name);
    return out;
}

std::vector<std::string> Design::column_terms() const {
    std::vector<std::string> out;
    for (const DesignColumn& each : columns_)
        out.push_back(each.term < 0 ? intercept_name : state_.terms[static_cast<std::size_t>(each.term)].name());
    return out;
}

const DesignVariable& Design::variable(std::string_view name) const {
    return state_.variables[detail::find_variable(state_.variables, name)];
}

DesignMatrix Design::build(const Table& table) const {
    for (const DesignVariable& each : state_.variables)
        if (!each.categorical) need_measured(table, std::span(&each.name, 1));
    detail::ReadCells read = detail::read_cells(table, state_.variables, state_.options.missing);
    DesignMatrix out;
    out.x = detail::fill_columns(columns_, read.cells);
    out.names = names();
    out.rows = std::move(read.rows);
    out.left_out = read.left_out;
    out.caveats = caveats_;
    if (out.left_out > 0)
        out.caveats.push_back({messages::design_rows_left_out,
                               {{"count", std::to_string(out.left_out)}, {"total", std::to_string(table.rows())}}});
    return out;
}

DesignMatrix::Rows Design::build_with(const Table& table, const std::vector<Setting>& settings) const {
    detail::DesignCells cells = detail::read_cells(table, state_.variables, state_.options.missing).cells;
    for (const Setting& each : settings) {
        const std::size_t at = detail::find_variable(state_.variables, each.column);
        const DesignVariable& variable = state_.variables[at];
        detail::set_cells(cells, at, variable.categorical ? detail::find_level(variable, each.level) : -1, each.value);
    }
    return detail::fill_columns(columns_, cells);
}

DesignMatrix::Rows Design::derivative(const Table& table, std::string_view column) const {
    const std::size_t at = detail::find_variable(state_.variables, column);
    if (state_.variables[at].categorical)
        throw ArgumentError(messages::design_no_slope, {{"column", std::string(column)}});
    const auto read = detail::read_cells(table, state_.variables, state_.options.missing);
    return detail::fill_derivative(columns_, read.cells, static_cast<std::int32_t>(at));
}

Table Design::table() const {
    std::vector<std::string> levels, references;
    std::vector<std::int64_t> rows;
    std::vector<Status> counted;
    for (const DesignColumn& each : columns_) {
        std::vector<std::string> own, against;
        for (const DesignPart& part : each.parts) {
            if (part.level < 0) continue;
            const DesignVariable& variable = state_.variables[static_cast<std::size_t>(part.variable)];
            own.push_back(variable.levels[static_cast<std::size_t>(part.level)]);
            against.push_back(variable.levels[static_cast<std::size_t>(variable.reference)]);
        }
        levels.push_back(join(own, ":"));
        references.push_back(join(against, ":"));
        const bool one = each.parts.size() == 1 && each.parts[0].level >= 0;
        rows.push_back(one ? state_.variables[static_cast<std::size_t>(each.parts[0].variable)]
                                 .counts[static_cast<std::size_t>(each.parts[0].level)]
                           : 0);
        counted.push_back(one ? Status::observed : Status::not_applicable);
    }
    return Table({Column::string("column", names()), Column::string("term", column_terms()),
                  Column::string("level", levels), Column::string("reference", references),
                  Column::int64("rows", rows, counted)});
}

template <>
Bytes to_archive(const Design& design) {
    return detail::archive_described("Design", design.state());
}

template <>
Design from_archive(std::span<const std::byte> bytes) {
    return detail::restore("Design", bytes,
                           [](detail::InputArchive& content) { return Design(content.get<DesignState>()); });
}

}  // namespace maatstaf
