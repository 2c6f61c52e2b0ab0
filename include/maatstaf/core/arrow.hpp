// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/core/arrow_abi.h"
#include "maatstaf/core/table.hpp"

namespace maatstaf {

/// Reads every batch of an Arrow C stream of struct arrays and releases the stream. One batch of float64, int64, int32
/// or date32 without nulls is read in place; everything else is copied once. Accepted: bool, int8..int64, uint8..uint32
/// (uint64 when it fits), float16/32/64, utf8, large_utf8, utf8_view, date32, date64, null, and dictionaries of text
/// with any integer index. A null is `absent`; a text column named `<column>__reason` beside a column is folded into its
/// statuses. Throws FormatError that names the column for other types (unsupported_arrow) and for streams that break the
/// specification (broken_arrow).
Table import_table(ArrowArrayStream* stream);

/// Writes `table` as a stream of one batch into `out`, which the caller must release. Memory is shared, not copied,
/// where Arrow has the same layout. Columns with a reason other than `absent` get a companion `<column>__reason`.
void export_table(const Table& table, ArrowArrayStream* out);

}  // namespace maatstaf
