// SPDX-License-Identifier: Apache-2.0
// Absorbed effects from rows in batches: the same as from all rows at once, for any split over workers.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/regress/absorb_accumulator.hpp"
#include "maatstaf/regress/absorb_prediction.hpp"
#include "regress/absorb_rows_for_test.hpp"
#include "regress/refusal.hpp"

using namespace maatstaf;

namespace {

/// Rows as batches: each numbers the levels in its own way.
struct Batches {
    test::RowMajor x;
    std::vector<double> y, offset, prior, frequency;
    std::vector<std::vector<std::int32_t>> effects, clusters;
    std::vector<std::size_t> ends;
    bool labelled = false;

    RegressionData part(std::size_t from, std::size_t end) const {
        const auto cut = [&](const std::vector<double>& all) {
            return all.empty() ? std::span<const double>{} : std::span(all).subspan(from, end - from);
        };
        RegressionData out{.y = cut(y)};
        out.x = DesignView(x.data() + static_cast<std::ptrdiff_t>(from) * x.cols(),
                           static_cast<std::ptrdiff_t>(end - from), x.cols(), x.cols(), 1);
        out.offset = cut(offset);
        out.prior_weights = cut(prior);
        out.frequency_weights = cut(frequency);
        return out;
    }
    RegressionData all() const { return part(0, y.size()); }
};

/// A grouping of some rows with labels of its own: backwards, so that no two batches number alike.
struct Labelled {
    std::vector<std::vector<std::int32_t>> codes;
    std::vector<std::vector<std::string>> labels;
    std::vector<AbsorbedEffect> effects;

