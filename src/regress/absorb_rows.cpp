// SPDX-License-Identifier: Apache-2.0
#include "regress/absorb_rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/rows.hpp"

namespace maatstaf::detail {
namespace {

constexpr std::ptrdiff_t widest = 16;

void check_between(const char* argument, double value, double low, double high, const char* range) {
    if (!(value > low && value < high))
        throw ArgumentError(messages::argument_out_of_range,
                            {{"argument", argument}, {"range", range}, {"got", to_text(value)}});
}

void check_codes(const std::string& argument, std::size_t got, std::ptrdiff_t rows) {
    if (static_cast<std::ptrdiff_t>(got) != rows)
        throw ArgumentError(messages::wrong_length, {{"argument", argument},
                                                    {"got", std::to_string(got)},
                                                    {"expected", std::to_string(rows)},
                                                    {"per", "row of x"}});
}

}  // namespace

std::string effect_name(const AbsorbedEffect& effect, std::size_t position) {
    return effect.name.empty() ? "effect" + std::to_string(position + 1) : effect.name;
}

void check_absorbed(const RegressionData& data, std::span<const AbsorbedEffect> effects, const AbsorbOptions& options,
                    const Law& law) {
    if (options.family != Family::gaussian && options.family != Family::poisson &&
        options.family != Family::quasi_poisson)
        throw ArgumentError(messages::unknown_option, {{"got", std::string(to_name(options.family))},
                                                      {"argument", "family"},
                                                      {"allowed", "gaussian, poisson, quasi_poisson"}});
    if (effects.empty()) throw ArgumentError(messages::regress_no_effects);
    check_between("confidence", options.confidence, 0.0, 1.0, "> 0, < 1");
    check_between("tolerance", options.tolerance, 0.0, 1.0, "> 0, < 1");
    check_between("demean_tolerance", options.demean_tolerance, 0.0, 1e-3, "> 0, < 0.001");
    check_between("max_iterations", options.max_iterations, 0, 100'001, "1 to 100,000");
    check_between("max_demean_iterations", options.max_demean_iterations, 0, 1'000'001, "1 to 1,000,000");
    if (data.x.rows < 1) throw DataError(messages::regress_no_rows);
    check_between("rows", static_cast<double>(data.x.rows), 0.0, std::numeric_limits<std::int32_t>::max(),
                  "below 2^31 - 1");
    check_shape(data, data.x.columns, law, true);
    for (std::size_t q = 0; q < effects.size(); ++q)
        check_codes(effect_name(effects[q], q), effects[q].codes.size(), data.x.rows);
    if (!options.clusters.empty()) check_codes("clusters", options.clusters.size(), data.x.rows);
    if (!options.second_clusters.empty()) check_codes("second_clusters", options.second_clusters.size(), data.x.rows);
    if (options.clusters.empty() &&
        (options.covariance == AbsorbCovariance::cluster || !options.second_clusters.empty()))
        check_codes("clusters", 0, data.x.rows);
}

std::vector<ColumnBlock> cut_columns(std::ptrdiff_t columns, const EffectLayout& layout) {
    const std::ptrdiff_t count = (columns + widest - 1) / widest;
    std::vector<ColumnBlock> blocks(static_cast<std::size_t>(count));
    std::ptrdiff_t next = 0, offset = 0;
    for (std::ptrdiff_t b = 0; b < count; ++b) {
        ColumnBlock& block = blocks[static_cast<std::size_t>(b)];
        block.first = next;
        block.columns = (columns - next + count - b - 1) / (count - b);
        block.width = (block.columns + 3) / 4 * 4;
        block.offset = offset;
        block.values.reset(new double[static_cast<std::size_t>(layout.size() * block.width)]);
        block.main.resize(static_cast<std::size_t>(layout.main_levels() * block.width));
        block.rest.assign(static_cast<std::size_t>(layout.rest_levels() * block.width), 0.0);
        next += block.columns;
        offset += block.width;
    }
    return blocks;
}

Eigen::VectorXd totals_of(const Eigen::VectorXd& sum, const Eigen::VectorXd& squares, double weight,
                          const Eigen::VectorXd& shift) {
    return (squares.array() - sum.array().square() / weight).cwiseMax(1e-16 * weight * shift.array().square());
}

void refuse_all_left_out(double singletons, double zeros) {
    throw DataError(messages::regress_all_left_out,
                    {{"singletons", to_text(singletons)}, {"zeros", to_text(zeros)}});
}

namespace {

/// Sums of one range of input rows.
struct ColumnSums {
    Eigen::VectorXd sum, squares;
};

/// Checks all values; the mean of every column, for a shift that keeps years and euros apart from rounding.
Eigen::VectorXd look(const RegressionData& data, const Law& law, const Progress& progress) {
    const auto rows = static_cast<std::size_t>(data.x.rows);
    const std::size_t grain = range_rows(data.x.rows);
    std::vector<Eigen::VectorXd> sums((rows + grain - 1) / grain);
    parallel_for(rows, grain, [&](std::size_t begin, std::size_t end) {
        check_values(data, static_cast<std::ptrdiff_t>(begin), static_cast<std::ptrdiff_t>(end), law, data.names, true);
        Eigen::VectorXd& sum = sums[begin / grain];
        sum = Eigen::VectorXd::Zero(data.x.columns);
        for (std::ptrdiff_t j = 0; j < data.x.columns; ++j)
            for (std::size_t i = begin; i < end; ++i) sum[j] += data.x(static_cast<std::ptrdiff_t>(i), j);
    }, progress);
    for (std::size_t k = 1; k < sums.size(); ++k) sums[0] += sums[k];
    return sums[0] / static_cast<double>(rows);
}

void pack(const RegressionData& data, AbsorbRows& out) {
    const auto rows = static_cast<std::size_t>(data.x.rows);
    std::vector<std::int32_t> position(rows, -1);
    for (std::size_t i = 0; i < out.layout.rows.size(); ++i)
        position[static_cast<std::size_t>(out.layout.rows[i])] = static_cast<std::int32_t>(i);
    double analytic = 0.0;
    for (const double each : data.analytic_weights) analytic += each;
    const double analytic_scale = analytic > 0.0 ? static_cast<double>(rows) / analytic : 1.0;
    const auto used = static_cast<std::size_t>(out.size());
    out.y.resize(used);
    out.weight.resize(used);
    if (!data.frequency_weights.empty()) out.frequency.resize(used);
    if (!data.offset.empty() || !data.exposure.empty()) out.offset.resize(used);

    const std::size_t grain = range_rows(data.x.rows);
    std::vector<ColumnSums> sums((rows + grain - 1) / grain);
    const std::ptrdiff_t p = data.x.columns, width = std::max<std::ptrdiff_t>(padded(p), 8);
    parallel_for(rows, grain, [&](std::size_t begin, std::size_t end) {
        ColumnSums& own = sums[begin / grain];
        own.sum = own.squares = Eigen::VectorXd::Zero(p);
        std::vector<double> packed(static_cast<std::size_t>(block_rows * width));
        for (std::size_t from = begin; from < end; from += static_cast<std::size_t>(block_rows)) {
            const auto count = static_cast<std::ptrdiff_t>(std::min(end - from, static_cast<std::size_t>(block_rows)));
            pack_rows(data.x, static_cast<std::ptrdiff_t>(from), count, out.shift, packed.data(), width);
            for (std::ptrdiff_t r = 0; r < count; ++r) {
                const auto row = static_cast<std::ptrdiff_t>(from) + r;
                const std::int32_t at = position[static_cast<std::size_t>(row)];
                if (at < 0) continue;
                const auto i = static_cast<std::size_t>(at);
                const RowWeight weight = row_weight(data, row, analytic_scale);
                out.y[i] = data.y[static_cast<std::size_t>(row)];
                out.weight[i] = weight.precision * weight.frequency;
                if (!out.frequency.empty()) out.frequency[i] = weight.frequency;
                if (!out.offset.empty()) out.offset[i] = row_offset(data, row);
                const double* x = packed.data() + r * width;
                for (std::ptrdiff_t j = 0; j < p; ++j) {
                    own.sum[j] += out.weight[i] * x[j];
                    own.squares[j] += out.weight[i] * x[j] * x[j];
                }
                for (ColumnBlock& block : out.blocks) {
                    double* to = block.values.get() + static_cast<std::ptrdiff_t>(i) * block.width;
                    for (std::ptrdiff_t k = 0; k < block.width; ++k)
                        to[k] = block.first + k < p && k < block.columns ? x[block.first + k] : 0.0;
                }
            }
        }
    });
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(p);
    out.total = Eigen::VectorXd::Zero(p);
    for (const ColumnSums& each : sums) {
        sum += each.sum;
        out.total += each.squares;
    }
    double weight = 0.0;
    for (std::size_t i = 0; i < used; ++i) {
        weight += out.weight[i];
        out.observations += out.frequency_of(i);
        if (out.weight[i] != out.frequency_of(i))
            out.log_precision += out.frequency_of(i) * std::log(out.weight[i] / out.frequency_of(i));
    }
    out.total = totals_of(sum, out.total, weight, out.shift);
}

}  // namespace

std::ptrdiff_t AbsorbRows::place(std::ptrdiff_t column) const noexcept {
    for (const ColumnBlock& block : blocks)
        if (column < block.first + block.columns) return block.offset + column - block.first;
    return -1;
}

AbsorbRows read_rows(const RegressionData& data, std::span<const AbsorbedEffect> effects, const AbsorbOptions& options,
                     const Progress& progress) {
    const Law law(Distribution{.family = options.family});
    check_absorbed(data, effects, options, law);
    AbsorbRows out;
    out.columns = data.x.columns;
    out.shift = look(data, law, progress);
    out.layout = lay_out(effects, {.rows = data.x.rows,
                                   .prior = data.prior_weights,
                                   .frequency = data.frequency_weights,
                                   .analytic = data.analytic_weights,
                                   .counts = options.family == Family::gaussian ? std::span<const double>{} : data.y,
                                   .remove_singletons = options.remove_singletons});
    if (out.layout.rows.empty()) {
        if (out.layout.without_weight == data.x.rows) throw DataError(messages::regress_no_rows);
        refuse_all_left_out(static_cast<double>(out.layout.singleton), static_cast<double>(out.layout.all_zero));
    }
    out.blocks = cut_columns(out.columns + 1, out.layout);
    pack(data, out);
    return out;
}

ColumnBlock columns_beside(const EffectLayout& layout, std::ptrdiff_t columns) {
    return std::move(cut_columns(columns, layout).front());
}

}  // namespace maatstaf::detail
