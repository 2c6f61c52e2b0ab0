// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/inequality.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/measure.hpp"
#include "measure/near.hpp"
#include "measure/reference.hpp"
#include "support/expect_error.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;
using test::like;
using test::Numbers;
using test::unknown;

namespace {

// Sheets of slope indices of PHEindicatormethods (tests/testthat, December 2024); its limits are 100,000 draws.
struct Deciles {
    ValueKind kind;
    Numbers population, value, se;
    MeasureResult run(SlopeOptions options) const {
        options.kind = kind;
        return measure::slope_index({value, population, {}, se, {}, {}, {}}, options);
    }
};

const Deciles life{ValueKind::plain,
                   {7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534},
                   {75.9334590103081, 78.3442382727843, 83.8360631041654, 83.6375399664931, 80.4655031529559,
                    81.1156759857022, 81.6930835718562, 84.1900062060987, 80.5955641081472, 86.2894349578624},
                   {1.63847242635855, 1.57819288454291, 1.51343550596403, 1.77549061758013, 1.70133905919814,
                    1.56412107376755, 1.36811483668786, 1.40014180059408, 2.43284639757816, 1.56651816959347}};
const Deciles infant{ValueKind::rate,
                     {279012, 255993, 236961, 214315, 192812, 183546, 168593, 164822, 154836, 138165},
                     {5.89221968947572, 4.7345044591063, 3.82763408324577, 3.86813802113711, 3.67715702342178,
                      3.1436261209724, 3.12587118089126, 2.9425683464586, 2.82879950399132, 2.764810190714},
                     {0.0245874978109343, 0.0286517723879092, 0.0331342806782955, 0.0346567422178177,
                      0.0374773739455452, 0.0415525918660513, 0.0434783447431854, 0.0453248015221144,
                      0.0476956760622547, 0.0510710540133055}};
const Deciles weight{ValueKind::proportion,
                     {34353, 32112, 27715, 25372, 23889, 23260, 23180, 24193, 23609, 24488},
                     {0.212121212121212, 0.214281265570503, 0.204077214504781, 0.191865048084503, 0.174808489262841,
                      0.166638005159071, 0.156039689387403, 0.146571322283305, 0.140370197805921, 0.120875530872264},
                     {0.0131970184718405, 0.0135994025354694, 0.0149034360580548, 0.0159425255825022,
                      0.0170339052697932, 0.017593885815627, 0.0180981416902973, 0.0181767430574725,
                      0.0187342209554401, 0.0196017240307599}};

/// Value to all digits; limits to a hundredth of the width, which is what their draws are good for.
void check_index(const MeasureResult& made, double value, double low, double high) {
    CHECK(made.value[0] == like(value, 1e-11));
    const double slack = 0.012 * (high - low);
    CHECK(std::fabs(made.limits(0).low - low) < slack);
    CHECK(std::fabs(made.limits(0).high - high) < slack);
}

}  // namespace

TEST_CASE("published slope and relative indices", "[measure][slope]") {
    SlopeOptions slope;
    SlopeOptions relative;
    relative.relative = true;
    check_index(life.run(slope), 6.93461647366882, 3.12759461765082, 10.7586873680794);
    check_index(life.run(relative), 1.08881808044462, 1.03836905916428, 1.14129933602512);
    check_index(life.run({.level = {0.99}}), 6.93461647366882, 1.92432744373911, 11.9920840380028);
    CHECK(life.run(slope).column("intercept")[0] == like(78.0766307823167));
    check_index(infant.run(slope), -3.27520123264718, -3.58682330167442, -2.96531700172727);
    check_index(infant.run(relative), 0.4060006895398, 0.368881701990688, 0.44624776652447);
    check_index(weight.run(slope), -0.107200323337305, -0.112208572209847, -0.102179806214546);
    check_index(weight.run({.per = -100}), 10.7200323337305, 10.2179806214546, 11.2208572209847);
    check_index(weight.run({.relative = true, .per = -100}), 1.87476027447441, 1.81767339414161, 1.93375975708317);
}

TEST_CASE("published indices of lines on the scale of the value", "[measure][slope]") {
    // Limits from 1,000,000 draws of the same law (numpy); those published are 3 percent wider, we do not know why.
    check_index(infant.run({.transform = true}), -3.15590713895456, -3.47248216, -2.84295893);
    check_index(infant.run({.transform = true, .relative = true}), 0.441884843607682, 0.408274408036072,
                0.478566326500693);
    CHECK(infant.run({.transform = true}).column("intercept")[0] == like(5.65458060546947));
    check_index(weight.run({.transform = true}), -0.109646261112591, -0.114908384494646, -0.104430877760454);
    check_index(weight.run({.level = {0.98}, .transform = true, .relative = true}), 0.534177574325395,
                0.515732578369302, 0.553278456224807);
}

