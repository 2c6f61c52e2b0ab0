// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "archive_fixture.hpp"
#include "core/archive_io.hpp"
#include "maatstaf/core/table.hpp"

using namespace maatstaf;

namespace {

/// Every type of column and every status, and a column without missing cells beside each kind with them.
Table every_column() {
    using enum Status;
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    const std::vector<std::string> names = {"Grote Waal", "", "Risdam-Zuid", "één"};
    std::vector<Column> columns = {
        Column::float64("value", {45.0, unknown, unknown, -0.0}, {observed, suppressed, not_applicable, observed}),
        Column::int64("people", {std::int64_t{1} << 53, -1, 0, 3}, {observed, observed, absent, observed}),
        Column::int32("code", {1, -2, 3, 4}),
        Column::boolean("agreed", {1, 0, 1, 0}, {observed, observed, observed, suppressed}),
        Column::date("day", {0, 16800, -1, 1}),
        Column::string("name", names, {observed, absent, observed, observed}),
        Column::dictionary("kind", {0, 1, 1, 0}, {"wijk", "buurt"}, {observed, observed, observed, not_applicable})};
    return Table(std::move(columns), true);
}

void check_same(const Table& a, const Table& b) {
    REQUIRE(a.columns().size() == b.columns().size());
    CHECK(a.restricted() == b.restricted());
    for (std::size_t i = 0; i < a.columns().size(); ++i) {
        const Column &x = a.columns()[i], &y = b.columns()[i];
        CAPTURE(x.name());
        CHECK(x.name() == y.name());
        CHECK(x.type() == y.type());
        REQUIRE(x.size() == y.size());
        CHECK(std::vector<Status>(x.statuses().begin(), x.statuses().end()) ==
              std::vector<Status>(y.statuses().begin(), y.statuses().end()));
        for (std::size_t row = 0; row < x.size(); ++row) CHECK(x.display(row) == y.display(row));
        if (x.type() == ColumnType::dictionary) CHECK(x.categories() == y.categories());
    }
}

/// A Table archive with content made by hand.
template <class Write>
Bytes forged(Write&& write) {
    return detail::archive("Table", write);
}

}  // namespace

TEST_CASE("a table comes back from its archive as it was", "[core][archive][table]") {
    const Table before = every_column();
    const Bytes bytes = to_archive(before);
    const auto after = from_archive<Table>(bytes);
    check_same(before, after);
    CHECK(to_archive(after) == bytes);
    CHECK(std::signbit(after["value"].float64()[3]));

    check_same(Table(), from_archive<Table>(to_archive(Table())));
    const Table no_rows(std::vector<Column>{Column::float64("x", {})});
    check_same(no_rows, from_archive<Table>(to_archive(no_rows)));
}

TEST_CASE("archives of tables of every format load", "[core][archive][table]") {
    test::check_archive_fixtures("Table", to_archive(every_column()), [](const Bytes& bytes, std::uint32_t) {
        check_same(every_column(), from_archive<Table>(bytes));
    });
}

TEST_CASE("a damaged archive of a table is one ArchiveError", "[core][archive][table]") {
    const Bytes whole = to_archive(every_column());
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK_THROWS_AS(from_archive<Table>(std::span(whole).first(length)), ArchiveError);
    for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
        Bytes flipped = whole;
        flipped[bit / 8] ^= static_cast<std::byte>(1u << (bit % 8));
        CHECK_THROWS_AS(from_archive<Table>(flipped), ArchiveError);
    }
}

TEST_CASE("a table whose content contradicts itself is one ArchiveError", "[core][archive][table]") {
    // The same damage, but under a right checksum: everything must be found by the reader, or be a table after all.
    const Bytes whole = to_archive(every_column());
    const auto content = detail::unseal(whole).content;
    for (std::size_t bit = 0; bit < 8 * content.size(); ++bit) {
        Bytes flipped(content.begin(), content.end());
        flipped[bit / 8] ^= static_cast<std::byte>(1u << (bit % 8));
        try {
            static_cast<void>(from_archive<Table>(detail::seal("Table", flipped)));
        } catch (const ArchiveError&) {
        }
    }
    const auto refuses = [](const Bytes& bytes) { CHECK_THROWS_AS(from_archive<Table>(bytes), ArchiveError); };
    refuses(forged([](auto& archive) { archive << false << (std::uint64_t{1} << 63); }));
    refuses(forged([](auto& archive) {  // two columns of different length
        archive << false << std::uint64_t{2};
        for (const std::size_t rows : {2u, 3u})
            archive << std::string(rows, 'x') << ColumnType::float64 << std::vector<Status>()
                    << std::vector<double>(rows);
    }));
    refuses(forged([](auto& archive) {  // a code without category
        archive << false << std::uint64_t{1} << std::string("x") << ColumnType::dictionary << std::vector<Status>()
                << std::vector<std::int32_t>{1} << std::vector<std::string>{"only"};
    }));
    refuses(forged([](auto& archive) {  // a truth value of 2
        archive << false << std::uint64_t{1} << std::string("x") << ColumnType::boolean << std::vector<Status>()
                << std::vector<std::uint8_t>{2};
    }));
}
