// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/reach.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/measure/compare.hpp"
#include "near.hpp"
#include "reference.hpp"

using namespace maatstaf;
using test::like;

namespace {
constexpr double empty_cell = std::numeric_limits<double>::quiet_NaN();
using Names = std::vector<std::string>;

std::size_t row_of(const MeasureResult& made, const std::string& target, const std::string& measure) {
    for (std::size_t row = 0; row < made.rows(); ++row)
        if (made.keys["target"].display(row) == target && made.keys["measure"].display(row) == measure) return row;
    FAIL("no row " << target << " " << measure);
    return 0;
}

const test::Numbers reached{30, 10, 10};
const test::Numbers people{500, 300, 200};
const Names target{"lone parents", "youth", "others"};
}  // namespace

TEST_CASE("reach and spread over target groups that divide the whole") {
    const auto made = measure::reach({reached, people, target, {}});
    const auto lone = row_of(made, "lone parents", "coverage");
    CHECK(made.value[lone] == like(0.06));
    CHECK(made.limits(lone).low == like(measure::proportion_limits(30, 500).low));
    CHECK(made.value[row_of(made, "all", "coverage")] == like(0.05));
    const auto parity = row_of(made, "lone parents", "parity");
    CHECK(made.value[parity] == like(1.2));
    // Half of the residents: r over the others gives r / (r / 2 + 1 / 2).
    const test::Numbers lone_count{30}, lone_all{500}, other_count{20}, other_all{500};
    const auto beside_others = measure::compare_proportions(lone_count, lone_all, other_count, other_all).limits(0);
    CHECK(made.limits(parity).low == like(beside_others.low / (0.5 * beside_others.low + 0.5)));
    CHECK(made.limits(parity).high == like(beside_others.high / (0.5 * beside_others.high + 0.5)));
    CHECK(made.value[row_of(made, "all", "dissimilarity")] == like(0.1));  // .6 .2 .2 beside .5 .3 .2
    CHECK(made.caveats.empty());
    CHECK_FALSE(made.keys.restricted());
    ReachOptions beside{};
    beside.reference = "youth";
    const auto ratio = measure::reach({reached, people, target, {}}, beside);
    CHECK(ratio.value[row_of(ratio, "lone parents", "parity")] == like(1.8));
    CHECK(ratio.value[row_of(ratio, "youth", "parity")] == 1.0);
    const test::Numbers x1{30}, n1{500}, x2{10}, n2{300};
    const auto two = measure::compare_proportions(x1, n1, x2, n2);
    CHECK(ratio.limits(row_of(ratio, "lone parents", "parity")).low == two.low[0]);
    beside.reference = "yuoth";
    CHECK_THROWS_AS(measure::reach({reached, people, target, {}}, beside), ArgumentError);
}

TEST_CASE("with two groups the index is the excess of one, and its limits are Wilson's") {
    const test::Numbers r{80, 20}, n{50000, 50000};
    const double level[] = {0.95, 0.8};
    const auto made = measure::dissimilarity(r, n, level, 40000);
    CHECK(made.value == like(0.3));
    CHECK(made.corrected == like(0.3, 0.005));
    const double size = 100.0 / (1.0 - 0.001);  // nobody is reached twice
    for (std::size_t at = 0; at < 2; ++at) {
        const auto wilson = measure::proportion_limits(0.8 * size, size, level[at]);
        CHECK(made.limits[at].low == like(wilson.low - 0.5, 0.01));  // by draws
        CHECK(made.limits[at].high == like(wilson.high - 0.5));
    }
    const auto all = measure::dissimilarity(n, n, level);  // everybody is reached
    CHECK(all.value == 0.0);
    CHECK(all.limits[0].high < 1e-3);
}

TEST_CASE("the order of rows and their splitting do not matter") {
    const test::Numbers r{5, 10, 10, 25}, n{200, 200, 300, 300};
    const Names t{"lone parents", "others", "youth", "lone parents"};
    const auto made = measure::reach({reached, people, target, {}});
    const auto turned = measure::reach({r, n, t, {}});
    for (const char* measure : {"coverage", "parity"})
        for (const std::string& each : target) {
            CHECK(turned.value[row_of(turned, each, measure)] == made.value[row_of(made, each, measure)]);
            CHECK(turned.low[row_of(turned, each, measure)] == made.low[row_of(made, each, measure)]);
        }
    CHECK(turned.low[row_of(turned, "all", "dissimilarity")] == made.low[row_of(made, "all", "dissimilarity")]);
}

