// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <unordered_map>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/text.hpp"
#include "core/arrow_batch.hpp"
#include "core/column_data.hpp"

namespace maatstaf::detail {
namespace {

void check_utf8(const std::string& column, std::size_t row, std::string_view text) {
    if (const auto bad = first_invalid_utf8(text))
        throw FormatError(messages::not_utf8, {{"where", column + "[" + std::to_string(row) + "]"},
                                              {"position", std::to_string(*bad)}});
}

/// Texts of one block with 64-bit offsets, the layout of a column: nothing is copied.
Column text_in_place(std::string name, const ArrowChunk& chunk, std::vector<Status> status) {
    const auto* offsets = static_cast<const std::int64_t*>(chunk.buffer(1)) + chunk.start;
    return ColumnAccess::string(std::move(name), static_cast<std::size_t>(chunk.length), offsets, chunk.keep_alive,
                                static_cast<const char*>(chunk.buffer(2)), chunk.keep_alive, std::move(status));
}

bool has_column_layout(std::string_view format, std::span<const ArrowChunk> chunks) noexcept {
    return format == "U" && chunks.size() == 1 && chunks[0].buffer(2) != nullptr &&
           std::bit_cast<std::uintptr_t>(chunks[0].buffer(1)) % alignof(std::int64_t) == 0;
}

/// The categories of all batches as one list, in order of first appearance in the dictionaries.
class Categories {
public:
    std::int32_t code_of(std::string_view text) {
        // Keys point into the Arrow memory, which outlives this object; the strings of `names_` may move.
        const auto [found, is_new] = codes_.try_emplace(text, static_cast<std::int32_t>(names_.size()));
        if (is_new) names_.emplace_back(text);
        return found->second;
    }
    std::vector<std::string> take() { return std::move(names_); }

private:
    std::unordered_map<std::string_view, std::int32_t> codes_;
    std::vector<std::string> names_;
};

/// The code of each entry of a chunk's dictionary; -1 for an entry that is null.
std::vector<std::int32_t> translate(const std::string& name, std::string_view format, const ArrowChunk& chunk,
                                    Categories& categories) {
    const ArrowChunk entries = dictionary_chunk(name, format, chunk);
    std::vector<std::int32_t> codes(static_cast<std::size_t>(entries.length), -1);
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (!entries.is_valid(static_cast<std::int64_t>(i))) continue;
        const auto text = text_at(name, format, entries, static_cast<std::int64_t>(i));
        check_utf8(name + ".dictionary", i, text);
        codes[i] = categories.code_of(text);
    }
    return codes;
}

/// Whether each category of the one dictionary keeps its place.
bool keeps_numbers(const std::vector<std::int32_t>& translation) {
    for (std::size_t at = 0; at < translation.size(); ++at)
        if (translation[at] != static_cast<std::int32_t>(at)) return false;
    return true;
}

bool all_below(std::span<const std::int32_t> places, std::size_t count) {
    std::uint32_t highest = 0;  // a place below 0 becomes very high
    for (const std::int32_t each : places) highest = std::max(highest, static_cast<std::uint32_t>(each));
    return highest < count;
}

}  // namespace

Column read_text_column(std::string name, std::string_view format, std::span<const ArrowChunk> chunks) {
    auto status = read_statuses(chunks);
    const bool in_place = has_column_layout(format, chunks);
    auto offsets = std::make_shared<std::vector<std::int64_t>>(1, 0);
    auto text = std::make_shared<std::string>();
    std::size_t row_of_all = 0;
    for (const ArrowChunk& chunk : chunks) {
        for (std::int64_t row = 0; row < chunk.length; ++row, ++row_of_all) {
            const bool observed = status.empty() || status[row_of_all] == Status::observed;
            if (observed || in_place) {  // offsets that are kept must be right in every row
                const auto value = text_at(name, format, chunk, row);
                if (observed) check_utf8(name, row_of_all, value);
                if (!in_place) *text += value;
            }
            if (!in_place) offsets->push_back(static_cast<std::int64_t>(text->size()));
        }
    }
    if (in_place) return text_in_place(std::move(name), chunks[0], std::move(status));
    const auto* first_offset = offsets->data();
    const char* first_byte = text->data();
    return ColumnAccess::string(std::move(name), row_of_all, first_offset, std::move(offsets), first_byte,
                                std::move(text), std::move(status));
}

Column read_dictionary_column(std::string name, const ArrowSchema& schema, std::span<const ArrowChunk> chunks) {
    const std::string_view format = schema.dictionary->format;
    auto status = read_statuses(chunks);
    Categories categories;
    std::vector<std::int32_t> codes;
    const bool in_place = chunks.size() == 1 && status.empty() && schema.format[0] == 'i';
    for (const ArrowChunk& chunk : chunks) {
        const auto translation = translate(name, format, chunk, categories);
        const auto* first = in_place ? static_cast<const char*>(chunk.buffer(1)) + 4 * chunk.start : nullptr;
        if (first != nullptr && std::bit_cast<std::uintptr_t>(first) % alignof(std::int32_t) == 0 &&
            keeps_numbers(translation)) {
            const std::span places(reinterpret_cast<const std::int32_t*>(first),
                                   static_cast<std::size_t>(chunk.length));
            if (all_below(places, translation.size()))
                return ColumnAccess::with_categories(Column::int32_view(std::move(name), places, chunk.keep_alive),
                                                     categories.take());
        }
        codes.reserve(codes.size() + static_cast<std::size_t>(chunk.length));
        for (std::int64_t row = 0; row < chunk.length; ++row) {
            codes.push_back(0);
            if (!chunk.is_valid(row)) continue;
            const std::int64_t index = index_at(schema.format[0], chunk, row);
            if (index < 0 || index >= static_cast<std::int64_t>(translation.size()))
                throw wrong_index(name, codes.size() - 1, index, translation.size());
            const std::int32_t code = translation[static_cast<std::size_t>(index)];
            codes.back() = std::max(code, 0);
            if (code >= 0) continue;
            status.resize(std::max(status.size(), codes.size()), Status::observed);
            status[codes.size() - 1] = Status::absent;
        }
    }
    if (!status.empty()) status.resize(codes.size(), Status::observed);
    return ColumnAccess::with_categories(Column::int32(std::move(name), std::move(codes), std::move(status)),
                                         categories.take());
}

}  // namespace maatstaf::detail
