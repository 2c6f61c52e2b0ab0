// SPDX-License-Identifier: Apache-2.0
// The division of a difference beside plain R, and a published panel.
#include "maatstaf/risk/oaxaca.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/messages/risk.hpp"
#include "risk/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

std::vector<double> parts_of(const OaxacaTerm& t) {
    return {t.composition.value, t.coefficients.value, t.interaction.value,
            t.explained.value,   t.unexplained_a.value, t.unexplained_b.value};
}

struct Births {
    test::RowMajor a, b;
    std::vector<double> ya, yb;
    std::vector<std::string> names{"constant", "age", "lwt", "race2", "race3"};
    explicit Births(const test::Numbers& r)
        : a(test::rows_of(r.at("oaxaca_a"), 5)), b(test::rows_of(r.at("oaxaca_b"), 5)), ya(r.at("oaxaca_ya")),
          yb(r.at("oaxaca_yb")) {}
    OaxacaResult divide(std::span<const DummyGroup> dummies, ReferenceChoice reference) const {
        OaxacaGroup smoke{"smoke", DesignView(a), ya, {}, {}}, none{"none", DesignView(b), yb, {}, {}};
        OaxacaOptions options;
        options.reference = reference;
        return oaxaca(smoke, none, names, dummies, options);
    }
};

}  // namespace

TEST_CASE("a difference of birth weights is divided as plain R does", "[risk][oaxaca][peers]") {
    const auto r = test::read_numbers("shares_r.txt");
    const Births births(r);
    const auto result = births.divide({}, ReferenceChoice::pooled_with_group);
    const auto& theirs = r.at("oaxaca_terms");
    for (std::size_t k = 0; k < 5; ++k) {
        const auto ours = parts_of(result.terms[k]);
        for (std::size_t part = 0; part < 6; ++part)
            CHECK(ours[part] == Approx(theirs[7 * k + part]).epsilon(1e-9).margin(1e-9));
    }
    const auto pooled = births.divide({}, ReferenceChoice::pooled);
    for (std::size_t k = 0; k < 5; ++k)
        CHECK(pooled.terms[k].explained.value == Approx(theirs[7 * k + 6]).epsilon(1e-9).margin(1e-9));
    const auto& margins = r.at("oaxaca_margins");
    CHECK(result.total.composition.se == Approx(margins[0]).epsilon(1e-9));
    CHECK(result.total.coefficients.se == Approx(margins[1]).epsilon(1e-9));
    CHECK(result.total.interaction.se == Approx(margins[2]).epsilon(1e-9));
    CHECK(result.gap.se == Approx(margins[3]).epsilon(1e-9));
    const auto& t = result.total;
    CHECK(t.composition.value + t.coefficients.value + t.interaction.value == Approx(result.gap.value).epsilon(1e-12));
    CHECK(t.explained.value + t.unexplained_a.value + t.unexplained_b.value == Approx(result.gap.value).epsilon(1e-12));
}

TEST_CASE("with the group's column in the pooled fit, the rest is that column's coefficient", "[risk][oaxaca]") {
    // Jann (2008): unexplained = the coefficient of the group, and the choice between A and B moves only the shares.
    const auto r = test::read_numbers("shares_r.txt");
    const Births births(r);
    const auto of_a = births.divide({}, ReferenceChoice::group_a).total;
    const auto of_b = births.divide({}, ReferenceChoice::group_b).total;
    const auto half = births.divide({}, ReferenceChoice::half).total;
    const auto sized = births.divide({}, ReferenceChoice::by_size).total;
    CHECK(of_a.explained.value == Approx(of_a.composition.value + of_a.interaction.value).epsilon(1e-12));
    CHECK(of_b.explained.value == Approx(of_b.composition.value).epsilon(1e-12));
    CHECK(half.explained.value == Approx(0.5 * (of_a.explained.value + of_b.explained.value)).epsilon(1e-12));
    const double share = 74.0 / 189.0;
    CHECK(sized.explained.value ==
          Approx(share * of_a.explained.value + (1 - share) * of_b.explained.value).epsilon(1e-12));
}

