// SPDX-License-Identifier: Apache-2.0
#include "regress/gram.hpp"

#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <Eigen/LU>

#include "maatstaf/core/random.hpp"
#include "regress/solve.hpp"


using namespace maatstaf;

TEST_CASE("Every kernel forms the same products as plain loops", "[kernel]") {
    std::size_t kernels = 0;
    const detail::GramKernel* const known = detail::gram_kernels(kernels);
    REQUIRE(kernels >= 1);
    CHECK(std::string(known[kernels - 1].name) == "portable");
    for (std::size_t k = 0; k < kernels; ++k)
        for (const std::ptrdiff_t width : {8, 16, 24, 32, 40, 48, 56, 64})
            for (const std::ptrdiff_t count : {1, 7, 64, 300}) {
                CAPTURE(known[k].name, width, count);
                RandomStream random(1, 2, static_cast<std::uint64_t>(width), static_cast<std::uint32_t>(count));
                std::vector<double> left(static_cast<std::size_t>(width * count)), right(left);
                for (auto& each : left) each = random.normal();
                for (auto& each : right) each = random.normal();
                const auto size = static_cast<std::size_t>(width * width);
                std::vector<double> gram(size, 0.5);
                known[k].add(left.data(), right.data(), count, width, gram.data());
                double worst = 0.0;
                for (std::ptrdiff_t i = 0; i < width; ++i)
                    for (std::ptrdiff_t j = i; j < width; ++j) {
                        double expected = 0.5;
                        for (std::ptrdiff_t r = 0; r < count; ++r) {
                            const auto at = static_cast<std::size_t>(r * width);
                            expected +=
                                left[at + static_cast<std::size_t>(i)] * right[at + static_cast<std::size_t>(j)];
                        }
                        worst = std::max(worst, std::abs(expected - gram[static_cast<std::size_t>(i * width + j)]));
                    }
                CHECK(worst < 1e-12);
                // left'right, with a left side of its own width.
                const std::ptrdiff_t rows = width == 64 ? 8 : width + 8;
                std::vector<double> tall(static_cast<std::size_t>(rows * count));
                for (auto& each : tall) each = random.normal();
                std::vector<double> product(static_cast<std::size_t>(rows * width), 0.5);
                known[k].multiply(tall.data(), rows, right.data(), count, width, product.data());
                worst = 0.0;
                for (std::ptrdiff_t i = 0; i < rows; ++i)
                    for (std::ptrdiff_t j = 0; j < width; ++j) {
                        double expected = 0.5;
                        for (std::ptrdiff_t r = 0; r < count; ++r)
                            expected += tall[static_cast<std::size_t>(r * rows + i)] *
                                        right[static_cast<std::size_t>(r * width + j)];
                        worst = std::max(worst, std::abs(expected - product[static_cast<std::size_t>(i * width + j)]));
                    }
                CHECK(worst < 1e-12);
            }
}

TEST_CASE("The inverse of an information matrix leaves out what earlier columns determine", "[solve]") {
    Eigen::MatrixXd x(6, 4);
    x << 1, 0, 1, 3, 1, 1, 2, 1, 1, 2, 3, 4, 1, 3, 4, 1, 1, 4, 5, 5, 1, 5, 6, 9;   // third = first + second
    const Eigen::MatrixXd gram = x.transpose() * x;
    const auto information = detail::invert_information(gram);
    CHECK(information.aliased == std::vector<std::int32_t>{2});
    Eigen::MatrixXd kept(6, 3);
    kept << x.col(0), x.col(1), x.col(3);
    const Eigen::MatrixXd expected = (kept.transpose() * kept).inverse();
    CHECK(std::abs(information.inverse(3, 3) - expected(2, 2)) < 1e-12);
    CHECK(std::abs(information.inverse(0, 1) - expected(0, 1)) < 1e-12);
    CHECK(information.inverse.col(2).isZero());
    Eigen::VectorXd limits = Eigen::VectorXd::Zero(4);
    limits[1] = std::numeric_limits<double>::infinity();
    CHECK(detail::invert_information(gram, limits).aliased == std::vector<std::int32_t>{1});
}
