// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/organisations.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/special.hpp"
#include "measure/near.hpp"
#include "measure/reference.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::like;
using test::Numbers;

namespace {

const Numbers seen12{12, 30, 7, 55, 21, 90, 14, 40, 33, 8, 61, 25};
const Numbers due12{15, 22, 10, 40, 25, 70, 12, 52, 30, 14, 45, 31};
const Numbers people12{60, 80, 45, 120, 90, 200, 50, 130, 100, 40, 150, 95};

std::vector<std::string> org_ids(std::size_t count) {
    std::vector<std::string> made;
    for (std::size_t i = 0; i < count; ++i) made.push_back("o" + std::to_string(i));
    return made;
}

OrganisationOptions read_out(ReadOutKind wanted) {
    OrganisationOptions options;
    options.kind = wanted;
    return options;
}

}  // namespace

TEST_CASE("figures drawn together are those of R", "[measure][organisations]") {
    const auto r = test::read_numbers("expected_r.txt");
    const auto gamma = measure::organisations(seen12, due12, org_ids(12), people12, read_out(ReadOutKind::ratio));
    CHECK(gamma.middle == like(r.at("gamma")[0], 1e-6));
    CHECK(gamma.spread == like(r.at("gamma")[1], 1e-5));
    const auto same = [](const Estimate& made, const Numbers& known) {
        CHECK(made.value == like(known[0], 1e-3));
        CHECK(made.se == like(known[1], 1e-3));
        CHECK(made.low == like(known[2], 2e-3));
        CHECK(made.high == like(known[3], 2e-3));
    };
    same(gamma.rows[3].shrunken, r.at("mixed_gamma"));  // the spread not known: summed over 20,000 values in R
    OrganisationOptions all = read_out(ReadOutKind::ratio);
    all.minimum = 0;
    const Numbers few_seen{0, 1, 0, 3, 1}, few_due{1.2, 0.8, 0.5, 1.1, 0.9};
    const auto few = measure::organisations(few_seen, few_due, org_ids(5), {}, all);
    CHECK(few.rows[0].shrunken.value == like(r.at("mixed_few")[0], 2e-3));
    CHECK(few.rows[0].shrunken.high == like(r.at("mixed_few")[3], 2e-3));
    const auto beta = measure::organisations(seen12, people12, org_ids(12), {}, read_out(ReadOutKind::proportion));
    CHECK(beta.middle == like(r.at("beta")[0], 1e-6));
    CHECK(beta.spread == like(r.at("beta")[1], 1e-5));
    const Numbers value{.12, .31, -.05, .22, .40, .08}, v{.010, .020, .015, .012, .030, .009};
    Numbers se;
    for (const double each : v) se.push_back(std::sqrt(each));
    const auto normal = measure::organisations(value, se, org_ids(6), {}, read_out(ReadOutKind::value));
    CHECK(normal.spread == like(r.at("peers")[1], 1e-6));
    same(normal.rows[0].shrunken, r.at("mixed_normal"));
    for (std::size_t i = 0; i < 6; ++i)
        CHECK(normal.rows[i].shrunken.se > r.at("normal_se")[i]);  // metafor takes the variance between as known
}

TEST_CASE("few people have no number, small counts stay inside", "[measure][organisations]") {
    OrganisationOptions options = read_out(ReadOutKind::ratio);
    options.minimum = 50;
    const auto made = measure::organisations(seen12, due12, org_ids(12), people12, options);
    CHECK(made.rows[2].reason == EmptyReason::small_population);
    CHECK(std::isnan(made.rows[2].shrunken.value));
    CHECK(std::isnan(made.rows[2].raw));
    CHECK(made.rows[0].rank_high <= 10.0);
    CHECK(made.restricted);  // counts of 7 and 8
    CHECK(made.table().restricted());
    options.small = 5;
    CHECK(!measure::organisations(seen12, due12, org_ids(12), people12, options).restricted);
    options.small = 10;
    options.records = false;
    CHECK(!measure::organisations(seen12, due12, org_ids(12), people12, options).restricted);
    const auto alone =
        measure::organisations(Numbers{0, 0}, Numbers{12, 15}, org_ids(2), {}, read_out(ReadOutKind::ratio));
    CHECK(alone.rows[0].reason == EmptyReason::few_events);
    CHECK(std::isnan(alone.rows[0].shrunken.low));
    CHECK(std::isnan(alone.rows[0].rank_low));
    const auto empty = measure::organisations(Numbers{}, Numbers{}, {}, {}, read_out(ReadOutKind::ratio));
    CHECK(empty.rows.empty());
}

TEST_CASE("one organisation is its own figure", "[measure][organisations]") {
    const auto one = measure::organisations(Numbers{30}, Numbers{20}, org_ids(1), {}, read_out(ReadOutKind::ratio));
    CHECK(one.rows[0].shrunken.value == like(1.5));
    CHECK(one.rows[0].shrunken.low == like(special::gamma_quantile(0.025, 30, 0.05)));
    CHECK(one.rows[0].own_part == 1.0);
    CHECK(std::isnan(one.rows[0].probability));
    CHECK(std::isnan(one.spread));
    CHECK(one.caveats.front().message == messages::measure_one_organisation);
    // Two are hardly drawn together: nothing says how far organisations lie apart.
    const auto two = measure::organisations(Numbers{30, 60}, Numbers{40, 40}, org_ids(2), {}, {});
    CHECK(two.rows[0].own_part > 0.7);
    CHECK(two.rows[0].shrunken.low < 0.75);
    CHECK(two.rows[0].shrunken.high > 0.75);
}

