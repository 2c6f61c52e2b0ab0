// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "maatstaf/framework/framework.hpp"
#include "maatstaf/framework/json.hpp"

using namespace maatstaf;

namespace {

/// Every value of an enumeration goes into a framework by `place(FrameworkData&)`, to JSON under its own name (the
/// value of a new item may be left out), and back.
template <class Enum, class Place>
void check_every_value(Place&& place) {
    for (const auto& each : enum_names(Enum{})) {
        CAPTURE(std::string(each.name));
        FrameworkData data;
        const bool usual = place(data) == each.value;
        place(data) = each.value;
        const auto text = framework_to_json(Framework(data));
        CHECK((usual || text.find("\"" + std::string(each.name) + "\"") != std::string::npos));
        auto again = framework_from_json(text).data();
        CHECK(place(again) == each.value);
    }
}

/// The first entry of a list, made when there is none.
template <class Entry>
Entry& first(std::vector<Entry>& list) {
    if (list.empty()) list.emplace_back();
    if constexpr (requires { list[0].id; }) list[0].id = "x";
    return list[0];
}

}  // namespace

TEST_CASE("every value of every enumeration of a framework goes to JSON and back", "[framework][json]") {
    using Data = FrameworkData;
    check_every_value<PartyKind>([](Data& data) -> auto& { return first(data.parties).kind; });
    check_every_value<Role>([](Data& data) -> auto& { return first(data.responsibilities).role; });
    check_every_value<IndicatorKind>([](Data& data) -> auto& { return first(data.indicators).measures; });
    check_every_value<Scale>([](Data& data) -> auto& { return first(data.indicators).scale; });
    check_every_value<Direction>([](Data& data) -> auto& { return first(data.indicators).direction; });
    check_every_value<Criterion>([](Data& data) -> auto& { return first(data.indicators).criterion; });
    check_every_value<Goal>([](Data& data) -> auto& { return first(data.indicators).goal; });
    check_every_value<LinkKind>([](Data& data) -> auto& { return first(first(data.activities).links).kind; });
    check_every_value<Answer>([](Data& data) -> auto& { return first(data.elicitations).answer; });
    check_every_value<EvidenceKind>([](Data& data) -> auto& { return first(data.evidence).kind; });
    check_every_value<Consent>([](Data& data) -> auto& { return first(data.evidence).consent; });
    check_every_value<EvidencePurpose>([](Data& data) -> auto& { return first(data.evidence).purpose; });
    check_every_value<Tendency>([](Data& data) -> auto& { return first(data.evidence).direction; });
    check_every_value<Strength>([](Data& data) -> auto& { return first(data.evidence).strength; });
    check_every_value<StepState>([](Data& data) -> auto& { return first(data.compass).state; });
}
