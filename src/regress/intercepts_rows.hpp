// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "regress/clusters.hpp"
#include "regress/intercepts_likelihood.hpp"
#include "regress/penalised.hpp"

namespace maatstaf::detail {

/// What must be known of rows and groups before the search: of parts of the rows it adds up.
struct GroupCounts {
    double rows = 0.0, observations = 0.0, groups = 0.0;   ///< rows with weight; and by frequency
    bool several = false;         ///< some group has more than one row
    bool single_trials = true;    ///< no row has a weight above 1

    void add(const RegressionData& data, const Grouping& grouping, const PenalisedRows& weights);
    void add(const GroupCounts& other);
    /// With one row per group the rows cannot tell what varies between groups from what varies within them: throws
    /// DataError, as with one group.
    void check(const Law& law, bool own_free) const;
};

/// Rows by group, as the likelihood reads them; those without weight are left out.
GroupedRows grouped_rows(const RegressionData& data, const Grouping& grouping, const PenalisedRows& weights,
                         const ScaledColumns& scaled);

/// All rows at hand, and the way back from coefficients of shifted and scaled columns to those given.
struct MarginalData {
    GroupedRows rows;
    Grouping grouping;
    ScaledColumns scaled;
    GroupCounts counts;
};
MarginalData marginal_data(const RegressionData& data, std::span<const std::int32_t> groups, const Law& law,
                           const std::vector<std::int32_t>& aliased);

}  // namespace maatstaf::detail
