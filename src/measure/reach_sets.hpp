// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "maatstaf/measure/reach.hpp"

namespace maatstaf::detail {

/// One target group of one set.
struct ReachTarget {
    std::string name{};
    double reached = 0.0, population = 0.0;
    bool missing = false;
};

/// How many of those not known may belong to a target group: at least and at most.
struct ReachExtra {
    double least = 0.0, most = 0.0;
};

/// One set: its target groups, the whole, and those whose group is not known.
struct ReachSet {
    std::vector<ReachTarget> targets{};
    ReachTarget whole{};
    bool has_whole = false;
    bool divided = true;      ///< the target groups divide the whole
    double unknown = 0.0;
    bool missing = false;     ///< of the whole or of those not known

    double known() const { return whole.reached - unknown; }
    ReachExtra extra(const ReachTarget& target) const;
};

/// Adds up rows, makes the whole where there is no row of it, and checks that parts fit in it.
std::vector<ReachSet> read_reach_sets(const ReachData& data, const ReachOptions& options);

}  // namespace maatstaf::detail
