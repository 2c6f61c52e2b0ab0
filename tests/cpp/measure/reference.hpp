// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "maatstaf/core/random.hpp"

namespace maatstaf::test {

/// Lines of a name and numbers, as the script in tests/reference/measure prints them.
inline std::map<std::string, std::vector<double>> read_numbers(const char* file) {
    const auto folder = std::filesystem::path(__FILE__).parent_path() / ".." / ".." / "reference" / "measure";
    std::ifstream in(folder / file);
    std::map<std::string, std::vector<double>> numbers;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string name, word;
        words >> name;
        if (name.empty() || name[0] == '#') continue;
        while (words >> word) numbers[name].push_back(std::strtod(word.c_str(), nullptr));
    }
    return numbers;
}

/// A Poisson draw by inversion, for means that are not large.
inline double poisson_draw(RandomStream& random, double mean) {
    double left = random.uniform(), chance = std::exp(-mean), count = 0.0;
    while (left > chance && count < 1e6) {
        left -= chance;
        count += 1.0;
        chance *= mean / count;
    }
    return count;
}

}  // namespace maatstaf::test
