// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/panel/spending.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "core/check.hpp"
#include "core/compensated_sum.hpp"

namespace maatstaf {
namespace {

/// A running amount of money.
struct Tally {
    detail::CompensatedSum cost;
    std::int64_t deliveries = 0;
    std::int64_t unknown_cost = 0;

    void add(double amount) {
        ++deliveries;
        if (std::isnan(amount)) ++unknown_cost;
        else cost.add(amount);
    }
    void add(const Tally& other) {
        deliveries += other.deliveries;
        unknown_cost += other.unknown_cost;
        cost.add(other.cost.value());
    }
    Spending spending() const { return {cost.value(), deliveries, unknown_cost}; }
};

void check_links(std::span<const ProductLink> links) {
    std::map<std::pair<std::string, std::string>, double> sums;
    for (const ProductLink& link : links) {
        if (std::isnan(link.share)) continue;
        detail::need_share("share (" + link.product + " > " + link.result + ")", link.share);
        double& sum = sums[{link.product, link.activity}];
        sum += link.share;
        if (sum > 1 + 1e-9)
            throw DataError(messages::shares_above_one,
                            {{"product", link.product}, {"activity", link.activity}, {"sum", to_text(sum)}});
    }
}

/// The links of each product and of each activity as a whole, in their order.
class LinkIndex {
public:
    explicit LinkIndex(std::span<const ProductLink> links) {
        for (const ProductLink& each : links) {
            if (!each.product.empty()) by_product_[each.product].push_back(&each);
            if (!each.activity.empty()) by_activity_[each.activity].push_back(&each);
        }
    }

    std::vector<const ProductLink*> find(const std::string& product, const std::string& activity) const {
        std::vector<const ProductLink*> out;
        if (const auto found = by_product_.find(product); found != by_product_.end())
            for (const ProductLink* each : found->second)
                if (activity.empty() || each->activity.empty() || each->activity == activity) out.push_back(each);
        if (!out.empty()) return out;
        const auto found = by_activity_.find(activity);
        if (found == by_activity_.end()) return out;
        for (const ProductLink* each : found->second)
            if (product.empty() || each->product.empty()) out.push_back(each);
        // A code that the activity does not list does not unmake the activity.
        return out.empty() ? found->second : out;
    }

    /// The activity is known, and the product belongs to others only.
    bool contradicts(const std::string& product, const std::string& activity) const {
        const auto found = by_product_.find(product);
        return found != by_product_.end() && by_activity_.contains(activity) &&
               std::ranges::none_of(found->second, [&](const ProductLink* each) {
            return each->activity.empty() || each->activity == activity;
        });
    }

