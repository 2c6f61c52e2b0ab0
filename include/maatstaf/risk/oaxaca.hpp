// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/regress/data.hpp"

namespace maatstaf {

/// Whose coefficients value the difference in composition (the b* of the twofold decomposition).
enum class ReferenceChoice : std::uint8_t {
    group_a,           ///< those of A
    group_b,           ///< those of B
    half,              ///< the mean of both (Reimers 1983)
    by_size,           ///< weighted by the size of the groups (Cotton 1988)
    pooled,            ///< of both together (Neumark 1988)
    pooled_with_group, ///< of both together, with a column for the group (Jann 2008)
};
constexpr auto enum_names(ReferenceChoice) {
    using enum ReferenceChoice;
    return std::array{EnumName<ReferenceChoice>{group_a, "group_a"},
                      EnumName<ReferenceChoice>{group_b, "group_b"},
                      EnumName<ReferenceChoice>{half, "half"},
                      EnumName<ReferenceChoice>{by_size, "by_size"},
                      EnumName<ReferenceChoice>{pooled, "pooled"},
                      EnumName<ReferenceChoice>{pooled_with_group, "pooled_with_group"}};
}

/// Columns of 0 and 1 that together say one category; the category left out has none. Their parts are made
/// independent of which category that is (Yun 2005): coefficients are taken from the mean over all categories.
struct DummyGroup {
    std::string name{};
    std::string left_out{};  ///< name of the category without a column
    std::vector<std::int32_t> columns{};
};

struct OaxacaOptions {
    ReferenceChoice reference = ReferenceChoice::pooled_with_group;
    double confidence = 0.95;
    static constexpr auto fields() {
        using O = OaxacaOptions;
        return std::tuple{field("reference", &O::reference, "whose coefficients value the difference in composition"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1")};
    }
};

/// Means and coefficients of two groups, columns in the same order; the constant is one of them.
struct OaxacaMoments {
    std::vector<std::string> names{};
    std::int32_t constant = 0;                               ///< which column is the constant; -1: none
    Eigen::VectorXd mean_a{}, mean_b{};                      ///< p: mean of every column
    Eigen::VectorXd coefficients_a{}, coefficients_b{};      ///< p
    Eigen::VectorXd coefficients_reference{};                ///< p: b*
    /// 5p x 5p, of (mean_a, mean_b, coefficients_a, coefficients_b, coefficients_reference); empty: no margins.
    Eigen::MatrixXd covariance{};
    /// The same, under the model, of coefficients that one row or one cluster decides, 0 elsewhere: `covariance` sees
    /// no variance there. A part that leans on them has no margin; empty: there are none.
    Eigen::MatrixXd unseen{};
};

/// One term, or the sum over all. Threefold: composition + coefficients + interaction; twofold: explained +
/// unexplained.
struct OaxacaTerm {
    std::string name{};
    Estimate composition{};    ///< (xA - xB) bB: other traits, at the coefficients of B
    Estimate coefficients{};   ///< xB (bA - bB): the same traits go with other use
    Estimate interaction{};    ///< (xA - xB) (bA - bB)
    Estimate explained{};      ///< (xA - xB) b*
    Estimate unexplained_a{};  ///< xA (bA - b*)
    Estimate unexplained_b{};  ///< xB (b* - bB)

    static constexpr auto fields() {
        using R = OaxacaTerm;
        return std::tuple{field("name", &R::name, "name"), field("composition", &R::composition, "composition"),
                          field("coefficients", &R::coefficients, "xB"),
                          field("interaction", &R::interaction, "interaction"),
                          field("explained", &R::explained, "explained"),
                          field("unexplained_a", &R::unexplained_a, "xA"),
                          field("unexplained_b", &R::unexplained_b, "xB")};
    }
};

struct OaxacaResult {
    OaxacaOptions options{};
    Estimate mean_a{}, mean_b{}, gap{};
    OaxacaTerm total{};
    std::vector<OaxacaTerm> terms{};
    std::vector<Caveat> caveats{};
    /// term, part, value, se, low, high; the totals with an empty term.
    Table table() const;

    static constexpr auto fields() {
        using R = OaxacaResult;
        return std::tuple{field("options", &R::options, "options"), field("mean_a", &R::mean_a, "mean a"),
                          field("mean_b", &R::mean_b, "mean b"), field("gap", &R::gap, "gap"),
                          field("total", &R::total, "total"), field("terms", &R::terms, "terms"),
                          field("caveats", &R::caveats, "caveats")};
    }
};

/// The difference between the mean outcomes of two groups, divided (Oaxaca 1973; Blinder 1973) with delta-method
/// margins.
OaxacaResult oaxaca_from_moments(const OaxacaMoments& moments, std::span<const DummyGroup> dummies = {},
                                 const OaxacaOptions& options = {});

/// Rows of one group.
struct OaxacaGroup {
    std::string name{};
    DesignView x{};                     ///< n x p, with the constant
    std::span<const double> y{};
    std::span<const double> weights{};  ///< n or empty
    std::span<const std::int32_t> clusters{};
};

/// The same from rows: least squares in each group, and in both together where the reference asks for it. Margins come
/// from influence functions, so they hold for unequal variances, for traits that are a sample, and for clusters. A
/// coefficient that one row or one cluster decides has no influence that can be seen: parts to whose variance it would
/// add more than a hundredth have no margin, and a caveat names the column. Means and their gap keep theirs.
/// Throws as `glm` does, and ArgumentError (risk_one_group) for a group with fewer rows than coefficients.
OaxacaResult oaxaca(const OaxacaGroup& a, const OaxacaGroup& b, std::span<const std::string> names,
                    std::span<const DummyGroup> dummies = {}, const OaxacaOptions& options = {});

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const OaxacaResult& result);
template <>
OaxacaResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf
