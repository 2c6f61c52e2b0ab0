// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "core/decimal.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "measure/key_numbers.hpp"
#include "measure/record_columns.hpp"

namespace maatstaf {

namespace {

constexpr std::size_t citizen_digits = 9;

bool is_divider(char each) noexcept { return each == '.' || each == ' ' || each == '-'; }

bool passes_eleven_test(const std::array<int, citizen_digits>& digits) noexcept {
    int sum = -digits[8];
    bool any = false;
    for (std::size_t at = 0; at < 8; ++at) {
        sum += digits[at] * static_cast<int>(9 - at);
        any = any || digits[at] != 0;
    }
    return any && sum % 11 == 0;
}

bool digits_look_like_citizen_number(std::string_view text) noexcept {
    std::array<int, citizen_digits> digits{};
    const bool lost_nought =
        text.size() == citizen_digits - 1 && std::all_of(text.begin(), text.end(), detail::is_digit);
    std::size_t count = lost_nought ? 1 : 0;
    for (const char each : text) {
        if (is_divider(each)) continue;
        if (!detail::is_digit(each) || count == digits.size()) return false;
        digits[count++] = each - '0';
    }
    return count == digits.size() && passes_eleven_test(digits);
}

/// Without "BSN" in any case, and what divides it from the number.
std::string_view without_heading(std::string_view text) noexcept {
    constexpr std::string_view heading = "bsn";
    if (text.size() <= heading.size()) return text;
    for (std::size_t at = 0; at < heading.size(); ++at)
        if ((text[at] | 0x20) != heading[at]) return text;
    text.remove_prefix(heading.size());
    while (!text.empty() && (is_divider(text.front()) || text.front() == ':' || text.front() == '_'))
        text.remove_prefix(1);
    return text;
}

/// Where a citizen service number that begins at `from` ends; `from` when none does.
std::size_t end_of_citizen_number(std::string_view text, std::size_t from) noexcept {
    std::array<int, citizen_digits> digits{};
    std::size_t count = 0, at = from;
    for (; at < text.size() && count < digits.size(); ++at) {
        if (detail::is_digit(text[at])) digits[count++] = text[at] - '0';
        else if (!is_divider(text[at]) || !detail::is_digit(text[at - 1])) return from;
    }
    const bool is_whole = count == digits.size() && (at == text.size() || !detail::is_digit(text[at]));
    return is_whole && passes_eleven_test(digits) ? at : from;
}

}  // namespace

bool looks_like_citizen_number(std::string_view text) noexcept {
    text = without_heading(text);
    if (digits_look_like_citizen_number(text)) return true;
    return text.ends_with(".0") && digits_look_like_citizen_number(text.substr(0, text.size() - 2));
}

int blot_citizen_numbers(std::string& text) {
    int found = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!detail::is_digit(text[at]) || (at > 0 && detail::is_digit(text[at - 1]))) continue;
        const std::size_t end = end_of_citizen_number(text, at);
        if (end == at) continue;
        ++found;
        for (; at < end; ++at)
            if (detail::is_digit(text[at])) text[at] = '#';
    }
    return found;
}

