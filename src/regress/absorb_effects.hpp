// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/regress/absorb.hpp"
#include "regress/absorb_rows.hpp"

namespace maatstaf::detail {

/// The effect of that name among those given, or without names that at the same position; throws when there is none.
const AbsorbedEffect& effect_called(const std::string& name, std::size_t position,
                                    std::span<const AbsorbedEffect> given);

/// The codes of the levels and what they stand for.
void name_levels(const EffectLayout& layout, std::span<const AbsorbedEffect> effects, AbsorbResult& result);

/// Effects of all levels: `rest`, what is left of the linear predictor without the columns, taken apart once more. By
/// position, as is `frequency`. The weights of `within` count.
void recover_effects(const EffectLayout& layout, Within& within, std::span<const double> rest,
                     std::span<const double> frequency, AbsorbResult& result);

/// What predictions need for their variance, from demeaned blocks; `scale` remains to be filled in.
AbsorbVariance variance_of_effects(const AbsorbRows& rows, const Within& within, const Eigen::MatrixXd& bread);

}  // namespace maatstaf::detail
