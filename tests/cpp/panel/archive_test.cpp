// SPDX-License-Identifier: Apache-2.0

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/panel/builder.hpp"
#include "maatstaf/panel/merge.hpp"
#include "archive_fixture.hpp"
#include "core/archive_io.hpp"
#include "panel/same_panel.hpp"
#include "support/expect_error.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;

namespace {

using test::unknown;

Panel full() {
    return PanelBuilder({{.id = "GM1", .kind = UnitKind::municipality},
                         {.id = "a", .name = "A", .parent = "GM1"},
                         {.id = "b"},
                         {.id = "c"}})
        .describe({.id = "care", .scale = Scale::proportion, .factor = 100, .unit = "%"})
        .add("care", "2016", {25, unknown, unknown, unknown},
             {.se = {1, unknown, 2, unknown},
              .n = {120, 3, 4, 5},
              .numerator = {30, unknown, unknown, unknown},
              .denominator = {120, 3, 4, 5},
              .status = {Status::observed, Status::absent, Status::suppressed, Status::not_applicable}})
        .add("score", "2017-Q2", {1, 2, 3, 4})
        .period(Period(2019))
        .count_rounding(5)
        .restricted()
        .build();
}

}  // namespace

TEST_CASE("An archived panel comes back whole") {
    const Panel panel = full();
    const Bytes bytes = to_archive(panel);
    const Panel again = from_archive<Panel>(bytes);
    CHECK(to_archive(again) == bytes);
    CHECK(again.restricted());
    CHECK(test::periods_of(again).size() == 3);
    CHECK(again.cells(0, 0).status[2] == Status::suppressed);
    CHECK(again.cells(0, 0).status[3] == Status::not_applicable);
    CHECK(again.cells(0, 0).numerator[0] == 30);
    CHECK(again.hierarchy().targets(1)[0] == 0);
    CHECK(archive_info(bytes).type == "Panel");
    const std::vector<PanelIndicator> mean{{.id = "score", .scale = Scale::mean}};
    CHECK_FALSE(again.indicators()[1].scale);
    CHECK(from_archive<Panel>(to_archive(describe_indicators(panel, mean))).indicators()[1].scale == Scale::mean);
    CHECK(to_archive(from_archive<Panel>(to_archive(Panel()))) == to_archive(Panel()));
}

TEST_CASE("Archives of panels of every format still load") {
    test::check_archive_fixtures("Panel", to_archive(full()), [](const Bytes& bytes, std::uint32_t) {
        CHECK(test::same(from_archive<Panel>(bytes), full()));
    });
}

TEST_CASE("An archive of a panel cut anywhere or with any bit of it flipped is one clear error") {
    const Bytes bytes = to_archive(full());
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK_THROWS_AS(from_archive<Panel>(std::span(bytes).first(length)), ArchiveError);
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        Bytes flipped = bytes;
        flipped[bit / 8] ^= std::byte{1} << (bit % 8);
        CHECK_THROWS_AS(from_archive<Panel>(flipped), ArchiveError);
    }
}

TEST_CASE("Content that cannot be is found behind a sound envelope") {
    // Every byte of the content replaced in turn, under a fresh checksum: restored as another panel or refused, never
    // more.
    const Bytes bytes = to_archive(full());
    const auto content = detail::unseal(bytes).content;
    std::size_t refused = 0;
    for (std::size_t at = 0; at < content.size(); ++at)
        for (const auto value : {std::byte{0}, std::byte{0x7F}, std::byte{0xFF}}) {
            Bytes changed(content.begin(), content.end());
            changed[at] = value;
            try {
                from_archive<Panel>(detail::seal("Panel", changed));
            } catch (const ArchiveError&) {
                ++refused;
            }
        }
    CHECK(refused > content.size());
    test::expect_error<ArchiveError>(messages::duplicate_unit, {"'a'"}, [] {
        const std::vector<Unit> units{{.id = "a"}, {.id = "a"}};
        from_archive<Panel>(detail::archive("Panel", [&](detail::OutputArchive& out) {
            out << units << std::vector<PanelIndicator>() << std::vector<Period>() << 0.0 << false;
        }));
    });
    test::expect_error<ArchiveError>(messages::archive_value, {}, [] {
        const std::vector<PanelIndicator> twice{{.id = "x"}, {.id = "x"}};
        from_archive<Panel>(detail::archive("Panel", [&](detail::OutputArchive& out) {
            out << std::vector<Unit>() << twice << std::vector<Period>() << 0.0 << false;
        }));
    });
}
