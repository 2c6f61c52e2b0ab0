// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/mpl/bool.hpp>
#include <boost/serialization/collection_size_type.hpp>
#include <boost/serialization/item_version_type.hpp>
#include <boost/serialization/nvp.hpp>
#include <boost/serialization/serialization.hpp>
#include <boost/serialization/version.hpp>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/period.hpp"
#include "core/archive_envelope.hpp"
#include "core/archive_traits.hpp"

// Two archives that implement Boost.Serialization's concept from its headers alone, with the same little-endian bytes
// under every Boost version. A room archives a described struct in two lines:
//
//     template <> Bytes to_archive(const WeightSet& set) { return detail::archive_described("WeightSet", set); }
//     template <> WeightSet from_archive(std::span<const std::byte> bytes) {
//         return detail::restore_described<WeightSet>("WeightSet", bytes);
//     }
//
// and anything else with `detail::archive` and `detail::restore`. The bytes: numbers in their own width (so members are
// of fixed-width types), truth values as one byte 0 or 1, enumerations as their underlying number, texts and vectors as
// a 64-bit count and their items, an optional as a truth value and perhaps its value, a period as frequency, year and
// part, a note as its code and its parameters, described structs field by field; any other class as its Boost class
// version (32 bits) and what its `serialize` writes.

namespace maatstaf::detail {

/// What both archives answer to Boost.Serialization. The library version is that of the oldest Boost that is supported,
/// so that Boost's own containers write and read the same bytes under every version.
class ArchiveConcept {
public:
    unsigned get_library_version() const noexcept { return 18; }
    void reset_object_address(const void*, const void*) noexcept {}
    void delete_created_pointers() noexcept {}
};

class OutputArchive : public ArchiveConcept {
public:
    using is_loading = boost::mpl::bool_<false>;
    using is_saving = boost::mpl::bool_<true>;

    template <class T>
    OutputArchive& operator<<(const T& value) {
        save(value);
        return *this;
    }
    template <class T>
    OutputArchive& operator&(const T& value) {
        return *this << value;
    }
    template <class T>
    void register_type(const T* = nullptr) noexcept {}

    void save_binary(const void* data, std::size_t count) {
        const auto* first = static_cast<const std::byte*>(data);
        bytes_.insert(bytes_.end(), first, first + count);
    }
    const Bytes& bytes() const noexcept { return bytes_; }

    /// A contiguous block of numbers: its count and its bytes. Reads back as a vector.
    template <PlainNumber T>
    void save_block(std::span<const T> values) {
        save(static_cast<std::uint64_t>(values.size()));
        if constexpr (std::endian::native == std::endian::little) {
            if (!values.empty()) save_binary(values.data(), values.size_bytes());
        } else {
            for (const T each : values) save(each);
        }
    }

private:
    template <class T>
    void save(const T& value) {
        if constexpr (std::is_same_v<T, bool>) {
            save(static_cast<std::uint8_t>(value ? 1 : 0));
        } else if constexpr (std::is_arithmetic_v<T>) {
            auto raw = std::bit_cast<std::array<std::byte, sizeof(T)>>(value);
            if constexpr (std::endian::native == std::endian::big) std::ranges::reverse(raw);
            save_binary(raw.data(), raw.size());
        } else if constexpr (std::is_enum_v<T>) {
            static_assert(NamedEnum<T>, "an archived enumeration needs enum_names, against which loading checks it");
            save(static_cast<std::underlying_type_t<T>>(value));
        } else if constexpr (std::is_same_v<T, std::string>) {
            // Refused here rather than on loading, so that whatever was archived can be restored.
            if (const auto at = first_invalid_utf8(value))
                throw FormatError(messages::not_utf8, {{"where", "text"}, {"position", std::to_string(*at)}});
            save(static_cast<std::uint64_t>(value.size()));
            save_binary(value.data(), value.size());
        } else if constexpr (IsVector<T>::value) {
            using Item = typename T::value_type;
            if constexpr (PlainNumber<Item>) {
                save_block(std::span<const Item>(value));
            } else if constexpr (NamedEnum<Item> && sizeof(Item) == 1) {
                // The statuses of long columns: the same bytes, without the road for each of them.
                save(static_cast<std::uint64_t>(value.size()));
                save_binary(value.data(), value.size());
            } else {
                save(static_cast<std::uint64_t>(value.size()));
                for (const typename T::value_type& each : value) save(each);
            }
        } else if constexpr (IsOptional<T>::value) {
            save(value.has_value());
            if (value) save(*value);
        } else if constexpr (IsPair<T>::value) {
            save(value.first);
            save(value.second);
        } else if constexpr (IsArray<T>::value) {
            for (const auto& each : value) save(each);
        } else if constexpr (std::is_same_v<T, Period>) {
            save(value.frequency());
            save(static_cast<std::int32_t>(value.year()));
            save(static_cast<std::int32_t>(value.part()));
        } else if constexpr (std::is_same_v<T, Note>) {
            save(value.code());
            save(value.parameters);
        } else if constexpr (Described<T>) {
            for_each_field<T>([&](const auto& each) { save(value.*each.member); });
        } else if constexpr (IsNvp<T>::value) {
            save(value.const_value());
        } else if constexpr (std::is_same_v<T, boost::serialization::collection_size_type>) {
            save(static_cast<std::uint64_t>(value));
        } else if constexpr (std::is_same_v<T, boost::serialization::item_version_type>) {
            save(static_cast<std::uint32_t>(value));
        } else {
            constexpr auto version = static_cast<std::uint32_t>(boost::serialization::version<T>::value);
            save(version);
            // `serialize` takes a modifiable object for the sake of loading; saving does not change it.
            boost::serialization::serialize_adl(*this, const_cast<T&>(value), version);
        }
    }

    Bytes bytes_;
};

class InputArchive : public ArchiveConcept {
public:
    using is_loading = boost::mpl::bool_<true>;
    using is_saving = boost::mpl::bool_<false>;

    /// `format` is that of the envelope: a reader of older content asks for it.
    explicit InputArchive(std::span<const std::byte> content, std::uint32_t format = archive_format)
        : content_(content), format_(format) {}

    std::uint32_t format() const noexcept { return format_; }
    std::size_t remaining() const noexcept { return content_.size() - position_; }

    template <class T>
    InputArchive& operator>>(T&& value) {
        load(value);
        return *this;
    }
    template <class T>
    InputArchive& operator&(T&& value) {
        return *this >> value;
    }
    template <class T>
    void register_type(const T* = nullptr) noexcept {}

    void load_binary(void* data, std::size_t count) {
        if (count > remaining()) refuse_value();
        if (count != 0) std::memcpy(data, content_.data() + position_, count);
        position_ += count;
    }
    /// The next value by type: `archive.get<double>()`.
    template <class T>
    T get() {
        T value{};
        load(value);
        return value;
    }
    /// Throws ArchiveError (archive_value) unless everything has been read.
    void finish() const {
        if (remaining() != 0) refuse_value();
    }
    /// For a reader that finds a value that cannot be.
    [[noreturn]] void refuse_value() const {
        throw ArchiveError(messages::archive_value, {{"position", std::to_string(position_)}});
    }

private:
    /// Described structs may hold vectors of themselves; honest data is nowhere near this deep.
    static constexpr int deepest = 64;

    template <class T>
    std::size_t load_count() {
        static_assert(fewest_bytes<T>() > 0, "items without content cannot be counted safely");
        const auto count = get<std::uint64_t>();
        if (count > remaining() / fewest_bytes<T>())
            throw ArchiveError(messages::archive_count,
                               {{"position", std::to_string(position_)}, {"got", std::to_string(count)}});
        return static_cast<std::size_t>(count);
    }

    template <class T>
    void load_vector(std::vector<T>& value) {
        const std::size_t count = load_count<T>();
        value.clear();
        if constexpr (PlainNumber<T> && std::endian::native == std::endian::little) {
            value.resize(count);
            load_binary(value.data(), count * sizeof(T));
        } else {
            // Items may be larger in memory than in the archive: beyond a first helping, room follows what was read.
            value.reserve(std::min<std::size_t>(count, 256));
            for (std::size_t i = 0; i < count; ++i) value.push_back(get<T>());
        }
    }

