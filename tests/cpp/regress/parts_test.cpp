// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/parallel.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/regress/hurdle.hpp"
#include "maatstaf/regress/robust.hpp"
#include "maatstaf/regress/two_part.hpp"
#include "regress/reference.hpp"
#include "regress/truncated_counts.hpp"

using namespace maatstaf;

namespace {

struct Rows {
    test::RowMajor x;
    std::vector<double> exposure, y;
    std::vector<std::int32_t> cluster;
    RegressionData data() const { return {.x = x, .y = y, .exposure = exposure}; }
};

Rows rows_of(const nlohmann::json& file, const char* outcome) {
    Rows out{
        test::rows_of(test::numbers(file["x"]), 3), test::numbers(file["exposure"]), test::numbers(file[outcome]), {}};
    for (const double each : test::numbers(file["cluster"])) out.cluster.push_back(static_cast<std::int32_t>(each));
    return out;
}

}  // namespace

TEST_CASE("Two-part models agree with R's glm and stacked influence", "[reference]") {
    const auto file = test::reference("parts.json");
    const Rows rows = rows_of(file, "cost");
    for (const auto& [name, expected] : file["fits"].items()) {
        if (name.starts_with("hurdle")) continue;
        DYNAMIC_SECTION(name) {
            const auto cut = name.rfind('_');
            const TwoPartOptions options{.amount = from_name<AmountLaw>(name.substr(0, cut), "amount"),
                                         .covariance = from_name<PartsCovariance>(name.substr(cut + 1), "covariance")};
            std::span<const std::int32_t> clusters;
            if (options.covariance == PartsCovariance::cluster) clusters = rows.cluster;
            const auto fit = two_part(rows.data(), clusters, options);
            CHECK(fit.use.status == FitStatus::converged);
            CHECK(fit.amount.status == FitStatus::converged);
            CHECK(test::gap(fit.amount.coefficients, test::numbers(expected["amount"])) < 1e-8);
            if (expected.contains("use")) CHECK(test::gap(fit.use.coefficients, test::numbers(expected["use"])) < 1e-8);
            if (expected.contains("smearing"))
                CHECK(std::abs(fit.smearing / expected["smearing"][0].get<double>() - 1.0) < 1e-10);
            const auto found = expectation(fit, rows.data());
            CHECK(test::gap(found.mean, test::numbers(expected["mean"])) < 1e-8);
            CHECK(test::gap(found.se, test::numbers(expected["se"])) < 1e-7);
            CHECK(std::abs(found.total_se / expected["total_se"][0].get<double>() - 1.0) < 1e-7);
            CHECK(std::abs(found.total / found.mean.sum() - 1.0) < 1e-12);
            if (expected.contains("mean_df"))
                CHECK(test::gap(found.degrees_of_freedom, test::numbers(expected["mean_df"])) < 1e-6);
            if (!expected.contains("df")) continue;
            CHECK(test::gap(Eigen::VectorXd(fit.degrees_of_freedom.head(6)), test::numbers(expected["df"])) < 1e-6);
            // A part has the table that cr2 gives for the fit of its rows.
            GlmOptions of_use;
            of_use.distribution.family = Family::binomial;
            std::vector<double> any;
            for (const double each : rows.y) any.push_back(each > 0.0 ? 1.0 : 0.0);
            const RegressionData use{.x = rows.x, .y = any};
            const auto robust = robust_covariance(use, glm(use, of_use), {.kind = RobustKind::cr2,
                                                                          .clusters = rows.cluster});
            CHECK((fit.use.covariance - robust.covariance).norm() < 1e-10 * robust.covariance.norm());
            CHECK((fit.use.degrees_of_freedom - robust.degrees_of_freedom).norm() < 1e-8);
            CHECK(fit.use.table().column("df").number(1) == fit.use.degrees_of_freedom[1]);
        }
    }
}

