// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/robust.hpp"

#include <catch2/catch_test_macros.hpp>

#include "regress/reference.hpp"

using namespace maatstaf;

TEST_CASE("Sandwich estimators agree with sandwich and clubSandwich", "[reference]") {
    const auto file = test::reference("robust.json");
    const auto x = test::rows_of(test::numbers(file["x"]), 3);
    std::vector<std::int32_t> clusters, second;
    for (const double each : test::numbers(file["clusters"])) clusters.push_back(static_cast<std::int32_t>(each));
    for (const double each : test::numbers(file["second"])) second.push_back(static_cast<std::int32_t>(each));
    for (const bool counts : {false, true}) {
        const auto& expected = file["fits"][counts ? "poisson" : "gaussian"];
        const auto y = test::numbers(file[counts ? "count" : "gauss"]);
        const RegressionData data{.x = x, .y = y};
        const GlmResult fit =
            glm(data, {.distribution = {.family = counts ? Family::poisson : Family::gaussian}, .tolerance = 1e-10});
        for (const auto kind : names_of<RobustKind>()) {
            if (kind == "newey_west" || kind == "conley" || (kind == "cr2" && counts)) continue;
            CAPTURE(counts, kind);
            const auto result =
                robust_covariance(data, fit, {.kind = from_name<RobustKind>(kind, "kind"), .clusters = clusters});
            CHECK(test::gap(result.covariance, test::numbers(expected[std::string(kind)])) < 1e-9);
            if (kind == "cr2") CHECK(test::gap(result.degrees_of_freedom, test::numbers(expected["df"])) < 1e-8);
        }
        const auto two_way = robust_covariance(
            data, fit, {.kind = RobustKind::cr0, .clusters = clusters, .second_clusters = second});
        CHECK(test::gap(two_way.covariance, test::numbers(expected["two_way"])) < 1e-9);
        const auto in_time = robust_covariance(data, fit, {.kind = RobustKind::newey_west, .lags = 3});
        CHECK(test::gap(in_time.covariance, test::numbers(expected["newey_west"])) < 1e-9);
    }
}
