// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/random_intercepts_accumulator.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/messages/regress_models.hpp"
#include "maatstaf/core/random.hpp"
#include "regress/intercepts_tables.hpp"

using namespace maatstaf;

namespace {

/// Rows of 14 groups of uneven size in batches of whole groups, with every column that rows may have.
struct GroupBatches {
    test::RowMajor x;
    std::vector<double> y, offset, frequency, trials;
    std::vector<std::int32_t> groups;
    std::vector<std::size_t> starts{0};   ///< of the batches

    explicit GroupBatches(const Distribution& law, int count = 14) {
        std::vector<double> values;
        for (int g = 0; g < count; ++g) {
            const double own = 0.7 * RandomStream(21, 1, static_cast<std::uint64_t>(g), 0).normal();
            for (int k = 0; k < 3 + (g * g) % 11; ++k) {
                RandomStream draw(21, 2, static_cast<std::uint64_t>(100 * g + k), 0);
                const double age = 40.0 + 10.0 * draw.normal(), eta = 0.4 + 0.03 * (age - 40.0) + own;
                values.insert(values.end(), {1.0, age, 2.0 * age - 1.0, 2000.0 + k});
                offset.push_back(0.2 * draw.normal());
                frequency.push_back(k == 2 ? 0.0 : 1.0 + k % 2);
                trials.push_back(5.0);
                groups.push_back(count - g);
                const double mean = std::exp(eta + offset.back());
                double outcome = eta + draw.normal();
                if (law.family == Family::binomial)
                    outcome = std::round(5.0 / (1.0 + 1.0 / mean) * draw.uniform() * 1.4) / 5.0;
                else if (law.family != Family::gaussian) {
                    outcome = -1.0;
                    for (double time = 0.0; time < mean * (0.4 + 1.2 * draw.uniform()); outcome += 1.0)
                        time -= std::log(draw.uniform());
                    outcome = std::max(outcome, 0.0);
                }
                y.push_back(law.family == Family::binomial ? std::min(outcome, 1.0) : outcome);
            }
            if (g == 0 || g == 5 || g == 6) starts.push_back(y.size());
        }
        starts.push_back(y.size());
        x = test::rows_of(values, 4);
        if (law.family != Family::binomial) trials.clear();
    }
    RegressionData part(std::size_t from, std::size_t to) const {
        const auto of = [&](const std::vector<double>& all) {
            return all.empty() ? std::span<const double>{} : std::span<const double>(&all[from], to - from);
        };
        const auto first = static_cast<std::ptrdiff_t>(from), count = static_cast<std::ptrdiff_t>(to - from);
        return {.x = DesignView(x.data() + 4 * first, count, 4, 4, 1),
                .y = of(y),
                .offset = of(offset),
                .prior_weights = of(trials),
                .frequency_weights = of(frequency)};
    }
    RegressionData data() const { return part(0, y.size()); }
    std::size_t batches() const { return starts.size() - 1; }
    void add(RandomInterceptsAccumulator& to, std::size_t batch) const {
        const std::size_t from = starts[batch], end = starts[batch + 1];
        to.add(part(from, end), std::span<const std::int32_t>(&groups[from], end - from));
    }
};

double slopes_gap(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
    double worst = a.rows() == b.rows() && a.cols() == b.cols() ? 0.0 : 1e300;
    for (Eigen::Index k = 0; k < std::min(a.size(), b.size()); ++k)
        if (!(std::isnan(a.data()[k]) && std::isnan(b.data()[k])))
            worst = test::further(worst, std::abs(a.data()[k] - b.data()[k]));
    return worst;
}
double relative_share(double a, double b) {
    return std::isnan(a) && std::isnan(b) ? 0.0 : std::abs(a - b) / (1e-300 + std::abs(b));
}

void check_same_intercepts(const RandomInterceptsResult& made, const RandomInterceptsResult& whole, bool same_order) {
    CHECK(made.names == whole.names);
    CHECK(made.status == whole.status);
    CHECK(made.aliased == whole.aliased);
    CHECK(made.boundary == whole.boundary);
    CHECK(made.iterations == whole.iterations);
    CHECK(made.observations == whole.observations);
    const Eigen::VectorXd error = whole.standard_errors();
    for (Eigen::Index j = 0; j < error.size(); ++j)
        if (std::isfinite(error[j])) {
            CHECK(std::abs(made.coefficients[j] - whole.coefficients[j]) < 1e-11 * error[j]);
            CHECK(relative_share(made.covariance(j, j), whole.covariance(j, j)) < 1e-7);   // differences of the score
        }
    CHECK(relative_share(made.sd, whole.sd) < 1e-11);
    CHECK(relative_share(made.sd_se, whole.sd_se) < 1e-7);
    CHECK(relative_share(made.residual_sd, whole.residual_sd) < 1e-11);
    CHECK(relative_share(made.options.distribution.theta, whole.options.distribution.theta) < 1e-9);
    CHECK(relative_share(made.log_likelihood, whole.log_likelihood) < 1e-13);
    CHECK(relative_share(made.null_log_likelihood, whole.null_log_likelihood) < 1e-13);
    CHECK(std::abs(made.quadrature_gap - whole.quadrature_gap) < 1e-11);
    CHECK(made.caveats.size() == whole.caveats.size());
    REQUIRE(made.group_names.size() == whole.group_names.size());
    if (same_order) CHECK(made.group_names == whole.group_names);
    for (std::size_t g = 0; g < made.group_names.size(); ++g) {
        const auto found = std::ranges::find(whole.group_names, made.group_names[g]);
        REQUIRE(found != whole.group_names.end());
        const auto at = found - whole.group_names.begin(), mine = static_cast<std::ptrdiff_t>(g);
        CHECK(made.group_rows[g] == whole.group_rows[static_cast<std::size_t>(at)]);
        CHECK(std::abs(made.effects[mine] - whole.effects[at]) < 1e-11);
        CHECK(relative_share(made.effect_se[mine], whole.effect_se[at]) < 1e-11);
        CHECK(slopes_gap(made.effect_slopes.row(mine), whole.effect_slopes.row(at)) < 1e-8);
    }
}

}  // namespace

