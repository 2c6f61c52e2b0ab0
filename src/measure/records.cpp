// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/records.hpp"

#include "maatstaf/core/messages/records.hpp"
#include "measure/accounts.hpp"

namespace maatstaf {

void detail::say_rows_changed(std::vector<Caveat>& caveats, std::initializer_list<const RowAccount*> accounts) {
    std::int64_t rows = 0, dropped = 0, changed = 0;
    for (const RowAccount* each : accounts) {
        rows += each->rows;
        dropped += each->dropped;
        changed += each->changed;
    }
    if (dropped + changed > 0)
        caveats.push_back({messages::records_rows_changed, {{"rows", std::to_string(rows)},
                                                            {"dropped", std::to_string(dropped)},
                                                            {"changed", std::to_string(changed)}}});
}

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
