// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/case_mix.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include <Eigen/Core>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/measure/limits.hpp"
#include "measure/near.hpp"
#include "measure/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::like;
using test::Numbers;

namespace {

const std::vector<std::string> five_units{"a", "b", "c", "d", "e"};

/// The rows of expected.R: sixty persons in five_units units.
struct CaseMixPersons {
    Eigen::MatrixXd x = Eigen::MatrixXd::Ones(60, 2);
    Numbers yes{}, events{}, score{};
    std::vector<std::int32_t> unit{};
    CaseMixPersons() {
        for (int i = 1; i <= 60; ++i) {
            x(i - 1, 1) = (i * 7 % 11) / 5.0;
            yes.push_back((i * 5) % 7 < 2 + i % 3 ? 1.0 : 0.0);
            events.push_back((i * 3) % 5);
            score.push_back(x(i - 1, 1) / 3 + events.back());
            unit.push_back((i - 1) / 12);
        }
    }
    RegressionData data(const Numbers& y) const {
        RegressionData made;
        made.x = DesignView(x);
        made.y = y;
        made.names = {"(intercept)", "x"};
        return made;
    }
};

CaseMixOptions case_mix_by(Family family, bool leave_out = true) {
    CaseMixOptions options;
    options.family = family;
    options.leave_out = leave_out;
    return options;
}

}  // namespace

TEST_CASE("expected by case mix is that of R, with the unit and without it", "[measure][case_mix]") {
    const auto r = test::read_numbers("expected_r.txt");
    const CaseMixPersons rows;
    for (const Family family : {Family::binomial, Family::poisson, Family::gaussian}) {
        const bool counts = family == Family::poisson;
        const Numbers& y = family == Family::binomial ? rows.yes : counts ? rows.events : rows.score;
        const auto without = measure::case_mix(rows.data(y), rows.unit, five_units, case_mix_by(family));
        const auto inside = measure::case_mix(rows.data(y), rows.unit, five_units, case_mix_by(family, false));
        const double divisor = family == Family::gaussian ? 12.0 : 1.0;
        for (std::size_t u = 0; u < 5; ++u) {
            const Numbers& n = r.at(std::string(to_name(family)) + "_" + std::to_string(u + 1));
            CHECK(divisor * without.rows[u].observed == like(n[0]));
            CHECK(divisor * inside.rows[u].expected == like(n[2], 1e-9));
            // One Newton step: exact where the mean is linear.
            CHECK(divisor * without.rows[u].expected == like(n[1], family == Family::gaussian ? 1e-9 : 0.02));
            CHECK(without.rows[u].n == 12.0);
        }
    }
}

TEST_CASE("ratios have the exact limits of the count", "[measure][case_mix]") {
    const CaseMixPersons rows;
    const auto made = measure::case_mix(rows.data(rows.events), rows.unit, five_units, case_mix_by(Family::poisson));
    const Limits limits = measure::count_limits(24, 0.95, CountInterval::exact);
    CHECK(made.rows[0].ratio == like(24 / made.rows[0].expected));
    CHECK(made.rows[0].ratio_low == like(limits.low / made.rows[0].expected));
    CHECK(made.rows[0].ratio_high == like(limits.high / made.rows[0].expected));
    const auto share = measure::case_mix(rows.data(rows.yes), rows.unit, five_units, case_mix_by(Family::binomial));
    const Limits exact = measure::proportion_limits(4, 12, 0.95, ProportionInterval::exact);
    CHECK(share.rows[0].ratio_low == like(12 * exact.low / share.rows[0].expected));
    CHECK(share.rows[0].high <= 12.0);
    const auto score = measure::case_mix(rows.data(rows.score), rows.unit, five_units, case_mix_by(Family::gaussian));
    CHECK(std::isnan(score.rows[0].ratio));
    CHECK(made.table()["expected_se"].number(0) == made.rows[0].se);
    CHECK(made.terms == std::vector<std::string>{"(intercept)", "x"});
}

