// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/distribution.hpp"
#include "maatstaf/regress/glm.hpp"

namespace maatstaf {

/// A categorical column that gets an effect of its own for each level, without a coefficient in the table.
struct AbsorbedEffect {
    std::string name{};                      ///< empty: effect1, effect2, ...
    std::span<const std::int32_t> codes{};   ///< any whole number per row; rows with the same one share an effect
    /// What the codes stand for, which are then positions in it; empty: the numbers themselves.
    std::span<const std::string> labels{};
};

/// What the standard errors allow for.
enum class AbsorbCovariance : std::uint8_t {
    automatic,   ///< cluster when clusters are given, else iid
    iid,         ///< the variance of the family holds
    hc1,         ///< any variance per row (White 1980)
    cluster,     ///< any dependence within clusters; two crossing groupings as Cameron, Gelbach & Miller (2011)
};
constexpr auto enum_names(AbsorbCovariance) {
    using enum AbsorbCovariance;
    return std::array{EnumName<AbsorbCovariance>{automatic, "automatic"}, EnumName<AbsorbCovariance>{iid, "iid"},
                      EnumName<AbsorbCovariance>{hc1, "hc1"}, EnumName<AbsorbCovariance>{cluster, "cluster"}};
}

/// How many coefficients the absorbed effects count for.
enum class EffectCount : std::uint8_t {
    levels,   ///< all levels, less one for each effect after the first (as fixest and pyfixest count)
    exact,    ///< less one for each part that is connected to nothing else: exact for two effects, else an upper bound
};
constexpr auto enum_names(EffectCount) {
    using enum EffectCount;
    return std::array{EnumName<EffectCount>{levels, "levels"}, EnumName<EffectCount>{exact, "exact"}};
}

struct AbsorbOptions {
    Family family = Family::gaussian;   ///< gaussian (identity link), poisson or quasi_poisson (log link)
    AbsorbCovariance covariance = AbsorbCovariance::automatic;
    std::span<const std::int32_t> clusters{};          ///< empty, or any whole number per row
    std::span<const std::int32_t> second_clusters{};   ///< a second grouping that crosses the first
    bool remove_singletons = true;   ///< leave out rows that are alone in a level, again and again until none is left
    bool small_sample = true;           ///< multiply covariances as described at `absorbed_regression`
    EffectCount count = EffectCount::levels;
    double confidence = 0.95;           ///< of the intervals, strictly between 0 and 1
    std::int32_t max_iterations = 100;  ///< Newton steps (Poisson)
    /// Poisson stops when the next step moves no combination of the coefficients by more than so many of its standard
    /// errors, and the effects on average neither. That step is still taken.
    double tolerance = 1e-7;
    /// What demeaning may leave of the effects in a column, relative to what is left of the column itself. Coefficients
    /// are off by its square, standard errors by about itself.
    double demean_tolerance = 1e-9;
    std::int32_t max_demean_iterations = 10'000;
    bool keep_effects = false;   ///< fill `effects[..].estimate`, which predictions need too
    bool keep_fitted = false;    ///< fill `fitted`
    static constexpr auto fields() {
        using O = AbsorbOptions;
        return std::tuple{
            field("family", &O::family, "'gaussian', 'poisson' or 'quasi_poisson'"),
            field("covariance", &O::covariance,
                  "what standard errors allow for; automatic: clusters when given, else iid"),
            field("remove_singletons", &O::remove_singletons,
                  "leave out rows that are alone in a level, until none is"),
            field("small_sample", &O::small_sample, "correct covariances for the size of the sample"),
            field("count", &O::count, "how many coefficients the effects count for"),
            field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
            field("max_iterations", &O::max_iterations, "Newton steps at most (Poisson)"),
            field("tolerance", &O::tolerance, "stops when a step is smaller, in standard errors (Poisson)"),
            field("demean_tolerance", &O::demean_tolerance,
                  "what may be left of the effects in a column, relative to it"),
            field("max_demean_iterations", &O::max_demean_iterations, "steps at most for demeaning"),
            field("keep_effects", &O::keep_effects, "give back effects of levels too; predictions need them"),
            field("keep_fitted", &O::keep_fitted, "give back the fitted means too")};
    }
};

/// One absorbed effect after the fit. Levels stand in ascending order of their code. Effects are determined up to
/// constants only: within each connected part the first level of every effect after the first one given is 0.
struct AbsorbedLevels {
    std::string name{};
    std::int32_t levels = 0;             ///< with rows that were used
    bool nested = false;                 ///< every level lies within one cluster, so its levels are not counted
    std::vector<std::int32_t> codes{};   ///< of the levels; empty unless asked for, like the next three
    std::vector<std::int64_t> first_row{};   ///< a row of the input that has this level
    std::vector<double> rows{};          ///< rows used, each as often as its frequency weight says
    std::vector<double> estimate{};      ///< on the scale of the linear predictor
    std::vector<std::string> labels{};   ///< what the codes stand for; empty: the numbers themselves
    /// By how much effects may move, all together, without any row noticing: a combination of levels has a prediction
    /// when these numbers of its levels add up to 0.
    std::vector<double> loose{};

