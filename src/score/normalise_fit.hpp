// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/score/normalise.hpp"

namespace maatstaf::detail {

/// The value turned so that higher is better: x, -x, or minus the distance to `target`.
double directed(Direction direction, double target, double value);

/// Throws ArgumentError (argument_out_of_range) for options outside their range; `where` names the options.
void check(const NormaliseOptions& options, const std::string& where);

}  // namespace maatstaf::detail
