// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/parallel.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/hurdle.hpp"
#include "maatstaf/regress/two_part.hpp"

namespace maatstaf {

/// `two_part` when rows come in batches, from several files or workers. Each sweep over all batches is one pass: those
/// of the slower of two fits, then at most two for smearing, sandwich and support. Workers start from a copy and are
/// merged before `advance`, as with `GlmAccumulator`; every sweep must see the same rows. A batch may have zeros only,
/// or none. The state is some matrices of 2 p + 1 columns: it does not grow with the rows. Covariance `cluster` adds
/// two p x p matrices per cluster, `HurdleAccumulator` three.
///
/// The result is that of `two_part`; rows in caveats are numbered as they were added, those of a merged worker after
/// one's own. Throws as `two_part` does.
///
///     TwoPartAccumulator fit(p, options);
///     do for (const auto& batch : batches) fit.add(batch); while (fit.advance());
///     TwoPartResult result = fit.result();
class TwoPartAccumulator {
public:
    explicit TwoPartAccumulator(std::int32_t columns, const TwoPartOptions& options = {},
                                std::vector<std::string> names = {});
    ~TwoPartAccumulator();
    TwoPartAccumulator(const TwoPartAccumulator&);
    TwoPartAccumulator& operator=(const TwoPartAccumulator&);

    /// With covariance `cluster`, row i belongs to cluster labels[codes[i]]; without labels the number itself is the
    /// label. A cluster may be spread over batches and workers.
    void add(const RegressionData& batch, std::span<const std::int32_t> codes = {},
             std::span<const std::string> labels = {}, const Progress& progress = {});
    /// Throws ArgumentError unless `other` is at the same sweep of the same fit.
    void merge(const TwoPartAccumulator& other);
    /// Ends a sweep; true when another one is needed. Throws DataError when the first one saw no rows with use or none
    /// without, ArgumentError when a later one did not see the same rows.
    bool advance();
    /// Throws ArgumentError before `advance` gave false.
    TwoPartResult result() const;

    /// Of the columns, once a batch or the caller gave them.
    const std::vector<std::string>& names() const noexcept;

    struct State;

private:
    std::unique_ptr<State> state_;
};

/// `hurdle` in the same way. The counts first take the sweeps of a Poisson fit; every step of their search is one sweep
/// more, some ten to thirty.
class HurdleAccumulator {
public:
    explicit HurdleAccumulator(std::int32_t columns, const HurdleOptions& options = {},
                               std::vector<std::string> names = {});
    ~HurdleAccumulator();
    HurdleAccumulator(const HurdleAccumulator&);
    HurdleAccumulator& operator=(const HurdleAccumulator&);

    void add(const RegressionData& batch, std::span<const std::int32_t> codes = {},
             std::span<const std::string> labels = {}, const Progress& progress = {});
    void merge(const HurdleAccumulator& other);
    bool advance();
    HurdleResult result() const;

    /// Of the columns, once a batch or the caller gave them.
    const std::vector<std::string>& names() const noexcept;

    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace maatstaf
