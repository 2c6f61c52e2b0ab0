// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <vector>

#include <Eigen/Core>
#include <nlohmann/json.hpp>

#include "regress/worst.hpp"

namespace maatstaf::test {

/// Numbers that R made; the script stands beside them.
inline nlohmann::json reference(const char* name) {
    const auto tests = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path();
    std::ifstream file(tests / "reference" / "regress" / name);
    return nlohmann::json::parse(file);
}

inline std::vector<double> numbers(const nlohmann::json& list) {
    std::vector<double> out;
    for (const auto& each : list)
        out.push_back(each.is_null() ? std::numeric_limits<double>::quiet_NaN() : each.get<double>());
    return out;
}

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
inline RowMajor rows_of(const std::vector<double>& values, Eigen::Index columns) {
    return Eigen::Map<const RowMajor>(values.data(), static_cast<Eigen::Index>(values.size()) / columns, columns);
}

/// Largest difference, relative to the largest expected number.
template <class Matrix>
double gap(const Matrix& got, const std::vector<double>& expected) {
    double worst = 0.0, size = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (std::isnan(got.data()[i]) && std::isnan(expected[i])) continue;
        worst = further(worst, std::abs(got.data()[i] - expected[i]));
        size = std::max(size, std::abs(expected[i]));
    }
    return worst / size;
}

}  // namespace maatstaf::test
