// SPDX-License-Identifier: Apache-2.0
#include "regress/rows.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/row_kernels.hpp"

namespace maatstaf::detail {
namespace {

void check_length(const char* argument, std::size_t got, std::ptrdiff_t rows, bool optional) {
    if (optional && got == 0) return;
    if (static_cast<std::ptrdiff_t>(got) != rows)
        throw ArgumentError(messages::wrong_length, {{"argument", argument},
                                                    {"got", std::to_string(got)},
                                                    {"expected", std::to_string(rows)},
                                                    {"per", "row of x"}});
}

/// Eight rows of eight numbers to eight columns.
void turn_square(const double* from, std::ptrdiff_t row_stride, const double* shift, double* to,
                 std::ptrdiff_t stride) noexcept {
    for (int k = 0; k < 8; ++k) {
        double column[8];
        for (int r = 0; r < 8; ++r) column[r] = from[r * row_stride + k] - shift[k];
        for (int r = 0; r < 8; ++r) to[k * stride + r] = column[r];
    }
}

[[noreturn]] void refuse(const char* argument, double got, std::ptrdiff_t row, const char* range,
                         std::string column = {}) {
    throw DataError(messages::regress_value, {{"argument", argument},
                                             {"got", to_text(got)},
                                             {"row", std::to_string(row + 1)},
                                             {"column", std::move(column)},
                                             {"range", range}});
}

/// `allowed` is an interval, so that where the ends are within it and the sum is a number no value needs a look.
template <class Allowed>
void check_each(const char* argument, std::span<const double> values, std::ptrdiff_t first, std::ptrdiff_t last,
                const char* range, Allowed allowed) {
    if (values.empty()) return;
    const Extent extent = row_kernels().extent(values.data() + first, last - first);
    if (std::isfinite(extent.sum) && allowed(extent.low) && allowed(extent.high)) return;
    for (std::ptrdiff_t i = first; i < last; ++i)
        if (const double value = values[static_cast<std::size_t>(i)]; !std::isfinite(value) || !allowed(value))
            refuse(argument, value, i, range);
}

}  // namespace

std::size_t range_rows(std::ptrdiff_t count, std::ptrdiff_t columns) noexcept {
    constexpr std::ptrdiff_t numbers = 1 << 21;   // 16 MiB of sums
    const std::ptrdiff_t ranges = std::clamp<std::ptrdiff_t>(numbers / (columns * columns), 4, 64);
    const std::ptrdiff_t share = (count + ranges - 1) / ranges;
    const std::ptrdiff_t blocks = (std::max<std::ptrdiff_t>(share, 4096) + block_rows - 1) / block_rows;
    return static_cast<std::size_t>(blocks * block_rows);
}

std::string column_name(const std::vector<std::string>& names, std::ptrdiff_t column) {
    if (column < static_cast<std::ptrdiff_t>(names.size())) return names[static_cast<std::size_t>(column)];
    return "x" + std::to_string(column + 1);
}

void pack_rows(const DesignView& x, std::ptrdiff_t first, std::ptrdiff_t count, const Eigen::VectorXd& shift,
               double* out, std::ptrdiff_t width) {
    if (x.column_stride == 1) {
        for (std::ptrdiff_t r = 0; r < count; ++r) {
            const double* from = x.data + (first + r) * x.row_stride;
            double* to = out + r * width;
            for (std::ptrdiff_t j = 0; j < x.columns; ++j) to[j] = from[j] - shift[j];
            for (std::ptrdiff_t j = x.columns; j < width; ++j) to[j] = 0.0;
        }
        return;
    }
    // Eight columns at a time, so that each row of the block is written a cache line at once. Beyond the last column
    // stand zeros.
    static constexpr double zeros[block_rows] = {};
    const bool together = x.row_stride == 1 && count <= block_rows;
    for (std::ptrdiff_t j = 0; j < width; j += 8) {
        const std::ptrdiff_t some = std::clamp<std::ptrdiff_t>(x.columns - j, 0, 8);
        const double* columns[8] = {zeros, zeros, zeros, zeros, zeros, zeros, zeros, zeros};
        double middle[8] = {};
        for (std::ptrdiff_t k = 0; k < some; ++k) {
            columns[k] = x.data + first * x.row_stride + (j + k) * x.column_stride;
            middle[k] = shift[j + k];
        }
        double* to = out + j;
        if (together) {
            for (std::ptrdiff_t r = 0; r < count; ++r, to += width) {
                double row[8];
                for (int k = 0; k < 8; ++k) row[k] = columns[k][r] - middle[k];
                for (int k = 0; k < 8; ++k) to[k] = row[k];
            }
            continue;
        }
        for (std::ptrdiff_t r = 0; r < count; ++r, to += width)
            for (std::ptrdiff_t k = 0; k < 8; ++k) to[k] = k < some ? columns[k][r * x.row_stride] - middle[k] : 0.0;
    }
}

void columns_of_rows(const DesignView& x, std::ptrdiff_t first, std::ptrdiff_t count, const Eigen::VectorXd& shift,
                     double* out, std::ptrdiff_t stride) {
    if (x.row_stride == 1) {
        for (std::ptrdiff_t j = 0; j < x.columns; ++j)
            row_kernels().subtract(x.data + first + j * x.column_stride, shift[j], count, out + j * stride);
        return;
    }
    // Squares of eight by eight: what is read of a row is a cache line, and so is what is written of a column.
    for (std::ptrdiff_t at = 0; at < count; at += 8)
        for (std::ptrdiff_t j = 0; j < x.columns; j += 8) {
            const std::ptrdiff_t rows = std::min<std::ptrdiff_t>(count - at, 8);
            const std::ptrdiff_t some = std::min<std::ptrdiff_t>(x.columns - j, 8);
            const double* const from = x.data + (first + at) * x.row_stride + j * x.column_stride;
            double* const to = out + j * stride + at;
            if (rows == 8 && some == 8 && x.column_stride == 1) {
                turn_square(from, x.row_stride, shift.data() + j, to, stride);
                continue;
            }
            for (std::ptrdiff_t k = 0; k < some; ++k)
                for (std::ptrdiff_t r = 0; r < rows; ++r)
                    to[k * stride + r] = from[r * x.row_stride + k * x.column_stride] - shift[j + k];
        }
}

RowWeight row_weight(const RegressionData& data, std::ptrdiff_t row, double analytic_scale) noexcept {
    const auto i = static_cast<std::size_t>(row);
    RowWeight weight;
    if (!data.prior_weights.empty()) weight.precision *= data.prior_weights[i];
    if (!data.analytic_weights.empty()) weight.precision *= data.analytic_weights[i] * analytic_scale;
    if (!data.frequency_weights.empty()) weight.frequency = data.frequency_weights[i];
    return weight;
}

bool has_weights(const RegressionData& data) noexcept {
    return !data.frequency_weights.empty() || !data.prior_weights.empty() || !data.analytic_weights.empty();
}

double row_offset(const RegressionData& data, std::ptrdiff_t row) noexcept {
    const auto i = static_cast<std::size_t>(row);
    double offset = data.offset.empty() ? 0.0 : data.offset[i];
    if (!data.exposure.empty()) offset += std::log(data.exposure[i]);
    return offset;
}

void check_shape(const RegressionData& data, std::ptrdiff_t columns, const Law& law, bool with_outcome) {
    if (data.x.columns != columns)
        throw ArgumentError(messages::wrong_length, {{"argument", "x"},
                                                    {"got", std::to_string(data.x.columns)},
                                                    {"expected", std::to_string(columns)},
                                                    {"per", "column of the fit"}});
    if (with_outcome) check_length("y", data.y.size(), data.x.rows, false);
    check_length("offset", data.offset.size(), data.x.rows, true);
    check_length("exposure", data.exposure.size(), data.x.rows, true);
    check_length("prior_weights", data.prior_weights.size(), data.x.rows, true);
    check_length("frequency_weights", data.frequency_weights.size(), data.x.rows, true);
    check_length("analytic_weights", data.analytic_weights.size(), data.x.rows, true);
    if (!data.names.empty()) check_length("names", data.names.size(), data.x.columns, false);
    if (!data.exposure.empty() && law.link != Link::log)
        throw ArgumentError(messages::regress_exposure_link, {{"got", std::string(to_name(law.link))}});
}

void check_values(const RegressionData& data, std::ptrdiff_t first, std::ptrdiff_t last, const Law& law,
                  const std::vector<std::string>& names, bool with_outcome, const Eigen::VectorXd& column_sums) {
    for (std::ptrdiff_t j = 0; j < data.x.columns; ++j) {
        if (column_sums.size() != 0 && std::isfinite(column_sums[j])) continue;
        for (std::ptrdiff_t i = first; i < last; ++i)
            if (!std::isfinite(data.x(i, j))) refuse("x", data.x(i, j), i, "finite", column_name(names, j));
    }
    const auto any = [](double) { return true; };
    const auto above_zero = [](double value) { return value > 0.0; };
    const auto from_zero = [](double value) { return value >= 0.0; };
    if (with_outcome)
        check_each("y", data.y, first, last, law.outcome_range(), [&](double y) { return law.allows_outcome(y); });
    check_each("offset", data.offset, first, last, "finite", any);
    check_each("exposure", data.exposure, first, last, "> 0", above_zero);
    check_each("prior_weights", data.prior_weights, first, last, ">= 0", from_zero);
    check_each("frequency_weights", data.frequency_weights, first, last, ">= 0", from_zero);
    check_each("analytic_weights", data.analytic_weights, first, last, ">= 0", from_zero);
}

}  // namespace maatstaf::detail