    /// The label of a level, or its code.
    std::string label(std::size_t level) const;
};

/// What the variance of a prediction takes of the effects: phi times w'(D'WD)^-w + r'Br, where w marks the levels of a
/// row and r is what the effects leave of its columns.
struct AbsorbVariance {
    double scale = 0.0;       ///< phi, with the correction for small samples; 0: no variance is known
    std::int32_t main = 0;    ///< the effect with most levels; the others are counted through after one another
    Eigen::VectorXd inverse_weight{};   ///< per level of the main effect, 1 / sum of its weights
    Eigen::MatrixXd shares{};           ///< main levels x other levels: which part of those weights goes with each
    Eigen::MatrixXd inverse{};          ///< other levels squared: of what the main effect leaves of them
    Eigen::MatrixXd columns{};          ///< all levels, in the order of the effects, x p: effects of the columns of x
    Eigen::MatrixXd bread{};            ///< p x p, B
};

/// p is the number of columns of x. Columns without an estimate have NaN, as in `GlmResult`.
struct AbsorbResult {
    AbsorbOptions options{};                ///< as used: covariance resolved, no spans
    std::vector<std::string> names{};       ///< p
    Eigen::VectorXd coefficients{};         ///< p, on the scale of the linear predictor
    Eigen::MatrixXd covariance{};           ///< p x p
    double degrees_of_freedom = 0.0;        ///< of t intervals; infinite: normal
    std::vector<std::int32_t> aliased{};    ///< columns without an estimate
    std::vector<std::int32_t> within_effects{};   ///< those among them that the effects alone determine
    FitStatus status = FitStatus::converged;
    std::int32_t iterations = 0;            ///< Newton steps; 1 for gaussian
    bool demeaned = true;                   ///< false: demeaning stopped before it reached its tolerance
    std::int32_t demean_iterations = 0;     ///< of conjugate gradients, all together; 0: solved directly
    /// Largest mean of a demeaned column within a level, relative to the spread of that demeaned column: what is left
    /// of the effects. The reached accuracy of demeaning, measured afterwards.
    double imbalance = 0.0;
    double observations = 0.0;              ///< rows used, each as often as its frequency weight says
    std::int64_t rows_used = 0;
    std::int64_t rows_without_weight = 0;
    std::int64_t rows_singleton = 0;        ///< left out: alone in a level
    std::int64_t rows_all_zero = 0;         ///< left out (Poisson): a level of which every outcome is 0
    std::int64_t rows_separated = 0;        ///< used, but predicted perfectly: their mean runs off to 0
    std::vector<AbsorbedLevels> effects{};  ///< one per absorbed effect, in the order given
    std::int32_t components = 1;            ///< parts of the graph of levels not connected with one another (2 effects)
    double effect_parameters = 0.0;         ///< coefficients that the effects count for, nested ones included
    double residual_df = 0.0;               ///< observations - estimated coefficients - effect_parameters
    std::int32_t clusters = 0;              ///< of the smaller grouping; 0 without clusters
    double dispersion = 1.0;                ///< phi: Pearson's chi-squared / residual_df, or 1 for poisson
    double pearson = 0.0;
    double deviance = 0.0;
    double log_likelihood = 0.0;            ///< NaN for quasi_poisson
    double null_log_likelihood = 0.0;       ///< of a constant (with the offset); NaN for quasi_poisson
    double r_squared = 0.0;                 ///< gaussian: of the outcome less offset; else 1 - deviance / null deviance
    double within_r_squared = 0.0;          ///< gaussian: of what the effects leave; else NaN
    Eigen::VectorXd fitted{};               ///< mean per row of the input, NaN where left out; empty unless asked for
    AbsorbVariance variance{};              ///< for predictions; filled with the effects
    std::vector<Caveat> caveats{};

    Eigen::VectorXd standard_errors() const;   ///< p
    /// term, estimate, se, statistic, df, p_value, low, high.
    Table table() const;
    /// effect, code, rows, estimate: one row per level. Empty unless effects were asked for.
    Table effects_table() const;
};

/// Regression with an effect for every level of any number of categorical columns (fixed effects), absorbed instead of
/// estimated one by one: linear by least squares, Poisson by Newton steps with a weighted within transformation.
///
/// Demeaning takes the effect with most levels out exactly and solves what is left for the other effects, all columns
/// together: directly when they have few levels, else by conjugate gradients on the alternating projections.
/// Sources: Guimaraes & Portugal (2010); Gaure (2013); Correia, Guimaraes & Zylkin (2020) for Poisson.
///
/// Corrections for small samples are those of fixest: with n observations and K coefficients (the columns estimated
/// plus `effect_parameters`) iid and clusters multiply by (n - 1)/(n - K), hc1 by n/(n - K), clusters also by G/(G - 1)
/// of the smaller grouping; for clusters an effect that is nested in them counts as one coefficient. Gaussian and
/// quasi-Poisson divide by n - K in phi itself. t quantiles have G - 1 degrees of freedom for clusters, else n - K; for
/// Poisson without clusters they are normal.
///
/// Weights mean what they mean in `RegressionData`. Rows without weight are left out; rows that stand for several are
/// no singletons. Poisson leaves out levels whose outcomes are all 0, whose effect would be minus infinity.
///
/// Throws ArgumentError on wrong lengths, families and options outside their range, and no effects; DataError as `glm`
/// does, when no rows are left, and when there is one cluster only.
AbsorbResult absorbed_regression(const RegressionData& data, std::span<const AbsorbedEffect> effects,
                                 const AbsorbOptions& options = {}, const Progress& progress = {});

}  // namespace maatstaf
