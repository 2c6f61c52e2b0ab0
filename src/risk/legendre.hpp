// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace maatstaf::detail {

/// Nodes and weights of Gauss-Legendre quadrature on 0 .. 1; exact for polynomials up to degree 2 count - 1.
struct Quadrature {
    std::vector<double> nodes{};
    std::vector<double> weights{};
};
Quadrature gauss_legendre(int count);

}  // namespace maatstaf::detail
