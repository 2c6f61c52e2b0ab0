// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/standardised.hpp"

#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/random.hpp"
#include "measure/near.hpp"
#include "measure/reference.hpp"
#include "support/expect_error.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;
using test::close;
using test::Numbers;
using test::unknown;

namespace {

// Sheets of standardised rates of PHEindicatormethods (tests/testthat, December 2024): two areas with the same people.
const Numbers people{636, 558, 609, 543, 384, 594, 669, 843, 660, 576, 606, 522, 426, 273, 300, 288, 153, 123, 207};
const Numbers big{127, 25, 18, 21, 12, 27, 48, 27, 29, 32, 32, 34, 45, 65, 38, 68, 74, 82, 91};
const Numbers small{12, 4, 3, 2, 3, 4, 8, 2, 2, 3, 4, 5, 6, 8, 5, 6, 5, 5, 4};
const Numbers reference_events{10303, 2824, 0,    3615, 3641, 3490, 3789, 3213, 3031, 2771,
                               3089,  3490, 3595, 4745, 5514, 7125, 5694, 6210, 5757};
const Numbers reference_people{50520, 57173, 60213, 54659, 44345, 50128, 62163, 67423, 62899, 55463,
                               60479, 49974, 44140, 40888, 37239, 30819, 18136, 15325, 13918};

StandardPopulation esp() { return measure::standard_population("esp2013"); }

/// Both areas as rows, the strata in the order of the standard.
struct TwoAreas {
    Numbers events = big, population = people;
    RowGroups groups{std::vector<std::int32_t>(38, 0), 2, {}};
    std::vector<std::int32_t> stratum{};
    TwoAreas() {
        events.insert(events.end(), small.begin(), small.end());
        population.insert(population.end(), people.begin(), people.end());
        for (std::int32_t row = 0; row < 38; ++row) {
            stratum.push_back(row % 19);
            groups.of_row[static_cast<std::size_t>(row)] = row / 19;
        }
    }
    StratifiedCounts counts() const { return {events, population, groups, stratum, 19, {}}; }
};

void check_row(const MeasureResult& made, std::size_t row, const Numbers& expected, double relative = 1e-12) {
    CAPTURE(row);
    CHECK(made.value[row] == close(expected[0], relative));
    CHECK(made.limits(row, 0).low == close(expected[1], relative));
    CHECK(made.limits(row, 0).high == close(expected[2], relative));
    CHECK(made.limits(row, 1).low == close(expected[3], relative));
    CHECK(made.limits(row, 1).high == close(expected[4], relative));
}

}  // namespace

