// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/rate.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/random.hpp"
#include "measure/near.hpp"
#include "support/expect_error.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;
using test::close;
using test::Numbers;
using test::unknown;

// Sheets of rates, proportions and means of PHEindicatormethods (tests/testthat, December 2024).
TEST_CASE("published rates at two levels", "[measure][rate]") {
    const Numbers events{1, 5, 20, 9856, 7776456, unknown, 250};
    const Numbers people{100, 100, 100, 12345, 7564336677, 100, 220};
    RateOptions options;
    options.level = {0.95, 0.998};
    const auto made = measure::rate(events, people, {}, options);
    const auto row = [&](std::size_t at, double value, double low, double high, double low998, double high998) {
        CAPTURE(at);
        CHECK(made.value[at] == close(value));
        CHECK(made.limits(at, 0).low == close(low));
        CHECK(made.limits(at, 0).high == close(high));
        CHECK(made.limits(at, 1).low == close(low998));
        CHECK(made.limits(at, 1).high == close(high998));
    };
    row(0, 1000, 25.3178079842899, 5571.6433909389, 1.00050033358353, 9233.41347645159);
    row(1, 5000, 1623.48639011842, 11668.3320793227, 739.371731917839, 16454.7452036801);
    row(2, 20000, 12211.4288348759, 30889.8803691971, 8922.80236514419, 38085.0356250419);
    row(3, 79837.9910895099, 78269.4905897676, 81430.0165427214, 77375.9054327105, 82354.4727709543);
    row(4, 102.804202563392, 102.731960053021, 102.876483340928, 102.690317308454, 102.918176395091);
    row(6, 113636.363636364, 99984.9473853288, 128631.144874558, 92710.0055443895, 137651.237721475);
    CHECK(made.reason[5] == EmptyReason::missing);
    CHECK(std::isnan(made.value[5]));
    CHECK(made.methods[static_cast<std::size_t>(made.method[1])] == "exact");
    CHECK(made.methods[static_cast<std::size_t>(made.method[2])] == "byar");
    const Table table = made.table();
    CHECK(table.has("low_99_8"));
    CHECK(table["reason"].text(5) == "missing");
    CHECK(table["reason"].status(0) == Status::absent);
    CHECK(table["method"].text(2) == "byar");
}

TEST_CASE("published means", "[measure][mean]") {
    // As printed there: count, sum, deviation and mean of 18 values, with t limits at 95 and 99.8 percent.
    const auto limits = measure::mean_limits(5678.96295777778, 2117.83171615907, 18);
    CHECK(limits.low == close(4625.79002245297));
    CHECK(limits.high == close(6732.13589310258));
    CHECK(measure::mean_limits(5678.96295777778, 2117.83171615907, 18, 0.998).low == close(3859.0770997296));
    RowGroups groups{{0, 0, 1, 0, 1, 2}, 3, {}};
    const Numbers values{1, 2, 10, 6, unknown, unknown};
    const auto made = measure::mean(values, groups);
    CHECK(made.value[0] == 3.0);
    CHECK(made.column("sd")[0] == close(std::sqrt(7.0)));
    CHECK(made.n == Numbers{3, 1, 0});
    CHECK(made.column("left_out") == Numbers{0, 1, 1});
    CHECK(made.reason == std::vector{EmptyReason::none, EmptyReason::one_value, EmptyReason::missing});
    CHECK(made.value[1] == 10.0);
    MeanOptions strict;
    strict.missing = MissingCounts::empty;
    CHECK(measure::mean(values, groups, strict).reason[1] == EmptyReason::missing);
}

TEST_CASE("groups are added up, and nothing is lost without a count", "[measure][rate]") {
    const Table table({Column::string("area", std::vector<std::string>{"a", "b", "a", "b", "c"}),
                       Column::int64("year", {1, 1, 1, 2, 1}),
                       Column::float64("x", {3, unknown, 4, 2, unknown})});
    const Numbers people{10, 20, 30, 40, 50};
    const std::vector<std::string> by{"area", "year"};
    const RowGroups groups = group_rows(table, by);
    CHECK(groups.count == 4);
    CHECK(groups.of_row == std::vector<std::int32_t>{0, 1, 0, 2, 3});
    CHECK(groups.keys["area"].text(2) == "b");
    CHECK(groups.keys["year"].int64()[2] == 2);
    CHECK(group_rows(table, std::vector<std::string>{"x"}).count == 4);  // missing is a value too
    const auto events = table["x"].float64();
    ProportionOptions options;
    const auto made = measure::proportion(events, people, groups, options);
    CHECK(made.value[0] == close(7.0 / 40.0));
    CHECK(made.reason[1] == EmptyReason::missing);
    CHECK(made.table()["area"].text(3) == "c");
    const std::vector<std::string> area{"area"};
    options.missing = MissingCounts::skip;
    const auto skipped = measure::proportion(events, people, group_rows(table, area), options);
    CHECK(skipped.value[1] == close(2.0 / 40.0));
    CHECK(skipped.column("left_out") == Numbers{0, 1, 1});
    CHECK(skipped.reason[2] == EmptyReason::missing);
    options.missing = MissingCounts::zero;
    const auto zero = measure::proportion(events, people, group_rows(table, area), options);
    CHECK(zero.value[1] == close(2.0 / 60.0));
    CHECK(zero.value[2] == 0.0);
    CHECK(zero.column("left_out") == Numbers{0, 1, 1});
}

