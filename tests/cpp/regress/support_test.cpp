// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/robust.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/regress/absorb.hpp"
#include "maatstaf/regress/hurdle.hpp"
#include "maatstaf/regress/two_part.hpp"
#include "regress/reference.hpp"

using namespace maatstaf;

namespace {

std::int64_t said(const RobustResult& result, Message message) {
    return std::ranges::count_if(result.caveats, [&](const Caveat& each) { return each.message == message; });
}

}  // namespace

TEST_CASE("A coefficient that one row or one cluster decides has no robust variance, and the others keep theirs") {
    constexpr Eigen::Index areas = 20, n = 3 * areas;
    test::RowMajor x(n, 4), without(n, 2), single(n, 3);
    std::vector<double> y;
    std::vector<std::int32_t> clusters;
    RandomStream stream(20, 9004, 0, 0);
    for (Eigen::Index i = 0; i < n; ++i) {
        const Eigen::Index area = i / 3;
        clusters.push_back(static_cast<std::int32_t>(area));
        x.row(i) << 1.0, stream.normal(), area == 7 ? 1.0 : 0.0, area < 2 ? 1.0 : 0.0;
        single.row(i) << 1.0, x(i, 1), i == 5 ? 1.0 : 0.0;
        y.push_back(2.0 + 0.5 * x(i, 1) + stream.normal());
    }
    const std::vector<std::string> names{"constant", "slope", "held by one", "held by two"};
    for (const bool counts : {false, true}) {
        GlmOptions options;
        std::vector<double> outcome = y;
        if (counts) {
            options.distribution.family = Family::poisson;
            for (double& each : outcome) each = std::floor(std::exp(each));
        }
        const RegressionData data{.x = x, .y = outcome, .names = names};
        const GlmResult fit = glm(data, options);
        for (const auto kind : {RobustKind::cr0, RobustKind::cr1, RobustKind::cr2, RobustKind::cr2_residual,
                                RobustKind::cr3}) {
            const auto result = robust_covariance(data, fit, {.kind = kind, .clusters = clusters});
            CHECK(result.undetermined == std::vector<std::int32_t>{2});
            CHECK(result.deciding_rows == std::vector<std::int64_t>{21});
            CHECK(std::isnan(result.standard_errors()[2]));
            CHECK(std::isnan(result.covariance(2, 0)));
            CHECK(result.standard_errors()[0] > 0.0);
            CHECK(result.standard_errors()[3] > 0.0);
            CHECK(result.effective[2] < 1.2);
            CHECK(result.effective[3] > 1.8);
            CHECK(result.effective[3] < 3.5);
            CHECK(said(result, messages::regress_decided_by_cluster) == 1);
            CHECK(said(result, messages::regress_few_clusters_behind) == 1);
            // What leaves the trait alone keeps its interval; what needs it has none.
            test::RowMajor rows(2, 4);
            rows << 1.0, 0.3, 0.0, 1.0, 1.0, 0.3, 1.0, 0.0;
            const GlmPrediction made = predict(fit, RegressionData{.x = rows}, result.covariance);
            CHECK(made.se[0] > 0.0);
            CHECK(made.low[0] < made.mean[0]);
            CHECK(std::isnan(made.se[1]));
            CHECK(std::isnan(made.low[1]));
            CHECK(std::isnan(made.high[1]));
        }
        const RegressionData one{.x = single, .y = outcome, .names = {"constant", "slope", "one row"}};
        const GlmResult pinned = glm(one, options);
        // The fit without that row is the same for the others, and so is its sandwich, but for what n and p do.
        test::RowMajor rest(n - 1, 2);
        std::vector<double> rest_outcome;
        for (Eigen::Index i = 0; i < n; ++i) {
            if (i == 5) continue;
            rest.row(static_cast<Eigen::Index>(rest_outcome.size())) = single.row(i).head(2);
            rest_outcome.push_back(outcome[static_cast<std::size_t>(i)]);
        }
        const RegressionData fewer{.x = rest, .y = rest_outcome};
        const GlmResult plain = glm(fewer, options);
        for (const auto kind : {RobustKind::hc0, RobustKind::hc2, RobustKind::hc3, RobustKind::hc4}) {
            const auto result = robust_covariance(one, pinned, {.kind = kind});
            CHECK(result.undetermined == std::vector<std::int32_t>{2});
            CHECK(result.deciding_rows == std::vector<std::int64_t>{5});
            CHECK(std::isnan(result.table().column("p_value").number(2)));
            CHECK(said(result, messages::regress_decided_by_row) == 1);
            if (kind == RobustKind::hc4) continue;   // its power depends on n and p
            const auto same = robust_covariance(fewer, plain, {.kind = kind});
            for (Eigen::Index j = 0; j < 2; ++j)
                CHECK(std::abs(result.standard_errors()[j] / same.standard_errors()[j] - 1.0) < 1e-9);
        }
    }
}

TEST_CASE("A category equal to the cluster leaves no coefficient but the covariate a variance") {
    constexpr Eigen::Index n = 60;
    test::RowMajor x(n, 4);
    std::vector<double> y;
    std::vector<std::int32_t> clusters;
    RandomStream stream(20, 9005, 0, 0);
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto group = static_cast<std::int32_t>(i % 3);
        clusters.push_back(group);
        x.row(i) << 1.0, group == 1 ? 1.0 : 0.0, group == 2 ? 1.0 : 0.0, stream.normal();
        y.push_back(stream.normal());
    }
    const RegressionData data{.x = x, .y = y};
    const GlmResult fit = glm(data);
    const auto result = robust_covariance(data, fit, {.kind = RobustKind::cr1, .clusters = clusters});
    CHECK(result.undetermined == std::vector<std::int32_t>{0, 1, 2});
    CHECK(result.deciding_rows.size() == 3);
    CHECK(result.standard_errors()[3] > 0.0);
    CHECK(said(result, messages::regress_decided_by_cluster) == 1);
    const auto again = from_archive<RobustResult>(to_archive(result));
    CHECK(again.undetermined == result.undetermined);
    CHECK(again.effective == result.effective);
}

TEST_CASE("Traits that few clusters hold keep their coverage, and one that one cluster holds claims none",
          "[coverage]") {
    // 60 areas x 3 years, the effect of an area lasts; the truth is 0.
    constexpr Eigen::Index areas = 60, n = 3 * areas;
    constexpr int repetitions = 300;
    std::vector<std::int32_t> clusters;
    for (Eigen::Index i = 0; i < n; ++i) clusters.push_back(static_cast<std::int32_t>(i / 3));
    for (const Eigen::Index holders : {1, 2, 3, 6}) {
        int covered = 0, claimed = 0, warned = 0;
        for (std::uint32_t run = 0; run < repetitions; ++run) {
            RandomStream stream(20, 9006, static_cast<std::uint32_t>(holders), run);
            test::RowMajor x(n, 3);
            std::vector<double> y;
            double effect = 0.0, trait = 0.0;
            for (Eigen::Index i = 0; i < n; ++i) {
                if (i % 3 == 0) {
                    effect = stream.normal();
                    trait = stream.normal();
                }
                x.row(i) << 1.0, trait, i / 3 < holders ? 1.0 : 0.0;
                y.push_back(effect + 0.5 * stream.normal());
            }
            const RegressionData data{.x = x, .y = y};
            const GlmResult fit = glm(data);
            const auto result = robust_covariance(data, fit, {.kind = RobustKind::cr2, .clusters = clusters});
            const double reach =
                special::student_t_quantile(0.975, result.degrees_of_freedom[2]) * result.standard_errors()[2];
            claimed += std::isfinite(reach);
            covered += std::abs(fit.coefficients[2]) <= reach;
            warned += said(result, messages::regress_few_clusters_behind) > 0;
        }
        INFO("held by " << holders << ": " << covered << " of " << claimed);
        CHECK(claimed == (holders == 1 ? 0 : repetitions));
        CHECK(warned == (holders == 2 || holders == 3 ? repetitions : 0));
        if (holders > 1) CHECK(covered >= 0.92 * repetitions);
    }
}

TEST_CASE("Absorbed, two-part and hurdle fits claim nothing of what one cluster decides either") {
    constexpr Eigen::Index areas = 30, n = 8 * areas;
    test::RowMajor x(n, 2), with_constant(n, 3);
    std::vector<double> y, counts;
    std::vector<std::int32_t> clusters, years;
    RandomStream stream(20, 9007, 0, 0);
    for (Eigen::Index i = 0; i < n; ++i) {
        const Eigen::Index area = i / 8;
        clusters.push_back(static_cast<std::int32_t>(area));
        years.push_back(static_cast<std::int32_t>(i % 8));
        x.row(i) << stream.normal(), area == 4 ? 1.0 : 0.0;
        with_constant.row(i) << 1.0, x(i, 0), x(i, 1);
        y.push_back(i % 3 == 0 ? 0.0 : std::exp(0.3 * x(i, 0) + 0.5 * stream.normal()));
        counts.push_back(i % 3 == 0 ? 0.0 : 1.0 + std::floor(std::exp(0.5 + 0.5 * stream.normal())));
    }
    const RegressionData data{.x = x, .y = y, .names = {"slope", "held by one"}};
    const AbsorbedEffect effects[] = {{"year", years}};
    AbsorbOptions options{.covariance = AbsorbCovariance::cluster, .clusters = clusters};
    const AbsorbResult absorbed = absorbed_regression(data, effects, options);
    CHECK(absorbed.standard_errors()[0] > 0.0);
    CHECK(std::isnan(absorbed.standard_errors()[1]));
    CHECK(std::ranges::count_if(absorbed.caveats, [](const Caveat& each) {
              return each.message == messages::regress_decided_by_cluster;
          }) == 1);

    const RegressionData amounts{.x = with_constant, .y = y};
    const TwoPartResult two = two_part(amounts, clusters, {.covariance = PartsCovariance::cluster});
    const RegressionData numbers{.x = with_constant, .y = counts};
    const HurdleResult over = hurdle(numbers, clusters, {.covariance = PartsCovariance::cluster});
    for (const Eigen::MatrixXd* each : {&two.covariance, &over.covariance}) {
        CHECK(std::isnan((*each)(2, 2)));
        CHECK(std::isnan((*each)(5, 5)));
        CHECK((*each)(1, 1) > 0.0);
        CHECK((*each)(4, 4) > 0.0);
    }
    const auto rows = expectation(two, amounts);
    CHECK(std::isnan(rows.se[32]));
    CHECK(rows.se[0] > 0.0);
    CHECK(std::isnan(rows.total_se));
}
