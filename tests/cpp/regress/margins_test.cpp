// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/margins.hpp"

#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/error.hpp"
#include "maatstaf/regress/design.hpp"
#include "maatstaf/regress/robust.hpp"
#include "regress/reference.hpp"

using namespace maatstaf;

namespace {

struct Homes {
    nlohmann::json file = test::reference("margins.json");
    std::vector<double> income = test::numbers(file["income"]), dense = test::numbers(file["dense"]),
                        exposure = test::numbers(file["exposure"]), frequency = test::numbers(file["f"]);
    std::vector<std::string> type = file["type"].get<std::vector<std::string>>();
    Table table{{Column::float64("income", income), Column::string("type", type), Column::float64("dense", dense)}};
    Design design{
        table, {{{"income"}}, {{"type"}}, {{"dense"}}, {{"income", "type"}}}, {.references = {{"type", "house"}}}};
    DesignMatrix matrix = design.build(table);
};

/// Every estimate against its own expected number.
double worst(const Eigen::VectorXd& got, const std::vector<double>& expected) {
    double out = 0.0;
    for (Eigen::Index k = 0; k < got.size(); ++k)
        out = std::max(out, std::abs(got[k] / expected[static_cast<std::size_t>(k)] - 1.0));
    return out;
}

}  // namespace

TEST_CASE("Effects and recycled predictions agree with numeric derivatives in R", "[reference]") {
    const Homes homes;
    CHECK(homes.design.names() == std::vector<std::string>{"(intercept)", "income", "type[flat]", "type[mixed]",
                                                           "dense", "income:type[flat]", "income:type[mixed]"});
    struct Case {
        const char* name;
        const char* outcome;
        Distribution distribution;
    };
    const Case cases[] = {{"poisson", "count", {.family = Family::poisson}},
                          {"logit", "binary", {.family = Family::binomial}},
                          {"probit", "binary", {.family = Family::binomial, .link = Link::probit}},
                          {"cloglog", "binary", {.family = Family::binomial, .link = Link::cloglog}},
                          {"gamma", "cost", {.family = Family::gamma}}};
    for (const Case& each : cases) {
        const std::string name = each.name;
        CAPTURE(name);
        const auto& expected = homes.file["fits"][name];
        const auto y = test::numbers(homes.file[each.outcome]);
        RegressionData data{.x = homes.matrix.x, .y = y};
        if (name == "poisson") data.exposure = homes.exposure, data.frequency_weights = homes.frequency;
        const GlmResult fit = glm(data, {.distribution = each.distribution, .tolerance = 1e-10});
        REQUIRE(test::gap(fit.coefficients, test::numbers(expected["coefficients"])) < 1e-9);
        Inference inference;
        if (name == "logit") inference.covariance = robust_covariance(data, fit, {.kind = RobustKind::hc0}).covariance;
        const auto effects = term_effects(homes.design, homes.table, fit, data, EffectAt::rows, {}, inference);
        const auto means = standardised(homes.design, homes.table, fit, data, "type", {}, inference);
        const auto poor = standardised(homes.design, homes.table, fit, data, "income", {2.0}, inference);
        const auto middle =
            term_effects(homes.design, homes.table, fit, data, EffectAt::means, {"income", "type"}, inference);
        CHECK(effects.labels == std::vector<std::string>{"income", "type[flat]", "type[mixed]", "dense"});
        CHECK(means.labels == std::vector<std::string>{"flat", "house", "mixed"});
        Eigen::VectorXd estimates(10), errors(10);
        const auto put = [&](Eigen::VectorXd& to, const auto& of) {
            to << of(effects), of(means)[1], of(means)[0], of(means)[2], of(poor), of(middle)[0], of(middle)[1];
        };
        put(estimates, [](const MarginResult& r) { return r.estimates; });
        put(errors, [](const MarginResult& r) { return r.errors; });
        CHECK(worst(estimates, test::numbers(expected["estimates"])) < 1e-8);
        CHECK(worst(errors, test::numbers(expected["errors"])) < 1e-7);
        const auto ratio = ratios(fit, means, 1, inference);
        const auto both = test::numbers(expected["ratio"]);
        CHECK(ratio.labels == std::vector<std::string>{"flat", "mixed"});
        CHECK(std::abs(ratio.estimates[0] / both[0] - 1.0) < 1e-9);
        CHECK(std::abs(ratio.errors[0] / ratio.estimates[0] / both[1] - 1.0) < 1e-7);
        CHECK(std::abs(std::log(ratio.high[0] * ratio.low[0]) - 2.0 * std::log(ratio.estimates[0])) < 1e-12);
        const GlmPrediction predicted = predict(fit, data, inference);
        CHECK(test::gap(predicted.eta, test::numbers(expected["eta"])) < 1e-9);
        CHECK(worst(predicted.se, test::numbers(expected["se"])) < 1e-8);
    }
}

