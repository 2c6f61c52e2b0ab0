// SPDX-License-Identifier: Apache-2.0
#include "regress/within_sparse.hpp"

#include <algorithm>

#include <Eigen/SparseCholesky>

namespace maatstaf::detail {
namespace {

using Sparse = Eigen::SparseMatrix<double>;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Multiplications that a factor may take, per cell: as many as some hundred steps of conjugate gradients.
constexpr double work_per_cell = 4000.0;
/// S is singular: a constant may move between effects. So little more on its diagonal settles that, and the second
/// round of demeaning takes out what it costs.
constexpr double ridge = 1e-12;

/// Calls `each(level, level, share)` for the entries of the lower triangle of S, one main level after another: weights
/// of cells come in, products of the weights of a main level go out.
template <class Each>
void entries(const EffectLayout& layout, const double* cell_weight, const double* inverse, Each&& each) {
    const auto others = static_cast<std::ptrdiff_t>(layout.others.size());
    std::vector<std::pair<std::int32_t, double>> own;
    for (std::int32_t g = 0; g < layout.main_levels(); ++g) {
        own.clear();
        for (std::int32_t c = layout.level_cells[g]; c < layout.level_cells[g + 1]; ++c) {
            const std::int32_t* level = layout.cell_rest.data() + c * others;
            for (std::ptrdiff_t q = 0; q < others; ++q) {
                own.emplace_back(level[q], cell_weight[c]);
                for (std::ptrdiff_t before = 0; before <= q; ++before) each(level[q], level[before], cell_weight[c]);
            }
        }
        for (std::size_t a = 0; a < own.size(); ++a)
            for (std::size_t b = 0; b < own.size(); ++b)
                if (own[a].first >= own[b].first)
                    each(own[a].first, own[b].first, -own[a].second * own[b].second * inverse[g]);
    }
}

}  // namespace

struct SparseFactor::State {
    struct CountedFactor : Eigen::SimplicialLDLT<Sparse> {
        double work() const {
            double sum = 0.0;
            for (Eigen::Index k = 0; k < m_nonZerosPerCol.size(); ++k)
                sum += static_cast<double>(m_nonZerosPerCol[k]) * static_cast<double>(m_nonZerosPerCol[k]);
            return sum;
        }
    };

    Sparse matrix;
    CountedFactor factor;
};

SparseFactor::SparseFactor(std::unique_ptr<State> state) : state_(std::move(state)) {}
SparseFactor::~SparseFactor() = default;

std::unique_ptr<SparseFactor> SparseFactor::make(const EffectLayout& layout) {
    const auto others = static_cast<double>(layout.others.size());
    const auto cells = static_cast<double>(layout.cells());
    double pairs = 0.0;
    for (std::int32_t g = 0; g < layout.main_levels(); ++g) {
        const double own = others * (layout.level_cells[g + 1] - layout.level_cells[g]);
        pairs += 0.5 * own * (own + 1.0);
    }
    if (pairs > 1e6 + 16.0 * cells) return nullptr;
    std::vector<Eigen::Triplet<double>> shape;
    shape.reserve(static_cast<std::size_t>(pairs + others * cells));
    const std::vector<double> ones(
        static_cast<std::size_t>(std::max<std::ptrdiff_t>(layout.cells(), layout.main_levels())), 1.0);
    entries(layout, ones.data(), ones.data(),
            [&](std::int32_t a, std::int32_t b, double) { shape.emplace_back(a, b, 1.0); });
    auto state = std::make_unique<State>();
    state->matrix.resize(layout.rest_levels(), layout.rest_levels());
    state->matrix.setFromTriplets(shape.begin(), shape.end());
    state->matrix.makeCompressed();
    state->factor.analyzePattern(state->matrix);
    if (state->factor.work() > 1e8 + work_per_cell * cells) return nullptr;
    return std::unique_ptr<SparseFactor>(new SparseFactor(std::move(state)));
}

void SparseFactor::factor(const EffectLayout& layout, const std::vector<double>& cell_weight,
                          const std::vector<double>& inverse) {
    Sparse& s = state_->matrix;
    std::fill_n(s.valuePtr(), s.nonZeros(), 0.0);
    entries(layout, cell_weight.data(), inverse.data(), [&](std::int32_t row, std::int32_t column, double share) {
        const int* const begin = s.innerIndexPtr() + s.outerIndexPtr()[column];
        const int* const end = s.innerIndexPtr() + s.outerIndexPtr()[column + 1];
        s.valuePtr()[std::lower_bound(begin, end, row) - s.innerIndexPtr()] += share;
    });
    for (Eigen::Index k = 0; k < s.cols(); ++k) {
        double& own = s.valuePtr()[s.outerIndexPtr()[k]];   // the diagonal stands first in the lower triangle
        own = own > 0.0 ? own * (1.0 + ridge) : 1.0;
    }
    state_->factor.factorize(s);
}

void SparseFactor::solve(const std::vector<double>& sums, std::ptrdiff_t width, std::vector<double>& rest) const {
    const Eigen::Index levels = state_->matrix.rows();
    const Eigen::MatrixXd x =
        state_->factor.solve(Eigen::MatrixXd(Eigen::Map<const RowMajor>(sums.data(), levels, width)));
    Eigen::Map<RowMajor>(rest.data(), levels, width) += x;
}

}  // namespace maatstaf::detail
