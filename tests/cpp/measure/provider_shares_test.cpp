// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/provider_shares.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include <Eigen/Core>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "measure/near.hpp"
#include "measure/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::like;
using test::Numbers;

namespace {

struct HelpedClients {
    Eigen::MatrixXd x{};
    Numbers score{}, weight{};
    std::vector<std::int32_t> client{}, provider{};
    std::vector<std::string> ids{}, providers{};

    RegressionData data() const {
        RegressionData made;
        made.x = DesignView(x);
        made.y = score;
        made.names = {"(intercept)", "trait"};
        return made;
    }
    Memberships parts() const { return {client, provider, weight}; }
    void hold(int who, int by, double part) {
        client.push_back(who);
        provider.push_back(by);
        weight.push_back(part);
    }
};

/// Those of expected.R.
HelpedClients forty_clients() {
    HelpedClients made;
    made.x = Eigen::MatrixXd::Ones(40, 2);
    made.providers = {"a", "b", "c", "d"};
    const Numbers effect{1.5, -1, .5, -.8};
    for (int i = 1; i <= 40; ++i) {
        made.ids.push_back("c" + std::to_string(i));
        made.x(i - 1, 1) = (i * 13 % 17) / 8.0;
        const double first = .5 + .1 * (i % 3);
        const int one = i % 4, two = (i * 3 + 1) % 4;
        made.hold(i - 1, one, first);
        made.hold(i - 1, two, .2);
        const double sum = first * effect[static_cast<std::size_t>(one)] + .2 * effect[static_cast<std::size_t>(two)] +
                           (.8 - first) * .3;
        made.score.push_back(5 + .4 * made.x(i - 1, 1) + sum + std::sin(i) * .6);
    }
    return made;
}

}  // namespace

TEST_CASE("multiple membership is that of lme4", "[measure][provider_shares]") {
    const auto r = test::read_numbers("expected_r.txt");
    const HelpedClients rows = forty_clients();
    const auto made = measure::provider_shares(rows.data(), rows.parts(), rows.ids, rows.providers);
    CHECK(made.coefficients[0].value == like(r.at("membership_fixed")[0], 1e-6));
    CHECK(made.coefficients[1].value == like(r.at("membership_fixed")[1], 1e-6));
    CHECK(made.coefficients[1].se == like(r.at("membership_fixed")[3], 1e-5));
    CHECK(made.between == like(r.at("membership_variance")[0], 1e-5));
    CHECK(made.within == like(r.at("membership_variance")[1], 1e-6));
    REQUIRE(made.rows.size() == 5);
    for (std::size_t o = 0; o < 5; ++o) {
        CHECK(made.rows[o].effect.value == like(r.at("membership_effect")[o], 1e-5));
        CHECK(made.rows[o].effect.se == like(r.at("membership_se")[o], 1e-5));
    }
    CHECK(made.rows[4].other);
    CHECK(made.terms[1] == "trait");
    CHECK(made.table().restricted());
}

