// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/parallel.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/elastic_net.hpp"

namespace maatstaf {

/// `elastic_net` when rows come in batches, from several files or workers. Each sweep over all batches is one pass: two
/// for the means and spreads of columns, then as many as the path takes (`passes` of the result, and some ten for its
/// start). Workers start from a copy and are merged before `advance`, as with `GlmAccumulator`; each sweep must see the
/// same rows. The state is the path so far and the sums of the passes for the present lambda, p x p numbers each: it
/// does not grow with the rows.
///
/// Throws as `elastic_net` does. analytic_weights are refused (regress_weights_of_whole): a batch does not know what
/// they are relative to, and here they only scale the deviance.
class ElasticNetAccumulator {
public:
    explicit ElasticNetAccumulator(std::int32_t columns, const ElasticNetOptions& options = {},
                                   std::vector<std::string> names = {});
    ~ElasticNetAccumulator();
    ElasticNetAccumulator(const ElasticNetAccumulator&);
    ElasticNetAccumulator& operator=(const ElasticNetAccumulator&);

    void add(const RegressionData& batch, const Progress& progress = {});
    /// Throws ArgumentError unless `other` is at the same sweep of the same path.
    void merge(const ElasticNetAccumulator& other);
    /// Ends a sweep; true when another one is needed. Throws DataError when the sweep saw no usable rows, and when no
    /// column with a penalty goes with the outcome.
    bool advance();
    /// Throws ArgumentError before `advance` gave false.
    ElasticNetResult result() const;

    /// Of the columns, once a batch or the caller gave them.
    const std::vector<std::string>& names() const noexcept;

    struct State;

private:
    std::unique_ptr<State> state_;
};

/// `elastic_net_cv` in the same way: one path on all rows and one without each fold, side by side, and a last sweep for
/// the deviance of the rows left out. Folds are fixed: whoever reads the rows says in which fold each is (its number in
/// the file modulo the number of folds, say), the same in every sweep. The state is `folds` + 1 times as large.
class ElasticNetCvAccumulator {
public:
    ElasticNetCvAccumulator(std::int32_t columns, std::int32_t folds, const ElasticNetOptions& options = {},
                            std::vector<std::string> names = {});
    ~ElasticNetCvAccumulator();
    ElasticNetCvAccumulator(const ElasticNetCvAccumulator&);
    ElasticNetCvAccumulator& operator=(const ElasticNetCvAccumulator&);

    /// `fold_of_row`: 0 .. folds - 1 for every row of the batch.
    void add(const RegressionData& batch, std::span<const std::int32_t> fold_of_row, const Progress& progress = {});
    void merge(const ElasticNetCvAccumulator& other);
    bool advance();
    /// `fold_of_row` of the result is empty.
    ElasticNetCvResult result() const;

    /// Of the columns, once a batch or the caller gave them.
    const std::vector<std::string>& names() const noexcept;

    struct State;

private:
    std::unique_ptr<State> state_;
};

}  // namespace maatstaf
