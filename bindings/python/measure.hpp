// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/measure/records.hpp"
#include "maatstaf/measure/result.hpp"
#include "risk.hpp"

namespace maatstaf::python {

/// The groups of a call; None: none.
inline RowGroups groups_or_none(const py::object& value) {
    return value.is_none() ? RowGroups{} : object_of<RowGroups>(value, "group_by");
}

/// An account of rows as a dict of reason to number.
inline py::dict account_of(const RowAccount& account) {
    py::dict made;
    for (const auto& each : enum_names(RowReason{}))
        if (account.count(each.value) > 0) made[py::str(std::string(each.name))] = account.count(each.value);
    return made;
}

void bind_measure_standardised(py::module_& module);
void bind_measure_inequality(py::module_& module);
void bind_measure_funnel(py::module_& module);
void bind_measure_judgement(py::module_& module);
void bind_measure_panel(py::module_& module);
void bind_measure_records(py::module_& module);
void bind_measure_time(py::module_& module);
void bind_measure_criteria(py::module_& module);
void bind_measure_reach(py::module_& module);
void bind_measure_youth(py::module_& module);
void bind_measure_expected(py::module_& module);

}  // namespace maatstaf::python