TEST_CASE("group rows give what their persons give", "[measure][case_mix]") {
    const CaseMixPersons rows;
    // Rows of the same unit and trait together: shares with trials, counts with exposure.
    std::vector<std::array<double, 5>> cells;  // unit, x, people, yes, events
    for (std::size_t i = 0; i < 60; ++i) {
        const double x = rows.x(static_cast<Eigen::Index>(i), 1);
        auto found = std::find_if(cells.begin(), cells.end(), [&](const auto& c) {
            return c[0] == rows.unit[i] && c[1] == x;
        });
        if (found == cells.end()) found = cells.insert(cells.end(), {double(rows.unit[i]), x, 0, 0, 0});
        (*found)[2] += 1;
        (*found)[3] += rows.yes[i];
        (*found)[4] += rows.events[i];
    }
    Eigen::MatrixXd x = Eigen::MatrixXd::Ones(static_cast<Eigen::Index>(cells.size()), 2);
    Numbers people, share, events;
    std::vector<std::int32_t> unit;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        x(static_cast<Eigen::Index>(i), 1) = cells[i][1];
        unit.push_back(static_cast<std::int32_t>(cells[i][0]));
        people.push_back(cells[i][2]);
        share.push_back(cells[i][3] / cells[i][2]);
        events.push_back(cells[i][4]);
    }
    RegressionData data;
    data.x = DesignView(x);
    data.y = share;
    data.prior_weights = people;
    const auto grouped = measure::case_mix(data, unit, five_units, case_mix_by(Family::binomial));
    const auto single = measure::case_mix(rows.data(rows.yes), rows.unit, five_units, case_mix_by(Family::binomial));
    data.y = events;
    data.prior_weights = {};
    data.exposure = people;
    const auto counted = measure::case_mix(data, unit, five_units, case_mix_by(Family::poisson));
    const auto each = measure::case_mix(rows.data(rows.events), rows.unit, five_units, case_mix_by(Family::poisson));
    for (std::size_t u = 0; u < 5; ++u) {
        CHECK(grouped.rows[u].expected == like(single.rows[u].expected, 1e-9));
        CHECK(grouped.rows[u].low == like(single.rows[u].low, 1e-8));
        CHECK(grouped.rows[u].probability == like(single.rows[u].probability, 1e-8));
        CHECK(counted.rows[u].expected == like(each.rows[u].expected, 1e-9));
        CHECK(counted.rows[u].ratio_high == like(each.rows[u].ratio_high, 1e-9));
    }
}

TEST_CASE("the unit of a trait changes nothing", "[measure][case_mix]") {
    const CaseMixPersons rows;
    Eigen::MatrixXd euros = rows.x;
    euros.col(1) = euros.col(1).array() * 40'000.0 + 200'000.0;
    RegressionData data = rows.data(rows.events);
    const auto plain = measure::case_mix(data, rows.unit, five_units, case_mix_by(Family::poisson));
    data.x = DesignView(euros);
    const auto other = measure::case_mix(data, rows.unit, five_units, case_mix_by(Family::poisson));
    for (std::size_t u = 0; u < 5; ++u) {
        CHECK(other.rows[u].expected == like(plain.rows[u].expected, 1e-7));
        CHECK(other.rows[u].se == like(plain.rows[u].se, 1e-7));
    }
}

