// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/expected.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/panel/builder.hpp"
#include "measure/near.hpp"
#include "measure/predictive_law.hpp"
#include "measure/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::like;
using test::Numbers;

namespace {

const double no_cell = std::nan("");

/// Units x periods of rates per 1,000, with events and people; a column per period from 2001.
Panel rate_panel(const std::vector<Numbers>& events, const std::vector<Numbers>& people, double factor = 1000.0,
                 Scale scale = Scale::rate) {
    std::vector<std::string> ids;
    for (std::size_t u = 0; u < events.size(); ++u) ids.push_back("u" + std::to_string(u));
    PanelBuilder builder(ids, UnitKind::district);
    builder.describe({"x", scale, factor, ""});
    for (std::size_t t = 0; t < events[0].size(); ++t) {
        CellParts parts;
        for (std::size_t u = 0; u < events.size(); ++u) {
            parts.numerator.push_back(events[u][t]);
            parts.denominator.push_back(people[u][t]);
        }
        builder.add("x", std::to_string(2001 + t), {}, std::move(parts));
    }
    return std::move(builder).build();
}

/// The same of values, with or without standard errors.
Panel value_panel(const std::vector<Numbers>& value, double se = no_cell) {
    std::vector<std::string> ids;
    for (std::size_t u = 0; u < value.size(); ++u) ids.push_back("u" + std::to_string(u));
    PanelBuilder builder(ids, UnitKind::district);
    for (std::size_t t = 0; t < value[0].size(); ++t) {
        Numbers column;
        for (const Numbers& each : value) column.push_back(each[t]);
        CellParts parts;
        if (!std::isnan(se)) parts.se.assign(value.size(), se);
        builder.add("x", std::to_string(2001 + t), std::move(column), std::move(parts));
    }
    return std::move(builder).build();
}

ExpectedOptions basis(ExpectedBy what, Direction direction = Direction::lower) {
    ExpectedOptions options;
    options.by = what;
    options.direction = direction;
    return options;
}

const Numbers events_a{40, 52, 47, 70, 66, 58, 95}, events_b{12, 9, 17, 8, 15, 21, 10};
const Numbers people_a{1000, 1010, 1030, 1040, 1060, 1080, 1100}, people_b{300, 310, 305, 300, 290, 280, 285};

}  // namespace

TEST_CASE("the own past of counts is that of R", "[measure][expected]") {
    const auto r = test::read_numbers("expected_r.txt");
    const auto made = measure::expected_observed(rate_panel({events_a, events_b}, {people_a, people_b}), "x",
                                                 basis(ExpectedBy::own_past, Direction::higher));
    for (std::size_t u = 0; u < 2; ++u) {
        const Numbers& n = r.at("past_" + std::to_string(u + 1));
        const double per = 1000.0 / (u == 0 ? 1100.0 : 285.0);
        CHECK(made.dispersion == like(n[0], 1e-9));
        CHECK(made.freedom == n[1]);
        CHECK(made.rows[u].expected == like(per * n[2], 1e-9));
        CHECK(made.rows[u].se == like(per * n[3], 1e-9));
        CHECK(made.rows[u].low == like(per * n[4], 2e-4));
        CHECK(made.rows[u].high == like(per * n[5], 2e-4));
        CHECK(made.rows[u].probability == like(n[6], 1e-5));
        CHECK(made.rows[u].points == 6.0);
        CHECK(made.rows[u].reason == EmptyReason::none);
    }
}

TEST_CASE("the own past of values is that of R", "[measure][expected]") {
    const auto r = test::read_numbers("expected_r.txt");
    const Numbers line{43.6, 45.1, 47.9, 47.2, 50.3, 49.0};
    const auto made = measure::expected_observed(value_panel({line}), "x", basis(ExpectedBy::own_past));
    CHECK(made.rows[0].expected == like(r.at("line")[0]));
    CHECK(made.rows[0].low == like(r.at("line")[1]));
    CHECK(made.rows[0].high == like(r.at("line")[2]));
    CHECK(made.rows[0].benefit == like(r.at("line")[0] - 49.0));
    CHECK(made.rows[0].benefit_low == like(r.at("line")[1] - 49.0));
    ExpectedOptions level = basis(ExpectedBy::own_past);
    level.past = PastShape::level;
    CHECK(measure::expected_observed(value_panel({line}), "x", level).rows[0].expected == like(46.82));
    PanelBuilder builder(std::vector<std::string>{"u0"}, UnitKind::district);
    const Numbers se{1.2, .9, 1.5, 1, .8, 1.1};
    for (std::size_t t = 0; t < 6; ++t) builder.add("x", std::to_string(2001 + t), {line[t]}, {.se = {se[t]}});
    const auto weighted = measure::expected_observed(builder.build(), "x", basis(ExpectedBy::own_past));
    const Numbers& w = r.at("line_weighted");
    CHECK(weighted.rows[0].expected == like(w[0]));
    CHECK(weighted.dispersion == 1.0);  // 0.70 in R: less than chance is taken as chance
    CHECK(weighted.rows[0].se == like(w[2]));
    CHECK(weighted.rows[0].high - w[0] == like(1.959963984540054 * std::sqrt(w[2] * w[2] + 1.21)));
}

// Hoorn 2016 and 2020, Kersenboogerd-Noord beside the country: worse, and yet 2.1 points worse than the country.
TEST_CASE("the reference carries its trend", "[measure][expected]") {
    ExpectedOptions options = basis(ExpectedBy::reference_trend);
    options.reference = "u2";
    const Panel panel = value_panel({{46.5, 50.6, 55.6}, {32.8, 35.3, 36.0}, {39.6, 43.4, 47.0}});
    const auto made = measure::expected_observed(panel, "x", options);
    REQUIRE(made.rows.size() == 2);
    CHECK(made.rows[0].expected == like(54.2));
    CHECK(made.rows[0].benefit == like(-1.4));
    CHECK(made.rows[0].prevented == 0.0);
    // It grew by 0.7 where 3.6 was to be expected: 2.9 of decline that did not come.
    CHECK(made.rows[1].benefit == like(2.9));
    CHECK(made.rows[1].prevented == like(2.9));
    // How far both strayed from the country in the step before: 4.1 - 3.8 and 2.5 - 3.8.
    const double variance = (0.3 * 0.3 + 1.3 * 1.3) / 2;
    CHECK(made.dispersion == like(variance));
    CHECK(made.rows[0].high - made.rows[0].expected == like(4.302652729911275 * std::sqrt(variance), 1e-9));
    options.base = Period(2001);
    const auto longer = measure::expected_observed(panel, "x", options);
    CHECK(longer.rows[0].expected == like(53.9));
    CHECK(longer.rows[0].reason == EmptyReason::no_margin);
    CHECK(std::isnan(longer.rows[0].low));
    // Better than before and better than expected: only the part below zero change was prevented.
    const auto up = measure::expected_observed(value_panel({{10, 10, 8}, {10, 10, 10.5}, {50, 51, 52}}), "x", [] {
        ExpectedOptions o = basis(ExpectedBy::reference_trend);
        o.reference = "u2";
        return o;
    }());
    CHECK(up.rows[0].benefit == like(3.0));
    CHECK(up.rows[0].prevented == like(1.0));
}

TEST_CASE("rates follow the ratio and shares the odds of the reference", "[measure][expected]") {
    ExpectedOptions options = basis(ExpectedBy::reference_trend);
    options.reference = "u1";
    const Panel panel = rate_panel({{20, 30}, {9000, 9900}}, {{500, 550}, {90000, 90000}});
    const auto made = measure::expected_observed(panel, "x", options);
    CHECK(made.rows[0].expected == like(1000 * 20.0 / 500 * 1.1, 1e-10));
    CHECK(made.caveats.size() == 2);  // no earlier step to learn from
    CHECK(made.caveats[1].text().find("chance alone") != std::string::npos);
    PanelBuilder builder(std::vector<std::string>{"u0", "u1"}, UnitKind::district);
    builder.describe({"x", Scale::proportion, 100.0, "%"});
    builder.add("x", "2001", {}, {.numerator = {20, 400}, .denominator = {50, 1000}});
    builder.add("x", "2002", {}, {.numerator = {30, 500}, .denominator = {60, 1000}});
    const auto share = measure::expected_observed(builder.build(), "x", options);
    const double odds = 20.0 / 30.0 * (1.0 / (400.0 / 600.0));
    CHECK(share.rows[0].expected == like(100 * odds / (1 + odds), 1e-10));
    CHECK(share.rows[0].high < 100.0);
}

TEST_CASE("peers bring their mean change and how far they differ", "[measure][expected]") {
    const auto r = test::read_numbers("expected_r.txt");
    const Numbers change{.12, .31, -.05, .22, .40, .08}, v{.010, .020, .015, .012, .030, .009};
    PanelBuilder builder(std::vector<std::string>{"own", "a", "b", "c", "d", "e", "f"}, UnitKind::district);
    Numbers before{1.0}, after{1.5}, se{0.1};
    for (std::size_t i = 0; i < 6; ++i) {
        before.push_back(2.0 + static_cast<double>(i));
        after.push_back(before.back() + change[i]);
        se.push_back(std::sqrt(v[i] / 2));
    }
    builder.add("x", "2001", before, {.se = se}).add("x", "2002", after, {.se = se});
    builder.add("size", "2001", {5, 4, 6, 1, 9, 5.5, 20});
    ExpectedOptions options = basis(ExpectedBy::peers, Direction::higher);
    options.peers = {{"own", {"a", "b", "c", "d", "e", "f"}}};
    const auto made = measure::expected_observed(builder.build(), "x", options);
    const Numbers& m = r.at("peers");
    CHECK(made.rows[0].expected == like(1.0 + m[0], 1e-7));
    CHECK(made.rows[0].se == like(std::sqrt(0.01 + m[1] + m[2] * m[2]), 1e-6));
    CHECK(made.rows[0].points == 6.0);
    CHECK(made.rows[1].reason == EmptyReason::few_points);  // nobody named for it
    options.peers.clear();
    options.alike = {"size"};
    options.nearest = 3;
    const auto near = measure::expected_observed(builder.build(), "x", options);
    CHECK(near.peers[0].peers == std::vector<std::string>{"e", "a", "b"});
}

TEST_CASE("a country does not widen the margins of its districts", "[measure][expected]") {
    std::vector<Unit> units{{"a", "", UnitKind::district, ""}, {"b", "", UnitKind::district, ""}};
    const auto width = [&](bool with_country) {
        if (with_country) units.push_back({"NL", "", UnitKind::country, ""});
        PanelBuilder builder(units);
        builder.describe({"x", Scale::count, 1.0, ""});
        for (std::size_t t = 0; t < 6; ++t) {
            Numbers column{events_a[t], events_b[t]};
            if (with_country) column.push_back(t % 2 == 0 ? 1e6 : 1.1e6);
            builder.add("x", std::to_string(2001 + t), column);
        }
        const auto made = measure::expected_observed(builder.build(), "x", basis(ExpectedBy::own_past));
        CHECK(std::isnan(made.dispersion) == with_country);
        return made.rows[0].high - made.rows[0].low;
    };
    const double alone = width(false), beside = width(true);
    CHECK(alone == beside);
}

TEST_CASE("how values vary is said where not all say it", "[measure][expected]") {
    PanelBuilder builder(std::vector<std::string>{"a", "b"}, UnitKind::district);
    builder.describe({"x", Scale::proportion, 100.0, "%"});
    for (int year = 2001; year < 2005; ++year)
        builder.add("x", std::to_string(year), {}, {.numerator = {20, 30}, .denominator = {50, 60}});
    const auto counted = measure::expected_observed(builder.build(), "x", basis(ExpectedBy::own_past));
    CHECK(counted.caveats.size() == 1);
    builder.add("x", "2005", {41, 52}, {.se = {1.0, no_cell}}).restricted();
    const auto mixed = measure::expected_observed(builder.build(), "x", basis(ExpectedBy::own_past));
    REQUIRE(mixed.caveats.size() == 3);
    CHECK(mixed.caveats[1].message == messages::measure_not_all_counted);
    CHECK(mixed.caveats[2].message == messages::measure_not_all_margins);
    CHECK(mixed.table().restricted());
    CHECK(!counted.table().restricted());
}

TEST_CASE("what is too little to expect from has a reason", "[measure][expected]") {
    const auto made = measure::expected_observed(
        rate_panel({{0, 0, 0, 0, 3}, {5, 6, 7, 8, 9}}, {{10, 10, 10, 10, 10}, {10, 10, 10, 10, 10}}), "x",
        basis(ExpectedBy::own_past));
    CHECK(made.rows[0].reason == EmptyReason::few_events);
    CHECK(made.rows[0].observed == 300.0);
    CHECK(made.rows[1].reason == EmptyReason::none);
    const auto few = measure::expected_observed(value_panel({{1, 2, 3}}), "x", basis(ExpectedBy::own_past));
    CHECK(few.rows[0].reason == EmptyReason::few_points);
    CHECK(std::isnan(few.rows[0].expected));
    const auto gone = measure::expected_observed(value_panel({{1, 2, 3, 4.5, no_cell}, {1, 2, 4, 3, 5}}), "x",
                                                 basis(ExpectedBy::own_past));
    CHECK(gone.rows[0].reason == EmptyReason::missing);
    CHECK(gone.rows[0].expected == like(5.5));  // what is expected stands, without an observation
    const Table table = made.table();
    CHECK(table["reason"].text(0) == "few_events");
    CHECK(table["reason"].text(1).empty());
}

TEST_CASE("expectations refuse and explain", "[measure][expected]") {
    const Panel panel = value_panel({{1, 2, 3, 4}, {1, 2, 4, 3}});
    const auto refuses = [&](Message message, std::initializer_list<std::string_view> words, auto change) {
        ExpectedOptions options;
        change(options);
        test::expect_error<ArgumentError>(message, words,
                                          [&] { measure::expected_observed(panel, "x", options); });
    };
    refuses(messages::measure_no_direction, {"context"}, [](auto& o) { o.direction = Direction::context; });
    refuses(messages::measure_needs_reference_unit, {}, [](auto& o) { o.by = ExpectedBy::reference_trend; });
    refuses(messages::measure_needs_peers, {}, [](auto& o) { o.by = ExpectedBy::peers; });
    refuses(messages::measure_own_peer, {"u0"}, [](auto& o) { o.peers = {{"u0", {"u1", "u0"}}}; });
    refuses(messages::measure_no_base, {"2001"}, [](auto& o) { o.period = Period(2001); });
    refuses(messages::measure_base_after, {"2004", "2003"}, [](auto& o) {
        o.period = Period(2003);
        o.base = Period(2004);
    });
    refuses(messages::argument_out_of_range, {"least_points"}, [](auto& o) { o.least_points = 2; });
    refuses(messages::argument_out_of_range, {"nearest"}, [](auto& o) { o.nearest = 0; });
    refuses(messages::argument_out_of_range, {"confidence"}, [](auto& o) { o.confidence = 1.0; });
    refuses(messages::unknown_unit, {"NL"}, [](auto& o) {
        o.by = ExpectedBy::reference_trend;
        o.reference = "NL";
    });
}

TEST_CASE("limits are where the tails are, however few events and wide the margin", "[measure][expected]") {
    const double infinite = std::numeric_limits<double>::infinity();
    const auto check = [](const detail::PredictiveLaw& law) {
        CAPTURE(law.centre, law.spread, law.freedom, law.chance, law.size);
        const Limits limits = law.limits(0.95);
        if (limits.low == 0.0) CHECK(law.below(0.0) >= 0.025);
        else CHECK(law.below(limits.low) == like(0.025, 1e-6));
        if (limits.high == law.size && law.law == detail::ObservationLaw::share)
            CHECK(law.below(limits.high) <= 0.975 + 1e-9);
        else CHECK(law.below(limits.high) == like(0.975, 1e-6));
    };
    for (const double spread : {0.0, 0.1, 1.5})
        for (const double freedom : {1.0, 8.0, infinite})
            for (const double chance : {1.0, 2.5}) {
                detail::PredictiveLaw law;
                law.spread = spread;
                law.freedom = freedom;
                law.chance = chance;
                law.law = detail::ObservationLaw::count;
                for (const double mean : {0.3, 3.0, 80.0, 1e6}) {
                    law.centre = std::log(mean);
                    law.size = 1.0;
                    check(law);
                }
                law.law = detail::ObservationLaw::share;
                for (const double odds : {-4.0, 0.0, 4.0}) {
                    law.centre = odds;
                    law.size = 30.0;
                    check(law);
                }
            }
}

TEST_CASE("turning the direction turns the benefit", "[measure][expected]") {
    const Panel panel = rate_panel({events_a, events_b}, {people_a, people_b});
    const auto lower = measure::expected_observed(panel, "x", basis(ExpectedBy::own_past));
    const auto higher = measure::expected_observed(panel, "x", basis(ExpectedBy::own_past, Direction::higher));
    const auto wider = measure::expected_observed(rate_panel({events_a, events_b}, {people_a, people_b}, 1.0), "x",
                                                  basis(ExpectedBy::own_past, Direction::higher));
    for (std::size_t u = 0; u < 2; ++u) {
        CHECK(lower.rows[u].benefit == -higher.rows[u].benefit);
        CHECK(lower.rows[u].benefit_low == -higher.rows[u].benefit_high);
        CHECK(lower.rows[u].probability == like(1.0 - higher.rows[u].probability));
        CHECK(1000 * wider.rows[u].benefit_low == like(higher.rows[u].benefit_low));
        CHECK(lower.rows[u].prevented >= 0.0);
        // The interval of the benefit holds nought exactly where chance could have brought it.
        const bool outside = higher.rows[u].benefit_low > 0.0 || higher.rows[u].benefit_high < 0.0;
        CHECK(outside == (std::fabs(higher.rows[u].probability - 0.5) > 0.475));
    }
}

