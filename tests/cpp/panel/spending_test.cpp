// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/spending.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "support/expect_error.hpp"

using namespace maatstaf;
using test::expect_error;
using Texts = std::vector<std::string>;

namespace {

const double open = std::nan("");

Deliveries costs(const std::string& csv) { return deliveries_from_table(read_csv(csv)); }

const TracedProduct& find(const SpendingTrace& trace, std::string_view product, std::string_view activity) {
    for (const TracedProduct& each : trace.products)
        if (each.product == product && each.activity == activity) return each;
    FAIL("no product " << product << " of " << activity);
    return trace.products.front();
}

}  // namespace

TEST_CASE("Spending is traced to results, and what serves none comes first") {
    const SpendingTrace trace = trace_spending(costs("product,activity,cost\n"
                                                    "P1,taal,100\nP1,taal,200\nP1,taal,\n"
                                                    "P2,,40\n"
                                                    "P3,koffie,60\n"
                                                    "P9,,500\n"
                                                    ",,7\n"
                                                    ",maat,93\n"),
                                               std::vector<ProductLink>{{"P1", "taal", "MR1", 0.5},
                                                                        {"P1", "taal", "MR2", 0.25},
                                                                        {"P2", "sport", "MR2", 1.0},
                                                                        {"P3", "koffie", "", open},
                                                                        {"", "maat", "MR1", open}});
    CHECK(trace.total.cost == 1000);
    CHECK(trace.total.deliveries == 8);
    CHECK(trace.total.unknown_cost == 1);
    CHECK(trace.without_result.cost == 567);
    CHECK(trace.without_result.deliveries == 3);
    CHECK(trace.without_result.unknown_cost == 0);
    CHECK(trace.share_without_result == 0.567);

    REQUIRE(trace.products.size() == 6);
    CHECK(trace.products[0].product == "P9");
    CHECK(trace.products[0].end == TraceEnd::unknown_code);
    CHECK(trace.products[1].product == "P3");
    CHECK(trace.products[1].end == TraceEnd::no_result);
    CHECK(trace.products[2].end == TraceEnd::no_code);
    CHECK(trace.products[3].product == "P1");
    CHECK(trace.products[3].end == TraceEnd::result);
    CHECK(trace.products[3].results == Texts{"MR1", "MR2"});
    CHECK(trace.products[3].shares == std::vector{0.5, 0.25});
    CHECK(trace.products[3].spending.cost == 300);
    CHECK(trace.products[3].spending.unknown_cost == 1);
    CHECK(find(trace, "", "maat").results == Texts{"MR1"});
    CHECK(std::isnan(find(trace, "", "maat").shares[0]));

    REQUIRE(trace.results.size() == 2);
    CHECK(trace.results[0].result == "MR1");
    CHECK(trace.results[0].linked.cost == 393);
    CHECK(trace.results[0].linked.unknown_cost == 1);
    CHECK(trace.results[0].assigned == 150);
    CHECK(trace.results[1].linked.cost == 340);
    CHECK(trace.results[1].assigned == 115);
    // A quarter of P1 and all of the buddies: 75 + 93.
    CHECK(trace.unassigned == 168);
    // Everything is somewhere: without a result, assigned, or not agreed on.
    CHECK(trace.without_result.cost + trace.results[0].assigned + trace.results[1].assigned + trace.unassigned == 1000);

    REQUIRE(trace.caveats.size() == 4);
    CHECK(trace.caveats[0].message == messages::untraced_spending);
    CHECK(trace.caveats[0].text() ==
          "EUR 567 of EUR 1000 (57%) serves no result of the framework (deliveries: 3).");
    CHECK(trace.caveats[1].text() == "No cost is known of 1 of the 8 deliveries; all amounts are of the others.");
    // Of the buddies no share was agreed on; of P1 both were, and a quarter serves something else.
    CHECK(trace.caveats[2].text() == "EUR 93 serves results, but nobody agreed which part serves which.");
    CHECK(trace.caveats[3].message == messages::spending_elsewhere);
    CHECK(trace.caveats[3].parameters.front().second == "75");

    const Table table = to_table(trace);
    CHECK(table["trace"].text(0) == "unknown_code");
    CHECK(table["results"].text(3) == "MR1; MR2");
    CHECK(table["share"].number(0) == 0.5);
    CHECK(table["cost"].number(3) == 300);
    CHECK(table["unknown_cost"].number(3) == 1);
}

TEST_CASE("A product of several activities follows the one that was registered") {
    const std::vector<ProductLink> links{{"P1", "taal", "MR1", 1.0}, {"P1", "sport", "MR2", 1.0}};
    const SpendingTrace trace =
        trace_spending(costs("product,activity,cost\nP1,taal,1\nP1,sport,2\nP1,,4\nP1,dans,8\n"), links);
    CHECK(find(trace, "P1", "taal").results == Texts{"MR1"});
    CHECK(find(trace, "P1", "sport").results == Texts{"MR2"});
    CHECK(find(trace, "P1", "").results == Texts{"MR1", "MR2"});
    CHECK(std::isnan(find(trace, "P1", "").shares[0]));
    CHECK(find(trace, "P1", "dans").end == TraceEnd::unknown_code);
    CHECK(trace.unassigned == 4);
    CHECK(trace.without_result.cost == 8);
}

TEST_CASE("An activity as a whole serves what its links say") {
    const std::vector<ProductLink> links{{"", "taal", "MR1", 1.0}, {"P2", "taal", "MR2", 1.0}};
    const SpendingTrace trace = trace_spending(costs("product,activity,cost\nP7,taal,1\nP2,taal,2\n"), links);
    CHECK(find(trace, "P7", "taal").results == Texts{"MR1"});
    CHECK(find(trace, "P2", "taal").results == Texts{"MR2"});
    CHECK(trace.without_result.deliveries == 0);
    CHECK(trace.share_without_result == 0);
    CHECK(trace.caveats.empty());
}

