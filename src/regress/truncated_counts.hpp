// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/hurdle.hpp"
#include "regress/parts.hpp"
#include "regress/parts_sums.hpp"
#include "regress/penalised.hpp"

namespace maatstaf::detail {

/// A Poisson (theta infinite) or negative binomial law with the zeros cut off, at mean exp(eta) before that.
struct CutOff {
    double mean = 0.0;              ///< of what is left
    double by_eta = 0.0;            ///< derivative of that mean
    double by_log_theta = 0.0;
    double variance = 0.0;          ///< of what is left
};
CutOff cut_off(double eta, double theta);

/// Where the search looks: coefficients of scaled columns, and theta; infinite: Poisson.
struct TruncatedPoint {
    Eigen::VectorXd b{};
    double theta = std::numeric_limits<double>::infinity();
};
/// What rows add up to at one point, for p scaled columns and log theta.
struct TruncatedSums {
    double value = 0.0;               ///< log-likelihood without log y!
    Eigen::VectorXd score{};          ///< p + 1
    Eigen::MatrixXd information{};    ///< p + 1: minus the second derivative
    void add(const TruncatedSums& other);
};
/// What each row says there, times its frequency: to its linear predictor and to log theta, and minus the second
/// derivatives to the one, to both and to the other.
struct TruncatedScores {
    std::vector<double> eta{}, log_theta{};
    std::vector<std::array<double, 3>> information{};
};
TruncatedSums truncated_sums(const RegressionData& data, const ScaledColumns& scaled, const TruncatedPoint& at,
                             TruncatedScores* rows = nullptr);

/// What the search does not need, at its end.
struct TruncatedEnd {
    double log_factorials = 0.0, pearson = 0.0, observations = 0.0;
    void add(const RegressionData& data, const ScaledColumns& scaled, const TruncatedPoint& at);
    void add(const TruncatedEnd& other);
};

/// A fit to counts above zero.
struct TruncatedFit {
    GlmResult fit{};                ///< covariance of the p coefficients
    Eigen::MatrixXd bread{};        ///< p + 1: with log theta; 0 for aliased columns and where theta has no error
    Eigen::MatrixXd root{};         ///< bread = root root'
    bool own_free = false;          ///< theta has an error

    /// What is known only once all rows were seen at the end.
    void end(const TruncatedEnd& sums);
};

/// What counts say about their coefficients and log theta.
class FittedCounts final : public SecondRows {
public:
    FittedCounts(const RegressionData& above, const TruncatedFit& fit, TruncatedScores scores)
        : above_(above), fit_(fit), scores_(std::move(scores)) {}

    const RegressionData& data() const override { return above_; }
    void influence(const FitRows& at, std::ptrdiff_t k, Eigen::Ref<Eigen::VectorXd> out) const override;
    ClusterSums last(std::span<const std::ptrdiff_t> rows) const override;

private:
    const RegressionData& above_;
    const TruncatedFit& fit_;
    TruncatedScores scores_;
};
std::vector<PartsBlock> count_blocks(const TruncatedFit& count);

/// Newton's method on the likelihood without zeros, one look at all rows at a time, wherever they are:
///
///     do sums = truncated_sums(rows, search.columns(), search.point()); while (search.take(sums));
///
/// First with the Poisson law; then at some values of theta, and from the best of them on log theta as well.
class TruncatedSearch {
public:
    /// `start`: a Poisson fit of the same rows, which also says which columns earlier ones determine.
    TruncatedSearch(GlmResult start, ScaledColumns scaled, const HurdleOptions& options);

    const TruncatedPoint& point() const noexcept { return point_; }
    const ScaledColumns& columns() const noexcept { return scaled_; }
    /// The sums at that point; true when they are wanted at another one.
    bool take(TruncatedSums sums);
    /// Once it is over; `end` is still to come.
    TruncatedFit fit() const;

private:
    enum class Stage : std::uint8_t { flat, theta, both, flat_again, done };

    bool climbed(FitStatus status);
    bool start_climb(Stage stage);
    bool next_step();
    bool took_step();
    Eigen::Index free() const { return point_.b.size() + (stage_ == Stage::both ? 1 : 0); }

    HurdleOptions options_;
    ScaledColumns scaled_;
    GlmResult made_;
    bool own_free_, separated_;
    Stage stage_ = Stage::flat;
    TruncatedPoint point_{}, from_{};
    TruncatedSums sums_{};
    Eigen::VectorXd step_{};
    double share_ = 1.0, decrement_ = 0.0, before_ = 0.0;
    bool stepping_ = false;   ///< the point is one step away from `from_`
    std::int32_t halvings_ = 0, steps_ = 0, iterations_ = 0;
    Eigen::VectorXd flat_{};
    double flat_value_ = 0.0, best_value_ = 0.0, best_theta_ = 1.0;
    std::size_t at_theta_ = 0;
};

/// Throws ArgumentError unless the counts have a law that can be cut off.
void check(const HurdleOptions& options);
/// What both parts say together; the covariance is that of the model.
void join_parts(GlmResult use, const TruncatedFit& count, HurdleResult& out);

/// The fit to start from.
GlmOptions truncated_start(const HurdleOptions& options);

/// The same on rows that are at hand.
struct TruncatedCounts {
    TruncatedFit fit{};
    TruncatedScores rows{};
};
TruncatedCounts truncated_counts(const RegressionData& data, const HurdleOptions& options);

}  // namespace maatstaf::detail
