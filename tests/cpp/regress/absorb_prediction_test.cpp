// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/absorb_prediction.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/special.hpp"
#include "regress/absorb_rows_for_test.hpp"
#include "regress/refusal.hpp"

using namespace maatstaf;

namespace {

std::vector<std::int32_t> whole(const nlohmann::json& list) {
    std::vector<std::int32_t> out;
    for (const double each : test::numbers(list)) out.push_back(static_cast<std::int32_t>(each));
    return out;
}

/// Rows of the file with its two columns.
struct PredictedRows {
    std::vector<std::int32_t> area, year, type;
    std::vector<double> young;
    Eigen::MatrixXd x;

    explicit PredictedRows(const nlohmann::json& file)
        : area(whole(file["area"])), year(whole(file["year"])), type(whole(file["type"])),
          young(test::numbers(file["young"])), x(static_cast<Eigen::Index>(area.size()), 2) {
        const auto a = test::numbers(file["a"]), b = test::numbers(file["b"]);
        for (std::size_t i = 0; i < a.size(); ++i) x.row(static_cast<Eigen::Index>(i)) << a[i], b[i];
    }
    std::vector<AbsorbedEffect> effects(std::size_t count) const {
        std::vector<AbsorbedEffect> all{{"area", area}, {"year", year}, {"type", type}};
        all.resize(count);
        return all;
    }
};

}  // namespace

TEST_CASE("Predictions with absorbed effects are those of R with dummies", "[reference]") {
    const auto file = test::reference("absorb_predict.json");
    const PredictedRows rows(file), fresh(file["new"]);
    const auto y = test::numbers(file["y"]), count = test::numbers(file["count"]), w = test::numbers(file["w"]);
    struct Case {
        const char* name;
        std::size_t effects;
        Family family;
        bool weighted;
    };
    for (const Case& each : {Case{"linear_one", 1, Family::gaussian, false},
                             Case{"linear_two", 2, Family::gaussian, false},
                             Case{"linear_three", 3, Family::gaussian, false},
                             Case{"linear_weighted", 2, Family::gaussian, true},
                             Case{"poisson", 2, Family::poisson, false},
                             Case{"quasi_poisson", 3, Family::quasi_poisson, false}}) {
        CAPTURE(each.name);
        const bool linear = each.family == Family::gaussian;
        RegressionData data{.x = rows.x, .y = linear ? y : count}, later{.x = fresh.x};
        if (each.weighted) data.prior_weights = w;
        if (!linear) data.exposure = rows.young, later.exposure = fresh.young;
        const AbsorbResult fit = absorbed_regression(
            data, rows.effects(each.effects),
            {.family = each.family, .small_sample = false, .count = EffectCount::exact, .keep_effects = true});
        const AbsorbPrediction made = predict(fit, later, fresh.effects(each.effects));
        const auto& expected = file[each.name];
        CHECK(test::gap(made.eta, test::numbers(expected["eta"])) < 1e-9);
        CHECK(test::gap(made.se, test::numbers(expected["se"])) < 1e-8);
        CHECK(made.caveats.empty());
        if (each.family == Family::poisson) continue;
        const double quantile = special::student_t_quantile(0.975, expected["df"].get<double>());
        const double high = made.eta[1] + quantile * made.se[1];
        CHECK(std::abs(made.high[1] / (linear ? high : std::exp(high)) - 1.0) < 1e-12);
        const AbsorbPrediction wide = predict(fit, later, fresh.effects(each.effects), {.confidence = 0.99});
        CHECK(wide.low[1] < made.low[1]);
    }
}

TEST_CASE("A prediction of the rows of the fit is what was fitted", "[absorb]") {
    for (const bool linear : {true, false}) {
        const test::AbsorbExample example(6000, 2000, 1500, 0);   // too many levels for margins
        const RegressionData data = example.data(linear);
        const AbsorbResult fit =
            absorbed_regression(data, example.effects(),
                                {.family = linear ? Family::gaussian : Family::poisson,
                                 .keep_effects = true,
                                 .keep_fitted = true});
        const AbsorbPrediction made = predict(fit, data, example.effects());
        CHECK(made.rows_new_level == fit.rows_singleton + fit.rows_all_zero);
        CHECK(made.rows_apart == 0);
        double worst = 0.0;
        for (Eigen::Index i = 0; i < made.mean.size(); ++i) {
            CHECK(std::isnan(made.mean[i]) == std::isnan(fit.fitted[i]));
            if (!std::isnan(made.mean[i]))
                worst = std::max(worst, std::abs(made.mean[i] - fit.fitted[i]) / (1.0 + std::abs(fit.fitted[i])));
        }
        CHECK(worst < 1e-9);
        CHECK(std::isnan(made.se[0]));
        CHECK(made.caveats.back().message == messages::regress_too_many_levels_for_margin);
    }
}

