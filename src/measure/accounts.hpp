// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <vector>

#include "maatstaf/core/message.hpp"
#include "maatstaf/measure/records.hpp"

namespace maatstaf::detail {

/// Says what was left out and changed over all tables together, where anything was.
void say_rows_changed(std::vector<Caveat>& caveats, std::initializer_list<const RowAccount*> accounts);

}  // namespace maatstaf::detail