namespace detail {
namespace {

bool number_looks_like_citizen_number(std::int64_t value) noexcept {
    if (value < 10'000'000 || value > 999'999'999) return false;
    std::array<char, citizen_digits> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return digits_look_like_citizen_number({text.data(), static_cast<std::size_t>(end - text.data())});
}

void refuse_citizen_numbers(const Column& column, std::int64_t count) {
    if (count > 0)
        throw DataError(messages::records_citizen_numbers,
                        {{"column", column.name()}, {"count", std::to_string(count)}});
}

std::int64_t whole_id(const Column& column, std::size_t row) {
    if (column.type() == ColumnType::int64) return column.int64()[row];
    if (column.type() == ColumnType::int32) return column.int32()[row];
    const double number = column.is_numeric() ? column.number(row) : std::nan("");
    if (!(std::fabs(number) < 9e15) || number != std::floor(number))
        throw ArgumentError(messages::records_column_type, {{"column", column.name()},
                                                            {"got", std::string(to_name(column.type()))},
                                                            {"expected", "ids"}});
    return static_cast<std::int64_t>(number);
}

}  // namespace

IdCodes::IdCodes(const Column& column, IdUse use) : keep_(column) {
    if (column.type() == ColumnType::dictionary)
        from_categories(column, use);
    else if (column.type() == ColumnType::string)
        from_texts(column, use);
    else
        from_numbers(column, use);
}

void IdCodes::from_categories(const Column& column, IdUse use) {
    const auto& categories = column.categories();
    count_ = static_cast<std::int32_t>(categories.size());
    codes_ = column.int32();
    std::int64_t refused = 0;
    std::int32_t blank = -1;
    for (std::int32_t code = 0; code < count_; ++code) {
        const std::string& text = categories[static_cast<std::size_t>(code)];
        if (text.empty()) blank = code;
        refused += use == IdUse::person && looks_like_citizen_number(text);
    }
    refuse_citizen_numbers(column, refused);
    if (use == IdUse::named) names_ = categories;
    if (!column.has_missing() && blank < 0) return;
    owned_.assign(codes_.begin(), codes_.end());
    for (std::size_t row = 0; row < owned_.size(); ++row)
        if (column.status(row) != Status::observed || owned_[row] == blank) owned_[row] = -1;
    codes_ = owned_;
}

void IdCodes::from_texts(const Column& column, IdUse use) {
    const std::size_t rows = column.size();
    owned_.resize(rows);
    KeyNumbers<std::string_view> numbers(1024);
    std::int64_t refused = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::string_view text = column.text(row);
        if (text.empty() || column.status(row) != Status::observed) {
            owned_[row] = -1;
            continue;
        }
        const auto [code, is_new] = numbers.number_of(text);
        owned_[row] = code;
        if (is_new && use == IdUse::person) refused += looks_like_citizen_number(text);
        if (is_new && use == IdUse::named) names_.emplace_back(text);
    }
    refuse_citizen_numbers(column, refused);
    count_ = numbers.size();
    codes_ = owned_;
}

void IdCodes::from_numbers(const Column& column, IdUse use) {
    const std::size_t rows = column.size();
    std::vector<std::int64_t> values(rows);
    std::int64_t lowest = std::numeric_limits<std::int64_t>::max();
    std::int64_t highest = std::numeric_limits<std::int64_t>::min();
    for (std::size_t row = 0; row < rows; ++row) {
        if (column.status(row) != Status::observed) continue;
        values[row] = whole_id(column, row);
        lowest = std::min(lowest, values[row]);
        highest = std::max(highest, values[row]);
    }
    owned_.assign(rows, -1);
    codes_ = owned_;
    if (lowest > highest) return;
    std::int64_t refused = 0;
    const auto learn = [&](std::int64_t value) {
        if (use == IdUse::person) refused += number_looks_like_citizen_number(value);
        if (use == IdUse::named) names_.push_back(std::to_string(value));
    };
    const auto width = static_cast<std::uint64_t>(highest) - static_cast<std::uint64_t>(lowest);
    if (width <= 4 * rows + 1024) {  // numbers close together need no hashing
        std::vector<std::int32_t> number_of(static_cast<std::size_t>(width) + 1, -1);
        for (std::size_t row = 0; row < rows; ++row) {
            if (column.status(row) != Status::observed) continue;
            auto& number = number_of[static_cast<std::size_t>(values[row] - lowest)];
            if (number < 0) {
                number = count_++;
                learn(values[row]);
            }
            owned_[row] = number;
        }
    } else {
        KeyNumbers<std::int64_t> numbers(1024);
        for (std::size_t row = 0; row < rows; ++row) {
            if (column.status(row) != Status::observed) continue;
            const auto known = numbers.number_of(values[row]);
            owned_[row] = known.first;
            if (known.second) learn(values[row]);
        }
        count_ = numbers.size();
    }
    refuse_citizen_numbers(column, refused);
}

}  // namespace detail
}  // namespace maatstaf
