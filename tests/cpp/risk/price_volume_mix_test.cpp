// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/price_volume_mix.hpp"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "maatstaf/core/random.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using Catch::Approx;

namespace {

using Bought = std::vector<PurchasedProduct>;

double sum_of(const CostChange& c) { return c.volume + c.mix + c.inflation + c.price + c.started + c.ended; }

}  // namespace

TEST_CASE("a change of cost in the textbook order", "[risk][price_volume_mix]") {
    // 100 h at 80 and 50 h at 200 become 120 h at 88 and 60 h at 190: nothing but volume and price.
    const auto same_mix = price_volume_mix(Bought{{"ambulant", 100, 8000}, {"verblijf", 50, 10000}},
                                           Bought{{"ambulant", 120, 120 * 88.0}, {"verblijf", 60, 60 * 190.0}},
                                           {ChangeOrder::price_last, 1.0});
    CHECK(same_mix.total.volume == Approx(0.2 * 18000));
    CHECK(same_mix.total.mix == Approx(0.0).margin(1e-9));
    CHECK(same_mix.total.price == Approx(120 * 8.0 - 60 * 10.0));  // Paasche: price differences at the new volumes
    // A shift to the dear product at equal prices is mix, not price.
    const auto shifted = price_volume_mix(Bought{{"ambulant", 100, 8000}, {"verblijf", 50, 10000}},
                                          Bought{{"ambulant", 80, 6400}, {"verblijf", 70, 14000}});
    CHECK(shifted.total.price == Approx(0.0).margin(1e-9));
    CHECK(shifted.total.volume == Approx(0.0).margin(1e-9));
    CHECK(shifted.total.mix == Approx(20 * 120.0));
}

TEST_CASE("the average order for one product is Bennet's indicator", "[risk][price_volume_mix]") {
    const auto result = price_volume_mix(Bought{{"a", 100, 8000}}, Bought{{"a", 130, 130 * 90.0}});
    CHECK(result.total.volume == Approx(30 * 0.5 * (80 + 90)));
    CHECK(result.total.price == Approx(10 * 0.5 * (100 + 130)));
    const auto with_inflation = price_volume_mix(Bought{{"a", 100, 8000}}, Bought{{"a", 100, 8800}},
        {ChangeOrder::average, 1.1});
    CHECK(with_inflation.total.inflation == Approx(800));
    CHECK(with_inflation.total.price == Approx(0.0).margin(1e-9));
}

TEST_CASE("new and ended products stand apart", "[risk][price_volume_mix]") {
    const auto result = price_volume_mix(Bought{{"a", 10, 100}, {"old", 5, 50}, {"paused", 0, 0}},
                                         Bought{{"a", 10, 100}, {"new", 3, 60}, {"paused", 2, 20}});
    CHECK(result.total.started == 80);
    CHECK(result.total.ended == -50);
    CHECK(result.total.volume == Approx(0.0).margin(1e-12));
    CHECK(sum_of(result.total) == 30);
    CHECK(result.products.size() == 4);
    CHECK(result.table().rows() == 5);
}

TEST_CASE("the parts add up whatever was bought, and orders agree on the sum", "[risk][price_volume_mix]") {
    for (std::uint32_t s = 0; s < 200; ++s) {
        RandomStream random(3, 61, s, 0);
        Bought before, after;
        for (int k = 0; k < 8; ++k) {
            const auto name = "p" + std::to_string(k);
            if (random.uniform() < 0.8)
                before.push_back({name, 1 + 1000 * random.uniform(), 1e6 * std::pow(random.uniform(), 4)});
            if (random.uniform() < 0.8)
                after.push_back({name, 1 + 1000 * random.uniform(), 1e6 * std::pow(random.uniform(), 4)});
        }
        for (const auto order : {ChangeOrder::average, ChangeOrder::price_last}) {
            const auto result = price_volume_mix(before, after, {order, 1.177});
            const double change = result.total.after - result.total.before;
            CHECK(std::fabs(sum_of(result.total) - change) <= 1e-9 * (1.0 + result.total.before + result.total.after));
            double mix = 0.0;
            for (const auto& each : result.products) {
                mix += each.mix;
                CHECK(std::fabs(sum_of(each) - (each.after - each.before)) <= 1e-9 * (1.0 + each.after + each.before));
            }
            CHECK(mix == Approx(result.total.mix).epsilon(1e-9).margin(1e-6));
        }
    }
}

TEST_CASE("wrong purchases are refused by name", "[risk][price_volume_mix]") {
    test::expect_error<DataError>(messages::risk_cost_without_volume, {"'a'", "5"},
                                  [] { price_volume_mix(Bought{{"a", 0, 5}}, {}); });
    test::expect_error<DataError>(messages::risk_given_twice, {"'a'"},
                                  [] { price_volume_mix(Bought{{"a", 1, 5}, {"a", 1, 5}}, {}); });
    test::expect_error<DataError>(messages::risk_negative, {"volume", "'a'", "-1"},
                                  [] { price_volume_mix({}, Bought{{"a", -1, 5}}); });
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"inflation"},
                                      [] { price_volume_mix({}, {}, {ChangeOrder::average, 0.0}); });
}
