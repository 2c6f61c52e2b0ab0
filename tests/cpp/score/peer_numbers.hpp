// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace maatstaf::test {

using PeerNumbers = std::map<std::string, std::vector<double>>;

/// The numbers of a file of tests/reference/score by the word that begins their lines; lines of one word follow on.
inline PeerNumbers read_peer_numbers(const char* file) {
    const auto folder = std::filesystem::path(__FILE__).parent_path() / ".." / ".." / "reference" / "score";
    std::ifstream in(folder / file);
    REQUIRE(in.good());
    PeerNumbers numbers;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string name;
        words >> name;
        if (name.empty() || name[0] == '#') continue;
        for (double value; words >> value;) numbers[name].push_back(value);
    }
    return numbers;
}

}  // namespace maatstaf::test
