// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/core/arrow_abi.h"
#include "maatstaf/core/table.hpp"

namespace maatstaf {

/// Reads every batch of an Arrow C stream of struct arrays and releases the stream, once, also when it throws. One
/// batch of float64, int64, int32, date32 or large_utf8 without nulls, and of a dictionary with int32 indices, is read
/// in place (large_utf8 also with nulls); everything else is copied once. Accepted: bool, int8..int64, uint8..uint32
/// (uint64 when it fits), float16/32/64, utf8, large_utf8, utf8_view, date32, date64, null, and dictionaries with any
/// integer index: of text, which stay categories, or of the numbers, dates and booleans above, which are decoded.
/// Timestamps without a time zone or in UTC become dates when every one of them is midnight; to which day another
/// moment belongs is for whoever knows the data to say.
///
/// A null is `absent`. A text column named `<column>__reason` beside a column is folded into the statuses of its empty
/// cells; a cell that holds a value keeps it. The schema metadata `maatstaf:restricted` marks the table.
///
/// Throws FormatError that names the column for other types (unsupported_arrow), for timestamps with a time of day
/// (moment_with_time) or in another zone (moment_with_zone), for streams that break the
/// specification (broken_arrow), for text that is not UTF-8 (not_utf8) and for integers that do not fit
/// (integer_too_large); FormatError arrow_producer when the producer fails, arrow_not_a_table for a stream of one bare
/// column and arrow_released when the stream was read before; ArgumentError for two columns of one name. The interface
/// carries no sizes of buffers: a producer in the same program that lies about its lengths cannot be caught.
Table import_table(ArrowArrayStream* stream);

/// Writes `table` as a stream of one batch into `out`, which the caller must release. Memory is shared, not copied,
/// where Arrow has the same layout (all but booleans and the categories of a dictionary). Text becomes large_utf8.
/// Columns with a reason other than `absent` get a companion `<column>__reason`; a restricted table carries the schema
/// metadata `maatstaf:restricted` = `true`. Throws ArgumentError (duplicate_column) when such a name is taken.
void export_table(const Table& table, ArrowArrayStream* out);

}  // namespace maatstaf
