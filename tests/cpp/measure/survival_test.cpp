// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/survival.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "maatstaf/core/random.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
const std::vector<double> seen_at = {2, 3, 3, 5, 6, 6, 6, 8, 9, 10, 12, 12, 13, 15, 16, 18, 20, 20, 22, 25};
const std::vector<std::int32_t> event = {1, 1, 0, 1, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 1, 0, 2, 1, 0, 0};
const std::vector<double> entry = {0, 0, 1, 0, 2, 4, 0, 3, 0, 5, 0, 7, 6, 0, 2, 9, 0, 8, 3, 0};

std::vector<std::int32_t> any_event() {
    std::vector<std::int32_t> made;
    for (const auto each : event) made.push_back(each > 0);
    return made;
}

/// What survival.R printed, by name.
const std::map<std::string, std::vector<double>>& reference() {
    static const auto numbers = [] {
        std::map<std::string, std::vector<double>> made;
        const auto folder = std::filesystem::path(__FILE__).parent_path() / "../../reference/measure";
        std::ifstream file(folder / "survival_r.txt");
        for (std::string line; std::getline(file, line);) {
            std::istringstream words(line);
            std::string name, word;
            words >> name;
            if (name == "#") continue;
            while (words >> word) made[name].push_back(word == "NA" ? std::nan("") : std::stod(word));
        }
        return made;
    }();
    return numbers;
}

void check_close(const std::vector<double>& got, const std::string& name) {
    const auto& wanted = reference().at(name);
    REQUIRE(got.size() == wanted.size());
    for (std::size_t at = 0; at < got.size(); ++at) {
        CAPTURE(name, at, got[at], wanted[at]);
        if (std::isnan(wanted[at]))
            CHECK(!std::isfinite(got[at]));
        else
            CHECK(got[at] == Approx(wanted[at]).epsilon(1e-12).margin(1e-14));
    }
}

/// The values at times with events.
std::vector<double> at_events(const SurvivalCurve& curve, const std::vector<double>& values) {
    std::vector<double> made;
    for (std::size_t at = 0; at < values.size(); ++at)
        if (curve.events[at] > 0.0) made.push_back(values[at]);
    return made;
}

}  // namespace

TEST_CASE("Kaplan-Meier, its limits and quantiles are those of R") {
    const auto events = any_event();
    using Named = std::pair<SurvivalInterval, std::string>;
    using enum SurvivalInterval;
    for (const auto& [interval, name] : {Named{log_log, "log-log"}, Named{log, "log"}, Named{plain, "plain"}}) {
        SurvivalOptions options;
        options.interval = interval;
        options.quantiles = {0.25, 0.5, 0.9};
        const auto made = kaplan_meier({.time = seen_at, .event = events}, options).curves.at(0);
        check_close(made.survival, "km_survival");
        check_close(at_events(made, made.se), "km_se");
        check_close(made.low, "km_low_" + name);
        check_close(made.high, "km_high_" + name);
        std::vector<double> quantiles;
        for (const auto& each : made.quantiles) quantiles.push_back(each.value);
        for (const auto& each : made.quantiles) quantiles.push_back(each.low);
        for (const auto& each : made.quantiles) quantiles.push_back(each.high);
        check_close(quantiles, "quantile_" + name);
    }
}

TEST_CASE("the restricted mean is the area under the curve") {
    const auto events = any_event();
    using Named = std::pair<double, std::string>;
    for (const auto& [horizon, name] : {Named{12.0, "rmst_12"}, Named{17.5, "rmst_17.5"}, Named{25.0, "rmst_25"}}) {
        SurvivalOptions options;
        options.horizon = horizon;
        const auto mean = kaplan_meier({.time = seen_at, .event = events}, options).curves[0].restricted_mean;
        check_close({mean.value, mean.se}, name);
    }
    SurvivalOptions beyond;
    beyond.horizon = 30.0;  // the curve is not known there
    CHECK(std::isnan(kaplan_meier({.time = seen_at, .event = events}, beyond).curves[0].restricted_mean.value));
}

TEST_CASE("who comes under observation later is at risk from then on") {
    const auto events = any_event();
    const auto made = kaplan_meier({.time = seen_at, .event = events, .entry = entry}).curves[0];
    check_close(at_events(made, made.at_risk), "late_risk");
    check_close(at_events(made, made.survival), "late_survival");
    check_close(at_events(made, made.se), "late_se");
    check_close(at_events(made, made.low), "late_low");
}

