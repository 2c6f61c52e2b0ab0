// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "maatstaf/core/graph.hpp"
#include "maatstaf/framework/framework.hpp"

namespace maatstaf {

/// The two pictures of one framework. They are never mixed: a contribution does not feed the score of a result, because
/// a result is about all residents and belongs to the municipality, a contribution about those whom one organisation
/// reaches.
enum class View : std::uint8_t {
    results,        ///< domain > life area > ambition > result > indicator
    contributions,  ///< organisation > contribution > indicator, and contribution > activity > indicator
};
constexpr auto enum_names(View) {
    return std::array{EnumName<View>{View::results, "results"}, EnumName<View>{View::contributions, "contributions"}};
}

/// What a position in a `Structure` stands for: an organisation (a party) or one of the seven kinds of item.
enum class NodeKind : std::uint8_t {
    domain,
    life_area,
    ambition,
    result,
    contribution,
    activity,
    indicator,
    organisation
};
constexpr auto enum_names(NodeKind) {
    using enum NodeKind;
    return std::array{EnumName<NodeKind>{domain, "domain"},
                      EnumName<NodeKind>{life_area, "life_area"},
                      EnumName<NodeKind>{ambition, "ambition"},
                      EnumName<NodeKind>{result, "result"},
                      EnumName<NodeKind>{contribution, "contribution"},
                      EnumName<NodeKind>{activity, "activity"},
                      EnumName<NodeKind>{indicator, "indicator"},
                      EnumName<NodeKind>{organisation, "organisation"}};
}

/// One view of a framework on positions, for kernels that know no names. It is a forest: every node has at most one
/// parent, and a parent always stands before its children, so one backward pass aggregates it. Nodes of one kind keep
/// the order in which they were added.
///
/// Results, ambitions, life areas, domains and contributions without any indicator beneath are part of it: their weight
/// is what coverage is measured against. Items without a parent are roots; an activity that hangs on no contribution
/// belongs to none and feeds none. An indicator stands in the view of its parent, and in neither view without one.
struct Structure {
    View view = View::results;
    std::vector<std::string> ids{};       ///< one per node
    std::vector<NodeKind> kinds{};        ///< one per node
    std::vector<std::int32_t> parents{};  ///< one per node; -1 for a root
    /// One per node. 0: shown but never scored. That holds for indicators of direction or kind `context`; in the view
    /// `results` for indicators that measure input, process or output (a count of activities is no result); and for
    /// activities without a scored indicator of their own.
    std::vector<std::uint8_t> scored{};
    Graph edges{};                                              ///< parent to children, in order, all with weight 1
    std::unordered_map<std::string, std::int32_t> positions{};  ///< id to node

    std::int32_t size() const noexcept { return static_cast<std::int32_t>(ids.size()); }
    /// Position of `id`, or -1 when it is not in this view.
    std::int32_t find(std::string_view id) const;
};

/// Throws DataError when the hierarchy contradicts itself: parent_unknown, parent_kind, parent_not_used, cycle, or
/// party_unknown for the organisation of a contribution. Everything else that `validate()` reports is no obstacle.
Structure structure(const Framework& framework, View view);

/// Weight of every node of `structure(framework, view)` among the scored children of its parent (roots: among the roots
/// of the same kind), so that scored siblings sum to 1; 0 for nodes that are not scored. Equal without a weight set,
/// and under every parent of which `weights` names no child.
/// Throws DataError when `weights` names some but not all scored siblings (weights_incomplete), gives one a negative or
/// non-finite weight (weight_not_valid), all zero (weights_all_zero), or one item twice (weight_twice), or names an
/// item that the framework does not have (weight_item_unknown).
std::vector<double> sibling_weights(const Framework& framework, View view, const WeightSet* weights = nullptr);
/// The same on a structure that was made before.
std::vector<double> sibling_weights(const Structure& structure, const Framework& framework,
                                    const WeightSet* weights = nullptr);

/// Which part of which contribution serves which result.
struct SplitLink {
    std::int32_t contribution = 0;  ///< position in the list of contributions of the framework
    std::int32_t result = 0;        ///< position in the list of results of the framework
    double share = 0.0;             ///< 0 to 1; NaN when not agreed on
};

struct SplitTable {
    std::vector<std::string> contributions{};  ///< ids, in order
    std::vector<std::string> results{};        ///< ids, in order
    std::vector<SplitLink> links{};            ///< by contribution, then in the order given
    /// One per contribution: 1 minus the agreed shares, what serves other or unknown ends. It holds the shares that are
    /// not agreed on, and is always shown.
    std::vector<double> remainder{};
};

/// Throws DataError when a split names an unknown result (split_result_unknown), is outside 0 .. 1 (split_not_valid) or
/// when the shares of one contribution sum to more than 1 (splits_above_one; 1e-9 is forgiven for rounding).
SplitTable splits(const Framework& framework);

}  // namespace maatstaf
