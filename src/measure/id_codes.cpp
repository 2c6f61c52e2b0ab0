// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "maatstaf/core/messages/records.hpp"
#include "measure/key_numbers.hpp"
#include "measure/record_columns.hpp"

namespace maatstaf {

bool looks_like_citizen_number(std::string_view text) noexcept {
    std::array<int, 9> digits{};
    std::size_t count = 0;
    for (const char each : text) {
        if (each == '.' || each == ' ' || each == '-') continue;
        if (each < '0' || each > '9' || count == digits.size()) return false;
        digits[count++] = each - '0';
    }
    if (count != digits.size()) return false;
    int sum = -digits[8];
    bool any = false;
    for (std::size_t at = 0; at < 8; ++at) {
        sum += digits[at] * static_cast<int>(9 - at);
        any = any || digits[at] != 0;
    }
    return any && sum % 11 == 0;
}

namespace detail {
namespace {

/// A number that lost the nought in front when it was read still counts as one of nine digits.
bool number_looks_like_citizen_number(std::int64_t value) noexcept {
    if (value < 10'000'000 || value > 999'999'999) return false;
    std::array<char, 10> text{};
    const auto end = std::to_chars(text.data() + 1, text.data() + text.size(), value).ptr;
    text[0] = '0';
    const bool eight = end - text.data() == 9;
    return looks_like_citizen_number({text.data() + (eight ? 0 : 1), 9});
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
