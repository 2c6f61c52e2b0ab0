// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include <catch2/catch_test_macros.hpp>

#include "archive_fixture.hpp"
#include "core/archive_io.hpp"
#include "maatstaf/core/csv.hpp"
#include "maatstaf/panel/deliveries.hpp"
#include "maatstaf/panel/spending.hpp"

using namespace maatstaf;

namespace {

Deliveries every_delivery() {
    return deliveries_from_table(
        read_csv("activity,area,household,organisation,product,start,end,dose,dose_unit,participants,act,cost\n"
                 "taal,WK1,h1,net,P1,2024-01-10,2024-03-01,10,hour,8,wmo,100.25\n"
                 "taal,WK2,,net,P1,2024-07-01,,20,hour,,,200.5\n"
                 "maat,WK1,h2,net,,2023-05-01,2023-05-01,3,piece,2,jeugdwet,\n"
                 ",WK1,h1,zorg,P9,,,5,hour,1,participatiewet,50\n"));
}

/// The archive of `every_delivery()` after `change`, under a fresh checksum.
template <class Change>
Bytes changed(Change&& change) {
    Deliveries deliveries = every_delivery();
    change(deliveries);
    return to_archive(deliveries);
}

}  // namespace

TEST_CASE("Archived deliveries come back whole") {
    const Bytes bytes = to_archive(every_delivery());
    const auto again = from_archive<Deliveries>(bytes);
    CHECK(to_archive(again) == bytes);
    REQUIRE(again.size() == 4);
    CHECK(again.activity.labels == std::vector<std::string>{"taal", "maat"});
    CHECK(again.activity[3].empty());
    CHECK(again.household[2] == "h2");
    CHECK(again.end[1] == Deliveries::no_day);
    CHECK(again.cost[1] == 200.5);
    CHECK(std::isnan(again.participants[1]));
    CHECK(again.act == std::vector{Act::wmo, Act::unknown, Act::jeugdwet, Act::participatiewet});
    CHECK(again.restricted);
    CHECK(trace_spending(again, {}).total.cost == trace_spending(every_delivery(), {}).total.cost);
    CHECK(archive_info(bytes).type == "Deliveries");
    CHECK(from_archive<Deliveries>(to_archive(Deliveries())).size() == 0);
}

TEST_CASE("Archives of deliveries of every format still load") {
    test::check_archive_fixtures("Deliveries", to_archive(every_delivery()), [](const Bytes& bytes, std::uint32_t) {
        CHECK(to_archive(from_archive<Deliveries>(bytes)) == to_archive(every_delivery()));
    });
}

TEST_CASE("An archive of deliveries cut anywhere or with any bit of it flipped is one clear error") {
    const Bytes bytes = to_archive(every_delivery());
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK_THROWS_AS(from_archive<Deliveries>(std::span(bytes).first(length)), ArchiveError);
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        Bytes flipped = bytes;
        flipped[bit / 8] ^= std::byte{1} << (bit % 8);
        CHECK_THROWS_AS(from_archive<Deliveries>(flipped), ArchiveError);
    }
}

TEST_CASE("Deliveries that cannot be are found behind a sound envelope") {
    const auto refused = [](auto&& change) {
        CHECK_THROWS_AS(from_archive<Deliveries>(changed(change)), ArchiveError);
    };
    refused([](Deliveries& each) { each.cost[0] = -1; });
    refused([](Deliveries& each) { each.dose[0] = std::numeric_limits<double>::infinity(); });
    refused([](Deliveries& each) { each.participants.pop_back(); });
    refused([](Deliveries& each) { each.start.push_back(0); });
    refused([](Deliveries& each) { each.end[0] = each.start[0] - 1; });
    refused([](Deliveries& each) { each.start[1] = 4'000'000; });  // a day in the year 12921
    refused([](Deliveries& each) { each.act.clear(); });
    refused([](Deliveries& each) { each.product.positions[0] = 2; });
    refused([](Deliveries& each) { each.product.positions[0] = -2; });
    refused([](Deliveries& each) { each.area.positions.pop_back(); });
    refused([](Deliveries& each) { each.area.labels[1] = each.area.labels[0]; });
    refused([](Deliveries& each) { each.activity.labels[0].clear(); });
    // Households that are not restricted: the mark cannot be taken off.
    refused([](Deliveries& each) { each.restricted = false; });

    // Every byte of the content replaced in turn: restored as other deliveries, which can be used, or refused.
    const Bytes bytes = to_archive(every_delivery());
    const auto content = detail::unseal(bytes).content;
    std::size_t refusals = 0;
    for (std::size_t at = 0; at < content.size(); ++at)
        for (const auto value : {std::byte{0}, std::byte{0x7F}, std::byte{0xFF}}) {
            Bytes other(content.begin(), content.end());
            other[at] = value;
            try {
                const auto restored = from_archive<Deliveries>(detail::seal("Deliveries", other));
                summarise(restored, {.by = {DeliveryAxis::area, DeliveryAxis::period}});
            } catch (const ArchiveError&) {
                ++refusals;
            }
        }
    CHECK(refusals > content.size() / 2);
}
