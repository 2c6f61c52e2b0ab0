// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <optional>

#include "maatstaf/framework/version.hpp"
#include "maatstaf/score/drift.hpp"
#include "maatstaf/score/model.hpp"

namespace maatstaf::python {

namespace py = pybind11;

/// `ScoreModel` in Python is chosen first and fitted after; in C++ these are options and a model.
struct ModelInPython {
    FrameworkVersion framework;
    ScoreModelOptions options;
    std::optional<ScoreModel> fitted;

    /// Throws ArgumentError (model_not_fitted).
    const ScoreModel& fitted_model() const;
};

void bind_model(py::module_& module);

}  // namespace maatstaf::python