TEST_CASE("Gradients of effects are derivatives of the effects") {
    const Homes homes;
    const auto y = test::numbers(homes.file["count"]);
    const std::vector<double> offset(y.size(), 0.3);
    for (const Link link : {Link::log, Link::square_root, Link::identity, Link::inverse, Link::inverse_squared}) {
        CAPTURE(to_name(link));
        GlmResult fit;
        fit.options.distribution = {.family = Family::gaussian, .link = link};
        fit.names = homes.design.names();
        fit.coefficients = Eigen::VectorXd::Zero(7);
        fit.coefficients << 2.0, 0.05, 0.1, -0.1, 0.2, 0.02, -0.03;
        fit.covariance = Eigen::MatrixXd::Identity(7, 7);
        fit.residual_df = 70;
        const RegressionData data{.x = homes.matrix.x, .offset = offset};
        const auto at = [&](const Eigen::VectorXd& coefficients) {
            GlmResult moved = fit;
            moved.coefficients = coefficients;
            return term_effects(homes.design, homes.table, moved, data);
        };
        const MarginResult effects = at(fit.coefficients);
        for (Eigen::Index j = 0; j < 7; ++j) {
            const double step = 1e-4;
            const Eigen::VectorXd change = Eigen::VectorXd::Unit(7, j) * step;
            const auto f = [&](double k) -> Eigen::VectorXd { return at(fit.coefficients + k * change).estimates; };
            const Eigen::VectorXd slope = (8.0 * (f(1) - f(-1)) - (f(2) - f(-2))) / (12.0 * step);
            CHECK((slope - effects.gradient.col(j)).cwiseAbs().maxCoeff() < 1e-9 * (1.0 + slope.cwiseAbs().maxCoeff()));
        }
    }
}

TEST_CASE("Column effects without a design: slopes, switches, and what is left out") {
    const Homes homes;
    const auto y = test::numbers(homes.file["count"]);
    test::RowMajor x(homes.matrix.x.rows(), 4);
    x << homes.matrix.x.leftCols(2), homes.matrix.x.col(4), 2.0 * homes.matrix.x.col(1);
    const RegressionData data{.x = x, .y = y, .exposure = homes.exposure, .names = {"one", "income", "dense", "twice"}};
    const GlmResult fit = glm(data, {.distribution = {.family = Family::poisson}});
    const auto effects = column_effects(fit, data);
    CHECK(effects.labels == std::vector<std::string>{"income", "dense"});
    // With a log link the average slope is the coefficient times the mean of the fitted means.
    const auto mean = predict(fit, data).mean.mean();
    CHECK(std::abs(effects.estimates[0] / (fit.coefficients[1] * mean) - 1.0) < 1e-12);
    const auto there = standardised_means(fit, data, {{"0", {}, {{2, 0.0}}}, {"1", {}, {{2, 1.0}}}});
    CHECK(std::abs(effects.estimates[1] - (there.estimates[1] - there.estimates[0])) < 1e-12);
    const auto middle = column_effects(fit, data, EffectAt::means);
    CHECK(middle.estimates[0] != effects.estimates[0]);
    CHECK(std::isinf(effects.degrees_of_freedom[0]));
    const auto student = with_degrees_of_freedom(effects, Eigen::Vector2d(4.0, 5.0));
    CHECK(student.high[0] > effects.high[0]);
    CHECK(student.table().rows() == 2);
    CHECK_THROWS_AS(with_degrees_of_freedom(effects, Eigen::Vector3d::Ones()), ArgumentError);
    CHECK_THROWS_AS(standardised_means(fit, data, {{"", {}, {{9, 0.0}}}}), ArgumentError);
    CHECK_THROWS_AS(column_effects(fit, data, EffectAt::rows, {.confidence = 2.0}), ArgumentError);
    CHECK_THROWS_AS(column_effects(fit, data, EffectAt::rows, {.covariance = Eigen::MatrixXd::Identity(2, 2)}),
                    ArgumentError);
}
