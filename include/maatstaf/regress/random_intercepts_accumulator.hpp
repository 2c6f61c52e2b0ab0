// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/parallel.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/random_intercepts.hpp"

namespace maatstaf {

/// `random_intercepts` when rows come in batches, from several files or workers. All rows of a group come in one batch,
/// since its most probable intercept is sought among them: sort or partition the rows by group. Each sweep over all
/// batches is one pass: as many as a glm takes (some seven), two per step of the search, and two at the end: 25 to 45
/// in all. Workers start from a copy and are merged before `advance`, as with `GlmAccumulator`; each sweep must
/// see the same rows. The state is sums, p x p numbers for each question of a step, and the names of the groups; at the
/// end p numbers per group. It grows with the groups, not with the rows.
///
/// The search is the same as with all rows at hand, and ends with a Newton step on the exact second derivative: both
/// estimates agree to rounding; covariances, which are differences of the score, to about 1e-8.
///
/// Throws as `random_intercepts` does. analytic_weights are refused (regress_weights_of_whole): a batch does not know
/// what they are relative to.
class RandomInterceptsAccumulator {
public:
    explicit RandomInterceptsAccumulator(std::int32_t columns, const RandomInterceptsOptions& options = {},
                                         std::vector<std::string> names = {});
    ~RandomInterceptsAccumulator();
    RandomInterceptsAccumulator(const RandomInterceptsAccumulator&);
    RandomInterceptsAccumulator& operator=(const RandomInterceptsAccumulator&);

    /// `groups` has a number per row; `labels[number]` is the name of the group, without `labels` the number itself is.
    /// Names are what counts: a name that came in another batch of this sweep is refused (regress_group_seen_again),
    /// and then the batch has not been added.
    void add(const RegressionData& batch, std::span<const std::int32_t> groups,
             std::span<const std::string> labels = {}, const Progress& progress = {});
    /// Throws ArgumentError unless `other` is at the same sweep of the same fit and has seen other groups.
    void merge(const RandomInterceptsAccumulator& other);
    /// Ends a sweep; true when another one is needed. Throws DataError when the sweep saw no usable rows, one group, or
    /// groups of one row each where that tells nothing; ArgumentError when it saw other rows than the first.
    bool advance();
    /// Groups are in the order in which the last sweep saw them. Throws ArgumentError before `advance` gave false.
    RandomInterceptsResult result() const;

    /// Of the columns, once a batch or the caller gave them.
    const std::vector<std::string>& names() const noexcept;

    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace maatstaf
