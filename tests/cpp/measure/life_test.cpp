// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/life.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/measure.hpp"
#include "measure/near.hpp"
#include "measure/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::Numbers;
using Catch::Approx;

namespace {

const Numbers start{0, 1, 5, 15, 45, 65, 75, 85}, deaths{12, 4, 6, 60, 240, 310, 480, 700};
const Numbers years{1800, 7300, 19000, 61000, 40000, 12000, 7200, 4100};

}  // namespace

TEST_CASE("life expectancy is that of a table worked out in R", "[measure][life]") {
    const auto r = test::read_numbers("measure_r.txt");
    LifeOptions options;
    options.every_age = true;
    const auto made = measure::life_expectancy({deaths, years, start, {}, {}}, options);
    for (std::size_t k = 0; k < 8; ++k) CHECK(made.value[k] == Approx(r.at("life")[k]).epsilon(1e-13));
    CHECK(made.column("age") == start);
    // The margin is that of deaths drawn anew; the open band has a term of its own.
    CHECK(made.column("se")[0] == Approx(r.at("life_sd")[0]).epsilon(0.015));
    CHECK(made.column("se")[7] == Approx(r.at("life_sd")[1]).epsilon(0.015));
    const auto birth = measure::life_expectancy({deaths, years, start, {}, {}});
    CHECK(birth.rows() == 1);
    CHECK(birth.value[0] == made.value[0]);
    CHECK(birth.limits(0).high == Approx(birth.value[0] + 1.959963984540054 * made.column("se")[0]));
}

TEST_CASE("groups, own fractions and what is not known", "[measure][life]") {
    Numbers two_deaths(deaths), two_years(years), two_start(start);
    std::vector<std::int32_t> group(16, 0);
    for (std::size_t k = 8; k-- > 0;) {  // the second group upside down
        two_deaths.push_back(deaths[k]);
        two_years.push_back(years[k]);
        two_start.push_back(start[k]);
        group[15 - k] = 1;
    }
    const RowGroups groups{group, 2, Table({Column::string("area", std::vector<std::string>{"a", "b"})})};
    const auto run = [&](LifeOptions options = {}) {
        return measure::life_expectancy({two_deaths, two_years, two_start, {}, groups}, options);
    };
    CHECK(run().value[0] == run().value[1]);
    LifeOptions every;
    every.every_age = true;
    CHECK(run(every).table()["area"].text(8) == "b");
    every.minimum_population = 1e6;
    CHECK(run(every).reason[3] == EmptyReason::small_population);
    two_deaths[8] = 0;
    CHECK(run().reason[1] == EmptyReason::no_deaths_at_end);
    two_years[8] = 0;
    CHECK(run().reason[1] == EmptyReason::empty_stratum);
    two_years[9] = std::nan("");
    CHECK(run().reason[1] == EmptyReason::missing);
    CHECK(run().reason[0] == EmptyReason::none);
    const Numbers lived{0.1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    CHECK(measure::life_expectancy({deaths, years, start, lived, {}}).value[0] == run().value[0]);
    Numbers later(lived);
    later[4] = 0.6;
    CHECK(measure::life_expectancy({deaths, years, start, later, {}}).value[0] > run().value[0]);
    test::expect_error<DataError>(messages::measure_band_lacks, {"Group 1", "84"}, [&] {
        two_start[8] = 84;
        run();
    });
    test::expect_error<DataError>(messages::measure_band_twice, {"Group 2", "75"}, [&] {
        two_start[8] = 75;
        run();
    });
    test::expect_error<DataError>(messages::measure_above, {"Row 1"}, [] {
        measure::life_expectancy({Numbers{11}, Numbers{10}, Numbers{0}, {}, {}});
    });
}
