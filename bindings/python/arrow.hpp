// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include "maatstaf/core/table.hpp"

// Tables over the Arrow PyCapsule protocol
// (https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html).
namespace maatstaf::python {

namespace py = pybind11;

/// Capsules that release what they hold when nobody takes it over.
py::capsule stream_capsule(const Table& table);
py::capsule schema_capsule(const Table& table);

/// Reads what `data.__arrow_c_stream__()` or `data.__arrow_c_array__()` gives, with the GIL released: a producer may
/// run threads of its own that need it.
Table table_from_stream(const py::object& data);
Table table_from_array(const py::object& data);

}  // namespace maatstaf::python
