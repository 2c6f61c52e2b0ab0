// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/intercepts_prediction.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/random.hpp"
#include "regress/intercepts_tables.hpp"

using namespace maatstaf;

namespace {

/// Rows of groups that differ, drawn with `seed`; the truth of each group is kept.
struct DrawnGroups {
    test::RowMajor x;
    std::vector<double> y, truth;   ///< truth: per group, the mean of a row with x = 0
    std::vector<std::int32_t> groups;
    RegressionData data() const { return {.x = x, .y = y}; }
};
DrawnGroups drawn_groups(std::uint64_t seed, int groups, int size, double sd, bool counts) {
    DrawnGroups out;
    out.x.resize(groups * size, 2);
    for (int g = 0; g < groups; ++g) {
        const double own = sd * RandomStream(seed, 1, static_cast<std::uint64_t>(g), 0).normal();
        out.truth.push_back(counts ? std::exp(0.5 + own) : 0.5 + own);
        for (int k = 0; k < size; ++k) {
            const int i = g * size + k;
            RandomStream stream(seed, 2, static_cast<std::uint64_t>(i), 0);
            out.x.row(i) << 1.0, stream.normal();
            const double eta = 0.5 + own + 0.3 * out.x(i, 1);
            double y = eta + stream.normal();
            if (counts) {   // by its definition: events until the time is up
                y = -1.0;
                for (double time = 0.0; time < std::exp(eta); y += 1.0) time -= std::log(stream.uniform());
            }
            out.y.push_back(y);
            out.groups.push_back(g);
        }
    }
    return out;
}

const std::vector<std::int32_t> nobody;

}  // namespace

TEST_CASE("Predictions after random intercepts agree with a brute-force joint covariance", "[reference]") {
    const auto tables = test::reference("random_intercepts.json");
    const auto file = test::reference("intercepts_predictions.json");
    const test::GroupedTable herds = test::grouped_table(tables["cbpp"], "share", 4),
                             seizures = test::grouped_table(tables["epil"], "count", 6),
                             sleep = test::grouped_table(tables["sleepstudy"], "y", 2);
    struct Case {
        const char* name;
        const test::GroupedTable* table;
        Distribution law;
    };
    const Case cases[] = {{"logit", &herds, {.family = Family::binomial}},
                          {"cloglog", &herds, {.family = Family::binomial, .link = Link::cloglog}},
                          {"poisson", &seizures, {.family = Family::poisson}},
                          {"negbin", &seizures, {.family = Family::negative_binomial}},
                          {"gaussian", &sleep, {.family = Family::gaussian}}};
    for (const Case& each : cases) {
        DYNAMIC_SECTION(each.name) {
            const auto& expected = file[each.name];
            const auto fit =
                random_intercepts(each.table->data(), each.table->groups, {.distribution = each.law, .nodes = 1});
            const auto rows = test::numbers(expected["rows"]);
            test::RowMajor x(static_cast<Eigen::Index>(rows.size()), each.table->x.cols());
            std::vector<std::int32_t> groups;
            for (std::size_t k = 0; k < rows.size(); ++k) {
                x.row(static_cast<Eigen::Index>(k)) = each.table->x.row(static_cast<Eigen::Index>(rows[k]));
                groups.push_back(each.table->groups[static_cast<std::size_t>(rows[k])]);
            }
            CHECK(std::abs(fit.sd / expected["sd"][0].get<double>() - 1.0) < 1e-6);
            const std::pair<PredictionOf, const char*> kinds[] = {{PredictionOf::group, "group"},
                                                                  {PredictionOf::average, "average"},
                                                                  {PredictionOf::new_group, "new"}};
            for (const auto& kind : kinds) {
                const auto made = predict(fit, {.x = x}, groups, {.of = kind.first});
                const std::string name = kind.second;
                CHECK(test::gap(made.eta, test::numbers(expected[name + "_eta"])) < 1e-6);
                CHECK(test::gap(made.se, test::numbers(expected[name + "_se"])) < 1e-5);
            }
            if (!expected.contains("henderson")) continue;
            // With the variances taken as known, what is left is the closed form of the mixed model equations.
            auto known = fit;
            known.joint_covariance.bottomRightCorner(2, 2).setZero();
            CHECK(test::gap(predict(known, {.x = x}, groups).se, test::numbers(expected["henderson"])) < 1e-6);
        }
    }
}