TEST_CASE("participants of unknown group give bounds that hold whoever they are") {
    const test::Numbers r{30, 10, 10, 20}, n{500, 300, 200, empty_cell};
    const Names t{"lone parents", "youth", "others", "unknown"};
    const auto made = measure::reach({r, n, t, {}});
    const auto lone = row_of(made, "lone parents", "coverage");
    CHECK(made.value[lone] == like(0.06));
    CHECK(made.column("least")[lone] == like(0.06));
    CHECK(made.column("most")[lone] == like(0.1));
    CHECK(made.column("most_high")[lone] == like(measure::proportion_limits(50, 500).high));
    CHECK(made.value[row_of(made, "all", "coverage")] == like(0.07));
    const auto parity = row_of(made, "youth", "parity");
    CHECK(made.column("least")[parity] == like(10.0 / 300.0 / 0.07));
    CHECK(made.column("most")[parity] == like(30.0 / 300.0 / 0.07));
    const auto spread = row_of(made, "all", "dissimilarity");
    CHECK(made.column("least")[spread] == like(0.0).margin(1e-12));  // 35, 21 and 14 of 70 can be reached exactly
    CHECK(made.column("most")[spread] == like(30.0 / 70.0 - 0.2));   // all 20 of the others: .429 beside .2
    CHECK(made.caveats.size() == 1);
    // Every way to divide the twenty lies within the bounds.
    for (double to_lone = 0.0; to_lone <= 20.0; to_lone += 5.0)
        for (double to_youth = 0.0; to_youth + to_lone <= 20.0; to_youth += 5.0) {
            const test::Numbers truth{30 + to_lone, 10 + to_youth, 30 - to_lone - to_youth};
            const auto known = measure::reach({truth, people, target, {}});
            for (const char* measure : {"coverage", "parity"})
                for (const std::string& each : target) {
                    const double value = known.value[row_of(known, each, measure)];
                    CHECK(value >= made.column("least")[row_of(made, each, measure)] - 1e-12);
                    CHECK(value <= made.column("most")[row_of(made, each, measure)] + 1e-12);
                }
            CHECK(known.value[row_of(known, "all", "dissimilarity")] <= made.column("most")[spread] + 1e-12);
        }
    // Two groups that together are nearly all reached: the bounds know how many still fit elsewhere.
    const test::Numbers full{5, 8, 6}, small{10, 10, empty_cell};
    const Names few{"a", "b", "unknown"};
    const auto tight = measure::reach({full, small, few, {}});
    CHECK(tight.column("least")[row_of(tight, "a", "coverage")] == like(0.9));  // b has room for two of the six
    CHECK(tight.keys.restricted());
}

TEST_CASE("people in several target groups count once in the whole") {
    const Table participants = read_csv(
        "client,doelgroep,wijk\np1,lone parents,W1\np1,low literate,W1\np2,low literate,W1\np3,,W1\np2,,W1\n"
        "p4,lone parents,W2\n");
    const Table population = read_csv("doelgroep,inwoners\nlone parents,40\nlow literate,60\nall,500\n");
    ReachCountOptions options{};
    options.by = {"wijk"};
    const Table counts = measure::count_reached(participants, population, options);
    CHECK(counts.restricted());
    const auto groups = group_rows(counts, options.by);
    Names names{};
    for (std::size_t row = 0; row < counts.rows(); ++row) names.push_back(counts["target"].display(row));
    const auto made =
        measure::reach({counts["reached"].float64(), counts["population"].float64(), names, groups});
    const auto all = row_of(made, "all", "coverage");
    CHECK(made.keys["wijk"].display(all) == "W1");
    CHECK(made.value[all] == like(3.0 / 500.0));
    CHECK(made.column("count")[row_of(made, "low literate", "coverage")] == 2.0);
    CHECK(made.reason[row_of(made, "all", "dissimilarity")] == EmptyReason::overlap);
    CHECK(made.column("most")[row_of(made, "lone parents", "coverage")] == like(2.0 / 40.0));  // p3 may be one
    CHECK(made.caveats.size() == 3);
    const Table no_whole = read_csv("doelgroep,inwoners\nlone parents,40\nlow literate,60\n");
    CHECK_THROWS_AS(measure::count_reached(participants, no_whole, options), DataError);
    const Table other = read_csv("doelgroep,inwoners\nlow literate,60\nall,500\n");
    CHECK_THROWS_AS(measure::count_reached(participants, other, options), DataError);
}

