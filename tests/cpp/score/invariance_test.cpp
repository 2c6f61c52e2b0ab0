// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>

#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/score/model.hpp"
#include "maatstaf/score/result.hpp"
#include "score/small_framework.hpp"

using namespace maatstaf;
using Catch::Approx;
using test::unknown;

namespace {

constexpr std::size_t units = 1300;   // more than two blocks

struct Data {
    std::vector<std::string> ids;
    std::vector<double> x, y, z, se;
};

/// `gaps`: whether some cells are missing.
Data data(bool gaps) {
    Data made;
    for (std::size_t u = 0; u < units; ++u) {
        RandomStream stream(11, 2, u, 0);
        made.ids.push_back("w" + std::to_string(u));
        made.x.push_back(gaps && u % 97 == 5 ? unknown : 50.0 + 5.0 * stream.normal());
        made.y.push_back(gaps && u % 31 == 7 ? unknown : 20.0 + 3.0 * stream.normal());
        made.z.push_back(100.0 * stream.uniform());
        made.se.push_back(0.5 + stream.uniform());
    }
    return made;
}

Panel panel_of(const Data& from, const std::vector<std::size_t>& order, bool margins) {
    std::vector<std::string> ids;
    std::vector<double> x, y, z, se;
    for (const auto u : order) {
        ids.push_back(from.ids[u]);
        x.push_back(from.x[u]);
        y.push_back(from.y[u]);
        z.push_back(from.z[u]);
        se.push_back(from.se[u]);
    }
    CellParts parts;
    if (margins) parts.se = se;
    // Missing values cannot have a margin.
    const auto parts_for = [&](const std::vector<double>& values) {
        CellParts own = parts;
        for (std::size_t i = 0; margins && i < values.size(); ++i)
            if (std::isnan(values[i])) own.se[i] = unknown;
        return own;
    };
    PanelBuilder builder(ids);
    builder.add("x", "2016", x, parts_for(x)).add("y", "2016", y, parts_for(y)).add("z", "2016", z, parts_for(z));
    return builder.build();
}

std::vector<std::size_t> all_units() {
    std::vector<std::size_t> order(units);
    std::iota(order.begin(), order.end(), 0);
    return order;
}

ScoreModelOptions geometric_top() {
    ScoreModelOptions options;
    options.normalise.centre = 50.0;
    options.normalise.spread = 10.0;
    options.nodes = {{"A", Aggregate::geometric}};
    return options;
}

bool same_bits(const ScoreResult& a, std::int32_t unit_a, const ScoreResult& b, std::int32_t unit_b) {
    const auto same = [](double p, double q) { return p == q || (std::isnan(p) && std::isnan(q)); };
    for (std::int32_t item = 0; item < static_cast<std::int32_t>(a.items().size()); ++item) {
        const auto p = a.cell(item, unit_a, 0), q = b.cell(item, unit_b, 0);
        if (!same(p.estimate.value, q.estimate.value) || !same(p.estimate.se, q.estimate.se) ||
            !same(p.estimate.low, q.estimate.low) || !same(p.estimate.high, q.estimate.high) ||
            p.coverage != q.coverage || p.caveats != q.caveats || p.status != q.status || p.method != q.method)
            return false;
    }
    return true;
}

}  // namespace

TEST_CASE("permuting units, or scoring half of them, changes no bit", "[score][invariance]") {
    for (const bool gaps : {false, true}) {
        for (const bool margins : {false, true}) {
            const Data from = data(gaps);
            const auto order = all_units();
            const auto whole = panel_of(from, order, margins);
            const auto model = fit_score_model(test::small_framework(), whole, geometric_top());
            const ScoreOptions how{.draws = margins ? 50 : 0};
            const auto result = score_panel(model, whole, how);
            std::vector<std::size_t> shuffled = order;
            std::reverse(shuffled.begin(), shuffled.end());
            std::rotate(shuffled.begin(), shuffled.begin() + 333, shuffled.end());
            const auto permuted = score_panel(model, panel_of(from, shuffled, margins), how);
            std::vector<std::size_t> every_third;
            for (std::size_t u = 1; u < units; u += 3) every_third.push_back(u);
            const auto part = score_panel(model, panel_of(from, every_third, margins), how);
            std::size_t different = 0;
            for (std::size_t i = 0; i < units; ++i)
                different +=
                    !same_bits(result, static_cast<std::int32_t>(shuffled[i]), permuted, static_cast<std::int32_t>(i));
            for (std::size_t i = 0; i < every_third.size(); ++i)
                different +=
                    !same_bits(result, static_cast<std::int32_t>(every_third[i]), part, static_cast<std::int32_t>(i));
            INFO("gaps " << gaps << ", margins " << margins);
            CHECK(different == 0);
        }
    }
}

TEST_CASE("any number of threads gives the same bits", "[score][invariance]") {
    const auto panel = panel_of(data(true), all_units(), true);
    const auto model = fit_score_model(test::small_framework(), panel, geometric_top());
    const int usual = thread_count();
    set_thread_count(1);
    const auto one = score_panel(model, panel, {.draws = 60});
    for (const int threads : {2, 7}) {
        set_thread_count(threads);
        const auto many = score_panel(model, panel, {.draws = 60});
        std::size_t different = 0;
        for (std::int32_t u = 0; u < static_cast<std::int32_t>(units); ++u) different += !same_bits(one, u, many, u);
        CHECK(different == 0);
    }
    set_thread_count(usual);
}

