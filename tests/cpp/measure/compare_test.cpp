// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/compare.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>

#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/measure/rate.hpp"
#include "measure/near.hpp"
#include "measure/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::like;
using test::Numbers;

TEST_CASE("ratios and differences of rates are those of R", "[measure][compare]") {
    const auto r = test::read_numbers("measure_r.txt");
    const std::vector<Numbers> cases{{30, 3000, 12, 2500}, {5, 100, 0, 80}, {1, 50, 9, 60}};
    for (const Numbers& each : cases) {
        char name[40];
        std::snprintf(name, sizeof name, "rates_%.0f_%.0f", each[0], each[2]);
        CAPTURE(name);
        const Numbers& expected = r.at(name);
        const auto run = [&](Comparison kind, ComparisonInterval method) {
            CompareOptions options;
            options.kind = kind;
            options.method = method;
            return measure::compare_rates(Numbers{each[0]}, Numbers{each[1]}, Numbers{each[2]}, Numbers{each[3]},
                                          options);
        };
        const auto exact = run(Comparison::ratio, ComparisonInterval::exact);
        CHECK(exact.limits(0).low == like(expected[0], 1e-12));
        if (std::isinf(expected[1])) {
            CHECK(std::isinf(exact.limits(0).high));
            CHECK(exact.reason[0] == EmptyReason::nothing_expected);
        } else {
            CHECK(exact.limits(0).high == like(expected[1], 1e-12));
            CHECK(exact.value[0] == like(each[0] / each[1] / (each[2] / each[3]), 1e-12));
        }
        const auto mid = run(Comparison::ratio, ComparisonInterval::mid_p);
        const auto score = run(Comparison::ratio, ComparisonInterval::score);
        CHECK(mid.limits(0).low > exact.limits(0).low);
        CHECK(score.limits(0).low > 0.0);
        CHECK(mid.column("p_value")[0] < exact.column("p_value")[0]);
        const auto difference = run(Comparison::difference, ComparisonInterval::score);
        CHECK(difference.limits(0).low == like(expected[2], 1e-8));  // R's root of a maximised likelihood
        CHECK(difference.limits(0).high == like(expected[3], 1e-8));
    }
}

TEST_CASE("Miettinen and Nurminen's limits of proportions are those of a maximised likelihood", "[measure][compare]") {
    const auto r = test::read_numbers("measure_r.txt");
    const std::vector<Numbers> cases{{56, 70, 48, 80}, {9, 10, 3, 10}, {6, 7, 2, 7}, {5, 56, 0, 29}};
    for (const Numbers& each : cases) {
        char name[40];
        std::snprintf(name, sizeof name, "proportions_%.0f_%.0f", each[0], each[2]);
        CAPTURE(name);
        const Numbers& expected = r.at(name);
        CompareOptions options;
        const auto run = [&] {
            return measure::compare_proportions(Numbers{each[0]}, Numbers{each[1]}, Numbers{each[2]}, Numbers{each[3]},
                                                options);
        };
        CHECK(run().limits(0).low == like(expected[2], 1e-6));
        if (!std::isinf(expected[3])) CHECK(run().limits(0).high == like(expected[3], 1e-6));
        options.kind = Comparison::difference;
        CHECK(run().limits(0).low == like(expected[0], 1e-6));
        CHECK(run().limits(0).high == like(expected[1], 1e-6));
    }
}

TEST_CASE("limits and tests of comparisons agree, and turn round", "[measure][compare]") {
    CompareOptions options;
    for (const auto& method : enum_names(ComparisonInterval{})) {
        options.method = method.value;
        const auto made = measure::compare_rates(Numbers{30}, Numbers{3000}, Numbers{12}, Numbers{2500}, options);
        const double p = made.column("p_value")[0];
        options.level = {1.0 - p};  // at that level the interval just reaches 1
        const auto edge = measure::compare_rates(Numbers{30}, Numbers{3000}, Numbers{12}, Numbers{2500}, options);
        CHECK(edge.limits(0).low == like(1.0, 1e-9));
        const auto turned = measure::compare_rates(Numbers{12}, Numbers{2500}, Numbers{30}, Numbers{3000}, options);
        CHECK(turned.limits(0).high == like(1.0 / edge.limits(0).low, 1e-9));
        options.level = {0.95};
    }
    options.method = ComparisonInterval::score;
    options.kind = Comparison::difference;
    options.per = 1000;
    const auto made = measure::compare_rates(Numbers{30, 0}, Numbers{3000, 50}, Numbers{12}, Numbers{2500}, options);
    CHECK(made.value[0] == like(10.0 - 4.8, 1e-12));
    CHECK(made.value[1] == like(-4.8, 1e-12));
    CHECK(made.column("second") == Numbers{4.8, 4.8});
    const auto none = measure::compare_rates(Numbers{0}, Numbers{40}, Numbers{0}, Numbers{60}, options);
    CHECK(none.value[0] == 0.0);
    CHECK(none.limits(0).high == like(1000 * 1.959963984540054 * 1.959963984540054 / 40, 1e-10));
    CHECK(none.limits(0).low == like(-1000 * 1.959963984540054 * 1.959963984540054 / 60, 1e-10));
    CHECK(measure::compare_rates(Numbers{0}, Numbers{0}, Numbers{1}, Numbers{60}).reason[0] ==
          EmptyReason::no_population);
}

