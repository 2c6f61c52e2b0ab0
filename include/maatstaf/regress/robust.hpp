// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/glm.hpp"

namespace maatstaf {

/// Estimators of the covariance of coefficients that hold when the variance of the family does not.
enum class RobustKind : std::uint8_t {
    hc0,   ///< White (1980)
    hc1,   ///< hc0 x n / (n - p)
    hc2,   ///< residuals / sqrt(1 - leverage)
    hc3,   ///< residuals / (1 - leverage); the default for independent rows (Long & Ervin 2000)
    hc4,   ///< residuals / (1 - leverage)^(d/2), d = min(4, n leverage / p) (Cribari-Neto 2004)
    cr0,   ///< sums of scores per cluster (Liang & Zeger 1986)
    cr1,   ///< cr0 x G/(G-1) x (n-1)/(n-p)
    cr2,   ///< bias-reduced linearisation (Bell & McCaffrey 2002) of the weighted rows; the default for clusters
    cr2_residual,   ///< the same with a correction that is symmetric for the residuals as they are (Pustejovsky &
                    ///< Tipton 2018)
    cr3,            ///< close to leaving one cluster out
    newey_west,     ///< rows in the order of time, Bartlett weights, `lags` lags (Newey & West 1987)
    conley,         ///< rows nearer than `distance` are dependent, weight falling to 0 at that distance (Conley 1999)
};
constexpr auto enum_names(RobustKind) {
    using enum RobustKind;
    return std::array{EnumName<RobustKind>{hc0, "hc0"},
                      EnumName<RobustKind>{hc1, "hc1"},
                      EnumName<RobustKind>{hc2, "hc2"},
                      EnumName<RobustKind>{hc3, "hc3"},
                      EnumName<RobustKind>{hc4, "hc4"},
                      EnumName<RobustKind>{cr0, "cr0"},
                      EnumName<RobustKind>{cr1, "cr1"},
                      EnumName<RobustKind>{cr2, "cr2"},
                      EnumName<RobustKind>{cr2_residual, "cr2_residual"},
                      EnumName<RobustKind>{cr3, "cr3"},
                      EnumName<RobustKind>{newey_west, "newey_west"},
                      EnumName<RobustKind>{conley, "conley"}};
}

struct RobustOptions {
    RobustKind kind = RobustKind::hc3;
    /// cr*: any whole number per row; equal ones belong together. Refused with the other kinds, which know no clusters.
    std::span<const std::int32_t> clusters{};
    std::span<const std::int32_t> second_clusters{};   ///< cr0, cr1: a second, crossing grouping
    std::int32_t lags = 0;                             ///< newey_west: at least 1; 0 for all others
    std::span<const double> easting{}, northing{};     ///< conley: in the unit of `distance`
    double distance = 0.0;                             ///< conley: > 0
    double confidence = 0.95;                          ///< of the intervals in the table
};

/// A covariance with the degrees of freedom that belong to it, and what it makes of the estimates.
struct RobustResult {
    RobustKind kind = RobustKind::hc3;
    std::vector<std::string> names{};   ///< p
    Eigen::VectorXd coefficients{};     ///< p, those of the fit
    Eigen::MatrixXd covariance{};       ///< p x p; NaN for aliased and undetermined columns
    /// Per coefficient, for t intervals: Satterthwaite's for cr2*, clusters - 1 for the other cr*, infinite otherwise.
    Eigen::VectorXd degrees_of_freedom{};
    std::int32_t clusters = 0;   ///< of the smaller grouping; 0 without clusters
    double confidence = 0.95;    ///< of the intervals
    /// Rows or clusters that a coefficient rests on: 1 / sum of squared shares in its information (Carter, Schnepel &
    /// Steigerwald 2017); NaN for aliased columns. Below 4.5, and half of all, a caveat says so.
    Eigen::VectorXd effective{};
    /// Columns of which one row or cluster holds all the information in some direction: its residuals add up to 0
    /// there whatever the truth is, so the sandwich has nothing to go by. They have no variance and no interval.
    std::vector<std::int32_t> undetermined{};
    std::vector<std::int64_t> deciding_rows{};   ///< per undetermined column: that row, or the first of that cluster
    std::vector<Caveat> caveats{};

    Eigen::VectorXd standard_errors() const;   ///< p
    /// term, estimate, se, statistic, df, p_value, low, high.
    Table table() const;
};

/// Sandwich estimators for a fit, from the same rows as the fit. A frequency weight stands for so many independent
/// rows, a prior or analytic weight for one more precise row. cr2 and cr3 use the fitted weights as the working model,
/// with one eigenvalue problem of size p per cluster, however large the clusters are. Where weights differ within a
/// cluster (GLMs), the correction for cr2 can be chosen in more than one way, all unbiased when the working model
/// holds: cr2_residual is the choice of clubSandwich, with an eigenvalue problem of the size of the cluster. Two
/// groupings: the sum of the covariances of each minus that of their crossing (Cameron, Gelbach & Miller 2011); what
/// comes out negative there, or for conley, is set to zero with a caveat. Throws ArgumentError on wrong lengths and
/// options that the kind needs; DataError when there is one cluster only.
RobustResult robust_covariance(const RegressionData& data, const GlmResult& fit, const RobustOptions& options);

/// Satterthwaite's degrees of freedom of linear combinations of coefficients under a cr* covariance: one per column of
/// `contrasts` (p rows), NaN where one needs an undetermined column. For t tests of sums and differences,
/// and of marginal effects by their gradient.
Eigen::VectorXd satterthwaite(const RegressionData& data, const GlmResult& fit, const RobustOptions& options,
                              const Eigen::MatrixXd& contrasts);

}  // namespace maatstaf
