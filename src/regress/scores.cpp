// SPDX-License-Identifier: Apache-2.0
#include "regress/scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Cholesky>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/text.hpp"
#include "regress/rows.hpp"
#include "regress/solve.hpp"

namespace maatstaf::detail {
namespace {

void gather(const DesignView& x, std::span<const std::ptrdiff_t> rows, const std::vector<std::ptrdiff_t>& columns,
            FitRows::Block& out) {
    out.resize(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(columns.size()));
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t a = 0; a < columns.size(); ++a)
            out(static_cast<Eigen::Index>(r), static_cast<Eigen::Index>(a)) = x(rows[r], columns[a]);
}

Eigen::Map<const Eigen::VectorXd> slice(const std::vector<double>& values, std::span<const std::ptrdiff_t> rows) {
    return {values.data() + rows.front(), static_cast<Eigen::Index>(rows.size())};
}

}  // namespace

FitRows::FitRows(const GlmResult& fit) {
    const auto p = static_cast<std::ptrdiff_t>(fit.coefficients.size());
    for (std::ptrdiff_t j = 0; j < p; ++j)
        if (!std::ranges::binary_search(fit.aliased, static_cast<std::int32_t>(j))) columns.push_back(j);
    const auto kept = static_cast<Eigen::Index>(columns.size());
    // A fit without residual variance has no covariance to go by.
    const bool known = fit.dispersion > 0.0 && std::isfinite(fit.dispersion);
    Eigen::MatrixXd near = Eigen::MatrixXd::Identity(kept, kept);
    for (Eigen::Index a = 0; a < kept && known; ++a)
        for (Eigen::Index b = 0; b < kept; ++b)
            near(a, b) = fit.covariance(columns[static_cast<std::size_t>(a)], columns[static_cast<std::size_t>(b)]) /
                         fit.dispersion;
    root = Eigen::LLT<Eigen::MatrixXd>(near).matrixL();
    bread = root * root.transpose();
}

void FitRows::evaluate(const RegressionData& data, const GlmResult& fit, const Eigen::VectorXd& coefficients) {
    const Law law(fit.options.distribution);
    check_shape(data, static_cast<std::ptrdiff_t>(fit.coefficients.size()), law, true);
    check_values(data, 0, data.x.rows, law, fit.names, true);
    Eigen::VectorXd estimates(rank());
    for (Eigen::Index a = 0; a < rank(); ++a) estimates[a] = coefficients[columns[static_cast<std::size_t>(a)]];

    const auto n = static_cast<std::size_t>(data.x.rows);
    for (auto* each : {&weight, &score, &frequency, &precision, &mean, &slope}) each->resize(n);
    double sum = 0.0;
    for (const double each : data.analytic_weights) sum += each;
    const double analytic_scale = sum > 0.0 ? static_cast<double>(n) / sum : 1.0;
    FitRows::Block block;
    Eigen::VectorXd eta, total;
    for_row_blocks(data.x.rows, block_rows, [&](std::span<const std::ptrdiff_t> rows) {
        gather(data.x, rows, columns, block);
        eta = block * estimates;
        total.resize(eta.size());
        const auto first = static_cast<std::size_t>(rows.front());
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const auto at = static_cast<Eigen::Index>(r);
            eta[at] += row_offset(data, rows[r]);
            const RowWeight own = row_weight(data, rows[r], analytic_scale);
            frequency[first + r] = own.frequency;
            precision[first + r] = own.precision;
            total[at] = own.precision * own.frequency;
        }
        law.means(eta.data(), eta.size(), &mean[first], &slope[first]);
        law.work(&data.y[first], total.data(), &mean[first], &slope[first], eta.size(), &weight[first], &score[first]);
    });
}

FitRows::FitRows(const RegressionData& data, const GlmResult& fit, const Eigen::VectorXd& coefficients)
    : FitRows(fit) {
    evaluate(data, fit, coefficients);
    // X'WX at these coefficients, by way of the basis that the fit found: there it is close to the identity, so nothing
    // is lost however large or correlated the columns are.
    const Eigen::Index kept = rank();
    FitRows::Block block;
    if (!(fit.dispersion > 0.0 && std::isfinite(fit.dispersion))) {
        Eigen::MatrixXd information = Eigen::MatrixXd::Zero(kept, kept);
        for_row_blocks(data.x.rows, block_rows, [&](std::span<const std::ptrdiff_t> rows) {
            gather(data.x, rows, columns, block);
            information.noalias() += block.transpose() * slice(weight, rows).asDiagonal() * block;
        });
        root = Eigen::LLT<Eigen::MatrixXd>(invert_information(information).inverse).matrixL();
    }
    refine(whitened_information(data.x));
}

Eigen::MatrixXd FitRows::whitened_information(const DesignView& x) const {
    BlockGram gram(rank());
    FitRows::Block block;
    for_row_blocks(x.rows, block_rows, [&](std::span<const std::ptrdiff_t> rows) {
        whiten(x, rows, block);
        gram.add(block, slice(weight, rows));
    });
    return gram.sum();
}

