// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "regress/effect_layout.hpp"

namespace maatstaf::detail {

/// S (see `Within`) as a sparse matrix with a factor of its own. Levels that hang together in long chains, where
/// conjugate gradients need hundreds of steps, have a factor that hardly fills up; well connected ones do not, and are
/// refused.
class SparseFactor {
public:
    /// Nothing when S or its factor would be too large to be worth it.
    static std::unique_ptr<SparseFactor> make(const EffectLayout& layout);
    ~SparseFactor();

    void factor(const EffectLayout& layout, const std::vector<double>& cell_weight, const std::vector<double>& inverse);
    /// rest += S^-1 sums, `width` columns side by side.
    void solve(const std::vector<double>& sums, std::ptrdiff_t width, std::vector<double>& rest) const;

private:
    struct State;
    explicit SparseFactor(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace maatstaf::detail