    Labelled(const std::vector<std::vector<std::int32_t>>& given, std::size_t from, std::size_t end, bool labelled,
             const char* name) {
        for (const auto& each : given) {
            auto& code = codes.emplace_back();
            auto& label = labels.emplace_back();
            for (std::size_t i = from; i < end; ++i) {
                if (!labelled) {
                    code.push_back(each[i]);
                    continue;
                }
                const std::string text = "level " + std::to_string(1000 + each[i]);
                auto place = std::find(label.begin(), label.end(), text);
                if (place == label.end()) place = label.insert(label.end(), text);
                code.push_back(static_cast<std::int32_t>(place - label.begin()));
            }
        }
        for (std::size_t q = 0; q < codes.size(); ++q)
            effects.push_back({labelled ? name + std::to_string(q) : "", codes[q], labels[q]});
    }
};

AbsorbResult at_once(const Batches& rows, AbsorbOptions options) {
    const Labelled effects(rows.effects, 0, rows.y.size(), false, "effect");
    if (!rows.clusters.empty()) options.clusters = rows.clusters[0];
    if (rows.clusters.size() > 1) options.second_clusters = rows.clusters[1];
    return absorbed_regression(rows.all(), effects.effects, options);
}

void add(AbsorbAccumulator& to, const Batches& rows, std::size_t k) {
    const std::size_t from = k == 0 ? 0 : rows.ends[k - 1], end = rows.ends[k];
    Labelled effects(rows.effects, from, end, rows.labelled, "effect"),
        clusters(rows.clusters, from, end, rows.labelled, "cluster");
    if (rows.labelled && (k == 1 || k == 3)) {   // names say which is which; the first to come sets the order
        std::reverse(effects.effects.begin(), effects.effects.end());
        std::reverse(clusters.effects.begin(), clusters.effects.end());
    }
    to.add(rows.part(from, end), effects.effects, clusters.effects);
}

AbsorbResult in_batches(const Batches& rows, const AbsorbOptions& options, bool one_worker, int* sweeps = nullptr) {
    AbsorbAccumulator leader(static_cast<std::int32_t>(rows.x.cols()), options);
    CHECK_THROWS_AS(leader.result(), ArgumentError);
    for (bool more = true; more;) {
        if (one_worker) {
            for (std::size_t k = rows.ends.size(); k-- > 0;) add(leader, rows, k);
        } else {
            std::vector<AbsorbAccumulator> workers(rows.ends.size(), leader);
            for (std::size_t k = 0; k < workers.size(); ++k) add(workers[k], rows, k);
            leader = workers[2];
            for (std::size_t k = 0; k < workers.size(); ++k)
                if (k != 2) leader.merge(workers[k]);
        }
        more = leader.advance();
        if (sweeps != nullptr) ++*sweeps;
    }
    CHECK_FALSE(leader.advance());
    return leader.result();
}

double apart(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
    if (a.rows() != b.rows() || a.cols() != b.cols() || !(a.array().isNaN() == b.array().isNaN()).all()) return 1.0;
    const double size = b.array().isNaN().select(0.0, b).cwiseAbs().maxCoeff();
    return b.array().isNaN().select(0.0, a - b).cwiseAbs().maxCoeff() / (size > 0.0 ? size : 1.0);
}
double apart(double a, double b) { return std::isnan(b) || a == b ? 0.0 : std::abs(a / b - 1.0); }

void check_same(const AbsorbResult& got, const AbsorbResult& expected, double estimates = 1e-12) {
    CHECK(apart(got.coefficients, expected.coefficients) < estimates);
    CHECK(apart(got.covariance, expected.covariance) < 1e-10);
    CHECK(got.degrees_of_freedom == expected.degrees_of_freedom);
    CHECK(got.aliased == expected.aliased);
    CHECK(got.within_effects == expected.within_effects);
    CHECK(got.status == expected.status);
    CHECK(got.iterations == expected.iterations);
    CHECK(got.observations == expected.observations);
    CHECK(got.rows_used == expected.rows_used);
    CHECK(got.rows_without_weight == expected.rows_without_weight);
    CHECK(got.rows_singleton == expected.rows_singleton);
    CHECK(got.rows_all_zero == expected.rows_all_zero);
    CHECK(got.rows_separated == expected.rows_separated);
    CHECK(got.components == expected.components);
    CHECK(got.effect_parameters == expected.effect_parameters);
    CHECK(got.residual_df == expected.residual_df);
    CHECK(got.clusters == expected.clusters);
    CHECK(apart(got.dispersion, expected.dispersion) < 1e-11);
    CHECK(apart(got.deviance, expected.deviance) < 1e-11);
    CHECK(apart(got.log_likelihood, expected.log_likelihood) < 1e-11);
    CHECK(apart(got.null_log_likelihood, expected.null_log_likelihood) < 1e-11);
    CHECK(apart(got.r_squared, expected.r_squared) < 1e-11);
    CHECK(apart(got.within_r_squared, expected.within_r_squared) < 1e-10);
    REQUIRE(got.effects.size() == expected.effects.size());
    for (std::size_t q = 0; q < got.effects.size(); ++q) {
        const AbsorbedLevels &a = got.effects[q], &b = expected.effects[q];
        CHECK(a.levels == b.levels);
        CHECK(a.nested == b.nested);
        CHECK(a.rows == b.rows);
        REQUIRE(a.estimate.size() == b.estimate.size());
        for (std::size_t k = 0; k < a.estimate.size(); ++k) CHECK(std::abs(a.estimate[k] - b.estimate[k]) < 1e-8);
    }
    REQUIRE(got.caveats.size() == expected.caveats.size());
    for (std::size_t k = 0; k < got.caveats.size(); ++k) {
        const Message message = expected.caveats[k].message;
        const bool places =
            message == messages::regress_decided_by_row || message == messages::regress_decided_by_cluster;
        CHECK((places || got.caveats[k] == expected.caveats[k]));
    }
}

Batches example(bool linear, int effects, std::size_t rows = 900) {
    const test::AbsorbExample made(rows, 60, 25, effects > 2 ? 4 : 0);
    Batches out;
    out.x = made.x;
    out.y = linear ? made.outcome : made.count;
    const std::vector<std::int32_t> all[] = {made.first, made.second, made.third};
    out.effects.assign(all, all + effects);
    out.ends = {1, 20, 500, 501, rows - 7, rows};
    return out;
}

}  // namespace

TEST_CASE("Absorbed effects from batches and workers are those of all rows at once", "[property]") {
    for (const bool linear : {true, false})
        for (const int effects : {1, 2, 3})
            for (const AbsorbCovariance kind :
                 {AbsorbCovariance::iid, AbsorbCovariance::hc1, AbsorbCovariance::cluster}) {
                CAPTURE(linear, effects, to_name(kind));
                Batches rows = example(linear, effects);
                if (kind == AbsorbCovariance::cluster) {
                    rows.clusters = {rows.effects[0]};
                    if (effects > 1) rows.clusters.push_back(rows.effects[1]);
                }
                rows.labelled = effects == 2;
                const AbsorbOptions options{.family = linear ? Family::gaussian : Family::poisson,
                                            .covariance = kind,
                                            .small_sample = effects != 3,
                                            .count = effects == 3 ? EffectCount::exact : EffectCount::levels,
                                            .keep_effects = true};
                const AbsorbResult expected = at_once(rows, options);
                int sweeps = 0;
                check_same(in_batches(rows, options, true, &sweeps), expected);
                check_same(in_batches(rows, options, false), expected);
                CHECK(sweeps == (linear ? 3 : expected.iterations + 3));
            }
}