TEST_CASE("Levels without an effect have no prediction, and it says which", "[absorb]") {
    // Areas 1 and 2 are only seen in years 1 and 2, areas 3 and 4 in years 3 and 4; area 9 has one row.
    const std::vector<std::int32_t> area{0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4},
        year{1, 2, 1, 1, 2, 2, 3, 4, 3, 3, 4, 4, 1};
    const std::vector<std::string> labels{"Noord", "Oost", "Zuid", "West", "Haven"}, other{"Haven", "West", "Stad"};
    const std::vector<double> y{1, 2, 3, 2, 4, 3, 5, 6, 6, 5, 7, 8, 9};
    Eigen::MatrixXd x(13, 1);
    x << 1, 2, 4, 3, 5, 1, 2, 3, 6, 1, 2, 4, 3;
    const AbsorbedEffect effects[] = {{"area", area, labels}, {"year", year}};
    const RegressionData data{.x = x, .y = y};
    const AbsorbResult fit = absorbed_regression(data, effects, {.keep_effects = true});
    CHECK(fit.components == 2);
    CHECK(fit.effects[0].label(3) == "West");
    const Eigen::MatrixXd new_x = Eigen::MatrixXd::Constant(4, 1, 2.0);
    const std::vector<std::int32_t> new_area{1, 0, 2, 1}, new_year{3, 1, 3, 1};
    const AbsorbedEffect turned[] = {{"year", new_year}, {"area", new_area, other}};
    const AbsorbPrediction made = predict(fit, {.x = new_x}, turned);
    CHECK(made.rows_new_level == 2);
    CHECK(made.rows_apart == 1);
    CHECK(std::isnan(made.mean[1]));
    CHECK(std::isnan(made.mean[2]));
    CHECK(std::isnan(made.mean[3]));
    CHECK(std::abs(made.mean[0] - (2.0 * fit.coefficients[0] + fit.effects[0].estimate[3] +
                                   fit.effects[1].estimate[2])) < 1e-12);
    REQUIRE(made.caveats.size() == 2);
    CHECK(made.caveats[0].message == messages::regress_level_without_effect);
    CHECK(made.caveats[0].parameters[1].second == "area Haven, area Stad");
    CHECK(made.caveats[1].message == messages::regress_levels_apart);

    const AbsorbResult robust = absorbed_regression(
        data, effects, {.covariance = AbsorbCovariance::hc1, .keep_effects = true});
    const AbsorbPrediction without = predict(robust, {.x = new_x}, turned);
    CHECK(std::isfinite(without.mean[0]));
    CHECK(std::isnan(without.se[0]));
    CHECK(without.caveats.back().message == messages::regress_no_margin_of_effects);
}

TEST_CASE("Age, period and cohort are told apart from what they cannot predict", "[absorb]") {
    // A cohort is a period less an age: along that line effects may move freely, though all levels are connected.
    std::vector<std::int32_t> age, period, cohort;
    std::vector<double> y;
    for (std::int32_t a = 0; a < 6; ++a)
        for (std::int32_t p = 0; p < 6; ++p)
            for (int k = 0; k < 2; ++k) {
                age.push_back(a), period.push_back(p), cohort.push_back(p - a);
                y.push_back(std::sin(3.0 * a + p + k));
            }
    Eigen::MatrixXd x(static_cast<Eigen::Index>(y.size()), 1);
    for (Eigen::Index i = 0; i < x.rows(); ++i) x(i, 0) = std::cos(1.7 * static_cast<double>(i));
    const AbsorbedEffect effects[] = {{"age", age}, {"period", period}, {"cohort", cohort}};
    const AbsorbResult fit = absorbed_regression({.x = x, .y = y}, effects, {.keep_effects = true});
    const std::vector<std::int32_t> ages{2, 2}, periods{3, 3}, cohorts{1, 2};
    const AbsorbedEffect wanted[] = {{"age", ages}, {"period", periods}, {"cohort", cohorts}};
    const AbsorbPrediction made = predict(fit, {.x = x.topRows(2)}, wanted);
    CHECK(std::isfinite(made.mean[0]));
    CHECK(std::isnan(made.mean[1]));
    CHECK(made.rows_apart == 1);
}

TEST_CASE("A prediction that cannot be is refused in words", "[absorb]") {
    const test::AbsorbExample example(300, 20, 9, 0);
    const RegressionData data = example.data(true);
    const AbsorbResult without = absorbed_regression(data, example.effects());
    CHECK_THROWS_AS(predict(without, data, example.effects()), ArgumentError);
    const AbsorbResult fit = absorbed_regression(data, example.effects(), {.keep_effects = true});
    const auto effects = example.effects();
    CHECK_THROWS_AS(predict(fit, data, std::span(effects).first(1)), ArgumentError);
    CHECK_THROWS_AS(predict(fit, data, effects, {.confidence = 1.0}), ArgumentError);
    const AbsorbedEffect named[] = {effects[0], {"third", example.second}};
    CHECK_THROWS_AS(predict(fit, data, named), ArgumentError);
    const AbsorbedEffect shorter[] = {effects[0], {"second", std::span(example.second).first(7)}};
    CHECK_THROWS_AS(predict(fit, data, shorter), ArgumentError);
    Eigen::MatrixXd bad = example.x;
    bad(3, 1) = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(predict(fit, {.x = bad}, effects), DataError);
    CHECK(predict(fit, {.x = bad.topRows(0)}, std::vector<AbsorbedEffect>{{"first"}, {"second"}}).mean.size() == 0);
}