TEST_CASE("case mix refuses and explains", "[measure][case_mix]") {
    const CaseMixPersons rows;
    test::expect_error<ArgumentError>(messages::measure_case_mix_family, {"gamma"}, [&] {
        measure::case_mix(rows.data(rows.score), rows.unit, five_units, case_mix_by(Family::gamma));
    });
    CaseMixOptions options;
    options.overdispersion = Overdispersion::predictive;
    test::expect_error<ArgumentError>(messages::measure_case_mix_spread, {"predictive"}, [&] {
        measure::case_mix(rows.data(rows.events), rows.unit, five_units, options);
    });
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"unit"}, [&] {
        measure::case_mix(rows.data(rows.events), rows.unit, {"a", "b"}, case_mix_by(Family::poisson));
    });
    const std::vector<std::int32_t> short_of{0, 1};
    test::expect_error<ArgumentError>(messages::measure_length, {"unit"}, [&] {
        measure::case_mix(rows.data(rows.events), short_of, five_units, case_mix_by(Family::poisson));
    });
    const Numbers ones(60, 1.0);
    RegressionData weighted = rows.data(rows.events);
    weighted.frequency_weights = ones;
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"frequency_weights"}, [&] {
        measure::case_mix(weighted, rows.unit, five_units, case_mix_by(Family::poisson));
    });
    Numbers gap = rows.events;
    gap[6] = std::nan("");
    test::expect_error<DataError>(messages::measure_no_outcome, {"Row 7", "Leave such rows out"}, [&] {
        measure::case_mix(rows.data(gap), rows.unit, five_units, case_mix_by(Family::poisson));
    });
    // A trait that only one unit has: without that unit there is no such fit.
    Eigen::MatrixXd x(60, 3);
    x << rows.x, Eigen::VectorXd::Zero(60);
    x.col(2).head(12).setOnes();
    RegressionData data = rows.data(rows.events);
    data.x = DesignView(x);
    data.names = {};
    const auto made = measure::case_mix(data, rows.unit, {"a", "b", "c", "d", "e", "f"}, case_mix_by(Family::poisson));
    CHECK(made.rows[0].reason == EmptyReason::no_fit);
    CHECK(made.rows[1].reason == EmptyReason::none);
    CHECK(made.rows[5].reason == EmptyReason::no_population);
}

TEST_CASE("how often units fall where their case mix puts them", "[measure][coverage]") {
    RandomStream random(23, 70, 8, 1);
    const double between = 0.2;
    std::array<int, 3> inside{};
    int exact = 0;
    const int runs = 6, units = 50, size = 30;
    std::vector<std::string> names(units, "u");
    for (int run = 0; run < runs; ++run) {
        Eigen::MatrixXd x = Eigen::MatrixXd::Ones(units * size, 2);
        Numbers count, yes, score;
        std::vector<std::int32_t> unit;
        for (int u = 0; u < units; ++u) {
            const double effect = between * random.normal(), centre = random.normal();
            for (int i = 0; i < size; ++i) {
                const double trait = centre + random.normal(), eta = -0.7 + 0.5 * trait + effect;
                x(u * size + i, 1) = trait;
                unit.push_back(u);
                count.push_back(test::poisson_draw(random, std::exp(eta)));
                yes.push_back(random.uniform() < 1 / (1 + std::exp(-eta)) ? 1.0 : 0.0);
                score.push_back(eta + random.normal());
            }
        }
        RegressionData data;
        data.x = DesignView(x);
        std::size_t at = 0;
        for (const Numbers* y : {&count, &yes, &score}) {
            data.y = *y;
            const Family family = at == 0 ? Family::poisson : at == 1 ? Family::binomial : Family::gaussian;
            const auto made = measure::case_mix(data, unit, names, case_mix_by(family));
            for (const CaseMixRow& row : made.rows)
                inside[at] += row.low <= row.observed && row.observed <= row.high ? 1 : 0;
            ++at;
        }
        // The exact limits hold chance alone: they are tried where units differ by chance alone.
        Numbers plain;
        for (Eigen::Index i = 0; i < x.rows(); ++i)
            plain.push_back(test::poisson_draw(random, std::exp(-0.7 + 0.5 * x(i, 1))));
        data.y = plain;
        for (const CaseMixRow& row : measure::case_mix(data, unit, names, case_mix_by(Family::poisson)).rows)
            exact += row.ratio_low <= 1.0 && 1.0 <= row.ratio_high ? 1 : 0;
    }
    for (const int each : inside) {
        CHECK(each > 0.93 * runs * units);
        CHECK(each < 0.97 * runs * units);
    }
    CHECK(exact > 0.93 * runs * units);
    CHECK(exact < runs * units);
}
