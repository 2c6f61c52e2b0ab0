// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstring>
#include <exception>
#include <memory>

#include "core/column_data.hpp"
#include "core/reason.hpp"
#include "maatstaf/core/arrow.hpp"

namespace maatstaf {
namespace {

/// Deletes a structure that we made, after releasing it unless a consumer moved its content away.
struct Releasing {
    template <class Structure>
    void operator()(Structure* structure) const {
        if (structure->release != nullptr) structure->release(structure);
        delete structure;
    }
};
template <class Structure>
using Owned = std::unique_ptr<Structure, Releasing>;

/// What a structure that we hand out points to; its destructor releases the children that are still there.
template <class Structure>
struct Holder {
    std::string name;
    std::string metadata;
    std::vector<const void*> buffers;
    std::vector<std::shared_ptr<const void>> owners;
    std::vector<Owned<Structure>> children;
    std::vector<Structure*> child_pointers;
    Owned<Structure> dictionary;
};

/// Ties `holder` to `out`: from here on a call of `out->release` frees everything.
template <class Structure>
void attach(std::unique_ptr<Holder<Structure>> holder, Structure* out) {
    for (const auto& child : holder->children) holder->child_pointers.push_back(child.get());
    out->n_children = static_cast<std::int64_t>(holder->children.size());
    out->children = holder->children.empty() ? nullptr : holder->child_pointers.data();
    out->dictionary = holder->dictionary.get();
    out->private_data = holder.release();
    out->release = [](Structure* released) {
        delete static_cast<Holder<Structure>*>(released->private_data);
        released->release = nullptr;
    };
}

const char* format_of(ColumnType type) noexcept {
    switch (type) {
        case ColumnType::float64: return "g";
        case ColumnType::int64: return "l";
        case ColumnType::int32:
        case ColumnType::dictionary: return "i";
        case ColumnType::boolean: return "b";
        case ColumnType::date: return "tdD";
        case ColumnType::string: return "U";
    }
    return "n";
}

Owned<ArrowSchema> make_schema(const std::string& name, const char* format, bool is_dictionary = false) {
    auto holder = std::make_unique<Holder<ArrowSchema>>();
    holder->name = name;
    if (is_dictionary) holder->dictionary = make_schema("", "U");
    Owned<ArrowSchema> out(new ArrowSchema{});
    out->format = format;
    out->name = holder->name.c_str();
    out->flags = ARROW_FLAG_NULLABLE;
    attach(std::move(holder), out.get());
    return out;
}

/// Metadata of one pair: a count, then key and value with their lengths in front, in native byte order.
std::string restricted_metadata() {
    std::string out;
    const auto append_length = [&](std::size_t length) {
        const auto number = static_cast<std::int32_t>(length);
        out.append(reinterpret_cast<const char*>(&number), sizeof number);
    };
    append_length(1);
    for (const std::string_view part : {"maatstaf:restricted", "true"}) {
        append_length(part.size());
        out += part;
    }
    return out;
}

void write_schema(std::span<const Column> columns, bool restricted, ArrowSchema* out) {
    auto holder = std::make_unique<Holder<ArrowSchema>>();
    for (const Column& column : columns)
        holder->children.push_back(
            make_schema(column.name(), format_of(column.type()), column.type() == ColumnType::dictionary));
    if (restricted) holder->metadata = restricted_metadata();
    *out = ArrowSchema{};
    out->format = "+s";
    out->name = "";
    out->metadata = restricted ? holder->metadata.data() : nullptr;
    attach(std::move(holder), out);
}

using Bits = std::vector<std::uint8_t>;

/// One bit per row, least significant first, set where `is_set(row)`.
template <class IsSet>
std::shared_ptr<const Bits> pack_bits(std::size_t rows, IsSet&& is_set) {
    auto bits = std::make_shared<Bits>(rows / 8 + 1, std::uint8_t{0});
    for (std::size_t row = 0; row < rows; ++row)
        if (is_set(row)) (*bits)[row / 8] = static_cast<std::uint8_t>((*bits)[row / 8] | (1U << (row % 8)));
    return bits;
}

/// Consumers may take a null buffer for a mistake, even in an array without rows.
const void* not_null(const void* buffer) noexcept {
    alignas(64) static constexpr char nothing[64] = {};
    return buffer != nullptr ? buffer : nothing;
}

Owned<ArrowArray> make_array(const Column& column) {
    const Column::Data& data = detail::ColumnAccess::data(column);
    auto holder = std::make_unique<Holder<ArrowArray>>();
    Owned<ArrowArray> out(new ArrowArray{});
    out->length = static_cast<std::int64_t>(data.size);
    holder->owners = {data.owner, data.text_owner};
    const void* validity = nullptr;
    if (column.has_missing()) {
        const auto is_observed = [&](std::size_t row) { return column.status(row) == Status::observed; };
        auto bits = pack_bits(data.size, is_observed);
        for (std::size_t row = 0; row < data.size; ++row) out->null_count += is_observed(row) ? 0 : 1;
        validity = bits->data();
        holder->owners.push_back(std::move(bits));
    }
    const void* values = data.values;
    if (column.type() == ColumnType::boolean) {
        const auto truths = column.boolean();
        auto bits = pack_bits(data.size, [&](std::size_t row) { return truths[row] != 0; });
        values = bits->data();
        holder->owners.push_back(std::move(bits));
    }
    holder->buffers = {validity, not_null(values)};
    if (column.type() == ColumnType::string) holder->buffers.push_back(not_null(data.text));
    if (column.type() == ColumnType::dictionary)
        holder->dictionary = make_array(Column::string("", column.categories()));
    out->n_buffers = static_cast<std::int64_t>(holder->buffers.size());
    out->buffers = holder->buffers.data();
    attach(std::move(holder), out.get());
    return out;
}

void write_array(std::span<const Column> columns, std::size_t rows, ArrowArray* out) {
    auto holder = std::make_unique<Holder<ArrowArray>>();
    for (const Column& column : columns) holder->children.push_back(make_array(column));
    holder->buffers = {nullptr};
    *out = ArrowArray{};
    out->length = static_cast<std::int64_t>(rows);
    out->n_buffers = 1;
    out->buffers = holder->buffers.data();
    attach(std::move(holder), out);
}

/// State of one exported stream: the columns to write and whether their one batch was taken.
struct Source {
    std::vector<Column> columns;
    std::size_t rows = 0;
    bool restricted = false;
    bool taken = false;
    std::string error;

