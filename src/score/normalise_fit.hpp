// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/score/normalise.hpp"

namespace maatstaf::detail {

/// The value turned so that higher is better: x, -x, or minus the distance to `target`.
double directed(Direction direction, double target, double value);

inline bool is_rank(NormaliseMethod method) noexcept {
    return method == NormaliseMethod::rank || method == NormaliseMethod::percentile_rank;
}

/// Where the scores of the reference lie, and how far apart. NaN where that is not known.
struct ReferenceScores {
    double mean, sd;
};
ReferenceScores reference_scores(const Normaliser& rule);

/// Throws ArgumentError (argument_out_of_range) for options outside their range; `where` names the options.
void check(const NormaliseOptions& options, const std::string& where);

}  // namespace maatstaf::detail
