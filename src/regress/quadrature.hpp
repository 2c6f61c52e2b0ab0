// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace maatstaf::detail {

/// Nodes z and weights for integrals against exp(-z^2): the integral of f is about sum weight[q] exp(-z[q]^2) f(z[q]).
/// The weights include exp(z^2), so they stay near one another in size however many nodes there are.
struct GaussHermite {
    std::vector<double> node, weight;
};
/// Exact for polynomials up to degree 2 count - 1. Nodes: eigenvalues of the Jacobi matrix (Golub & Welsch 1969),
/// refined by Newton; weights: 1 / sum of squared Hermite functions (Christoffel numbers).
GaussHermite gauss_hermite(int count);

}  // namespace maatstaf::detail
