// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace maatstaf::detail {

/// The fields of a delimited text, without surrounding blanks and quotation marks. They point into the text, which must
/// outlive them, or into `unescaped`.
struct CsvRecords {
    std::vector<std::string_view> heading;
    std::vector<std::string_view> cells;  ///< row by row, as many per row as the heading has
    std::deque<std::string> unescaped;    ///< fields in which a doubled quotation mark stood

    std::size_t columns() const noexcept { return heading.size(); }
    std::size_t rows() const noexcept { return heading.empty() ? 0 : cells.size() / heading.size(); }
    std::string_view cell(std::size_t row, std::size_t column) const noexcept {
        return cells[row * columns() + column];
    }
};

/// The one of `;`, tab, `|` and `,` that separates the heading: preferably one that occurs as often in the record
/// below.
char find_delimiter(std::string_view text);

/// Splits `text` by RFC 4180, in which a line may also end in LF or CR alone and empty lines are skipped. Throws
/// FormatError (empty_file, csv_row_length, csv_quote, csv_after_quote) that calls the text `name`.
CsvRecords read_records(std::string_view text, char delimiter, std::string_view name);

}  // namespace maatstaf::detail
