// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/picture.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/risk.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

PictureData small() {
    PictureData data;
    data.units = {"a", "b", "c", "d", "e"};
    data.figures = {"income", "youth care"};
    data.themes = {"income", "youth act"};
    data.values.resize(5, 2);
    data.values << 10, 5, 12, 6, 14, std::nan(""), 16, 7, 40, 30;
    return data;
}

}  // namespace

TEST_CASE("figures beside the median of all areas", "[risk][picture]") {
    const auto picture = integral_picture(small(), "e");
    const auto& income = picture.figures[0];
    CHECK(income.reference == 14);
    CHECK(income.difference == 26);
    CHECK(income.robust_z == Approx(26 / (1.4826 * 2)));  // distances 4 2 0 2 26: median 2
    CHECK(income.place == Approx(4.5 / 5));
    CHECK(income.stands_out == 1);
    CHECK(std::isnan(income.probability));
    CHECK(picture.figures[1].reference == 6.5);
    CHECK(picture.caveats[1].message == messages::risk_spread_only);
    const auto without = integral_picture(small(), "c");
    CHECK(std::isnan(without.figures[1].place));
    CHECK(without.figures[1].stands_out == 0);
    CHECK(without.table().rows() == 2);
    // One of five and one of four areas lie so far off: 0.2 + 0.25. Each language has its own decimal mark.
    CHECK(picture.caveats[0].text(Language::english).find("about 0.5 would") != std::string::npos);
    CHECK(picture.caveats[0].text(Language::dutch).find("ongeveer 0,5 zo") != std::string::npos);
}

TEST_CASE("a margin can keep a figure from standing out, a model gives its own reference", "[risk][picture]") {
    PictureData data = small();
    data.standard_errors = Eigen::MatrixXd::Constant(5, 2, 20.0);
    auto unsure = integral_picture(data, "e");
    CHECK(unsure.figures[0].probability == Approx(0.1936).margin(1e-4));  // 2 Phi(-1.3)
    CHECK(unsure.figures[0].stands_out == 0);
    CHECK(unsure.caveats.size() == 3);
    data.expected = data.values.array() + 0.5;
    data.expected(4, 1) = 12.0;
    data.expected.col(0).setConstant(std::nan(""));
    data.probabilities = Eigen::MatrixXd::Constant(5, 2, std::nan(""));
    data.probabilities(4, 1) = 0.001;
    const auto modelled = integral_picture(data, "e");
    CHECK(modelled.figures[1].by_model);
    CHECK(modelled.figures[1].reference == 12);
    CHECK(modelled.figures[1].q_value == Approx(0.002));
    CHECK(modelled.figures[1].stands_out == 1);
    data.references = {20.0, 0.0};
    CHECK(integral_picture(data, "e").figures[0].reference == 20);
}

TEST_CASE("a picture of nobody is refused", "[risk][picture]") {
    test::expect_error<ArgumentError>(messages::risk_unknown_unit, {"'f'"}, [] { integral_picture(small(), "f"); });
    PictureData data = small();
    data.themes.pop_back();
    test::expect_error<ArgumentError>(messages::risk_length, {"themes", "2"}, [&] { integral_picture(data, "a"); });
}