TEST_CASE("counts that cannot be are refused, and empty groups say so") {
    const Names t{"a", "b"};
    const auto with = [&](test::Numbers r, test::Numbers n) { return measure::reach({r, n, t, {}}); };
    CHECK_THROWS_AS(with({11, 1}, {10, 10}), DataError);
    CHECK_THROWS_AS(with({-1, 1}, {10, 10}), DataError);
    CHECK_THROWS_AS(with({1.5, 1}, {10, 10}), DataError);
    CHECK_THROWS_AS(with({1, 1}, {10, empty_cell, 3}), ArgumentError);
    const auto empty = with({0, 3}, {0, 10});
    CHECK(empty.reason[row_of(empty, "a", "coverage")] == EmptyReason::no_population);
    CHECK(empty.value[row_of(empty, "b", "coverage")] == like(0.3));
    CHECK(with({0, 0}, {10, 10}).reason[5] == EmptyReason::few_events);
    const auto missing = with({empty_cell, 3}, {10, 10});
    CHECK(missing.reason[0] == EmptyReason::missing);
    CHECK(missing.value[1] == like(0.3));
    const Names whole{"a", "all"};
    const test::Numbers r{5, 4}, n{10, 20}, lost{1, 15}, among{10, 20};
    CHECK_THROWS_AS(measure::reach({r, n, whole, {}}), DataError);
    CHECK_THROWS_AS(measure::reach({lost, among, whole, {}}), DataError);  // 14 others among 10
}

namespace {
/// How often intervals hold the truth in three groups of 400, 250 and 350 residents, times `size`.
struct HeldReach {
    double parity = 0.0, spread = 0.0, above = 0.0, corrected_above = 0.0;
};
HeldReach held_reach(double size, std::uint32_t draws) {
    const test::Numbers n{400 * size, 250 * size, 350 * size}, chance{0.16, 0.06, 0.10}, even{0.4, 0.25, 0.35};
    const double whole = 0.4 * 0.16 + 0.25 * 0.06 + 0.35 * 0.10;
    double truth = 0.0;
    for (std::size_t g = 0; g < 3; ++g) truth += 0.5 * std::fabs(even[g] * chance[g] / whole - even[g]);
    const Names t{"a", "b", "c"};
    ReachOptions options{};
    options.draws = 500;
    HeldReach made{};
    for (std::uint32_t draw = 0; draw < draws; ++draw) {
        RandomStream random(3, 9203, 0, draw);
        test::Numbers r;
        for (std::size_t g = 0; g < 3; ++g)
            r.push_back(static_cast<double>(random.binomial(static_cast<std::int64_t>(n[g]), chance[g])));
        const auto reach = measure::reach({r, n, t, {}}, options);
        const auto group = reach.limits(4), index = reach.limits(7);
        made.parity += group.low <= 0.16 / whole && 0.16 / whole <= group.high ? 1.0 / draws : 0.0;
        made.spread += index.low <= truth && truth <= index.high ? 1.0 / draws : 0.0;
        made.above += reach.value[7] > truth ? 1.0 / draws : 0.0;
        made.corrected_above += reach.column("corrected")[7] > truth ? 1.0 / draws : 0.0;
    }
    return made;
}
}  // namespace

TEST_CASE("intervals of parity and dissimilarity hold as often as they say") {
    const auto many = held_reach(10.0, 800);
    CHECK(many.parity > 0.93);
    CHECK(many.parity < 0.97);
    CHECK(many.spread > 0.93);
    CHECK(many.spread < 0.97);
    CHECK(std::fabs(many.corrected_above - 0.5) < 0.06);
    const auto few = held_reach(1.0, 400);  // some hundred participants: rather too wide than too narrow
    CHECK(few.parity > 0.93);
    CHECK(few.parity < 0.97);
    CHECK(few.spread > 0.93);
    CHECK(few.above > few.corrected_above);  // what chance adds
}

TEST_CASE("an even spread of few participants is not called uneven") {
    const test::Numbers n{400, 250, 350};
    double held = 0.0, seen = 0.0;
    for (std::uint32_t draw = 0; draw < 400; ++draw) {
        RandomStream random(3, 9204, 0, draw);
        test::Numbers r;
        for (const double each : n) r.push_back(static_cast<double>(random.binomial(static_cast<int>(each), 0.04)));
        const double level[] = {0.95};
        const auto made = measure::dissimilarity(r, n, level, 300);
        held += made.limits[0].low == 0.0;
        seen += made.value;
    }
    CHECK(held / 400 > 0.95);       // one-sided here, so at least 97.5 on average
    CHECK(seen / 400 > 0.05);       // what chance alone makes of it
}