TEST_CASE("Hurdle models agree with likelihoods written out in R", "[reference]") {
    const auto file = test::reference("parts.json");
    const Rows rows = rows_of(file, "count");
    for (const bool negative_binomial : {false, true}) {
        const auto& expected = file["fits"][negative_binomial ? "hurdle_negative_binomial" : "hurdle_poisson"];
        const auto fit = hurdle(rows.data(), {},
                                {.count = negative_binomial ? Family::negative_binomial : Family::poisson,
                                 .covariance = PartsCovariance::model});
        CHECK(fit.count.status == FitStatus::converged);
        auto b = test::numbers(expected["count"]);
        const auto covariance = test::numbers(expected["covariance"]);
        if (negative_binomial) {
            CHECK(std::abs(std::log(fit.count.options.distribution.theta) - b[3]) < 1e-8);
            CHECK(std::abs(fit.count.theta_se / fit.count.options.distribution.theta - std::sqrt(covariance[15])) <
                  1e-6);
            CHECK(test::gap(Eigen::MatrixXd(fit.covariance.bottomRightCorner(4, 4)), covariance) < 1e-6);
            b.pop_back();
        } else {
            CHECK(test::gap(fit.count.covariance, covariance) < 1e-6);
        }
        CHECK(test::gap(fit.count.coefficients, b) < 1e-8);
        CHECK(std::abs(fit.log_likelihood - expected["log_likelihood"][0].get<double>()) < 1e-8);
        const auto found = expectation(fit, rows.data());
        CHECK(test::gap(found.mean, test::numbers(expected["mean"])) < 1e-8);
        CHECK((found.amount.array() >= 1.0).all());
        if (!negative_binomial) continue;
        const auto clustered = hurdle(rows.data(), rows.cluster, {.covariance = PartsCovariance::cluster});
        const auto& of_clusters = file["fits"]["hurdle_cluster"];
        CHECK(test::gap(Eigen::MatrixXd(clustered.covariance.bottomRightCorner(4, 4)),
                        test::numbers(of_clusters["covariance"])) < 1e-5);
        const Eigen::VectorXd of_counts = clustered.degrees_of_freedom.tail(4);
        CHECK(test::gap(of_counts, test::numbers(of_clusters["df"])) < 1e-5);
        CHECK(clustered.count.table().column("df").number(2) == clustered.degrees_of_freedom[5]);
    }
}

TEST_CASE("Means of laws without their zeros, and how they move") {
    for (const double theta : {0.4, 3.0, std::numeric_limits<double>::infinity()})
        for (const double eta : {-6.0, -0.5, 1.0, 3.5}) {
            const double mean = std::exp(eta);
            double sum = 0.0, first = 0.0, second = 0.0, log_term = 0.0;
            for (int y = 1; y < 4000; ++y) {  // probabilities by their recurrence
                const double size = std::isinf(theta) ? 1.0 : (theta + y - 1.0) / (theta + mean);
                log_term += std::log(mean * size / y);
                const double each = std::exp(log_term);
                sum += each, first += each * y, second += each * y * y;
            }
            const auto found = detail::cut_off(eta, theta);
            CHECK(std::abs(found.mean / (first / sum) - 1.0) < 1e-9);
            CHECK(std::abs(found.variance - (second / sum - first * first / (sum * sum))) <
                  1e-7 * (1.0 + found.variance));
            const double h = 1e-6;
            CHECK(std::abs((detail::cut_off(eta + h, theta).mean - detail::cut_off(eta - h, theta).mean) / (2 * h) -
                           found.by_eta) < 1e-6 * (1.0 + found.mean));
            if (std::isinf(theta)) continue;
            const double by =
                (detail::cut_off(eta, theta * std::exp(h)).mean - detail::cut_off(eta, theta * std::exp(-h)).mean) /
                (2 * h);
            CHECK(std::abs(by - found.by_log_theta) < 1e-6 * (1.0 + found.mean));
        }
}

