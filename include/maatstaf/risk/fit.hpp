// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/design.hpp"
#include "maatstaf/regress/glm.hpp"
#include "maatstaf/regress/robust.hpp"
#include "maatstaf/risk/attributable.hpp"

namespace maatstaf {

/// The law of the outcome. `automatic` is for counts: Poisson first; where the counts vary clearly more than Poisson
/// allows, negative binomial; quasi-Poisson where that does not settle. An outcome between 0 and 1 with weights (the
/// people behind it) and no exposure is a share: binomial first, and where shares clearly vary more, quasi-binomial.
/// What was done stands in a caveat.
enum class RiskFamily : std::uint8_t {
    automatic, poisson, quasi_poisson, negative_binomial, gaussian, binomial, quasi_binomial, gamma, tweedie,
};
constexpr auto enum_names(RiskFamily) {
    using enum RiskFamily;
    using Name = EnumName<RiskFamily>;
    return std::array{Name{automatic, "automatic"}, Name{poisson, "poisson"}, Name{quasi_poisson, "quasi_poisson"},
                      Name{negative_binomial, "negative_binomial"}, Name{gaussian, "gaussian"},
                      Name{binomial, "binomial"}, Name{quasi_binomial, "quasi_binomial"}, Name{gamma, "gamma"},
                      Name{tweedie, "tweedie"}};
}

struct RiskOptions {
    RiskFamily family = RiskFamily::automatic;
    double confidence = 0.95;
    /// Over-dispersion counts as clear when chance alone would give it less often than this.
    double dispersion_level = 0.05;
    bool areas = true;  ///< rows are areas, not people: says so in a caveat
    /// Variance power of Tweedie, between 1 and 2; NaN: the one that makes the data most likely (about twenty fits).
    double power = std::numeric_limits<double>::quiet_NaN();
    static constexpr auto fields() {
        using O = RiskOptions;
        return std::tuple{field("family", &O::family, "law of the outcome"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("dispersion_level", &O::dispersion_level, "when over-dispersion counts as clear"),
                          field("areas", &O::areas, "rows are areas, not people"),
                          field("power", &O::power, "variance power of Tweedie; None: by its likelihood")};
    }
};

/// What a risk model is fitted on: n rows, p columns. Everything but `x` and `y` may be left empty.
struct RiskData {
    DesignView x{};
    std::span<const double> y{};
    std::span<const double> exposure{};           ///< people at risk, or their years; > 0
    /// Prior weights: how much more precise a row is, such as the users behind a mean or the people behind a share.
    std::span<const double> weights{};
    std::span<const std::int32_t> clusters{};     ///< rows with the same number belong together
    std::vector<std::string> columns{};           ///< p names
    std::vector<AttributionFactor> factors{};     ///< columns by factor; empty: every column but the constant is one
    std::vector<std::string> units{};             ///< n names; empty: row numbers
    std::int64_t left_out = 0;                    ///< rows that were left out beforehand, for the caveat
};

/// Columns of a table, by what they are to a risk model. Empty: not used.
struct RiskColumns {
    std::string outcome{};
    std::vector<std::string> factors{};        ///< numbers, or text and dictionary columns: categories
    std::string exposure{};                    ///< people at risk, or their years
    std::string weights{};
    std::string cluster{};                     ///< rows with the same value belong together
    std::string unit{};                        ///< names of the rows; empty: their numbers in the table, from 1
    std::vector<ReferenceLevel> references{};  ///< level that others are compared with; else the one with most rows
    static constexpr auto fields() {
        using C = RiskColumns;
        return std::tuple{field("outcome", &C::outcome, "column of counts, or of costs"),
                          field("factors", &C::factors, "columns of numbers, or of categories"),
                          field("exposure", &C::exposure, "column with the people at risk, or their years"),
                          field("weights", &C::weights, "column with prior weights: people behind a mean or a share"),
                          field("cluster", &C::cluster, "column that says which rows belong together"),
                          field("unit", &C::unit, "column with the names of the rows"),
                          field("references", &C::references, "level of a category that others are compared with")};
    }
};

/// A fitted risk model with all that its questions need. Made by `fit_risk`.
struct RiskFit {
    RiskOptions options{};
    Eigen::MatrixXd x{};                       ///< n x p
    Eigen::VectorXd y{}, exposure{}, weights{};///< n; 1 where not given
    std::vector<std::int32_t> clusters{};      ///< n or empty
    std::vector<std::string> units{};          ///< n
    std::vector<AttributionFactor> factors{};
    std::int32_t constant = -1;                ///< which column is 1 in every row; -1: none
    bool has_exposure = false;
    bool named = false;                        ///< units were given, so rows of two fits can be matched by them
    GlmResult fit{};
    RobustResult robust{};                     ///< hc3, or cr2 with clusters
    Eigen::MatrixXd influence{};               ///< n x p
    Eigen::VectorXd leverage{};                ///< n
    /// Pearson's chi-squared / residual degrees of freedom of the Poisson fit (for shares the binomial one; NaN for
    /// other outcomes), and how often chance alone would give as much.
    double poisson_dispersion = std::numeric_limits<double>::quiet_NaN();
    double poisson_dispersion_p = std::numeric_limits<double>::quiet_NaN();
    std::vector<Caveat> caveats{};
    RiskColumns columns{};                     ///< when fitted on a table
    std::optional<DesignState> design{};       ///< the same: how the table became the design matrix
    std::vector<std::int64_t> rows{};          ///< the same: position in the table of every row

