// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "maatstaf/measure/standardised.hpp"

namespace maatstaf::detail {

/// What the rows say of one group and stratum.
struct StratumCell {
    double events = 0.0;
    double squares = 0.0;     ///< what the events add to the variance of their number
    double population = 0.0;
    bool present = false;
    bool missing = false;
};

/// Events and people as groups x strata.
class StratumTable {
public:
    /// Throws DataError and ArgumentError as the procedures say.
    StratumTable(const StratifiedCounts& counts, MissingCounts missing, bool fractional);

    std::size_t groups() const noexcept { return groups_; }
    std::size_t strata() const noexcept { return strata_; }
    const StratumCell& cell(std::size_t group, std::size_t stratum) const { return cells_[group * strata_ + stratum]; }
    double left_out(std::size_t group) const { return left_out_[group]; }
    /// The stratum of each row, and its group.
    std::size_t stratum_of(std::size_t row) const { return stratum_[row]; }
    std::size_t group_of(std::size_t row) const { return group_[row]; }

    /// groups x strata from `values` per stratum or per row; not a number where no row says. Throws ArgumentError on
    /// another length, and on rows of one group and stratum that say different things.
    std::vector<double> spread(std::string_view argument, std::span<const double> values) const;

private:
    std::size_t groups_ = 0, strata_ = 0;
    std::vector<std::size_t> group_, stratum_;
    std::vector<StratumCell> cells_;
    std::vector<double> left_out_;
};

}  // namespace maatstaf::detail
