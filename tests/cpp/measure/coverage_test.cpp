// SPDX-License-Identifier: Apache-2.0
// How often margins hold that have no simulation beside their own tests.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "maatstaf/measure/agreement.hpp"
#include "maatstaf/measure/derive.hpp"
#include "maatstaf/measure/inequality.hpp"
#include "maatstaf/measure/life.hpp"
#include "maatstaf/measure/survival.hpp"
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
        const TurnbullResult made = interval_censored(low, high, 1e-5);
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
