// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/archive.hpp"
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

    static constexpr auto fields() {
        using R = ActSet;
        return std::tuple{field("acts", &R::acts, "empty"), field("count", &R::count, "rows"),
                          field("cost", &R::cost, "cost"),
                          field("by_chance", &R::by_chance,
                                "rows to expect if the acts were independent")};
    }
};

/// What is used of a form beyond its parts: the exclusive part of every form, so these add up to the acts.
struct FormPart {
    std::string name{};
    std::string parent{};
    double count = 0.0;       ///< rows with the form
    double only_here = 0.0;   ///< rows with the form and none of its parts
    double cost = 0.0;        ///< of the form itself, its parts included
    double cost_only = 0.0;   ///< of the form, its parts not included

    static constexpr auto fields() {
        using R = FormPart;
        return std::tuple{field("name", &R::name, "name"), field("parent", &R::parent, "parent"),
                          field("count", &R::count, "rows with the form"),
                          field("only_here", &R::only_here, "rows with the form and none of its parts"),
                          field("cost", &R::cost, "of the form itself, its parts included"),
                          field("cost_only", &R::cost_only, "of the form, its parts not included")};
    }
};

/// Two acts used by the same people.
struct ActPair {
    std::string first{};
    std::string second{};
    double both = 0.0;
    Estimate odds_ratio{};    ///< of the one among users of the other; NaN without every combination

    static constexpr auto fields() {
        using R = ActPair;
        return std::tuple{field("first", &R::first, "first"), field("second", &R::second, "second"),
                          field("both", &R::both, "both"),
                          field("odds_ratio", &R::odds_ratio, "of the one among users of the other")};
    }
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

    static constexpr auto fields() {
        using R = StackingResult;
        return std::tuple{field("options", &R::options, "options"), field("rows", &R::rows, "by weight"),
                          field("any", &R::any, "with at least one act"), field("cost", &R::cost, "cost"),
                          field("top_share", &R::top_share, "part of all cost that goes to the top rows"),
                          field("by_number", &R::by_number, "rows with 0, 1, 2, "),
                          field("cost_by_number", &R::cost_by_number, "cost by number"),
                          field("sets", &R::sets, "those that occur, most rows first"),
                          field("forms", &R::forms, "in the order given"), field("pairs", &R::pairs, "pairs"),
                          field("caveats", &R::caveats, "caveats")};
    }
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

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const StackingResult& result);
template <>
StackingResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf
