// SPDX-License-Identifier: Apache-2.0
// How often margins hold that have no simulation beside their own tests.
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "maatstaf/measure/agreement.hpp"
#include "maatstaf/measure/derive.hpp"
#include "maatstaf/measure/gap.hpp"
#include "maatstaf/measure/inequality.hpp"
#include "maatstaf/measure/life.hpp"
#include "maatstaf/measure/survey.hpp"
#include "maatstaf/measure/survival.hpp"
#include "maatstaf/measure/youth.hpp"
#include "maatstaf/panel/builder.hpp"
#include "measure/near.hpp"
#include "measure/reference.hpp"

using namespace maatstaf;
using test::like;
using test::Numbers;

namespace {

void check_share_inside(int inside, int of) {
    CAPTURE(inside, of);
    CHECK(inside > 0.93 * of);
    CHECK(inside < 0.97 * of);
}

bool lies_within(const Limits& limits, double truth) { return limits.low <= truth && truth <= limits.high; }
int lies_within(const Estimate& made, double truth) { return made.low <= truth && truth <= made.high ? 1 : 0; }

/// People with an exponential time at a rate, seen for up to `longest`, uniformly.
struct Followed {
    Numbers time{};
    std::vector<std::int32_t> event{};
    Followed(RandomStream& random, int people, double rate, double longest) {
        for (int i = 0; i < people; ++i) {
            const double comes = -std::log(random.uniform()) / rate, seen = longest * random.uniform();
            time.push_back(std::min(comes, seen));
            event.push_back(comes <= seen ? 1 : 0);
        }
    }
};

}  // namespace

TEST_CASE("how often limits of Theil's index hold", "[measure][coverage]") {
    // Gamma amounts of shape k: T = digamma(k + 1) - log k, and the mean log deviation is log k - digamma(k).
    RandomStream random(41, 70, 9, 0);
    const double theil = 0.9227843350984671 - std::log(2.0), deviation = std::log(2.0) - 0.42278433509846713;
    int first = 0, second = 0;
    const int runs = 1000;
    for (int run = 0; run < runs; ++run) {
        Numbers amounts;
        for (int i = 0; i < 400; ++i) amounts.push_back(random.gamma(2.0));
        first += lies_within(measure::theil_index(amounts).limits(0), theil) ? 1 : 0;
        TheilOptions options;
        options.log_deviation = true;
        second += lies_within(measure::theil_index(amounts, {}, {}, {}, options).limits(0), deviation) ? 1 : 0;
    }
    check_share_inside(first, runs);
    check_share_inside(second, runs);
}

TEST_CASE("how often indices of few and skewed amounts hold", "[measure][coverage]") {
    // Log-normal: T and the mean log deviation are s^2 / 2, Gini 2 Phi(s / sqrt 2) - 1. Normal limits held in 70 to 87.
    RandomStream random(101, 70, 9, 12);
    const double s = 0.5, gini = 0.27632639016823696;
    const int runs = 1000;
    TheilOptions log;
    log.log_deviation = true;
    int theil = 0, deviation = 0, concentrated = 0;
    for (int run = 0; run < runs; ++run) {
        Numbers amounts;
        for (int i = 0; i < 14; ++i) amounts.push_back(std::exp(s * random.normal()));
        theil += lies_within(measure::theil_index(amounts).limits(0), s * s / 2) ? 1 : 0;
        deviation += lies_within(measure::theil_index(amounts, {}, {}, {}, log).limits(0), s * s / 2) ? 1 : 0;
        concentrated += lies_within(measure::concentration_index(amounts, amounts).limits(0), gini) ? 1 : 0;
    }
    for (const int each : {theil, deviation, concentrated}) {
        CAPTURE(theil, deviation, concentrated);
        CHECK(each > 0.9 * runs);  // some 92 for Gini, which is too low by 1 / n among so few
        CHECK(each < 0.98 * runs);
    }
}

