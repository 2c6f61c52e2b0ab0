// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <utility>

#include "core/arrow_batch.hpp"

namespace maatstaf::detail {
namespace {

/// How a column of one type is read and made.
template <class Value>
struct Kind {
    std::span<const Value> (Column::*values)() const;
    Column (*make)(std::string, std::vector<Value>, std::vector<Status>);
};

/// One column of all the values that the indices point at. The dictionaries were read as columns, one per chunk.
template <class Value>
Column gathered(std::string name, const ArrowSchema& schema, std::span<const ArrowChunk> chunks,
                const std::vector<Column>& dictionaries, const Kind<Value>& kind) {
    std::vector<Value> values;
    std::vector<Status> status = read_statuses(chunks);
    for (std::size_t c = 0; c < chunks.size(); ++c) {
        const ArrowChunk& chunk = chunks[c];
        const auto entries = (dictionaries[c].*kind.values)();
        for (std::int64_t row = 0; row < chunk.length; ++row) {
            values.push_back(Value{});
            if (!chunk.is_valid(row)) continue;
            const std::int64_t index = index_at(schema.format[0], chunk, row);
            if (index < 0 || index >= static_cast<std::int64_t>(entries.size()))
                throw wrong_index(name, values.size() - 1, index, entries.size());
            const auto entry = static_cast<std::size_t>(index);
            if (dictionaries[c].status(entry) == Status::observed) {
                values.back() = entries[entry];
                continue;
            }
            status.resize(std::max(status.size(), values.size()), Status::observed);
            status[values.size() - 1] = dictionaries[c].status(entry);
        }
    }
    if (!status.empty()) status.resize(values.size(), Status::observed);
    return kind.make(std::move(name), std::move(values), std::move(status));
}

}  // namespace

std::int64_t index_at(char format, const ArrowChunk& chunk, std::int64_t row) noexcept {
    const void* values = chunk.buffer(1);
    const std::int64_t at = chunk.start + row;
    switch (format) {
        case 'c': return load<std::int8_t>(values, at);
        case 'C': return load<std::uint8_t>(values, at);
        case 's': return load<std::int16_t>(values, at);
        case 'S': return load<std::uint16_t>(values, at);
        case 'i': return load<std::int32_t>(values, at);
        case 'I': return load<std::uint32_t>(values, at);
        // An unsigned index beyond int64 turns negative and is refused as such.
        default: return load<std::int64_t>(values, at);
    }
}

ArrowChunk dictionary_chunk(const std::string& name, std::string_view format, const ArrowChunk& chunk) {
    const ArrowArray* dictionary = chunk.array->dictionary;
    if (dictionary == nullptr) throw broken_arrow(name, "dictionary", "NULL");
    ArrowChunk entries = make_chunk(name, dictionary, 0, dictionary->length, buffer_count(format), format == "vu");
    if (entries.length > std::numeric_limits<std::int32_t>::max())
        throw broken_arrow(name, "dictionary.length", std::to_string(entries.length), "< 2147483648");
    entries.keep_alive = chunk.keep_alive;
    return entries;
}

FormatError wrong_index(const std::string& name, std::size_t row, std::int64_t index, std::size_t entries) {
    return broken_arrow(name, "index[" + std::to_string(row) + "]", std::to_string(index),
                        "0 .. < " + std::to_string(entries));
}

Column read_indexed_column(std::string name, const ArrowSchema& schema, std::span<const ArrowChunk> chunks) {
    const ArrowSchema& of = *schema.dictionary;
    std::vector<Column> dictionaries;
    for (const ArrowChunk& chunk : chunks) {
        const ArrowChunk entries = dictionary_chunk(name, of.format, chunk);
        dictionaries.push_back(read_column(name + ".dictionary", of, {&entries, 1}));
    }
    // Without rows there are no dictionaries either, but the format still says the type.
    const ColumnType type = dictionaries.empty() ? read_column(name, of, {}).type() : dictionaries.front().type();
    switch (type) {
        case ColumnType::float64:
            return gathered<double>(std::move(name), schema, chunks, dictionaries,
                                    {&Column::float64, &Column::float64});
        case ColumnType::int64:
            return gathered<std::int64_t>(std::move(name), schema, chunks, dictionaries,
                                          {&Column::int64, &Column::int64});
        case ColumnType::boolean:
            return gathered<std::uint8_t>(std::move(name), schema, chunks, dictionaries,
                                          {&Column::boolean, &Column::boolean});
        case ColumnType::date:
            return gathered<std::int32_t>(std::move(name), schema, chunks, dictionaries,
                                          {&Column::int32, &Column::date});
        default:
            return gathered<std::int32_t>(std::move(name), schema, chunks, dictionaries,
                                          {&Column::int32, &Column::int32});
    }
}

}  // namespace maatstaf::detail
