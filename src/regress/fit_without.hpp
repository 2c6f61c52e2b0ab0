// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "maatstaf/regress/glm.hpp"

namespace maatstaf::detail {

/// The fit of `glm` without some columns: they count as aliased. X is not copied.
GlmResult fit_without(const RegressionData& data, const GlmOptions& options, std::span<const std::int32_t> left_out,
                      const Progress& progress = {});

}  // namespace maatstaf::detail
