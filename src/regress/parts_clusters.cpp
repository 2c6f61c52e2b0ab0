// SPDX-License-Identifier: Apache-2.0
#include "regress/parts_clusters.hpp"

#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"

namespace maatstaf::detail {
namespace {

/// As `FreedomSums` wants them: what a cluster has in each combination, of all blocks under one another.
class StackedShares {
public:
    StackedShares(const std::vector<const PartsShares*>& parts, const Eigen::MatrixXd& combinations)
        : parts_(parts) {
        for (const PartsShares* each : parts_) {
            turned_.push_back(each->lift.transpose() * combinations);
            rank_ += each->lift.cols();
        }
        own_.resize(combinations.cols());
        pulled_.resize(rank_, combinations.cols());
    }
    FreedomSums sums() const { return {rank_, own_.size()}; }
    /// `take(block, adjusted)` sees each block on the way; `score(block)` is its score of this cluster.
    template <class Score, class Take>
    void add(std::size_t cluster, FreedomSums& sums, Score&& score, Take&& take) {
        own_.setZero();
        Eigen::Index first = 0;
        for (std::size_t b = 0; b < parts_.size(); ++b) {
            const PartsShares& part = *parts_[b];
            const Adjusted own = adjust({score(b), part.shares[cluster]}, 0.5, turned_[b]);
            own_ += part.scale * own.own;
            pulled_.middleRows(first, part.lift.cols()) = std::sqrt(part.scale) * own.pulled;
            first += part.lift.cols();
            take(b, own);
        }
        sums.add(own_, pulled_);
    }

private:
    const std::vector<const PartsShares*>& parts_;
    std::vector<Eigen::MatrixXd> turned_;
    Eigen::Index rank_ = 0;
    Eigen::VectorXd own_;
    Eigen::MatrixXd pulled_;
};

}  // namespace

PartsMembers members_of(const PartsRows& rows, std::span<const std::int32_t> clusters) {
    const Grouping grouping = group_rows(clusters);
    if (grouping.size() < 2) throw DataError(messages::regress_one_cluster);
    PartsMembers made;
    made.any.resize(grouping.size());
    made.above.resize(grouping.size());
    std::vector<std::size_t> cluster(clusters.size());
    for (std::size_t g = 0; g < grouping.size(); ++g)
        for (const std::ptrdiff_t i : grouping.cluster(g)) {
            made.any[g].push_back(i);
            cluster[static_cast<std::size_t>(i)] = g;
        }
    for (std::size_t k = 0; k < rows.above.size(); ++k)
        made.above[cluster[static_cast<std::size_t>(rows.above[k])]].push_back(static_cast<std::ptrdiff_t>(k));
    return made;
}

PartsBlock cluster_block(const FitRows& fit, const DesignView& x,
                         const std::vector<std::vector<std::ptrdiff_t>>& members, double dispersion, Eigen::Index first,
                         Eigen::Index parameters) {
    PartsBlock made;
    made.shares.lift = Eigen::MatrixXd::Zero(parameters, fit.rank());
    for (std::size_t a = 0; a < fit.columns.size(); ++a)
        made.shares.lift.row(first + fit.columns[a]) = fit.root.row(static_cast<Eigen::Index>(a));
    if (dispersion > 0.0 && std::isfinite(dispersion)) made.shares.scale = dispersion;
    for (const auto& rows : members) {
        ClusterSums own = cluster_sums(x, fit, rows, true);
        made.scores.push_back(std::move(own.score));
        made.shares.shares.push_back(std::move(own.gram));
    }
    return made;
}

PartsSandwich cluster_sandwich(const std::vector<PartsBlock>& blocks) {
    const Eigen::Index parameters = blocks.front().shares.lift.rows();
    std::vector<const PartsShares*> parts;
    for (const PartsBlock& each : blocks) parts.push_back(&each.shares);
    StackedShares stacked(parts, Eigen::MatrixXd::Identity(parameters, parameters));
    FreedomSums freedom = stacked.sums();
    PartsSandwich made{Eigen::MatrixXd::Zero(parameters, parameters), {}};
    Eigen::VectorXd influence(parameters);
    for (std::size_t g = 0; g < blocks.front().scores.size(); ++g) {
        influence.setZero();
        stacked.add(
            g, freedom, [&](std::size_t b) -> const Eigen::VectorXd& { return blocks[b].scores[g]; },
            [&](std::size_t b, const Adjusted& own) { influence += parts[b]->lift * own.score; });
        made.covariance.noalias() += influence * influence.transpose();
    }
    made.degrees_of_freedom = freedom.degrees_of_freedom();
    return made;
}

Eigen::VectorXd shares_freedom(const std::vector<PartsShares>& parts, const Eigen::MatrixXd& combinations,
                               double otherwise) {
    if (parts.empty()) return Eigen::VectorXd::Constant(combinations.cols(), otherwise);
    std::vector<const PartsShares*> pointers;
    for (const PartsShares& each : parts) pointers.push_back(&each);
    StackedShares stacked(pointers, combinations);
    FreedomSums freedom = stacked.sums();
    std::vector<Eigen::VectorXd> nothing;
    for (const PartsShares& each : parts) nothing.emplace_back(Eigen::VectorXd::Zero(each.lift.cols()));
    for (std::size_t g = 0; g < parts.front().shares.size(); ++g)
        stacked.add(
            g, freedom, [&](std::size_t b) -> const Eigen::VectorXd& { return nothing[b]; },
            [](std::size_t, const Adjusted&) {});
    return freedom.degrees_of_freedom();
}

}  // namespace maatstaf::detail
