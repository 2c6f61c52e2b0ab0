// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace maatstaf {

/// The version of the library that is running, for example "0.1.0" (semantic versioning). The build takes it from the
/// one place that states it, the CMake project.
std::string_view version() noexcept;

}  // namespace maatstaf
