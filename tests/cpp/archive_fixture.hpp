// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/archive_envelope.hpp"

// Yesterday's archives still load: tests/cpp/data/archives/<format>/<name> holds one small archive per archivable type,
// written by the version that introduced the format. They are kept for ever. To add those of a new type or format, run
// the tests once with MAATSTAF_WRITE_FIXTURES=1 in the environment: archives that do not exist yet are written, those
// that do are never touched.

namespace maatstaf::test {

inline std::filesystem::path archive_folder() {
    return std::filesystem::path(__FILE__).parent_path() / "data" / "archives";
}

inline Bytes read_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    Bytes bytes;
    for (const char each : text) bytes.push_back(static_cast<std::byte>(each));
    return bytes;
}

/// Calls `check(bytes, format)` with the archive called `name` of every format there is. `current` is what this version
/// writes for the same object; it must load too, and equals the fixture of its own format.
template <class Check>
void check_archive_fixtures(const std::string& name, const Bytes& current, Check&& check) {
    const auto own = archive_folder() / std::to_string(detail::archive_format) / name;
    const char* write = std::getenv("MAATSTAF_WRITE_FIXTURES");
    if (write != nullptr && std::string(write) == "1" && !std::filesystem::exists(own)) {
        std::filesystem::create_directories(own.parent_path());
        std::ofstream file(own, std::ios::binary);
        for (const std::byte each : current) file.put(static_cast<char>(each));
    }
    check(current, detail::archive_format);
    REQUIRE(std::filesystem::exists(own));
    for (std::uint32_t format = 1; format <= detail::archive_format; ++format) {
        const auto path = archive_folder() / std::to_string(format) / name;
        if (!std::filesystem::exists(path)) continue;  // the type came with a later format
        CAPTURE(path.string());
        check(read_bytes(path), format);
    }
    // The writer's version stands in the heading, so only the content is compared.
    const Bytes stored = read_bytes(own);
    const auto a = detail::unseal(stored).content, b = detail::unseal(current).content;
    CHECK(Bytes(a.begin(), a.end()) == Bytes(b.begin(), b.end()));
}

}  // namespace maatstaf::test