TEST_CASE("Random intercepts from batches are those of all rows") {
    const std::pair<const char*, RandomInterceptsOptions> cases[] = {
        {"gaussian", {}},
        {"poisson", {.distribution = {.family = Family::poisson}}},
        {"laplace", {.distribution = {.family = Family::poisson}, .nodes = 1}},
        {"negative binomial", {.distribution = {.family = Family::negative_binomial}, .nodes = 7}},
        {"theta", {.distribution = {.family = Family::negative_binomial, .theta = 2.0}}},
        {"logit", {.distribution = {.family = Family::binomial}, .nodes = 5}},
        {"probit", {.distribution = {.family = Family::binomial, .link = Link::probit}}},
        {"cloglog", {.distribution = {.family = Family::binomial, .link = Link::cloglog}}}};
    for (const auto& each : cases) {
        DYNAMIC_SECTION(each.first) {
            const GroupBatches rows(each.second.distribution);
            const auto whole = random_intercepts(rows.data(), rows.groups, each.second);
            CHECK(whole.aliased == std::vector<std::int32_t>{2});
            CHECK(whole.status == FitStatus::converged);
            RandomInterceptsAccumulator fit(4, each.second);
            int sweeps = 0;
            do {
                for (std::size_t b = 0; b < rows.batches(); ++b) rows.add(fit, b);
                ++sweeps;
            } while (fit.advance());
            CHECK(sweeps < 60);
            CHECK_FALSE(fit.advance());
            check_same_intercepts(fit.result(), whole, true);
            // Two workers, and the batches in another order.
            RandomInterceptsAccumulator leader(4, each.second, {"x1", "x2", "x3", "x4"});
            do {
                RandomInterceptsAccumulator other(leader);
                rows.add(other, 3);
                rows.add(other, 0);
                rows.add(leader, 2);
                rows.add(leader, 1);
                leader.merge(other);
            } while (leader.advance());
            check_same_intercepts(leader.result(), whole, false);
        }
    }
}

