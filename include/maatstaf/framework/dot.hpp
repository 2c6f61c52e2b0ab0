// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "maatstaf/framework/framework.hpp"

namespace maatstaf {

struct DotOptions {
    bool indicators = true;  ///< draw them too
    bool names = true;       ///< label items with their names beneath their ids
    static constexpr auto fields() {
        return std::tuple{field("indicators", &DotOptions::indicators, "draw indicators too"),
                          field("names", &DotOptions::names, "label items with their names beneath their ids")};
    }
};

/// The framework as a graph in the DOT language of Graphviz, for drawing and for tools that reason about graphs. Nodes
/// have the class of their kind. Edges have a class: `parent` (thin), `split` (from contribution to result, labelled
/// with the share), `core` (bold) and `side` (dashed) from activity to what it contributes to; a core link still to be
/// asked about leads to a node "?". Links to what does not exist are left out. There are no colours: nothing is judged.
std::string framework_to_dot(const Framework& framework, const DotOptions& options = {});

}  // namespace maatstaf