TEST_CASE("A share that all products of an activity have needs no product to be known") {
    std::vector<ProductLink> links{
        {"P3", "koffie", "MR1", 0.5}, {"P4", "koffie", "MR1", 0.5}, {"P3", "koffie", "MR2", 0.2}};
    const SpendingTrace trace = trace_spending(costs("activity,cost\nkoffie,100\n"), links);
    CHECK(trace.results[0].assigned == 50);
    CHECK(std::isnan(find(trace, "", "koffie").shares[1]));   // MR2 has a part of P3 and none of P4
    links[1].share = 0.4;
    CHECK(trace_spending(costs("activity,cost\nkoffie,100\n"), links).results[0].assigned == 0);
}

TEST_CASE("A code that its activity does not list, and an activity of several products without one") {
    const std::vector<ProductLink> links{{"P3", "koffie", "MR1", 0.5}, {"P4", "koffie", "MR1", 0.5},
                                         {"P5", "taal", "MR1", 0.5},   {"P6", "taal", "MR1", 0.4},
                                         {"P6", "taal", "MR2", 0.6}};
    const SpendingTrace trace = trace_spending(
        costs("product,activity,cost\nP99,koffie,100\n,koffie,10\nP5,koffie,1\n,taal,1000\n"), links);
    for (const char* code : {"P99", "", "P5"}) {
        CHECK(find(trace, code, "koffie").results == Texts{"MR1"});
        CHECK(find(trace, code, "koffie").shares == std::vector{0.5});   // of all of its products alike
    }
    CHECK(find(trace, "", "taal").results == Texts{"MR1", "MR2"});
    for (const double share : find(trace, "", "taal").shares) CHECK(std::isnan(share));
    CHECK(trace.without_result.deliveries == 0);
    CHECK(trace.unassigned == 1000 + 0.5 * 111);
    CHECK(std::ranges::count(trace.caveats, messages::code_of_another_activity, &Caveat::message) == 1);
    CHECK(trace.caveats.back().parameters ==
          Parameters{{"deliveries", "1"}, {"product", "P5"}, {"activity", "koffie"}});   // P99 is nobody's
}

TEST_CASE("An activity that is nearly spelt as a known one is named, with what may be meant") {
    const std::vector<ProductLink> links{{"P3", "koffie", "MR1", 1.0}, {"P4", "A1", "MR1", 1.0}};
    const SpendingTrace trace = trace_spending(costs("activity,cost\nkofie,100\nA2,1\nzwemmen,1\n"), links);
    CHECK(trace.without_result.cost == 102);
    CHECK(trace.caveats.back() == Caveat{messages::activities_misspelt, {{"activities", "kofie (koffie)"}}});
}

TEST_CASE("Without links, costs or households") {
    const SpendingTrace none = trace_spending(costs("product,cost\nP1,5\n"), {});
    CHECK(none.share_without_result == 1);
    CHECK(none.results.empty());
    const SpendingTrace unknown = trace_spending(costs("product\nP1\n"), {});
    CHECK(unknown.total.unknown_cost == 1);
    CHECK(std::isnan(unknown.share_without_result));
    CHECK(to_table(unknown)["cost"].status(0) == Status::absent);
    CHECK(unknown.caveats[0].text().find("without a known cost: 1") != std::string::npos);
    CHECK(unknown.caveats[1].message == messages::spending_unknown_cost);
    CHECK(unknown.caveats[1].text() == "No cost is known of 1 of the 1 deliveries; all amounts are of the others.");
    CHECK_FALSE(none.restricted);
    CHECK(to_table(trace_spending(costs("product,household\nP1,h\n"), {})).restricted());
}

TEST_CASE("Shares that cannot be are refused") {
    const Deliveries deliveries = costs("product,cost\nP1,5\n");
    expect_error<ArgumentError>(messages::argument_out_of_range, {"share (P1 > MR1)", "-0.1"}, [&] {
        trace_spending(deliveries, std::vector<ProductLink>{{"P1", "a", "MR1", -0.1}});
    });
    expect_error<ArgumentError>(messages::argument_out_of_range, {"1.5"}, [&] {
        trace_spending(deliveries, std::vector<ProductLink>{{"P1", "a", "MR1", 1.5}});
    });
    expect_error<DataError>(messages::shares_above_one, {"'P1'", "'a'", "1.2"}, [&] {
        trace_spending(deliveries, std::vector<ProductLink>{{"P1", "a", "MR1", 0.6}, {"P1", "a", "MR2", 0.6}});
    });
    CHECK_NOTHROW(trace_spending(deliveries,
        std::vector<ProductLink>{{"P1", "a", "MR1", 0.7}, {"P1", "a", "MR2", 0.3}}));
}

TEST_CASE("The order of deliveries changes nothing but ties") {
    const std::vector<ProductLink> links{{"P1", "", "MR1", 0.5}};
    const SpendingTrace one =
        trace_spending(costs("product,cost\nP1,0.1\nP1,10000000000000000\nP2,3\nP1,0.2\n"), links);
    const SpendingTrace two =
        trace_spending(costs("product,cost\nP2,3\nP1,0.2\nP1,0.1\nP1,10000000000000000\n"), links);
    CHECK(one.total.cost == two.total.cost);
    CHECK(one.without_result.cost == two.without_result.cost);
    CHECK(one.unassigned == two.unassigned);
    CHECK(one.products[0].product == two.products[0].product);
}