TEST_CASE("how often observations fall where they were expected", "[measure][coverage]") {
    RandomStream random(21, 70, 8, 0);
    const auto inside = [](const ExpectedResult& made) {
        int count = 0;
        for (const ExpectedRow& row : made.rows) count += row.low <= row.observed && row.observed <= row.high ? 1 : 0;
        return count;
    };
    const auto holds = [](int count, int of) {
        CAPTURE(count, of);
        CHECK(count > 0.93 * of);
        CHECK(count < 0.97 * of);
    };
    SECTION("trends of counts that differ by more than chance") {
        int count = 0;
        for (int run = 0; run < 6; ++run) {
            std::vector<Numbers> events(60), people(60);
            for (std::size_t u = 0; u < 60; ++u) {
                const double start = 20 + 60 * random.uniform(), slope = 0.1 * random.normal();
                for (int t = 0; t < 7; ++t) {
                    const double mean = start * std::exp(slope * t);
                    people[u].push_back(1000);
                    events[u].push_back(test::poisson_draw(random, random.gamma(mean)));  // variance 2 x mean
                }
            }
            count += inside(measure::expected_observed(rate_panel(events, people), "x", basis(ExpectedBy::own_past)));
        }
        holds(count, 360);
    }
    SECTION("trends of shares that differ by more than chance") {
        int count = 0;
        for (int run = 0; run < 6; ++run) {
            std::vector<Numbers> events(60), people(60);
            for (std::size_t u = 0; u < 60; ++u) {
                const double start = random.normal(), slope = 0.1 * random.normal();
                for (int t = 0; t < 7; ++t) {
                    const double chance = 1.0 / (1.0 + std::exp(-start - slope * t));
                    people[u].push_back(120);
                    events[u].push_back(static_cast<double>(
                        random.binomial(120, random.beta(60 * chance, 60 * (1.0 - chance)))));
                }
            }
            const Panel panel = rate_panel(events, people, 1.0, Scale::proportion);
            count += inside(measure::expected_observed(panel, "x", basis(ExpectedBy::own_past)));
        }
        holds(count, 360);
    }
    SECTION("straight lines of values, each by itself") {
        int count = 0;
        std::vector<Numbers> value(2000);
        for (Numbers& each : value)
            for (int t = 0; t < 6; ++t) each.push_back(50 + t + 3 * random.normal());
        ExpectedOptions own = basis(ExpectedBy::own_past);
        own.straying = Straying::own;
        count = inside(measure::expected_observed(value_panel(value), "x", own));
        holds(count, 2000);
    }
    SECTION("a reference") {
        int count = 0;
        for (int run = 0; run < 8; ++run) {
            std::vector<Numbers> events(41), people(41);
            Numbers level{0};
            for (int t = 1; t < 5; ++t) level.push_back(level.back() + 0.1 * random.normal());
            for (std::size_t u = 0; u < 40; ++u) {
                const double start = 30 + 60 * random.uniform();
                for (std::size_t t = 0; t < 5; ++t) {
                    people[u].push_back(1000);
                    events[u].push_back(test::poisson_draw(random, random.gamma(start * std::exp(level[t]))));
                }
            }
            for (std::size_t t = 0; t < 5; ++t) {
                people[40].push_back(1e7);
                events[40].push_back(std::round(1e5 * std::exp(level[t])));
            }
            ExpectedOptions options = basis(ExpectedBy::reference_trend);
            options.reference = "u40";
            count += inside(measure::expected_observed(rate_panel(events, people), "x", options));
        }
        holds(count, 320);
    }
    SECTION("peers") {
        int count = 0;
        for (int run = 0; run < 60; ++run) {
            std::vector<Numbers> value(20);
            for (Numbers& each : value) {
                each = {50 + 5 * random.normal(), 0};
                each[1] = each[0] + 2 + 1.5 * random.normal();
            }
            ExpectedOptions options = basis(ExpectedBy::peers);
            for (std::size_t u = 0; u < 20; ++u) {
                UnitPeers list{"u" + std::to_string(u), {}};
                for (std::size_t v = 1; v <= 8; ++v) list.peers.push_back("u" + std::to_string((u + v) % 20));
                options.peers.push_back(list);
            }
            count += inside(measure::expected_observed(value_panel(value), "x", options));
        }
        holds(count, 1200);
    }
}
