// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/period.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "maatstaf/core/messages/core.hpp"
#include "core/civil.hpp"
#include "support/caught.hpp"

using namespace maatstaf;

namespace {

constexpr Frequency frequencies[] = {Frequency::year, Frequency::half_year, Frequency::quarter, Frequency::month};

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in(int year, int month) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

int months_of(Frequency frequency) {
    return frequency == Frequency::year        ? 12
           : frequency == Frequency::half_year ? 6
           : frequency == Frequency::quarter   ? 3
                                               : 1;
}

std::string bad(const std::string& text) {
    return test::parameter(test::caught<ArgumentError>([&] { Period::parse(text); }), "got");
}

}  // namespace

TEST_CASE("days are counted as a calendar counts them, from year 1 to 9999", "[period][property]") {
    std::int64_t day = -719162;  // 0001-01-01
    for (int year = 1; year <= 9999; ++year)
        for (int month = 1; month <= 12; ++month) {
            REQUIRE(detail::days_from_civil({year, month, 1}) == day);
            for (const int each : {1, 15, days_in(year, month)}) {
                const auto date = detail::civil_from_days(day + each - 1);
                REQUIRE((date.year == year && date.month == month && date.day == each));
            }
            day += days_in(year, month);
        }
    CHECK(detail::iso_date(0) == "1970-01-01");
    CHECK(detail::iso_date(-1) == "1969-12-31");
    CHECK(detail::iso_date(11016) == "2000-02-29");
    CHECK(detail::iso_date(-719528) == "0000-01-01");
    CHECK(detail::iso_date(2932897) == "10000-01-01");
    CHECK(detail::iso_date(-719529) == "-0001-12-31");
}

TEST_CASE("dates are read when they exist", "[period]") {
    CHECK(detail::parse_iso_date("1970-01-01") == 0);
    CHECK(detail::parse_iso_date("2024-02-29") == 19782);
    for (const char* text : {"2023-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-1-1", "2024-01-00",
                             "0000-01-01", "24-01-2024", "2024/01/01", "2024-01-01 ", "20a4-01-01", ""}) {
        INFO(text);
        CHECK_FALSE(detail::parse_iso_date(text).has_value());
    }
    for (std::int32_t day = -20'000; day < 40'000; day += 7)
        REQUIRE(detail::parse_iso_date(detail::iso_date(day)) == day);
}

TEST_CASE("periods are read in every notation, those of Statistics Netherlands too", "[period]") {
    const Period year(2016), half(2016, Frequency::half_year, 2), quarter(2016, Frequency::quarter, 3);
    const Period month(2016, Frequency::month, 7);
    CHECK(Period::parse("2016") == year);
    CHECK(Period::parse("2016JJ00") == year);
    CHECK(Period::parse(" 2016JJ00  ") == year);
    CHECK(Period::parse("2016-H2") == half);
    CHECK(Period::parse("2016H2") == half);
    CHECK(Period::parse("2016HJ02") == half);
    CHECK(Period::parse("2016-Q3") == quarter);
    CHECK(Period::parse("2016Q3") == quarter);
    CHECK(Period::parse("2016KW03") == quarter);
    CHECK(Period::parse("2016-07") == month);
    CHECK(Period::parse("2016-7") == month);
    CHECK(Period::parse("2016MM07") == month);
}

TEST_CASE("what is not a period is refused with the text", "[period]") {
    for (const char* text :
         {"",           "16",     "201",      "20160",    "0000",     "2016-",    "2016-0",   "2016-13", "2016-H3",
          "2016-H0",    "2016Q5", "2016JJ01", "2016KW00", "2016KW05", "2016HJ03", "2016MM13", "2016MM7", "2016-007",
          "2016-07-01", "201a",   "-2016",    "2016 Q1",  "2016X000", "2016-H10", "20161"})
        CHECK(bad(text) == text);
    CHECK(test::caught<ArgumentError>([] { Period::parse("x"); }).note().message == messages::bad_period);
}