TEST_CASE("standard populations", "[measure][standard]") {
    for (const std::string_view name : measure::standard_populations()) {
        const auto standard = measure::standard_population(name);
        CHECK(standard.age.size() == standard.population.size());
        CHECK(std::accumulate(standard.population.begin(), standard.population.end(), 0.0) == 100'000.0);
        CHECK_FALSE(standard.source.empty());
    }
    const std::vector<std::string> ages{"0-4", "00-04", "5 - 9", "10 tot 15", "90+", "90 en ouder", "85", "0"};
    CHECK(measure::age_positions(ages, esp()) == std::vector<std::int32_t>{0, 0, 1, 2, 18, 18, 17, 0});
    for (const std::string wrong : {"85+", "0-9", "3", "90-94", "young", "10 t/m 15"})
        test::expect_error<DataError>(messages::measure_age_band, {wrong}, [&] {
            measure::age_positions(std::vector<std::string>{wrong}, esp());
        });
    test::expect_error<ArgumentError>(messages::unknown_option, {"esp2031", "esp2013"},
                                      [] { measure::standard_population("esp2031"); });
}

TEST_CASE("labels of strata", "[measure][standard]") {
    const std::vector<std::string> of{"young", "old"};
    CHECK(measure::label_positions(std::vector<std::string>{"old", "young"}, of) == std::vector<std::int32_t>{1, 0});
    test::expect_error<DataError>(messages::measure_unknown_label, {"Row 1", "'yuong'", "young"},
                                  [&] { measure::label_positions(std::vector<std::string>{"yuong"}, of); });
    const std::vector<std::string> twice{"a", "a"};
    test::expect_error<DataError>(messages::measure_label_twice, {"'a'"}, [&] { measure::label_positions({}, twice); });
}

TEST_CASE("published directly standardised rates", "[measure][direct]") {
    const TwoAreas areas;
    DirectOptions options;
    options.level = {0.95, 0.998};
    options.per = 10'000;
    const auto made = measure::directly_standardised_rate(areas.counts(), esp().population, options);
    check_row(made, 0, {1043.02479914694, 971.770906798568, 1117.89409154792, 932.32878802199, 1162.05959995221});
    check_row(made, 1, {110.32120253001, 87.7455767536709, 136.708822272518, 76.3642035793988, 153.003289482448});
    CHECK(made.column("count") == Numbers{895, 91});
    CHECK(made.n[0] == 8970);
    // Weights per row say the same, and rows may come in any order.
    Numbers weights;
    for (int area = 0; area < 2; ++area)
        for (const double each : esp().population) weights.push_back(each);
    CHECK(measure::directly_standardised_rate(areas.counts(), weights, options).low == made.low);
    TwoAreas turned;
    std::reverse(turned.events.begin(), turned.events.end());
    std::reverse(turned.population.begin(), turned.population.end());
    std::reverse(turned.stratum.begin(), turned.stratum.end());
    std::reverse(turned.groups.of_row.begin(), turned.groups.of_row.end());
    CHECK(measure::directly_standardised_rate(turned.counts(), esp().population, options).low == made.low);
}

TEST_CASE("published rate by the standard of 1976", "[measure][direct]") {
    Numbers events(big.begin(), big.end() - 1), population(people.begin(), people.end() - 1);
    DirectOptions options;
    options.per = 10'000;
    const auto made = measure::directly_standardised_rate({events, population, {}, {}, 0, {}},
                                                          measure::standard_population("esp1976").population, options);
    CHECK(made.value[0] == close(859.209758502237));
    CHECK(made.limits(0).low == close(799.11609314421));
    CHECK(made.limits(0).high == close(922.525388031832));
}

TEST_CASE("published rate of events that are not independent", "[measure][direct]") {
    const std::vector<Numbers> persons{{75, 16, 4, 2}, {16, 3, 1, 0}, {11, 2, 1, 0}, {12, 3, 1, 0}, {8, 0, 0, 1},
                                       {18, 3, 1, 0},  {26, 6, 2, 1}, {18, 3, 1, 0}, {18, 4, 1, 0}, {21, 4, 1, 0},
                                       {21, 4, 1, 0},  {23, 4, 1, 0}, {23, 6, 2, 1}, {39, 8, 2, 1}, {25, 5, 1, 0},
                                       {40, 9, 2, 1},  {46, 9, 2, 1}, {49, 10, 3, 1}, {56, 11, 3, 1}};
    Numbers count, population, frequency;
    std::vector<std::int32_t> stratum;
    for (std::size_t k = 0; k < 19; ++k)
        for (std::size_t f = 0; f < 4; ++f) {
            count.push_back(persons[k][f]);
            population.push_back(people[k]);
            frequency.push_back(static_cast<double>(f + 1));
            stratum.push_back(static_cast<std::int32_t>(k));
        }
    DirectOptions options;
    options.level = {0.95, 0.998};
    StratifiedCounts counts{count, population, {}, stratum, 19, frequency};
    const auto made = measure::directly_standardised_rate(counts, esp().population, options);
    check_row(made, 0, {10430.24799147, 9532.94977862, 11373.07483298, 9036.25631357, 11929.24980749}, 1e-11);
    CHECK(made.column("count")[0] == 895);
    population[1] += 1;
    test::expect_error<DataError>(messages::measure_differs, {"population, row 2"},
                                  [&] { measure::directly_standardised_rate(counts, esp().population, options); });
}

TEST_CASE("gamma limits are those of R", "[measure][direct]") {
    const auto r = test::read_numbers("measure_r.txt").at("direct");
    const Numbers events{2, 0, 5, 11, 7}, population{900, 1100, 1500, 800, 150};
    const Numbers weights{5000, 11000, 30000, 40000, 14000};
    DirectOptions options;
    options.per = 1;
    options.method = StandardisedInterval::gamma;
    const StratifiedCounts counts{events, population, {}, {}, 0, {}};
    const auto gamma = measure::directly_standardised_rate(counts, weights, options);
    CHECK(gamma.value[0] == close(r[0]));
    CHECK(gamma.column("se")[0] == close(std::sqrt(r[1])));
    CHECK(gamma.limits(0).low == close(r[2]));
    CHECK(gamma.limits(0).high == close(r[3]));
    options.method = StandardisedInterval::tiwari;
    const auto tiwari = measure::directly_standardised_rate(counts, weights, options);
    CHECK(tiwari.limits(0).low == close(r[2]));
    CHECK(tiwari.limits(0).high == close(r[4]));
    // One stratum: the exact limits of its count.
    const auto one =
        measure::directly_standardised_rate({Numbers{12}, Numbers{100}, {}, {}, 0, {}}, Numbers{1}, options);
    CHECK(one.limits(0).low == close(measure::count_limits(12).low / 100));
    CHECK(one.limits(0).high == close(measure::count_limits(12).high / 100));
}

TEST_CASE("strata that are empty, absent or missing", "[measure][direct]") {
    Numbers events{5, 6, 7, 8}, population{50, 0, 70, 80};
    const std::vector<std::int32_t> stratum{0, 1, 0, 1};
    const RowGroups groups{{0, 0, 1, 1}, 2, {}};
    const Numbers weights{30, 10};
    DirectOptions options;
    options.minimum = 0;
    options.per = 1;
    const auto run = [&] {
        return measure::directly_standardised_rate({events, population, groups, stratum, 2, {}}, weights, options);
    };
    test::expect_error<DataError>(messages::measure_events_in_empty_stratum, {"Stratum 2 of group 1"}, run);
    events[1] = 0;
    CHECK(run().reason[0] == EmptyReason::empty_stratum);
    options.empty_strata = EmptyStrata::leave_out;
    CHECK(run().value[0] == close(0.1));
    CHECK(run().column("strata_left_out") == Numbers{1, 0});
    events[3] = unknown;
    CHECK(run().reason[1] == EmptyReason::missing);
    CHECK(run().column("left_out")[1] == 1.0);
    options.missing = MissingCounts::zero;
    CHECK(run().value[1] == close(0.75 * 0.1));
    options.missing = MissingCounts::skip;
    CHECK(run().reason[1] == EmptyReason::missing_stratum);
    options.minimum = 10;
    options.missing = MissingCounts::zero;
    CHECK(run().reason == std::vector{EmptyReason::few_events, EmptyReason::few_events});
    const std::vector<std::int32_t> same{0, 0, 0, 1};  // rows of one stratum are added up
    options.minimum = 0;
    CHECK(measure::directly_standardised_rate({events, population, groups, same, 2, {}}, weights, options).reason[0] ==
          EmptyReason::missing_stratum);
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"strata", "2"}, [&] {
        measure::directly_standardised_rate({events, population, groups, std::vector<std::int32_t>{0, 1, 2, 0}, 2, {}},
                                            weights, options);
    });
    test::expect_error<DataError>(messages::measure_differs, {"standard, row 2", "20", "10"}, [&] {
        const Numbers unlike{10, 20, 10, 10};
        measure::directly_standardised_rate({events, population, groups, same, 2, {}}, unlike, options);
    });
}