TEST_CASE("Frequencies stand for rows, clusters of one row for rows") {
    const auto file = test::reference("parts.json");
    Rows rows = rows_of(file, "count");
    const Eigen::Index n = rows.x.rows();
    std::vector<double> frequency, exposure, y;
    std::vector<std::int32_t> own;
    test::RowMajor twice(n + 40, 3);
    for (Eigen::Index i = 0; i < n; ++i) {
        frequency.push_back(i < 40 ? 2.0 : 1.0);
        own.push_back(static_cast<std::int32_t>(i));
    }
    for (Eigen::Index i = 0; i < n + 40; ++i) {
        const Eigen::Index from = i < n ? i : i - n;
        twice.row(i) = rows.x.row(from);
        exposure.push_back(rows.exposure[static_cast<std::size_t>(from)]);
        y.push_back(rows.y[static_cast<std::size_t>(from)]);
    }
    RegressionData weighted = rows.data();
    weighted.frequency_weights = frequency;
    const auto short_form = hurdle(weighted), long_form = hurdle({.x = twice, .y = y, .exposure = exposure});
    CHECK((short_form.covariance - long_form.covariance).norm() < 1e-8 * long_form.covariance.norm());
    CHECK(std::abs(short_form.log_likelihood - long_form.log_likelihood) < 1e-7);
    // A cluster of one row is a row, but for what its leverage enlarges.
    const auto robust = hurdle(rows.data(), {}, {.count = Family::poisson});
    const auto clustered = hurdle(rows.data(), own, {.count = Family::poisson, .covariance = PartsCovariance::cluster});
    CHECK((robust.covariance - clustered.covariance).norm() < 0.05 * robust.covariance.norm());
    CHECK(clustered.shares.empty());
    CHECK(expectation(clustered, rows.data()).degrees_of_freedom[0] == static_cast<double>(n - 1));
    set_thread_count(1);
    const auto one = two_part(rows.data(), rows.cluster, {.covariance = PartsCovariance::cluster});
    set_thread_count(2);
    const auto two = two_part(rows.data(), rows.cluster, {.covariance = PartsCovariance::cluster});
    CHECK(one.covariance == two.covariance);
    CHECK(one.clusters == 16);
    CHECK(one.caveats.back().message == messages::regress_parts_few_clusters);
    // The tables of the parts and of both have the errors that were asked for, with the degrees of the clusters.
    for (Eigen::Index j = 0; j < 3; ++j) {
        CHECK(one.use.covariance(j, j) == one.covariance(j, j));
        CHECK(one.amount.covariance(j, j) == one.covariance(3 + j, 3 + j));
    }
    const Table table = one.table();
    CHECK(table.rows() == 6);
    CHECK(table.column("df").number(5) == one.degrees_of_freedom[5]);
    CHECK(one.degrees_of_freedom.head(6).maxCoeff() < 15.0);
    CHECK(table.column("part").text(5) == "amount");
    CHECK(table.column("se").number(4) == std::sqrt(one.covariance(4, 4)));
    CHECK(std::isinf(robust.table().column("df").number(0)));
    const auto wide = expectation(one, rows.data());
    const double reach = special::student_t_quantile(0.975, wide.degrees_of_freedom[0]) * wide.se[0] / wide.mean[0];
    CHECK(std::abs(wide.high[0] / (wide.mean[0] * std::exp(reach)) - 1.0) < 1e-12);
}