    /// The known activity whose name is nearly this one; empty without one. Codes with digits are meant to be alike.
    std::string meant(const std::string& activity) const {
        if (activity.find_first_of("0123456789") != activity.npos) return {};
        std::vector<std::string> known;
        for (const auto& each : by_activity_) known.push_back(each.first);
        return nearest(activity, known);
    }

private:
    std::map<std::string, std::vector<const ProductLink*>> by_product_, by_activity_;
};

/// Follows the links of one product of one activity to their results.
TracedProduct follow(const LinkIndex& index, std::string product, std::string activity) {
    TracedProduct out;
    out.product = std::move(product);
    out.activity = std::move(activity);
    const auto links = index.find(out.product, out.activity);
    // Shares were agreed on per product of an activity. Where several of those may be meant, a share is known only if
    // it is the same for all.
    std::map<std::pair<std::string, std::string>, std::map<std::string, double>> agreed;
    for (const ProductLink* each : links) {
        auto& shares = agreed[{each->activity, each->product}];
        if (each->result.empty()) continue;
        shares.try_emplace(each->result, 0.0).first->second += each->share;
        if (std::ranges::find(out.results, each->result) == out.results.end()) out.results.push_back(each->result);
    }
    for (const std::string& result : out.results) {
        const auto share_of = [&](const auto& source) {
            const auto found = source.second.find(result);
            return found == source.second.end() ? 0.0 : found->second;
        };
        const double first = share_of(*agreed.begin());
        const bool same = std::ranges::all_of(agreed, [&](const auto& each) { return share_of(each) == first; });
        out.shares.push_back(same ? first : std::nan(""));
    }
    if (!out.results.empty()) out.end = TraceEnd::result;
    else if (!links.empty()) out.end = TraceEnd::no_result;
    else if (out.product.empty() && out.activity.empty()) out.end = TraceEnd::no_code;
    else out.end = TraceEnd::unknown_code;
    return out;
}

/// Per pair of product and activity, in order of first appearance, what was spent.
std::vector<std::pair<TracedProduct, Tally>> tally_products(const Deliveries& deliveries, const LinkIndex& index) {
    std::map<std::pair<std::int32_t, std::int32_t>, std::size_t> places;
    std::vector<std::pair<TracedProduct, Tally>> out;
    for (std::size_t row = 0; row < deliveries.size(); ++row) {
        const std::pair key{deliveries.product.positions[row], deliveries.activity.positions[row]};
        const auto [entry, is_new] = places.try_emplace(key, out.size());
        if (is_new)
            out.emplace_back(follow(index, std::string(deliveries.product[row]), std::string(deliveries.activity[row])),
                             Tally{});
        out[entry->second].second.add(deliveries.cost[row]);
    }
    return out;
}

/// Amounts that no agreed share gives to a result.
struct Rest {
    double open = 0.0;        ///< some share was never agreed on
    double elsewhere = 0.0;   ///< all were, and they leave a part for other or unknown ends
};

/// What serves a result, by full amounts and by agreed shares. Gives what is left.
Rest tally_results(std::span<const std::pair<TracedProduct, Tally>> products, std::vector<ResultSpending>& results) {
    std::vector<Tally> linked(results.size());
    std::vector<detail::CompensatedSum> assigned(results.size());
    detail::CompensatedSum open, elsewhere;
    for (const auto& [product, tally] : products) {
        if (product.results.empty()) continue;
        double agreed = 0.0;
        bool all_agreed = true;
        for (std::size_t i = 0; i < product.results.size(); ++i) {
            const auto place = static_cast<std::size_t>(
                std::ranges::find(results, product.results[i], &ResultSpending::result) - results.begin());
            linked[place].add(tally);
            if (std::isnan(product.shares[i])) {
                all_agreed = false;
                continue;
            }
            assigned[place].add(product.shares[i] * tally.cost.value());
            agreed += product.shares[i];
        }
        // Shares such as 0.1 + 0.2 + 0.7 need not add up to 1 in the last bit.
        const double left = agreed > 1.0 - 1e-12 ? 0.0 : 1.0 - agreed;
        (all_agreed ? elsewhere : open).add(left * tally.cost.value());
    }
    for (std::size_t i = 0; i < results.size(); ++i) {
        results[i].linked = linked[i].spending();
        results[i].assigned = assigned[i].value();
    }
    return {open.value(), elsewhere.value()};
}

/// Activities with nearly the name of a known one: their money seems to serve nothing.
void add_misspelt(SpendingTrace& trace, const LinkIndex& index) {
    std::vector<std::string> pairs;
    for (const TracedProduct& each : trace.products) {
        const std::string meant = each.end == TraceEnd::unknown_code ? index.meant(each.activity) : std::string();
        const std::string pair = each.activity + " (" + meant + ")";
        if (!meant.empty() && std::ranges::find(pairs, pair) == pairs.end()) pairs.push_back(pair);
    }
    if (!pairs.empty())
        trace.caveats.push_back({messages::activities_misspelt, {{"activities", join(pairs, ", ", 5)}}});
}

/// Deliveries of one activity with the code of another: which of the two is wrong cannot be known here.
void add_contradictions(SpendingTrace& trace, const LinkIndex& index) {
    std::int64_t deliveries = 0;
    const TracedProduct* first = nullptr;
    for (const TracedProduct& each : trace.products) {
        if (!index.contradicts(each.product, each.activity)) continue;
        deliveries += each.spending.deliveries;
        if (first == nullptr) first = &each;
    }
    if (first != nullptr)
        trace.caveats.push_back({messages::code_of_another_activity, {{"deliveries", std::to_string(deliveries)},
                                                                     {"product", first->product},
                                                                     {"activity", first->activity}}});
}

void add_caveats(SpendingTrace& trace, const Rest& rest) {
    const Spending& without = trace.without_result;
    const double share = trace.share_without_result;
    if (without.deliveries > 0)
        trace.caveats.push_back(
            {messages::untraced_spending,
             {{"cost", to_fixed(without.cost, 0)},
              {"total", to_fixed(trace.total.cost, 0)},
              {"percent", std::isnan(share) ? std::string() : to_fixed(100 * share, 0)},
              {"deliveries", std::to_string(without.deliveries)},
              {"unknown", without.unknown_cost == 0 ? std::string() : std::to_string(without.unknown_cost)}}});
    if (trace.total.unknown_cost > 0)
        trace.caveats.push_back({messages::spending_unknown_cost,
                                 {{"unknown", std::to_string(trace.total.unknown_cost)},
                                  {"deliveries", std::to_string(trace.total.deliveries)}}});
    if (rest.open > 0) trace.caveats.push_back({messages::spending_unassigned, {{"cost", to_fixed(rest.open, 0)}}});
    if (rest.elsewhere > 0)
        trace.caveats.push_back({messages::spending_elsewhere, {{"cost", to_fixed(rest.elsewhere, 0)}}});
}

}  // namespace

SpendingTrace trace_spending(const Deliveries& deliveries, std::span<const ProductLink> links) {
    check_links(links);
    SpendingTrace trace;
    trace.restricted = deliveries.restricted;
    const auto is_listed = [&](const std::string& result) {
        return std::ranges::find(trace.results, result, &ResultSpending::result) != trace.results.end();
    };
    for (const ProductLink& each : links)
        if (!each.result.empty() && !is_listed(each.result)) trace.results.push_back({each.result, {}, 0.0});

    const LinkIndex index(links);
    const auto products = tally_products(deliveries, index);
    Tally total, without;
    for (const double cost : deliveries.cost) total.add(cost);
    for (const auto& [product, tally] : products) {
        if (product.end != TraceEnd::result) without.add(tally);
        trace.products.push_back(product);
        trace.products.back().spending = tally.spending();
    }
    trace.total = total.spending();
    trace.without_result = without.spending();
    if (trace.total.cost > 0) trace.share_without_result = trace.without_result.cost / trace.total.cost;
    const Rest rest = tally_results(products, trace.results);
    trace.unassigned = rest.open + rest.elsewhere;
    std::ranges::stable_sort(trace.products, [](const TracedProduct& a, const TracedProduct& b) {
        const bool a_serves = a.end == TraceEnd::result, b_serves = b.end == TraceEnd::result;
        return a_serves != b_serves ? b_serves : a.spending.cost > b.spending.cost;
    });
    add_caveats(trace, rest);
    add_contradictions(trace, index);
    add_misspelt(trace, index);
    return trace;
}

Table to_table(const SpendingTrace& trace) {
    std::vector<std::string> products, activities, ends, results;
    std::vector<std::int64_t> deliveries, unknown;
    std::vector<double> costs, shares;
    std::vector<Status> cost_status;
    for (const TracedProduct& each : trace.products) {
        products.push_back(each.product);
        activities.push_back(each.activity);
        ends.emplace_back(to_name(each.end));
        results.push_back(join(each.results, "; ", each.results.size()));
        deliveries.push_back(each.spending.deliveries);
        unknown.push_back(each.spending.unknown_cost);
        const bool known = each.spending.unknown_cost < each.spending.deliveries;
        cost_status.push_back(known ? Status::observed : Status::absent);
        costs.push_back(known ? each.spending.cost : std::nan(""));
        shares.push_back(known && trace.total.cost > 0 ? each.spending.cost / trace.total.cost : std::nan(""));
    }
    Table table({}, trace.restricted);
    table.add(Column::string("product", products));
    table.add(Column::string("activity", activities));
    table.add(Column::string("trace", ends));
    table.add(Column::string("results", results));
    table.add(Column::int64("deliveries", std::move(deliveries)));
    table.add(Column::int64("unknown_cost", std::move(unknown)));
    table.add(Column::float64("cost", std::move(costs), std::move(cost_status)));
    table.add(Column::float64("share", std::move(shares)));
    return table;
}

}  // namespace maatstaf
