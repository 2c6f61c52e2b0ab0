// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/measure/agreement.hpp"
#include "maatstaf/measure/calibration.hpp"
#include "measure/near.hpp"
#include "measure/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::like;
using test::Numbers;

namespace {

/// Pairs of judgements that make up a square table of counts.
void pairs_of(const std::vector<Numbers>& table, Numbers& first, Numbers& second) {
    for (std::size_t i = 0; i < table.size(); ++i)
        for (std::size_t j = 0; j < table.size(); ++j)
            for (int count = 0; count < table[i][j]; ++count) {
                first.push_back(static_cast<double>(i));
                second.push_back(static_cast<double>(j));
            }
}

}  // namespace

TEST_CASE("kappas are those of statsmodels", "[measure][agreement]") {
    const auto peer = test::read_numbers("agreement_py.txt");
    Numbers first, second;
    pairs_of({{22, 5, 2, 0}, {4, 15, 6, 1}, {1, 5, 12, 7}, {0, 2, 4, 14}}, first, second);
    for (const auto& weights : enum_names(KappaWeights{})) {
        AgreementOptions options;
        options.weights = weights.value;
        const auto made = measure::weighted_kappa(first, second, 4, options);
        const Numbers& expected = peer.at("kappa_" + std::string(weights.name));
        CAPTURE(weights.name);
        CHECK(made.kappa.value == like(expected[0]));
        CHECK(made.kappa.se == like(expected[1]));
        // Wilson: what was seen to disagree lies just 1.96 standard errors from either limit.
        const double room = 1.0 - made.by_chance, part = 1.0 - made.observed;
        for (const double limit : {made.kappa.low, made.kappa.high}) {
            const double there = (1.0 - limit) * room, away = part - there;
            const double error = 1.959963984540054 * made.kappa.se * room;
            CHECK(away * away * part * (1.0 - part) == like(error * error * there * (1.0 - there)));
        }
        CHECK(made.kappa.n == 100.0);
    }
    const std::vector<std::vector<int>> items{{4, 1, 0}, {2, 2, 1}, {0, 5, 0}, {1, 1, 3},
                                              {3, 1, 1}, {0, 0, 5}, {2, 3, 0}, {5, 0, 0}};
    std::vector<std::int32_t> item;
    Numbers kind;
    for (std::size_t i = 0; i < items.size(); ++i)
        for (std::size_t k = 0; k < 3; ++k)
            for (int count = 0; count < items[i][k]; ++count) {
                item.push_back(static_cast<std::int32_t>(i));
                kind.push_back(static_cast<double>(k));
            }
    const auto fleiss = measure::fleiss_kappa(item, kind, 8, 3);
    CHECK(fleiss.kappa.value == like(peer.at("fleiss")[0]));
    CHECK(fleiss.kappa.se == like(peer.at("fleiss")[1]));
    CHECK((fleiss.observed - fleiss.by_chance) / (1 - fleiss.by_chance) == like(fleiss.kappa.value));
}

TEST_CASE("agreement explains what it cannot say", "[measure][agreement]") {
    const double none = std::nan("");
    const auto made = measure::weighted_kappa(Numbers{0, 1, none, 1}, Numbers{0, 1, 1, none}, 2);
    CHECK(made.left_out == 2.0);
    CHECK(made.kappa.value == 1.0);
    CHECK(made.kappa.high == 1.0);
    CHECK(measure::weighted_kappa(Numbers{1, 1}, Numbers{1, 1}, 2).reason == EmptyReason::no_spread);
    CHECK(measure::weighted_kappa(Numbers{none}, Numbers{1}, 2).reason == EmptyReason::missing);
    CHECK(measure::fleiss_kappa(std::vector<std::int32_t>{0, 0, 1}, Numbers{1, 0, 1}, 2, 2).reason ==
          EmptyReason::few_units);
    test::expect_error<DataError>(messages::measure_unknown_kind, {"second, row 2", "2"},
                                  [] { measure::weighted_kappa(Numbers{0, 1}, Numbers{0, 2}, 2); });
    AgreementOptions weighted;
    weighted.weights = KappaWeights::linear;
    test::expect_error<ArgumentError>(messages::measure_no_weights, {"linear"}, [&] {
        measure::fleiss_kappa(std::vector<std::int32_t>{0}, Numbers{0}, 1, 2, weighted);
    });
}

