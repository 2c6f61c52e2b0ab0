// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maatstaf/core/table.hpp"
#include "maatstaf/framework/framework.hpp"

namespace maatstaf {

/// A framework for people who like spreadsheets: one row per item, and one for the framework itself and each party. The
/// first column, `item_kind`, says what the row is (framework, party, domain, life_area, ambition, result,
/// contribution, activity, indicator); the others are the fields of all of those under their own names. A cell that
/// means nothing for a row, or is not known, is empty. Lists stand in one cell, their entries separated by `;` and the
/// parts of an entry by `:`, in the order of the fields:
///
///     legal_basis    Jeugdwet 2.2(2)(c); Wmo 2015 2.1.2(6)
///     to             MR1:0.5; MR2:0.5                       result : share (? when not agreed on)
///     links          core:ontwikkelen:taal; side:B-A        kind : target : topic : indicator
///     targets        :2026:40; WK040501:2026:45             area : period : value
///     burden         2:1:500                                minutes : times a year : respondents
///
/// Parts at the end that hold their default may be left out; `\;`, `\:` and `\\` stand for the characters themselves.
/// Weight sets, responsibilities, elicitations, evidence, agreements and the compass are not items and stay in the
/// JSON.
Table framework_to_table(const Framework& framework);

/// Reads such a table, from CSV or a spreadsheet. Columns may stand in any order or be left out; `item_kind` and `id`
/// must be there. What an absent or empty cell stands for is the default of the field. Rows of one kind keep their
/// order. Throws ArgumentError: unknown_column when one of the two is missing, unknown_field for a column that is none
/// of these, unknown_option and table_cell that name row (from 1, the heading not counted) and column,
/// table_cell_not_used; and for ids what the constructor of `Framework` throws.
Framework framework_from_table(const Table& table);

}  // namespace maatstaf