TEST_CASE("Intervals of two parts and hurdle hold with ten clusters", "[simulation]") {
    // A column that differs between clusters only, and clusters that differ in use and in amount.
    constexpr int draws = 200, groups = 10, per = 30, n = groups * per;
    std::vector<std::int32_t> cluster;
    for (std::int32_t i = 0; i < n; ++i) cluster.push_back(i / per);
    double any = 0.0;   // probability at column 1, over clusters
    RandomStream nobody(3, 1, 4, 1);
    for (int k = 0; k < 20000; ++k) any += 1.0 / (1.0 + std::exp(-(0.1 + 0.3 * nobody.normal()))) / 20000.0;
    const double truth = any * std::exp(7.2 + 0.02);
    const test::RowMajor at = test::rows_of({1.0, 1.0}, 2);
    int amount = 0, expected = 0, count = 0, normal = 0;
    for (int draw = 0; draw < draws; ++draw) {
        RandomStream random(5, 8, static_cast<std::uint64_t>(draw), 2);
        test::RowMajor x(n, 2);
        std::vector<double> cost, visits;
        for (int g = 0; g < groups; ++g) {
            const double in_use = 0.3 * random.normal(), in_amount = 0.2 * random.normal(), z = random.normal();
            for (int i = 0; i < per; ++i) {
                x.row(g * per + i) << 1.0, z;
                const bool uses = random.uniform() < 1.0 / (1.0 + std::exp(-(-0.3 + 0.4 * z + in_use)));
                cost.push_back(uses ? random.gamma(1.5) / 1.5 * std::exp(7.0 + 0.2 * z + in_amount) : 0.0);
                int times = -1;
                for (double time = 0.0; time < std::exp(0.5 + 0.3 * z + in_use); ++times)
                    time -= std::log(random.uniform());
                visits.push_back(times);
            }
        }
        const auto covers = [](const Table& table, double value) {
            return table.column("low").number(1) <= value && value <= table.column("high").number(1);
        };
        const auto parts = two_part({.x = x, .y = cost}, cluster, {.covariance = PartsCovariance::cluster});
        amount += covers(parts.amount.table(), 0.2);
        const auto mean = expectation(parts, {.x = at});
        expected += mean.low[0] <= truth && truth <= mean.high[0];
        const auto found = hurdle({.x = x, .y = visits}, cluster, {.covariance = PartsCovariance::cluster});
        count += covers(found.count.table(), 0.3);
        normal += std::abs(parts.amount.coefficients[1] - 0.2) < 1.96 * parts.amount.standard_errors()[1];
    }
    CAPTURE(amount, expected, count, normal);
    // 0.95 and three standard errors of 200; by the normal law the same errors hold in fewer than nine of ten.
    for (const int each : {amount, expected, count}) {
        CHECK(each > 0.90 * draws);
        CHECK(each < 0.995 * draws);
    }
    CHECK(normal < 0.91 * draws);
}

TEST_CASE("Bad input of models in two parts") {
    test::RowMajor x = test::RowMajor::Ones(12, 2);
    std::vector<double> y{0, 1, 2, 0, 5, 1, 0, 2, 1, 3, 0, 1}, zeros(12, 0.0), ones(12, 1.0);
    for (Eigen::Index i = 0; i < 12; ++i) x(i, 1) = static_cast<double>(i % 5);
    const RegressionData data{.x = x, .y = y};
    CHECK_THROWS_AS(two_part({.x = x, .y = zeros}), DataError);
    CHECK_THROWS_AS(hurdle({.x = x, .y = ones}), DataError);
    CHECK_THROWS_AS(two_part({.x = x, .y = y, .prior_weights = ones}), ArgumentError);
    CHECK_THROWS_AS(two_part(data, {}, {.covariance = PartsCovariance::cluster}), ArgumentError);
    CHECK_THROWS_AS(two_part(data, std::vector<std::int32_t>(12, 1), {.covariance = PartsCovariance::cluster}),
                    DataError);
    CHECK_THROWS_AS(two_part(data, {}, {.use_link = Link::log}), ArgumentError);
    CHECK_THROWS_AS(hurdle(data, {}, {.count = Family::gamma}), ArgumentError);
    // Only ones and twos above zero: less variation than Poisson, so theta runs off and the caveat says so.
    std::vector<double> even{0, 1, 2, 0, 2, 1, 0, 2, 1, 2, 0, 1};
    const auto poisson_like = hurdle({.x = x, .y = even});
    CHECK(std::ranges::any_of(poisson_like.caveats,
                              [](const Caveat& each) { return each.message == messages::regress_no_over_dispersion; }));
    y[2] = 1.5;
    CHECK_THROWS_AS(hurdle({.x = x, .y = y}), DataError);
    CHECK_NOTHROW(two_part({.x = x, .y = y}));
    y[2] = -1.0;
    CHECK_THROWS_AS(two_part({.x = x, .y = y}), DataError);
}
