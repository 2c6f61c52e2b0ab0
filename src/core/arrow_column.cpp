// SPDX-License-Identifier: Apache-2.0
#include <bit>
#include <cmath>
#include <limits>
#include <type_traits>
#include <utility>

#include "maatstaf/core/messages/core.hpp"
#include "core/arrow_batch.hpp"
#include "core/civil.hpp"
#include "core/column_data.hpp"

namespace maatstaf::detail {
namespace {

constexpr std::int64_t milliseconds_per_day = 86'400'000;

std::size_t count_rows(std::span<const ArrowChunk> chunks) {
    std::int64_t rows = 0;
    for (const ArrowChunk& chunk : chunks) rows += chunk.length;
    return static_cast<std::size_t>(rows);
}

/// IEEE 754 half precision, bit by bit: 1 sign, 5 exponent, 10 fraction.
double half_to_double(std::uint16_t half) noexcept {
    const int exponent = (half >> 10) & 31, fraction = half & 1023;
    const double sign = (half & 0x8000) != 0 ? -1.0 : 1.0;
    if (exponent == 31)
        return fraction == 0 ? sign * std::numeric_limits<double>::infinity()
                             : std::numeric_limits<double>::quiet_NaN();
    return sign * (exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25));
}

/// `value` as `Wanted`; throws when it does not fit.
template <class Wanted, class Given>
Wanted fitted(const std::string& column, std::size_t row, Given value) {
    if constexpr (std::is_integral_v<Wanted> && std::is_integral_v<Given>) {
        if (!std::in_range<Wanted>(value))
            throw FormatError(messages::integer_too_large, {{"column", column},
                                                           {"row", std::to_string(row + 1)},
                                                           {"got", std::to_string(value)},
                                                           {"expected", sizeof(Wanted) == 8 ? "int64" : "int32"}});
    }
    return static_cast<Wanted>(value);
}

/// Copies the valid rows, as what `convert` makes of them; the others stay zero until their status empties them.
template <class Given, class Wanted, class Convert>
std::vector<Wanted> copy_values(const std::string& name, std::span<const ArrowChunk> chunks, Convert&& convert) {
    std::vector<Wanted> values(count_rows(chunks));
    std::size_t at = 0;
    for (const ArrowChunk& chunk : chunks)
        for (std::int64_t row = 0; row < chunk.length; ++row, ++at)
            if (chunk.is_valid(row))
                values[at] = fitted<Wanted>(name, at, convert(load<Given>(chunk.buffer(1), chunk.start + row)));
    return values;
}

template <class Given, class Wanted>
std::vector<Wanted> copy_values(const std::string& name, std::span<const ArrowChunk> chunks) {
    return copy_values<Given, Wanted>(name, chunks, [](Given value) { return value; });
}

/// The values as they lie in memory, when they are one aligned block.
template <class Value>
const Value* in_place(std::span<const ArrowChunk> chunks) noexcept {
    if (chunks.size() != 1 || chunks[0].length == 0) return nullptr;
    const char* first = static_cast<const char*>(chunks[0].buffer(1)) +
                        chunks[0].start * static_cast<std::int64_t>(sizeof(Value));
    if (std::bit_cast<std::uintptr_t>(first) % alignof(Value) != 0) return nullptr;
    return reinterpret_cast<const Value*>(first);
}

Column read_booleans(std::string name, std::span<const ArrowChunk> chunks) {
    std::vector<std::uint8_t> values(count_rows(chunks));
    std::size_t at = 0;
    for (const ArrowChunk& chunk : chunks)
        for (std::int64_t row = 0; row < chunk.length; ++row, ++at)
            if (chunk.is_valid(row))
                values[at] = ArrowChunk::bit(static_cast<const std::uint8_t*>(chunk.buffer(1)), chunk.start + row);
    return Column::boolean(std::move(name), std::move(values), read_statuses(chunks));
}

template <class Value>
Column view_column(std::string name, std::span<const Value> values, std::shared_ptr<const void> keep_alive) {
    if constexpr (std::is_same_v<Value, double>)
        return Column::float64_view(std::move(name), values, std::move(keep_alive));
    else if constexpr (sizeof(Value) == 8)
        return Column::int64_view(std::move(name), values, std::move(keep_alive));
    else
        return Column::int32_view(std::move(name), values, std::move(keep_alive));
}

template <class Value>
Column own_column(std::string name, std::vector<Value> values, std::vector<Status> status) {
    if constexpr (std::is_same_v<Value, double>)
        return Column::float64(std::move(name), std::move(values), std::move(status));
    else if constexpr (sizeof(Value) == 8)
        return Column::int64(std::move(name), std::move(values), std::move(status));
    else
        return Column::int32(std::move(name), std::move(values), std::move(status));
}

/// Values of a type that a column keeps as it is: read in place when they are one block without nulls.
template <class Value>
Column read_same(std::string name, std::span<const ArrowChunk> chunks) {
    auto status = read_statuses(chunks);
    if (const Value* first = in_place<Value>(chunks); first != nullptr && status.empty())
        return view_column<Value>(std::move(name), {first, count_rows(chunks)}, chunks[0].keep_alive);
    auto values = copy_values<Value, Value>(name, chunks);
    return own_column(std::move(name), std::move(values), std::move(status));
}

/// Values of another type, as a column of `Wanted`.
template <class Given, class Wanted>
Column read_as(std::string name, std::span<const ArrowChunk> chunks) {
    auto values = copy_values<Given, Wanted>(name, chunks);
    return own_column(std::move(name), std::move(values), read_statuses(chunks));
}

Column read_halves(std::string name, std::span<const ArrowChunk> chunks) {
    auto values = copy_values<std::uint16_t, double>(name, chunks, half_to_double);
    return Column::float64(std::move(name), std::move(values), read_statuses(chunks));
}

/// Milliseconds since 1970; the day that holds the moment.
Column read_moments(std::string name, std::span<const ArrowChunk> chunks) {
    auto values = copy_values<std::int64_t, std::int32_t>(name, chunks, [](std::int64_t moment) {
        return moment / milliseconds_per_day - (moment % milliseconds_per_day < 0);
    });
    return Column::date(std::move(name), std::move(values), read_statuses(chunks));
}

/// A moment as its date and time of day.
std::string moment_text(std::int64_t moment, std::int64_t per_second) {
    const std::int64_t per_day = 86'400 * per_second;
    const std::int64_t rest = (moment % per_day + per_day) % per_day, second = rest / per_second;
    const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    std::string text = iso_date((moment - rest) / per_day) + " " + two(second / 3600) + ":" +
                       two(second / 60 % 60) + ":" + two(second % 60);
    if (rest % per_second != 0) text += "." + std::to_string(per_second + rest % per_second).substr(1);
    return text;
}

/// Moments that stand for days: each at midnight. Which day another moment belongs to is not ours to choose.
Column read_midnights(std::string name, std::int64_t per_second, std::span<const ArrowChunk> chunks) {
    const std::int64_t per_day = 86'400 * per_second;
    std::size_t row = 0;
    for (const ArrowChunk& chunk : chunks)
        for (std::int64_t i = 0; i < chunk.length; ++i, ++row) {
            if (!chunk.is_valid(i)) continue;
            const auto moment = load<std::int64_t>(chunk.buffer(1), chunk.start + i);
            if (moment % per_day != 0)
                throw FormatError(messages::moment_with_time, {{"column", name},
                                                              {"row", std::to_string(row + 1)},
                                                              {"got", moment_text(moment, per_second)}});
        }
    auto values = copy_values<std::int64_t, std::int32_t>(name, chunks,
                                                          [per_day](std::int64_t moment) { return moment / per_day; });
    return Column::date(std::move(name), std::move(values), read_statuses(chunks));
}

/// A column of Arrow's null type, which has rows but no memory.
Column read_nothing(std::string name, std::span<const ArrowChunk> chunks) {
    const std::size_t rows = count_rows(chunks);
    return Column::float64(std::move(name), std::vector<double>(rows), std::vector<Status>(rows, Status::absent));
}

}  // namespace

