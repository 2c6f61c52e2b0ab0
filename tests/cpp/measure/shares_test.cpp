// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/shares.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "maatstaf/core/error.hpp"
#include "maatstaf/measure/limits.hpp"
#include "near.hpp"
#include "reference.hpp"

using namespace maatstaf;
using test::like;

namespace {
constexpr double not_there = std::numeric_limits<double>::quiet_NaN();
using Ids = std::vector<std::int32_t>;
}  // namespace

TEST_CASE("a share of different people is Wilson's") {
    const test::Numbers value{1, 0, 1, 1, not_there, 0};
    const auto made = measure::share({value, {}, {}});
    const auto wilson = measure::proportion_limits(3, 5);
    CHECK(made.value[0] == like(0.6));
    CHECK(made.n[0] == 5.0);
    CHECK(made.limits(0).low == like(wilson.low));
    CHECK(made.limits(0).high == like(wilson.high));
    CHECK(made.methods[static_cast<std::size_t>(made.method[0])] == "wilson");
    CHECK(made.column("left_out")[0] == 1.0);
    CHECK(made.column("response")[0] == like(5.0 / 6.0));
    CHECK(made.column("least")[0] == like(0.5));
    CHECK(made.column("most")[0] == like(4.0 / 6.0));
    CHECK(made.column("least_low")[0] == like(measure::proportion_limits(3, 6).low));
    CHECK(made.column("most_high")[0] == like(measure::proportion_limits(4, 6).high));
}

TEST_CASE("rows of one client together say less") {
    // Clients with 2 of 2, 1 of 2, 0 of 3 and 1 of 1: share 4/8, deviations 1, 0, -1.5, 0.5.
    const test::Numbers value{1, 1, 1, 0, 0, 0, 0, 1};
    const Ids client{7, 7, 3, 3, 5, 5, 5, 9};
    const auto made = measure::share({value, client, {}});
    const double variance = (1.0 + 2.25 + 0.25) / 64.0 * 4.0 / 3.0;
    CHECK(made.column("se")[0] == like(std::sqrt(variance)));
    CHECK(made.column("clusters")[0] == 4.0);
    const double shrunk = std::pow(1.959963984540054 / 3.182446305284263, 2);  // z and t(3)
    const double size = 0.25 / variance * shrunk;
    CHECK(made.limits(0).low == like(measure::proportion_limits(0.5 * size, size).low));
    // Neither the order of rows nor the numbers of clients matter.
    const test::Numbers turned{1, 0, 0, 0, 0, 1, 1, 1};
    const Ids again{1, 2, 2, 2, 4, 4, 8, 8};
    const auto same = measure::share({turned, again, {}});
    CHECK(same.value == made.value);
    CHECK(same.low == made.low);
    // All say yes: every client counts once.
    const test::Numbers ones(8, 1.0);
    const auto all = measure::share({ones, client, {}});
    CHECK(all.limits(0).low == like(measure::proportion_limits(4, 4).low));
    CHECK(all.limits(0).high == 1.0);
}

TEST_CASE("a window with follow-up that ends is the curve of R, with persons together too") {
    auto numbers = test::read_numbers("shares_r.txt");
    const test::Numbers time{40, 90, 90, 120, 200, 200, 300, 365, 400, 500, 60, 150, 360, 700};
    const test::Numbers event{1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0};
    const Ids person{1, 1, 2, 2, 3, 4, 4, 4, 5, 6, 7, 7, 8, 9};
    const auto alone = measure::share_within({time, event, {}, {}}, 365);
    const auto together = measure::share_within({time, event, {}, person}, 365);
    CHECK(alone.value[0] == like(numbers["share"][0]));
    CHECK(alone.column("se")[0] == like(numbers["se_alone"][0]));
    // R does not correct for the number of persons.
    CHECK(together.column("se")[0] == like(numbers["se_together"][0] * std::sqrt(9.0 / 8.0)));
    CHECK(alone.column("count")[0] == 6.0);
    CHECK(alone.column("left_out")[0] == 4.0);   // lost from sight before the window ended, without an event
    CHECK(alone.column("least")[0] == like(6.0 / 14.0));
    CHECK(alone.column("most")[0] == like(10.0 / 14.0));
    CHECK(std::isnan(alone.column("complete")[0]));
}

