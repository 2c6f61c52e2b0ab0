// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "fields.hpp"
#include "maatstaf/framework/framework.hpp"

namespace maatstaf::python {

void bind_framework_items(py::module_& module) {
    bind_described<Party>(module, "Party", "Someone who decides, contributes or facilitates.");
    bind_described<Domain>(module, "Domain", "A broad field of policy.");
    bind_described<LifeArea>(module, "LifeArea", "A part of people's lives, within a domain.");
    bind_described<Ambition>(module, "Ambition", "What a council wants in a life area.");
    bind_described<SocietalResult>(module, "Result", "A change in society that can be seen among residents.");
    module.attr("SocietalResult") = module.attr("Result");
    bind_described<Split>(module, "Split", "Which part of a contribution serves which result.");
    bind_described<Contribution>(module, "Contribution", "What one organisation does towards one or more results.");
    bind_described<ActivityLink>(module, "ActivityLink", "To what an activity contributes.");
    bind_described<Activity>(module, "Activity", "Something an organisation does for or with residents.");
    bind_described<Target>(module, "Target",
                           "A target, for the whole municipality or one area, for one period or all.");
    bind_described<Burden>(module, "Burden", "What it takes from people to measure an indicator.")
        .def("hours_per_year", &Burden::hours_per_year, "Minutes x times x respondents, in hours.");
    bind_described<Indicator>(module, "Indicator", "A figure that shows something about the item above it.");
    bind_described<Responsibility>(module, "Responsibility", "One cell of the RASCI matrix.");
    bind_described<Weight>(module, "Weight", "How much an item counts among its siblings.");
    bind_described<WeightSet>(module, "WeightSet", "Weights with an owner and a date.");
    bind_described<Elicitation>(module, "Elicitation", "One answer of one person about one link of an activity.");
    bind_described<Evidence>(module, "Evidence", "A figure, story, observation or document about an item.")
        .def("may_be_shown", &may_be_shown, "Whether it may be shown in an account to others.");
    bind_described<Agreement>(module, "Agreement", "What parties agreed on, for how long, and how it is handed over.");
    bind_described<CompassStep>(module, "CompassStep",
                                "Where a result stands in one of the six steps of the Kwaliteitskompas.");
}

}  // namespace maatstaf::python