TEST_CASE("two results are compared from their limits", "[measure][compare]") {
    const RateOptions options{.level = {0.9, 0.95}};
    const auto a = measure::rate(Numbers{300, 50}, Numbers{3000, 0.0 + 800}, {}, options);
    const auto b = measure::rate(Numbers{200}, Numbers{2500}, {}, options);
    const auto ratio = measure::compare(a, b);
    CHECK(ratio.value[0] == like(0.1 / 0.08, 1e-12));
    const double down = std::hypot(std::log(a.limits(0, 1).low / a.value[0]),
                                   std::log(b.limits(0, 1).high / b.value[0]));
    CHECK(ratio.limits(0, 1).low == like(1.25 * std::exp(-down), 1e-12));
    const auto difference = measure::compare(a, b, Comparison::difference);
    CHECK(difference.value[1] == like(6250.0 - 8000.0, 1e-12));
    CHECK(difference.limits(1, 0).high - difference.value[1] ==
          like(std::hypot(a.limits(1, 0).high - 6250.0, b.limits(0, 0).low - 8000.0), 1e-10));
    test::expect_error<ArgumentError>(messages::measure_other_levels, {},
                                      [&] { measure::compare(a, measure::rate(Numbers{1}, Numbers{9})); });
}

TEST_CASE("comparisons that cannot be made are refused", "[measure][compare]") {
    CompareOptions options;
    options.kind = Comparison::difference;
    options.method = ComparisonInterval::exact;
    test::expect_error<ArgumentError>(messages::measure_ratio_only, {"exact"}, [&] {
        measure::compare_rates(Numbers{1}, Numbers{9}, Numbers{1}, Numbers{9}, options);
    });
    test::expect_error<ArgumentError>(messages::measure_score_only, {"exact"}, [&] {
        measure::compare_proportions(Numbers{1}, Numbers{9}, Numbers{1}, Numbers{9}, options);
    });
    test::expect_error<DataError>(messages::measure_above, {"10", "9"}, [] {
        measure::compare_proportions(Numbers{1}, Numbers{9}, Numbers{10}, Numbers{9});
    });
    test::expect_error<DataError>(messages::measure_events_among_none, {"1"}, [] {
        measure::compare_rates(Numbers{1}, Numbers{0}, Numbers{10}, Numbers{9});
    });
    test::expect_error<ArgumentError>(messages::measure_length, {"other_events"}, [] {
        measure::compare_rates(Numbers{1}, Numbers{8}, Numbers{10, 3}, Numbers{9, 9});
    });
}

TEST_CASE("how often limits of comparisons hold", "[measure][coverage]") {
    RandomStream random(13, 70, 3, 0);
    const int runs = 4000;
    int exact = 0, mid = 0, score = 0, difference = 0, share = 0, squared = 0;
    for (int run = 0; run < runs; ++run) {
        const Numbers x1{test::poisson_draw(random, 18)}, x2{test::poisson_draw(random, 8)}, n1{1800}, n2{1000};
        const double ratio = 18.0 / 1800 / (8.0 / 1000), off = 18.0 / 1800 - 8.0 / 1000;
        CompareOptions options;
        const auto holds = [](const MeasureResult& made, double truth) {
            return made.limits(0).low <= truth && truth <= made.limits(0).high ? 1 : 0;
        };
        score += holds(measure::compare_rates(x1, n1, x2, n2, options), ratio);
        options.method = ComparisonInterval::exact;
        exact += holds(measure::compare_rates(x1, n1, x2, n2, options), ratio);
        options.method = ComparisonInterval::mid_p;
        mid += holds(measure::compare_rates(x1, n1, x2, n2, options), ratio);
        options.method = ComparisonInterval::score;
        options.kind = Comparison::difference;
        difference += holds(measure::compare_rates(x1, n1, x2, n2, options), off);
        const bool both = x1[0] > 0 && x2[0] > 0;
        squared += both ? holds(measure::compare(measure::rate(x1, n1), measure::rate(x2, n2)), ratio) : 1;
        const Numbers b1{static_cast<double>(random.binomial(30, 0.4))};
        const Numbers b2{static_cast<double>(random.binomial(25, 0.15))};
        share += holds(measure::compare_proportions(b1, Numbers{30}, b2, Numbers{25}, options), 0.25);
    }
    CHECK(exact >= 0.95 * runs);
    for (const int each : {score, mid, difference, share, squared}) {
        CHECK(each > 0.93 * runs);
        CHECK(each < 0.975 * runs);
    }
}
