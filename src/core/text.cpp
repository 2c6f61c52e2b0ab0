// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "core/decimal.hpp"
#include "core/utf8.hpp"

namespace maatstaf {
namespace {

constexpr std::size_t longest_name = 100;

char lower(char letter) noexcept {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// Damerau-Levenshtein distance in its restricted form: insert, delete, replace, or swap two neighbours once.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::array<std::array<std::size_t, longest_name + 1>, 3> rows;
    auto *before = &rows[0], *previous = &rows[1], *current = &rows[2];
    for (std::size_t j = 0; j <= b.size(); ++j) (*previous)[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        (*current)[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            std::size_t best =
                std::min({(*previous)[j] + 1, (*current)[j - 1] + 1, (*previous)[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                best = std::min(best, (*before)[j - 2] + 1);
            (*current)[j] = best;
        }
        std::swap(before, previous);
        std::swap(previous, current);
    }
    return (*previous)[b.size()];
}

template <class Text>
std::string nearest_of(std::string_view name, std::span<const Text> candidates) {
    if (name.size() > longest_name) return {};
    std::string_view best;
    std::size_t best_distance = longest_name + 1;
    for (const std::string_view candidate : candidates) {
        if (candidate.size() > longest_name) continue;
        const auto [shorter, longer] = std::minmax({name.size(), candidate.size()});
        const std::size_t limit = std::max<std::size_t>(1, longer / 3);
        if (longer - shorter > limit) continue;
        const std::size_t distance = edit_distance(name, candidate);
        // Something must be common to both: any letter is one step away from any other.
        if (distance > limit || distance >= longer || distance >= best_distance) continue;
        best = candidate;
        best_distance = distance;
    }
    return std::string(best);
}

template <class Text>
std::string join_of(std::span<const Text> parts, std::string_view separator, std::size_t limit) {
    std::string out;
    const std::size_t shown = std::min(limit, parts.size());
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) out += separator;
        out += parts[i];
    }
    if (shown < parts.size()) {
        if (shown > 0) out += separator;
        out += "... (+" + std::to_string(parts.size() - shown) + ")";
    }
    return out;
}

using detail::is_digit;
bool is_blank(char each) noexcept { return each == ' ' || each == '\t' || each == '\r' || each == '\n'; }

/// The parts of an unsigned decimal number, found while its grammar is checked.
struct Decimal {
    std::uint64_t digits = 0;     ///< all digits of the mantissa as one number, when `exact`
    bool exact = true;            ///< the mantissa fits in 53 bits and there is no exponent
    std::size_t decimals = 0;
    std::size_t mark = std::string_view::npos;  ///< position of the decimal mark
};

std::optional<Decimal> scan_decimal(std::string_view text, char decimal_mark) {
    Decimal out;
    std::size_t at = 0, count = 0;
    for (; at < text.size(); ++at) {
        const char each = text[at];
        if (is_digit(each)) {
            ++count;
            if (out.digits > (std::uint64_t{1} << 53) / 10 - 1) out.exact = false;
            out.digits = out.digits * 10 + static_cast<std::uint64_t>(each - '0');
            if (out.mark != text.npos) ++out.decimals;
        } else if (each == decimal_mark && out.mark == text.npos) {
            out.mark = at;
        } else {
            break;
        }
    }
    if (count == 0) return std::nullopt;
    if (at == text.size()) return out;
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    out.exact = false;
    if (++at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (at == text.size() || !std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_digit))
        return std::nullopt;
    return out;
}

}  // namespace

std::string nearest(std::string_view name, std::span<const std::string_view> candidates) {
    return nearest_of(name, candidates);
}

std::string nearest(std::string_view name, std::span<const std::string> candidates) {
    return nearest_of(name, candidates);
}

std::string join(std::span<const std::string_view> parts, std::string_view separator, std::size_t limit) {
    return join_of(parts, separator, limit);
}

std::string join(std::span<const std::string> parts, std::string_view separator, std::size_t limit) {
    return join_of(parts, separator, limit);
}

std::string to_text(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    const std::string scientific = detail::shortest_scientific(std::abs(value));
    const auto mark = scientific.find('e');
    int power = 0;   // the sign of a positive one is not read
    const char* const after = scientific.data() + mark + 1;
    std::from_chars(*after == '+' ? after + 1 : after, scientific.data() + scientific.size(), power);
    const std::string_view first(scientific.data(), 1), rest(scientific.data() + 2, mark > 2 ? mark - 2 : 0);
    std::string out;
    out.reserve(32);
    if (std::signbit(value)) out += '-';
    // People read 100000 and 0.0001 more easily than 1e+05 and 1e-04; beyond this range the zeros would mislead.
    const auto whole = static_cast<std::size_t>(std::max(power, 0));   // digits of `rest` before the point
    if (power < -5 || power > 15)
        out += scientific;
    else if (power < 0)
        out.append("0.").append(static_cast<std::size_t>(-power - 1), '0').append(first).append(rest);
    else if (rest.size() <= whole)
        out.append(first).append(rest).append(whole - rest.size(), '0');
    else
        out.append(first).append(rest.substr(0, whole)).append(1, '.').append(rest.substr(whole));
    return out;
}

std::string to_fixed(double value, int decimals, char decimal_mark) {
    if (std::isnan(value)) return {};
    if (std::isinf(value)) return to_text(value);
    decimals = std::clamp(decimals, 0, 1000);
    const double size = std::abs(value);
    // With q = value x 2^(decimals + 1), value x 10^decimals is halfway between two whole numbers exactly when q is an
    // odd whole number. Such a value ends in a 5 at the next decimal, and that text is exact.
    const double doubled = std::ldexp(size, decimals + 1);
    const bool tie = doubled < 9007199254740992.0 && std::fmod(doubled, 2.0) == 1.0;
    std::string out = detail::fixed_text(size, decimals + (tie ? 1 : 0));
    if (tie) {
        out.pop_back();
        if (out.back() == '.') out.pop_back();
        auto digit = out.rbegin();
        for (; digit != out.rend() && (*digit == '9' || *digit == '.'); ++digit)
            if (*digit == '9') *digit = '0';
        if (digit == out.rend())
            out.insert(out.begin(), '1');
        else
            ++*digit;
    }
    if (const auto point = out.find('.'); point != out.npos) out[point] = decimal_mark;
    if (std::signbit(value) && out.find_first_of("123456789") != out.npos) out.insert(out.begin(), '-');
    return out;
}

std::optional<double> parse_number(std::string_view text, char decimal_mark) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    const bool negative = !text.empty() && text.front() == '-';
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    const auto decimal = scan_decimal(text, decimal_mark);
    if (!decimal) return std::nullopt;
    constexpr std::array powers{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    double value = 0;
    if (decimal->exact && decimal->decimals < powers.size()) {
        // Both numbers are exact doubles, so one division rounds correctly (Clinger 1990).
        value = static_cast<double>(decimal->digits) / powers[decimal->decimals];
    } else if (decimal->mark == text.npos || decimal_mark == '.') {
        value = detail::parse_decimal(text);
    } else {
        std::string with_point(text);
        with_point[decimal->mark] = '.';
        value = detail::parse_decimal(with_point);
    }
    if (!std::isfinite(value)) return std::nullopt;
    return negative ? -value : value;
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size()) {
        std::uint64_t eight = 0;
        while (text.size() - at >= sizeof eight) {
            std::memcpy(&eight, text.data() + at, sizeof eight);
            if ((eight & 0x8080808080808080U) != 0) break;
            at += sizeof eight;
        }
        if (at == text.size()) break;
        const std::size_t length = detail::utf8_length(text, at);
        if (length == 0) return at;
        at += length;
    }
    return std::nullopt;
}

std::uint64_t stable_hash(std::string_view text, std::uint64_t seed) noexcept {
    std::uint64_t hash = 14695981039346656037U ^ seed;
    for (const char each : text) hash = (hash ^ static_cast<unsigned char>(each)) * 1099511628211U;
    // Final mix of MurmurHash3 (Appleby), because FNV leaves the high bits of short texts alike.
    hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDU;
    hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53U;
    return hash ^ (hash >> 33);
}

}  // namespace maatstaf
