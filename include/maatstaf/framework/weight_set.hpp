// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "maatstaf/core/fields.hpp"

namespace maatstaf {

/// How much an item counts among its siblings.
struct Weight {
    std::string item{};
    double weight = 1.0;   ///< >= 0; only proportions within one parent matter
    static constexpr auto fields() {
        return std::tuple{field("item", &Weight::item, "id of an item"),
                          field("weight", &Weight::weight, ">= 0; only proportions within one parent matter")};
    }
};

/// Weights are values with an owner. A set belongs to a body and a date, for the whole municipality or for one
/// district. Under a parent of which no child is named the children count equally; naming one child means naming them
/// all.
struct WeightSet {
    std::string id{};
    std::string name{};
    std::string body{};       ///< id of the party, or the name of the body, that set the weights
    std::string date{};       ///< ISO date on which they were set
    std::string reference{};  ///< minutes or decision in which they are recorded
    std::string area{};       ///< id of the unit for which they hold; empty: the whole municipality
    std::vector<Weight> weights{};
    static constexpr auto fields() {
        return std::tuple{field("id", &WeightSet::id, "unique within the framework"),
                          field("name", &WeightSet::name, "as people call it"),
                          field("body", &WeightSet::body, "who set the weights"),
                          field("date", &WeightSet::date, "ISO date on which they were set"),
                          field("reference", &WeightSet::reference, "minutes or decision that record them"),
                          field("area", &WeightSet::area, "unit for which they hold; empty: the whole municipality"),
                          field("weights", &WeightSet::weights, "weight per item")};
    }
};

}  // namespace maatstaf
