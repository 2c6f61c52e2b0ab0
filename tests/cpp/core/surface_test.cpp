// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "maatstaf/core/version.hpp"

namespace {

std::filesystem::path include_folder() {
    return std::filesystem::path(__FILE__).parent_path() / ".." / ".." / ".." / "include";
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the umbrella header names every public C++ header", "[surface]") {
    const std::string umbrella = text_of(include_folder() / "maatstaf" / "maatstaf.hpp");
    REQUIRE_FALSE(umbrella.empty());
    for (const auto& entry : std::filesystem::recursive_directory_iterator(include_folder())) {
        const bool stands_apart = entry.path().filename() == "maatstaf.hpp" ||
                                  entry.path().filename() == "serialization.hpp";  // for hosts that use Boost
        if (entry.path().extension() != ".hpp" || stands_apart) continue;
        const std::string name = std::filesystem::relative(entry.path(), include_folder()).generic_string();
        INFO(name);
        CHECK(umbrella.find("#include \"" + name + "\"\n") != std::string::npos);
    }
}

TEST_CASE("the version is three numbers", "[surface]") {
    const std::string version(maatstaf::version());
    CHECK(std::count(version.begin(), version.end(), '.') == 2);
    CHECK(version.find_first_not_of("0123456789.") == std::string::npos);
}
