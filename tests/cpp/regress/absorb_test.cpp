// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/absorb.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/regress/robust.hpp"
#include "regress/absorb_rows_for_test.hpp"
#include "regress/reference.hpp"
#include "regress/solve.hpp"

using namespace maatstaf;

namespace {

struct AbsorbCase {
    const char* name;
    std::size_t effects;
    bool weighted = false;
    bool offset = false;
    bool longer = false;
    bool keep_singletons = false;
};
const AbsorbCase absorb_cases[] = {{"linear_one", 1},
                      {"linear_two", 2},
                      {"linear_three", 3},
                      {"linear_weighted", 2, true},
                      {"linear_singletons", 2, false, false, true},
                      {"linear_kept", 2, false, false, true, true},
                      {"poisson_one", 1},
                      {"poisson_two", 2},
                      {"poisson_three", 3},
                      {"poisson_offset", 2, false, true},
                      {"poisson_dropped", 2, false, false, true}};

std::vector<double> column(const nlohmann::json& file, const char* name, std::size_t rows) {
    auto values = test::numbers(file["columns"][name]);
    values.resize(rows);
    return values;
}
std::vector<std::int32_t> codes(const nlohmann::json& file, const char* name, std::size_t rows) {
    std::vector<std::int32_t> out;
    for (const double each : column(file, name, rows)) out.push_back(static_cast<std::int32_t>(each));
    return out;
}

}  // namespace

TEST_CASE("Absorbed regressions agree with pyfixest", "[reference]") {
    const auto file = test::reference("absorb.json");
    for (const AbsorbCase& each : absorb_cases) {
        DYNAMIC_SECTION(each.name) {
            const auto rows = each.longer ? file["columns"]["id"].size() : file["rows"].get<std::size_t>();
            const bool linear = std::string(each.name).starts_with("linear");
            const auto x1 = column(file, "x1", rows), x2 = column(file, "x2", rows);
            Eigen::MatrixXd x(static_cast<Eigen::Index>(rows), 2);
            for (std::size_t i = 0; i < rows; ++i) x.row(static_cast<Eigen::Index>(i)) << x1[i], x2[i];
            const auto y = column(file, linear ? "y" : "count", rows);
            const auto w = column(file, "w", rows), o = column(file, "o", rows);
            const auto id = codes(file, "id", rows), firm = codes(file, "firm", rows),
                       period = codes(file, "period", rows), region = codes(file, "region", rows);
            RegressionData data{.x = x, .y = y};
            if (each.weighted) data.analytic_weights = w;
            if (each.offset) data.offset = o;
            const AbsorbedEffect effects[] = {{"id", id}, {"firm", firm}, {"period", period}};
            const auto& expected = file["fits"][each.name];
            for (const std::string kind : {"iid", "hc1", "cluster", "region", "two_way"}) {
                CAPTURE(kind);
                AbsorbOptions options{.family = linear ? Family::gaussian : Family::poisson,
                                      .remove_singletons = !each.keep_singletons};
                options.covariance = kind == "iid"   ? AbsorbCovariance::iid
                                     : kind == "hc1" ? AbsorbCovariance::hc1
                                                     : AbsorbCovariance::cluster;
                if (options.covariance == AbsorbCovariance::cluster) options.clusters = kind == "region" ? region : id;
                if (kind == "two_way") options.second_clusters = firm;
                const AbsorbResult fit = absorbed_regression(data, std::span(effects, each.effects), options);
                CHECK(fit.status == FitStatus::converged);
                CHECK(fit.demeaned);
                CHECK(fit.observations == expected["observations"].get<double>());
                CHECK(test::gap(fit.coefficients, test::numbers(expected["coefficients"])) < 1e-8);
                Eigen::MatrixXd covariance = test::rows_of(test::numbers(expected[kind]), x.cols());
                detail::lift_negative(covariance);   // pyfixest leaves negative variances of two groupings as they are
                CHECK((fit.covariance - covariance).cwiseAbs().maxCoeff() < 1e-8 * covariance.cwiseAbs().maxCoeff());
                if (linear || options.covariance == AbsorbCovariance::cluster)
                    CHECK(fit.degrees_of_freedom == expected[kind + "_df"].get<double>());
                if (!linear) {
                    CHECK(std::abs(fit.deviance / expected["deviance"].get<double>() - 1.0) < 1e-10);
                    CHECK(std::abs(fit.log_likelihood / expected["log_likelihood"].get<double>() - 1.0) < 1e-10);
                }
            }
        }
    }
}