TEST_CASE("nobody is given the whole, and nothing is lost", "[measure][provider_shares]") {
    const HelpedClients rows = forty_clients();
    const auto made = measure::provider_shares(rows.data(), rows.parts(), rows.ids, rows.providers);
    double held = 0.0, gained = 0.0, total = 0.0;
    for (const ProviderShare& each : made.rows) {
        CHECK(each.piece < 1.0);
        CHECK(each.held <= each.clients);
        CHECK(each.gain.value == like(each.effect.value * each.held));
        CHECK(std::fabs(each.gain.value) < std::fabs(each.effect.value) * each.clients);
        held += each.held;
        gained += each.gain.value;
    }
    for (const double each : rows.score) total += each;
    CHECK(held == like(40.0));
    CHECK(gained == like(made.by_providers));
    CHECK(made.by_traits + made.by_providers + made.unexplained == like(total));
    // The same helpers in other order, and a part in two lines, change nothing.
    HelpedClients split = rows;
    split.weight[0] -= 0.1;
    split.hold(rows.client[0], rows.provider[0], 0.1);
    const auto same = measure::provider_shares(split.data(), split.parts(), split.ids, split.providers);
    CHECK(same.rows[1].effect.value == like(made.rows[1].effect.value, 1e-8));
    // A score with another unit and starting point: effects follow the unit alone.
    HelpedClients other = rows;
    for (double& each : other.score) each = 100 + 10 * each;
    const auto turned = measure::provider_shares(other.data(), other.parts(), other.ids, other.providers);
    CHECK(turned.rows[2].effect.low == like(10 * made.rows[2].effect.low, 1e-6));
    // A trait in euros instead of in tens of thousands.
    other = rows;
    other.x.col(1) *= 40'000.0;
    const auto euros = measure::provider_shares(other.data(), other.parts(), other.ids, other.providers);
    CHECK(euros.rows[3].effect.se == like(made.rows[3].effect.se, 1e-7));
    CHECK(40'000.0 * euros.coefficients[1].value == like(made.coefficients[1].value, 1e-7));
}

TEST_CASE("providers that always work together cannot be told apart", "[measure][provider_shares]") {
    RandomStream random(31, 70, 8, 3);
    HelpedClients rows;
    rows.x = Eigen::MatrixXd::Ones(200, 1);
    rows.providers = {"a", "b", "c"};
    for (int i = 0; i < 200; ++i) {
        rows.ids.push_back("c" + std::to_string(i));
        const bool pair = i % 2 == 0;
        if (pair) rows.hold(i, 0, 0.5), rows.hold(i, 1, 0.5);
        else rows.hold(i, 2, 1.0);
        rows.score.push_back((pair ? 1.0 : -1.0) + 0.3 * random.normal());
    }
    const auto made = measure::provider_shares(rows.data(), rows.parts(), rows.ids, rows.providers);
    CHECK(made.rows[0].effect.value == like(made.rows[1].effect.value, 1e-9));
    CHECK(made.rows[0].effect.se > 0.3 * std::sqrt(made.between));
    CHECK(made.rows.size() == 3);  // nothing left for others
}

TEST_CASE("no differences, few clients", "[measure][provider_shares]") {
    HelpedClients rows = forty_clients();
    for (std::size_t i = 0; i < 40; ++i) rows.score[i] = i / 4 % 2 == 0 ? 1.0 : 2.0;
    ProviderSharesOptions options;
    options.least_clients = 25;
    const auto made = measure::provider_shares(rows.data(), rows.parts(), rows.ids, rows.providers, options);
    CHECK(made.between == 0.0);
    for (const ProviderShare& each : made.rows) {
        if (each.other) continue;
        const bool few = each.clients < 25;
        CHECK(each.reason == (few ? EmptyReason::few_points : EmptyReason::none));
        CHECK(std::isnan(each.effect.low) == few);
        if (few) continue;
        CHECK(each.effect.value == 0.0);
        CHECK(std::isnan(each.effect.se));
        CHECK(each.effect.low < 0.0);  // what can still be there
        CHECK(each.effect.high > 0.0);
    }
}

TEST_CASE("shares refuse and explain", "[measure][provider_shares]") {
    HelpedClients rows = forty_clients();
    const auto run = [&] { measure::provider_shares(rows.data(), rows.parts(), rows.ids, rows.providers); };
    rows.weight[1] = 0.6;
    test::expect_error<DataError>(messages::measure_membership_total, {"c1", "1.2"}, run);
    rows.weight[1] = -0.1;
    test::expect_error<DataError>(messages::measure_off_scale, {"weight", "-0.1"}, run);
    rows.weight[1] = 0.1;
    rows.provider[1] = 7;
    test::expect_error<ArgumentError>(messages::argument_out_of_range, {"provider", "7"}, run);
    rows.provider[1] = 0;
    rows.score[2] = std::nan("");
    test::expect_error<DataError>(messages::measure_value_needed, {"outcome", "3"}, run);
    rows.score.resize(3);
    test::expect_error<ArgumentError>(messages::measure_length, {"outcome"}, run);
    HelpedClients few;
    few.x = Eigen::MatrixXd::Ones(2, 1);
    few.ids = {"a", "b"};
    few.score = {1, 2};
    few.providers = {"p"};
    few.hold(0, 0, 1);
    test::expect_error<DataError>(messages::measure_few_clients, {"2"}, [&] {
        measure::provider_shares(few.data(), few.parts(), few.ids, few.providers);
    });
}

TEST_CASE("how often margins hold of providers that differ little", "[measure][coverage]") {
    RandomStream random(97, 70, 8, 5);
    int inside = 0, of = 0;
    for (int run = 0; run < 60; ++run) {
        HelpedClients rows;
        rows.x = Eigen::MatrixXd::Ones(300, 1);
        Numbers effect;
        for (int o = 0; o < 15; ++o) {
            rows.providers.push_back("p" + std::to_string(o));
            effect.push_back(0.2 * random.normal());
        }
        for (int i = 0; i < 300; ++i) {
            rows.ids.push_back("c" + std::to_string(i));
            const auto own = static_cast<std::size_t>(i % 15);
            rows.hold(i, static_cast<int>(own), 1.0);
            rows.score.push_back(effect[own] + random.normal());
        }
        const auto made = measure::provider_shares(rows.data(), rows.parts(), rows.ids, rows.providers);
        for (std::size_t o = 0; o < 15; ++o) {
            ++of;
            inside += made.rows[o].effect.low <= effect[o] && effect[o] <= made.rows[o].effect.high ? 1 : 0;
        }
    }
    CAPTURE(inside, of);
    CHECK(inside > 0.93 * of);
    CHECK(inside < 0.98 * of);
}

TEST_CASE("how often margins of providers hold the truth", "[measure][coverage]") {
    RandomStream random(37, 70, 8, 4);
    int inside = 0, of = 0;
    for (int run = 0; run < 40; ++run) {
        HelpedClients rows;
        rows.x = Eigen::MatrixXd::Ones(300, 2);
        Numbers effect;
        for (int o = 0; o < 30; ++o) {
            rows.providers.push_back("p" + std::to_string(o));
            effect.push_back(random.normal());
        }
        for (int i = 0; i < 300; ++i) {
            rows.ids.push_back("c" + std::to_string(i));
            const int one = static_cast<int>(30 * random.uniform()), two = static_cast<int>(30 * random.uniform());
            const double first = 0.3 + 0.4 * random.uniform(), second = 1.0 - first;
            rows.hold(i, one, first);
            rows.hold(i, two, second);
            rows.x(i, 1) = random.normal();
            rows.score.push_back(0.5 * rows.x(i, 1) + first * effect[static_cast<std::size_t>(one)] +
                                 second * effect[static_cast<std::size_t>(two)] + random.normal());
        }
        const auto made = measure::provider_shares(rows.data(), rows.parts(), rows.ids, rows.providers);
        for (std::size_t o = 0; o < 30; ++o) {
            if (made.rows[o].reason != EmptyReason::none) continue;
            ++of;
            inside += made.rows[o].effect.low <= effect[o] && effect[o] <= made.rows[o].effect.high ? 1 : 0;
        }
    }
    CAPTURE(inside, of);
    CHECK(inside > 0.93 * of);
    CHECK(inside < 0.97 * of);
}