TEST_CASE("published indirectly standardised rates and ratios", "[measure][indirect]") {
    const TwoAreas areas;
    IndirectOptions options;
    options.level = {0.95, 0.998};
    const auto ratio = measure::indirectly_standardised(areas.counts(), reference_events, reference_people, options);
    check_row(ratio, 0, {1.07072329390203, 1.0017147712554, 1.14323328724989, 0.963515561961444, 1.18600704158763});
    check_row(ratio, 1, {0.108866837704005, 0.087650401018294, 0.133665763284189,
                         0.0769542552839211, 0.148979205104667});
    CHECK(ratio.column("expected")[0] == close(835.883561231174));
    options.rate = true;
    options.per = 100'000;
    const auto rate = measure::indirectly_standardised(areas.counts(), reference_events, reference_people, options);
    check_row(rate, 0, {10011.1376220911, 9365.91600297888, 10689.0975829106, 9008.7578618655, 11089.0271853834});
    CHECK(rate.column("reference_rate")[0] == close(9349.88309221102));
    Numbers lacking = reference_people;
    lacking[3] = unknown;
    test::expect_error<DataError>(messages::measure_reference_stratum, {"stratum 4", "Group 1"}, [&] {
        measure::indirectly_standardised(areas.counts(), reference_events, lacking, options);
    });
    // The rates of the area itself expect what it has.
    const auto own = measure::indirectly_standardised({big, people, {}, {}, 0, {}}, big, people);
    CHECK(own.value[0] == close(1.0));
}

TEST_CASE("how often limits of a standardised rate hold", "[measure][coverage]") {
    const Numbers weights{5, 11, 30, 40, 14}, population{900, 1100, 1500, 800, 150};
    const Numbers rates{0.002, 0.001, 0.004, 0.012, 0.05};
    double truth = 0.0;
    for (std::size_t k = 0; k < 5; ++k) truth += weights[k] / 100.0 * rates[k];
    RandomStream random(11, 70, 2, 0);
    std::array<int, 3> inside{};
    const int runs = 4000;
    for (int run = 0; run < runs; ++run) {
        Numbers events;
        for (std::size_t k = 0; k < 5; ++k) events.push_back(test::poisson_draw(random, rates[k] * population[k]));
        for (std::size_t method = 0; method < 3; ++method) {
            DirectOptions options;
            options.per = 1;
            options.minimum = 1;
            options.method = enum_names(StandardisedInterval{})[method].value;
            const auto made =
                measure::directly_standardised_rate({events, population, {}, {}, 0, {}}, weights, options);
            const Limits limits = made.limits(0);
            inside[method] += limits.low <= truth && truth <= limits.high ? 1 : 0;
        }
    }
    CHECK(inside[0] > 0.93 * runs);  // dobson
    CHECK(inside[0] < 0.97 * runs);
    CHECK(inside[1] > 0.95 * runs);  // gamma: never less, at the price of width
    CHECK(inside[2] > 0.93 * runs);  // tiwari
    CHECK(inside[2] <= inside[1]);
}
