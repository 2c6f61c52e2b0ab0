// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/data.hpp"
#include "regress/absorb_cells.hpp"
#include "regress/absorb_inference.hpp"
#include "regress/absorb_report.hpp"

namespace maatstaf::detail {

using PackedRows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Where a fit over cells stands: everything that a row contributes depends on the data and on this. Cells stand by
/// position of their layout.
struct CellPoint {
    bool linear = true;
    double mean_outcome = 0.0;      ///< Poisson: for the starting means
    PackedRows centre{};            ///< cells x columns + 1, less what rows are looked at: x, and outcome less offset
    Eigen::VectorXd coefficients{};
    /// Poisson: eta of a row is `start` log(starting mean) + (1 - start) offset + (x - centre)'coefficients + that of
    /// its cell. Halving the first step leaves part of the starting values in it.
    double start = 1.0;
    bool in_model = false;          ///< else the response holds eta less offset too
    Eigen::VectorXd eta{};

    bool operator==(const CellPoint& other) const {
        return centre == other.centre && coefficients == other.coefficients && start == other.start && eta == other.eta;
    }
};

/// A row as it is looked at from a point.
struct CellRow {
    std::ptrdiff_t row = 0;
    std::int32_t position = 0;
    double y = 0.0, offset = 0.0, weight = 0.0, frequency = 0.0, precision = 0.0;
    double mean = 0.0, eta = 0.0, working = 0.0, response = 0.0;
    Eigen::RowVectorXd x{};   ///< less the centre of its cell
};

/// Sums over all rows that take part, whatever the estimate.
struct RowTotals {
    double observations = 0.0, log_precision = 0.0, weight = 0.0, outcome = 0.0, exposure = 0.0, squares = 0.0;
    double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
    Eigen::VectorXd column{}, column_squares{};   ///< weighted, of x less shift
    void add(const RowTotals& other);
};

/// Normal equations in parts: sums per cell, and products of rows about the centre of their cell.
struct CellSums {
    double rows = 0.0, objective = 0.0, size = 0.0;
    Eigen::VectorXd weight{};   ///< working weights per cell
    PackedRows sums{};          ///< cells x columns + 1, weighted
    Eigen::MatrixXd gram{};     ///< columns + 1 squared
    RowTotals totals{};         ///< in the first of these sweeps
    void add(const CellSums& other);
};

/// Which values a column has, as far as it takes to know whether all rows but one have the same.
struct ValuesSeen {
    double value[2] = {0.0, 0.0}, count[2] = {0.0, 0.0};
    bool more = false;
    void add(double seen, double times);
    void add(const ValuesSeen& other);
    /// Whether all rows but one, which has this value, have the same.
    bool same_but_for(double one) const;
};

/// What inference sums over rows at the estimate, with columns demeaned.
struct JudgedSums {
    double rows = 0.0;
    std::int64_t separated = 0;
    FitQuality quality{};
    Eigen::VectorXd score{};
    Eigen::MatrixXd meat{};                       ///< hc1
    // hc1: information of rows on each coefficient, summed, squared and summed; that of the row with most, and its x.
    Eigen::VectorXd held{}, held_squares{}, most{}, most_value{};
    std::vector<ValuesSeen> seen{};
    // Clusters, per grouping: scores, rows; and for the first two information, lowest and highest x.
    std::vector<PackedRows> scores{}, shares{}, low{}, high{};
    std::vector<Eigen::VectorXd> cluster_rows{};

    void add(const JudgedSums& other);
};

/// What the last sweep needs beside the point.
struct JudgedPoint {
    Eigen::MatrixXd bread{};
    Eigen::VectorXd last_step{}, last_move{};   ///< of the coefficients, and per cell; Poisson that converged
};


void add_rows(const RegressionData& batch, const PlacedRows& placed, const CellLayout& laid, const CellPoint& point,
              const Eigen::VectorXd* shift, CellSums& to);
void judge_rows(const RegressionData& batch, const PlacedRows& placed, const CellLayout& laid, const CellPoint& point,
                const JudgedPoint& at, const AbsorbCells& cells, AbsorbCovariance covariance, JudgedSums& to);

/// The supports of the columns, as `supports_of` gives them for rows at hand.
std::vector<GroupingSupport> supports_in(const JudgedSums& sums, const AbsorbCells& cells);

}  // namespace maatstaf::detail