TEST_CASE("how often the margin of a high kappa holds", "[measure][coverage]") {
    // Each of two judges says the truth with chance 0.98: kappa = 0.96^2. Normal limits held in 70 of 100 such samples.
    RandomStream random(103, 70, 9, 13);
    int inside = 0;
    const int runs = 2000;
    for (int run = 0; run < runs; ++run) {
        Numbers one, other;
        for (int i = 0; i < 50; ++i) {
            const double truth = random.uniform() < 0.5 ? 0.0 : 1.0;
            one.push_back(random.uniform() < 0.98 ? truth : 1.0 - truth);
            other.push_back(random.uniform() < 0.98 ? truth : 1.0 - truth);
        }
        inside += lies_within(measure::weighted_kappa(one, other, 2).kappa, 0.96 * 0.96);
    }
    check_share_inside(inside, runs);
    const Estimate all = measure::weighted_kappa(Numbers{0, 1, 2}, Numbers{0, 1, 2}, 3).kappa;
    CHECK(all.high == 1.0);
    CHECK(all.low < 0.5);
    // Fleiss, where all judges agree on ten items of both kinds: rounding makes no doubt of it.
    std::vector<std::int32_t> item;
    Numbers kind;
    for (std::int32_t i = 0; i < 10; ++i)
        for (int judge = 0; judge < 3; ++judge) {
            item.push_back(i);
            kind.push_back(i % 2);
        }
    const Estimate same = measure::fleiss_kappa(item, kind, 10, 2).kappa;
    CHECK(same.high == 1.0);
    CHECK(same.low < 0.7);
    CHECK(same.low > 0.2);
}

TEST_CASE("how often limits of life expectancy hold", "[measure][coverage]") {
    RandomStream random(43, 70, 9, 1);
    const Numbers start{0, 1, 15, 45, 65, 80}, people{500, 7000, 15000, 10000, 6000, 1500};
    const Numbers risk{0.004, 0.0003, 0.001, 0.006, 0.03, 0.12};
    Numbers mean;
    for (std::size_t k = 0; k < 6; ++k) mean.push_back(risk[k] * people[k]);
    const double truth = measure::life_expectancy({mean, people, start, {}, {}}).value[0];
    int inside = 0;
    const int runs = 2000;
    for (int run = 0; run < runs; ++run) {
        Numbers deaths;
        for (const double each : mean) deaths.push_back(test::poisson_draw(random, each));
        inside += lies_within(measure::life_expectancy({deaths, people, start, {}, {}}).limits(0), truth) ? 1 : 0;
    }
    check_share_inside(inside, runs);
}

TEST_CASE("how often the margin of Fleiss' kappa holds", "[measure][coverage]") {
    // Each of four judges says the truth with chance 0.8, else the other: kappa = (2 x 0.8 - 1)^2.
    RandomStream random(47, 70, 9, 2);
    int inside = 0;
    const int runs = 500, items = 120;
    for (int run = 0; run < runs; ++run) {
        std::vector<std::int32_t> item;
        Numbers kind;
        for (std::int32_t i = 0; i < items; ++i) {
            const double truth = random.uniform() < 0.5 ? 0.0 : 1.0;
            for (int judge = 0; judge < 4; ++judge) {
                item.push_back(i);
                kind.push_back(random.uniform() < 0.8 ? truth : 1.0 - truth);
            }
        }
        const Estimate kappa = measure::fleiss_kappa(item, kind, items, 2).kappa;
        inside += kappa.low <= 0.36 && 0.36 <= kappa.high ? 1 : 0;
    }
    check_share_inside(inside, runs);
}

TEST_CASE("how often margins of derived indicators hold", "[measure][coverage]") {
    RandomStream random(53, 70, 9, 3);
    const std::size_t units = 3000;
    std::vector<std::string> ids;
    Numbers a, b, before;
    for (std::size_t u = 0; u < units; ++u) {
        ids.push_back("u" + std::to_string(u));
        a.push_back(20 + random.normal());
        b.push_back(50 + 1.5 * random.normal());
        before.push_back(18 + 0.8 * random.normal());
    }
    PanelBuilder builder(ids, UnitKind::district);
    builder.add("a", "2001", before, {.se = Numbers(units, 0.8)}).add("a", "2002", a, {.se = Numbers(units, 1.0)});
    builder.add("b", "2002", b, {.se = Numbers(units, 1.5)});
    const std::vector<DerivedIndicator> wanted{{"part", "100 * a / (a + b)", Scale::amount, ""},
                                               {"grew", "100 * change(a) / previous(a)", Scale::amount, ""}};
    const Panel made = measure::derive(std::move(builder).build(), wanted);
    const Numbers truth{100 * 20.0 / 70.0, 100 * 2.0 / 18.0};
    for (std::size_t i = 0; i < 2; ++i) {
        const Cells cells = made.cells(made.indicator(wanted[i].id), made.period(Period(2002)));
        int inside = 0;
        for (std::size_t u = 0; u < units; ++u)
            inside += std::fabs(cells.value[u] - truth[i]) <= 1.959963984540054 * cells.se[u] ? 1 : 0;
        check_share_inside(inside, static_cast<int>(units));
    }
}

