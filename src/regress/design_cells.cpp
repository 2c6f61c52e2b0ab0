// SPDX-License-Identifier: Apache-2.0
#include "regress/design_cells.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {
namespace {

/// Calls `visit(row, key)` with a number that is the same for equal values, and once per new key `name(key, text)`.
/// Reading a million rows then makes as many texts as there are levels.
template <class Name, class Visit>
void for_each_key(const Column& column, Name&& name, Visit&& visit) {
    std::map<std::int64_t, std::int64_t> by_number;
    std::unordered_map<std::string, std::int64_t> by_text;
    for (std::size_t i = 0; i < column.size(); ++i) {
        if (column.status(i) != Status::observed) continue;
        std::int64_t key = 0;
        bool is_new = false;
        if (column.type() == ColumnType::string || column.type() == ColumnType::float64) {
            const auto [at, added] = by_text.try_emplace(
                column.type() == ColumnType::string ? std::string(column.text(i)) : column.display(i),
                static_cast<std::int64_t>(by_text.size()));
            key = at->second;
            is_new = added;
        } else {
            const bool coded = column.type() == ColumnType::dictionary || column.type() == ColumnType::date;
            const std::int64_t raw = coded ? column.int32()[i] : static_cast<std::int64_t>(column.number(i));
            const auto [at, added] = by_number.try_emplace(raw, static_cast<std::int64_t>(by_number.size()));
            key = at->second;
            is_new = added;
        }
        if (is_new) name(i, column.type() == ColumnType::dictionary ? std::string(column.text(i)) : column.display(i));
        visit(i, static_cast<std::size_t>(key));
    }
}

[[noreturn]] void refuse_level(const DesignVariable& variable, const std::string& got, std::size_t row) {
    throw DataError(messages::design_new_level, {{"row", std::to_string(row + 1)},
                                                {"got", got},
                                                {"column", variable.name},
                                                {"nearest", nearest(got, variable.levels)},
                                                {"allowed", join(variable.levels, ", ")}});
}

/// Codes of all rows of the table; -1 where the value is missing.
std::vector<std::int32_t> codes_of(const Column& column, const DesignVariable& variable) {
    std::map<std::string, std::int32_t> known;
    for (std::size_t k = 0; k < variable.levels.size(); ++k) known[variable.levels[k]] = static_cast<std::int32_t>(k);
    std::vector<std::int32_t> codes(column.size(), -1), of_key;
    for_each_key(
        column,
        [&](std::size_t row, const std::string& text) {
            const auto at = known.find(text);
            if (at == known.end()) refuse_level(variable, text, row);
            of_key.push_back(at->second);
        },
        [&](std::size_t row, std::size_t key) { codes[row] = of_key[key]; });
    return codes;
}

std::vector<double> numbers_of(const Column& column) {
    std::vector<double> numbers(column.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        numbers[i] = column.number(i);
        if (std::isinf(numbers[i]))
            throw DataError(messages::not_finite, {{"argument", column.name()}, {"where", std::to_string(i + 1)}});
    }
    return numbers;
}

template <class Value>
std::vector<Value> kept(const std::vector<Value>& values, const std::vector<std::int64_t>& rows) {
    if (values.size() == rows.size()) return values;
    std::vector<Value> out;
    out.reserve(rows.size());
    for (const std::int64_t i : rows) out.push_back(values[static_cast<std::size_t>(i)]);
    return out;
}

}  // namespace

bool is_categorical(const Column& column, const DesignOptions& options) {
    if (column.is_text() || std::ranges::find(options.categorical, column.name()) != options.categorical.end())
        return true;
    if (!column.is_numeric()) throw ArgumentError(messages::design_date, {{"column", column.name()}});
    return false;
}

void learn_levels(const Column& column, DesignVariable& variable) {
    struct Level {
        std::string text;
        double order = 0.0;
        std::int64_t count = 0;
    };
    std::vector<Level> found;
    for_each_key(
        column,
        [&](std::size_t row, const std::string& text) {
            double order = 0.0;   // texts are sorted as texts
            if (column.type() == ColumnType::dictionary || column.type() == ColumnType::date)
                order = column.int32()[row];
            else if (column.is_numeric())
                order = column.number(row);
            found.push_back({text, order, 0});
        },
        [&](std::size_t, std::size_t key) { ++found[key].count; });
    std::ranges::sort(
        found, [](const Level& a, const Level& b) { return a.order != b.order ? a.order < b.order : a.text < b.text; });
    for (const Level& each : found) {
        variable.levels.push_back(each.text);
        variable.counts.push_back(each.count);
    }
    if (found.empty()) throw DataError(messages::regress_no_rows);
    if (found.size() == 1)
        throw DataError(messages::design_one_level, {{"column", variable.name}, {"level", found[0].text}});
}

