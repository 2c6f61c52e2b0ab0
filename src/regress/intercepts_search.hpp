// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "maatstaf/regress/random_intercepts.hpp"
#include "regress/intercepts_likelihood.hpp"

namespace maatstaf::detail {

/// What the search wants to know of all rows.
struct MarginalQuestion {
    MarginalPoint point;
    std::int32_t nodes = 1;
    bool with_curvature = false;
};
/// Gives the answers to several questions, in their order: of rows at hand, or summed over batches.
using MarginalView = std::function<std::vector<Marginal>(const std::vector<MarginalQuestion>&)>;

/// The answers of these rows; those of parts of the rows add up. Modes are sought from `modes` on, and left there.
std::vector<Marginal> answers_of(const GroupedRows& rows, const std::vector<MarginalQuestion>& questions,
                                 GroupModes& modes);

/// What the search knows of the rows beforehand.
struct MarginalShape {
    Law law;
    std::ptrdiff_t columns = 0;
    double rows = 0.0, groups = 0.0;   ///< rows with weight
};

struct MarginalFit {
    MarginalPoint point;
    Marginal at;
    bool own_free = false;              ///< the own parameter was estimated and stayed finite
    Eigen::MatrixXd information;        ///< minus the second derivative: columns, sd (if free), log own (if free)
    double gap = 0.0;                   ///< what twice as many nodes + 1 change in the log-likelihood
    FitStatus status = FitStatus::max_iterations;
    std::int32_t iterations = 0;
};

/// One climb to the top of the likelihood, step by step. With `sd_free` false the standard deviation between groups
/// stays as it is.
class Climb {
public:
    Climb(const MarginalShape& shape, const MarginalPoint& start, std::int32_t nodes,
          const RandomInterceptsOptions& options, bool sd_free, bool own_free);
    bool is_done() const noexcept { return done_; }
    const MarginalFit& fit() const noexcept { return fit_; }
    void step(const MarginalView& view);
    /// At the top: the second derivative, and with it one last step, which leaves nothing to go but rounding. With
    /// `more_nodes` also what those would change.
    void settle(const MarginalView& view, std::int32_t more_nodes);

private:
    Eigen::Index p() const { return shape_.columns; }
    Eigen::Index sd_at() const { return p(); }
    Eigen::Index own_at() const { return p() + (sd_free_ ? 1 : 0); }
    Eigen::Index count() const { return own_at() + (fit_.own_free ? 1 : 0); }
    Eigen::VectorXd free_score(const Marginal& at) const;
    MarginalPoint moved(const Eigen::VectorXd& step) const;
    MarginalPoint near(Eigen::Index k, double by, double& sign) const;
    double scale(Eigen::Index k) const;
    std::vector<MarginalQuestion> questions_around(Eigen::Index first) const;
    Eigen::MatrixXd columns_from(const std::vector<Marginal>& answers, Eigen::Index first) const;
    Eigen::MatrixXd rough(const MarginalView& view) const;
    bool take(const Eigen::VectorXd& step, double decrement, const MarginalView& view);

    MarginalShape shape_;
    RandomInterceptsOptions options_;
    std::int32_t nodes_;
    bool sd_free_, begun_ = false, done_ = false;
    double before_ = std::numeric_limits<double>::infinity();
    Eigen::MatrixXd known_{};   ///< an exact second derivative, when the approximate one does not do
    MarginalFit fit_;
};

/// The whole search: first without variance between groups, which is the reference of its test and says in which
/// direction to go, then with it, and last the second derivative at the better of the two. A step either ends or, when
/// the view throws, has not happened: copy the search, and try again.
class MarginalSearch {
public:
    MarginalSearch(const MarginalShape& shape, const MarginalPoint& start, const RandomInterceptsOptions& options,
                   bool own_free);
    bool is_done() const noexcept { return stage_ == Stage::done; }
    void step(const MarginalView& view);
    const MarginalFit& flat() const noexcept { return flat_.fit(); }
    const MarginalFit& fit() const noexcept { return boundary_ ? flat_.fit() : groups_.fit(); }
    /// The best variance between groups is 0.
    bool boundary() const noexcept { return boundary_; }
    std::int32_t iterations() const noexcept { return groups_.fit().iterations; }

private:
    enum class Stage : std::uint8_t { flat, groups, settle, done };
    MarginalPoint first_with_groups() const;
    bool is_on_boundary() const;

    MarginalShape shape_;
    RandomInterceptsOptions options_;
    bool own_free_, boundary_ = false;
    Stage stage_ = Stage::flat;
    Climb flat_, groups_;
};

}  // namespace maatstaf::detail