    Family family() const noexcept { return fit.options.distribution.family; }
    /// Position of a unit or factor; throws ArgumentError with the nearest name, and on a unit that stands in more than
    /// one row.
    std::int32_t find_unit(std::string_view unit) const;
    std::int32_t find_factor(std::string_view factor) const;
    /// Trait of the average area: the mean of a column, weighted by exposure.
    Eigen::VectorXd average() const;
    RegressionData data() const;  ///< views on this object
};

/// Throws as `glm` does, and DataError (risk_not_converged) when the fit does not settle, ArgumentError
/// (risk_needs_exposure) for automatic, Poisson-like families without exposure when rows are areas, and
/// (risk_needs_trials) for binomial shares without weights, (risk_share_not_count) for shares fitted as counts.
RiskFit fit_risk(const RiskData& data, const RiskOptions& options = {});

/// The same on a table. Rows with an empty cell in a column that is used are left out, with a caveat. Throws besides
/// ArgumentError on unknown columns (with the nearest) and on text where numbers are needed, and as `Design` does.
RiskFit fit_risk(const Table& table, const RiskColumns& columns, const RiskOptions& options = {});

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const RiskFit& fit);
template <>
RiskFit from_archive(std::span<const std::byte> bytes);

/// The design matrix of some rows of a table, in the columns of a fit that was made on a table. Throws as
/// `Design::build` does, and ArgumentError when one of those rows has an empty cell or the fit was made on arrays.
Eigen::MatrixXd design_rows(const RiskFit& fit, const Table& table, std::span<const std::int64_t> rows);

/// The factors table: factor, column, ratio (rate ratio for one unit more), low, high, ratio_sd (for one standard
/// deviation more, weighted by exposure), ratio_sd_low, ratio_sd_high, mean, sd, share_rows and share_people (rows and
/// people with the trait: above 0 for columns of 0 and 1, above the mean for others), estimate, se, df, p_value,
/// q_value (Benjamini & Hochberg 1995, over all columns but the constant). For shares (logit link) the columns are
/// called odds_ratio and odds_ratio_sd, for the identity link difference and difference_sd.
Table factor_table(const RiskFit& fit);

/// Shares of use that go with each factor. `counterfactual` has the shape of the design matrix; empty: every column
/// of 0 and 1 at 0, any other no further from the end with least use than that tenth of the people (by exposure).
AttributableResult attributable(const RiskFit& fit, const AttributableOptions& options = {},
                                const Eigen::MatrixXd& counterfactual = {});

}  // namespace maatstaf
