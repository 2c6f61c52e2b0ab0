// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/data.hpp"
#include "maatstaf/regress/distribution.hpp"

namespace maatstaf {

namespace risk {

/// Which part of the use goes with exposure, from published figures: how common each level of exposure k is among all
/// people, and its rate ratio against the unexposed. Levin (1953): 1 - 1 / (1 + sum p_k (RR_k - 1)). Right for rate
/// ratios that need no adjustment only. `log_ratio_se` (one per level) and `people` behind the prevalences give the
/// margin by the delta method; without either that part of it is taken as zero, without both there is none.
/// Throws ArgumentError on other lengths, prevalences outside 0 .. 1 or that sum to more than 1, and ratios <= 0.
Estimate levin(std::span<const double> prevalence, std::span<const double> rate_ratio,
               std::span<const double> log_ratio_se = {}, double people = std::numeric_limits<double>::quiet_NaN(),
               double confidence = 0.95);

/// The same from how common each level is among the cases: sum pc_k (1 - 1 / RR_k) (Miettinen 1974), which also holds
/// for adjusted rate ratios.
Estimate miettinen(std::span<const double> case_prevalence, std::span<const double> rate_ratio,
                   std::span<const double> log_ratio_se = {}, double cases = std::numeric_limits<double>::quiet_NaN(),
                   double confidence = 0.95);

}  // namespace risk

enum class AttributionMethod : std::uint8_t {
    standardised,  ///< 1 - sum w mu(x0) / sum w mu(x): what the model expects under both sets of traits
    bruzzi,        ///< 1 - sum w y mu(x0)/mu(x) / sum w y: by the observed cases (Bruzzi et al. 1985)
};
constexpr auto enum_names(AttributionMethod) {
    return std::array{EnumName<AttributionMethod>{AttributionMethod::standardised, "standardised"},
                      EnumName<AttributionMethod>{AttributionMethod::bruzzi, "bruzzi"}};
}

/// One risk factor: the columns of the design matrix that are switched together (a category with several levels, a
/// trait with its square, two traits with their interaction).
struct AttributionFactor {
    std::string name{};
    std::vector<std::int32_t> columns{};
    std::vector<std::string> levels{};  ///< of a category: what each column stands for; empty otherwise
    std::string reference{};            ///< of a category: the level without a column
    static constexpr auto fields() {
        using A = AttributionFactor;
        return std::tuple{field("name", &A::name, "the factor"), field("columns", &A::columns, "its columns"),
                          field("levels", &A::levels, "what each column of a category stands for"),
                          field("reference", &A::reference, "the level of a category without a column")};
    }
};

/// A fitted model, as far as shares need it: n rows, p columns.
struct AttributionModel {
    DesignView x{};                          ///< n x p, as fitted
    DesignView counterfactual{};             ///< n x p, the traits to compare with
    std::span<const double> y{};             ///< n; needed for bruzzi
    std::span<const double> offset{};        ///< n or empty; the logarithm of exposure included
    std::span<const double> weights{};       ///< n or empty
    Eigen::VectorXd coefficients{};          ///< p; NaN: aliased, takes no part
    Link link = Link::log;
    /// n x p: how much each row moved each coefficient (inverse information x score). Gives sandwich margins.
    Eigen::MatrixXd influence{};
    Eigen::MatrixXd covariance{};            ///< p x p; used where there are no influences, for fixed traits
    std::span<const std::int32_t> clusters{};///< n or empty: rows with the same number belong together
    /// n or empty: what the share of a row itself in the margin is multiplied by (1 / (1 - leverage) as in HC3).
    std::span<const double> enlarged{};
    /// Of margins, for combinations of coefficients (p x any number); without it clusters - 1, or infinite.
    std::function<Eigen::VectorXd(const Eigen::MatrixXd&)> degrees_of_freedom{};
};

struct AttributableOptions {
    AttributionMethod method = AttributionMethod::standardised;
    double confidence = 0.95;
    bool sample = true;      ///< rows are a sample; false: they are all there is and only the coefficients are unsure
    bool enumerate = false;  ///< average shares by all subsets, also where a closed form exists
    static constexpr auto fields() {
        using O = AttributableOptions;
        return std::tuple{field("method", &O::method, "how the two sets of traits are compared"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("sample", &O::sample, "rows are a sample; False: they are all there is"),
                          field("enumerate", &O::enumerate, "average over all subsets, also where a formula exists")};
    }
};

/// Shares of one factor in all expected use; 0.2 is 20 percent. Negative: use would be higher without it.
struct AttributableShare {
    std::string name{};
    Estimate alone{};    ///< this factor switched, the others as they are; these do not add up
    Estimate in_order{}; ///< added to the factors before it, in the order given; these add up to `joint`
    Estimate average{};  ///< mean over all orders (Shapley value); these add up to `joint`

    static constexpr auto fields() {
        using R = AttributableShare;
        return std::tuple{field("name", &R::name, "name"),
                          field("alone", &R::alone, "this factor switched, the others as they are"),
                          field("in_order", &R::in_order, "added to the factors before it, in the order given"),
                          field("average", &R::average, "mean over all orders")};
    }
};

struct AttributableResult {
    AttributableOptions options{};
    double total = 0.0;     ///< use that the shares are of: fitted (standardised) or observed (bruzzi)
    Estimate joint{};       ///< all factors switched together
    std::vector<AttributableShare> factors{};
    double groups = 0.0;    ///< independent rows or clusters behind the margins
    std::vector<Caveat> caveats{};

    /// factor, measure (alone, in_order, average, joint), share, se, low, high, amount, amount_low, amount_high.
    Table table() const;

    static constexpr auto fields() {
        using R = AttributableResult;
        return std::tuple{field("options", &R::options, "options"),
                          field("total", &R::total, "use that the shares are of"),
                          field("joint", &R::joint, "all factors switched together"),
                          field("factors", &R::factors, "factors"),
                          field("groups", &R::groups, "independent rows or clusters behind the margins"),
                          field("caveats", &R::caveats, "caveats")};
    }
};

/// Which part of use goes with traits: expected use under the traits as they are, against that under counterfactual
/// traits. Any counterfactual will do (zero, a reference level, the best tenth of the municipality), so it is an impact
/// fraction too. An association throughout: nobody knows from this what would happen if the traits changed.
///
/// Average shares are exact: by polynomial quadrature of Owen's integral for the log link (any number of factors), by
/// all subsets for other links (at most 20 factors). Margins come from influence functions, by cluster where given,
/// with a factor G/(G-1), and intervals are made on the scale log(1 - share), with t quantiles (G-1 for clusters).
/// Sources: Eide & Gefeller (1995); Owen (1972); Sjolander & Vansteelandt (2011). Throws ArgumentError on wrong
/// shapes, a column in two factors, and a counterfactual that differs in a column of none.
AttributableResult attributable_shares(const AttributionModel& model, std::span<const AttributionFactor> factors,
                                       const AttributableOptions& options = {});

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const AttributableResult& result);
template <>
AttributableResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf
