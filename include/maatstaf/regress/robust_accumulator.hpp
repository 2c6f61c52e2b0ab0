// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/glm.hpp"
#include "maatstaf/regress/robust.hpp"

namespace maatstaf {

namespace detail {
struct FitRows;
}

/// What a sandwich adds up over the rows of one cluster, in the basis of the covariance of the fit.
struct RobustClusterSums {
    Eigen::VectorXd score{};
    Eigen::MatrixXd information{};   ///< its part of X'WX
    std::int64_t first_row = 0;      ///< the first of them, as they were added
};

/// What a sandwich adds up over rows.
struct RobustSums {
    double observations = 0.0;   ///< rows with weight, by frequency
    std::int64_t rows = 0;
    Eigen::MatrixXd meat{};      ///< hc*: of the columns with an estimate, in the basis of the covariance of the fit
    Eigen::MatrixXd bread{};     ///< X'WX in that basis: nearly the identity
    Eigen::VectorXd squares{};   ///< hc*: of the shares of rows in the information on each coefficient
    Eigen::MatrixXd leaning{};   ///< hc*: one column per row with a leverage close to 1, of which there are at most p
    std::vector<std::int64_t> leaning_rows{};                  ///< as they were added
    std::map<std::string, RobustClusterSums> clusters{};       ///< cr*: by label
};

/// `robust_covariance` when rows come in batches, from several files or workers: one sweep over the rows of a fit that
/// is known. The state of hc0 .. hc4 is a few p x p matrices. That of cr0 .. cr3 has p (p + 1) numbers per cluster: it
/// grows with the clusters, not with the rows. The other kinds need more of a cluster, or of its neighbours, than sums.
/// What one row or cluster alone decides is found as `robust_covariance` finds it; rows are numbered as they were
/// added, those of a merged worker after one's own.
///
///     RobustAccumulator sandwich(fit, RobustKind::hc3);
///     for (const auto& batch : batches) sandwich.add(batch);
///     RobustResult result = sandwich.result();
class RobustAccumulator {
public:
    /// `kind`: hc0 .. hc4, cr0, cr1, cr2 or cr3; ArgumentError for others.
    explicit RobustAccumulator(const GlmResult& fit, RobustKind kind = RobustKind::hc3, double confidence = 0.95);
    /// Of another worker or another day.
    RobustAccumulator(const GlmResult& fit, RobustKind kind, double confidence, RobustSums sums);

    /// Row i belongs to cluster labels[codes[i]]; without labels the number itself is the label. Throws as
    /// `robust_covariance` does, and ArgumentError on analytic weights: they are rescaled over all rows, which a batch
    /// does not know; as prior weights they give the same estimates and the same sandwich.
    void add(const RegressionData& batch, std::span<const std::int32_t> codes = {},
             std::span<const std::string> labels = {});
    /// Throws ArgumentError unless `other` is of the same fit and kind.
    void merge(const RobustAccumulator& other);
    /// Throws ArgumentError when not exactly the rows of the fit were seen, DataError when there is one cluster only.
    RobustResult result() const;

    const GlmResult& fit() const noexcept { return fit_; }
    RobustKind kind() const noexcept { return kind_; }
    double confidence() const noexcept { return confidence_; }
    const RobustSums& sums() const noexcept { return sums_; }

private:
    void add_clusters(const Eigen::MatrixXd& turn, const detail::FitRows& basis, Eigen::MatrixXd& meat,
                      RobustResult& out) const;

    GlmResult fit_;
    RobustKind kind_;
    double confidence_;
    RobustSums sums_;
};

}  // namespace maatstaf
