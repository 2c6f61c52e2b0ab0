// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/table.hpp"
#include "maatstaf/risk/fit.hpp"

namespace maatstaf {

/// What a person would call a trait: a column of the table. In a formula it may stand in several columns of the design
/// (a square, a spline, an interaction), which change together with it.
struct RiskTrait {
    std::string name{};
    std::vector<std::int32_t> columns{};  ///< of the design, in which it takes part
    std::vector<std::string> levels{};    ///< of a category; empty for a number
    std::vector<std::int64_t> rows{};     ///< per level: a row of the fit that has it
    std::int32_t reference = -1;          ///< level that the others are compared with; -1: none is known
};

/// The traits of a fit, and how they make its design. A counterfactual is a value of a trait: change the table, and
/// `design` gives the columns that go with it.
struct RiskTraits {
    std::vector<RiskTrait> traits{};
    Table table{};            ///< the rows of the fit, a column per trait
    bool of_columns = false;  ///< fitted on arrays: every column of the design is a trait of its own
    std::function<Eigen::MatrixXd(const Table&)> design{};

    /// Null when there is no trait of this name.
    const RiskTrait* find(std::string_view name) const noexcept;
    /// A number in the rows of the fit.
    Eigen::VectorXd values(const RiskTrait& trait) const;
    /// The design when a number has one value in all rows, or one per row; when a category has one level.
    Eigen::MatrixXd with(const RiskTrait& trait, double value) const;
    Eigen::MatrixXd with(const RiskTrait& trait, const std::vector<double>& values) const;
    Eigen::MatrixXd with_level(const RiskTrait& trait, std::size_t level) const;
};

/// Those of a fit on a table or on arrays. A formula is known to the language that read it, which makes its own.
RiskTraits traits_of(const RiskFit& fit);

/// A table with one column in place of the one of the same name.
Table with_column(const Table& table, const Column& column);

/// The design to compare with when none is given: every 0/1 trait at 0, every category at its reference level, any
/// other trait no further from the end with least use than that tenth of the people. Throws ArgumentError when a
/// category has no known reference level, or columns without known meaning change together.
Eigen::MatrixXd default_comparison(const RiskFit& fit, const RiskTraits& traits);

/// Shares of use that go with each factor, against `default_comparison`.
AttributableResult attributable(const RiskFit& fit, const AttributableOptions& options, const RiskTraits& traits);

}  // namespace maatstaf
