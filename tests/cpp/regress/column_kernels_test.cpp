// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "maatstaf/core/random.hpp"
#include "regress/column_gram.hpp"
#include "regress/row_kernels.hpp"

using namespace maatstaf;

TEST_CASE("Every kernel that works by column forms the same products as plain loops", "[kernel]") {
    std::size_t kernels = 0;
    const detail::ColumnKernel* const known = detail::column_kernels(kernels);
    REQUIRE(kernels >= 1);
    CHECK(std::string(known[kernels - 1].name) == "portable");
    const std::ptrdiff_t stride = 72;
    for (std::size_t k = 0; k < kernels; ++k)
        for (std::ptrdiff_t columns = 1; columns <= 13; ++columns)
            for (const std::ptrdiff_t rows : {8, 64}) {
                CAPTURE(known[k].name, columns, rows);
                RandomStream random(1, 2, static_cast<std::uint64_t>(columns), static_cast<std::uint32_t>(rows));
                detail::AlignedNumbers cells(stride * columns), vector(stride);
                for (std::ptrdiff_t i = 0; i < stride * columns; ++i) cells.data()[i] = random.normal();
                for (std::ptrdiff_t i = 0; i < stride; ++i) vector.data()[i] = random.normal();
                const Eigen::OuterStride<> apart(stride);
                using Columns = Eigen::Map<const Eigen::MatrixXd, 0, Eigen::OuterStride<>>;
                const Columns a(cells.data(), rows, columns, apart);
                const Eigen::VectorXd shift = Eigen::VectorXd::LinSpaced(columns, -1.0, 1.0);
                Eigen::MatrixXd gram = Eigen::MatrixXd::Constant(16, 16, 0.5);
                Eigen::VectorXd products = Eigen::VectorXd::Constant(columns, 0.25);
                const detail::ColumnRun block{cells.data(), stride, rows, columns};
                detail::Ahead ahead(block);
                known[k].gram(block, gram.data(), 16, ahead);
                known[k].products(block, shift.data(), vector.data(), products.data(), ahead);
                const Eigen::MatrixXd expected = a.transpose() * a;
                double worst = 0.0;
                for (Eigen::Index i = 0; i < 16; ++i)
                    for (Eigen::Index j = 0; j < 16; ++j) {
                        // Row by row in memory, so (j, i) of an Eigen matrix; nothing else may be touched.
                        const bool counts = i < columns && j >= i && j < columns;
                        worst = std::max(worst, std::abs(gram(j, i) - 0.5 - (counts ? expected(i, j) : 0.0)));
                    }
                const Eigen::Map<const Eigen::VectorXd> by(vector.data(), rows);
                const Eigen::VectorXd sums = (a.rowwise() - shift.transpose()).transpose() * by;
                worst = std::max(worst, (products.array() - 0.25 - sums.array()).abs().maxCoeff());
                CHECK(worst < 1e-12);
            }
}

TEST_CASE("Loops over rows agree with the standard library", "[kernel]") {
    std::vector<double> x, out(300);
    RandomStream random(3, 1, 4, 1);
    for (int i = 0; i < 300; ++i) x.push_back(20.0 * random.normal());
    detail::exponentials_of(x.data(), 300, out.data());
    for (std::size_t i = 0; i < 300; ++i) CHECK(std::abs(out[i] / std::exp(x[i]) - 1.0) < 4e-16);
    x[7] = 1000.0, x[8] = -1000.0, x[9] = std::nan("");
    detail::exponentials_of(x.data(), 300, out.data());
    CHECK(std::isinf(out[7]));
    CHECK(out[8] == 0.0);
    CHECK(std::isnan(out[9]));
    CHECK(std::abs(out[10] / std::exp(x[10]) - 1.0) < 4e-16);

    for (double& each : x) each = 1e-310 + std::abs(random.normal());
    x[3] = 1e-310;   // smaller than any normal number
    detail::logarithms_of(x.data(), 300, out.data());
    for (std::size_t i = 0; i < 300; ++i)
        CHECK(std::abs(out[i] - std::log(x[i])) <= 3e-16 * std::max(1.0, std::abs(out[i])));

    std::vector<double> weight(x), score(300), root(300), residual(300);
    for (double& each : score) each = random.normal();
    weight[5] = 0.0, weight[6] = 1.0;   // a row without weight has no residual; the root of 1 is 1
    detail::row_kernels().roots(weight.data(), score.data(), 300, root.data(), residual.data());
    double pearson = 0.0;
    for (std::size_t i = 0; i < 300; ++i) {
        const bool some = i != 3 && i != 5;
        CHECK(std::abs(root[i] - (some ? std::sqrt(weight[i]) : 0.0)) <= 4e-16 * root[i]);
        CHECK(std::abs(residual[i] - (some ? score[i] / std::sqrt(weight[i]) : 0.0)) <= 6e-16 * std::abs(residual[i]));
        pearson += residual[i] * residual[i];
    }
    CHECK(root[6] == 1.0);
    CHECK(std::abs(detail::row_kernels().pearson(weight.data(), score.data(), 300) / pearson - 1.0) < 1e-13);

    const auto extent = detail::row_kernels().extent(x.data(), 291);
    const Eigen::Map<const Eigen::VectorXd> some(x.data(), 291);
    CHECK(extent.low == some.minCoeff());
    CHECK(extent.high == some.maxCoeff());
    CHECK(std::abs(extent.sum - some.sum()) < 1e-11);
}
