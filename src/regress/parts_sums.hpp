// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "regress/parts.hpp"
#include "regress/parts_clusters.hpp"
#include "regress/support.hpp"

namespace maatstaf::detail {

/// Clusters of rows: a number for each row, and what the numbers stand for; without labels, for themselves.
struct ClusterLabels {
    std::span<const std::int32_t> codes{};
    std::span<const std::string> labels{};
    std::string of(std::ptrdiff_t row) const;
};

/// What rows above zero say about the second part at its estimates.
class SecondRows {
public:
    virtual ~SecondRows() = default;
    /// As their fit takes them.
    virtual const RegressionData& data() const = 0;
    /// Adds what row k says about the coefficients and the last parameter; `at`: these rows in the basis of all.
    virtual void influence(const FitRows& at, std::ptrdiff_t k, Eigen::Ref<Eigen::VectorXd> out) const = 0;
    /// What these rows of one cluster say that their fit does not know; without numbers where there is nothing.
    virtual ClusterSums last(std::span<const std::ptrdiff_t> rows) const = 0;
};

/// What follows when both parts are fitted, from rows at once or in batches: a sweep for the information at the
/// estimates, and one for influence and support. Clusters may come in pieces. Rows are numbered as they were added,
/// those of a merged worker after one's own.
class PartsSums {
public:
    PartsSums(const GlmResult& use, const GlmResult& second, bool by_cluster);
    /// Of rows that are at hand.
    static PartsSums of(const PartsRows& rows, std::span<const std::int32_t> clusters, PartsCovariance kind,
                        const GlmResult& use, const GlmResult& second, const SecondRows& second_rows);

    void add(const PartsRows& rows, const ClusterLabels& clusters, const SecondRows& second);
    void merge(const PartsSums& other);
    /// Ends a sweep; true when another one is needed.
    bool advance();
    /// `second_blocks(basis)`: what clusters say about the second part, whose fit has this basis. Throws DataError when
    /// there is one row or cluster only.
    template <class Blocks, class Result>
    void result(Blocks&& second_blocks, Result& out) const {
        if (by_cluster_) {
            std::vector<PartsBlock> blocks = second_blocks(parts_[1].basis);
            const Eigen::Index p = out.use.coefficients.size();
            blocks.insert(blocks.begin(), fit_block(0, parts_[0].basis, 1.0, 0, 2 * p + 1));
            PartsSandwich made = cluster_sandwich(blocks, clusters_);
            out.clusters = static_cast<std::int32_t>(clusters_.size());
            out.covariance = std::move(made.covariance);
            out.degrees_of_freedom = std::move(made.degrees_of_freedom);
            out.shares = shares_of(blocks, clusters_);
        } else {
            out.covariance = covariance_of_rows();
        }
        forget_decided(out.covariance, out.caveats);
    }

private:
    enum class Stage : std::uint8_t { information, influence, done };
    struct Part {
        GlmResult fit{};
        FitRows basis;
        Eigen::MatrixXd information{};
        double rows = 0.0;
        Eigen::VectorXd squares{};
        Eigen::MatrixXd leaning{};
        std::vector<std::int64_t> leaning_rows{};

        explicit Part(const GlmResult& made);
        FitRows at(const RegressionData& rows) const;
    };
    using Both = std::array<FitRows, 2>;

    void add_rows(const PartsRows& rows, const Both& own, const SecondRows& second);
    void add_clusters(const PartsRows& rows, const Both& own, const ClusterLabels& labels, const SecondRows& second);
    /// Squared influence on both parts and their last parameter, times n / (n - 1).
    Eigen::MatrixXd covariance_of_rows() const;
    Verdict verdict(std::size_t part) const;
    /// Takes away the variances that one row or cluster decides, and says so.
    void forget_decided(Eigen::MatrixXd& covariance, std::vector<Caveat>& caveats) const;

    bool by_cluster_;
    Stage stage_ = Stage::information;
    std::array<Part, 2> parts_;
    std::int64_t rows_ = 0;
    Eigen::MatrixXd meat_{};
    double units_ = 0.0;
    PartsClusters clusters_{};
};

}  // namespace maatstaf::detail