TEST_CASE("how often margins of time lost hold", "[measure][coverage]") {
    // Two causes at rates 0.06 and 0.03 a month, leaving the study at 0.02: time lost up to 24 months.
    RandomStream random(59, 70, 9, 4);
    const double all = 0.09, until = 24.0;
    const double lost = until - (1.0 - std::exp(-all * until)) / all;
    SurvivalOptions options;
    options.horizon = until;
    int first = 0, second = 0, held = 0;
    for (int run = 0; run < 1000; ++run) {
        Numbers time;
        std::vector<std::int32_t> event;
        for (int i = 0; i < 100; ++i) {
            const double died = -std::log(random.uniform()) / all, left = -std::log(random.uniform()) / 0.02;
            time.push_back(std::min(died, left));
            event.push_back(died > left ? 0 : random.uniform() < 2.0 / 3.0 ? 1 : 2);
        }
        const auto made = competing_risks({.time = time, .event = event}, options);
        const Estimate& one = made.curves[0].lost_time;
        const Estimate& two = made.curves[1].lost_time;
        if (std::isnan(one.se)) continue;
        ++held;
        first += one.low <= lost * 2 / 3 && lost * 2 / 3 <= one.high ? 1 : 0;
        second += two.low <= lost / 3 && lost / 3 <= two.high ? 1 : 0;
    }
    CHECK(held > 950);
    check_share_inside(first, held);
    check_share_inside(second, held);
}

TEST_CASE("with one cause the time lost has the margin of the restricted mean", "[measure]") {
    const Numbers time{2, 3, 3, 5, 6, 6, 6, 8, 9, 10, 12, 12, 13, 15, 16, 18, 20, 20, 22, 25};
    const std::vector<std::int32_t> any{1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0};
    for (const double until : {12.0, 17.5, 25.0}) {
        SurvivalOptions options;
        options.horizon = until;
        const Estimate lost = competing_risks({.time = time, .event = any}, options).curves[0].lost_time;
        const Estimate kept = kaplan_meier({.time = time, .event = any}, options).curves[0].restricted_mean;
        CHECK(lost.value == like(until - kept.value));
        CHECK(lost.se == like(kept.se));
    }
}

TEST_CASE("how often limits of quantiles and of a restricted mean hold", "[measure][coverage]") {
    RandomStream random(67, 70, 9, 6);
    SurvivalOptions options;
    options.quantiles = {0.25, 0.5};
    const int runs = 1500;
    int quarter = 0, half = 0;
    for (int run = 0; run < runs; ++run) {
        const Followed people(random, 60, 0.1, 25.0);
        const auto made = kaplan_meier({.time = people.time, .event = people.event}, options).curves[0];
        quarter += lies_within(made.quantiles[0], -std::log(0.75) / 0.1);
        half += lies_within(made.quantiles[1], -std::log(0.5) / 0.1);
    }
    check_share_inside(quarter, runs);
    check_share_inside(half, runs);
    // A handful of events: some 5 among 20 and 4 among 40. Greenwood's variance alone, on the scale of time: 89 to 90.
    options.horizon = 12.0;
    for (const auto& [people, rate] : {std::pair{20, 0.03}, std::pair{40, 0.01}}) {
        const double truth = (1.0 - std::exp(-12.0 * rate)) / rate;
        int held = 0, inside = 0;
        for (int run = 0; run < runs; ++run) {
            const Followed few(random, people, rate, 30.0);
            const auto made = kaplan_meier({.time = few.time, .event = few.event}, options).curves[0];
            const Estimate& mean = made.restricted_mean;
            if (std::isnan(mean.se)) continue;
            ++held;
            inside += lies_within(mean, truth);
        }
        CHECK(held > 0.9 * runs);
        check_share_inside(inside, held);
    }
}

