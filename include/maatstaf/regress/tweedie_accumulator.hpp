// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "maatstaf/core/parallel.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/tweedie.hpp"

namespace maatstaf {

/// `tweedie_power` when rows come in batches, from several files or workers. Each sweep over all batches is one pass:
/// those of about twenty fits, and some ten for the likelihood after each of them, so count on two to three hundred.
/// Workers start from a copy and are merged before `advance`, as with `GlmAccumulator`; every sweep must see the same
/// rows. The state is the fits so far, a p x p matrix each: it does not grow with the rows.
///
/// Throws as `tweedie_power` does. analytic_weights are refused (regress_weights_of_whole).
class TweediePowerAccumulator {
public:
    explicit TweediePowerAccumulator(std::int32_t columns, const TweediePowerOptions& options = {},
                                     std::vector<std::string> names = {});
    ~TweediePowerAccumulator();
    TweediePowerAccumulator(const TweediePowerAccumulator&);
    TweediePowerAccumulator& operator=(const TweediePowerAccumulator&);

    void add(const RegressionData& batch, const Progress& progress = {});
    /// Throws ArgumentError unless `other` is at the same sweep of the same search.
    void merge(const TweediePowerAccumulator& other);
    /// Ends a sweep; true when another one is needed. Throws DataError when the sweep saw no usable rows.
    bool advance();
    /// Throws ArgumentError before `advance` gave false.
    TweediePowerResult result() const;

    /// Of the columns, once a batch or the caller gave them.
    const std::vector<std::string>& names() const noexcept;

    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace maatstaf
