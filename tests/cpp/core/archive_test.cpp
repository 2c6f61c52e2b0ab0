// SPDX-License-Identifier: Apache-2.0
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/core/version.hpp"
#include "core/archive_io.hpp"

using namespace maatstaf;

namespace {

struct Branch {
    std::string name;
    bool agreed = false;
    Status status = Status::observed;
    std::optional<double> share;
    std::pair<std::int32_t, float> code{};
    std::array<std::int16_t, 2> ends{};
    Period period;
    std::vector<Branch> below;
    static constexpr auto fields() {
        return std::tuple{field("name", &Branch::name, ""),     field("agreed", &Branch::agreed, ""),
                          field("status", &Branch::status, ""), field("share", &Branch::share, ""),
                          field("code", &Branch::code, ""),     field("ends", &Branch::ends, ""),
                          field("period", &Branch::period, ""), field("below", &Branch::below, "")};
    }
};

Branch branch() {
    Branch leaf{"blad", false, Status::suppressed, {}, {-1, 0.5f}, {3, -4}, Period(2016, Frequency::quarter, 3), {}};
    return {"tak één", true, Status::absent, std::numeric_limits<double>::quiet_NaN(), {7, -0.0f}, {1, 2},
            Period(2020), {leaf, leaf}};
}

Bytes bytes_of(std::initializer_list<int> values) {
    Bytes bytes;
    for (const int each : values) bytes.push_back(static_cast<std::byte>(each));
    return bytes;
}

Message message_of(const auto& action) {
    try {
        action();
    } catch (const ArchiveError& error) {
        return error.note().message;
    }
    FAIL("no ArchiveError");
    return messages::internal;
}

/// The message of loading content that a valid envelope surrounds: what only a hostile or mistaken writer makes.
template <class T>
Message message_of_content(const detail::OutputArchive& content) {
    const Bytes sealed = detail::seal("T", content.bytes());
    return message_of([&] { detail::restore_described<T>("T", sealed); });
}

}  // namespace

TEST_CASE("CRC-32C gives the published check values", "[core][archive]") {
    Bytes digits;
    for (const char each : std::string("123456789")) digits.push_back(static_cast<std::byte>(each));
    CHECK(detail::crc32c(digits) == 0xE3069283u);
    CHECK(detail::crc32c(Bytes(32, std::byte{0})) == 0x8A9136AAu);   // RFC 3720, B.4
    CHECK(detail::crc32c(Bytes(32, std::byte{0xff})) == 0x62A8AB43u);
    CHECK(detail::crc32c(std::span(digits).subspan(4), detail::crc32c(std::span(digits).first(4))) == 0xE3069283u);
}

TEST_CASE("the bytes are little-endian and of fixed width", "[core][archive]") {
    detail::OutputArchive content;
    content << std::int32_t{-2} << true << Status::suppressed << std::string("hé") << std::vector<std::int16_t>{258};
    CHECK(content.bytes() == bytes_of({0xfe, 0xff, 0xff, 0xff, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 'h', 0xc3, 0xa9,
                                       1, 0, 0, 0, 0, 0, 0, 0, 2, 1}));
    detail::OutputArchive number;
    number << 1.5;
    CHECK(number.bytes() == bytes_of({0, 0, 0, 0, 0, 0, 0xf8, 0x3f}));
}

TEST_CASE("an archive read and written again has the same bytes", "[core][archive]") {
    const Bytes first = detail::archive_described("Branch", branch());
    const auto restored = detail::restore_described<Branch>("Branch", first);
    CHECK(detail::archive_described("Branch", restored) == first);
    CHECK(restored.below.at(1).period.text() == "2016-Q3");
    CHECK(std::isnan(restored.share.value()));
    CHECK_FALSE(restored.below.at(0).share.has_value());
    CHECK(std::signbit(restored.code.second));

    SECTION("NaN keeps its bits") {
        const auto odd = std::bit_cast<double>(std::uint64_t{0x7FF8000000C0FFEE});
        const auto after = detail::restore_described<double>("T", detail::archive_described("T", odd));
        CHECK(std::bit_cast<std::uint64_t>(after) == 0x7FF8000000C0FFEE);
    }
    SECTION("its envelope says what it is") {
        const ArchiveInfo info = archive_info(first);
        CHECK(info.type == "Branch");
        CHECK(info.format == detail::archive_format);
        CHECK(info.writer == version());
        CHECK(info.length == detail::unseal(first).content.size());
    }
}

