// SPDX-License-Identifier: Apache-2.0
#include "regress/parts_clusters.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"

namespace maatstaf::detail {
namespace {

/// Below so many clusters their shares are kept.
constexpr std::size_t few_clusters = 50;

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
    /// Of one cluster, whose `sums_of(block)` has no numbers where it has no rows; `take(block, adjusted)` sees each
    /// other block on the way.
    template <class SumsOf, class Take>
    void add(FreedomSums& sums, SumsOf&& sums_of, Take&& take) {
        own_.setZero();
        pulled_.setZero();
        Eigen::Index first = 0;
        for (std::size_t b = 0; b < parts_.size(); ++b) {
            const PartsShares& part = *parts_[b];
            if (const ClusterSums& given = sums_of(b); given.score.size() != 0) {
                const Adjusted own = adjust(given, 0.5, turned_[b]);
                own_ += part.scale * own.own;
                pulled_.middleRows(first, part.lift.cols()) = std::sqrt(part.scale) * own.pulled;
                take(b, own);
            }
            first += part.lift.cols();
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

void BlockSums::add(const BlockSums& other) {
    if (other.is_empty()) return;
    if (is_empty()) {
        *this = other;
        return;
    }
    sums.score += other.sums.score;
    sums.gram += other.sums.gram;
    first_row = std::min(first_row, other.first_row);
}

PartsBlock fit_block(std::size_t block, const FitRows& fit, double dispersion, Eigen::Index first,
                     Eigen::Index parameters) {
    PartsBlock made{block, {}};
    made.place.lift = Eigen::MatrixXd::Zero(parameters, fit.rank());
    for (std::size_t a = 0; a < fit.columns.size(); ++a)
        made.place.lift.row(first + fit.columns[a]) = fit.root.row(static_cast<Eigen::Index>(a));
    if (dispersion > 0.0 && std::isfinite(dispersion)) made.place.scale = dispersion;
    return made;
}

PartsSandwich cluster_sandwich(const std::vector<PartsBlock>& blocks, const PartsClusters& clusters) {
    if (clusters.size() < 2) throw DataError(messages::regress_one_cluster);
    const Eigen::Index parameters = blocks.front().place.lift.rows();
    std::vector<const PartsShares*> parts;
    for (const PartsBlock& each : blocks) parts.push_back(&each.place);
    StackedShares stacked(parts, Eigen::MatrixXd::Identity(parameters, parameters));
    FreedomSums freedom = stacked.sums();
    PartsSandwich made{Eigen::MatrixXd::Zero(parameters, parameters), {}};
    Eigen::VectorXd influence(parameters);
    for (const auto& each : clusters) {
        const PartsCluster& cluster = each.second;
        influence.setZero();
        stacked.add(
            freedom, [&](std::size_t b) -> const ClusterSums& { return cluster[blocks[b].block].sums; },
            [&](std::size_t b, const Adjusted& own) { influence += parts[b]->lift * own.score; });
        made.covariance.noalias() += influence * influence.transpose();
    }
    made.degrees_of_freedom = freedom.degrees_of_freedom();
    return made;
}

std::vector<PartsShares> shares_of(const std::vector<PartsBlock>& blocks, const PartsClusters& clusters) {
    std::vector<PartsShares> made;
    if (clusters.size() >= few_clusters) return made;
    for (const PartsBlock& each : blocks) {
        const Eigen::Index rank = each.place.lift.cols();
        made.push_back(each.place);
        for (const auto& cluster : clusters) {
            const BlockSums& own = cluster.second[each.block];
            made.back().shares.push_back(own.is_empty() ? Eigen::MatrixXd::Zero(rank, rank).eval() : own.sums.gram);
        }
    }
    return made;
}

Eigen::VectorXd shares_freedom(const std::vector<PartsShares>& parts, const Eigen::MatrixXd& combinations,
                               double otherwise) {
    if (parts.empty()) return Eigen::VectorXd::Constant(combinations.cols(), otherwise);
    std::vector<const PartsShares*> pointers;
    for (const PartsShares& each : parts) pointers.push_back(&each);
    StackedShares stacked(pointers, combinations);
    FreedomSums freedom = stacked.sums();
    ClusterSums own;
    for (std::size_t g = 0; g < parts.front().shares.size(); ++g)
        stacked.add(
            freedom,
            [&](std::size_t b) -> const ClusterSums& {
                own = {Eigen::VectorXd::Zero(parts[b].lift.cols()), parts[b].shares[g]};
                return own;
            },
            [](std::size_t, const Adjusted&) {});
    return freedom.degrees_of_freedom();
}

}  // namespace maatstaf::detail
