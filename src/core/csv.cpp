// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/csv.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <unordered_set>

#include "core/civil.hpp"
#include "core/column_data.hpp"
#include "core/csv_guard.hpp"
#include "core/csv_records.hpp"
#include "core/decimal.hpp"
#include "core/reason.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf {
namespace {

using detail::CsvRecords;
using detail::is_digit;

/// One of the values of an option that is a single character, or `otherwise` when it is empty.
char one_of(std::string_view value, std::string_view allowed, std::string_view argument, char otherwise) {
    if (value.empty()) return otherwise;
    if (value.size() == 1 && allowed.find(value[0]) != allowed.npos) return value[0];
    std::string shown;
    for (const char each : allowed) shown += each == '\t' ? std::string("tab ") : std::string(1, each) + " ";
    shown.pop_back();
    throw ArgumentError(messages::unknown_option,
                        {{"got", std::string(value)}, {"argument", std::string(argument)}, {"allowed", shown}});
}

/// Recognises the markers of missing cells; nearly every other cell is dismissed by its first byte.
class Markers {
public:
    explicit Markers(const CsvOptions& options) : absent_{options.absent}, suppressed_{options.suppressed} {
        for (const auto* list : {&absent_, &suppressed_})
            for (const std::string& marker : *list)
                if (!marker.empty()) starts_[static_cast<unsigned char>(marker[0])] = true;
    }
    bool is_absent(std::string_view cell) const { return may_be(cell) && contains(absent_, cell); }
    bool is_suppressed(std::string_view cell) const { return may_be(cell) && contains(suppressed_, cell); }

private:
    static bool contains(const std::vector<std::string>& list, std::string_view cell) {
        return std::find(list.begin(), list.end(), cell) != list.end();
    }
    bool may_be(std::string_view cell) const noexcept {
        return cell.empty() || starts_[static_cast<unsigned char>(cell[0])];
    }
    const std::vector<std::string>& absent_;
    const std::vector<std::string>& suppressed_;
    std::array<bool, 256> starts_{};
};

enum class CellKind : std::uint8_t { text, integer, decimal };

struct NumberCell {
    CellKind kind = CellKind::text;
    std::int64_t integer = 0;
    double decimal = 0;
};

/// A whole number of digits only, when it fits in 64 bits; longer ones are codes and stay text.
NumberCell read_integer(std::string_view digits, bool negative) {
    std::uint64_t value = 0;
    for (const char each : digits) {
        const auto digit = static_cast<std::uint64_t>(each - '0');
        if (value > (std::numeric_limits<std::uint64_t>::max() - digit) / 10) return {};
        value = value * 10 + digit;
    }
    const std::uint64_t limit = std::uint64_t{1} << 63;
    if (negative ? value > limit : value >= limit) return {};
    return {CellKind::integer, static_cast<std::int64_t>(negative ? 0 - value : value), 0};
}

/// What a cell is as a number. Careful with codes: leading zeros (0363), a plus sign (+31...), a bare exponent (45E10)
/// and a mark at the end (3.) make a text; `1.2e6` and `1e-05`, as programs write them, are numbers.
NumberCell read_number(std::string_view cell, char mark) {
    const bool negative = cell.starts_with('-');
    const std::string_view body = cell.substr(negative ? 1 : 0);
    const auto whole = static_cast<std::size_t>(std::find_if_not(body.begin(), body.end(), is_digit) - body.begin());
    if (whole > 1 && body[0] == '0') return {};
    if (whole == body.size()) return body.empty() ? NumberCell{} : read_integer(body, negative);
    const std::string_view rest = body.substr(whole);
    const bool has_mark = rest[0] == mark && rest.size() > 1 && is_digit(rest[1]);
    const bool has_signed_exponent =
        whole > 0 && (rest[0] == 'e' || rest[0] == 'E') && rest.size() > 2 && !is_digit(rest[1]);
    if (!has_mark && !has_signed_exponent) return {};
    const auto value = parse_number(cell, mark);
    return value ? NumberCell{CellKind::decimal, 0, *value} : NumberCell{};
}

/// Whether a number could as well be thousands with a point between, as Dutch files write them: 1.234, -12.000; not
/// 0.123.
bool is_like_thousands(std::string_view cell) {
    if (cell.starts_with('-')) cell.remove_prefix(1);
    const auto point = cell.find('.');
    return point >= 1 && point <= 3 && cell[0] != '0' && cell.size() == point + 4;
}

/// Reads columns of split records under settled options.
class ColumnReader {
public:
    ColumnReader(const CsvRecords& records, const CsvOptions& options, char mark, bool mark_is_a_guess)
        : records_{records}, markers_{options}, mark_{mark}, mark_is_a_guess_{mark_is_a_guess} {}

    Column read(std::size_t column, std::string name, bool as_text) const {
        if (as_text) return read_text(column, std::move(name));
        if (auto numbers = read_numbers(column, name)) return *numbers;
        if (auto dates = read_dates(column, name)) return *dates;
        return read_text(column, std::move(name));
    }

private:
    /// Whether a cell of a column of numbers or dates is missing; keeps why.
    bool note_missing(std::string_view cell, std::size_t row, std::vector<Status>& status) const {
        const bool absent = markers_.is_absent(cell);
        if (!absent && !markers_.is_suppressed(cell)) return false;
        if (status.empty()) status.assign(records_.rows(), Status::observed);
        status[row] = absent ? Status::absent : Status::suppressed;
        return true;
    }