TEST_CASE("how often the part with a cause by a term holds", "[measure][coverage]") {
    RandomStream random(71, 70, 9, 7);
    SurvivalOptions options;
    options.terms = {6.0};
    const double all = 0.1, truth = 0.4 * (1.0 - std::exp(-all * 6.0));
    const int runs = 1500;
    int inside = 0;
    for (int run = 0; run < runs; ++run) {
        Followed people(random, 60, all, 20.0);
        for (std::int32_t& each : people.event) each = each == 0 ? 0 : random.uniform() < 0.4 ? 1 : 2;
        const auto made = competing_risks({.time = people.time, .event = people.event}, options);
        inside += lies_within(made.curves[0].within[0], truth);
    }
    check_share_inside(inside, runs);
}

TEST_CASE("how often the part by a term holds where times are known by intervals", "[measure][coverage]") {
    // Asked every 3 weeks, a third of the answers not given, so that intervals overlap in all manners.
    RandomStream random(73, 70, 9, 8);
    const int runs = 400;
    int inside = 0;
    for (int run = 0; run < runs; ++run) {
        Numbers low, high;
        for (int i = 0; i < 40; ++i) {
            const double event = -std::log(random.uniform()) / 0.1;
            double before = 0.0, found = std::numeric_limits<double>::infinity();
            for (double look = 3.0; look <= 18.0; look += 3.0) {
                if (random.uniform() < 1.0 / 3.0) continue;
                if (look >= event) found = std::min(found, look);
                else before = look;
            }
            low.push_back(before);
            high.push_back(found);
        }
        const auto made = interval_censored(low, high, {.terms = {9.0}, .tolerance = 1e-6});
        inside += lies_within(made.within[0], 1.0 - std::exp(-0.9));
    }
    check_share_inside(inside, runs);
}

TEST_CASE("how often a comparison of answers holds", "[measure][coverage]") {
    // Answers 1 to 5, the second activity somewhat lower.
    RandomStream random(79, 70, 9, 9);
    const Numbers first{0.05, 0.10, 0.20, 0.35, 0.30}, second{0.10, 0.20, 0.30, 0.25, 0.15};
    double truth = 0.0, below = 0.0;
    for (std::size_t k = 0; k < 5; ++k) {
        truth += first[k] * (below + 0.5 * second[k]);
        below += second[k];
    }
    const auto drawn = [&](const Numbers& chance) {
        Numbers counts(5, 0.0);
        for (int i = 0; i < 30; ++i) {
            double left = random.uniform();
            std::size_t k = 0;
            while (k < 4 && left > chance[k]) left -= chance[k++];
            counts[k] += 1.0;
        }
        return counts;
    };
    int inside = 0;
    const int runs = 2000;
    for (int run = 0; run < runs; ++run) {
        const Numbers one = drawn(first), other = drawn(second);
        inside += lies_within(superiority(one, other), truth);
    }
    check_share_inside(inside, runs);
}

TEST_CASE("how often the mean of goal scores holds", "[measure][coverage]") {
    // Three goals a client, from -2 to 2 and alike within a client: 50 on average. One area is one draw of 15 clients.
    RandomStream random(83, 70, 9, 10);
    const std::int32_t areas = 1000, clients = 15, goals = 3;
    std::vector<std::int32_t> area, client, goal;
    Numbers gas;
    for (std::int32_t a = 0; a < areas; ++a)
        for (std::int32_t c = 0; c < clients; ++c) {
            const double own = 0.7 * random.normal();
            for (std::int32_t g = 0; g < goals; ++g) {
                area.push_back(a);
                client.push_back(a * clients + c);
                goal.push_back(g);
                gas.push_back(std::clamp(std::round(own + random.normal()), -2.0, 2.0));
            }
        }
    const std::vector<std::int32_t> attained(gas.size(), 1);
    const Table records({Column::int32("client", client), Column::int32("doel", goal), Column::int32("area", area),
                         Column::int32("behaald", attained), Column::float64("gas", gas)});
    YouthOptions options;
    options.as_of = "2024-12-31";
    options.period = OutcomePeriod::all;
    options.by = {"area"};
    const auto made = measure::youth_outcomes({.goals = &records}, options).measures;
    int inside = 0, rows = 0;
    for (std::size_t row = 0; row < made.rows(); ++row) {
        if (made.keys["measure"].display(row) != "gas_t" || made.keys["area"].display(row) == "all") continue;
        ++rows;
        inside += lies_within(made.limits(row), 50.0) ? 1 : 0;
    }
    CHECK(rows == areas);
    check_share_inside(inside, rows);
}

