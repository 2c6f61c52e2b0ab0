// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "maatstaf/core/arrow_abi.h"

namespace maatstaf::test {

/// A buffer of exactly the bytes that are in it, so that a sanitizer sees any byte read beyond.
using Buffer = std::shared_ptr<std::vector<std::uint8_t>>;

template <class Value>
Buffer buffer_of(const std::vector<Value>& values) {
    auto bytes = std::make_shared<std::vector<std::uint8_t>>(values.size() * sizeof(Value));
    if (!values.empty()) std::memcpy(bytes->data(), values.data(), bytes->size());
    return bytes;
}

inline Buffer bits_of(const std::vector<int>& bits) {
    auto bytes = std::make_shared<std::vector<std::uint8_t>>((bits.size() + 7) / 8);
    for (std::size_t i = 0; i < bits.size(); ++i)
        if (bits[i] != 0) (*bytes)[i / 8] = static_cast<std::uint8_t>((*bytes)[i / 8] | (1 << (i % 8)));
    return bytes;
}

/// What an array will say of itself, true or not.
struct FakeArray {
    std::int64_t length = 0;
    std::vector<Buffer> buffers{};
    std::vector<FakeArray> children{};
    std::shared_ptr<FakeArray> dictionary{};
    std::int64_t offset = 0;
    std::int64_t null_count = -1;
    std::function<void(ArrowArray&)> spoil{};  ///< last change before it is handed out
};

struct FakeSchema {
    std::string format{};
    std::string name{};
    std::vector<FakeSchema> children{};
    std::shared_ptr<FakeSchema> dictionary{};
    std::string metadata{};
    std::function<void(ArrowSchema&)> spoil{};
};

template <class Value>
FakeArray numbers(const std::vector<Value>& values, Buffer validity = nullptr) {
    return {.length = static_cast<std::int64_t>(values.size()), .buffers = {std::move(validity), buffer_of(values)}};
}

template <class Offset>
FakeArray texts(const std::vector<std::string>& values, Buffer validity = nullptr) {
    std::vector<Offset> offsets{0};
    std::vector<char> bytes;
    for (const std::string& each : values) {
        bytes.insert(bytes.end(), each.begin(), each.end());
        offsets.push_back(static_cast<Offset>(bytes.size()));
    }
    return {.length = static_cast<std::int64_t>(values.size()),
            .buffers = {std::move(validity), buffer_of(offsets), buffer_of(bytes)}};
}

/// Text views: short ones inline, each longer one in a data buffer, turn and turn about over two of them.
inline FakeArray views(const std::vector<std::string>& values, Buffer validity = nullptr) {
    std::vector<char> blocks[2];
    std::vector<std::uint8_t> out(values.size() * 16);
    int turn = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto length = static_cast<std::int32_t>(values[i].size());
        std::memcpy(&out[16 * i], &length, 4);
        std::memcpy(&out[16 * i + 4], values[i].data(), values[i].size() <= 12 ? values[i].size() : 4);
        if (length <= 12) continue;
        const std::int32_t block = turn++ % 2, offset = static_cast<std::int32_t>(blocks[block].size());
        std::memcpy(&out[16 * i + 8], &block, 4);
        std::memcpy(&out[16 * i + 12], &offset, 4);
        blocks[block].insert(blocks[block].end(), values[i].begin(), values[i].end());
    }
    const std::vector<std::int64_t> sizes{static_cast<std::int64_t>(blocks[0].size()),
                                          static_cast<std::int64_t>(blocks[1].size())};
    return {
        .length = static_cast<std::int64_t>(values.size()),
        .buffers = {std::move(validity), buffer_of(out), buffer_of(blocks[0]), buffer_of(blocks[1]), buffer_of(sizes)}};
}

inline FakeArray batch(std::int64_t length, std::vector<FakeArray> children) {
    return {.length = length, .buffers = {nullptr}, .children = std::move(children)};
}

/// A producer of one Arrow stream that keeps account of what is released, and how often. It must outlive everything
/// that was read from it.
class ArrowSource {
public:
    FakeSchema schema{.format = "+s"};
    std::vector<FakeArray> batches;
    int schema_error = 0;
    int next_error = 0;                ///< returned by get_next after the last batch
    std::optional<std::string> error;  ///< what get_last_error gives
    bool forgetful = false;            ///< release callbacks do not mark what they released
    std::function<void(ArrowArrayStream&)> spoil;

    ArrowSource() = default;
    ArrowSource(std::vector<FakeSchema> columns, std::vector<FakeArray> given) : batches{std::move(given)} {
        schema.children = std::move(columns);
    }
    ArrowSource(const ArrowSource&) = delete;

