// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "maatstaf/framework/framework.hpp"
#include "maatstaf/panel/builder.hpp"
#include "maatstaf/score/result.hpp"
#include "support/numbers.hpp"

namespace maatstaf::test {

inline maatstaf::Indicator indicator(std::string id, std::string parent,
                                     maatstaf::Direction direction = maatstaf::Direction::higher) {
    maatstaf::Indicator made;
    made.id = std::move(id);
    made.parent = std::move(parent);
    made.direction = direction;
    made.scale = maatstaf::Scale::mean;
    return made;
}

template <class ItemType>
ItemType item(std::string id, std::string parent) {
    ItemType made;
    made.id = std::move(id);
    made.parent = std::move(parent);
    return made;
}

inline maatstaf::Contribution contribution(std::string id, std::vector<maatstaf::Split> to) {
    maatstaf::Contribution made;
    made.id = std::move(id);
    made.organisation = "club";
    made.to = std::move(to);
    return made;
}

/// Domain D > life area L > ambition A > results R1 (x, y), R2 (z) and R3 (nothing). Party "town".
inline maatstaf::Framework small_framework() {
    using namespace maatstaf;
    Framework framework("Small", "en", "small");
    Party town;
    town.id = "town";
    framework.add(town);
    framework.add(item<Domain>("D", ""));
    framework.add(item<LifeArea>("L", "D"));
    framework.add(item<Ambition>("A", "L"));
    for (const auto* id : {"R1", "R2", "R3"}) {
        auto result = item<SocietalResult>(id, "A");
        result.accountable = "town";
        framework.add(result);
    }
    framework.add(indicator("x", "R1"));
    framework.add(indicator("y", "R1", Direction::lower));
    framework.add(indicator("z", "R2"));
    return framework;
}

/// The same with contributions C1 (to R1 and R2, half each) and C2 (to R2, 0.6 of it), each with one indicator.
inline maatstaf::Framework diamond_framework() {
    using namespace maatstaf;
    Framework framework = small_framework();
    Party club;
    club.id = "club";
    framework.add(club);
    framework.add(contribution("C1", {{"R1", 0.5}, {"R2", 0.5}}));
    framework.add(contribution("C2", {{"R2", 0.6}}));
    framework.add(indicator("c1", "C1"));
    framework.add(indicator("c2", "C2"));
    return framework;
}

/// Four units u1 .. u4 in 2016 with x, y and z.
inline maatstaf::PanelBuilder small_panel(maatstaf::CellParts x_parts = {}, maatstaf::CellParts y_parts = {},
                                          maatstaf::CellParts z_parts = {}) {
    std::vector<std::string> ids = {"u1", "u2", "u3", "u4"};
    maatstaf::PanelBuilder builder(ids);
    builder.add("x", "2016", {1.0, 2.0, 3.0, 6.0}, std::move(x_parts));
    builder.add("y", "2016", {10.0, 30.0, 20.0, 40.0}, std::move(y_parts));
    builder.add("z", "2016", {5.0, 5.5, 7.0, 4.0}, std::move(z_parts));
    return builder;
}

inline maatstaf::ScoreModelOptions minmax_options() {
    maatstaf::ScoreModelOptions options;
    options.normalise.method = maatstaf::NormaliseMethod::minmax;
    return options;
}

}  // namespace maatstaf::test
