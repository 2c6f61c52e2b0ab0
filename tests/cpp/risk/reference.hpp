// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace maatstaf::test {

using Numbers = std::map<std::string, std::vector<double>>;

/// Lines of a name and numbers, as the scripts in tests/reference/risk print them.
inline Numbers read_numbers(const char* file) {
    const auto folder = std::filesystem::path(__FILE__).parent_path() / ".." / ".." / "reference" / "risk";
    std::ifstream in(folder / file);
    Numbers numbers;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string name;
        words >> name;
        if (name.empty() || name[0] == '#') continue;
        for (double value; words >> value;) numbers[name].push_back(value);
    }
    return numbers;
}

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
inline RowMajor rows_of(const std::vector<double>& values, Eigen::Index columns) {
    return Eigen::Map<const RowMajor>(values.data(), static_cast<Eigen::Index>(values.size()) / columns, columns);
}
inline Eigen::VectorXd vector_of(const std::vector<double>& values) {
    return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}

}  // namespace maatstaf::test
