// SPDX-License-Identifier: Apache-2.0
// Counts of which the panel does not say the scale are read as the framework says, everywhere alike.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/panel/merge.hpp"
#include "maatstaf/score/counts.hpp"
#include "maatstaf/score/drift.hpp"
#include "maatstaf/score/side_links.hpp"
#include "maatstaf/score/targets.hpp"
#include "score/small_framework.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;

namespace {

/// The small framework, in which x is a proportion in % that should fall from 60 to 38.
Framework in_percent(Scale scale = Scale::proportion, std::string unit = "%", double factor = 1.0) {
    Framework framework = test::small_framework();
    Indicator x = framework.indicator("x");
    x.scale = scale;
    x.unit = std::move(unit);
    x.factor = factor;
    x.direction = Direction::lower;
    x.baseline = 60.0;
    x.targets = {{.value = 38.0}};
    framework.replace(x);
    return framework;
}

Panel counts(PanelIndicator described = {.id = "x"}) {
    std::vector<std::string> ids = {"a", "b"};
    PanelBuilder builder(ids);
    builder.describe(std::move(described));
    builder.add("x", "2020", {}, {.numerator = {40.0, 57.0}, .denominator = {100.0, 100.0}});
    return builder.build();
}

bool says(const TargetRow& row, Message message) {
    return std::ranges::find(row.caveats, message, &Caveat::message) != row.caveats.end();
}

}  // namespace

TEST_CASE("counts without a scale are what the framework says they are", "[score][counts]") {
    const Panel said = counts({.id = "x", .scale = Scale::proportion, .factor = 100.0, .unit = "%"});
    const Panel read = read_counts(in_percent(), counts());
    CHECK(read.indicators()[0].scale == Scale::proportion);
    CHECK(read.indicators()[0].factor == 100.0);
    // To the bit: 57.0, and not 100 x 0.57 = 56.99999999999999.
    CHECK(std::ranges::equal(read.cells(0, 0).value, said.cells(0, 0).value));
    const auto unsaid = hold_against_targets(in_percent(), counts()), told = hold_against_targets(in_percent(), said);
    REQUIRE(unsaid.rows.size() == 2);
    CHECK(unsaid.rows[0].estimate.value == 40.0);
    CHECK(unsaid.rows[0].attainment == Catch::Approx(20.0 / 22.0));
    CHECK(unsaid.rows[0].pace_needed != 0.0);
    CHECK(unsaid.rows[0].estimate.low == told.rows[0].estimate.low);
    CHECK(unsaid.rows[0].estimate.low > 30.0);
    CHECK_FALSE(says(unsaid.rows[0], messages::target_without_margin));
    // Scores and drift read the same panel the same way, whichever of the two the model was fitted on.
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    const auto model = fit_score_model(in_percent(), said, options);
    const auto cell = score_panel(model, counts()).cell("x", "a", "2020");
    const auto same = score_panel(model, said).cell("x", "a", "2020");
    CHECK(cell.estimate.value == same.estimate.value);
    CHECK(cell.estimate.low == same.estimate.low);   // which no NaN does
    CHECK(drift(model, counts()).rows[0].mean == Catch::Approx(48.5));
}

TEST_CASE("a factor of the framework, a rate, and what is left as it is", "[score][counts]") {
    const auto indicator = [](const Framework& framework, PanelIndicator described = {.id = "x"}) {
        return read_counts(framework, counts(std::move(described))).indicators()[0];
    };
    CHECK(indicator(in_percent(Scale::rate, "per 1,000", 1000.0)).factor == 1000.0);
    CHECK(indicator(in_percent(Scale::rate, "per 1,000", 1000.0)).scale == Scale::rate);
    CHECK(indicator(in_percent(Scale::proportion, "share")).factor == 1.0);
    for (const char* unit : {"procent", "Percent van inwoners", " %", "pct"})
        CHECK(indicator(in_percent(Scale::proportion, unit)).factor == 100.0);
    CHECK(indicator(in_percent(Scale::rate, "\u2030")).factor == 1000.0);
    CHECK(indicator(in_percent(), {.id = "x", .factor = 1000.0}).factor == 1000.0);   // the panel said so
    CHECK_FALSE(indicator(in_percent(Scale::mean)).scale);
    // Who says "mean" means it, whatever the framework says.
    CHECK(indicator(in_percent(), {.id = "x", .scale = Scale::mean}).scale == Scale::mean);
    CHECK(indicator(in_percent(), {.id = "x", .scale = Scale::mean}).factor == 1.0);
    CHECK(indicator(in_percent(), {.id = "x", .scale = Scale::amount}).scale == Scale::amount);
    Framework divided = in_percent();
    Indicator x = divided.indicator("x");
    x.denominator = "people";
    divided.replace(x);
    CHECK_FALSE(indicator(divided).scale);
}

