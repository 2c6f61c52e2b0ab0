// SPDX-License-Identifier: Apache-2.0
#include "core/arrow_batch.hpp"

#include <algorithm>

#include "maatstaf/core/messages/core.hpp"

namespace maatstaf::detail {
namespace {

/// More rows than any memory holds; sums of a few such numbers cannot overflow.
constexpr std::int64_t most_rows = std::int64_t{1} << 48;

void check_between(std::string_view column, const char* field, std::int64_t got, std::int64_t low, std::int64_t high) {
    if (got >= low && got <= high) return;
    throw broken_arrow(column, field, std::to_string(got), std::to_string(low) + " .. " + std::to_string(high));
}

std::int64_t view_length(const ArrowChunk& chunk, std::int64_t row) noexcept {
    return load<std::int32_t>(static_cast<const char*>(chunk.buffer(1)) + 16 * (chunk.start + row), 0);
}

std::string_view view_at(std::string_view column, const ArrowChunk& chunk, std::int64_t row) {
    // Sixteen bytes: length, then the text itself up to 12 bytes, or a prefix, a buffer number and an offset in it.
    const char* view = static_cast<const char*>(chunk.buffer(1)) + 16 * (chunk.start + row);
    const std::int64_t length = view_length(chunk, row);
    if (length < 0) throw broken_arrow(column, "view.length", std::to_string(length), ">= 0");
    if (length <= 12) return {view + 4, static_cast<std::size_t>(length)};
    const std::int64_t index = load<std::int32_t>(view + 8, 0), offset = load<std::int32_t>(view + 12, 0);
    const std::int64_t data_buffers = chunk.array->n_buffers - 3;
    check_between(column, "view.buffer_index", index, 0, data_buffers - 1);
    const void* sizes = chunk.buffer(chunk.array->n_buffers - 1);
    const void* data = chunk.buffer(2 + index);
    if (sizes == nullptr || data == nullptr)
        throw broken_arrow(column, "buffers[" + std::to_string(2 + index) + "]", "NULL");
    check_between(column, "view.offset", offset, 0, load<std::int64_t>(sizes, index) - length);
    return {static_cast<const char*>(data) + offset, static_cast<std::size_t>(length)};
}

template <class Offset>
std::string_view offset_text_at(std::string_view column, const ArrowChunk& chunk, std::int64_t row) {
    const std::int64_t begin = load<Offset>(chunk.buffer(1), chunk.start + row);
    const std::int64_t end = load<Offset>(chunk.buffer(1), chunk.start + row + 1);
    if (begin < 0 || end < begin)
        throw broken_arrow(column, "offsets[" + std::to_string(chunk.start + row + 1) + "]", std::to_string(end),
                           ">= " + std::to_string(std::max<std::int64_t>(begin, 0)));
    if (begin == end) return {};
    if (chunk.buffer(2) == nullptr) throw broken_arrow(column, "buffers[2]", "NULL");
    return {static_cast<const char*>(chunk.buffer(2)) + begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

FormatError broken_arrow(std::string_view column, std::string field, std::string got, std::string expected) {
    return {messages::broken_arrow, {{"column", std::string(column)},
                                    {"field", std::move(field)},
                                    {"got", std::move(got)},
                                    {"expected", std::move(expected)}}};
}

ArrowChunk make_chunk(std::string_view column, const ArrowArray* array, std::int64_t first, std::int64_t length,
                      std::int64_t buffers, bool more) {
    if (array == nullptr) throw broken_arrow(column, "ArrowArray", "NULL");
    check_between(column, "length", array->length, 0, most_rows);
    check_between(column, "offset", array->offset, 0, most_rows);
    check_between(column, "null_count", array->null_count, -1, array->length);
    check_between(column, "length", array->length, first + length, most_rows);
    ArrowChunk chunk;
    chunk.array = array;
    chunk.start = array->offset + first;
    chunk.length = length;
    if (buffers == 0 || length == 0) return chunk;  // nothing will be read, so odd empty arrays are harmless
    if (array->n_buffers < buffers || (!more && array->n_buffers > buffers))
        throw broken_arrow(column, "n_buffers", std::to_string(array->n_buffers), std::to_string(buffers));
    if (array->buffers == nullptr) throw broken_arrow(column, "buffers", "NULL");
    chunk.validity = static_cast<const std::uint8_t*>(array->buffers[0]);
    if (chunk.validity == nullptr && array->null_count > 0)
        throw broken_arrow(column, "buffers[0]", "NULL", "null_count = " + std::to_string(array->null_count));
    if (buffers > 1 && array->buffers[1] == nullptr) throw broken_arrow(column, "buffers[1]", "NULL");
    return chunk;
}

int buffer_count(std::string_view format) noexcept {
    if (format == "n") return 0;
    if (format == "u" || format == "U" || format == "vu") return 3;  // a view has its sizes and any number of blocks
    if (format == "tdD" || format == "tdm" || steps_per_second(format) > 0) return 2;
    return format.size() == 1 && std::string_view("bcCsSiIlLefg").find(format[0]) != format.npos ? 2 : -1;
}

std::int64_t steps_per_second(std::string_view format) noexcept {
    if (format.size() < 4 || format.substr(0, 2) != "ts" || format[3] != ':') return 0;
    switch (format[2]) {
        case 's': return 1;
        case 'm': return 1'000;
        case 'u': return 1'000'000;
        case 'n': return 1'000'000'000;
        default: return 0;
    }
}

bool is_zone_free(std::string_view format) noexcept {
    const std::string_view zone = format.substr(4);
    return zone.empty() || zone == "UTC" || zone == "Etc/UTC" || zone == "Z" || zone == "+00:00";
}

bool is_text_format(std::string_view format) noexcept { return format == "u" || format == "U" || format == "vu"; }

std::string_view text_at(std::string_view column, std::string_view format, const ArrowChunk& chunk, std::int64_t row) {
    if (format == "vu") return view_at(column, chunk, row);
    return format == "u" ? offset_text_at<std::int32_t>(column, chunk, row)
                         : offset_text_at<std::int64_t>(column, chunk, row);
}

std::vector<Status> read_statuses(std::span<const ArrowChunk> chunks) {
    std::int64_t rows = 0;
    for (const ArrowChunk& chunk : chunks) rows += chunk.length;
    std::vector<Status> status;
    std::size_t base = 0;
    for (const ArrowChunk& chunk : chunks) {
        for (std::int64_t row = 0; row < chunk.length && (chunk.validity || chunk.parent_validity); ++row) {
            if (chunk.is_valid(row)) continue;
            if (status.empty()) status.assign(static_cast<std::size_t>(rows), Status::observed);
            status[base + static_cast<std::size_t>(row)] = Status::absent;
        }
        base += static_cast<std::size_t>(chunk.length);
    }
    return status;
}

}  // namespace maatstaf::detail