Column read_column(std::string name, const ArrowSchema& schema, std::span<const ArrowChunk> chunks) {
    const std::string_view format = schema.format;
    if (schema.dictionary != nullptr && std::string_view(schema.dictionary->format) == "n") {
        const std::vector<std::string> texts(count_rows(chunks));
        return Column::string(std::move(name), texts, std::vector<Status>(texts.size(), Status::absent));
    }
    if (schema.dictionary != nullptr)
        return is_text_format(schema.dictionary->format) ? read_dictionary_column(std::move(name), schema, chunks)
                                                         : read_indexed_column(std::move(name), schema, chunks);
    if (is_text_format(format)) return read_text_column(std::move(name), format, chunks);
    if (format == "tdD")
        return ColumnAccess::with_type(read_same<std::int32_t>(std::move(name), chunks), ColumnType::date);
    if (format == "tdm") return read_moments(std::move(name), chunks);
    if (const auto steps = steps_per_second(format); steps > 0)
        return read_midnights(std::move(name), steps, chunks);
    switch (format.front()) {
        case 'n': return read_nothing(std::move(name), chunks);
        case 'b': return read_booleans(std::move(name), chunks);
        case 'c': return read_as<std::int8_t, std::int32_t>(std::move(name), chunks);
        case 'C': return read_as<std::uint8_t, std::int32_t>(std::move(name), chunks);
        case 's': return read_as<std::int16_t, std::int32_t>(std::move(name), chunks);
        case 'S': return read_as<std::uint16_t, std::int32_t>(std::move(name), chunks);
        case 'i': return read_same<std::int32_t>(std::move(name), chunks);
        case 'I': return read_as<std::uint32_t, std::int64_t>(std::move(name), chunks);
        case 'l': return read_same<std::int64_t>(std::move(name), chunks);
        case 'L': return read_as<std::uint64_t, std::int64_t>(std::move(name), chunks);
        case 'e': return read_halves(std::move(name), chunks);
        case 'f': return read_as<float, double>(std::move(name), chunks);
        default: return read_same<double>(std::move(name), chunks);
    }
}

}  // namespace maatstaf::detail
