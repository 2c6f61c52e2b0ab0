// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <cmath>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/regress/glm.hpp"
#include "maatstaf/regress/robust.hpp"
#include "archive_fixture.hpp"
#include "regress/rows.hpp"

using namespace maatstaf;

namespace {

GlmOptions of(Family family) { return {.distribution = {.family = family}}; }

std::vector<RegressionData> cut(const RegressionData& all, const std::vector<std::size_t>& ends) {
    std::vector<RegressionData> out;
    std::size_t from = 0;
    for (const std::size_t to : ends) {
        out.push_back(::test::Rows::part(all, from, to));
        from = to;
    }
    return out;
}

RegressionData every_column(const ::test::Rows& rows, Family family) {
    RegressionData data = rows.data();
    if (family != Family::binomial) data.exposure = rows.exposure;
    data.frequency_weights = rows.weight;
    data.analytic_weights = rows.exposure;
    return data;
}

}  // namespace

TEST_CASE("Batches, in any order and on any number of workers, give the fit of one shot", "[property]") {
    for (const Family family :
         {Family::poisson, Family::negative_binomial, Family::binomial, Family::gamma, Family::tweedie}) {
        CAPTURE(to_name(family));
        const ::test::Rows rows(1000, 4, family);
        const RegressionData all = every_column(rows, family);
        const GlmResult expected = glm(all, of(family));
        auto batches = cut(all, {1, 10, 300, 301, 990, 1000});
        GlmAccumulator forward(4, of(family)), backward(4, of(family));
        ::test::sweeps(forward, batches);
        std::reverse(batches.begin(), batches.end());
        ::test::sweeps(backward, batches);
        CHECK(::test::apart(expected, forward.result()) < 1e-12);
        CHECK(::test::apart(expected, backward.result()) < 1e-12);

        GlmAccumulator leader(4, of(family));
        bool more = true;
        while (more) {
            std::vector<GlmAccumulator> workers(batches.size(), leader);
            for (std::size_t k = 0; k < batches.size(); ++k) workers[k].add(batches[k]);
            GlmAccumulator next = workers[0];
            for (std::size_t k = 1; k < workers.size(); ++k) next.merge(workers[k]);
            more = next.advance();
            leader = next;
        }
        CHECK(::test::apart(expected, leader.result()) < 1e-12);
    }
}

TEST_CASE("The state of a fit does not grow with the rows, and travels as bytes", "[property]") {
    const ::test::Rows few(50, 4, Family::negative_binomial), many(5000, 4, Family::negative_binomial);
    std::size_t bytes[2] = {};
    for (const bool large : {false, true}) {
        GlmAccumulator fit(4, of(Family::negative_binomial));
        const RegressionData data = (large ? many : few).data();
        fit.add(data);
        fit.advance();
        fit.add(data);
        bytes[large ? 1 : 0] = to_archive(fit).size();
    }
    CHECK(bytes[0] == bytes[1]);

    // Each sweep by another process: the state goes through an archive before and after.
    for (const Family family : {Family::negative_binomial, Family::tweedie}) {
        const RegressionData data = every_column(many, family);
        GlmAccumulator here(4, of(family)), away(4, of(family));
        for (bool more = true; more;) {
            here.add(data);
            more = here.advance();
            auto sent = from_archive<GlmAccumulator>(to_archive(away));
            sent.add(data);
            away = from_archive<GlmAccumulator>(to_archive(sent));
            CHECK(away.advance() == more);
            CHECK(to_archive(away) == to_archive(here));
        }
        CHECK(away.result().coefficients == here.result().coefficients);
        CHECK(away.result().covariance == here.result().covariance);
    }
}

TEST_CASE("Accumulators at different sweeps are not merged, and give no result early") {
    const ::test::Rows rows(100, 3, Family::poisson);
    GlmAccumulator one(3, of(Family::poisson)), other(3, of(Family::poisson)), wider(4, of(Family::poisson)),
        gamma(3, of(Family::gamma));
    one.add(rows.data());
    CHECK_THROWS_AS(one.result(), ArgumentError);
    CHECK_THROWS_AS(one.merge(wider), ArgumentError);
    CHECK_THROWS_AS(one.merge(gamma), ArgumentError);
    one.advance();
    CHECK_THROWS_AS(one.merge(other), ArgumentError);
    CHECK_THROWS_AS(GlmAccumulator(3, of(Family::poisson)).advance(), DataError);
}