TEST_CASE("Absorbed effects give what dummies give", "[absorb]") {
    // Many levels in a ring make S too large to factor: conjugate gradients instead.
    for (const std::int32_t second_levels : {9, 1500}) {
        for (const bool linear : {true, false}) {
            CAPTURE(second_levels, linear);
            const bool large = second_levels > 1000;
            const test::AbsorbExample example(large ? 6000 : 600, large ? 2000 : 40, second_levels, large ? 0 : 5);
            const RegressionData data = example.data(linear);
            AbsorbOptions options{.family = linear ? Family::gaussian : Family::poisson,
                                  .remove_singletons = false,
                                  .small_sample = false,
                                  .count = EffectCount::exact,
                                  .keep_effects = true,
                                  .keep_fitted = true};
            const AbsorbResult fit = absorbed_regression(data, example.effects(), options);
            REQUIRE(fit.status == FitStatus::converged);
            CHECK(fit.demeaned);
            CHECK((fit.demean_iterations > 0) == large);

            // The score equations, of the columns and of every level.
            const Eigen::VectorXd score = example.scores(fit, linear);
            CHECK(score.cwiseAbs().maxCoeff() < 1e-8);
            // Effects, columns and offset make up the fitted values.
            CHECK(example.gap_of_effects(fit, linear) < 1e-8);
            if (large) continue;

            const test::RowMajor dummies = example.with_dummies();
            RegressionData wide = data;
            wide.x = dummies;
            const GlmResult plain = glm(wide, {.distribution = {.family = options.family}, .tolerance = 1e-10});
            const Eigen::Index p = data.x.columns;
            const auto agree = [p](const auto& mine, const auto& theirs) {
                const Eigen::MatrixXd block = theirs.topLeftCorner(p, p);
                return (mine - block).cwiseAbs().maxCoeff() / block.cwiseAbs().maxCoeff();
            };
            CHECK((fit.coefficients - plain.coefficients.head(p)).cwiseAbs().maxCoeff() < 1e-8);
            CHECK(agree(fit.covariance, plain.covariance) < 1e-8);
            CHECK(fit.residual_df == plain.residual_df);
            CHECK(std::abs(fit.deviance / plain.deviance - 1.0) < 1e-10);
            CHECK(std::abs(fit.log_likelihood / plain.log_likelihood - 1.0) < 1e-10);
            options.covariance = AbsorbCovariance::hc1;
            CHECK(agree(absorbed_regression(data, example.effects(), options).covariance,
                        robust_covariance(wide, plain, {.kind = RobustKind::hc0}).covariance) < 1e-8);
            options.covariance = AbsorbCovariance::cluster;
            options.clusters = example.first;
            CHECK(
                agree(absorbed_regression(data, example.effects(), options).covariance,
                      robust_covariance(wide, plain, {.kind = RobustKind::cr0, .clusters = example.first}).covariance) <
                1e-8);
            options.second_clusters = example.second;
            // Sum and difference of three; robust_covariance would take away negative variances of dummies as well.
            std::vector<std::int32_t> crossed(example.first.size());
            for (std::size_t row = 0; row < crossed.size(); ++row)
                crossed[row] = example.first[row] * second_levels + example.second[row];
            const auto by = [&](std::span<const std::int32_t> clusters) {
                return robust_covariance(wide, plain, {.kind = RobustKind::cr0, .clusters = clusters}).covariance;
            };
            Eigen::MatrixXd both = (by(example.first) + by(example.second) - by(crossed)).topLeftCorner(p, p);
            detail::lift_negative(both);
            CHECK(agree(absorbed_regression(data, example.effects(), options).covariance, both) < 1e-8);
        }
    }
}

TEST_CASE("The three weights mean what they mean in glm", "[absorb]") {
    const test::AbsorbExample example(500, 30, 8, 0);
    for (const Family family : {Family::gaussian, Family::quasi_poisson}) {
        RegressionData data = example.data(family == Family::gaussian);
        std::vector<double> prior(500), frequency(500), analytic(500);
        for (std::size_t i = 0; i < 500; ++i) {
            prior[i] = 0.5 + 0.25 * static_cast<double>(i % 5);
            frequency[i] = static_cast<double>(i % 4);
            analytic[i] = 1.0 + static_cast<double>(i % 3);
        }
        data.prior_weights = prior;
        data.frequency_weights = frequency;
        data.analytic_weights = analytic;
        const AbsorbResult fit = absorbed_regression(
            data, example.effects(),
            {.family = family, .remove_singletons = false, .small_sample = false, .count = EffectCount::exact});
        const test::RowMajor dummies = example.with_dummies();
        RegressionData wide = data;
        wide.x = dummies;
        const GlmResult plain = glm(wide, {.distribution = {.family = family}, .tolerance = 1e-10});
        CHECK(fit.observations == plain.observations);
        CHECK(fit.rows_without_weight == 125);
        CHECK((fit.coefficients - plain.coefficients.head(2)).cwiseAbs().maxCoeff() < 1e-8);
        CHECK(std::abs(fit.dispersion / plain.dispersion - 1.0) < 1e-8);
        const Eigen::MatrixXd block = plain.covariance.topLeftCorner(2, 2);
        CHECK((fit.covariance - block).cwiseAbs().maxCoeff() < 1e-8 * block.cwiseAbs().maxCoeff());
    }
}
