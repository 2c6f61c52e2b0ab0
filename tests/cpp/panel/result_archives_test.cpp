// SPDX-License-Identifier: Apache-2.0
#include "archive_fixture.hpp"
#include "core/archive_io.hpp"
#include "core/fields_equal.hpp"
#include "maatstaf/panel/builder.hpp"
#include "maatstaf/panel/describe.hpp"
#include "maatstaf/panel/spending.hpp"

#include "maatstaf/core/messages/core.hpp"

using namespace maatstaf;

namespace {

Panel panel() {
    std::vector<Unit> units = {{.id = "a", .kind = UnitKind::district}, {.id = "b"}, {.id = "c"}};
    return PanelBuilder(units).add("x", "2016", {1.0, 2.5, 7.0}, {.se = {0.1, 0.2, 0.3}}).restricted().build();
}

SpendingTrace trace() {
    Deliveries made;
    made.activity = {{"course"}, {0, -1}};
    for (Codes* codes : {&made.area, &made.household, &made.organisation, &made.product, &made.dose_unit})
        codes->positions = {-1, -1};
    made.start = made.end = {Deliveries::no_day, Deliveries::no_day};
    made.dose = made.participants = {1.0, 2.0};
    made.cost = {100.0, 50.0};
    made.act = {Act::wmo, Act::unknown};
    const std::vector<ProductLink> links = {{"", "course", "R1", 0.5}, {"", "course", "R2"}};
    return trace_spending(made, links);
}

/// Comes back equal, to the same bytes, and loads in every format there has been.
template <class Result>
void check(const std::string& name, const Result& result) {
    test::check_archive_fixtures(name, to_archive(result), [&](const Bytes& bytes, std::uint32_t) {
        const auto again = from_archive<Result>(bytes);
        CHECK(detail::fields_equal(again, result));
    });
    CHECK(archive_info(to_archive(result)).type == name);
}

template <class Result>
bool refuses(const std::string& type, const Result& result) {
    try {
        from_archive<Result>(detail::archive_described(type, result));
    } catch (const ArchiveError& error) {
        return error.note().message == messages::archive_value;
    }
    return false;
}

}  // namespace

TEST_CASE("results of this room survive an archive", "[archive]") {
    check("AvailabilityResult", availability(panel()));
    check("DescribeResult", describe(panel(), {.by_kind = true}));
    check("SpendingTrace", trace());
}

TEST_CASE("lists that belong together must have one length", "[archive]") {
    auto available = availability(panel());
    available.ids.emplace_back("more");
    CHECK(refuses("AvailabilityResult", available));
    auto described = describe(panel(), {.by_kind = true});
    described.kinds.pop_back();
    CHECK(refuses("DescribeResult", described));
    auto traced = trace();
    traced.products.front().shares.push_back(0.1);
    CHECK(refuses("SpendingTrace", traced));
}