TEST_CASE("closed limits of indices", "[measure][slope]") {
    // For a plain value the slope is exactly normal.
    const auto made = life.run({});
    const double se = made.column("se")[0];
    CHECK(made.limits(0).high == like(made.value[0] + 1.959963984540054 * se));
    // A ratio on the log scale is exactly log-normal: the interval is even on the logarithm.
    const auto ratio = infant.run({.transform = true, .relative = true});
    CHECK(ratio.limits(0).low * ratio.limits(0).high == like(ratio.value[0] * ratio.value[0], 1e-9));
    // Margins from limits are margins; order of the rows does not matter when the order is given.
    Numbers low, high, order, value = life.value, population = life.population;
    for (std::size_t k = 0; k < 10; ++k) {
        low.push_back(life.value[k] - 1.6448536269514722 * life.se[k]);
        high.push_back(life.value[k] + 1.6448536269514722 * life.se[k]);
        order.push_back(static_cast<double>(k + 1));
    }
    for (auto* each : {&low, &high, &order, &value, &population}) std::reverse(each->begin(), each->end());
    SlopeOptions options;
    options.limits_level = 0.9;
    const auto same = measure::slope_index({value, population, order, {}, low, high, {}}, options);
    CHECK(same.value[0] == like(made.value[0]));
    CHECK(same.limits(0).low == like(made.limits(0).low, 1e-10));
}

TEST_CASE("slope indices refuse and explain", "[measure][slope]") {
    Numbers value{1, 2, unknown}, people{10, 10, 10}, se{1, 1, 1};
    CHECK(measure::slope_index({value, people, {}, se, {}, {}, {}}).reason[0] == EmptyReason::missing);
    CHECK(measure::slope_index({Numbers{1, 2}, Numbers{1, 2}, {}, Numbers{1, 2}, {}, {}, {}}).reason[0] ==
          EmptyReason::few_units);
    value[2] = 3;
    people[1] = 0;
    CHECK(measure::slope_index({value, people, {}, se, {}, {}, {}}).reason[0] == EmptyReason::no_population);
    people[1] = 5;
    test::expect_error<ArgumentError>(messages::measure_needs_margin, {},
                                      [&] { measure::slope_index({value, people, {}, {}, {}, {}, {}}); });
    test::expect_error<DataError>(messages::measure_quantile_twice, {"Row 3", "2"}, [&] {
        measure::slope_index({value, people, Numbers{1, 2, 2}, se, {}, {}, {}});
    });
    test::expect_error<DataError>(messages::measure_crossed, {"Row 1"}, [&] {
        measure::slope_index({value, people, {}, {}, Numbers{2, 1, 1}, Numbers{1, 3, 4}, {}});
    });
    SlopeOptions share;
    share.kind = ValueKind::proportion;
    test::expect_error<DataError>(messages::measure_off_scale, {"value, row 1", "below 1"},
                                  [&] { measure::slope_index({value, people, {}, se, {}, {}, {}}, share); });
}

TEST_CASE("quantile groups", "[measure][quantiles]") {
    // Twelve areas in tenths, as published with PHEindicatormethods; high values first, then low values first.
    const Numbers high{118.7460481, 131.2778276, 137.109864,  137.7256526, 138.9005229, 143.263302,
                       145.5966707, 146.6971262, 153.6912833, 155.763081,  157.1222286, 171.2170455};
    CHECK(measure::quantile_groups(high, 10, {}, true) == Numbers{10, 9, 8, 7, 6, 6, 5, 4, 3, 2, 1, 1});
    const Numbers low{79.58215, 81.10001, 81.25647, 81.25743, 81.29486, 81.32928,
                      81.35759, 81.54632, 81.68566, 82.08973, 82.4468,  82.63069};
    CHECK(measure::quantile_groups(low, 10) == Numbers{1, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10});
    const auto tied = measure::quantile_groups(Numbers{5, 1, unknown, 1, 1}, 2);
    CHECK(tied[0] == 2);
    CHECK(tied[1] == 1);
    CHECK(std::isnan(tied[2]));
    CHECK(std::isnan(measure::quantile_groups(Numbers{1, 2}, 3)[0]));
    const auto within = measure::quantile_groups(Numbers{1, 5, 2, 6}, 2, {{0, 1, 0, 1}, 2, {}});
    CHECK(within == Numbers{1, 1, 2, 2});
}

