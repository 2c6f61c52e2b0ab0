// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/describe.hpp"

#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/panel/availability.hpp"
#include "maatstaf/panel/builder.hpp"
#include "support/expect_error.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;
using Catch::Matchers::WithinRel;
using Texts = std::vector<std::string>;

namespace {

using test::unknown;

/// Each status once in `x` of 2016; `y` observed everywhere in 2017.
Panel every_status() {
    return PanelBuilder({{.id = "a"}, {.id = "b"}, {.id = "c"}, {.id = "d"}})
        .add("x", "2016", {1, unknown, unknown, unknown},
             {.se = {0.5, unknown, unknown, unknown},
              .n = {10, 10, 10, 10},
              .status = {Status::observed, Status::absent, Status::suppressed, Status::not_applicable}})
        .add("y", "2017", {5, 6, 7, 8})
        .build();
}

Description one(std::vector<double> values, PanelIndicator indicator = {.id = "x"}) {
    std::vector<Unit> units;
    for (std::size_t i = 0; i < values.size(); ++i) units.push_back({.id = "u" + std::to_string(i)});
    PanelBuilder builder(std::move(units));
    builder.describe(std::move(indicator)).add("x", "2016", std::move(values));
    return describe(builder.build()).rows[0];
}

}  // namespace

TEST_CASE("Availability counts each status along each axis") {
    const AvailabilityResult by_indicator = availability(every_status());
    CHECK(by_indicator.by == PanelAxis::indicator);
    CHECK(by_indicator.ids == Texts{"x", "y"});
    CHECK(by_indicator.counts[0] == StatusCounts{1, 5, 1, 1});
    CHECK(by_indicator.counts[1] == StatusCounts{4, 4, 0, 0});
    CHECK(by_indicator.total == StatusCounts{5, 9, 1, 1});
    CHECK(by_indicator.total.cells() == 16);
    CHECK(by_indicator.counts[0].share() == 1.0 / 7);

    const AvailabilityResult by_unit = availability(every_status(), {.by = PanelAxis::unit});
    CHECK(by_unit.ids == Texts{"a", "b", "c", "d"});
    CHECK(by_unit.counts[0] == StatusCounts{2, 2, 0, 0});
    CHECK(by_unit.counts[2] == StatusCounts{1, 2, 1, 0});
    CHECK(by_unit.counts[3] == StatusCounts{1, 2, 0, 1});

    const AvailabilityResult by_period = availability(every_status(), {.by = PanelAxis::period});
    CHECK(by_period.ids == Texts{"2016", "2017"});
    CHECK(by_period.counts[0] == StatusCounts{1, 5, 1, 1});
    CHECK(by_period.counts[1] == StatusCounts{4, 4, 0, 0});

    const Table table = to_table(by_unit);
    CHECK(table["unit"].text(1) == "b");
    CHECK(table["suppressed"].number(2) == 1);
    CHECK(table["not_applicable"].number(3) == 1);
    CHECK(table["share"].number(3) == 1.0 / 3);
    CHECK(to_table(by_period).has("period"));
    CHECK(std::isnan(StatusCounts{0, 0, 0, 3}.share()));
    CHECK(availability(Panel()).total.cells() == 0);
}

TEST_CASE("Descriptions are those of R") {
    // R 4.2: x <- c(2, 4, 4, 5, 7, 9.5); mean, sd, quantile(x, type = 7)
    const Description six = one({4, 2, 9.5, 4, 7, 5});
    CHECK_THAT(six.mean, WithinRel(5.25, 1e-15));
    CHECK_THAT(six.sd, WithinRel(std::sqrt(34.875 / 5), 1e-15));
    CHECK(six.min == 2);
    CHECK(six.lower_quartile == 4);
    CHECK(six.median == 4.5);
    CHECK(six.upper_quartile == 6.5);
    CHECK(six.max == 9.5);
    CHECK(six.distinct == 5);
    CHECK_FALSE(six.constant());
    CHECK(six.caveats.empty());

    const Description single = one({3});
    CHECK(single.mean == 3);
    CHECK(std::isnan(single.sd));
    CHECK(single.median == 3);
    CHECK_FALSE(single.constant());
    CHECK(single.caveats.empty());
}

