// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/records.hpp"

namespace maatstaf {

VolumeUnit volume_unit(std::string_view code) noexcept {
    struct Known {
        std::string_view code, number, english, dutch;
        VolumeUnit unit;
    };
    static constexpr Known known[] = {
        {"01", "1", "minute", "minuut", {VolumeKind::hours, 1.0 / 60.0}},
        {"04", "4", "hour", "uur", {VolumeKind::hours, 1.0}},
        {"16", "16", "half_day", "dagdeel", {VolumeKind::hours, 4.0}},
        {"14", "14", "day", "etmaal", {VolumeKind::days, 1.0}},
    };
    for (const Known& each : known)
        if (code == each.code || code == each.number || code == each.english || code == each.dutch) return each.unit;
    return {};
}

}  // namespace maatstaf
