// SPDX-License-Identifier: Apache-2.0
#include "regress/wild_draws.hpp"

#include <array>
#include <cmath>

#include "maatstaf/core/random.hpp"

namespace maatstaf::detail {
namespace {

constexpr std::uint32_t wild_purpose = 5101;
constexpr std::int64_t block = 64;   ///< draws at a time: one stream of 64 signs per cluster

double webb_weight(double uniform) {
    static const std::array<double, 6> values{-std::sqrt(1.5), -1.0, -std::sqrt(0.5),
                                              std::sqrt(0.5),  1.0,  std::sqrt(1.5)};
    return values[static_cast<std::size_t>(6.0 * uniform)];
}

/// Weights of draws first .. first+count-1: one row per cluster, one column per draw.
Eigen::MatrixXd weights_of(const WildPlan& plan, std::int64_t first, std::int64_t count) {
    Eigen::MatrixXd weights(static_cast<Eigen::Index>(plan.labels.size()), count);
    for (Eigen::Index g = 0; g < weights.rows(); ++g) {
        const auto unit =
            static_cast<std::uint64_t>(static_cast<std::int64_t>(plan.labels[static_cast<std::size_t>(g)]));
        if (plan.enumerated) {
            for (std::int64_t b = 0; b < count; ++b)
                weights(g, b) = g > 0 && ((first + b) >> (g - 1) & 1) != 0 ? -1.0 : 1.0;
        } else if (plan.weights == WildWeights::rademacher) {
            RandomStream stream(plan.seed, wild_purpose, unit, static_cast<std::uint32_t>(first / block));
            const std::uint64_t low = stream.bits(), signs = low | std::uint64_t{stream.bits()} << 32;
            for (std::int64_t b = 0; b < count; ++b) weights(g, b) = (signs >> b & 1) != 0 ? -1.0 : 1.0;
        } else {
            for (std::int64_t b = 0; b < count; ++b)
                weights(g, b) = webb_weight(
                    RandomStream(plan.seed, wild_purpose, unit, static_cast<std::uint32_t>(first + b)).uniform());
        }
    }
    return weights;
}

/// t of each column of weights.
void statistics_of(const WildPieces& pieces, const Eigen::MatrixXd& weights, Eigen::Ref<Eigen::VectorXd> out) {
    const Eigen::VectorXd moved = weights.transpose() * pieces.moves;
    const Eigen::MatrixXd steps = pieces.scores * weights;
    const Eigen::MatrixXd after =
        (weights.array().colwise() * pieces.moves.array()).matrix() - pieces.pulls.transpose() * steps;
    out = moved.array() / after.colwise().norm().transpose().array();
}

}  // namespace

double wild_statistic(const WildPieces& pieces) {
    Eigen::VectorXd out(1);
    statistics_of(pieces, Eigen::MatrixXd::Ones(pieces.moves.size(), 1), out);
    return out[0];
}

Eigen::VectorXd wild_statistics(const WildPieces& pieces, const WildPlan& plan, const Progress& progress) {
    Eigen::VectorXd out(plan.draws);
    const auto blocks = static_cast<std::size_t>((plan.draws + block - 1) / block);
    parallel_for(
        blocks, 4,
        [&](std::size_t begin, std::size_t end) {
            for (std::size_t each = begin; each < end; ++each) {
                const auto first = static_cast<std::int64_t>(each) * block;
                const std::int64_t count = std::min(block, plan.draws - first);
                statistics_of(pieces, weights_of(plan, first, count), out.segment(first, count));
            }
        },
        progress);
    return out;
}

double wild_probability(double statistic, const Eigen::VectorXd& statistics, bool enumerated) {
    // Draws that equal the data but for rounding count, and so do draws without a spread: the careful side.
    const double bar = std::abs(statistic) * (1.0 - 1e-10);
    std::int64_t beyond = 0;
    for (const double each : statistics) beyond += !(std::abs(each) < bar);
    if (enumerated) return static_cast<double>(beyond) / static_cast<double>(statistics.size());
    return static_cast<double>(1 + beyond) / static_cast<double>(1 + statistics.size());
}

}  // namespace maatstaf::detail