TEST_CASE("every cut and every flipped bit of an archive is one ArchiveError", "[core][archive]") {
    const Bytes whole = detail::archive_described("Branch", branch());
    const auto load = [](const Bytes& bytes) { return detail::restore_described<Branch>("Branch", bytes); };
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        CHECK_THROWS_AS(load(cut), ArchiveError);
        CHECK_THROWS_AS(archive_info(cut), ArchiveError);
    }
    for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
        Bytes flipped = whole;
        flipped[bit / 8] ^= static_cast<std::byte>(1u << (bit % 8));
        CHECK_THROWS_AS(load(flipped), ArchiveError);
    }
    Bytes longer = whole;
    longer.push_back(std::byte{0});
    CHECK(message_of([&] { load(longer); }) == messages::archive_length);
}

TEST_CASE("an archive that is intact but not for us is refused by name", "[core][archive]") {
    const detail::OutputArchive empty;
    SECTION("a newer format") {
        const Bytes newer = detail::seal("Branch", empty.bytes(), detail::archive_format + 1, "9.1.0");
        try {
            detail::restore_described<Branch>("Branch", newer);
            FAIL("accepted");
        } catch (const ArchiveError& error) {
            CHECK(error.note().message == messages::archive_newer);
            CHECK(std::string(error.what()).find("9.1.0") != std::string::npos);
        }
    }
    SECTION("another type") {
        const Bytes table = to_archive(Table());
        CHECK(message_of([&] { detail::restore_described<Branch>("Branch", table); }) == messages::archive_type);
    }
    SECTION("no archive at all") {
        CHECK(message_of([&] { archive_info({}); }) == messages::archive_not_ours);
        CHECK(message_of([&] { archive_info(bytes_of({'{', '}', ' ', ' ', ' ', ' ', ' ', ' ', ' '})); }) ==
              messages::archive_not_ours);
    }
}

TEST_CASE("content that cannot be is refused even under a right checksum", "[core][archive]") {
    SECTION("counts beyond what the bytes can hold") {
        for (const std::uint64_t count : {std::uint64_t{1}, std::uint64_t{1} << 32, std::uint64_t{1} << 63,
                                          std::numeric_limits<std::uint64_t>::max()}) {
            detail::OutputArchive content;
            content << count;
            CHECK(message_of_content<std::string>(content) == messages::archive_count);
            CHECK(message_of_content<std::vector<double>>(content) == messages::archive_count);
            CHECK(message_of_content<std::vector<Branch>>(content) == messages::archive_count);
            CHECK(message_of_content<std::vector<std::optional<std::string>>>(content) == messages::archive_count);
            CHECK(message_of_content<std::vector<bool>>(content) == messages::archive_count);
        }
    }
    SECTION("truth values, names and periods that do not exist") {
        detail::OutputArchive content;
        content << std::uint8_t{2};
        CHECK(message_of_content<bool>(content) == messages::archive_value);
        CHECK(message_of_content<std::optional<double>>(content) == messages::archive_value);
        detail::OutputArchive status;
        status << std::uint8_t{4};
        CHECK(message_of_content<Status>(status) == messages::archive_value);
        detail::OutputArchive period;
        period << Frequency::quarter << std::int32_t{2016} << std::int32_t{5};
        CHECK_NOTHROW(message_of_content<Period>(period));
    }
    SECTION("text that is not UTF-8") {
        detail::OutputArchive content;
        content << std::vector<std::uint8_t>{'a', 0xff};
        CHECK(message_of_content<std::string>(content) == messages::archive_value);
        CHECK_THROWS_AS(detail::archive_described("T", std::string("a\xff")), FormatError);
    }
    SECTION("bytes left over, or too few") {
        detail::OutputArchive content;
        content << 1.0 << true;
        CHECK(message_of_content<double>(content) == messages::archive_value);
        CHECK(message_of_content<Estimate>(content) == messages::archive_value);
    }
    SECTION("structs nested beyond reason") {
        Branch deep = branch();
        for (int level = 0; level < 100; ++level) {
            Branch above = branch();
            above.below = {deep};
            deep = above;
        }
        const Bytes bytes = detail::archive_described("T", deep);
        CHECK(message_of([&] { detail::restore_described<Branch>("T", bytes); }) == messages::archive_value);
    }
}