TEST_CASE("counts, ratios and proportions by every method", "[measure][rate]") {
    RateOptions options;
    options.exact_below = 0;
    options.method = CountInterval::mid_p;
    options.per = 100;
    const auto ratio = measure::ratio(Numbers{12}, Numbers{8}, {}, options);
    const auto limits = measure::count_limits(12, 0.95, CountInterval::mid_p);
    CHECK(ratio.value[0] == 150.0);
    CHECK(ratio.limits(0).high == close(100 * limits.high / 8));
    CHECK(ratio.column("expected") == Numbers{8});
    CHECK(measure::ratio(Numbers{0}, Numbers{0}).reason[0] == EmptyReason::nothing_expected);
    CHECK(measure::count(Numbers{12}, {}, options).limits(0).low == limits.low);
    options.exact_below = 10;  // in place of byar, which few events make too narrow; mid-P is made for them
    CHECK(measure::count(Numbers{3}, {}, options).limits(0).high ==
          measure::count_limits(3, 0.95, CountInterval::mid_p).high);
    options.method = CountInterval::byar;
    CHECK(measure::count(Numbers{3}, {}, options).limits(0).high ==
          measure::count_limits(3, 0.95, CountInterval::exact).high);
    ProportionOptions share;
    for (const auto& method : enum_names(ProportionInterval{})) {
        share.method = method.value;
        const auto made = measure::proportion(Numbers{3}, Numbers{7}, {}, share);
        CHECK(made.limits(0).low == measure::proportion_limits(3, 7, 0.95, method.value).low);
        CHECK(made.methods.front() == method.name);
    }
    CHECK(measure::proportion(Numbers{0}, Numbers{0}).reason[0] == EmptyReason::no_population);
    CHECK(measure::rate(Numbers{0}, Numbers{0}).reason[0] == EmptyReason::no_population);
}

TEST_CASE("bad counts are refused with their place", "[measure][rate]") {
    test::expect_error<DataError>(messages::measure_above, {"Row 2", "5", "4"},
                                  [] { measure::proportion(Numbers{1, 5}, Numbers{2, 4}); });
    test::expect_error<DataError>(messages::measure_negative, {"population, row 2"},
                                  [] { measure::rate(Numbers{1, 5}, Numbers{2, -4}); });
    test::expect_error<DataError>(messages::measure_fractional, {"events, row 1", "1.5"},
                                  [] { measure::rate(Numbers{1.5}, Numbers{2}); });
    RateOptions weighted;
    weighted.fractional = true;
    CHECK(measure::rate(Numbers{1.5}, Numbers{2}, {}, weighted).value[0] == 75'000.0);
    test::expect_error<DataError>(messages::measure_events_among_none, {"Row or group 1"},
                                  [] { measure::rate(Numbers{1}, Numbers{0}); });
    test::expect_error<ArgumentError>(messages::measure_length, {"population", "1", "2"},
                                      [] { measure::rate(Numbers{1, 2}, Numbers{5}); });
    weighted.level = {};
    test::expect_error<ArgumentError>(messages::measure_no_level, {},
                                      [&] { measure::rate(Numbers{1}, Numbers{5}, {}, weighted); });
    weighted.level = {0.95, 95};
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"level", "95"},
                                      [&] { measure::rate(Numbers{1}, Numbers{5}, {}, weighted); });
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"group_by", "2"}, [] {
        measure::rate(Numbers{1, 2}, Numbers{5, 5}, RowGroups{{0, 2}, 2, {}});
    });
    test::expect_error<DataError>(messages::measure_not_finite, {"row 2"},
                                  [] { measure::mean(Numbers{1, HUGE_VAL}); });
}

TEST_CASE("the same bits for one thread and two", "[measure][rate]") {
    Numbers events, people;
    RandomStream random(5, 70, 1, 0);
    for (int i = 0; i < 20'000; ++i) {
        people.push_back(std::floor(1000 * random.uniform()) + 20);
        events.push_back(std::floor(people.back() * random.uniform() * 0.2));
    }
    set_thread_count(1);
    const auto one = measure::rate(events, people);
    set_thread_count(2);
    const auto two = measure::rate(events, people);
    CHECK(one.low == two.low);
    CHECK(one.high == two.high);
    CHECK(one.method == two.method);
}