TEST_CASE("A damaged archive of a fit is refused at every cut", "[archive]") {
    const ::test::Rows rows(60, 3, Family::poisson);
    GlmAccumulator fit(3, of(Family::poisson));
    ::test::sweeps(fit, {rows.data()});
    for (const Bytes& whole : {to_archive(fit), to_archive(fit.result())})
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const std::span<const std::byte> part(whole.data(), length);
            CHECK_THROWS_AS(from_archive<GlmAccumulator>(part), ArchiveError);
            CHECK_THROWS_AS(from_archive<GlmResult>(part), ArchiveError);
        }
    // Content that is whole but cannot be, in a sound envelope: every number turned in turn must be refused or
    // harmless.
    GlmAccumulator more(3, of(Family::tweedie));   // whose archive holds more
    ::test::sweeps(more, {rows.data()});
    for (const Bytes& whole : {to_archive(fit), to_archive(more)}) {
        const auto unsealed = detail::unseal(whole);
        for (std::size_t at = 0; at < unsealed.content.size(); ++at) {
            Bytes content(unsealed.content.begin(), unsealed.content.end());
            content[at] ^= std::byte{0x80};
            try {
                from_archive<GlmAccumulator>(detail::seal("GlmAccumulator", content)).result();
            } catch (const Error&) {
            }
        }
    }
}

TEST_CASE("Archives of fits still load", "[archive]") {
    // Numbers made by hand, so that they are the same on every processor.
    const Eigen::MatrixXd x{{1.0, 2.0}, {1.0, 4.0}, {1.0, 8.0}};
    const std::vector<double> y{1.0, 0.0, 5.0};
    GlmAccumulator fit(2, of(Family::poisson), {"one", "x"});
    fit.add({.x = x, .y = y});
    maatstaf::test::check_archive_fixtures("GlmAccumulator", to_archive(fit), [&](const Bytes& bytes, std::uint32_t) {
        auto back = from_archive<GlmAccumulator>(bytes);
        bool more = back.advance();
        while (more) {
            back.add({.x = x, .y = y});
            more = back.advance();
        }
        CHECK(::test::apart(glm({.x = x, .y = y}, of(Family::poisson)), back.result()) < 1e-12);
        CHECK(back.result().names == std::vector<std::string>{"one", "x"});
    });
    GlmResult result;
    result.names = {"one", "x"};
    result.coefficients = Eigen::Vector2d(0.5, std::nan(""));
    result.covariance = Eigen::Matrix2d{{0.25, 0.125}, {0.125, 1.0}};
    result.aliased = {1};
    result.status = FitStatus::max_iterations;
    result.observations = 3.0;
    result.caveats = {{messages::regress_aliased, {{"columns", "x"}}}};
    maatstaf::test::check_archive_fixtures("GlmResult", to_archive(result), [&](const Bytes& bytes, std::uint32_t) {
        const auto back = from_archive<GlmResult>(bytes);
        CHECK(back.names == result.names);
        CHECK(back.coefficients[0] == 0.5);
        CHECK(std::isnan(back.coefficients[1]));
        CHECK(back.covariance == result.covariance);
        CHECK(back.aliased == result.aliased);
        CHECK(back.status == result.status);
        CHECK(back.caveats == result.caveats);
    });
    RobustResult robust;
    robust.kind = RobustKind::cr2;
    robust.names = result.names;
    robust.coefficients = result.coefficients;
    robust.covariance = result.covariance;
    robust.degrees_of_freedom = Eigen::Vector2d(4.5, 2.0);
    robust.effective = Eigen::Vector2d(6.5, 1.0);
    robust.undetermined = {1};
    robust.deciding_rows = {2};
    robust.clusters = 7;
    robust.confidence = 0.9;
    robust.caveats = {{messages::regress_few_clusters, {{"got", "7"}}}};
    maatstaf::test::check_archive_fixtures("RobustResult", to_archive(robust), [&](const Bytes& bytes, std::uint32_t) {
        const auto back = from_archive<RobustResult>(bytes);
        CHECK(back.kind == robust.kind);
        CHECK(back.names == robust.names);
        CHECK(back.coefficients[0] == 0.5);
        CHECK(back.degrees_of_freedom == robust.degrees_of_freedom);
        CHECK(back.covariance == robust.covariance);
        CHECK(back.effective == robust.effective);
        CHECK(back.undetermined == robust.undetermined);
        CHECK(back.deciding_rows == robust.deciding_rows);
        CHECK(back.clusters == 7);
        CHECK(back.confidence == 0.9);
        CHECK(back.caveats == robust.caveats);
    });
}