void multiply(const FitRows::Block& left, const Eigen::MatrixXd& right, FitRows::Block& out) {
    const auto rows = padded(left.rows()), width = padded(right.cols());
    // The left one by column, both with zeros up to a multiple of 8.
    FitRows::Block turned = FitRows::Block::Zero(left.cols(), rows), wide = FitRows::Block::Zero(right.rows(), width),
                   made = FitRows::Block::Zero(rows, width);
    turned.leftCols(left.rows()) = left.transpose();
    wide.leftCols(right.cols()) = right;
    add_product(turned.data(), rows, wide.data(), left.cols(), width, made.data());
    out = made.topLeftCorner(left.rows(), right.cols());
}

BlockGram::BlockGram(Eigen::Index columns)
    : columns_(columns), sum_(FitRows::Block::Zero(padded(columns), padded(columns))) {}

void BlockGram::add(const FitRows::Block& rows, const Eigen::Ref<const Eigen::VectorXd>& weight) {
    const Eigen::Index width = sum_.cols();
    if (right_.rows() != rows.rows()) left_ = right_ = FitRows::Block::Zero(rows.rows(), width);
    right_.leftCols(columns_) = rows;
    left_.leftCols(columns_) = weight.asDiagonal() * rows;
    add_gram(left_.data(), right_.data(), rows.rows(), width, sum_.data());
}

Eigen::MatrixXd BlockGram::sum() const {
    return Eigen::MatrixXd(sum_.topLeftCorner(columns_, columns_)).selfadjointView<Eigen::Upper>();
}

Eigen::MatrixXd FitRows::refine(const Eigen::MatrixXd& information) {
    const Eigen::LLT<Eigen::MatrixXd> solver(information);
    const Eigen::MatrixXd rest = solver.matrixU().solve(Eigen::MatrixXd::Identity(rank(), rank()));
    root = root * rest;
    bread = root * root.transpose();
    return rest;
}

void FitRows::row(const DesignView& x, std::ptrdiff_t i, Eigen::VectorXd& out) const {
    out.resize(static_cast<Eigen::Index>(columns.size()));
    for (std::size_t a = 0; a < columns.size(); ++a) out[static_cast<Eigen::Index>(a)] = x(i, columns[a]);
}

void FitRows::whiten(const DesignView& x, std::span<const std::ptrdiff_t> rows, FitRows::Block& out) const {
    FitRows::Block block;
    gather(x, rows, columns, block);
    multiply(block, root, out);
}

Eigen::VectorXd FitRows::whiten_contrast(const Eigen::VectorXd& contrast) const {
    Eigen::VectorXd kept(static_cast<Eigen::Index>(columns.size()));
    for (std::size_t a = 0; a < columns.size(); ++a) kept[static_cast<Eigen::Index>(a)] = contrast[columns[a]];
    return root.transpose() * kept;
}

Eigen::MatrixXd FitRows::covariance(const Eigen::MatrixXd& inner, std::ptrdiff_t p) const {
    const Eigen::MatrixXd made = root * inner * root.transpose();
    Eigen::MatrixXd out = Eigen::MatrixXd::Constant(p, p, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t a = 0; a < columns.size(); ++a)
        for (std::size_t b = 0; b < columns.size(); ++b) {
            const auto i = static_cast<Eigen::Index>(a), j = static_cast<Eigen::Index>(b);
            out(columns[a], columns[b]) = 0.5 * (made(i, j) + made(j, i));
        }
    return out;
}

void need_one_per_row(const char* argument, std::size_t got, std::ptrdiff_t rows) {
    if (static_cast<std::ptrdiff_t>(got) != rows)
        throw ArgumentError(messages::wrong_length, {{"argument", argument},
                                                    {"got", std::to_string(got)},
                                                    {"expected", std::to_string(rows)},
                                                    {"per", "row of x"}});
}

void need_contrast(const Eigen::VectorXd& contrast, const GlmResult& fit) {
    const Eigen::Index p = fit.coefficients.size();
    if (contrast.size() != p)
        throw ArgumentError(messages::wrong_length, {{"argument", "contrast"},
                                                    {"got", std::to_string(contrast.size())},
                                                    {"expected", std::to_string(p)},
                                                    {"per", "coefficient"}});
    if (!contrast.allFinite() || contrast.isZero(0.0))
        throw ArgumentError(messages::argument_out_of_range,
                            {{"argument", "contrast"},
                             {"range", "finite, not_all_zero"},
                             {"got", contrast.allFinite() ? "0" : "nan"}});
    for (const std::int32_t j : fit.aliased)
        if (contrast[j] != 0.0)
            throw ArgumentError(messages::regress_no_estimate, {{"column", column_name(fit.names, j)}});
}

}  // namespace maatstaf::detail
