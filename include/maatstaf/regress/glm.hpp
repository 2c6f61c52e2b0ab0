// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/distribution.hpp"

namespace maatstaf {

struct GlmOptions {
    Distribution distribution{};
    double confidence = 0.95;         ///< of the intervals, strictly between 0 and 1
    std::int32_t max_iterations = 50;
    /// Stops when what is left to go, judged by how fast the steps shrink, moves no linear combination of the
    /// coefficients by more than so many of its own standard errors.
    double tolerance = 1e-11;
    static constexpr auto fields() {
        using O = GlmOptions;
        return std::tuple{
            field("distribution", &O::distribution, "family, link and their parameters"),
            field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
            field("max_iterations", &O::max_iterations, "steps at most"),
            field("tolerance", &O::tolerance, "stops when less than this is left to go, in standard errors")};
    }
};

/// How the search for the estimates ended. Only with `converged` are they maximum (quasi-)likelihood estimates.
enum class FitStatus : std::uint8_t {
    converged,
    max_iterations,   ///< the last step was still too large
    separated,        ///< some coefficients run off to infinity: a combination of columns predicts outcomes perfectly
    no_step,          ///< no step, however small, improved the fit: look at the link and the outliers
};
constexpr auto enum_names(FitStatus) {
    using enum FitStatus;
    return std::array{EnumName<FitStatus>{converged, "converged"},
                      EnumName<FitStatus>{max_iterations, "max_iterations"},
                      EnumName<FitStatus>{separated, "separated"}, EnumName<FitStatus>{no_step, "no_step"}};
}

/// A fitted generalised linear model. p is the number of columns. Columns that are linear combinations of earlier ones
/// are aliased, as in R: their coefficient is NaN, their rows of the covariance too, and predictions leave them out.
struct GlmResult {
    GlmOptions options{};                    ///< as used: the link resolved, theta filled in
    std::vector<std::string> names{};        ///< p
    Eigen::VectorXd coefficients{};          ///< p, on the scale of the linear predictor
    Eigen::MatrixXd covariance{};            ///< p x p, dispersion x inverse Fisher information
    std::vector<std::int32_t> aliased{};     ///< columns without an estimate
    FitStatus status = FitStatus::converged;
    std::int32_t iterations = 0;           ///< passes over the data that ended in a step
    double observations = 0.0;             ///< rows, each counted as often as its frequency weight says
    double residual_df = 0.0;              ///< observations with weight, minus estimated coefficients
    double dispersion = 1.0;               ///< phi: Pearson's chi-squared / residual_df, or 1 for fixed families
    double pearson = 0.0;                  ///< Pearson's chi-squared
    double deviance = 0.0;
    double log_likelihood = 0.0;           ///< NaN for quasi families and Tweedie
    double aic = 0.0;                      ///< counts an estimated phi or theta as a parameter
    double bic = 0.0;
    double theta_se = 0.0;                 ///< negative binomial with theta estimated; else NaN
    double smallest_pivot = 1.0;  ///< least that a column adds to earlier ones, as a share of its sum of squares
    /// p, of the intervals, where the covariance is one of clusters: a part of a model in two parts. Empty: residual_df
    /// for families with an estimated dispersion, else infinite. Not in an archive of the fit.
    Eigen::VectorXd degrees_of_freedom{};
    std::vector<Caveat> caveats{};

    Eigen::VectorXd standard_errors() const;   ///< p
    /// term, estimate, se, statistic, df, p_value, low, high.
    Table table() const;
};

/// Fits by iteratively reweighted least squares in Newton form: each pass over the rows builds X'WX and the score in
/// blocks of a few hundred rows, so memory stays at X plus a constant (and one number per row when there is an
/// exposure). Columns are centred when the first one is constant, which keeps years and euros apart from rounding;
/// columns that are nearly combinations of others are replaced by orthogonal ones while fitting. With many rows the
/// first steps look at some of the blocks, and a few more at the score alone. The score equations over all rows decide
/// the estimates, not X'WX. The result does not depend on the number of threads. `progress` counts the rows of each
/// pass. Source: McCullagh & Nelder (1989), ch. 2. With a log link the steps of gamma, Tweedie and negative binomial
/// laws go by the observed information, theta with them; the covariance always goes by the expected one.
///
/// Throws ArgumentError on wrong lengths and options outside their range, DataError (naming row and column) on values
/// that are not finite, outcomes outside the range of the family, exposure that is not positive, negative weights, no
/// rows, no weight, and fewer rows than coefficients. CancelledError when `progress` says to stop.
GlmResult glm(const RegressionData& data, const GlmOptions& options = {}, const Progress& progress = {});

/// The same fit when rows come in batches, from several files or workers: the state is a few p x p matrices and does
/// not grow with the rows. Each sweep over all batches is one pass:
///
///     GlmAccumulator fit(p, options);
///     do for (const auto& batch : batches) fit.add(batch); while (fit.advance());
///     GlmResult result = fit.result();
///
/// Workers start from a copy of the same accumulator and are merged before `advance`. Every sweep must see the same
/// rows.
class GlmAccumulator {
public:
    GlmAccumulator(std::int32_t columns, const GlmOptions& options = {}, std::vector<std::string> names = {});
    ~GlmAccumulator();
    GlmAccumulator(const GlmAccumulator&);
    GlmAccumulator& operator=(const GlmAccumulator&);

    void add(const RegressionData& batch, const Progress& progress = {});
    /// Throws ArgumentError unless `other` is at the same sweep of the same fit.
    void merge(const GlmAccumulator& other);
    /// Ends a sweep; true when another one is needed. Throws DataError when the sweep saw no usable rows.
    bool advance();
    GlmResult result() const;

    struct State;
    /// For the rest of the room.
    explicit GlmAccumulator(std::unique_ptr<State> state);
    State& state() const noexcept { return *state_; }

private:
    std::unique_ptr<State> state_;
};

/// Linear predictor or mean for new rows. `x` has the columns of the fit.
struct GlmPrediction {
    Eigen::VectorXd mean{};    ///< one per row
    Eigen::VectorXd eta{};     ///< linear predictor, offset included
    Eigen::VectorXd se{};      ///< standard error of eta
    Eigen::VectorXd low{};     ///< interval of the mean, from eta -/+ quantile x se through the link
    Eigen::VectorXd high{};
};
/// Offset and exposure are those given here, never those of the fit. `covariance` replaces the one of the fit (a robust
/// one, for example); empty: the one of the fit.
GlmPrediction predict(const GlmResult& fit, const RegressionData& rows, const Eigen::MatrixXd& covariance = {});

}  // namespace maatstaf
