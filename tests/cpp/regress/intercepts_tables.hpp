// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "maatstaf/regress/data.hpp"
#include "regress/reference.hpp"

namespace maatstaf::test {

/// One of the tables of random_intercepts.json.
struct GroupedTable {
    RowMajor x;
    std::vector<double> y, trials;
    std::vector<std::int32_t> groups;
    RegressionData data() const { return {.x = x, .y = y, .prior_weights = trials}; }
};

inline GroupedTable grouped_table(const nlohmann::json& from, const char* outcome, Eigen::Index columns) {
    GroupedTable out;
    out.x = rows_of(numbers(from["x"]), columns);
    out.y = numbers(from[outcome]);
    if (from.contains("trials")) out.trials = numbers(from["trials"]);
    for (const double each : numbers(from["groups"])) out.groups.push_back(static_cast<std::int32_t>(each));
    return out;
}

}  // namespace maatstaf::test
