// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/regress/absorb.hpp"
#include "maatstaf/regress/data.hpp"

namespace maatstaf {

/// `absorbed_regression` when rows come in batches, from several files or workers. Each sweep over all batches is one
/// pass: linear takes three (levels; sums per cell; residuals), Poisson one for the levels, one per Newton step (and
/// per halving), and two at the estimate.
///
///     AbsorbAccumulator fit(p, options);
///     do for (const auto& batch : batches) fit.add(batch.rows, batch.effects, batch.clusters); while (fit.advance());
///     AbsorbResult result = fit.result();
///
/// Workers start from a copy of the same accumulator and are merged before `advance`. Every sweep must see the same
/// rows. Rows with the same level of every effect form a cell. The state is about 3 p numbers per cell, 5 p per cluster
/// and some p x p matrices: it grows with the combinations of levels that occur, not with the rows. With areas and
/// years there are at most areas times years cells, however many people live there.
///
/// Levels and clusters are known by their label, or their number where there are no labels, so that each batch may
/// number them in its own way. The result is that of `absorbed_regression`, except that levels with labels stand in the
/// order of their text, `first_row` is empty, and caveats name no rows. `keep_fitted` is refused: `predict` gives the
/// means of a batch.
///
/// Throws as `absorbed_regression` does, and ArgumentError on analytic weights, which are relative to all rows; as
/// prior weights they give the same estimates and covariance.
class AbsorbAccumulator {
public:
    explicit AbsorbAccumulator(std::int32_t columns, const AbsorbOptions& options = {},
                               std::vector<std::string> names = {});
    ~AbsorbAccumulator();
    AbsorbAccumulator(const AbsorbAccumulator&);
    AbsorbAccumulator& operator=(const AbsorbAccumulator&);

    /// `clusters`: none, one or two groupings. Effects and clusters are found by their names, or stand in the order of
    /// the first batch. Spans of clusters in the options are not used.
    void add(const RegressionData& batch, std::span<const AbsorbedEffect> effects,
             std::span<const AbsorbedEffect> clusters = {});
    /// Throws ArgumentError unless `other` is at the same sweep of the same fit.
    void merge(const AbsorbAccumulator& other);
    /// Ends a sweep; true when another one is needed. Throws DataError when the sweep saw no usable rows, ArgumentError
    /// when it saw other rows than the first.
    bool advance();
    /// Throws ArgumentError before `advance` gave false.
    AbsorbResult result() const;

    /// Of the columns, once a batch or the caller gave them.
    const std::vector<std::string>& names() const noexcept;

    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace maatstaf
