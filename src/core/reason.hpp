// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/core/table.hpp"

namespace maatstaf::detail {

/// The columns of `table`, each followed by a text column `<column>__reason` where a cell is missing for another reason
/// than that it is absent: formats that know only "null" then lose nothing. Throws ArgumentError (duplicate_column)
/// when such a name is taken.
std::vector<Column> with_reasons(const Table& table);

/// The reverse: takes each text column named `<column>__reason` that stands beside `<column>` out of `columns` and
/// gives its reasons to the empty cells. A cell that holds a value keeps it: a value filled in later beats an old
/// reason. Throws ArgumentError (unknown_option) for a reason that does not exist.
std::vector<Column> fold_reasons(std::vector<Column> columns);

}  // namespace maatstaf::detail
