// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/message.hpp"
#include "maatstaf/panel/deliveries.hpp"

namespace maatstaf {

/// Which result a product should serve, by way of which activity; derived from a framework. An empty product:
/// everything that the activity delivers. An empty result: the activity is known, but serves no result (yet).
struct ProductLink {
    std::string product = {};
    std::string activity = {};
    std::string result = {};
    /// Part of the spending that serves this result, 0 to 1. NaN: not agreed on.
    double share = std::numeric_limits<double>::quiet_NaN();
    static constexpr auto fields() {
        return std::tuple{field("product", &ProductLink::product, "product code; empty: all of the activity"),
                          field("activity", &ProductLink::activity, "id of the activity"),
                          field("result", &ProductLink::result, "id of the societal result it should serve"),
                          field("share", &ProductLink::share, "part of the spending, 0 to 1; NaN: not agreed on")};
    }
};

/// An amount of money and what it rests on.
struct Spending {
    double cost = 0.0;                  ///< EUR, of the deliveries with a known cost
    std::int64_t deliveries = 0;
    std::int64_t unknown_cost = 0;      ///< deliveries without a cost: not in `cost`
    static constexpr auto fields() {
        return std::tuple{field("cost", &Spending::cost, "EUR, of the deliveries with a known cost"),
                          field("deliveries", &Spending::deliveries, "how many"),
                          field("unknown_cost", &Spending::unknown_cost, "deliveries without a cost")};
    }
};

/// Whether spending can be traced to a result and, if not, where the trace ends.
enum class TraceEnd : std::uint8_t { result, no_code, unknown_code, no_result };
constexpr auto enum_names(TraceEnd) {
    using enum TraceEnd;
    return std::array{EnumName<TraceEnd>{result, "result"},              // it serves at least one result
                      EnumName<TraceEnd>{no_code, "no_code"},            // neither product nor activity was registered
                      EnumName<TraceEnd>{unknown_code, "unknown_code"},  // the framework knows neither
                      EnumName<TraceEnd>{no_result, "no_result"}};       // the activity is known but serves no result
}

/// One product of one activity.
struct TracedProduct {
    std::string product{};   ///< empty: not registered
    std::string activity{};  ///< as registered; empty: not registered
    TraceEnd end = TraceEnd::result;
    std::vector<std::string> results{};  ///< which it should serve
    std::vector<double> shares{};        ///< one per result; NaN: not agreed on
    Spending spending{};
    static constexpr auto fields() {
        using T = TracedProduct;
        return std::tuple{field("product", &T::product, "code as registered"),
                          field("activity", &T::activity, "id of the activity as registered"),
                          field("end", &T::end, "where the trace ended"),
                          field("results", &T::results, "which it should serve"),
                          field("shares", &T::shares, "part that serves each; NaN: not agreed on"),
                          field("spending", &T::spending, "what was spent")};
    }
};

/// All spending that is linked to one result.
struct ResultSpending {
    std::string result{};
    Spending linked{};      ///< all that serves it, among others; results share spending, so these do not add up
    double assigned = 0.0;  ///< EUR by agreed shares; these do add up
    static constexpr auto fields() {
        using R = ResultSpending;
        return std::tuple{field("result", &R::result, "id of the result"),
                          field("linked", &R::linked, "all that serves it, among others"),
                          field("assigned", &R::assigned, "EUR by agreed shares")};
    }
};

struct SpendingTrace {
    Spending total{};
    Spending without_result{};  ///< read this first
    /// Of the known cost, 0 to 1; NaN without any.
    double share_without_result = std::numeric_limits<double>::quiet_NaN();
    double unassigned = 0.0;                ///< EUR linked to results that no agreed share gives to one of them
    std::vector<TracedProduct> products{};  ///< those without a result first, then by cost, highest first
    std::vector<ResultSpending> results{};  ///< in the order of the links
    std::vector<Caveat> caveats{};
    bool restricted = false;
    static constexpr auto fields() {
        using S = SpendingTrace;
        return std::tuple{
            field("total", &S::total, "all spending"),
            field("without_result", &S::without_result, "what serves no result"),
            field("share_without_result", &S::share_without_result, "the same as a part of the known cost"),
            field("unassigned", &S::unassigned, "EUR that no agreed share gives to a result"),
            field("products", &S::products, "one per product of an activity"),
            field("results", &S::results, "one per result"),
            field("caveats", &S::caveats, "what holds for all of it"),
            field("restricted", &S::restricted, "record-level data or small counts")};
    }
};

/// Traces every delivery to the result it should serve. A delivery follows the links of its product, and of its
/// activity where both are registered; a delivery without a product, or of a product that no link names, those of its
/// activity. Throws ArgumentError (argument_out_of_range) for a share outside 0 .. 1 and DataError (shares_above_one)
/// when the shares of one product of one activity sum to more than 1.
SpendingTrace trace_spending(const Deliveries& deliveries, std::span<const ProductLink> links);

/// One row per product of an activity: `product`, `activity`, `trace`, `results`, `deliveries`, `unknown_cost`, `cost`,
/// `share`.
Table to_table(const SpendingTrace& trace);

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const SpendingTrace& trace);
template <>
SpendingTrace from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf
