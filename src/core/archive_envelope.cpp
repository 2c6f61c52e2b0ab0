// SPDX-License-Identifier: Apache-2.0
#include "core/archive_envelope.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"

namespace maatstaf::detail {
namespace {

/// Like that of PNG: a byte above 127 and two kinds of line end show that a transfer as text has mangled the bytes.
constexpr std::array<std::uint8_t, 8> magic = {0x89, 'M', 'S', 'T', '\r', '\n', 0x1a, '\n'};

constexpr std::size_t crc_slices = 8;
using CrcTables = std::array<std::array<std::uint32_t, 256>, crc_slices>;

/// Tables for eight bytes at a time ("slicing by 8"); the reflected Castagnoli polynomial is 0x82F63B78.
constexpr CrcTables make_crc_tables() {
    CrcTables tables{};
    for (std::uint32_t value = 0; value < 256; ++value) {
        std::uint32_t crc = value;
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0x82F63B78u : 0u);
        tables[0][value] = crc;
    }
    for (std::size_t slice = 1; slice < crc_slices; ++slice)
        for (std::size_t value = 0; value < 256; ++value) {
            const std::uint32_t before = tables[slice - 1][value];
            tables[slice][value] = (before >> 8) ^ tables[0][before & 0xFFu];
        }
    return tables;
}
constexpr CrcTables crc_tables = make_crc_tables();

void put(Bytes& bytes, std::uint64_t value, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) bytes.push_back(static_cast<std::byte>((value >> (8 * i)) & 0xFFu));
}

void put_text(Bytes& bytes, std::string_view text) {
    put(bytes, text.size(), 1);
    for (const char each : text) bytes.push_back(static_cast<std::byte>(each));
}

/// Reads a heading; every read past the end is the same error, for a cut archive has lost its length too.
class HeadingReader {
public:
    explicit HeadingReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

    std::uint64_t number(std::size_t width) {
        const auto part = take(width);
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < width; ++i) value |= std::to_integer<std::uint64_t>(part[i]) << (8 * i);
        return value;
    }
    std::string text() {
        const auto part = take(static_cast<std::size_t>(number(1)));
        std::string out;
        for (const std::byte each : part) {
            const auto letter = std::to_integer<unsigned>(each);
            if (letter < 0x20 || letter > 0x7e) throw ArchiveError(messages::archive_not_ours);
            out.push_back(static_cast<char>(letter));
        }
        return out;
    }
    std::span<const std::byte> take(std::size_t count) {
        if (count > bytes_.size() - position_) throw ArchiveError(messages::archive_not_ours);
        position_ += count;
        return bytes_.subspan(position_ - count, count);
    }
    std::size_t position() const noexcept { return position_; }

private:
    std::span<const std::byte> bytes_;
    std::size_t position_ = 0;
};

}  // namespace

std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t crc) noexcept {
    const auto at = [&](std::size_t i) { return std::to_integer<std::uint32_t>(bytes[i]); };
    crc = ~crc;
    std::size_t i = 0;
    for (; i + crc_slices <= bytes.size(); i += crc_slices) {
        const std::uint32_t low = crc ^ (at(i) | at(i + 1) << 8 | at(i + 2) << 16 | at(i + 3) << 24);
        crc = crc_tables[7][low & 0xFFu] ^ crc_tables[6][(low >> 8) & 0xFFu] ^ crc_tables[5][(low >> 16) & 0xFFu] ^
              crc_tables[4][low >> 24] ^ crc_tables[3][at(i + 4)] ^ crc_tables[2][at(i + 5)] ^
              crc_tables[1][at(i + 6)] ^ crc_tables[0][at(i + 7)];
    }
    for (; i < bytes.size(); ++i) crc = (crc >> 8) ^ crc_tables[0][(crc ^ at(i)) & 0xFFu];
    return ~crc;
}

Bytes seal(std::string_view type, std::span<const std::byte> content, std::uint32_t format, std::string_view writer) {
    if (writer.empty()) writer = MAATSTAF_VERSION;
    Bytes bytes;
    bytes.reserve(magic.size() + 64 + content.size());
    for (const std::uint8_t each : magic) bytes.push_back(static_cast<std::byte>(each));
    put(bytes, format, 4);
    put_text(bytes, type);
    put_text(bytes, writer);
    put(bytes, content.size(), 8);
    put(bytes, crc32c(content), 4);
    put(bytes, crc32c(bytes), 4);
    bytes.insert(bytes.end(), content.begin(), content.end());
    return bytes;
}

Unsealed unseal(std::span<const std::byte> bytes) {
    HeadingReader heading(bytes);
    const auto start = heading.take(magic.size());
    const auto same = [](std::byte a, std::uint8_t b) { return std::to_integer<std::uint8_t>(a) == b; };
    if (!std::equal(start.begin(), start.end(), magic.begin(), same)) throw ArchiveError(messages::archive_not_ours);
    Unsealed result;
    ArchiveInfo& info = result.info;
    info.format = static_cast<std::uint32_t>(heading.number(4));
    info.type = heading.text();
    info.writer = heading.text();
    info.length = heading.number(8);
    const auto content_crc = static_cast<std::uint32_t>(heading.number(4));
    const std::size_t covered = heading.position();
    if (heading.number(4) != crc32c(bytes.first(covered))) throw ArchiveError(messages::archive_not_ours);
    if (info.format > archive_format)
        throw ArchiveError(messages::archive_newer, {{"got", std::to_string(info.format)},
                                                    {"writer", info.writer},
                                                    {"supported", std::to_string(archive_format)}});
    result.content = bytes.subspan(heading.position());
    // The checksum of the heading vouches for the length, so a difference means that the content was cut or grew.
    if (result.content.size() != info.length)
        throw ArchiveError(messages::archive_length,
                           {{"got", std::to_string(bytes.size())},
                            {"expected", std::to_string(heading.position() + info.length)}});
    if (crc32c(result.content) != content_crc) throw ArchiveError(messages::archive_checksum);
    return result;
}

Unsealed unseal(std::string_view expected_type, std::span<const std::byte> bytes) {
    Unsealed result = unseal(bytes);
    if (result.info.type != expected_type)
        throw ArchiveError(messages::archive_type,
                           {{"got", result.info.type}, {"expected", std::string(expected_type)}});
    return result;
}

}  // namespace maatstaf::detail

namespace maatstaf {

ArchiveInfo archive_info(std::span<const std::byte> bytes) { return detail::unseal(bytes).info; }

}  // namespace maatstaf