ReadCells read_cells(const Table& table, const std::vector<DesignVariable>& variables, MissingRows missing) {
    DesignCells all;
    const std::size_t n = table.rows(), count = variables.size();
    all.numbers.resize(count);
    all.codes.resize(count);
    all.shares.resize(count);
    std::vector<std::uint8_t> complete(n, 1);
    std::vector<std::string> lacking;
    for (std::size_t v = 0; v < count; ++v) {
        const Column& column = table.column(variables[v].name);
        bool lacks = false;
        for (std::size_t i = 0; i < n && column.has_missing(); ++i)
            if (column.status(i) != Status::observed) complete[i] = 0, lacks = true;
        if (lacks) lacking.push_back(column.name());
        if (variables[v].categorical) {
            all.codes[v] = codes_of(column, variables[v]);
        } else if (column.is_numeric()) {
            all.numbers[v] = numbers_of(column);
        } else {
            throw ArgumentError(messages::column_type, {{"column", column.name()},
                                                       {"got", std::string(to_name(column.type()))},
                                                       {"expected", "float64, int64, int32 or boolean"}});
        }
    }
    ReadCells out;
    std::vector<std::string> missing_rows;
    for (std::size_t i = 0; i < n; ++i) {
        if (complete[i] != 0)
            out.rows.push_back(static_cast<std::int64_t>(i));
        else
            missing_rows.push_back(std::to_string(i + 1));
    }
    out.left_out = static_cast<std::int64_t>(missing_rows.size());
    if (out.left_out > 0 && missing == MissingRows::refuse)
        throw DataError(messages::design_missing_rows, {{"count", std::to_string(out.left_out)},
                                                       {"columns", join(lacking, ", ")},
                                                       {"rows", join(missing_rows, ", ", 10)}});
    out.cells.rows = out.rows.size();
    out.cells.shares = all.shares;
    for (std::size_t v = 0; v < count; ++v) {
        out.cells.numbers.push_back(all.numbers[v].empty() ? std::vector<double>() : kept(all.numbers[v], out.rows));
        out.cells.codes.push_back(all.codes[v].empty() ? std::vector<std::int32_t>() : kept(all.codes[v], out.rows));
    }
    return out;
}

DesignCells average_cells(const DesignCells& cells, const std::vector<DesignVariable>& variables,
                          std::span<const double> weights) {
    DesignCells out;
    out.rows = 1;
    out.numbers.resize(variables.size());
    out.codes.resize(variables.size());
    out.shares.resize(variables.size());
    double total = 0.0;
    for (std::size_t i = 0; i < cells.rows; ++i) total += weights.empty() ? 1.0 : weights[i];
    for (std::size_t v = 0; v < variables.size(); ++v) {
        if (variables[v].categorical)
            out.shares[v].assign(variables[v].levels.size(), 0.0);
        else
            out.numbers[v] = {0.0};
        for (std::size_t i = 0; i < cells.rows; ++i) {
            const double share = (weights.empty() ? 1.0 : weights[i]) / total;
            if (variables[v].categorical)
                out.shares[v][static_cast<std::size_t>(cells.codes[v][i])] += share;
            else
                out.numbers[v][0] += share * cells.numbers[v][i];
        }
    }
    return out;
}

void set_cells(DesignCells& cells, std::size_t variable, std::int32_t level, double value) {
    if (level < 0) {
        std::ranges::fill(cells.numbers[variable], value);
    } else if (!cells.shares[variable].empty()) {
        std::ranges::fill(cells.shares[variable], 0.0);
        cells.shares[variable][static_cast<std::size_t>(level)] = 1.0;
    } else {
        std::ranges::fill(cells.codes[variable], level);
    }
}

DesignMatrix::Rows fill_columns(const std::vector<DesignColumn>& columns, const DesignCells& cells) {
    DesignMatrix::Rows x(static_cast<Eigen::Index>(cells.rows), static_cast<Eigen::Index>(columns.size()));
    for (std::size_t i = 0; i < cells.rows; ++i)
        for (std::size_t c = 0; c < columns.size(); ++c) {
            double value = 1.0;
            for (const DesignPart& part : columns[c].parts) value *= cells.value(part, i);
            x(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(c)) = value;
        }
    return x;
}

DesignMatrix::Rows fill_derivative(const std::vector<DesignColumn>& columns, const DesignCells& cells,
                                   std::int32_t variable) {
    DesignMatrix::Rows x =
        DesignMatrix::Rows::Zero(static_cast<Eigen::Index>(cells.rows), static_cast<Eigen::Index>(columns.size()));
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const auto& parts = columns[c].parts;
        if (std::ranges::none_of(parts, [&](const DesignPart& part) { return part.variable == variable; })) continue;
        for (std::size_t i = 0; i < cells.rows; ++i) {
            double value = 1.0;   // a variable stands once in a term
            for (const DesignPart& part : parts)
                if (part.variable != variable) value *= cells.value(part, i);
            x(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(c)) = value;
        }
    }
    return x;
}

std::size_t find_variable(const std::vector<DesignVariable>& variables, std::string_view name) {
    std::vector<std::string> names;
    for (std::size_t v = 0; v < variables.size(); ++v) {
        if (variables[v].name == name) return v;
        names.push_back(variables[v].name);
    }
    throw ArgumentError(
        messages::design_unknown_variable,
        {{"got", std::string(name)}, {"nearest", nearest(name, names)}, {"allowed", join(names, ", ")}});
}

std::int32_t find_level(const DesignVariable& variable, std::string_view level) {
    const auto at = std::ranges::find(variable.levels, level);
    if (at != variable.levels.end()) return static_cast<std::int32_t>(at - variable.levels.begin());
    throw ArgumentError(messages::design_unknown_level, {{"got", std::string(level)},
                                                        {"column", variable.name},
                                                        {"nearest", nearest(level, variable.levels)},
                                                        {"allowed", join(variable.levels, ", ")}});
}

}  // namespace maatstaf::detail