    template <class T>
    void load(T& value) {
        if constexpr (std::is_same_v<T, bool>) {
            const auto raw = get<std::uint8_t>();
            if (raw > 1) refuse_value();
            value = raw == 1;
        } else if constexpr (std::is_arithmetic_v<T>) {
            std::array<std::byte, sizeof(T)> raw;
            load_binary(raw.data(), raw.size());
            if constexpr (std::endian::native == std::endian::big) std::ranges::reverse(raw);
            value = std::bit_cast<T>(raw);
        } else if constexpr (std::is_enum_v<T>) {
            static_assert(NamedEnum<T>, "an archived enumeration needs enum_names, against which loading checks it");
            value = static_cast<T>(get<std::underlying_type_t<T>>());
            const auto names = enum_names(T{});
            if (std::ranges::none_of(names, [&](const auto& each) { return each.value == value; })) refuse_value();
        } else if constexpr (std::is_same_v<T, std::string>) {
            value.resize(load_count<std::uint8_t>());
            load_binary(value.data(), value.size());
            if (first_invalid_utf8(value)) refuse_value();
        } else if constexpr (IsVector<T>::value) {
            load_vector(value);
        } else if constexpr (IsOptional<T>::value) {
            if (get<bool>()) load(value.emplace());
            else value.reset();
        } else if constexpr (IsPair<T>::value) {
            load(const_cast<std::remove_const_t<typename T::first_type>&>(value.first));
            load(value.second);
        } else if constexpr (IsArray<T>::value) {
            for (auto& each : value) load(each);
        } else if constexpr (std::is_same_v<T, Period>) {
            const auto frequency = get<Frequency>();
            const auto year = get<std::int32_t>();
            value = Period(year, frequency, get<std::int32_t>());
        } else if constexpr (std::is_same_v<T, Note>) {
            value.message = static_cast<Message>(get<std::int32_t>());
            if (value.name() == "?") refuse_value();
            load(value.parameters);
        } else if constexpr (Described<T>) {
            if (++depth_ > deepest) refuse_value();
            for_each_field<T>([&](const auto& each) {
                if (each.since <= format_) load(value.*each.member);
            });
            --depth_;
        } else if constexpr (IsNvp<std::remove_const_t<T>>::value) {
            load(value.value());
        } else if constexpr (std::is_same_v<T, boost::serialization::collection_size_type>) {
            value = boost::serialization::collection_size_type(load_count<std::uint8_t>());
        } else if constexpr (std::is_same_v<T, boost::serialization::item_version_type>) {
            value = boost::serialization::item_version_type(get<std::uint32_t>());
        } else {
            // Boost itself accepts content of a newer class version in silence; we do not.
            const auto version = get<std::uint32_t>();
            if (version > static_cast<std::uint32_t>(boost::serialization::version<T>::value)) refuse_value();
            if (++depth_ > deepest) refuse_value();
            boost::serialization::serialize_adl(*this, value, version);
            --depth_;
        }
    }

    std::span<const std::byte> content_;
    std::size_t position_ = 0;
    std::uint32_t format_;
    int depth_ = 0;
};

/// An archive of `type` with the content that `write(OutputArchive&)` writes.
template <std::invocable<OutputArchive&> Write>
Bytes archive(std::string_view type, Write&& write) {
    OutputArchive content;
    write(content);
    return seal(type, content.bytes());
}

/// What `read(InputArchive&)` makes of an archive of `type`. Whatever the reader or the constructors that it calls find
/// wrong with the values comes out as an ArchiveError with the same words.
template <std::invocable<InputArchive&> Read>
auto restore(std::string_view type, std::span<const std::byte> bytes, Read&& read) {
    const Unsealed unsealed = unseal(type, bytes);
    try {
        InputArchive content(unsealed.content, unsealed.info.format);
        auto result = read(content);
        content.finish();
        return result;
    } catch (const ArchiveError&) {
        throw;
    } catch (const Error& error) {
        throw ArchiveError(error.note().message, error.note().parameters);
    }
}

template <class T>
Bytes archive_described(std::string_view type, const T& object) {
    return archive(type, [&](OutputArchive& content) { content << object; });
}

template <class T>
T restore_described(std::string_view type, std::span<const std::byte> bytes) {
    return restore(type, bytes, [](InputArchive& content) { return content.get<T>(); });
}

}  // namespace maatstaf::detail