TEST_CASE("calibration is that of a logit of statsmodels", "[measure][calibration]") {
    const Numbers peer = test::read_numbers("agreement_py.txt").at("calibration");
    const Numbers judged{0.1, 0.1, 0.1, 0.3, 0.3, 0.3, 0.3, 0.5, 0.5, 0.5, 0.7, 0.7, 0.7, 0.9, 0.9, 0.9};
    const Numbers happened{0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1};
    const auto made = measure::calibration(judged, happened);
    CHECK(made.intercept.value == like(peer[0], 1e-9));
    CHECK(made.intercept.se == like(peer[1], 1e-6));
    CHECK(made.slope.value == like(peer[2], 1e-9));
    CHECK(made.slope.se == like(peer[3], 1e-6));
    CHECK(made.brier.value == like(peer[4]));
    CHECK(made.reliability - made.resolution + made.uncertainty == like(made.brier.value));
    CHECK(std::fabs(made.within) < 1e-14);  // five different judgements, five bins
    CHECK(made.bins.rows() == 5);
    CHECK(made.bins.value[1] == 0.25);
    CalibrationOptions coarse;
    coarse.bins = 2;
    const auto two = measure::calibration(judged, happened, coarse);
    CHECK(two.bins.rows() == 2);
    CHECK(std::fabs(two.within) > 1e-4);
    CHECK(two.reliability - two.resolution + two.uncertainty + two.within == like(made.brier.value));
}

TEST_CASE("calibration at the ends and without spread", "[measure][calibration]") {
    const double none = std::nan("");
    const auto ends = measure::calibration(Numbers{0, 1, 0.4, none}, Numbers{0, 1, 0, 1});
    CHECK(ends.at_the_ends == 2.0);
    CHECK(ends.left_out == 1.0);
    CHECK(ends.line_reason == EmptyReason::few_units);
    CHECK(ends.brier.value == like(0.16 / 3));
    CHECK(measure::calibration(Numbers{0.2, 0.4, 0.6}, Numbers{1, 1, 1}).line_reason == EmptyReason::no_spread);
    CHECK(measure::calibration(Numbers{0.2, 0.2, 0.2}, Numbers{1, 0, 1}).line_reason == EmptyReason::no_spread);
    CHECK(measure::calibration(Numbers{none}, Numbers{1}).reason == EmptyReason::missing);
    test::expect_error<DataError>(messages::measure_off_scale, {"judged, row 1", "0 to 1"},
                                  [] { measure::calibration(Numbers{20}, Numbers{1}); });
    test::expect_error<DataError>(messages::measure_off_scale, {"outcome, row 1"},
                                  [] { measure::calibration(Numbers{0.2}, Numbers{2}); });
}

TEST_CASE("how often margins of judgement hold", "[measure][coverage]") {
    RandomStream random(23, 70, 6, 0);
    int slope = 0, intercept = 0, brier = 0, kappa = 0;
    const int runs = 1000;
    for (int run = 0; run < runs; ++run) {
        Numbers judged, happened, first, second;
        for (int i = 0; i < 200; ++i) {
            judged.push_back(0.1 + 0.8 * random.uniform());
            happened.push_back(random.uniform() < judged.back() ? 1.0 : 0.0);
            const double truth = random.uniform() < 0.5 ? 0.0 : 1.0;  // each judge is right nine times in ten
            first.push_back(random.uniform() < 0.9 ? truth : 1.0 - truth);
            second.push_back(random.uniform() < 0.9 ? truth : 1.0 - truth);
        }
        const auto made = measure::calibration(judged, happened);
        const auto holds = [](const Estimate& each, double truth) { return each.low <= truth && truth <= each.high; };
        slope += holds(made.slope, 1.0) ? 1 : 0;
        intercept += holds(made.intercept, 0.0) ? 1 : 0;
        brier += holds(made.brier, 0.25 - 0.64 / 12) ? 1 : 0;
        kappa += holds(measure::weighted_kappa(first, second, 2).kappa, 0.64) ? 1 : 0;
    }
    for (const int each : {slope, intercept, brier, kappa}) {
        CHECK(each > 0.93 * runs);
        CHECK(each < 0.97 * runs);
    }
}
