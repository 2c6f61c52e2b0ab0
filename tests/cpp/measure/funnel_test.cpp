// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/funnel.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "measure/funnel_law.hpp"
#include "measure/near.hpp"
#include "measure/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::like;
using test::Numbers;

namespace {

const Numbers observed{12, 30, 7, 55, 21, 90, 14, 40, 33, 8, 61, 25, 17, 74, 5, 38, 19, 47, 28, 66};
const Numbers expected{15, 22, 10, 40, 25, 70, 12, 52, 30, 14, 45, 31, 16, 60, 9, 30, 26, 41, 37, 50};
const Numbers people{60, 80, 45, 120, 90, 200, 50, 130, 100, 40, 150, 95, 64, 180, 30, 110, 75, 140, 105, 160};

FunnelResult ratio_funnel(Overdispersion overdispersion) {
    FunnelOptions options;
    options.kind = FunnelKind::ratio;
    options.overdispersion = overdispersion;
    return measure::funnel(observed, expected, {}, options);
}

}  // namespace

// Sheets of funnels of PHEindicatormethods (tests/testthat, December 2024), found there by bisection to 1e-7.
TEST_CASE("published limits of ratios and rates", "[measure][funnel]") {
    FunnelOptions options;
    options.kind = FunnelKind::ratio;
    options.per = 100;
    const auto ratio = measure::funnel(Numbers{10}, Numbers{10}, {}, options);
    const auto low = ratio.lines(Numbers{5.571644585, 15.76318696, 60.21353995});
    CHECK(low.limits(0).low == like(17.94802207, 1e-6));
    CHECK(low.limits(1).low == like(50.7511585, 1e-6));
    CHECK(low.limits(2).low == like(74.73402168, 1e-6));
    const auto high = ratio.lines(Numbers{0.025317898, 3.453831154, 1.970813969});
    CHECK(high.limits(0).high == like(3949.774946, 1e-6));
    CHECK(high.limits(1).high == like(231.6268412, 1e-6));
    CHECK(high.limits(2, 1).high == like(405.92365, 1e-6));
    options.kind = FunnelKind::rate;
    options.per = 100'000;
    options.target = 116.1720835;
    const auto rate = measure::funnel(Numbers{10}, Numbers{9000}, {}, options);
    // Three years of people there.
    const auto lines = rate.lines(Numbers{3 * 1598.675694, 3 * 69.49732367, 3 * 424043.2424, 3 * 9333.044596});
    CHECK(lines.value[0] == like(116.1720835));
    CHECK(lines.limits(0).low == like(20.85059119, 1e-6));
    CHECK(lines.limits(1).high == like(959.2695538, 1e-6));
    CHECK(lines.limits(2, 1).low == like(106.9073359, 1e-6));
    CHECK(lines.limits(3, 1).high == like(185.7200312, 1e-6));
}

TEST_CASE("published limits of proportions", "[measure][funnel]") {
    FunnelOptions options;
    options.kind = FunnelKind::proportion;
    options.per = 100;
    options.target = 80.642448;
    options.exact = false;
    options.scale = FunnelScale::plain;
    const auto made = measure::funnel(Numbers{8}, Numbers{10}, {}, options).lines(Numbers{1, 24, 1531, 110000});
    CHECK(made.limits(0).low == like(3.204264, 1e-6));
    CHECK(made.limits(0).high == 100.0);
    CHECK(made.limits(0, 1).low == 0.0);
    CHECK(made.limits(1).low == like(64.835445, 1e-7));
    CHECK(made.limits(2).high == like(82.621547, 1e-7));
    CHECK(made.limits(3, 1).high == like(81.010578, 1e-7));
}

TEST_CASE("points are outside exactly when their probability is small", "[measure][funnel]") {
    FunnelOptions options;
    options.level = {0.9, 0.95, 0.998};
    for (const auto& kind : enum_names(FunnelKind{}))
        for (const auto& spread : enum_names(Overdispersion{})) {
            options.kind = kind.value;
            options.overdispersion = spread.value;
            CAPTURE(kind.name, spread.name);
            const Numbers& size = kind.value == FunnelKind::ratio ? expected : people;
            const auto made = measure::funnel(observed, size, {}, options);
            const auto& probability = made.points.column("probability");
            for (std::size_t row = 0; row < made.points.rows(); ++row)
                for (std::size_t at = 0; at < 3; ++at) {
                    const Limits limits = made.points.limits(row, at);
                    const bool outside = made.points.value[row] < limits.low || made.points.value[row] > limits.high;
                    CHECK(outside == (probability[row] < 1.0 - options.level[at]));
                }
            const auto same = made.lines(made.points.n);
            CHECK(same.low == made.points.low);
            CHECK(same.high == made.points.high);
        }
}