TEST_CASE("how often the parts of a gap hold", "[measure][coverage]") {
    // Everything is measured with an error: what was expected, what an hour brings, what was observed.
    RandomStream random(89, 70, 9, 11);
    const std::size_t units = 3000;
    for (const auto& scale : enum_names(GapScale{})) {
        const bool adds = scale.value == GapScale::additive;
        const double effect = adds ? 0.5 : 0.05, effect_se = adds ? 0.1 : 0.01;
        const Numbers reach(units, 0.5), planned_reach(units, 0.6), dose(units, 8.0), planned_dose(units, 10.0);
        const Numbers target(units, 55.0), seen_se(units, 1.5), plain_se(units, 0.8), own_se(units, 1.0);
        const Numbers effects_se(units, effect_se);
        const double worked = adds ? 52.0 - 2.0 * effect : 52.0 * std::exp(-2.0 * effect);
        Numbers seen, plain, own, effects;
        std::vector<std::string> names;
        for (std::size_t u = 0; u < units; ++u) {
            names.push_back("u" + std::to_string(u));
            seen.push_back(worked - 3.0 + 1.5 * random.normal());
            plain.push_back(54.0 + 0.8 * random.normal());
            own.push_back(52.0 + random.normal());
            effects.push_back(effect + effect_se * random.normal());
        }
        GapOptions options;
        options.scale = scale.value;
        const auto made = measure::explain_gap({seen, seen_se, target, plain, plain_se, own, own_se, reach,
                                                planned_reach, dose, planned_dose, effects, effects_se},
                                               names, options);
        const Numbers exactly{worked - 3.0}, none{0.0}, is_target{55.0}, is_plain{54.0}, is_own{52.0};
        const Numbers is_effect{effect};
        const auto truth = measure::explain_gap(
            {exactly, none, is_target, is_plain, none, is_own, none, std::span(reach).first(1),
             std::span(planned_reach).first(1), std::span(dose).first(1), std::span(planned_dose).first(1), is_effect,
             none},
            {"truth"}, options);
        std::array<int, 5> inside{};
        for (const GapRow& row : made.rows) {
            const auto part = static_cast<std::size_t>(row.part);
            inside[part] += lies_within(row.size, truth.rows[part].size.value);
        }
        for (const int each : inside) check_share_inside(each, static_cast<int>(units));
    }
}

TEST_CASE("times known only by intervals are right on average", "[measure][coverage]") {
    // Looked at every 4 to 8 weeks, events at a rate of 0.1: the part that has not had it by 10 weeks.
    RandomStream random(61, 70, 9, 5);
    Numbers found;
    for (int run = 0; run < 40; ++run) {
        Numbers low, high;
        for (int i = 0; i < 150; ++i) {
            const double event = -std::log(random.uniform()) / 0.1;
            double before = 0.0, look = 4 + 4 * random.uniform();
            while (look < event && look < 40.0) before = look, look += 4 + 4 * random.uniform();
            low.push_back(before);
            high.push_back(look < event ? std::numeric_limits<double>::infinity() : look);
        }
        const TurnbullResult made = interval_censored(low, high, {.tolerance = 1e-5});
        double left = 1.0;
        for (std::size_t at = 0; at < made.to.size(); ++at)
            if (made.from[at] < 10.0)
                left -= made.mass[at] * std::min(1.0, (10.0 - made.from[at]) / (made.to[at] - made.from[at]));
        found.push_back(left);
    }
    const double mean = std::accumulate(found.begin(), found.end(), 0.0) / 40;
    double square = 0.0;
    for (const double each : found) square += (each - mean) * (each - mean);
    CHECK(std::fabs(mean - std::exp(-1.0)) < 3 * std::sqrt(square / 39 / 40));
}
