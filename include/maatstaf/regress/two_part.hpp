// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/glm.hpp"

namespace maatstaf {

/// The law of the amounts above zero; all with a log link.
enum class AmountLaw : std::uint8_t {
    gamma,             ///< spread grows with the mean
    inverse_gaussian,  ///< heavier tail
    lognormal,         ///< least squares on log y, brought back by Duan's smearing: no law for the residuals needed
};
constexpr auto enum_names(AmountLaw) {
    using enum AmountLaw;
    return std::array{EnumName<AmountLaw>{gamma, "gamma"}, EnumName<AmountLaw>{inverse_gaussian, "inverse_gaussian"},
                      EnumName<AmountLaw>{lognormal, "lognormal"}};
}

/// What standard errors of the parts together rest on.
enum class PartsCovariance : std::uint8_t {
    model,    ///< the variances of the families; the parts are then independent
    robust,   ///< sums of scores per row
    cluster,  ///< sums of scores per cluster, which also ties the parts of one cluster together
};
constexpr auto enum_names(PartsCovariance) {
    using enum PartsCovariance;
    return std::array{EnumName<PartsCovariance>{model, "model"}, EnumName<PartsCovariance>{robust, "robust"},
                      EnumName<PartsCovariance>{cluster, "cluster"}};
}

struct TwoPartOptions {
    AmountLaw amount = AmountLaw::gamma;
    Link use_link = Link::logit;  ///< logit, probit or cloglog
    PartsCovariance covariance = PartsCovariance::robust;
    double confidence = 0.95;  ///< of the intervals, strictly between 0 and 1
    std::int32_t max_iterations = 50;
    static constexpr auto fields() {
        using O = TwoPartOptions;
        return std::tuple{field("amount", &O::amount, "law of the amounts above zero"),
                          field("use_link", &O::use_link, "of any use at all"),
                          field("covariance", &O::covariance, "what standard errors of the expectation rest on"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("max_iterations", &O::max_iterations, "steps at most, per part")};
    }
};

/// Whether there is any use, and how much when there is. Both parts are ordinary results on the p columns of x, with
/// the covariance that was asked for.
/// What each cluster has of the information on one set of coefficients, in the basis where all of it is the identity.
struct PartsShares {
    Eigen::MatrixXd lift{};                  ///< (2 p + 1) x rank: from that basis to the parameters of both parts
    double scale = 1.0;                      ///< dispersion
    std::vector<Eigen::MatrixXd> shares{};   ///< rank x rank, one per cluster; they add up to the identity
};

struct TwoPartResult {
    TwoPartOptions options{};
    GlmResult use{};        ///< any use: binomial
    GlmResult amount{};     ///< of the rows with y > 0; lognormal: gaussian on log y
    double smearing = 1.0;  ///< lognormal: mean of exp(residual); else 1
    /// 2 p + 1: coefficients of use, of the amount, and log(smearing); 0 for aliased columns and for what has no error.
    Eigen::MatrixXd covariance{};
    std::int32_t clusters = 0;
    Eigen::VectorXd degrees_of_freedom{};   ///< with clusters: Satterthwaite's, of all 2 p + 1; else empty
    /// With fewer than 50 clusters, of use, of the amount and of log(smearing): degrees of freedom of an expectation
    /// follow from them.
    std::vector<PartsShares> shares{};
    std::vector<Caveat> caveats{};
    /// term, estimate, se, statistic, df, p_value, low, high, part ("use" or "amount"); with clusters t with the
    /// degrees of freedom of each coefficient, else the normal law.
    Table table() const;
};

/// Fits both parts. Offset and exposure belong to the amount; they enter the part of use only with link cloglog.
/// Weights serve both. `clusters`, any whole number per row, go with covariance `cluster` and no other. Without them
/// the sandwich of n rows is multiplied by n / (n - 1). With clusters, residuals of each part are enlarged for what its
/// fit took out of them, as cr2 does (Bell & McCaffrey 2002): the table of a part is that of `robust_covariance` with
/// cr2, and the parts of one cluster stay tied together. Source: Duan, Manning, Morris & Newhouse (1983), JBES 1;
/// smearing: Duan (1983), JASA 78; two-step standard errors as stacked estimating equations: Stefanski & Boos (2002),
/// American Statistician 56.
///
/// Throws as `glm` does; DataError on negative amounts and when no row or every row is zero.
TwoPartResult two_part(const RegressionData& data, std::span<const std::int32_t> clusters = {},
                       const TwoPartOptions& options = {}, const Progress& progress = {});

/// What new rows may be expected to use, with delta-method standard errors.
struct PartsExpectation {
    Eigen::VectorXd mean{};  ///< probability x amount
    Eigen::VectorXd se{};
    Eigen::VectorXd low{}, high{};  ///< made on the log scale, by t with `degrees_of_freedom`
    Eigen::VectorXd degrees_of_freedom{};  ///< Satterthwaite's; clusters - 1 from 50 on, infinite without clusters
    Eigen::VectorXd probability{};  ///< of any use
    Eigen::VectorXd amount{};       ///< expected amount when there is any
    double total = 0.0;             ///< sum of mean x frequency weight
    double total_se = 0.0;          ///< of the estimates only: chance in what new rows do is not in it
};
PartsExpectation expectation(const TwoPartResult& fit, const RegressionData& rows);

}  // namespace maatstaf
