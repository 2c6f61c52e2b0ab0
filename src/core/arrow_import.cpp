// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <utility>

#include "maatstaf/core/arrow.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/text.hpp"
#include "core/arrow_batch.hpp"
#include "core/reason.hpp"

namespace maatstaf {
namespace {

using detail::ArrowChunk;
using detail::broken_arrow;
using detail::SharedArray;

constexpr std::string_view restricted_key = "maatstaf:restricted";

/// Holds a structure of the interface and releases it exactly once, also when the producer forgets to mark it so.
template <class Structure>
class Released {
public:
    Released() = default;
    explicit Released(Structure taken) : held_{taken} {}
    Released(const Released&) = delete;
    Released& operator=(const Released&) = delete;
    ~Released() {
        if (held_.release != nullptr) held_.release(&held_);
    }
    Structure* get() noexcept { return &held_; }
    Structure* operator->() noexcept { return &held_; }
    const Structure& operator*() const noexcept { return held_; }

private:
    Structure held_{};
};

using Stream = Released<ArrowArrayStream>;
using Schema = Released<ArrowSchema>;

FormatError producer_error(Stream& stream, int code) {
    const char* reason = stream->get_last_error != nullptr ? stream->get_last_error(stream.get()) : nullptr;
    return {messages::arrow_producer, {{"code", std::to_string(code)}, {"reason", reason != nullptr ? reason : ""}}};
}

std::string name_of_child(const ArrowSchema& child) {
    std::string name = child.name != nullptr ? child.name : "";
    if (const auto bad = first_invalid_utf8(name))
        throw FormatError(messages::not_utf8, {{"where", name}, {"position", std::to_string(*bad)}});
    return name;
}

/// The word for what a format that no column takes stands for.
std::string_view kind_of(std::string_view format) {
    static constexpr std::pair<std::string_view, std::string_view> kinds[] = {
        {"+l", "arrow_list"},   {"+L", "arrow_list"},   {"+w", "arrow_list"},   {"+v", "arrow_list"},
        {"+s", "arrow_record"}, {"+m", "arrow_map"},    {"+u", "arrow_union"},  {"+r", "arrow_runs"},
        {"d:", "arrow_decimal"}, {"z", "arrow_binary"}, {"Z", "arrow_binary"},  {"vz", "arrow_binary"},
        {"w:", "arrow_binary"}, {"tD", "arrow_duration"}, {"ti", "arrow_duration"}, {"tt", "arrow_time"}};
    for (const auto& [start, kind] : kinds)
        if (format.starts_with(start)) return kind;
    return "arrow_other";
}

FormatError unsupported(const std::string& column, std::string format) {
    std::string kind(kind_of(format));
    return {messages::unsupported_arrow, {{"column", column}, {"kind", std::move(kind)}, {"got", std::move(format)}}};
}

void check_values(const std::string& column, std::string_view format) {
    if (detail::buffer_count(format) < 0) throw unsupported(column, std::string(format));
    if (detail::steps_per_second(format) > 0 && !detail::is_zone_free(format))
        throw FormatError(messages::moment_with_zone, {{"column", column}, {"got", std::string(format.substr(4))}});
}

std::int32_t read_length(const char*& at, const char* field) {
    const auto length = detail::load<std::int32_t>(at, 0);
    at += sizeof length;
    if (length < 0) throw broken_arrow({}, field, std::to_string(length), ">= 0");
    return length;
}

std::string_view read_bytes(const char*& at) {
    const auto length = static_cast<std::size_t>(read_length(at, "schema.metadata"));
    const std::string_view bytes(at, length);
    at += length;
    return bytes;
}

/// The last value of a key, or nothing. Metadata is a count and that many pairs of key and value, each with its length
/// in front, in native byte order.
std::optional<std::string_view> find_metadata(const ArrowSchema& schema, std::string_view wanted) {
    const char* at = schema.metadata;
    std::optional<std::string_view> found;
    if (at == nullptr) return found;
    for (auto pairs = read_length(at, "schema.metadata"); pairs > 0; --pairs) {
        const std::string_view key = read_bytes(at), value = read_bytes(at);
        if (key == wanted) found = value;
    }
    return found;
}

bool is_marked_restricted(const ArrowSchema& schema) {
    const auto mark = find_metadata(schema, restricted_key);
    return mark && *mark != "false";
}

/// Refuses what cannot become a column, before any data is asked for.
void check_child(const std::string& name, const ArrowSchema* child) {
    if (child->release == nullptr) throw broken_arrow(name, "schema.release", "NULL");
    if (child->format == nullptr) throw broken_arrow(name, "schema.format", "NULL");
    // Their numbers count weeks or months since 1970, and would pass for years.
    if (find_metadata(*child, "ARROW:extension:name") == "pandas.period")
        throw FormatError(messages::periods_of_pandas, {{"column", name}});
    const std::string_view format = child->format;
    if (child->dictionary == nullptr) {
        check_values(name, format);
        return;
    }
    const char* values = child->dictionary->format;
    if (values == nullptr) throw broken_arrow(name, "schema.dictionary.format", "NULL");
    const bool integer_index = format.size() == 1 && std::string_view("cCsSiIlL").find(format[0]) != format.npos;
    // A category without categories comes as a dictionary of nothing.
    const bool has_values = detail::buffer_count(values) >= 2 || std::string_view(values) == "n";
    if (!integer_index || !has_values || child->dictionary->dictionary != nullptr)
        throw unsupported(name, std::string(format) + " -> " + values);
    check_values(name, values);
}

void check_schema(const ArrowSchema& schema) {
    if (schema.release == nullptr) throw broken_arrow({}, "schema.release", "NULL");
    if (schema.format == nullptr) throw broken_arrow({}, "schema.format", "NULL");
    if (std::string_view(schema.format) != "+s" || schema.dictionary != nullptr)
        throw FormatError(messages::arrow_not_a_table, {{"got", schema.format}});
    if (schema.n_children < 0 || (schema.n_children > 0 && schema.children == nullptr))
        throw broken_arrow({}, "schema.n_children", std::to_string(schema.n_children));
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        if (schema.children[i] == nullptr) throw broken_arrow({}, "schema.children[" + std::to_string(i) + "]", "NULL");
        check_child(name_of_child(*schema.children[i]), schema.children[i]);
    }
}

/// All batches of the stream, without those that have no rows.
std::vector<SharedArray> read_batches(Stream& stream, const ArrowSchema& schema) {
    std::vector<SharedArray> batches;
    while (true) {
        auto batch = std::make_shared<Released<ArrowArray>>();
        if (const int code = stream->get_next(stream.get(), batch->get()); code != 0) {
            batch->get()->release = nullptr;  // after an error the content of `batch` means nothing
            throw producer_error(stream, code);
        }
        const ArrowArray* array = batch->get();
        if (array->release == nullptr) return batches;
        if (array->n_children != schema.n_children)
            throw broken_arrow({}, "n_children", std::to_string(array->n_children), std::to_string(schema.n_children));
        if (array->n_children > 0 && array->children == nullptr) throw broken_arrow({}, "children", "NULL");
        static_cast<void>(detail::make_chunk({}, array, 0, array->length, 1));
        if (array->length > 0) batches.emplace_back(std::move(batch), array);
    }
}

/// The rows of column `i` in every batch. The struct around it may be a slice, and may have nulls of its own.
std::vector<ArrowChunk> chunks_of(const std::string& name, const ArrowSchema& schema, std::int64_t i,
                                  std::span<const SharedArray> batches) {
    const std::string_view format = schema.format;
    std::vector<ArrowChunk> chunks;
    for (const SharedArray& batch : batches) {
        const ArrowChunk parent = detail::make_chunk({}, batch.get(), 0, batch->length, 1);
        ArrowChunk chunk = detail::make_chunk(name, batch->children[i], batch->offset, batch->length,
                                              detail::buffer_count(format), format == "vu");
        chunk.parent_validity = parent.validity;
        chunk.parent_start = parent.start;
        chunk.keep_alive = batch;
        chunks.push_back(chunk);
    }
    return chunks;
}

}  // namespace

Table import_table(ArrowArrayStream* given) {
    if (given == nullptr || given->release == nullptr) throw FormatError(messages::arrow_released);
    // The stream is moved out, as the interface allows, so that its owner sees it as read whatever happens below.
    Stream stream(std::exchange(*given, ArrowArrayStream{}));
    if (stream->get_schema == nullptr) throw broken_arrow({}, "get_schema", "NULL");
    if (stream->get_next == nullptr) throw broken_arrow({}, "get_next", "NULL");
    Schema schema;
    if (const int code = stream->get_schema(stream.get(), schema.get()); code != 0) {
        schema->release = nullptr;
        throw producer_error(stream, code);
    }
    check_schema(*schema);
    const bool restricted = is_marked_restricted(*schema);
    const auto batches = read_batches(stream, *schema);
    std::vector<Column> columns;
    for (std::int64_t i = 0; i < schema->n_children; ++i) {
        const ArrowSchema& child = *schema->children[i];
        std::string name = name_of_child(child);
        const auto chunks = chunks_of(name, child, i, batches);
        columns.push_back(detail::read_column(std::move(name), child, chunks));
    }
    return Table(detail::fold_reasons(std::move(columns)), restricted);
}

}  // namespace maatstaf
