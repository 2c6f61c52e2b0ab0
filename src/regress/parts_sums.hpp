// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "regress/parts.hpp"
#include "regress/support.hpp"

namespace maatstaf::detail {

/// Clusters of rows: a number for each row, and what the numbers stand for; without labels, for themselves.
struct ClusterLabels {
    std::span<const std::int32_t> codes{};
    std::span<const std::string> labels{};
    std::string of(std::ptrdiff_t row) const;
};

/// Squared influence on both parts and their last parameter, summed over independent units: rows, or clusters that may
/// come in pieces.
class PartsMeat {
public:
    /// `first`: the part of use, at these rows.
    void add(const PartsRows& rows, const FitRows& first, const ClusterLabels& clusters, const AmountInfluence& amount);
    void add(const PartsMeat& other);
    /// Times G / (G - 1). Throws DataError when there is one unit only.
    Eigen::MatrixXd covariance(std::int32_t& cluster_count) const;

private:
    Eigen::MatrixXd of_rows_{};
    double units_ = 0.0;
    std::map<std::string, Eigen::VectorXd> of_clusters_{};
};

/// What row k above zero says about the second part, of which `second` has the rows of this batch.
using SecondInfluence =
    std::function<void(const FitRows& second, std::ptrdiff_t k, Eigen::Ref<Eigen::VectorXd> influence)>;

/// What follows when both parts are fitted, from rows in batches: a sweep for the information at the estimates, one for
/// influence and support, and with clusters one for those that may decide a coefficient alone.
class PartsSums {
public:
    PartsSums(const GlmResult& use, const GlmResult& second, bool by_cluster);

    /// `above`: the rows above zero as their fit takes them. `influence` is asked in the second sweep only.
    void add(const PartsRows& rows, const RegressionData& above, const ClusterLabels& clusters,
             const SecondInfluence& influence);
    void merge(PartsSums other);   // a copy: it may be merged with itself
    /// Ends a sweep; true when another one is needed.
    bool advance();
    void result(Eigen::MatrixXd& covariance, std::int32_t& clusters, std::vector<Caveat>& caveats) const;

private:
    enum class Stage : std::uint8_t { information, influence, clusters, done };
    struct Part {
        GlmResult fit{};
        FitRows basis;
        Eigen::MatrixXd information{};
        RowShares rows{};
        std::map<std::string, ClusterShares> clusters{};

        explicit Part(const GlmResult& made);
        FitRows at(const RegressionData& rows) const;
        void add_clusters(const DesignView& x, const FitRows& own, const ClusterLabels& labels, bool grams);
        Verdict verdict(bool by_cluster) const;
    };

    bool by_cluster_;
    Stage stage_ = Stage::information;
    std::array<Part, 2> parts_;
    PartsMeat meat_{};
};

}  // namespace maatstaf::detail