TEST_CASE("concentration and Theil indices are those of R", "[measure][concentration]") {
    const auto r = test::read_numbers("measure_r.txt");
    const Numbers y{3.1, 0, 2.2, 5.7, 4.4, 8.1, 1.3, 6.6, 9.2, 7.4, 2.9, 12.5};
    const Numbers by{3, 1, 2, 5, 5, 8, 4, 7, 9, 10, 6, 12};
    const Numbers& expected = r.at("indices");
    CHECK(measure::concentration_index(y, by).value[0] == like(expected[0]));
    CHECK(measure::concentration_index(y, y).value[0] == like(expected[1]));  // Gini
    CHECK(measure::theil_index(y).value[0] == like(expected[2]));
    Numbers more(y);
    for (double& each : more) each += 1;
    TheilOptions options;
    options.log_deviation = true;
    CHECK(measure::theil_index(more, {}, {}, {}, options).value[0] == like(expected[3]));
    // Margins against the jackknife.
    const Numbers &big = r.at("big"), &rank = r.at("big_rank"), &jack = r.at("big_indices");
    const auto concentration = measure::concentration_index(big, rank);
    CHECK(concentration.value[0] == like(jack[0]));
    CHECK(concentration.column("se")[0] == like(jack[1], 0.05));
    CHECK(measure::theil_index(big).value[0] == like(jack[2]));
    CHECK(measure::theil_index(big).column("se")[0] == like(jack[3], 0.08));
    CHECK(measure::theil_index(big, {}, {}, {}, options).value[0] == like(jack[4]));
    CHECK(measure::theil_index(big, {}, {}, {}, options).column("se")[0] == like(jack[5], 0.05));
}

TEST_CASE("weights stand for people, and parts add up", "[measure][concentration]") {
    const Numbers y{1, 4, 2}, by{1, 3, 2}, w{2, 1, 3}, each{1, 1, 4, 2, 2, 2}, rank{1, 1, 3, 2, 2, 2};
    CHECK(measure::concentration_index(y, by, w).value[0] == like(measure::concentration_index(each, rank).value[0]));
    CHECK(measure::theil_index(y, w).value[0] == like(measure::theil_index(each).value[0]));
    const std::vector<std::int32_t> parts{0, 0, 1, 1, 1, 0};
    const auto theil = measure::theil_index(each, {}, parts);
    const double own0 = measure::theil_index(Numbers{1, 1, 2}).value[0];
    const double own1 = measure::theil_index(Numbers{4, 2, 2}).value[0];
    CHECK(theil.column("within")[0] == like(4.0 / 12 * own0 + 8.0 / 12 * own1));
    CHECK(theil.column("between")[0] + theil.column("within")[0] == like(theil.value[0]));
    ConcentrationOptions bounded;
    bounded.bounded = true;
    bounded.highest = 5;
    CHECK(measure::concentration_index(y, by, w, {}, bounded).value[0] ==
          like(4.0 * 2.0 / 5.0 * measure::concentration_index(y, by, w).value[0]));
    const auto gone = measure::concentration_index(Numbers{1, unknown, 3, 2}, Numbers{1, 2, 3, 4});
    CHECK(gone.column("left_out")[0] == 1.0);
    CHECK(measure::theil_index(Numbers{0, 0}).reason[0] == EmptyReason::nothing_expected);
    test::expect_error<DataError>(messages::measure_negative, {"amounts, row 1"},
                                  [] { measure::theil_index(Numbers{-1, 2}); });
    TheilOptions options;
    options.log_deviation = true;
    test::expect_error<DataError>(messages::measure_off_scale, {"row 2", "above 0"},
                                  [&] { measure::theil_index(Numbers{1, 0}, {}, {}, {}, options); });
}

TEST_CASE("how often limits of indices hold", "[measure][coverage]") {
    RandomStream random(17, 70, 4, 0);
    const int runs = 800;
    int slope = 0, ratio = 0, concentration = 0;
    for (int run = 0; run < runs; ++run) {
        Deciles drawn = infant;
        for (std::size_t k = 0; k < 10; ++k) {
            drawn.se[k] *= 4.0;
            drawn.value[k] *= std::exp(drawn.se[k] * random.normal());
        }
        const auto made = drawn.run({});
        slope += made.limits(0).low <= -3.27520123264718 && -3.27520123264718 <= made.limits(0).high ? 1 : 0;
        const auto relative = drawn.run({.relative = true});
        ratio += relative.limits(0).low <= 0.4060006895398 && 0.4060006895398 <= relative.limits(0).high ? 1 : 0;
        Numbers value, by;
        for (int i = 0; i < 300; ++i) {
            by.push_back(random.uniform());
            value.push_back(random.uniform() < 0.1 + 0.3 * by.back() ? 1.0 : 0.0);
        }
        const auto index = measure::concentration_index(value, by);
        concentration += index.limits(0).low <= 0.2 && 0.2 <= index.limits(0).high ? 1 : 0;
    }
    for (const int each : {slope, ratio, concentration}) {
        CHECK(each > 0.93 * runs);
        CHECK(each < 0.97 * runs);
    }
}
