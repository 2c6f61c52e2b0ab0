// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>

#include "core/check.hpp"
#include "core/compensated_sum.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/measure/inequality.hpp"
#include "measure/checks.hpp"

namespace maatstaf::measure {
namespace {

struct Amounts {
    std::vector<double> amount{}, weight{};
    std::vector<std::int32_t> part{};
};

struct Theil {
    double index = 0.0, se = detail::not_known, freedom = 1.0;
};

double weighted_mean(const Amounts& of, const auto& value) {
    detail::CompensatedSum sum, weight;
    for (std::size_t i = 0; i < of.amount.size(); ++i) {
        sum.add(of.weight[i] * value(of.amount[i]));
        weight.add(of.weight[i]);
    }
    return sum.value() / weight.value();
}

double y_log_y(double y) { return y > 0.0 ? y * std::log(y) : 0.0; }

double index_of(const Amounts& of, double mean, bool log_deviation) {
    return log_deviation ? -weighted_mean(of, [&](double y) { return std::log(y / mean); })
                         : weighted_mean(of, [&](double y) { return y_log_y(y / mean); });
}

Theil theil_of(const Amounts& of, double mean, bool log_deviation) {
    Theil made;
    made.index = index_of(of, mean, log_deviation);
    // Influence of one row: T = E(r log r) with r = y / mean, whose mean is itself estimated.
    detail::CompensatedSum square, fourth, weight;
    for (std::size_t i = 0; i < of.amount.size(); ++i) {
        const double r = of.amount[i] / mean;
        const double influence = log_deviation ? r - 1.0 - std::log(r) - made.index
                                               : y_log_y(r) - made.index - (made.index + 1.0) * (r - 1.0);
        const double own = of.weight[i] * of.weight[i] * influence * influence;
        square.add(own);
        fourth.add(own * own);
        weight.add(of.weight[i]);
    }
    made.se = std::sqrt(square.value()) / weight.value();
    made.freedom = detail::freedom_of(square.value(), fourth.value());
    return made;
}

/// The index that would be left if everybody had the mean of their part.
double between_parts(const Amounts& of, double mean, bool log_deviation) {
    std::map<std::int32_t, std::pair<double, double>> parts;
    for (std::size_t i = 0; i < of.amount.size(); ++i) {
        auto& [weight, amount] = parts[of.part[i]];
        weight += of.weight[i];
        amount += of.weight[i] * of.amount[i];
    }
    Amounts means;
    for (const auto& [part, sums] : parts) {
        means.weight.push_back(sums.first);
        means.amount.push_back(sums.second / sums.first);
    }
    return index_of(means, mean, log_deviation);
}

}  // namespace

MeasureResult theil_index(std::span<const double> amounts, std::span<const double> weights,
                          std::span<const std::int32_t> parts, const RowGroups& groups, const TheilOptions& options) {
    const std::size_t rows = amounts.size();
    if (!weights.empty()) detail::need_length("weights", weights.size(), rows);
    if (!parts.empty()) detail::need_length("parts", parts.size(), rows);
    detail::need_groups(groups, rows);
    detail::need_amounts("amounts", amounts, false);
    detail::need_amounts("weights", weights, false);
    const std::size_t sets = groups.count == 0 ? 1 : static_cast<std::size_t>(groups.count);
    std::vector<Amounts> own(sets);
    std::vector<double> left_out(sets, 0.0), se(sets, detail::not_known), between(sets, detail::not_known),
        within(sets, detail::not_known);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t set = groups.count == 0 ? 0 : static_cast<std::size_t>(groups.of_row[row]);
        const double weight = weights.empty() ? 1.0 : weights[row];
        if (std::isnan(amounts[row]) || std::isnan(weight)) {
            left_out[set] += 1.0;
            continue;
        }
        if (options.log_deviation && !(amounts[row] > 0.0))
            throw DataError(messages::measure_off_scale, {{"argument", "amounts"}, {"row", std::to_string(row + 1)},
                                                          {"got", to_text(amounts[row])}, {"range", "> 0"}});
        if (!(weight > 0.0)) continue;
        own[set].amount.push_back(amounts[row]);
        own[set].weight.push_back(weight);
        if (!parts.empty()) own[set].part.push_back(parts[row]);
    }
    MeasureResult result =
        detail::empty_result(sets, options.level, groups, options.log_deviation ? "log_deviation" : "theil");
    for (std::size_t set = 0; set < sets; ++set) {
        result.n[set] = static_cast<double>(own[set].amount.size());
        const double mean = own[set].amount.empty() ? 0.0 : weighted_mean(own[set], [](double y) { return y; });
        if (own[set].amount.empty())
            result.reason[set] = left_out[set] > 0.0 ? EmptyReason::missing : EmptyReason::no_population;
        else if (!(mean > 0.0))
            result.reason[set] = EmptyReason::nothing_expected;
        if (result.reason[set] != EmptyReason::none) continue;
        const Theil made = theil_of(own[set], mean, options.log_deviation);
        result.value[set] = made.index;
        se[set] = made.se;
        if (!parts.empty()) {
            between[set] = between_parts(own[set], mean, options.log_deviation);
            within[set] = made.index - between[set];
        }
        if (own[set].amount.size() < 3 || !(made.se > 0.0 && made.index > 0.0)) {
            result.reason[set] = own[set].amount.size() < 3 ? EmptyReason::few_units : EmptyReason::no_spread;
            se[set] = detail::not_known;
            continue;
        }
        for (std::size_t at = 0; at < result.level.size(); ++at) {
            const double tail = 0.5 + 0.5 * result.level[at];
            const double of_few = std::sqrt(result.n[set] / (result.n[set] - 1.0));
            const double times =
                std::exp(special::student_t_quantile(tail, made.freedom) * of_few * made.se / made.index);
            detail::set_limits(result, set, at, {made.index / times, made.index * times});
        }
    }
    result.more.push_back({"se", std::move(se)});
    if (!parts.empty()) result.more.push_back({"between", std::move(between)});
    if (!parts.empty()) result.more.push_back({"within", std::move(within)});
    result.more.push_back({"left_out", std::move(left_out)});
    return result;
}

}  // namespace maatstaf::measure