TEST_CASE("Weights, offsets, rows left out and rows alone come through batches", "[property]") {
    for (const bool linear : {true, false}) {
        CAPTURE(linear);
        Batches rows = example(linear, 2);
        for (std::size_t i = 0; i < rows.y.size(); ++i) {
            rows.offset.push_back(0.1 * static_cast<double>(i % 5));
            rows.prior.push_back(i % 11 == 0 ? 0.0 : 0.5 + test::AbsorbExample::spread(i, 0.37));
            rows.frequency.push_back(static_cast<double>(1 + i % 3));
        }
        // Levels that are alone, the one because of the other; one that stands for two rows; and one of zeros only.
        rows.effects[0][5] = 901, rows.effects[1][5] = 901, rows.effects[1][6] = 901, rows.frequency[5] = 1.0;
        rows.frequency[6] = 1.0, rows.prior[5] = rows.prior[6] = 1.0;
        rows.effects[0][7] = 905, rows.frequency[7] = 2.0, rows.prior[7] = 1.0;
        for (const std::size_t i : {30u, 31u, 32u, 600u}) rows.effects[0][i] = 910, rows.y[i] = 0.0;
        rows.clusters = {rows.effects[1]};
        for (const bool remove : {true, false}) {
            const AbsorbOptions options{.family = linear ? Family::gaussian : Family::quasi_poisson,
                                        .remove_singletons = remove,
                                        .keep_effects = true};
            const AbsorbResult expected = at_once(rows, options);
            REQUIRE((expected.rows_singleton > 0) == remove);
            REQUIRE((expected.rows_all_zero > 0) == !linear);
            check_same(in_batches(rows, options, true), expected);
            check_same(in_batches(rows, options, false), expected);
        }
    }
}

TEST_CASE("Columns that the effects or one row decide, and separated rows, are found in batches", "[property]") {
    for (const AbsorbCovariance kind : {AbsorbCovariance::hc1, AbsorbCovariance::cluster})
        for (const bool linear : {true, false}) {
            CAPTURE(linear, to_name(kind));
            Batches rows = example(linear, 2);
            rows.x.conservativeResize(Eigen::NoChange, 5);
            rows.x.rightCols(3).setZero();
            for (Eigen::Index i = 0; i < rows.x.rows(); ++i) {
                rows.x(i, 2) = 3.0 * rows.effects[0][static_cast<std::size_t>(i)];   // within the first effect
                rows.x(i, 3) = 2.0 * rows.x(i, 0);                                   // a column again
            }
            rows.x(40, 4) = 1.0;   // one row
            if (kind == AbsorbCovariance::cluster) rows.clusters = {rows.effects[0]};
            const AbsorbOptions options{.family = linear ? Family::gaussian : Family::poisson, .covariance = kind};
            const AbsorbResult expected = at_once(rows, options);
            REQUIRE(expected.within_effects == std::vector<std::int32_t>{2});
            REQUIRE(expected.aliased == std::vector<std::int32_t>{2, 3});
            REQUIRE(std::isnan(expected.covariance(4, 4)));
            check_same(in_batches(rows, options, true), expected, 1e-11);
            const AbsorbResult got = in_batches(rows, options, false);
            check_same(got, expected, 1e-11);
            const auto of = [&](Message message) {
                return std::any_of(got.caveats.begin(), got.caveats.end(),
                                   [&](const Caveat& each) { return each.message == message; });
            };
            CHECK(of(kind == AbsorbCovariance::hc1 ? messages::regress_decided_somewhere
                                                   : messages::regress_decided_by_label));
        }
    Batches rows = example(false, 2);
    rows.x.conservativeResize(Eigen::NoChange, 3);
    for (Eigen::Index i = 0; i < rows.x.rows(); ++i) {
        rows.x(i, 2) = i % 7 == 0;
        if (i % 7 == 0) rows.y[static_cast<std::size_t>(i)] = 0.0;
    }
    const AbsorbResult expected = at_once(rows, {.family = Family::poisson});
    REQUIRE(expected.status == FitStatus::separated);
    const AbsorbResult got = in_batches(rows, {.family = Family::poisson}, false);
    CHECK(got.status == FitStatus::separated);
    CHECK(got.rows_separated == expected.rows_separated);
    CHECK(apart(got.coefficients.head(2), expected.coefficients.head(2)) < 1e-9);
}