    ArrowArrayStream stream() {
        ArrowArrayStream out{};
        out.get_schema = [](ArrowArrayStream* from, ArrowSchema* to) { return self(from).give_schema(to); };
        out.get_next = [](ArrowArrayStream* from, ArrowArray* to) { return self(from).give_next(to); };
        out.get_last_error = [](ArrowArrayStream* from) -> const char* {
            return self(from).error ? self(from).error->c_str() : nullptr;
        };
        out.release = [](ArrowArrayStream* from) {
            ++self(from).streams_released_;
            if (!self(from).forgetful) from->release = nullptr;
        };
        out.private_data = this;
        next_ = 0;
        if (spoil) spoil(out);
        return out;
    }

    int streams_released() const { return streams_released_; }
    int alive() const {
        int count = 0;
        for (const Ledger& each : ledgers_) count += each.released == 0;
        return count;
    }
    int made() const { return static_cast<int>(ledgers_.size()); }
    /// True when the stream and all that it gave were released exactly once.
    bool all_released_once() const {
        for (const Ledger& each : ledgers_)
            if (each.released != 1) return false;
        return streams_released_ == 1;
    }

private:
    struct Ledger {
        ArrowSource* source = nullptr;
        int released = 0;
        std::string format, name, metadata;
        std::vector<const void*> buffers;
        std::deque<ArrowSchema> schemas;
        std::deque<ArrowArray> arrays;
        std::vector<ArrowSchema*> schema_pointers;
        std::vector<ArrowArray*> array_pointers;
    };

    static ArrowSource& self(ArrowArrayStream* stream) { return *static_cast<ArrowSource*>(stream->private_data); }

    template <class Structure>
    static void release(Structure* released) {
        Ledger& ledger = *static_cast<Ledger*>(released->private_data);
        ++ledger.released;
        for (auto& each : ledger.schemas)
            if (each.release != nullptr) each.release(&each);
        for (auto& each : ledger.arrays)
            if (each.release != nullptr) each.release(&each);
        if (!ledger.source->forgetful || !ledger.schemas.empty() || !ledger.arrays.empty()) released->release = nullptr;
    }

    Ledger& new_ledger() {
        ledgers_.emplace_back().source = this;
        return ledgers_.back();
    }

    ArrowSchema make(const FakeSchema& fake) {
        Ledger& ledger = new_ledger();
        ledger.format = fake.format;
        ledger.name = fake.name;
        ledger.metadata = fake.metadata;
        for (const FakeSchema& child : fake.children) ledger.schemas.push_back(make(child));
        if (fake.dictionary) ledger.schemas.push_back(make(*fake.dictionary));
        for (ArrowSchema& each : ledger.schemas) ledger.schema_pointers.push_back(&each);
        ArrowSchema out{};
        out.format = ledger.format.c_str();
        out.name = ledger.name.c_str();
        out.metadata = fake.metadata.empty() ? nullptr : ledger.metadata.data();
        out.flags = ARROW_FLAG_NULLABLE;
        out.n_children = static_cast<std::int64_t>(fake.children.size());
        out.children = ledger.schema_pointers.data();
        out.dictionary = fake.dictionary ? ledger.schema_pointers.back() : nullptr;
        out.release = &release<ArrowSchema>;
        out.private_data = &ledger;
        if (fake.spoil) fake.spoil(out);
        return out;
    }

    ArrowArray make(const FakeArray& fake) {
        Ledger& ledger = new_ledger();
        for (const Buffer& each : fake.buffers) ledger.buffers.push_back(each ? each->data() : nullptr);
        for (const FakeArray& child : fake.children) ledger.arrays.push_back(make(child));
        if (fake.dictionary) ledger.arrays.push_back(make(*fake.dictionary));
        for (ArrowArray& each : ledger.arrays) ledger.array_pointers.push_back(&each);
        ArrowArray out{};
        out.length = fake.length;
        out.null_count = fake.null_count;
        out.offset = fake.offset;
        out.n_buffers = static_cast<std::int64_t>(fake.buffers.size());
        out.buffers = ledger.buffers.data();
        out.n_children = static_cast<std::int64_t>(fake.children.size());
        out.children = ledger.array_pointers.data();
        out.dictionary = fake.dictionary ? ledger.array_pointers.back() : nullptr;
        out.release = &release<ArrowArray>;
        out.private_data = &ledger;
        if (fake.spoil) fake.spoil(out);
        return out;
    }

    int give_schema(ArrowSchema* to) {
        if (schema_error != 0) {
            std::memset(static_cast<void*>(to), 0x5A, sizeof *to);  // unspecified after an error
            return schema_error;
        }
        *to = make(schema);
        return 0;
    }

    int give_next(ArrowArray* to) {
        if (next_ < batches.size()) {
            *to = make(batches[next_++]);
            return 0;
        }
        if (next_error == 0) {
            *to = ArrowArray{};
            return 0;
        }
        std::memset(static_cast<void*>(to), 0x5A, sizeof *to);
        return next_error;
    }

    std::deque<Ledger> ledgers_;
    std::size_t next_ = 0;
    int streams_released_ = 0;
};

}  // namespace maatstaf::test
