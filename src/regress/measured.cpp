// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/decimal.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/regress/design.hpp"

// Columns that a file was not read into as its maker meant: codes for missing values as numbers, numbers as text.
namespace maatstaf {
namespace {

/// The numbers by which Statistics Netherlands says why a value is missing.
bool is_missing_code(double value) { return value <= -99994.0 && value >= -99999.0 && value == std::round(value); }

void refuse_missing_codes(const Column& column) {
    std::set<double> codes;
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < column.size(); ++i) {
        if (column.status(i) != Status::observed) continue;
        const double value = column.number(i);
        if (is_missing_code(value)) {
            codes.insert(value);
            rows.push_back(std::to_string(i + 1));
        } else if (value < -10000.0) {
            return;  // a column of large negative amounts, of which this is one
        }
    }
    if (rows.empty()) return;
    std::vector<std::string> numbers, marks;
    for (const double each : codes) {
        numbers.push_back(to_text(each));
        marks.push_back("'" + to_text(each) + "'");
    }
    throw DataError(messages::design_missing_code, {{"column", column.name()},
                                                   {"codes", join(numbers, ", ")},
                                                   {"marks", join(marks, ", ")},
                                                   {"count", std::to_string(rows.size())},
                                                   {"total", std::to_string(column.size())},
                                                   {"rows", join(rows, ", ", 5)}});
}

/// How a text reads as a number: not at all, whole, or with a mark for decimals (or thousands).
enum class Reads { not_at_all, whole, marked };

Reads reading_of(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return Reads::not_at_all;
    std::string plain(text.substr(first, text.find_last_not_of(" \t%") + 1 - first));
    const std::size_t digit = plain.starts_with('-') || plain.starts_with('+') ? 1 : 0;
    if (digit >= plain.size() || !detail::is_digit(plain[digit])) return Reads::not_at_all;
    const bool marked = plain.find_first_of(",.") != std::string::npos;
    // 0362 is the code of a place, 0.5 is not.
    if (plain[digit] == '0' && digit + 1 < plain.size() && detail::is_digit(plain[digit + 1])) return Reads::not_at_all;
    std::ranges::replace(plain, ',', '.');
    for (auto at = plain.find('.'); at != std::string::npos && at != plain.rfind('.'); at = plain.find('.'))
        plain.erase(at, 1);
    if (!parse_number(plain)) return Reads::not_at_all;
    return marked ? Reads::marked : Reads::whole;
}

/// Marks such as "." and "x" by which files say that a cell is empty.
bool is_empty_mark(std::string_view text) {
    static constexpr std::string_view known[] = {"x", "X", "NA", "N/A", "NaN", "nan", "null", "n.b."};
    return text.find_first_not_of(" .-*?\t") == text.npos || std::ranges::find(known, text) != std::end(known);
}

/// Whether the first hundred filled cells may be numbers: what most texts are not is seen without reading all of them.
bool may_be_numbers(const Column& column) {
    std::size_t filled = 0, read = 0;
    for (std::size_t i = 0; i < column.size() && filled < 100; ++i) {
        if (column.status(i) != Status::observed || is_empty_mark(column.text(i))) continue;
        ++filled;
        if (reading_of(column.text(i)) != Reads::not_at_all) ++read;
    }
    return read > 0 && 2 * read >= filled;
}

/// Text of which nine in ten cells read as numbers. Few levels of whole numbers are taken as meant.
void refuse_text_numbers(const Column& column) {
    if (!may_be_numbers(column)) return;
    std::map<std::string, std::size_t, std::less<>> levels;
    for (std::size_t i = 0; i < column.size(); ++i)
        if (column.status(i) == Status::observed && !is_empty_mark(column.text(i))) {
            const auto found = levels.find(column.text(i));
            ++(found == levels.end() ? levels.emplace(std::string(column.text(i)), 0).first : found)->second;
        }
    std::size_t filled = 0, read = 0, different = 0;
    bool comma = false, marked = false;
    const std::string* example = nullptr;
    for (const auto& level : levels) {
        filled += level.second;
        const Reads reads = reading_of(level.first);
        if (reads == Reads::not_at_all) continue;
        read += level.second;
        ++different;
        const bool more = reads == Reads::marked && !marked;
        if (example == nullptr || more) example = &level.first;
        marked = marked || reads == Reads::marked;
        comma = comma || level.first.find(',') != std::string::npos;
    }
    if (read == 0 || 10 * read < 9 * filled) return;
    const bool many = different > 10 && (marked || 2 * different > filled);
    if (!comma && !many) return;
    throw DataError(messages::design_text_numbers, {{"column", column.name()},
                                                   {"count", std::to_string(read)},
                                                   {"total", std::to_string(filled)},
                                                   {"got", *example}});
}

}  // namespace

void need_no_codes(const Table& table, std::span<const std::string> names) {
    for (const std::string& name : names)
        if (const Column& column = table.column(name); column.is_numeric()) refuse_missing_codes(column);
}

void need_measured(const Table& table, std::span<const std::string> names) {
    for (const std::string& name : names) {
        need_no_codes(table, std::span(&name, 1));
        const Column& column = table.column(name);
        if (column.type() == ColumnType::string) refuse_text_numbers(column);
    }
}

}  // namespace maatstaf
