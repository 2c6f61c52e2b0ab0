// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/absorb.hpp"
#include "regress/absorb_rows.hpp"

namespace maatstaf::detail {

/// The codes of the levels and what they stand for.
void name_levels(const EffectLayout& layout, std::span<const AbsorbedEffect> effects, AbsorbResult& result);

/// Effects of all levels: `rest`, what is left of the linear predictor without the columns, taken apart once more. By
/// position, as is `frequency`. The weights of `within` count.
void recover_effects(const EffectLayout& layout, Within& within, std::span<const double> rest,
                     std::span<const double> frequency, AbsorbResult& result);

/// What predictions need for their variance, from demeaned blocks; `scale` remains to be filled in.
AbsorbVariance variance_of_effects(const AbsorbRows& rows, const Within& within, const Eigen::MatrixXd& bread);

}  // namespace maatstaf::detail