    /// Runs `write` so that no exception crosses the border; the result is an errno code.
    template <class Write>
    int guarded(Write&& write) noexcept {
        try {
            write();
            return 0;
        } catch (const std::bad_alloc&) {
            return ENOMEM;
        } catch (const std::exception& problem) {
            try {
                error = problem.what();
            } catch (const std::bad_alloc&) {
                return ENOMEM;
            }
            return EINVAL;
        }
    }
};

Source& source_of(ArrowArrayStream* stream) { return *static_cast<Source*>(stream->private_data); }

}  // namespace

void export_table(const Table& table, ArrowArrayStream* out) {
    auto source = std::make_unique<Source>();
    source->columns = detail::with_reasons(table);
    source->rows = table.rows();
    source->restricted = table.restricted();
    *out = ArrowArrayStream{};
    out->get_schema = [](ArrowArrayStream* stream, ArrowSchema* schema) {
        Source& from = source_of(stream);
        return from.guarded([&] { write_schema(from.columns, from.restricted, schema); });
    };
    out->get_next = [](ArrowArrayStream* stream, ArrowArray* array) {
        Source& from = source_of(stream);
        if (from.taken) {
            *array = ArrowArray{};
            return 0;
        }
        return from.guarded([&] {
            write_array(from.columns, from.rows, array);
            from.taken = true;
        });
    };
    out->get_last_error = [](ArrowArrayStream* stream) -> const char* {
        const std::string& error = source_of(stream).error;
        return error.empty() ? nullptr : error.c_str();
    };
    out->release = [](ArrowArrayStream* stream) {
        delete static_cast<Source*>(stream->private_data);
        stream->release = nullptr;
    };
    out->private_data = source.release();
}

}  // namespace maatstaf