TEST_CASE("overdispersion is that of R", "[measure][funnel]") {
    const auto r = test::read_numbers("measure_r.txt");
    const Numbers& funnel = r.at("funnel");
    const auto additive = ratio_funnel(Overdispersion::additive);
    CHECK(additive.phi == like(funnel[0]));
    CHECK(additive.tau2 == like(funnel[1]));
    CHECK(ratio_funnel(Overdispersion::reml).tau2 == like(funnel[2], 1e-6));
    const auto predictive = ratio_funnel(Overdispersion::predictive);
    CHECK(predictive.dispersion == like(funnel[3], 1e-6));
    const double p = 2 * std::min(r.at("funnel_tails")[0], r.at("funnel_tails")[1]);
    CHECK(predictive.points.column("probability")[5] == like(p, 1e-6));
    // Limits of the root scale, turned back.
    const double reach = 1.959963984540054 * std::sqrt(0.25 / 70 + funnel[1]);
    CHECK(additive.points.limits(5).high == like((1 + reach) * (1 + reach)));
    CHECK(additive.points.limits(5).low == like((1 - reach) * (1 - reach)));
    const auto multiplicative = ratio_funnel(Overdispersion::multiplicative);
    const double scaled = 1.959963984540054 * std::sqrt(0.25 / 70 * funnel[0]);
    CHECK(multiplicative.points.limits(5).high == like((1 + scaled) * (1 + scaled)));

    const Numbers& binomial = r.at("funnel_binomial");
    FunnelOptions options;
    options.kind = FunnelKind::proportion;
    options.overdispersion = Overdispersion::predictive;
    const auto share = measure::funnel(observed, people, {}, options);
    CHECK(share.target == like(binomial[0]));
    CHECK(share.dispersion == like(binomial[1], 1e-5));
    CHECK(share.points.column("probability")[5] == like(2 * std::min(binomial[2], binomial[3]), 1e-5));
    CHECK(share.points.column("probability")[7] == like(2 * std::min(binomial[4], 1.0), 1e-5));
}

TEST_CASE("scales, groups and probabilities of many points", "[measure][funnel]") {
    FunnelOptions options;
    options.kind = FunnelKind::ratio;
    options.overdispersion = Overdispersion::additive;
    options.scale = FunnelScale::log;
    options.winsorise = 0.0;
    const auto log = measure::funnel(Numbers{0, 30}, Numbers{4, 25}, {}, options);
    CHECK(log.points.column("z")[0] == like(std::log(0.5 / 4.5) * 2));
    CHECK(log.points.column("z")[1] == like(std::log(1.2) * 5));
    const RowGroups groups{{0, 1, 0}, 2, Table({Column::string("area", std::vector<std::string>{"a", "b"})})};
    const auto made = measure::funnel(Numbers{3, 10, 4}, Numbers{5, 9, 6}, groups, options);
    CHECK(made.points.value[0] == like(7.0 / 11.0));
    CHECK(made.table()["area"].text(1) == "b");
    const auto q = ratio_funnel(Overdispersion::none).points.column("q_value");
    const auto p = ratio_funnel(Overdispersion::none).points.column("probability");
    for (std::size_t row = 0; row < q.size(); ++row) CHECK(q[row] >= p[row]);
    CHECK(ratio_funnel(Overdispersion::none).caveats.at(0).text().find("Points held against the target: 20.") == 0);
}

TEST_CASE("funnels refuse and explain", "[measure][funnel]") {
    FunnelOptions options;
    options.kind = FunnelKind::proportion;
    test::expect_error<DataError>(messages::measure_above, {"Row 1"},
                                  [&] { measure::funnel(Numbers{3}, Numbers{2}, {}, options); });
    options.scale = FunnelScale::log;
    test::expect_error<ArgumentError>(messages::measure_no_log_scale, {},
                                      [&] { measure::funnel(Numbers{3}, Numbers{5}, {}, options); });
    options.scale = FunnelScale::stable;
    options.target = 1.0;
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"target"},
                                      [&] { measure::funnel(Numbers{5}, Numbers{5}, {}, options); });
    options.target = std::nan("");
    options.winsorise = 0.5;
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"winsorise"},
                                      [&] { measure::funnel(Numbers{4}, Numbers{5}, {}, options); });
    test::expect_error<DataError>(messages::measure_events_among_none, {"1"},
                                  [] { measure::funnel(Numbers{4}, Numbers{0}); });
    const auto made = measure::funnel(Numbers{4, 0, std::nan("")}, Numbers{50, 0, 3});
    CHECK(made.points.reason[1] == EmptyReason::no_population);
    CHECK(made.points.reason[2] == EmptyReason::missing);
    CHECK(std::isnan(made.points.value[2]));
}

TEST_CASE("how often points fall within the limits", "[measure][coverage]") {
    RandomStream random(19, 70, 5, 0);
    std::array<int, 4> inside{};
    const int runs = 16, units = 100;
    for (int run = 0; run < runs; ++run) {
        Numbers plain, spread, size;
        for (int i = 0; i < units; ++i) {
            size.push_back(15 + 80 * random.uniform());
            plain.push_back(test::poisson_draw(random, size.back()));
            spread.push_back(test::poisson_draw(random, size.back() * random.gamma(20) / 20));
        }
        FunnelOptions options;
        options.kind = FunnelKind::ratio;
        options.level = {0.95};
        options.winsorise = 0.0;
        std::size_t at = 0;
        for (const auto spread_by : {Overdispersion::none, Overdispersion::additive, Overdispersion::reml,
                                     Overdispersion::predictive}) {
            options.overdispersion = spread_by;
            const auto made = measure::funnel(at == 0 ? plain : spread, size, {}, options);
            for (std::size_t row = 0; row < units; ++row)
                inside[at] += made.points.column("probability")[row] >= 0.05 ? 1 : 0;
            ++at;
        }
    }
    CHECK(inside[0] > 0.95 * runs * units);  // exact: more than asked
    for (const int each : inside) {
        CHECK(each > 0.935 * runs * units);
        CHECK(each < 0.975 * runs * units);
    }
}
