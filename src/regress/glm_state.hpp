// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/regress/glm.hpp"
#include "regress/glm_sums.hpp"
#include "regress/solve.hpp"

namespace maatstaf {

/// Where a fit stands between two sweeps.
struct GlmAccumulator::State {
    GlmOptions options;
    std::vector<std::string> names;
    std::int32_t columns = 0;
    detail::Sweep sweep = detail::Sweep::look;
    std::int32_t sweeps = 0;
    detail::GlmPoint point;
    detail::GlmSums sums;    ///< of the sweep under way
    detail::GlmSums looked;  ///< of the first sweep
    bool centred = false;

    Eigen::VectorXd before;  ///< coefficients and theta before the last step
    double theta_before = 0.0;
    double objective = 0.0;  ///< at `before`
    std::int32_t halvings = 0;
    std::int32_t iterations = 0;
    FitStatus status = FitStatus::converged;
    detail::Information information;   ///< at the last step, of the shifted columns
    double theta_information = 0.0;

    void begin();            ///< look -> start
    void first_step();       ///< start -> iterate
    void step();             ///< iterate -> iterate or summarise
    void finish();           ///< summarise -> done
    bool try_halving();
    void move_theta();
    double degrees_of_freedom() const;
};

}  // namespace maatstaf
