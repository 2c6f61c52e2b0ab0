// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "maatstaf/framework/framework.hpp"
#include "maatstaf/panel/spending.hpp"

namespace maatstaf {

/// Which results the products of each activity should serve, for `trace_spending`. Spending follows what an activity is
/// for: its core link, or while that is open the contribution that is its parent. A link to a contribution is split as
/// that contribution is; a link to a result serves it whole. Side links get no money: they come along.
/// An activity that leads to no result, or only to a life area, gets one link per product with an empty result.
std::vector<ProductLink> product_links(const Framework& framework);

}  // namespace maatstaf
