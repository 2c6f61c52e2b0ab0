// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/risk/price_volume_mix.hpp"

#include <cmath>
#include <map>
#include <utility>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/risk.hpp"
#include "core/check.hpp"
#include "core/compensated_sum.hpp"

namespace maatstaf {
namespace {

using Four = std::array<double, 4>;

/// The change of a product of four factors divided over them, averaged over the 24 orders: factor k gets its difference
/// times the mean over subsets of the others, sizes s weighted by s! (3-s)! / 4!.
Four average_order(const Four& before, const Four& after) {
    Four parts{};
    for (std::size_t k = 0; k < 4; ++k) {
        double sum = 0.0;
        for (unsigned code = 0; code < 16; ++code) {
            if ((code >> k) & 1U) continue;
            double product = 1.0;
            int size = 0;
            for (std::size_t l = 0; l < 4; ++l) {
                if (l == k) continue;
                const bool later = ((code >> l) & 1U) != 0;
                product *= later ? after[l] : before[l];
                size += later ? 1 : 0;
            }
            sum += product * (size == 0 || size == 3 ? 6.0 : 2.0) / 24.0;
        }
        parts[k] = (after[k] - before[k]) * sum;
    }
    return parts;
}

Four one_order(const Four& before, const Four& after) {
    Four parts{};
    for (std::size_t k = 0; k < 4; ++k) {
        parts[k] = after[k] - before[k];
        for (std::size_t l = 0; l < 4; ++l)
            if (l != k) parts[k] *= l < k ? after[l] : before[l];
    }
    return parts;
}

std::map<std::string, PurchasedProduct> by_name(std::span<const PurchasedProduct> bought, const char* period) {
    std::map<std::string, PurchasedProduct> found;
    for (const PurchasedProduct& each : bought) {
        const auto refuse = [&](const char* argument, double got) {
            throw DataError(messages::risk_negative, {{"argument", argument},
                                                     {"item", each.product},
                                                     {"got", to_text(got)},
                                                     {"range", ">= 0"}});
        };
        if (!(each.volume >= 0.0) || !std::isfinite(each.volume)) refuse("volume", each.volume);
        if (!(each.cost >= 0.0) || !std::isfinite(each.cost)) refuse("cost", each.cost);
        if (each.volume == 0.0 && each.cost > 0.0)
            throw DataError(messages::risk_cost_without_volume, {{"item", each.product},
                                                                {"got", to_text(each.cost)},
                                                                {"period", period}});
        if (!found.emplace(each.product, each).second)
            throw DataError(messages::risk_given_twice, {{"item", each.product}, {"argument", period}});
    }
    return found;
}

/// What rounding leaves goes to the largest part, so that a row adds up to the last digit that a double can hold.
void close(CostChange& change) {
    double* const parts[] = {&change.volume, &change.mix,     &change.inflation,
                             &change.price,  &change.started, &change.ended};
    double* largest = parts[0];
    detail::CompensatedSum sum;
    for (double* const each : parts) {
        sum.add(*each);
        if (std::fabs(*each) > std::fabs(*largest)) largest = each;
    }
    *largest += (change.after - change.before) - sum.value();
}

}  // namespace

PriceVolumeMixResult price_volume_mix(std::span<const PurchasedProduct> before, std::span<const PurchasedProduct> after,
                                      const PriceVolumeMixOptions& options) {
    if (!(options.inflation > 0.0) || !std::isfinite(options.inflation))
        throw detail::out_of_range("inflation", "> 0", options.inflation);
    const auto earlier = by_name(before, "before");
    const auto later = by_name(after, "after");
    PriceVolumeMixResult result;
    result.options = options;
    detail::CompensatedSum earlier_volume, later_volume;
    for (const PurchasedProduct& each : before) {
        const auto found = later.find(each.product);
        if (found == later.end() || found->second.volume == 0.0 || each.volume == 0.0) continue;
        earlier_volume.add(each.volume);
        later_volume.add(found->second.volume);
    }
    const auto add = [&](const std::string& name, const PurchasedProduct* was, const PurchasedProduct* is) {
        CostChange change;
        change.product = name;
        change.before = was != nullptr ? was->cost : 0.0;
        change.after = is != nullptr ? is->cost : 0.0;
        if (was == nullptr || was->volume == 0.0) {
            change.started = change.after;
        } else if (is == nullptr || is->volume == 0.0) {
            change.ended = -change.before;
        } else {
            const Four from{earlier_volume.value(), was->volume / earlier_volume.value(), 1.0, was->cost / was->volume};
            const Four to{later_volume.value(), is->volume / later_volume.value(), options.inflation,
                          is->cost / is->volume / options.inflation};
            const Four parts = options.order == ChangeOrder::average ? average_order(from, to) : one_order(from, to);
            change.volume = parts[0];
            change.mix = parts[1];
            change.inflation = parts[2];
            change.price = parts[3];
            close(change);
        }
        result.products.push_back(change);
    };
    for (const PurchasedProduct& each : before) {
        const auto found = later.find(each.product);
        add(each.product, &each, found == later.end() ? nullptr : &found->second);
    }
    for (const PurchasedProduct& each : after)
        if (!earlier.contains(each.product)) add(each.product, nullptr, &each);
    for (double CostChange::*part : {&CostChange::before, &CostChange::after, &CostChange::volume, &CostChange::mix,
                                     &CostChange::inflation, &CostChange::price, &CostChange::started,
                                     &CostChange::ended}) {
        detail::CompensatedSum sum;
        for (const CostChange& each : result.products) sum.add(each.*part);
        result.total.*part = sum.value();
    }
    close(result.total);
    result.caveats.push_back({messages::risk_mixed_volumes, {}});
    return result;
}

Table PriceVolumeMixResult::table() const {
    std::vector<CostChange> rows = products;
    rows.push_back(total);
    std::vector<std::string> names;
    std::vector<double> change;
    for (const CostChange& each : rows) {
        names.push_back(each.product);
        change.push_back(each.after - each.before);
    }
    const auto column = [&](const char* name, double CostChange::*part) {
        std::vector<double> values;
        for (const CostChange& each : rows) values.push_back(each.*part);
        return Column::float64(name, std::move(values));
    };
    return Table({Column::string("product", names), column("before", &CostChange::before),
                  column("after", &CostChange::after), Column::float64("change", std::move(change)),
                  column("volume", &CostChange::volume), column("mix", &CostChange::mix),
                  column("inflation", &CostChange::inflation), column("price", &CostChange::price),
                  column("started", &CostChange::started), column("ended", &CostChange::ended)});
}

}  // namespace maatstaf
