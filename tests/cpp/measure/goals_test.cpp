// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/goals.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/records.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {
double t(const std::vector<double>& attained, const std::vector<double>& weights = {}, double rho = 0.3) {
    return gas_t(attained, weights, rho);
}
}  // namespace

TEST_CASE("goal attainment has the values of hand") {
    CHECK(t({0}) == Approx(50.0));
    CHECK(t({1}) == Approx(60.0));
    CHECK(t({-2}) == Approx(30.0));
    CHECK(t({1, 1, 1}) == Approx(50.0 + 30.0 / std::sqrt(0.7 * 3 + 0.3 * 9)));  // 63.69
    CHECK(t({1, 1, 1}) == Approx(63.693).margin(5e-4));
    // Weights 2 and 1, goals +1 and -1: 10 / sqrt(0.7 x 5 + 0.3 x 9) above 50.
    CHECK(t({1, -1}, {2, 1}) == Approx(50.0 + 10.0 / std::sqrt(6.2)));
    CHECK(t({1, -1}, {4, 2}) == Approx(t({1, -1}, {2, 1})));  // only their proportions count
    CHECK(t({1, 1}, {}, 0.0) == Approx(50.0 + 20.0 / std::sqrt(2.0)));
    CHECK(t({1, std::nan("")}) == Approx(60.0));
    CHECK(std::isnan(t({})));
    test::expect_error<ArgumentError>(messages::goal_score, {"Goal 2", "attained", "3"}, [] { t({1, 3}); });
    test::expect_error<ArgumentError>(messages::goal_score, {"Goal 1", "weights", "0"}, [] { t({1}, {0}); });
    CHECK_THROWS_AS(t({1}, {1, 1}), ArgumentError);
    CHECK_THROWS_AS(t({1}, {}, 1.0), ArgumentError);
}

TEST_CASE("change counts when it is more than the instrument errs") {
    ReliableChangeOptions options;
    options.sd = 10.0;
    options.reliability = 0.82;  // sd sqrt(2 x 0.18) = 6
    const auto better = reliable_change(40.0, 28.0, options);
    CHECK(better.index == Approx(2.0));
    CHECK(better.outcome == ChangeClass::improved);
    CHECK(reliable_change(40.0, 29.0, options).outcome == ChangeClass::unchanged);  // index 1.83
    CHECK(reliable_change(28.0, 40.0, options).outcome == ChangeClass::deteriorated);
    options.cutoff = 30.0;
    CHECK(reliable_change(40.0, 28.0, options).outcome == ChangeClass::recovered);
    CHECK(reliable_change(50.0, 35.0, options).outcome == ChangeClass::improved);
    CHECK(reliable_change(29.0, 10.0, options).outcome == ChangeClass::improved);  // had no problem before
    options.lower_is_better = false;
    CHECK(reliable_change(28.0, 40.0, options).outcome == ChangeClass::recovered);
    test::expect_error<ArgumentError>(messages::youth_needs_instrument, {"manual"},
                                      [] { reliable_change(1.0, 2.0, {}); });
    options.reliability = 1.0;
    CHECK_THROWS_AS(reliable_change(1.0, 2.0, options), ArgumentError);
}

TEST_CASE("the item asks what the activity is for") {
    CHECK(goal_item("de taalcursus", "spreek ik beter Nederlands", Language::dutch) ==
          "Door de taalcursus spreek ik beter Nederlands.");
    CHECK(goal_item("the language course", "I speak better Dutch", Language::english) ==
          "Through the language course I speak better Dutch.");
    CHECK(goal_item(" deze activiteit ", "heb ik mijn geld op orde. ", Language::dutch) ==
          "Door deze activiteit heb ik mijn geld op orde.");
    CHECK_THROWS_AS(goal_item("", "spreek ik beter", Language::dutch), ArgumentError);
    CHECK_THROWS_AS(goal_item("de taalcursus", " . ", Language::dutch), ArgumentError);
}
