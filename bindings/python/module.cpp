// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>

#include "bindings.hpp"

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/doors.hpp"

namespace {

/// pybind11 gives an object that was made by `cls.__new__(cls)` raw memory at its first use; this hook refuses instead.
void refuse_unmade_objects(const pybind11::module_& module) {
    namespace py = pybind11;
    for (const auto& [name, each] : module.attr("__dict__").cast<py::dict>()) {
        if (!PyType_Check(each.ptr())) continue;
        if (auto* info = py::detail::get_type_info(reinterpret_cast<PyTypeObject*>(each.ptr())))
            info->operator_new = [](std::size_t) -> void* {
                throw maatstaf::ArgumentError(maatstaf::messages::object_not_made);
            };
    }
}

}  // namespace

PYBIND11_MODULE(_core, module) {
    using namespace maatstaf::python;
    module.doc() = "The compiled part of maatstaf. Import `maatstaf` instead: it shows the same names.";
    module.attr("__version__") = MAATSTAF_VERSION;
    bind_errors(module);
    bind_table(module);
    bind_core(module);
    bind_framework(module);
    bind_panel(module);
    bind_deliveries(module);
    bind_regress_results(module);
    bind_regress_glm(module);
    bind_regress_design(module);
    bind_regress_inference(module);
    bind_regress_penalised(module);
    bind_regress_mixed(module);
    bind_regress_batches(module);
    bind_regress_absorb(module);
    bind_score(module);
    bind_formulas(module);
    bind_risk(module);
    bind_measure(module);
    refuse_unmade_objects(module);
}