TEST_CASE("parts of categories do not depend on the category left out", "[risk][oaxaca][peers]") {
    const auto r = test::read_numbers("shares_r.txt");
    Births births(r);
    const std::vector<DummyGroup> race{{"race", "race1", {3, 4}}};
    const auto first = births.divide(race, ReferenceChoice::pooled_with_group);
    // Deviation contrasts in R: constant, age, weight, race 1, race 2; the third category apart.
    const auto& theirs = r.at("oaxaca_invariant");
    for (std::size_t k = 0; k < 3; ++k)
        for (std::size_t part = 0; part < 3; ++part)
            CHECK(parts_of(first.terms[k])[part] == Approx(theirs[7 * k + part]).epsilon(1e-9).margin(1e-9));
    for (std::size_t part = 0; part < 3; ++part)
        CHECK(parts_of(first.terms[4])[part] == Approx(r.at("oaxaca_invariant_third")[part]).epsilon(1e-9));
    // The same rows with the third category left out.
    for (test::RowMajor* x : {&births.a, &births.b}) {
        const Eigen::VectorXd one = (1.0 - x->col(3).array() - x->col(4).array()).matrix();
        x->col(4) = one;
    }
    births.names = {"constant", "age", "lwt", "race2", "race1"};
    const auto other = births.divide(std::vector<DummyGroup>{{"race", "race3", {3, 4}}},
        ReferenceChoice::pooled_with_group);
    const std::size_t place[] = {0, 1, 2, 3, 5, 4};  // race3 and race1 have changed places
    for (std::size_t k = 0; k < 6; ++k) {
        const auto& one = first.terms[k];
        const auto& two = other.terms[place[k]];
        CHECK(one.name == two.name);
        for (std::size_t part = 0; part < 6; ++part)
            CHECK(parts_of(one)[part] == Approx(parts_of(two)[part]).epsilon(1e-8).margin(1e-8));
        CHECK(one.composition.se == Approx(two.composition.se).epsilon(1e-7));
        CHECK(one.explained.se == Approx(two.explained.se).epsilon(1e-7));
    }
}

TEST_CASE("the published division of a panel of 271 Scottish zones", "[risk][oaxaca][peers]") {
    // Standardised hospital admissions in zones with high and low air pollution, 2007-2011; R package oaxaca gives a
    // gap of .38371 = .34483 + .21624 - .17736. Means and coefficients of constant, PM10, claimants and house prices.
    OaxacaMoments moments;
    moments.names = {"constant", "pm10", "jsa", "price"};
    moments.mean_a = Eigen::Vector4d(1.0, 12.518923192286762, 5.781139705882352, 0.8881129411764702);
    moments.mean_b = Eigen::Vector4d(1.0, 12.131601301902217, 2.5883703703703733, 1.6685327555555542);
    moments.coefficients_a =
        Eigen::Vector4d(0.13494183906966412, 0.041881270989915564, 0.06044216842635474, 0.053465941090376105);
    moments.coefficients_b =
        Eigen::Vector4d(0.4112758547582866, 0.021074008564786702, 0.07704207264303126, -0.11621180582214795);
    moments.coefficients_reference = moments.coefficients_b;
    const auto result = oaxaca_from_moments(moments);
    CHECK(result.gap.value == Approx(0.38371).margin(5e-6));
    CHECK(result.total.composition.value == Approx(0.34483).margin(5e-6));
    CHECK(result.total.coefficients.value == Approx(0.21624).margin(5e-6));
    CHECK(result.total.interaction.value == Approx(-0.17736).margin(5e-6));
    CHECK(std::isnan(result.gap.se));
    CHECK(result.caveats.front().message == messages::risk_association);
    moments.mean_b.conservativeResize(3);
    test::expect_error<ArgumentError>(messages::risk_length, {"mean_b", "4"}, [&] { oaxaca_from_moments(moments); });
}

TEST_CASE("a group with too few rows is refused by name", "[risk][oaxaca]") {
    const auto r = test::read_numbers("shares_r.txt");
    Births births(r);
    births.a.conservativeResize(5, 5);
    births.ya.resize(5);
    test::expect_error<ArgumentError>(messages::risk_one_group, {"'smoke'", "5 rows"},
                                      [&] { births.divide({}, ReferenceChoice::half); });
}
