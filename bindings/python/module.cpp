// SPDX-License-Identifier: Apache-2.0
#include <pybind11/pybind11.h>

#include "bindings.hpp"

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
    bind_score(module);
    bind_formulas(module);
    bind_risk(module);
}
