// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/regress/glm.hpp"
#include "regress/glm_sums.hpp"
#include "regress/solve.hpp"

namespace maatstaf {

namespace detail {

/// Whether the columns themselves, or combinations of them, are fitted.
enum class Basis : std::uint8_t { unknown, trial, known };
constexpr auto enum_names(Basis) {
    return std::array{EnumName<Basis>{Basis::unknown, "unknown"}, EnumName<Basis>{Basis::trial, "trial"},
                      EnumName<Basis>{Basis::known, "known"}};
}

}  // namespace detail

/// Where a fit stands between two sweeps.
struct GlmAccumulator::State {
    GlmOptions options{};
    std::vector<std::string> names{};
    std::int32_t columns = 0;
    detail::Sweep sweep = detail::Sweep::look;
    std::int32_t sweeps = 0;
    detail::GlmPoint point{};
    detail::GlmSums sums{};    ///< of the sweep under way; of the last one when done
    detail::GlmSums looked{};  ///< of the first sweep
    bool centred = false;      ///< columns are shifted, for which the first one, a constant, makes up

    Eigen::VectorXd before{};   ///< coefficients before the last step
    double theta_before = 0.0;
    double objective = 0.0;     ///< at `before`
    double last_length = 0.0;   ///< of the last step, in standard errors; 0: unknown
    std::int32_t halvings = 0;
    std::int32_t iterations = 0;
    std::int32_t approaches = 0;   ///< steps by the information of a quick look; only while all rows are at hand
    FitStatus status = FitStatus::converged;
    bool ending = false;               ///< the sweep under way is the last, whatever it finds
    detail::Information information{};   ///< at the last step, of the fitted columns
    double theta_information = 0.0;

    /// Whether X'WX itself has digits enough; see `repeats_in_better_basis`.
    detail::Basis basis = detail::Basis::unknown;
    Eigen::VectorXd limits{};       ///< for `invert_information`
    Eigen::VectorXd shares{};       ///< of the trial basis, see OrthogonalColumns
    double smallest_share = 1.0;    ///< of a kept column that the earlier ones do not explain

    /// Leaves columns out as if they were aliased; before the first sweep.
    void leave_out(std::span<const std::int32_t> left_out);
    void begin();            ///< look -> start
    void first_step();       ///< start -> iterate
    void step();             ///< iterate or settle -> iterate, settle or done
    void approach();         ///< approach -> approach or iterate
    double degrees_of_freedom() const;
    /// One step gives the solution.
    bool is_linear() const { return point.law.family == Family::gaussian && point.law.link == Link::identity; }
    /// True when everything that the coming sweep reads is there, in a state from outside.
    bool is_complete() const;
    /// More than any linear predictor has moved in the last step.
    double farthest_move() const;
    bool watches_moves() const;
    /// Coefficients of the shifted columns.
    Eigen::VectorXd shifted_coefficients() const;

private:
    bool repeats_in_better_basis();
    bool halves_step();
    void leave_quick_look(bool close);
    bool moves_weights_little() const;
    double near_enough() const;
    double move_theta(Eigen::VectorXd& step);
    double dispersion() const;
    double in_standard_errors(double squares) const;
    bool runs_off(double length, double contraction) const;
    void end(FitStatus how);
    void finish();
};

}  // namespace maatstaf