TEST_CASE("years, parts and steps stay in range", "[period]") {
    const auto argument = [](auto&& call) { return test::parameter(test::caught<ArgumentError>(call), "argument"); };
    CHECK(argument([] { Period(0); }) == "year");
    CHECK(argument([] { Period(10'000); }) == "year");
    CHECK(argument([] { Period(2016, Frequency::quarter, 5); }) == "part");
    CHECK(argument([] { Period(2016, Frequency::year, 0); }) == "part");
    CHECK(argument([] { Period(9999).next(); }) == "steps");
    CHECK(argument([] { Period(1, Frequency::month, 1).previous(); }) == "steps");
    CHECK(argument([] { Period(2016).plus(2'147'483'647); }) == "steps");
    CHECK(argument([] { Period(2016).plus(-2'147'483'647 - 1); }) == "steps");
    CHECK(Period(9998).next() == Period(9999));
    CHECK(Period() == Period(1970));
}

TEST_CASE("text and parts lead back to the period", "[period][property]") {
    for (const Frequency frequency : frequencies)
        for (int year : {1, 33, 999, 1970, 2016, 2100, 9999})
            for (int part = 1; part <= 12 / months_of(frequency); ++part) {
                const Period period(year, frequency, part);
                CHECK(Period::parse(period.text()) == period);
                CHECK((period.year() == year && period.part() == part && period.frequency() == frequency));
            }
    CHECK(Period(2016, Frequency::month, 7).text() == "2016-07");
    CHECK(Period(33, Frequency::half_year, 1).text() == "0033-H1");
}

TEST_CASE("first and last days agree with the calendar", "[period][property]") {
    for (const Frequency frequency : frequencies) {
        std::int32_t expected = Period(1890, frequency).first_day();
        for (Period period(1890, frequency); period.year() < 2110; period = period.next()) {
            REQUIRE(period.first_day() == expected);
            for (int i = 0; i < months_of(frequency); ++i)
                expected += days_in(period.year(), (period.part() - 1) * months_of(frequency) + 1 + i);
            REQUIRE(period.last_day() == expected - 1);
        }
    }
    CHECK(detail::iso_date(Period(2024, Frequency::quarter, 1).last_day()) == "2024-03-31");
    CHECK(detail::iso_date(Period(9999).last_day()) == "9999-12-31");
}

TEST_CASE("steps add up and can be taken back", "[period][property]") {
    for (const Frequency frequency : frequencies)
        for (int steps : {-1000, -13, -1, 0, 1, 5, 12, 999}) {
            const Period start(2016, frequency, 1), end = start.plus(steps);
            CHECK(end.since(start) == steps);
            CHECK(start.since(end) == -steps);
            CHECK(end.plus(-steps) == start);
            CHECK((end > start) == (steps > 0));
        }
    CHECK(Period::parse("2016-Q4").next().text() == "2017-Q1");
    CHECK(Period::parse("2016-01").previous().text() == "2015-12");
    const auto error = test::caught<ArgumentError>([] { Period(2016).since(Period::parse("2015-Q1")); });
    CHECK(error.note().message == messages::period_frequency);
    CHECK(test::parameter(error, "period") == "2015-Q1");
}

TEST_CASE("periods hold, split and gather each other as their days do", "[period][property]") {
    std::vector<Period> all;
    for (const Frequency frequency : frequencies)
        for (Period period(2015, frequency); period.year() < 2017; period = period.next()) all.push_back(period);
    for (const Period& a : all)
        for (const Period& b : all) {
            const bool by_days = a.first_day() <= b.first_day() && b.last_day() <= a.last_day();
            REQUIRE(a.contains(b) == by_days);
            if (by_days) REQUIRE(b.within(a.frequency()) == a);
            if (a.frequency() < b.frequency())
                REQUIRE(test::caught<ArgumentError>([&] { a.within(b.frequency()); }).code() == 1028);
            if (a.frequency() > b.frequency())
                REQUIRE(test::caught<ArgumentError>([&] { a.split(b.frequency()); }).code() == 1028);
        }
    for (const Period& period : all)
        for (const Frequency frequency : frequencies) {
            if (frequency < period.frequency()) continue;
            const auto parts = period.split(frequency);
            REQUIRE(parts.front().first_day() == period.first_day());
            REQUIRE(parts.back().last_day() == period.last_day());
            for (std::size_t i = 0; i < parts.size(); ++i) {
                REQUIRE(parts[i].frequency() == frequency);
                REQUIRE(period.contains(parts[i]));
                if (i > 0) REQUIRE(parts[i].first_day() == parts[i - 1].last_day() + 1);
            }
        }
    CHECK(Period(2016).split(Frequency::month).size() == 12);
    CHECK(Period::parse("2016-H2").split(Frequency::quarter) ==
          std::vector{Period::parse("2016-Q3"), Period::parse("2016-Q4")});
}

TEST_CASE("order is by first day, then the longer period first", "[period]") {
    std::vector<Period> periods;
    for (const char* text : {"2016-01", "2016", "2015-12", "2016-Q1", "2016-H1", "2016-02"})
        periods.push_back(Period::parse(text));
    std::sort(periods.begin(), periods.end());
    std::string order;
    for (const Period& period : periods) order += period.text() + " ";
    CHECK(order == "2015-12 2016 2016-H1 2016-Q1 2016-01 2016-02 ");
    CHECK(Period::parse("2016-Q1") != Period::parse("2016-01"));
}
