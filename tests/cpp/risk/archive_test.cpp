// SPDX-License-Identifier: Apache-2.0
// Archives of risk fits and of every result: kept for ever, and nothing bad comes out of a damaged one. The objects are
// made of plain numbers, so that their bytes are the same on every machine.
#include "archive_fixture.hpp"
#include "core/fields_equal.hpp"
#include "maatstaf/risk/cost.hpp"
#include "maatstaf/risk/effects_by.hpp"
#include "maatstaf/risk/forecast.hpp"
#include "maatstaf/risk/picture.hpp"
#include "maatstaf/risk/price_volume_mix.hpp"
#include "maatstaf/risk/profile.hpp"
#include "maatstaf/risk/rate_division.hpp"
#include "maatstaf/risk/stacking.hpp"
#include "support/mutate.hpp"

using namespace maatstaf;

namespace {

const Estimate estimate{1.5, 0.25, 1.0, 2.0, 40.0};
const std::vector<Caveat> caveats{{static_cast<Message>(6113), {{"count", "1"}, {"total", "4"}}}};

template <class Result>
void check(const std::string& name, const Result& result) {
    const Bytes bytes = to_archive(result);
    test::check_archive_fixtures(name, bytes, [&](const Bytes& read, std::uint32_t) {
        CHECK(detail::fields_equal(from_archive<Result>(read), result));
    });
    CHECK(archive_info(bytes).type == name);
    CHECK(test::read_of_archives<Result>(bytes, 1, 500, [](const Result& read) { read.table(); }) > 10);
}

RiskFit small_fit() {
    RiskFit fit;
    fit.options.family = RiskFamily::poisson;
    fit.x.resize(4, 2);
    fit.x << 1, 0, 1, 1, 1, 0, 1, 1;
    fit.y = Eigen::Vector4d(1, 2, 1, 2);
    fit.exposure = Eigen::Vector4d::Constant(10.0);
    fit.weights = Eigen::Vector4d::Ones();
    fit.clusters = {0, 0, 1, 1};
    fit.units = {"a", "b", "c", "d"};
    fit.factors = {{"kind", {1}, {"old"}, "new"}};
    fit.constant = 0;
    fit.has_exposure = fit.named = true;
    fit.fit.options.distribution.family = Family::poisson;
    fit.fit.options.distribution.link = Link::log;
    fit.fit.names = fit.robust.names = {"(intercept)", "kind[old]"};
    fit.fit.coefficients = fit.robust.coefficients = Eigen::Vector2d(-2.25, 0.5);
    fit.fit.covariance = fit.robust.covariance = Eigen::Matrix2d::Identity();
    fit.robust.degrees_of_freedom = Eigen::Vector2d(3.0, 4.0);
    fit.robust.effective = Eigen::Vector2d(2.0, 1.5);
    fit.robust.kind = RobustKind::cr2;
    fit.robust.clusters = 2;
    fit.poisson_dispersion = 1.25;
    fit.caveats = caveats;
    fit.columns.outcome = "users";
    fit.columns.factors = {"kind"};
    fit.columns.exposure = "people";
    DesignVariable kind{"kind", true, {"new", "old"}, {2, 2}, 0};
    fit.design = DesignState{{{{"kind"}}}, {kind}, {}};
    fit.rows = {0, 1, 2, 4};
    return fit;
}

}  // namespace

TEST_CASE("results of risk models keep their archives", "[risk][archive]") {
    RiskProfile profile;
    profile.unit = "a";
    profile.use = {"a", 10.0, 2.0, estimate, 0.0, 4.0, estimate, 0.5, 1.75};
    profile.rate = 0.2;
    profile.level = estimate;
    profile.factors = {{"kind", 1.0, 0.5, estimate, 0.125, "old"}};
    profile.caveats = caveats;
    check("RiskProfile", profile);

    EffectsByResult effects;
    effects.options = {.low = 1.0, .high = 2.0, .multiplier = 1000.0};
    effects.factor = "kind";
    effects.groups = {{"north", "old", 3.0, 30.0, estimate, estimate, estimate}};
    effects.difference_p = 0.25;
    effects.caveats = caveats;
    check("EffectsByResult", effects);

    CostResult cost;
    cost.factor = 1.25;
    cost.rows = {{"a", 10.0, 500.0, estimate, 100.0, 900.0}};
    cost.groups = {{"north", 3.0, 30.0, 1500.0, 1400.0, estimate}};
    cost.caveats = caveats;
    check("CostResult", cost);

    RateDivisionResult division;
    division.options.method = DivisionMethod::shapley;
    division.group_a = "north";
    division.gap = division.composition = estimate;
    division.parts = {{"kind", estimate}};
    division.caveats = caveats;
    check("RateDivisionResult", division);

    AttributableResult shares;
    shares.total = 20.0;
    shares.joint = estimate;
    shares.factors = {{"kind", estimate, estimate, estimate}};
    shares.caveats = caveats;
    check("AttributableResult", shares);

    OaxacaResult difference;
    difference.gap = estimate;
    difference.terms = {{"kind", estimate, estimate, estimate, estimate, estimate, estimate}};
    difference.caveats = caveats;
    check("OaxacaResult", difference);

    ForecastResult forecast;
    forecast.years = {{2026, estimate, estimate, 100.0, 8.0, 2.0, 1.0}};
    forecast.caveats = caveats;
    check("ForecastResult", forecast);

    StackingResult stacking;
    stacking.rows = 4.0;
    stacking.by_number = {1.0, 2.0, 1.0};
    stacking.cost_by_number = {0.0, 5.0, 7.0};
    stacking.sets = {{{"youth", "wmo"}, 1.0, 7.0, 0.5}};
    stacking.forms = {{"stay", "youth", 1.0, 1.0, 5.0, 5.0}};
    stacking.pairs = {{"youth", "wmo", 1.0, estimate}};
    stacking.caveats = caveats;
    check("StackingResult", stacking);

    Picture picture;
    picture.unit = "a";
    picture.figures = {{"Income", "Assistance", 20.0, 15.0, 5.0, 2.5, 0.75, 0.01, 0.02, true, 1}};
    picture.caveats = caveats;
    check("Picture", picture);

    PriceVolumeMixResult change;
    change.total = {"", 10.0, 15.0, 1.0, 1.0, 1.0, 2.0, 0.0, 0.0};
    change.products = {{"day care", 10.0, 15.0, 1.0, 1.0, 1.0, 2.0, 0.0, 0.0}};
    change.caveats = caveats;
    check("PriceVolumeMixResult", change);
}

TEST_CASE("a risk fit keeps its archive", "[risk][archive]") {
    const RiskFit fit = small_fit();
    const Bytes bytes = to_archive(fit);
    test::check_archive_fixtures("RiskFit", bytes, [&](const Bytes& read, std::uint32_t) {
        const auto back = from_archive<RiskFit>(read);
        CHECK(back.units == fit.units);
        CHECK(back.x == fit.x);
        CHECK(back.factors[0].reference == "new");
        CHECK(back.influence.rows() == 4);
        CHECK(back.caveats == fit.caveats);
        CHECK(back.design->variables[0].levels == fit.design->variables[0].levels);
    });
    CHECK(test::read_of_archives<RiskFit>(bytes, 1, 500, [](const RiskFit& read) { factor_table(read); }) > 10);
}