    std::optional<Column> read_numbers(std::size_t column, const std::string& name) const {
        const std::size_t rows = records_.rows();
        std::vector<Status> status;
        std::vector<std::int64_t> integers;
        std::vector<double> decimals;
        std::size_t seen = 0;
        bool may_be_thousands = mark_is_a_guess_;
        for (std::size_t row = 0; row < rows; ++row) {
            const std::string_view cell = records_.cell(row, column);
            if (note_missing(cell, row, status)) continue;
            const NumberCell number = read_number(cell, mark_);
            if (number.kind == CellKind::text) return std::nullopt;
            if (number.kind == CellKind::decimal && !is_like_thousands(cell)) may_be_thousands = false;
            if (seen++ == 0) integers.assign(rows, 0);
            if (number.kind == CellKind::decimal && decimals.empty()) decimals.assign(integers.begin(), integers.end());
            if (decimals.empty())
                integers[row] = number.integer;
            else
                decimals[row] = number.kind == CellKind::decimal ? number.decimal : static_cast<double>(number.integer);
        }
        if (!decimals.empty() && may_be_thousands) return std::nullopt;
        if (seen == 0 || !decimals.empty()) {
            decimals.resize(rows);
            return Column::float64(name, std::move(decimals), std::move(status));
        }
        return Column::int64(name, std::move(integers), std::move(status));
    }

    std::optional<Column> read_dates(std::size_t column, const std::string& name) const {
        std::vector<Status> status;
        std::vector<std::int32_t> days(records_.rows(), 0);
        for (std::size_t row = 0; row < days.size(); ++row) {
            const std::string_view cell = records_.cell(row, column);
            if (note_missing(cell, row, status)) continue;
            const auto day = detail::parse_iso_date(cell);
            if (!day) return std::nullopt;
            days[row] = *day;
        }
        return Column::date(name, std::move(days), std::move(status));
    }

    Column read_text(std::size_t column, std::string name) const {
        const std::size_t rows = records_.rows();
        std::vector<Status> status;
        auto offsets = std::make_shared<std::vector<std::int64_t>>(1, 0);
        offsets->reserve(rows + 1);
        auto text = std::make_shared<std::string>();
        for (std::size_t row = 0; row < rows; ++row) {
            const std::string_view cell = records_.cell(row, column);
            if (markers_.is_absent(cell)) {
                if (status.empty()) status.assign(rows, Status::observed);
                status[row] = Status::absent;
            } else {
                *text += detail::without_guard(cell);
            }
            offsets->push_back(static_cast<std::int64_t>(text->size()));
        }
        const auto* first_offset = offsets->data();
        const char* first_byte = text->data();
        return detail::ColumnAccess::string(std::move(name), rows, first_offset, std::move(offsets), first_byte,
                                            std::move(text), std::move(status));
    }

    const CsvRecords& records_;
    Markers markers_;
    char mark_;
    bool mark_is_a_guess_;
};

/// Comma when more cells are numbers with a decimal comma than with a decimal point, among the first ten thousand of
/// them.
char find_decimal_mark(const CsvRecords& records) {
    std::size_t commas = 0, points = 0;
    for (const std::string_view cell : records.cells) {
        if (commas + points == 10'000) break;
        if (cell.empty() || !(is_digit(cell.back()))) continue;
        const auto mark = cell.find_first_of(",.");
        if (mark == cell.npos) continue;
        if (read_number(cell, cell[mark]).kind == CellKind::decimal) ++(cell[mark] == ',' ? commas : points);
    }
    return commas > 0 && commas >= points ? ',' : '.';
}

/// Refuses bytes that are not UTF-8, and NUL, which no table of ours needs and which betrays UTF-16.
void check_encoding(std::string_view text, std::string_view name) {
    const auto bad = first_invalid_utf8(text).value_or(text.npos);
    const auto nul = text.find('\0');
    if (const auto first = std::min(bad, nul); first != text.npos)
        throw FormatError(nul < bad ? messages::nul_byte : messages::not_utf8,
                          {{"where", std::string(name)}, {"position", std::to_string(first)}});
}

std::vector<std::string> names_of(const CsvRecords& records, const CsvOptions& options) {
    std::vector<std::string> names;
    std::unordered_set<std::string_view> seen;
    for (const std::string_view name : records.heading) {
        names.emplace_back(detail::without_guard(name));
        if (!seen.insert(name).second) throw ArgumentError(messages::duplicate_column, {{"got", names.back()}});
    }
    for (const std::string& wanted : options.text)
        if (std::find(names.begin(), names.end(), wanted) == names.end())
            throw ArgumentError(messages::unknown_column,
                                {{"got", wanted}, {"nearest", nearest(wanted, names)}, {"allowed", join(names, ", ")}});
    return names;
}

}  // namespace

Table read_csv(std::string_view text, const CsvOptions& options, std::string_view name) {
    char delimiter = one_of(options.delimiter, ",;\t|", "delimiter", '\0');
    char mark = one_of(options.decimal_mark, ".,", "decimal_mark", '\0');
    check_encoding(text, name);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (delimiter == '\0') delimiter = detail::find_delimiter(text);
    const CsvRecords records = detail::read_records(text, delimiter, name);
    const auto names = names_of(records, options);
    const bool is_guess = mark == '\0' && delimiter == ';';
    if (mark == '\0') mark = is_guess ? find_decimal_mark(records) : '.';
    const ColumnReader reader(records, options, mark, is_guess && mark == '.');
    std::vector<Column> columns;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool as_text = std::find(options.text.begin(), options.text.end(), names[i]) != options.text.end();
        columns.push_back(reader.read(i, names[i], as_text));
    }
    return Table(detail::fold_reasons(std::move(columns)));
}

}  // namespace maatstaf