TEST_CASE("competing causes add up to what Kaplan-Meier leaves, with the margins of R") {
    SurvivalOptions options;
    options.horizon = 20.0;
    const auto made = competing_risks({.time = seen_at, .event = event}, options);
    REQUIRE(made.curves.size() == 2);
    check_close(made.curves[0].incidence, "aj_1");
    check_close(made.curves[1].incidence, "aj_2");
    check_close(made.curves[0].se, "aj_se_1");
    check_close(made.curves[1].se, "aj_se_2");
    check_close({made.curves[0].lost_time.value, made.curves[1].lost_time.value}, "aj_lost_causes");
    const auto events = any_event();
    const auto all = kaplan_meier({.time = seen_at, .event = events}).curves[0];
    for (std::size_t at = 0; at < all.time.size(); ++at)
        CHECK(made.curves[0].incidence[at] + made.curves[1].incidence[at] == Approx(1.0 - all.survival[at]));
    // With one cause the variance is Greenwood's.
    const auto one = competing_risks({.time = seen_at, .event = events}).curves[0];
    for (std::size_t at = 0; at + 1 < all.time.size(); ++at) CHECK(one.se[at] == Approx(all.se[at]).margin(1e-12));
}

TEST_CASE("the part within a term is a proportion where all are followed, and a curve where not") {
    const std::vector<double> weeks = {1, 2, 3, 4, 5, 6, 7, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9};
    std::vector<std::int32_t> done(20, 1);
    SurvivalOptions options;
    options.terms = {8.0};
    const auto share = kaplan_meier({.time = weeks, .event = done}, options).curves[0].within[0];
    CHECK(share.value == Approx(0.35));
    check_close({share.low, share.high}, "wilson");
    done[0] = 0;  // one is not followed up to the term
    const auto curve = kaplan_meier({.time = weeks, .event = done}, options).curves[0];
    CHECK(curve.within[0].value == Approx(1.0 - curve.survival[6]));
    CHECK(curve.within[0].low == Approx(1.0 - curve.high[6]));
    options.terms = {1.5};  // nobody yet: known of nineteen, and no standard error of 0
    const auto none = kaplan_meier({.time = weeks, .event = done}, options).curves[0].within[0];
    CHECK(none.value == 0.0);
    CHECK(std::isnan(none.se));
    CHECK(none.high == Approx(0.1682).margin(1e-4));
    options.terms = {6.0};  // the only one under observation had it at 2; three who came later have not
    const std::vector<double> seen = {2, 5, 6, 7, 8}, came = {0, 3, 3, 3, 3};
    const std::vector<std::int32_t> first = {1, 0, 0, 0, 0};
    const auto late = kaplan_meier({.time = seen, .event = first, .entry = came}, options).curves[0].within[0];
    CHECK(late.value == 1.0);
    CHECK(late.low < 0.25);
    options.terms = {100.0};
    done.back() = 0;
    CHECK(std::isnan(kaplan_meier({.time = weeks, .event = done}, options).curves[0].within[0].value));
}

TEST_CASE("answers in intervals give the masses of Turnbull") {
    const std::vector<double> low = {0, 0, 2, 4, 4, 6, 6, 8, 8, 3, 5, 5, 7, 12, 10};
    const std::vector<double> high = {4, 2, 6, 8, 8, 8, 10, 12, infinite, 3, 9, 5, infinite, infinite, 14};
    const auto made = interval_censored(low, high);
    CHECK(made.converged);
    double sum = 0.0;
    for (const double each : made.mass) sum += each;
    CHECK(sum == Approx(1.0));
    // At the maximum no direction gains: the gradient is n where there is mass and at most n elsewhere.
    for (std::size_t at = 0; at < made.mass.size(); ++at) {
        double gradient = 0.0;
        for (std::size_t row = 0; row < low.size(); ++row) {
            double chance = 0.0;
            bool holds = false;
            for (std::size_t j = 0; j < made.mass.size(); ++j) {
                const bool point = made.from[j] == made.to[j];
                const bool after = point ? made.from[j] > low[row] : made.from[j] >= low[row];
                const bool inside = low[row] == high[row] ? point && made.to[j] == low[row]
                                                          : made.to[j] <= high[row] && after;
                if (inside) chance += made.mass[j];
                holds = holds || (inside && j == at);
            }
            if (holds) gradient += 1.0 / chance;
        }
        CAPTURE(at, made.from[at], made.to[at], made.mass[at]);
        CHECK(gradient <= made.n * (1.0 + 1e-4));
        if (made.mass[at] > 1e-3) CHECK(gradient == Approx(made.n).epsilon(1e-6));
    }
    // Exact times alone give the empirical distribution.
    const std::vector<double> exact = {1, 2, 2, 5};
    const auto empirical = interval_censored(exact, exact);
    REQUIRE(empirical.mass.size() == 3);
    CHECK(empirical.mass[1] == Approx(0.5));
    CHECK(empirical.quantile(0.5).low == 2.0);
    CHECK(made.caveats.back().message == messages::survival_no_interval);
}

