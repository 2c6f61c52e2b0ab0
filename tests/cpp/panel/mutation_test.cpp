// SPDX-License-Identifier: Apache-2.0
#include "support/mutate.hpp"

#include "maatstaf/core/csv.hpp"
#include "maatstaf/panel/builder.hpp"
#include "maatstaf/panel/deliveries.hpp"
#include "maatstaf/panel/describe.hpp"
#include "maatstaf/panel/read.hpp"
#include "maatstaf/panel/spending.hpp"

using namespace maatstaf;

namespace {

const std::string wide_cells =
    "unit,period,indicator,value,se,status\n"
    "a,2016,care,25,1.5,observed\n"
    "b,2016,care,,,suppressed\n"
    "a,2020,care,30.5,2,observed\n"
    "b,2020,help,7,,\n";

const std::string deliveries =
    "activity,area,product,start,end,participants,cost,act\n"
    "course,a,45A12,2016-01-31,2016-06-30,12,1200.50,wmo\n"
    "course,b,,2016-02-29,,3,,jeugdwet\n"
    ",a,99X,2016-03-01,2016-03-01,,80,other\n";

void look_at(const Panel& panel) {
    describe(panel);
    availability(panel);
}

void look_at(const Deliveries& read) {
    summarise(read, {.by = {DeliveryAxis::activity, DeliveryAxis::period}});
    const std::vector<ProductLink> links = {{"45A12", "course", "R1", 0.5}, {"", "course", "R2", 0.5}};
    to_table(trace_spending(read, links));
}

}  // namespace

TEST_CASE("mutants of a table of cells are read or refused", "[mutation][panel]") {
    CHECK(test::read_of_mutants(wide_cells, 1, 3000, [](std::string_view text) {
              look_at(panel_from_long(read_csv(text)));
          }) > 30);
}

TEST_CASE("mutants of a table of deliveries are read or refused", "[mutation][panel]") {
    CHECK(test::read_of_mutants(deliveries, 2, 3000, [](std::string_view text) {
              look_at(deliveries_from_table(read_csv(text)));
          }) > 30);
}

TEST_CASE("mutants of archives of this room are read or refused", "[mutation][archive]") {
    const Panel panel = panel_from_long(read_csv(wide_cells));
    const Deliveries delivered = deliveries_from_table(read_csv(deliveries));
    CHECK(test::read_of_archives<Panel>(to_archive(panel), 3, 3000, [](const Panel& read) { look_at(read); }) > 10);
    CHECK(test::read_of_archives<Deliveries>(to_archive(delivered), 4, 3000,
                                             [](const Deliveries& read) { look_at(read); }) > 10);
    CHECK(test::read_of_archives<DescribeResult>(to_archive(describe(panel)), 5, 2000,
                                                 [](const DescribeResult& read) { to_table(read); }) > 10);
    CHECK(test::read_of_archives<AvailabilityResult>(to_archive(availability(panel)), 6, 2000,
                                                     [](const AvailabilityResult& read) { to_table(read); }) > 10);
    const auto traced = trace_spending(delivered, std::vector<ProductLink>{{"45A12", "course", "R1", 0.5}});
    CHECK(test::read_of_archives<SpendingTrace>(to_archive(traced), 7, 2000,
                                                [](const SpendingTrace& read) { to_table(read); }) > 10);
}
