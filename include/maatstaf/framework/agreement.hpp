// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "maatstaf/core/fields.hpp"

namespace maatstaf {

/// What parties agreed on, for how long, and how it is handed over. Consequences of a result are agreed by people and
/// stand in `text`; nothing here is ever computed from a score.
struct Agreement {
    std::string id{};
    std::string name{};
    std::vector<std::string> parties{};  ///< ids of parties
    std::vector<std::string> items{};    ///< ids of the items it concerns
    std::string text{};                  ///< what is agreed
    std::string start{};                 ///< ISO date on which it takes effect
    std::string end{};                   ///< ISO date on which it ends; empty: open
    std::string review{};                ///< ISO date on which the parties look at it again
    std::string hand_over{};             ///< what happens when it ends or somebody leaves, and who takes over
    static constexpr auto fields() {
        return std::tuple{field("id", &Agreement::id, "unique among the agreements"),
                          field("name", &Agreement::name, "as people call it"),
                          field("parties", &Agreement::parties, "ids of parties"),
                          field("items", &Agreement::items, "ids of the items it concerns"),
                          field("text", &Agreement::text, "what is agreed"),
                          field("start", &Agreement::start, "ISO date on which it takes effect"),
                          field("end", &Agreement::end, "ISO date on which it ends; empty: open"),
                          field("review", &Agreement::review, "ISO date on which the parties look at it again"),
                          field("hand_over", &Agreement::hand_over, "what happens when it ends, and who takes over")};
    }
};

enum class StepState : std::uint8_t { open, busy, done };
constexpr auto enum_names(StepState) {
    using enum StepState;
    return std::array{EnumName<StepState>{open, "open"}, EnumName<StepState>{busy, "busy"},
                      EnumName<StepState>{done, "done"}};
}

/// Where a result stands in one of the six steps of the Kwaliteitskompas (Movisie): 1 monitoring and ambitions,
/// 2 societal result, 3 activities, 4 quality of the input, 5 outcome, 6 improvement. Steps 1 and 2 are matters of
/// policy; 3 to 6 are taken with professionals and residents. Step 6 writes back to 1-3 as a new version of the
/// framework.
struct CompassStep {
    std::string result{};   ///< id of a result
    std::int32_t step = 1;  ///< 1 to 6
    StepState state = StepState::open;
    std::vector<std::string> evidence{};  ///< ids of evidence
    std::vector<std::string> open_questions{};
    std::string date{};  ///< ISO date on which this was the state
    static constexpr auto fields() {
        return std::tuple{field("result", &CompassStep::result, "id of a result"),
                          field("step", &CompassStep::step, "1 to 6"),
                          field("state", &CompassStep::state, "open, busy or done"),
                          field("evidence", &CompassStep::evidence, "ids of evidence"),
                          field("open_questions", &CompassStep::open_questions, "what is still to be found out"),
                          field("date", &CompassStep::date, "ISO date on which this was the state")};
    }
};

}  // namespace maatstaf
