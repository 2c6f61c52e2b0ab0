// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>

#include "core/archive_io.hpp"

namespace maatstaf::detail {

/// A matrix or vector as its rows, its columns and its numbers, column by column.
template <class Matrix>
void save_matrix(OutputArchive& content, const Matrix& matrix) {
    content << static_cast<std::uint64_t>(matrix.rows()) << static_cast<std::uint64_t>(matrix.cols());
    content.save_block(std::span<const double>(matrix.data(), static_cast<std::size_t>(matrix.size())));
}

template <class Matrix>
Matrix load_matrix(InputArchive& content) {
    const auto rows = content.get<std::uint64_t>(), columns = content.get<std::uint64_t>();
    const auto values = content.get<std::vector<double>>();
    constexpr std::uint64_t most = 1u << 30;
    if (rows > most || columns > most || rows * columns != values.size() ||
        (Matrix::ColsAtCompileTime == 1 && columns != 1))
        content.refuse_value();
    return Eigen::Map<const Matrix>(values.data(), static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns));
}

}  // namespace maatstaf::detail
