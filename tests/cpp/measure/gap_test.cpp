// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/gap.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "measure/near.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::like;
using test::Numbers;

namespace {

/// One unit with everything: of 100 people 60 % should have had 10 hours and half of them had 8; an hour brings 0.5.
struct GapUnit {
    Numbers observed{48}, observed_se{1.5}, target{55}, standard{54}, standard_se{0.8}, expected{52}, expected_se{1.0};
    Numbers reach{0.5}, planned_reach{0.6}, dose{8}, planned_dose{10}, effect{0.5}, effect_se{0.1};
    GapData data() const {
        return {observed, observed_se, target, standard, standard_se, expected, expected_se,
                reach,    planned_reach, dose, planned_dose, effect, effect_se};
    }
};

double gap_part(const GapResult& made, GapPart wanted) {
    for (const GapRow& row : made.rows)
        if (row.part == wanted) return row.size.value;
    return std::nan("");
}

}  // namespace

TEST_CASE("a gap by hand, in one order and over all", "[measure][gap]") {
    const GapUnit unit;
    GapOptions options;
    options.order = {GapPart::case_mix, GapPart::reach, GapPart::dose};
    const auto made = measure::explain_gap(unit.data(), {"a"}, options);
    REQUIRE(made.rows.size() == 5);
    CHECK(gap_part(made, GapPart::target) == like(-1.0));
    CHECK(gap_part(made, GapPart::case_mix) == like(-2.0));
    CHECK(gap_part(made, GapPart::reach) == like(0.5 * -0.1 * 10));
    CHECK(gap_part(made, GapPart::dose) == like(0.5 * 0.5 * -2));
    CHECK(gap_part(made, GapPart::unexplained) == like(-7 + 1 + 2 + 0.5 + 0.5));
    // Margins to first order: what was expected, the observation, and the effect times 4 - 6 hours per head.
    CHECK(made.rows[4].size.se == like(std::sqrt(1.5 * 1.5 + 1.0 + 0.04)));
    CHECK(made.rows[1].size.se == like(std::sqrt(0.64 + 1.0)));
    CHECK(made.rows[2].size.se == like(0.1));
    CHECK(made.rows[4].size.high - made.rows[4].size.low == like(2 * 1.959963984540054 * made.rows[4].size.se));
    const auto all = measure::explain_gap(unit.data(), {"a"});
    CHECK(gap_part(all, GapPart::reach) == like(0.5 * -0.1 * (10 + 8) / 2));
    CHECK(gap_part(all, GapPart::dose) == like(0.5 * -2 * (0.5 + 0.6) / 2));
    options.order = {GapPart::dose, GapPart::reach, GapPart::case_mix};
    CHECK(gap_part(measure::explain_gap(unit.data(), {"a"}, options), GapPart::dose) == like(0.5 * 0.6 * -2));
}

TEST_CASE("parts add up, whatever is given and however it works", "[measure][gap]") {
    const GapUnit unit;
    for (const auto& scale : enum_names(GapScale{}))
        for (int given = 0; given < 8; ++given) {
            GapData data = unit.data();
            if (!(given & 1)) data.expected = data.expected_se = {};
            if (!(given & 2)) data.reach = data.planned_reach = {};
            if (!(given & 4)) data.dose = data.planned_dose = {};
            GapOptions options;
            options.scale = scale.value;
            const auto made = measure::explain_gap(data, {"a"}, options);
            double sum = 0.0;
            for (const GapRow& row : made.rows) sum += row.size.value;
            CHECK(sum == like(-7.0));
            CHECK(made.rows.size() == 2u + static_cast<unsigned>((given & 1) + (given >> 1 & 1) + (given >> 2 & 1)));
            CHECK(made.rows.back().reason == EmptyReason::none);
        }
    // Proportional: e to the effect times what was given more or less.
    GapOptions options;
    options.scale = GapScale::proportion;
    GapData data = unit.data();
    data.dose = data.planned_dose = {};
    data.expected = data.expected_se = {};
    const auto made = measure::explain_gap(data, {"a"}, options);
    CHECK(gap_part(made, GapPart::reach) == like(54 * (std::exp(0.5 * -0.1) - 1)));
}

TEST_CASE("margins that are not known are not made up", "[measure][gap]") {
    GapUnit unit;
    GapData data = unit.data();
    data.effect_se = {};
    const auto made = measure::explain_gap(data, {"a"});
    CHECK(made.rows[1].reason == EmptyReason::none);       // people: has nothing to do with the effect
    CHECK(made.rows[2].reason == EmptyReason::no_margin);  // reach
    CHECK(std::isnan(made.rows[4].size.low));
    unit.observed[0] = std::nan("");
    const auto missing = measure::explain_gap(unit.data(), {"a"});
    CHECK(missing.rows[4].reason == EmptyReason::missing);
    CHECK(missing.rows[0].reason == EmptyReason::none);
}

TEST_CASE("gaps refuse and explain", "[measure][gap]") {
    GapUnit unit;
    GapOptions options;
    options.order = {GapPart::reach, GapPart::dose};
    test::expect_error<ArgumentError>(messages::measure_gap_order, {"case_mix, reach, dose"},
                                      [&] { measure::explain_gap(unit.data(), {"a"}, options); });
    GapData data = unit.data();
    data.effect = {};
    test::expect_error<ArgumentError>(messages::measure_gap_needs, {"reach", "effect"},
                                      [&] { measure::explain_gap(data, {"a"}); });
    data = unit.data();
    data.planned_dose = {};
    test::expect_error<ArgumentError>(messages::measure_gap_needs, {"dose", "planned_dose"},
                                      [&] { measure::explain_gap(data, {"a"}); });
    unit.reach[0] = 1.2;
    test::expect_error<DataError>(messages::measure_off_scale, {"reach", "1.2"},
                                  [&] { measure::explain_gap(unit.data(), {"a"}); });
    unit.reach[0] = 0.5;
    unit.dose[0] = -1;
    test::expect_error<DataError>(messages::measure_negative, {"dose"},
                                  [&] { measure::explain_gap(unit.data(), {"a"}); });
}