TEST_CASE("The average over groups is the integral, with the interval of its link") {
    const DrawnGroups rows = drawn_groups(3, 40, 6, 0.8, true);
    const auto fit = random_intercepts(rows.data(), rows.groups, {.distribution = {.family = Family::poisson}});
    test::RowMajor x(2, 2);
    x << 1.0, 0.0, 1.0, 2.0;
    const std::vector<double> years{1.0, 3.0};
    const RegressionData fresh{.x = x, .exposure = years};
    const auto average = predict(fit, fresh, nobody), single = predict(fit, fresh, nobody, {PredictionOf::new_group});
    CHECK(average.options.of == PredictionOf::average);
    for (Eigen::Index i = 0; i < 2; ++i) {
        const double plain =
            fit.coefficients[0] + x(i, 1) * fit.coefficients[1] + std::log(years[static_cast<std::size_t>(i)]);
        CHECK(std::abs(average.mean[i] / std::exp(plain + 0.5 * fit.sd * fit.sd) - 1.0) < 1e-13);
        CHECK(single.mean[i] == average.mean[i]);
        CHECK(std::abs(single.eta[i] - plain) < 1e-13);
        CHECK(single.low[i] < average.low[i]);
        CHECK(single.high[i] > average.high[i]);
    }
    const auto wide = predict(fit, fresh, nobody, {.of = PredictionOf::average, .confidence = 0.99});
    CHECK(wide.high[0] > average.high[0]);
    CHECK(wide.se == average.se);
    CHECK_THROWS_AS(predict(fit, fresh, nobody, {.of = PredictionOf::group}), ArgumentError);
    CHECK_THROWS_AS(predict(fit, fresh, nobody, {.confidence = 1.0}), ArgumentError);
}

TEST_CASE("A group that the fit has not seen is a new one, and a caveat says so") {
    const DrawnGroups rows = drawn_groups(4, 12, 8, 0.6, false);
    const auto fit = random_intercepts(rows.data(), rows.groups);
    test::RowMajor x = test::RowMajor::Ones(3, 2);
    const std::vector<std::int32_t> groups{3, 77, 0};
    const auto made = predict(fit, {.x = x}, groups);
    CHECK(made.options.of == PredictionOf::group);
    CHECK(made.group == std::vector<std::int32_t>{3, -1, 0});
    REQUIRE(made.caveats.size() == 1);
    CHECK(made.caveats[0].message == messages::regress_new_groups);
    CHECK(made.caveats[0].parameters.at(1).second == "77");
    const auto single = predict(fit, {.x = x}, nobody, {.of = PredictionOf::new_group});
    CHECK(made.low[1] == single.low[1]);
    CHECK(made.se[0] < single.se[0]);
    CHECK(made.eta[0] != made.eta[2]);
    const std::vector<std::string> names{"11", "5", "0"};
    const std::vector<std::int32_t> coded{1, 1, 0};
    CHECK(predict(fit, {.x = x}, coded, {}, names).group == std::vector<std::int32_t>{5, 5, 11});
    CHECK_THROWS_AS(predict(fit, {.x = x}, std::vector<std::int32_t>{1, 3, 0}, {}, names), ArgumentError);
    CHECK_THROWS_AS(predict(fit, {.x = x}, std::vector<std::int32_t>{1, 3}), ArgumentError);
    x(1, 1) = std::nan("");
    CHECK_THROWS_AS(predict(fit, {.x = x}, groups), DataError);
    CHECK_THROWS_AS(predict(fit, {.x = x.leftCols(1)}, groups), ArgumentError);
}