TEST_CASE("the short path for complete blocks gives the bits of the general one", "[score][invariance]") {
    // The same values once without margins (short path) and once with (general path).
    for (const auto kind : {Aggregate::arithmetic, Aggregate::geometric, Aggregate::harmonic}) {
        auto options = geometric_top();
        options.aggregate = kind;
        options.nodes = {};
        const Data from = data(false);
        const auto plain = panel_of(from, all_units(), false), with = panel_of(from, all_units(), true);
        const auto model = fit_score_model(test::small_framework(), plain, options);
        const auto a = score_panel(model, plain), b = score_panel(model, with);
        std::size_t different = 0;
        for (std::int32_t item = 0; item < static_cast<std::int32_t>(a.items().size()); ++item)
            for (std::size_t u = 0; u < units; ++u) {
                const double p = a.value(item, 0)[u], q = b.value(item, 0)[u];
                different += !(p == q || (std::isnan(p) && std::isnan(q)));
                different += a.cell(item, static_cast<std::int32_t>(u), 0).coverage !=
                             b.cell(item, static_cast<std::int32_t>(u), 0).coverage;
            }
        CHECK(different == 0);
    }
}

TEST_CASE("adding an indicator or a period changes no draw of the rest", "[score][invariance]") {
    const Data from = data(false);
    const auto panel = panel_of(from, all_units(), true);
    Framework more = test::small_framework();
    more.add(test::indicator("extra", "R3"));
    auto options = geometric_top();
    options.nodes = {{"R1", Aggregate::geometric}};
    const auto small = score_panel(fit_score_model(test::small_framework(), panel, options), panel, {.draws = 50});
    PanelBuilder builder(from.ids);
    builder.add("extra", "2016", from.x).add("z", "2016", from.z, {.se = from.se});
    builder.add("y", "2016", from.y, {.se = from.se}).add("x", "2016", from.x, {.se = from.se});
    builder.add("x", "2012", from.z);
    const auto both = builder.build();
    const auto model = fit_score_model(more, both.at("2016"), options);
    const auto large = score_panel(model, both, {.draws = 50});
    for (const auto* unit : {"w0", "w700", "w1299"}) {
        const auto a = small.cell("R1", unit, "2016"), b = large.cell("R1", unit, "2016");
        CHECK(a.estimate.low == b.estimate.low);
        CHECK(a.estimate.high == b.estimate.high);
    }
}

TEST_CASE("units of measurement do not matter", "[score][invariance]") {
    const Data from = data(false);
    PanelBuilder builder(from.ids);
    std::vector<double> x = from.x, y = from.y;
    for (double& v : x) v = 32.0 + 1.8 * v;
    for (double& v : y) v = v / 100.0;
    builder.add("x", "2016", x).add("y", "2016", y).add("z", "2016", from.z);
    const auto scaled = builder.build(), plain = panel_of(from, all_units(), false);
    for (const auto method : {NormaliseMethod::zscore, NormaliseMethod::minmax, NormaliseMethod::rank,
                              NormaliseMethod::percentile_rank, NormaliseMethod::distance_to_reference}) {
        ScoreModelOptions options;
        options.normalise.method = method;
        const auto a = score_panel(fit_score_model(test::small_framework(), plain, options), plain);
        const auto b = score_panel(fit_score_model(test::small_framework(), scaled, options), scaled);
        for (const std::size_t u : {0u, 600u, 1299u})
            CHECK(a.value(0, 0)[u] == Approx(b.value(0, 0)[u]).epsilon(1e-10).margin(1e-10));
    }
}

TEST_CASE("siblings may be reordered, and a weight split over two copies of an indicator", "[score][invariance]") {
    const Data from = data(false);
    PanelBuilder builder(from.ids);
    builder.add("x", "2016", from.x).add("y", "2016", from.y).add("z", "2016", from.z).add("x2", "2016", from.x);
    const auto panel = builder.build();
    Framework reordered("Small", "en", "small"), split = test::small_framework();
    const FrameworkData original = test::small_framework().data();
    FrameworkData turned = original;
    std::reverse(turned.indicators.begin(), turned.indicators.end());
    std::reverse(turned.results.begin(), turned.results.end());
    reordered = Framework(turned);
    split.add(test::indicator("x2", "R1"));
    WeightSet set;
    set.id = "w";
    set.body = "town";
    set.weights = {{"x", 0.25}, {"x2", 0.25}, {"y", 0.5}};
    split.add(set);
    for (const auto kind : {Aggregate::arithmetic, Aggregate::geometric, Aggregate::harmonic}) {
        auto options = geometric_top();
        options.aggregate = kind;
        const auto a = score_panel(fit_score_model(test::small_framework(), panel, options), panel);
        const auto b = score_panel(fit_score_model(reordered, panel, options), panel);
        options.weight_set = "w";
        const auto c = score_panel(fit_score_model(split, panel, options), panel);
        for (const std::size_t u : {0u, 600u, 1299u}) {
            CHECK(a.value(a.find_item("A"), 0)[u] == Approx(b.value(b.find_item("A"), 0)[u]).epsilon(1e-13));
            CHECK(a.value(a.find_item("A"), 0)[u] == Approx(c.value(c.find_item("A"), 0)[u]).epsilon(1e-13));
        }
    }
}
