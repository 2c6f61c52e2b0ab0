// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/period.hpp"

#include <array>
#include <optional>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "core/check.hpp"
#include "core/civil.hpp"

namespace maatstaf {
namespace {

constexpr int last_year = 9999;

constexpr int parts_per_year(Frequency frequency) noexcept {
    constexpr std::array parts{1, 2, 4, 12};
    return parts[static_cast<std::size_t>(frequency)];
}

bool is_coarser(Frequency a, Frequency b) noexcept { return parts_per_year(a) < parts_per_year(b); }

/// How the part of the year is written after four digits for the year: `mark`, then `digits` digits.
struct Notation {
    std::string_view mark;
    std::size_t digits;
    Frequency frequency;
};

// The last four are those of Statistics Netherlands (StatLine).
constexpr std::array notations{
    Notation{"-H", 1, Frequency::half_year}, Notation{"H", 1, Frequency::half_year},
    Notation{"-Q", 1, Frequency::quarter},   Notation{"Q", 1, Frequency::quarter},
    Notation{"-", 1, Frequency::month},      Notation{"-", 2, Frequency::month},
    Notation{"JJ", 2, Frequency::year},      Notation{"HJ", 2, Frequency::half_year},
    Notation{"KW", 2, Frequency::quarter},   Notation{"MM", 2, Frequency::month}};

std::optional<int> read_digits(std::string_view text) noexcept {
    int number = 0;
    for (const char each : text) {
        if (each < '0' || each > '9') return std::nullopt;
        number = number * 10 + (each - '0');
    }
    return number;
}

std::string padded(int number, std::size_t width) {
    std::string digits = std::to_string(number);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

ArgumentError other_frequency(const Period& period, Frequency wanted) {
    return {messages::period_frequency, {{"period", period.text()},
                                        {"got", std::string(to_name(period.frequency()))},
                                        {"wanted", std::string(to_name(wanted))}}};
}

}  // namespace

Period::Period(int year, Frequency frequency, int part) : frequency_{frequency} {
    const int parts = parts_per_year(frequency);
    if (year < 1 || year > last_year) throw detail::out_of_range("year", "1 .. 9999", year);
    if (part < 1 || part > parts) throw detail::out_of_range("part", "1 .. " + std::to_string(parts), part);
    index_ = year * parts + part - 1;
}

Period Period::parse(std::string_view text) {
    const std::string_view given = text;
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    const ArgumentError bad(messages::bad_period, {{"got", std::string(given)}});
    const auto year = read_digits(text.substr(0, 4));
    if (text.size() < 4 || !year || *year == 0) throw bad;
    if (text.size() == 4) return Period(*year);
    const std::string_view rest = text.substr(4);
    for (const Notation& notation : notations) {
        if (!rest.starts_with(notation.mark) || rest.size() != notation.mark.size() + notation.digits) continue;
        auto part = read_digits(rest.substr(notation.mark.size()));
        if (!part) continue;
        if (notation.frequency == Frequency::year) *part += 1;  // JJ00 is the whole year
        if (*part < 1 || *part > parts_per_year(notation.frequency)) throw bad;
        return Period(*year, notation.frequency, *part);
    }
    throw bad;
}

int Period::year() const noexcept { return index_ / parts_per_year(frequency_); }

int Period::part() const noexcept { return index_ % parts_per_year(frequency_) + 1; }

std::string Period::text() const {
    const std::string start = padded(year(), 4);
    switch (frequency_) {
        case Frequency::year: return start;
        case Frequency::half_year: return start + "-H" + std::to_string(part());
        case Frequency::quarter: return start + "-Q" + std::to_string(part());
        case Frequency::month: return start + "-" + padded(part(), 2);
    }
    return start;
}

Period Period::plus(int steps) const {
    const std::int64_t parts = parts_per_year(frequency_);
    const std::int64_t index = std::int64_t{index_} + steps;
    if (index < parts || index >= (last_year + 1) * parts)
        throw detail::out_of_range(
            "steps", std::to_string(parts - index_) + " .. " + std::to_string((last_year + 1) * parts - 1 - index_),
            steps);
    Period out = *this;
    out.index_ = static_cast<std::int32_t>(index);
    return out;
}

int Period::since(const Period& earlier) const {
    if (earlier.frequency_ != frequency_) throw other_frequency(earlier, frequency_);
    return index_ - earlier.index_;
}

Period Period::within(Frequency frequency) const {
    if (is_coarser(frequency_, frequency)) throw other_frequency(*this, frequency);
    Period out = *this;
    out.frequency_ = frequency;
    out.index_ = index_ / (parts_per_year(frequency_) / parts_per_year(frequency));
    return out;
}

std::vector<Period> Period::split(Frequency frequency) const {
    if (is_coarser(frequency, frequency_)) throw other_frequency(*this, frequency);
    const int count = parts_per_year(frequency) / parts_per_year(frequency_);
    std::vector<Period> out(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        out[static_cast<std::size_t>(i)].frequency_ = frequency;
        out[static_cast<std::size_t>(i)].index_ = index_ * count + i;
    }
    return out;
}

bool Period::contains(const Period& other) const noexcept {
    const int own = parts_per_year(frequency_), others = parts_per_year(other.frequency_);
    return own <= others && other.index_ / (others / own) == index_;
}

std::int32_t Period::first_day() const {
    const int months = 12 / parts_per_year(frequency_);
    return static_cast<std::int32_t>(detail::days_from_civil({year(), (part() - 1) * months + 1, 1}));
}

std::int32_t Period::last_day() const {
    const int months = 12 / parts_per_year(frequency_);
    const int month_after = part() * months + 1;
    const detail::CivilDate day_after = month_after > 12 ? detail::CivilDate{year() + 1, 1, 1}
                                                         : detail::CivilDate{year(), month_after, 1};
    return static_cast<std::int32_t>(detail::days_from_civil(day_after) - 1);
}

std::strong_ordering operator<=>(const Period& a, const Period& b) {
    const auto by_day = a.first_day() <=> b.first_day();
    return by_day != 0 ? by_day : parts_per_year(a.frequency_) <=> parts_per_year(b.frequency_);
}

}  // namespace maatstaf
