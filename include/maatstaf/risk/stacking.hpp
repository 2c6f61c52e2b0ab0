// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"

namespace maatstaf {

/// One act or care form. A form with a `parent` is a part of it: stay is a part of youth help.
struct CareForm {
    std::string name{};
    std::string parent{};  ///< empty: an act of its own
    static constexpr auto fields() {
        return std::tuple{field("name", &CareForm::name, "act or care form"),
                          field("parent", &CareForm::parent, "of what it is a part; empty: an act of its own")};
    }
};

struct StackingOptions {
    double confidence = 0.95;
    double top = 0.05;  ///< the part of all rows with the highest cost, for `top_share`
    static constexpr auto fields() {
        using O = StackingOptions;
        return std::tuple{field("confidence", &O::confidence, "of the intervals, between 0 and 1"),
                          field("top", &O::top, "part of all rows with the highest cost")};
    }
};

/// A set of acts that is used together, and by nobody else: every row stands in one set, so these add up.
struct ActSet {
    std::vector<std::string> acts{};  ///< empty: none
    double count = 0.0;               ///< rows (by weight)
    double cost = 0.0;
    double by_chance = 0.0;           ///< rows to expect if the acts were used independently of one another
};

/// What is used of a form beyond its parts: the exclusive part of every form, so these add up to the acts.
struct FormPart {
    std::string name{};
    std::string parent{};
    double count = 0.0;       ///< rows with the form
    double only_here = 0.0;   ///< rows with the form and none of its parts
    double cost = 0.0;        ///< of the form itself, its parts included
    double cost_only = 0.0;   ///< of the form, its parts not included
};

/// Two acts used by the same people.
struct ActPair {
    std::string first{};
    std::string second{};
    double both = 0.0;
    Estimate odds_ratio{};    ///< of the one among users of the other; NaN without every combination
};

struct StackingResult {
    StackingOptions options{};
    double rows = 0.0;                ///< by weight
    double any = 0.0;                 ///< with at least one act
    double cost = 0.0;
    double top_share = std::numeric_limits<double>::quiet_NaN();  ///< part of all cost that goes to the top rows
    std::vector<double> by_number{};  ///< rows with 0, 1, 2, ... acts
    std::vector<double> cost_by_number{};
    std::vector<ActSet> sets{};       ///< those that occur, most rows first
    std::vector<FormPart> forms{};    ///< in the order given
    std::vector<ActPair> pairs{};
    std::vector<Caveat> caveats{};
    /// acts, number, count, share, by_chance, cost, cost_share.
    Table table() const;
    /// form, parent, count, only_here, cost, cost_only.
    Table form_table() const;
    /// first, second, both, odds_ratio, low, high.
    Table pair_table() const;
};

/// How acts and care forms are stacked on the same people or households. `uses` has a row per person or household and
/// a column per form (above 0 means use); `cost` has the same shape, or none. Rows may carry weights. A row with a
/// part but not its whole is refused, and costs are those of the form as a whole, at least those of its parts.
/// Intervals of odds ratios are Woolf's (1955), for unweighted rows. At most 20 acts.
StackingResult stack_care(const Eigen::Ref<const Eigen::MatrixXd>& uses, std::span<const CareForm> forms,
                          const Eigen::Ref<const Eigen::MatrixXd>& cost, std::span<const double> weights,
                          const StackingOptions& options = {});

/// Scales the expected parts of every row so that they add up to its expected whole: parts (n x k) by the ratio of
/// `whole` to their sum. Rows whose parts are all 0 are divided equally. Throws ArgumentError on wrong shapes and
/// negative numbers.
Eigen::MatrixXd parts_of_whole(const Eigen::Ref<const Eigen::MatrixXd>& parts, std::span<const double> whole);

}  // namespace maatstaf