TEST_CASE("Predictions on the boundary and with aliased columns") {
    test::RowMajor x = test::RowMajor::Ones(60, 3);
    std::vector<double> y;
    std::vector<std::int32_t> groups;
    for (int i = 0; i < 60; ++i) {
        x(i, 1) = i % 7;
        x(i, 2) = 2.0 * (i % 7) + 1.0;
        y.push_back((i / 3) % 2 == 0 ? 2.0 + i % 3 : 3.0 - i % 3);
        groups.push_back(i / 6);
    }
    const Distribution law{.family = Family::poisson};
    const auto fit = random_intercepts({.x = x, .y = y}, groups, {.distribution = law});
    REQUIRE(fit.boundary);
    REQUIRE(fit.aliased == std::vector<std::int32_t>{2});
    const auto plain = predict(glm({.x = x, .y = y}, {.distribution = law}), {.x = x});
    for (const PredictionOf of : {PredictionOf::group, PredictionOf::average, PredictionOf::new_group}) {
        const auto made = predict(fit, {.x = x}, groups, {.of = of});
        CHECK((made.mean - plain.mean).cwiseAbs().maxCoeff() < 1e-9);
        CHECK((made.high - plain.high).cwiseAbs().maxCoeff() < 1e-6);
        CHECK(made.caveats.back().message == messages::regress_prediction_boundary);
    }
    DrawnGroups rows = drawn_groups(5, 20, 5, 0.7, false);
    rows.x.conservativeResize(Eigen::NoChange, 3);
    rows.x.col(2) = 3.0 * rows.x.col(1);
    const auto with = random_intercepts(rows.data(), rows.groups);
    const auto without = random_intercepts(RegressionData{.x = rows.x.leftCols(2), .y = rows.y}, rows.groups);
    const auto a = predict(with, {.x = rows.x}, rows.groups),
               b = predict(without, {.x = rows.x.leftCols(2)}, rows.groups);
    CHECK((a.mean - b.mean).cwiseAbs().maxCoeff() < 1e-10);
    CHECK((a.se - b.se).cwiseAbs().maxCoeff() < 1e-10);
}

TEST_CASE("Intervals of predictions hold as often as they say") {
    for (const bool counts : {false, true}) {
        CAPTURE(counts);
        const double sd = 0.5, average = counts ? std::exp(0.5 + 0.5 * sd * sd) : 0.5;
        double group_hits = 0.0, average_hits = 0.0, new_hits = 0.0, groups_seen = 0.0;
        constexpr int sets = 150, groups = 20;
        for (int s = 0; s < sets; ++s) {
            const auto seed = static_cast<std::uint64_t>(s + (counts ? 1000 : 0));
            const DrawnGroups rows = drawn_groups(seed, groups, 6, sd, counts);
            const DrawnGroups others = drawn_groups(seed + 50'000, 50, 1, sd, counts);
            const Distribution law{.family = counts ? Family::poisson : Family::gaussian};
            const auto fit = random_intercepts(rows.data(), rows.groups, {.distribution = law, .nodes = 5});
            if (fit.boundary) continue;
            test::RowMajor x = test::RowMajor::Zero(groups, 2);
            x.col(0).setOnes();
            std::vector<std::int32_t> each(groups);
            for (int g = 0; g < groups; ++g) each[static_cast<std::size_t>(g)] = g;
            const auto by_group = predict(fit, {.x = x}, each), mean = predict(fit, {.x = x}, nobody),
                       single = predict(fit, {.x = x}, nobody, {.of = PredictionOf::new_group});
            for (int g = 0; g < groups; ++g) {
                const double truth = rows.truth[static_cast<std::size_t>(g)];
                group_hits += by_group.low[g] < truth && truth < by_group.high[g];
                groups_seen += 1.0;
            }
            average_hits += (mean.low[0] < average && average < mean.high[0]) * groups;
            double within = 0.0;
            for (const double truth : others.truth) within += single.low[0] < truth && truth < single.high[0];
            new_hits += within * groups / 50.0;
        }
        CHECK(groups_seen > 0.95 * sets * groups);
        INFO(group_hits / groups_seen << " " << average_hits / groups_seen << " " << new_hits / groups_seen);
        CHECK(std::abs(group_hits / groups_seen - 0.93) < 0.025);   // maximum likelihood: sd comes out too small
        CHECK(std::abs(average_hits / groups_seen - 0.93) < 0.03);
        CHECK(std::abs(new_hits / groups_seen - 0.95) < 0.015);
    }
}