TEST_CASE("Groups that do not differ, from batches") {
    test::RowMajor x = test::RowMajor::Ones(60, 2);
    std::vector<double> y;
    std::vector<std::int32_t> groups;
    for (int i = 0; i < 60; ++i) {
        x(i, 1) = i % 7;
        y.push_back((i / 3) % 2 == 0 ? 2.0 + i % 3 : 3.0 - i % 3);
        groups.push_back(i / 6);
    }
    for (const Family family : {Family::poisson, Family::gaussian}) {
        const RandomInterceptsOptions options{.distribution = {.family = family}};
        const auto whole = random_intercepts({.x = x, .y = y}, groups, options);
        REQUIRE(whole.boundary);
        RandomInterceptsAccumulator fit(2, options);
        do
            for (std::size_t from = 0; from < 60; from += 30)
                fit.add({.x = x.middleRows(static_cast<Eigen::Index>(from), 30), .y = std::span(y).subspan(from, 30)},
                        std::span(groups).subspan(from, 30));
        while (fit.advance());
        check_same_intercepts(fit.result(), whole, true);
    }
}

TEST_CASE("What batches of groups cannot be is refused, and leaves the sums as they were") {
    const RandomInterceptsOptions options{.distribution = {.family = Family::poisson}};
    const GroupBatches rows(options.distribution);
    const auto message = [](auto&& act) {
        try {
            act();
        } catch (const Error& error) {
            return error.note().message;
        }
        return messages::regress_aliased;   // nothing was refused
    };
    RandomInterceptsAccumulator fit(4, options);
    CHECK(message([&] { fit.advance(); }) == messages::regress_no_rows);
    CHECK(message([&] { fit.result(); }) == messages::regress_more_sweeps);
    rows.add(fit, 0);
    CHECK(message([&] { fit.advance(); }) == messages::regress_one_group);
    CHECK(message([&] { rows.add(fit, 0); }) == messages::regress_group_seen_again);
    RandomInterceptsAccumulator other(fit);   // has seen that group as well
    CHECK(message([&] { fit.merge(other); }) == messages::regress_group_seen_again);
    CHECK_THROWS_AS(fit.merge(RandomInterceptsAccumulator(3, options)), ArgumentError);
    auto bad = rows.part(rows.starts[1], rows.starts[2]);
    const std::span<const std::int32_t> groups(&rows.groups[rows.starts[1]], bad.y.size());
    std::vector<double> broken(bad.y.begin(), bad.y.end());
    broken[1] = -1.0;
    bad.y = broken;
    CHECK_THROWS_AS(fit.add(bad, groups), DataError);
    CHECK_THROWS_AS(fit.add(rows.part(rows.starts[1], rows.starts[2]), groups.first(2)), ArgumentError);
    auto weighted = rows.part(rows.starts[1], rows.starts[2]);
    weighted.analytic_weights = weighted.frequency_weights;
    CHECK(message([&] { fit.add(weighted, groups); }) == messages::regress_weights_of_whole);
    CHECK_THROWS_AS(fit.add({.x = rows.x.leftCols(2), .y = rows.y}, rows.groups), ArgumentError);
    for (std::size_t b = 1; b < rows.batches(); ++b) rows.add(fit, b);
    while (fit.advance())
        for (std::size_t b = 0; b < rows.batches(); ++b) {
            if (b == 3) CHECK(message([&] { fit.advance(); }) == messages::regress_other_rows);
            rows.add(fit, b);
        }
    CHECK(message([&] { fit.merge(RandomInterceptsAccumulator(4, options)); }) == messages::regress_other_sweep);
    check_same_intercepts(fit.result(), random_intercepts(rows.data(), rows.groups, options), true);

    CHECK_THROWS_AS(RandomInterceptsAccumulator(0), ArgumentError);
    CHECK_THROWS_AS(RandomInterceptsAccumulator(2, {.nodes = 0}), ArgumentError);
    CHECK_THROWS_AS(RandomInterceptsAccumulator(2, {.distribution = {.family = Family::gamma}}), ArgumentError);
    CHECK_THROWS_AS(RandomInterceptsAccumulator(2, {}, {"one"}), ArgumentError);
    RandomInterceptsAccumulator single(4);
    std::vector<std::int32_t> each(rows.y.size());
    std::iota(each.begin(), each.end(), 0);
    single.add(rows.data(), each);
    CHECK(message([&] { single.advance(); }) == messages::regress_single_row_groups);
}
