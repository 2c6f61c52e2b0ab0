// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "maatstaf/core/table.hpp"

namespace maatstaf {

/// How a delimited text is read. The defaults read both an English export and the habits of Statistics Netherlands:
/// `;` with a decimal comma, `.` and `x` for figures that are not published, codes padded with blanks.
struct CsvOptions {
    std::string delimiter{};            ///< one of `,` `;` tab `|`; empty: the one that fits the heading best
    std::string decimal_mark{};  ///< `.` or `,`; empty: comma when the delimiter is `;` and a comma occurs in numbers
    std::vector<std::string> absent = {"", "NA", "NaN", "nan", "null"};  ///< markers read as absent
    std::vector<std::string> suppressed = {".", "x", "X"};               ///< markers read as suppressed by the source
    std::vector<std::string> text{};    ///< columns read as text whatever they look like (codes)

    static constexpr auto fields() {
        return std::tuple{field("delimiter", &CsvOptions::delimiter, "one of , ; tab |; empty: found from the heading"),
                          field("decimal_mark", &CsvOptions::decimal_mark,
                                "point or comma; empty: found from the delimiter and the numbers"),
                          field("absent", &CsvOptions::absent, "markers read as absent"),
                          field("suppressed", &CsvOptions::suppressed, "markers read as suppressed by the source"),
                          field("text", &CsvOptions::text, "columns read as text whatever they look like")};
    }
};

/// Reads delimited UTF-8 text (RFC 4180 quoting, with or without a byte order mark) with a heading row; empty lines are
/// skipped. Blanks around a field are removed.
///
/// A column whose every value is a number becomes int64, or float64 when a decimal mark occurs; every value an ISO
/// date, a date; anything else text. Codes stay text: leading zeros (0363), a plus sign (+31), more digits than 64 bits
/// hold, an exponent without sign or mark (45E10). So does, in a file with `;` where no number has a comma and no mark
/// was given, a column in which every point has three digits behind it (1.234): thousands or decimals, the file does
/// not say. A column without any value is float64. `suppressed` markers count in columns of numbers and dates only: an
/// `x` among texts is a text. A text column `<column>__reason` is folded into the statuses of `<column>`, and the
/// apostrophe of `write_csv` is taken off.
///
/// `name` is how the text is called in messages. Throws FormatError that names the line (csv_row_length, csv_quote,
/// csv_after_quote) or the byte (not_utf8, nul_byte), or says the text is empty (empty_file); ArgumentError on two
/// columns of one name, a delimiter or mark that is not allowed, and a `text` column that does not exist.
Table read_csv(std::string_view text, const CsvOptions& options = {}, std::string_view name = "CSV");

/// Comma-separated UTF-8 with a heading, `.` decimals and shortest round-trip numbers. Missing cells are empty and
/// their reason stands in a companion column when it is not just "absent". Text that a spreadsheet would take for a
/// formula (leading = + - @) is written with a leading apostrophe.
std::string write_csv(const Table& table);

}  // namespace maatstaf
