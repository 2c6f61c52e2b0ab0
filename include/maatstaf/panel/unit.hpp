// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "maatstaf/core/fields.hpp"

namespace maatstaf {

/// Levels of units, from one person up to the country. Organisations stand apart: they hold no area.
enum class UnitKind : std::uint8_t {
    person, household, neighbourhood, district, municipality, region, country, organisation
};
constexpr auto enum_names(UnitKind) {
    using enum UnitKind;
    return std::array{EnumName<UnitKind>{person, "person"},           EnumName<UnitKind>{household, "household"},
                      EnumName<UnitKind>{neighbourhood, "neighbourhood"}, EnumName<UnitKind>{district, "district"},
                      EnumName<UnitKind>{municipality, "municipality"}, EnumName<UnitKind>{region, "region"},
                      EnumName<UnitKind>{country, "country"},         EnumName<UnitKind>{organisation, "organisation"}};
}

/// A person, household, area or organisation about which something is observed.
struct Unit {
    std::string id = {};   ///< codes are texts: leading zeros and letters count
    std::string name = {};
    UnitKind kind = UnitKind::neighbourhood;
    std::string parent = {};  ///< id of the unit that holds it; empty: none or unknown
    static constexpr auto fields() {
        return std::tuple{field("id", &Unit::id, "code of the unit, as text"),
                          field("name", &Unit::name, "as people call it"),
                          field("kind", &Unit::kind, "person, household, neighbourhood, district, ..."),
                          field("parent", &Unit::parent, "id of the unit that holds it")};
    }
};

}  // namespace maatstaf
