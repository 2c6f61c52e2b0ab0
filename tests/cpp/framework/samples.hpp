// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "maatstaf/framework/framework.hpp"
#include "maatstaf/framework/validate.hpp"

namespace maatstaf::test {

/// An item with an id and a parent, everything else as it comes.
template <class ItemType>
ItemType item(std::string id, std::string parent = {}) {
    ItemType made;
    made.id = std::move(id);
    made.parent = std::move(parent);
    return made;
}

inline maatstaf::Indicator indicator(std::string id, std::string parent) {
    auto made = item<maatstaf::Indicator>(std::move(id), std::move(parent));
    made.unit = "%";
    made.source = "CBS";
    return made;
}

/// D > L > A > R1 (I1), R2 (I2); the municipality contributes with C, half to each (a diamond). `validate()` has
/// nothing to say but that nobody has set weights.
inline maatstaf::Framework two_results() {
    using namespace maatstaf;
    Framework framework("Proef", "nl", "proef");
    framework.add(Party{.id = "gemeente", .kind = PartyKind::municipality});
    framework.add(item<Domain>("D"));
    framework.add(item<LifeArea>("L", "D"));
    framework.add(item<Ambition>("A", "L"));
    for (const auto* id : {"R1", "R2"}) {
        auto result = item<SocietalResult>(id, "A");
        result.accountable = "gemeente";
        framework.add(result);
    }
    auto contribution = item<Contribution>("C");
    contribution.organisation = "gemeente";
    contribution.to = {{"R1", 0.5}, {"R2", 0.5}};
    framework.add(contribution);
    framework.add(indicator("I1", "R1"));
    framework.add(indicator("I2", "R2"));
    return framework;
}

/// Findings as "severity item name", to hold against expectations.
inline std::vector<std::string> summary(const std::vector<maatstaf::Finding>& findings) {
    std::vector<std::string> lines;
    for (const auto& each : findings)
        lines.push_back(std::string(to_name(each.severity)) + " " + each.item + " " + std::string(each.note.name()));
    return lines;
}

}  // namespace maatstaf::test
