// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "maatstaf/core/fields.hpp"

namespace maatstaf {

/// Whether a cell holds a number and, if not, why. Missing is not zero, and not NaN by accident.
enum class Status : std::uint8_t {
    observed = 0,
    absent = 1,          ///< nobody measured or delivered it
    suppressed = 2,      ///< the source withholds it (small numbers, no consent)
    not_applicable = 3,  ///< it cannot exist here (no inhabitants, indicator not defined for this unit)
};

constexpr auto enum_names(Status) {
    return std::array{EnumName<Status>{Status::observed, "observed"}, EnumName<Status>{Status::absent, "absent"},
                      EnumName<Status>{Status::suppressed, "suppressed"},
                      EnumName<Status>{Status::not_applicable, "not_applicable"}};
}

}  // namespace maatstaf
