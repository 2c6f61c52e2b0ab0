// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/numpy.h>

#include <array>
#include <string>
#include <vector>

#include "maatstaf/regress/data.hpp"

namespace maatstaf::python {

namespace py = pybind11;

/// The rows of a regression as Python holds them: a dictionary with x, y and perhaps offset, exposure, weights and
/// names. A float64 matrix is read in place whatever its strides; anything else is converted once. Keeps the arrays
/// alive.
class RegressionArrays {
public:
    explicit RegressionArrays(const py::object& rows);
    RegressionData data() const;

private:
    using Numbers = py::array_t<double, py::array::c_style | py::array::forcecast>;
    py::array_t<double, py::array::forcecast> x_;
    std::array<Numbers, 6> columns_;
    std::vector<std::string> names_;
};

/// The rows of a batch, columns with names in the order of `names`; offset, exposure and weights are the keywords.
RegressionArrays rows_in_order(const py::object& x, const py::object& y, const std::vector<std::string>& names,
                               const py::kwargs& keywords);

}  // namespace maatstaf::python
