// SPDX-License-Identifier: Apache-2.0
// The figures of the read-out of Hoorn. Values: RIVM, GGDs and CBS, Gezondheidsmonitor Volwassenen en Ouderen, model
// estimates for 18+ (CC BY 4.0). Reference: mean and standard deviation over the 3,151 districts of 2016.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/score/change.hpp"
#include "maatstaf/score/model.hpp"
#include "maatstaf/score/result.hpp"
#include "score/small_framework.hpp"

using namespace maatstaf;

namespace {

struct District {
    const char* id;
    double lonely_2016, lonely_2020, volunteer_2016, volunteer_2020;
    double score_2016, score_2020, change;   // as printed, two decimals
};

constexpr District districts[] = {
    {"Nederland", 43.4, 47.0, 28.9, 24.6, -0.48, -1.13, -0.64},
    {"Binnenstad", 43.6, 47.9, 25.6, 21.8, -0.74, -1.41, -0.67},
    {"Grote Waal", 48.8, 51.3, 24.2, 20.6, -1.33, -1.82, -0.49},
    {"Nieuwe Steen", 34.2, 41.3, 30.2, 25.2, 0.47, -0.55, -1.02},
    {"Kersenboogerd-Noord", 50.6, 55.6, 20.9, 16.9, -1.73, -2.49, -0.75},
};

double rounded(double value) { return std::round(value * 100.0) / 100.0; }

}  // namespace

TEST_CASE("the outcome of Hoorn's districts is that of the read-out", "[score][hoorn]") {
    Framework framework("Sociaal domein Hoorn", "nl", "hoorn");
    framework.add(test::item<Domain>("meekomen", ""));
    framework.add(test::item<LifeArea>("samenleven", "meekomen"));
    framework.add(test::item<Ambition>("A1", "samenleven"));
    for (const auto* id : {"MR1", "MR2", "MR3"}) framework.add(test::item<SocietalResult>(id, "A1"));
    for (auto [id, parent, direction] : {std::tuple{"volunteer", "MR1", Direction::higher},
                                         std::tuple{"lonely", "MR2", Direction::lower}}) {
        auto indicator = test::indicator(id, parent, direction);
        indicator.scale = Scale::proportion;
        framework.add(indicator);
    }
    std::vector<std::string> ids;
    std::vector<double> columns[4];
    for (const auto& d : districts) {
        ids.emplace_back(d.id);
        const double values[4] = {d.lonely_2016, d.lonely_2020, d.volunteer_2016, d.volunteer_2020};
        for (std::size_t k = 0; k < 4; ++k) columns[k].push_back(values[k]);
    }
    PanelBuilder builder(ids);
    builder.describe({.id = "lonely", .scale = Scale::proportion, .factor = 100.0, .unit = "%"});
    builder.describe({.id = "volunteer", .scale = Scale::proportion, .factor = 100.0, .unit = "%"});
    builder.add("lonely", "2016", columns[0]).add("lonely", "2020", columns[1]);
    builder.add("volunteer", "2016", columns[2]).add("volunteer", "2020", columns[3]);
    const std::vector<ReferenceParameters> national = {
        {"lonely", {.n = 3151, .mean = 41.1829577911774, .sd = 5.308703689954983}},
        {"volunteer", {.n = 3151, .mean = 32.774738178356074, .sd = 7.041842047046685}}};
    const auto model = fit_score_model(framework, Panel{}, {}, national);
    const auto result = score_panel(model, builder.build());
    const auto change = score_change(result, Period(2016), Period(2020));
    for (const auto& d : districts) {
        INFO(d.id);
        const auto earlier = result.cell("A1", d.id, "2016"), later = result.cell("A1", d.id, "2020");
        CHECK(rounded(earlier.estimate.value) == d.score_2016);
        CHECK(rounded(later.estimate.value) == d.score_2020);
        for (const auto& row : change.rows)
            if (row.unit == d.id && row.item == "A1") CHECK(rounded(row.change.value) == d.change);
        // "De uitkomst dekt 2 van de 3 maatschappelijke resultaten", and the source publishes no margins.
        CHECK(std::fabs(later.coverage - 2.0 / 3.0) < 1e-12);
        CHECK(has(later.caveats, CellCaveat::no_margin));
        CHECK(later.reference == 0.0);
    }
}