TEST_CASE("the factor follows from the unit", "[score][counts]") {
    const auto factor = [](const char* unit, double said = 1.0) {
        return read_counts(in_percent(Scale::rate, unit, said), counts()).indicators()[0].factor;
    };
    for (const char* unit : {"per 1,000", "per 1.000 inwoners", "clients per 1000", "per 1 000", "EUR per 1000 people"})
        CHECK(factor(unit) == 1000.0);
    CHECK(factor("per 100,000 residents") == 100'000.0);
    CHECK(factor("% of residents") == 100.0);
    for (const char* unit : {"", "EUR", "per person", "per 12 months", "per 10 days", "per 2,000", "per 1,00"})
        CHECK(factor(unit) == 1.0);
    CHECK(factor("per 1,000", 100.0) == 100.0);   // the factor of the framework was said
    // Also where the framework divides by another indicator.
    Framework divided = in_percent(Scale::rate, "per 1,000");
    Indicator x = divided.indicator("x");
    x.denominator = "people";
    divided.replace(x);
    std::vector<std::string> ids = {"a", "b"};
    PanelBuilder builder(ids);
    builder.add("x", "2020", {4.0, 6.0}).add("people", "2020", {100.0, 100.0});
    CHECK(hold_against_targets(divided, builder.build()).rows[0].estimate.value == 40.0);
}

TEST_CASE("a panel that says another factor than the framework is asked about it", "[score][counts]") {
    const auto framework = in_percent(Scale::rate, "per 1,000");
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    const auto asked = [&](PanelIndicator described) {
        const Panel panel = counts(std::move(described));
        const auto scores = score_panel(fit_score_model(framework, panel, options), panel);
        const auto found = std::ranges::find(scores.caveats(), messages::factor_not_of_framework, &Caveat::message);
        const bool in_scores = found != scores.caveats().end();
        CHECK(says(hold_against_targets(framework, panel).rows[0], messages::factor_not_of_framework) == in_scores);
        return in_scores ? found->text(Language::english) : std::string();
    };
    const std::string text = asked({.id = "x", .scale = Scale::rate});
    for (const char* part : {"'x'", "with factor 1,", "'per 1,000'", "factor=1000"})
        CHECK(text.find(part) != std::string::npos);
    CHECK_FALSE(asked({.id = "x", .scale = Scale::mean}).empty());
    CHECK(asked({.id = "x", .scale = Scale::rate, .factor = 1000.0}).empty());
    CHECK(asked({.id = "x"}).empty());
}

TEST_CASE("what cannot be read as the framework says is refused", "[score][counts]") {
    std::vector<std::string> ids = {"a", "b"};
    const auto panel = [&](std::vector<double> value, std::vector<double> numerator) {
        PanelBuilder builder(ids);
        builder.add("x", "2020", std::move(value), {.numerator = std::move(numerator), .denominator = {100.0, 100.0}});
        return builder.build();
    };
    const double none = test::unknown;
    test::expect_error<DataError>(messages::value_without_counts, {"'x'", "'b'", "factor"},
                                  [&] { hold_against_targets(in_percent(), panel({none, 41.4}, {40.0, none})); });
    test::expect_error<DataError>(messages::numerator_above_denominator, {"'b'", "140"},
                                  [&] { hold_against_targets(in_percent(), panel({}, {40.0, 140.0})); });
}

TEST_CASE("shares are not held against percentages in silence", "[score][counts]") {
    // The panel says: a share of 1. It is left so, but the target is in percent.
    const auto rows = hold_against_targets(in_percent(), counts({.id = "x", .scale = Scale::proportion})).rows;
    CHECK(says(rows[0], messages::target_in_other_unit));
    CHECK_FALSE(says(hold_against_targets(in_percent(), counts()).rows[0], messages::target_in_other_unit));
    std::vector<std::string> ids = {"a", "b"};
    PanelBuilder values(ids);
    values.add("x", "2020", {0.4, 0.5});
    CHECK(says(hold_against_targets(in_percent(), values.build()).rows[1], messages::target_in_other_unit));
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::identity;
    const auto scored = [&](double value) {
        PanelBuilder builder(ids);
        builder.add("x", "2020", {0.4, value});
        const Panel made = builder.build();
        return score_panel(fit_score_model(in_percent(), made, options), made);
    };
    const auto warns = [](const ScoreResult& result) {
        return std::ranges::count(result.caveats(), messages::percentages_look_like_shares, &Caveat::message);
    };
    CHECK(warns(scored(0.5)) == 1);
    CHECK(warns(scored(1.5)) == 0);
}
