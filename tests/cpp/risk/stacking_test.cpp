// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/stacking.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/random.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

const std::vector<CareForm> forms{{"youth", ""}, {"wmo", ""}, {"participation", ""}, {"stay", "youth"}};

}  // namespace

TEST_CASE("acts on the same households, counted by hand", "[risk][stacking]") {
    Eigen::MatrixXd uses(6, 4), cost(6, 4);
    uses << 1, 0, 0, 1,  //
        1, 1, 0, 0,      //
        1, 1, 1, 0,      //
        0, 1, 0, 0,      //
        0, 0, 0, 0,      //
        0, 0, 1, 0;
    cost << 50, 0, 0, 40,  //
        10, 5, 0, 0,       //
        10, 5, 15, 0,      //
        0, 5, 0, 0,        //
        0, 0, 0, 0,        //
        0, 0, 15, 0;
    StackingOptions options;
    options.top = 1.0 / 6.0;
    const auto result = stack_care(uses, forms, cost, {}, options);
    CHECK(result.rows == 6);
    CHECK(result.any == 5);
    CHECK(result.by_number == std::vector<double>{1, 3, 1, 1});
    CHECK(result.cost == 115);
    CHECK(result.top_share == Approx(50.0 / 115.0));
    CHECK(result.forms[0].count == 3);
    CHECK(result.forms[0].only_here == 2);
    CHECK(result.forms[0].cost_only == 30);
    CHECK(result.forms[3].cost == 40);
    CHECK(result.pairs[0].both == 2);
    CHECK(result.pairs[0].odds_ratio.value == Approx(2.0 * 2.0 / (1.0 * 1.0)));
    CHECK(std::log(result.pairs[0].odds_ratio.high / 4.0) == Approx(1.959963984540054 * std::sqrt(3.0)));
    double rows = 0.0, spent = 0.0, chance = 0.0;
    for (const auto& each : result.sets) {
        rows += each.count;
        spent += each.cost;
        chance += each.by_chance;
    }
    CHECK(rows == 6);
    CHECK(spent == 115);
    CHECK(chance < 6.0);  // sets that do not occur could have
    CHECK(result.table().rows() == result.sets.size());
    CHECK(result.form_table().rows() == 4);
    CHECK(result.pair_table().rows() == 3);
}

TEST_CASE("sets and forms add up for any data", "[risk][stacking]") {
    RandomStream random(7, 63, 1, 0);
    Eigen::MatrixXd uses = Eigen::MatrixXd::Zero(500, 4), cost = Eigen::MatrixXd::Zero(500, 4);
    std::vector<double> weights;
    for (Eigen::Index i = 0; i < 500; ++i) {
        for (Eigen::Index f = 0; f < 3; ++f) uses(i, f) = random.uniform() < 0.3 ? 1.0 : 0.0;
        uses(i, 3) = uses(i, 0) > 0.0 && random.uniform() < 0.4 ? 1.0 : 0.0;
        for (Eigen::Index f = 0; f < 3; ++f) cost(i, f) = uses(i, f) * 1000 * random.gamma(0.5);
        cost(i, 3) = uses(i, 3) * cost(i, 0) * random.uniform();
        weights.push_back(1.0 + random.uniform());
    }
    const auto result = stack_care(uses, forms, cost, weights);
    double rows = 0.0, spent = 0.0, form_cost = 0.0, number = 0.0, all_chance = 0.0;
    for (const auto& each : result.sets) {
        rows += each.count;
        spent += each.cost;
        all_chance += each.by_chance;
    }
    for (const auto& each : result.forms) form_cost += each.cost_only;
    for (const double each : result.by_number) number += each;
    CHECK(rows == Approx(result.rows));
    CHECK(number == Approx(result.rows));
    CHECK(all_chance == Approx(result.rows));  // all 8 sets occur
    CHECK(spent == Approx(result.cost));
    CHECK(form_cost == Approx(result.cost));
}

TEST_CASE("expected parts are made to add up to the expected whole", "[risk][stacking]") {
    Eigen::MatrixXd parts(2, 3);
    parts << 2, 3, 5, 0, 0, 0;
    const auto made = parts_of_whole(parts, std::vector<double>{20, 3});
    CHECK(made(0, 0) == 4.0);
    CHECK(made.row(0).sum() == Approx(20));
    CHECK(made(1, 2) == 1.0);
    test::expect_error<ArgumentError>(messages::risk_length, {"whole"},
                                      [&] { parts_of_whole(parts, std::vector<double>{20}); });
}

TEST_CASE("a part without its whole, and other contradictions, are refused", "[risk][stacking]") {
    Eigen::MatrixXd uses = Eigen::MatrixXd::Ones(2, 4), cost = Eigen::MatrixXd::Ones(2, 4);
    const Eigen::MatrixXd none(0, 0);
    uses(1, 0) = 0.0;
    test::expect_error<DataError>(messages::risk_part_without_whole, {"Row 2", "'stay'", "'youth'"},
                                  [&] { stack_care(uses, forms, none, {}); });
    uses(1, 0) = 1.0;
    cost(0, 3) = 2.0;
    test::expect_error<DataError>(messages::risk_negative, {"'youth'"}, [&] { stack_care(uses, forms, cost, {}); });
    test::expect_error<ArgumentError>(messages::risk_unknown_parent, {"'youht'", "youth"}, [&] {
        stack_care(uses.leftCols(2), std::vector<CareForm>{{"youth", ""}, {"stay", "youht"}}, none, {});
    });
    test::expect_error<ArgumentError>(messages::risk_unknown_parent, {"'a'"}, [&] {
        stack_care(uses.leftCols(2), std::vector<CareForm>{{"a", "b"}, {"b", "a"}}, none, {});
    });
    uses(0, 0) = std::nan("");
    test::expect_error<DataError>(messages::risk_use_empty, {"'youth'", "row 1"},
                                  [&] { stack_care(uses, forms, none, {}); });
}
