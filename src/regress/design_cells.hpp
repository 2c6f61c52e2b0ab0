// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "maatstaf/regress/design.hpp"

namespace maatstaf::detail {

/// The values of the variables of a design in the rows that it keeps; per variable either numbers or codes of levels.
/// One row of averages has shares of levels instead of codes.
struct DesignCells {
    std::size_t rows = 0;
    std::vector<std::vector<double>> numbers;
    std::vector<std::vector<std::int32_t>> codes;
    std::vector<std::vector<double>> shares;

    double value(const DesignPart& part, std::size_t row) const {
        const auto v = static_cast<std::size_t>(part.variable);
        if (part.level < 0) return numbers[v][row];
        if (!shares[v].empty()) return shares[v][static_cast<std::size_t>(part.level)];
        return codes[v][row] == part.level ? 1.0 : 0.0;
    }
};

struct ReadCells {
    DesignCells cells;
    std::vector<std::int64_t> rows;   ///< of the table
    std::int64_t left_out = 0;
};

/// Reads a table as `Design::build` says it does.
ReadCells read_cells(const Table& table, const std::vector<DesignVariable>& variables, MissingRows missing);

/// The levels of a categorical column, in order, with their counts.
void learn_levels(const Column& column, DesignVariable& variable);
bool is_categorical(const Column& column, const DesignOptions& options);

/// One row of weighted averages; no weights: all alike.
DesignCells average_cells(const DesignCells& cells, const std::vector<DesignVariable>& variables,
                          std::span<const double> weights);
/// A variable set to a level or number in all rows.
void set_cells(DesignCells& cells, std::size_t variable, std::int32_t level, double value);

DesignMatrix::Rows fill_columns(const std::vector<DesignColumn>& columns, const DesignCells& cells);
/// d columns / d variable.
DesignMatrix::Rows fill_derivative(const std::vector<DesignColumn>& columns, const DesignCells& cells,
                                   std::int32_t variable);

/// Position of the variable or level; throws ArgumentError or DataError with the nearest.
std::size_t find_variable(const std::vector<DesignVariable>& variables, std::string_view name);
std::int32_t find_level(const DesignVariable& variable, std::string_view level);

}  // namespace maatstaf::detail