TEST_CASE("without anybody lost the window is a plain share, and complete follow-up looks at follow-up alone") {
    const test::Numbers time{30, 400, 500, 100}, event{1, 0, 0, 1}, followed{400, 400, 500, 120};
    const auto made = measure::share_within({time, event, followed, {}}, 365);
    CHECK(made.value[0] == like(0.5));
    CHECK(made.limits(0).low == like(measure::proportion_limits(2, 4).low));
    CHECK(made.column("complete")[0] == like(1.0 / 3.0));  // the last could not have been seen for the window
    CHECK(made.column("complete_n")[0] == 3.0);
    const test::Numbers short_time{30, 40}, none{0, 0};
    const auto censored = measure::share_within({short_time, none, short_time, {}}, 365);
    CHECK(std::isnan(censored.value[0]));
    CHECK(censored.reason[0] == EmptyReason::not_followed);
    CHECK(censored.column("least")[0] == 0.0);
    CHECK(censored.column("most")[0] == 1.0);
}

TEST_CASE("what cannot be is refused, and what is empty says so") {
    const test::Numbers over{0.5, 1.2}, time{-1}, event{1}, two{2};
    CHECK_THROWS_AS(measure::share({over, {}, {}}), DataError);
    CHECK_THROWS_AS(measure::share_within({time, event, {}, {}}, 365), DataError);
    CHECK_THROWS_AS(measure::share_within({event, two, {}, {}}, 365), DataError);
    CHECK_THROWS_AS(measure::share_within({event, event, {}, {}}, 0), ArgumentError);
    CHECK_THROWS_AS(measure::share_within({event, over, {}, {}}, 365), ArgumentError);
    CHECK(measure::share(ShareRows{}).reason[0] == EmptyReason::no_population);
    const test::Numbers unknown{not_there, not_there};
    CHECK(measure::share({unknown, {}, {}}).reason[0] == EmptyReason::missing);
}

namespace {
/// Clients with 1 to 4 goals, whose chances differ between clients.
bool covers_goals(std::uint32_t draw) {
    RandomStream random(1, 9201, 0, draw);
    test::Numbers value;
    Ids client;
    for (std::int32_t who = 0; who < 40; ++who) {
        const double chance = random.beta(2.4, 1.6);  // 0.6 on average
        const auto goals = 1 + who % 4;
        for (int goal = 0; goal < goals; ++goal) {
            value.push_back(random.uniform() < chance ? 1.0 : 0.0);
            client.push_back(who);
        }
    }
    const auto limits = measure::share({value, client, {}}).limits(0);
    return limits.low <= 0.6 && 0.6 <= limits.high;
}

/// Endings over two years: a quarter comes back within a year, at an exponential pace; persons have two endings.
bool covers_repeat(std::uint32_t draw) {
    RandomStream random(1, 9202, 0, draw);
    const double pace = -std::log(0.75) / 365.0;
    test::Numbers time, event, followed;
    Ids person;
    for (std::int32_t who = 0; who < 60; ++who)
        for (int ending = 0; ending < 2; ++ending) {
            const double seen = std::ceil(730.0 * random.uniform());
            const double comes = std::ceil(-std::log(random.uniform()) / pace);
            time.push_back(std::min(seen, comes));
            event.push_back(comes <= seen ? 1.0 : 0.0);
            followed.push_back(seen);
            person.push_back(who);
        }
    const auto limits = measure::share_within({time, event, followed, person}, 365).limits(0);
    return limits.low <= 0.25 && 0.25 <= limits.high;
}

double coverage(bool (*covers)(std::uint32_t), std::uint32_t draws) {
    double covered = 0.0;
    for (std::uint32_t draw = 0; draw < draws; ++draw) covered += covers(draw) ? 1.0 : 0.0;
    return covered / draws;
}
}  // namespace

TEST_CASE("intervals of goals and of repeat use hold as often as they say") {
    const double goals = coverage(covers_goals, 4000);
    CHECK(goals > 0.93);
    CHECK(goals < 0.97);
    const double repeat = coverage(covers_repeat, 2000);
    CHECK(repeat > 0.93);
    CHECK(repeat < 0.97);
}
