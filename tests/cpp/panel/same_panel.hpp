// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <string>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/panel/panel.hpp"

namespace maatstaf::test {

/// Whether two panels hold the same, bit by bit: the archive writes everything that a panel knows.
inline bool same(const Panel& a, const Panel& b) { return to_archive(a) == to_archive(b); }

inline Cells cells(const Panel& panel, std::string_view indicator, std::string_view period) {
    return panel.cells(panel.indicator(indicator), panel.period(Period::parse(period)));
}

inline std::vector<std::string> ids_of(const Panel& panel) {
    std::vector<std::string> ids;
    for (const Unit& each : panel.units()) ids.push_back(each.id);
    return ids;
}

inline std::vector<std::string> indicators_of(const Panel& panel) {
    std::vector<std::string> ids;
    for (const PanelIndicator& each : panel.indicators()) ids.push_back(each.id);
    return ids;
}

inline std::vector<std::string> periods_of(const Panel& panel) {
    std::vector<std::string> texts;
    for (const Period& each : panel.periods()) texts.push_back(each.text());
    return texts;
}

}  // namespace maatstaf::test