TEST_CASE("A constant, an empty indicator and shares where percentages were said are pointed out") {
    const Description constant = one({0.1, 0.1, 0.1});
    CHECK(constant.mean == 0.1);
    CHECK(constant.sd == 0);
    CHECK(constant.constant());
    REQUIRE(constant.caveats.size() == 1);
    CHECK(constant.caveats[0].message == messages::constant_indicator);
    CHECK(constant.caveats[0].text().find("0.1") != std::string::npos);

    const Description nothing = one({unknown, unknown});
    CHECK(std::isnan(nothing.mean));
    CHECK(std::isnan(nothing.median));
    CHECK(nothing.distinct == 0);
    REQUIRE(nothing.caveats.size() == 1);
    CHECK(nothing.caveats[0].message == messages::nothing_observed);

    const PanelIndicator percent{.id = "x", .scale = Scale::proportion, .factor = 100};
    const std::vector<double> shares{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
    const Description small = one(shares, percent);
    REQUIRE(small.caveats.size() == 1);
    CHECK(small.caveats[0].message == messages::looks_like_shares);
    CHECK(small.max == 1);
    CHECK(one(shares).caveats.empty());
    CHECK(one({0.1, 0.2}, percent).caveats.empty());
}

TEST_CASE("A panel is described per indicator and period, and per kind when asked") {
    const DescribeResult result = describe(every_status());
    REQUIRE(result.rows.size() == 4);
    CHECK(result.rows[0].cells == StatusCounts{1, 1, 1, 1});
    CHECK(result.rows[0].with_se == 1);
    CHECK(result.rows[0].with_n == 1);
    CHECK(result.rows[1].period == Period(2017));
    CHECK(result.rows[3].mean == 6.5);
    CHECK(result.rows[3].with_se == 0);
    const Table table = to_table(result, Language::dutch);
    CHECK(table.rows() == 4);
    CHECK(table["suppressed"].number(0) == 1);
    CHECK(table["median"].number(3) == 6.5);
    CHECK(table["median"].status(1) == Status::absent);
    CHECK(table["caveat"].text(1).find("geen enkele waarde") != std::string::npos);
    CHECK(table["constant"].number(0) == 0);
    CHECK_FALSE(table.has("kind"));

    const Panel country = PanelBuilder({{.id = "NL", .kind = UnitKind::country}, {.id = "a"}, {.id = "b"}})
                              .add("x", "2016", {100, 1, 3})
                              .restricted()
                              .build();
    const DescribeResult apart = describe(country, {.by_kind = true});
    REQUIRE(apart.rows.size() == 2);
    CHECK(apart.kinds == std::vector{UnitKind::neighbourhood, UnitKind::country});
    CHECK(apart.rows[0].mean == 2);
    CHECK(apart.rows[1].mean == 100);
    CHECK(to_table(apart)["kind"].text(1) == "country");
    CHECK(to_table(apart).restricted());
    CHECK_THAT(describe(country).rows[0].mean, WithinRel(104.0 / 3, 1e-15));
}

TEST_CASE("Means of many values lose no digits") {
    std::vector<double> values(30'001, 0.1);
    values[0] = 1e15;
    const Description many = one(values);
    // 1e15 + 30,000 x 0.1 (the double nearest to 0.1), divided by 30,001.
    CHECK_THAT(many.mean, WithinRel((1e15 + 3000.0) / 30'001, 1e-15));
    CHECK(one(std::vector<double>(30'000, 0.1)).mean == 0.1);
    CHECK(one(std::vector<double>(30'000, 0.1)).sd == 0);
}