TEST_CASE("Effects with many levels are demeaned step by step in batches too", "[property]") {
    for (const bool linear : {true, false}) {
        const test::AbsorbExample made(6000, 2000, 1500, 0);
        Batches rows;
        rows.x = made.x;
        rows.y = linear ? made.outcome : made.count;
        rows.effects = {made.first, made.second};
        rows.ends = {3000, 6000};
        const AbsorbOptions options{.family = linear ? Family::gaussian : Family::poisson};
        const AbsorbResult expected = at_once(rows, options);
        REQUIRE(expected.demean_iterations > 0);
        const AbsorbResult got = in_batches(rows, options, true);
        CHECK(apart(got.coefficients, expected.coefficients) < 1e-10);
        CHECK(apart(got.covariance, expected.covariance) < 1e-8);   // demeaned to 1e-9
    }
}

TEST_CASE("A fit over batches predicts as one of all rows does", "[absorb]") {
    Batches rows = example(false, 2);
    rows.labelled = true;
    const AbsorbOptions options{.family = Family::poisson, .keep_effects = true};
    const AbsorbResult fit = in_batches(rows, options, false), expected = at_once(rows, options);
    const Labelled part(rows.effects, 0, 50, true, "effect"), numbers(rows.effects, 0, 50, false, "effect");
    const AbsorbPrediction got = predict(fit, rows.part(0, 50), part.effects),
                           all = predict(expected, rows.part(0, 50), numbers.effects);
    CHECK(apart(got.mean, all.mean) < 1e-11);
    CHECK(apart(got.se, all.se) < 1e-10);
}

TEST_CASE("Batches that do not belong together are refused", "[absorb]") {
    const Batches rows = example(false, 2);
    const AbsorbOptions options{.family = Family::poisson};
    const Labelled effects(rows.effects, 0, 900, false, "effect");
    const RegressionData all = rows.all();
    AbsorbAccumulator fit(2, options), other(2), wide(3, options);
    CHECK_THROWS_AS(fit.advance(), DataError);
    CHECK_THROWS_AS(wide.add(all, effects.effects), ArgumentError);
    CHECK_THROWS_AS(fit.add(all, {}), ArgumentError);
    fit.add(all, effects.effects);
    fit.add(rows.part(0, 0), effects.effects);   // a batch without rows is none
    CHECK_THROWS_AS(fit.add(all, std::span(effects.effects).first(1)), ArgumentError);
    CHECK_THROWS_AS(fit.add(all, effects.effects, std::span(effects.effects).first(1)), ArgumentError);
    other.add(all, effects.effects);
    CHECK_THROWS_AS(fit.merge(other), ArgumentError);
    RegressionData bad = all;
    bad.analytic_weights = rows.y;
    CHECK_THROWS_AS(fit.add(bad, effects.effects), ArgumentError);
    std::vector<double> negative = rows.y;
    negative[3] = -1.0;
    bad = all;
    bad.y = negative;
    CHECK_THROWS_AS(fit.add(bad, effects.effects), DataError);
    CHECK(fit.advance());
    CHECK_THROWS_AS(fit.result(), ArgumentError);
    CHECK_THROWS_AS(fit.advance(), ArgumentError);   // a sweep without rows
    std::vector<std::int32_t> fresh = rows.effects[0];
    fresh[0] = 999;
    const AbsorbedEffect unknown[] = {{"", fresh}, effects.effects[1]};
    CHECK_THROWS_AS(fit.add(all, unknown), ArgumentError);
    const AbsorbAccumulator second = fit;
    AbsorbAccumulator third = second;
    third.add(all, effects.effects);
    CHECK(third.advance());
    CHECK_THROWS_AS(third.merge(second), ArgumentError);
    CHECK_THROWS_AS(AbsorbAccumulator(2, {.keep_fitted = true}), ArgumentError);
    CHECK_THROWS_AS(AbsorbAccumulator(0), ArgumentError);
    AbsorbAccumulator alone(2);
    std::vector<std::int32_t> own(900);
    for (std::size_t i = 0; i < own.size(); ++i) own[i] = static_cast<std::int32_t>(i);
    const AbsorbedEffect each[] = {{"own", own}};
    alone.add(all, each);
    CHECK_THROWS_AS(alone.advance(), DataError);
}