TEST_CASE("ranks hold those that cannot be told apart", "[measure][organisations]") {
    const Numbers value{0, 0.1, 5, 5.2, 5.1}, se{.1, .1, .1, .1, 3};
    const auto made = measure::organisations(value, se, org_ids(5), {}, read_out(ReadOutKind::value));
    CHECK(made.rows[0].rank_low == 3.0);
    CHECK(made.rows[0].rank_high == 5.0);
    CHECK(made.rows[2].rank_low == 1.0);
    CHECK(made.rows[2].rank_high == 3.0);
    CHECK(made.rows[4].rank_low == 1.0);  // it can be anywhere
    CHECK(made.rows[4].rank_high == 5.0);
    CHECK(made.rows[4].not_apart == 4.0);
    CHECK(made.apart == 4.0);
    CHECK(made.pairs == 10.0);
    OrganisationOptions lower = read_out(ReadOutKind::value);
    lower.direction = Direction::lower;
    const auto turned = measure::organisations(value, se, org_ids(5), {}, lower);
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(turned.rows[i].rank_low == 6.0 - made.rows[i].rank_high);
        CHECK(turned.rows[i].probability == like(1.0 - made.rows[i].probability));
    }
}

TEST_CASE("organisations refuse and explain", "[measure][organisations]") {
    const auto refuses = [&](Message message, const Numbers& first, const Numbers& second, ReadOutKind what) {
        test::expect_error<DataError>(message, {"1"}, [&] {
            measure::organisations(first, second, org_ids(first.size()), {}, read_out(what));
        });
    };
    refuses(messages::measure_above, {5}, {4}, ReadOutKind::proportion);
    refuses(messages::measure_fractional, {1.5}, {4}, ReadOutKind::ratio);
    refuses(messages::measure_negative, {-1}, {4}, ReadOutKind::ratio);
    refuses(messages::measure_events_among_none, {5}, {0}, ReadOutKind::ratio);
    refuses(messages::measure_off_scale, {5}, {0}, ReadOutKind::value);
    OrganisationOptions options;
    options.direction = Direction::target;
    test::expect_error<ArgumentError>(messages::measure_no_direction, {"target"}, [&] {
        measure::organisations(seen12, due12, org_ids(12), {}, options);
    });
    test::expect_error<ArgumentError>(messages::measure_length, {"people"}, [&] {
        measure::organisations(seen12, due12, org_ids(12), Numbers{3}, read_out(ReadOutKind::ratio));
    });
}

namespace {

/// How many of the figures hold their truth.
int holding(const OrganisationResult& made, const Numbers& truth) {
    int count = 0;
    for (std::size_t i = 0; i < truth.size(); ++i)
        count += made.rows[i].shrunken.low <= truth[i] && truth[i] <= made.rows[i].shrunken.high ? 1 : 0;
    return count;
}

/// 8 organisations that differ by 0.22 relative to their mean (or in their share or value), over and over.
struct Drawn {
    std::size_t units = 8, runs = 128;
    RandomStream random{29, 70, 8, 2};
    Numbers truth = Numbers(units), first = truth, second = truth;

    template <class Draw>
    double held(ReadOutKind kind, Draw&& draw) {
        OrganisationOptions options = read_out(kind);
        options.minimum = 0;
        int inside = 0;
        for (std::size_t run = 0; run < runs; ++run) {
            for (std::size_t i = 0; i < units; ++i) draw(i);
            inside += holding(measure::organisations(first, second, org_ids(units), {}, options), truth);
        }
        return inside / static_cast<double>(units * runs);
    }
    double ratios(double least_due, double most_due) {
        return held(ReadOutKind::ratio, [&](std::size_t i) {
            second[i] = least_due + (most_due - least_due) * random.uniform();
            truth[i] = random.gamma(20) / 20;
            first[i] = test::poisson_draw(random, truth[i] * second[i]);
        });
    }
    double shares(double least, double most, double a, double b) {
        return held(ReadOutKind::proportion, [&](std::size_t i) {
            second[i] = std::round(least + (most - least) * random.uniform());
            truth[i] = random.beta(a, b);
            first[i] = static_cast<double>(random.binomial(static_cast<std::int64_t>(second[i]), truth[i]));
        });
    }
};

}  // namespace

TEST_CASE("how often drawn-together ratios hold the truth", "[measure][coverage]") {
    const double held = Drawn{}.ratios(5.0, 65.0);
    CHECK(held > 0.93);
    CHECK(held < 0.97);
}

TEST_CASE("how often drawn-together shares hold the truth", "[measure][coverage]") {
    Drawn drawn;
    drawn.runs = 48;
    const double held = drawn.shares(20.0, 120.0, 6.0, 14.0);
    CHECK(held > 0.93);
    CHECK(held < 0.97);
}

TEST_CASE("how often drawn-together values hold the truth", "[measure][coverage]") {
    Drawn drawn;
    const double held = drawn.held(ReadOutKind::value, [&](std::size_t i) {
        drawn.second[i] = 0.5 + drawn.random.uniform();
        drawn.truth[i] = 10 + drawn.random.normal();
        drawn.first[i] = drawn.truth[i] + drawn.second[i] * drawn.random.normal();
    });
    CHECK(held > 0.93);
    CHECK(held < 0.97);
}

TEST_CASE("how often a handful of events holds the truth", "[measure][coverage]") {
    // Some 6 events in all: wider than they say, and no longer too low where an organisation has none.
    Drawn drawn;
    drawn.runs = 64;
    const double held = drawn.ratios(0.4, 1.1);
    CHECK(held > 0.95);
    CHECK(held < 0.995);
}