TEST_CASE("log-log limits hold in 93 to 97 of 100 small groups") {
    int covered = 0;
    const int samples = 2000;
    RandomStream random(20240501, 1, 0, 0);
    for (int sample = 0; sample < samples; ++sample) {
        std::vector<double> times;
        std::vector<std::int32_t> events;
        for (int person = 0; person < 60; ++person) {
            const double when = -std::log(1.0 - random.uniform()) * 10.0;
            const double seen = 20.0 * random.uniform();
            times.push_back(std::min(when, seen));
            events.push_back(when <= seen);
        }
        SurvivalOptions options;
        options.terms = {6.0};
        const auto share = kaplan_meier({.time = times, .event = events}, options).curves[0].within[0];
        const double truth = 1.0 - std::exp(-0.6);
        covered += share.low <= truth && truth <= share.high;
    }
    CHECK(covered >= 0.93 * samples);
    CHECK(covered <= 0.97 * samples);
}

TEST_CASE("rows that cannot be are refused and empty ones counted") {
    const std::vector<double> times = {1, std::nan(""), 3};
    const std::vector<std::int32_t> events = {1, 1, -1};
    const auto made = kaplan_meier({.time = times, .event = events});
    CHECK(made.curves[0].left_out == 2.0);
    CHECK(made.caveats.front().message == messages::survival_left_out);
    const std::vector<std::int32_t> none = {0, 0, 0};
    const std::vector<double> known = {1, 2, 3};
    const auto all_censored = kaplan_meier({.time = known, .event = none});
    CHECK(all_censored.caveats.front().message == messages::survival_no_events);
    const std::vector<double> one_time{5.0};
    const std::vector<std::int32_t> one_event{1};
    const Estimate single = kaplan_meier({one_time, one_event, {}, {}}).curves[0].quantiles[0];
    CHECK(single.value == 5.0);
    CHECK(std::isnan(single.low));  // as in R: the curve has no limits where it falls to 0 at once
    CHECK(single.high == infinite);
    CHECK(all_censored.curves[0].quantiles[0].value == infinite);
    const std::vector<double> late = {1, 1, 3};
    CHECK_THROWS_AS(kaplan_meier({.time = known, .event = none, .entry = late}), DataError);
    const std::vector<double> negative = {-1, 2, 3};
    CHECK_THROWS_AS(kaplan_meier({.time = negative, .event = none}), DataError);
    const std::vector<std::int32_t> two = {2, 1, 0};
    CHECK_THROWS_AS(kaplan_meier({.time = known, .event = two}), ArgumentError);
    const std::vector<std::int32_t> strange = {5000, 1, 0};
    CHECK_THROWS_AS(competing_risks({.time = known, .event = strange}), DataError);
    CHECK_THROWS_AS(kaplan_meier({.time = known, .event = std::span(two).first(2)}), ArgumentError);
    CHECK_THROWS_AS(interval_censored(known, negative), DataError);
    CHECK(kaplan_meier({}).curves[0].time.empty());
}

TEST_CASE("groups have curves of their own") {
    const auto events = any_event();
    std::vector<std::int32_t> group(20, 0);
    std::vector<double> first;
    std::vector<std::int32_t> first_events;
    for (std::size_t at = 0; at < group.size(); ++at) {
        group[at] = at % 2;
        if (at % 2 == 0) {
            first.push_back(seen_at[at]);
            first_events.push_back(events[at]);
        }
    }
    const auto made = kaplan_meier({.time = seen_at, .event = events, .group = group});
    REQUIRE(made.curves.size() == 2);
    CHECK(made.curves[0].survival == kaplan_meier({.time = first, .event = first_events}).curves[0].survival);
    CHECK(made.summary().rows() == 6);
}
