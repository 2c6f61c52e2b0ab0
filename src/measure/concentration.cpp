// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/compensated_sum.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/measure/inequality.hpp"
#include "measure/checks.hpp"

namespace maatstaf::measure {
namespace {

struct RankedPerson {
    double value = 0.0, rank_by = 0.0, weight = 1.0;
};

struct Concentration {
    double index = detail::not_known, se = detail::not_known, mean = 0.0, freedom = 1.0;
};

/// The index and its margin; `people` in the order of their rank.
Concentration concentration_of(const std::vector<RankedPerson>& people) {
    Concentration made;
    detail::CompensatedSum weight, total;
    for (const RankedPerson& each : people) {
        weight.add(each.weight);
        total.add(each.weight * each.value);
    }
    made.mean = total.value() / weight.value();
    if (!(made.mean > 0.0)) return made;
    // Fractional rank R: the weight below, plus half of that with the same rank; q is the cumulative share of the
    // value before (and up to) those of the same rank.
    struct Tie {
        double share = 0.0, rank = 0.0, mean = 0.0, before = 0.0, upto = 0.0;
    };
    std::vector<Tie> tie_of;
    detail::CompensatedSum below, sum;
    double value_before = 0.0;
    for (std::size_t first = 0; first < people.size();) {
        std::size_t last = first;
        double own = 0.0, amount = 0.0;
        for (; last < people.size() && people[last].rank_by == people[first].rank_by; ++last) {
            own += people[last].weight;
            amount += people[last].weight * people[last].value;
        }
        Tie tie;
        tie.share = own / weight.value();
        tie.rank = below.value() + 0.5 * tie.share;
        tie.before = value_before;
        tie.upto = value_before + amount / total.value();
        below.add(tie.share);
        value_before = tie.upto;
        sum.add(2.0 * amount / total.value() * tie.rank);
        for (std::size_t i = first; i < last; ++i) tie_of.push_back(tie);
        first = last;
    }
    made.index = sum.value() - 1.0;
    detail::CompensatedSum square, own, fourth;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const double a = people[i].value / made.mean * (2.0 * tie_of[i].rank - 1.0 - made.index) + 2.0 -
                         tie_of[i].before - tie_of[i].upto;
        square.add(people[i].weight / weight.value() * a * a);
        const double influence = people[i].weight * (a - 1.0 - made.index);
        own.add(influence * influence);
        fourth.add(influence * influence * influence * influence);
    }
    made.freedom = detail::freedom_of(own.value(), fourth.value());
    const double spread = square.value() - (1.0 + made.index) * (1.0 + made.index);
    double squares = 0.0;  // independent rows: n becomes (sum w)^2 / sum w^2
    for (const RankedPerson& each : people) squares += each.weight * each.weight;
    const double n = weight.value() * weight.value() / squares;
    made.se = std::sqrt(std::max(0.0, spread) / n);
    return made;
}

}  // namespace

MeasureResult concentration_index(std::span<const double> values, std::span<const double> rank_by,
                                  std::span<const double> weights, const RowGroups& groups,
                                  const ConcentrationOptions& options) {
    const std::size_t rows = values.size();
    detail::need_length("rank_by", rank_by.size(), rows);
    if (!weights.empty()) detail::need_length("weights", weights.size(), rows);
    detail::need_groups(groups, rows);
    detail::need_amounts("values", values, false);
    detail::need_amounts("weights", weights, false);
    if (options.bounded && !(options.lowest < options.highest))
        throw detail::out_of_range("highest", "> lowest", options.highest);
    const std::size_t sets = groups.count == 0 ? 1 : static_cast<std::size_t>(groups.count);
    std::vector<std::vector<RankedPerson>> people(sets);
    std::vector<double> left_out(sets, 0.0), se(sets, detail::not_known);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t set = groups.count == 0 ? 0 : static_cast<std::size_t>(groups.of_row[row]);
        const RankedPerson each{values[row], rank_by[row], weights.empty() ? 1.0 : weights[row]};
        if (std::isnan(each.value) || std::isnan(each.rank_by) || std::isnan(each.weight))
            left_out[set] += 1.0;
        else if (each.weight > 0.0)
            people[set].push_back(each);
    }
    MeasureResult result = detail::empty_result(sets, options.level, groups, options.bounded ? "erreygers" : "kakwani");
    for (std::size_t set = 0; set < sets; ++set) {
        auto& own = people[set];
        result.n[set] = static_cast<double>(own.size());
        std::stable_sort(own.begin(), own.end(),
                         [](const RankedPerson& a, const RankedPerson& b) { return a.rank_by < b.rank_by; });
        const Concentration made = own.empty() ? Concentration{} : concentration_of(own);
        if (own.empty())
            result.reason[set] = left_out[set] > 0.0 ? EmptyReason::missing : EmptyReason::no_population;
        else if (std::isnan(made.index))
            result.reason[set] = EmptyReason::nothing_expected;
        if (result.reason[set] != EmptyReason::none) continue;
        const double scale = options.bounded ? 4.0 * made.mean / (options.highest - options.lowest) : 1.0;
        result.value[set] = scale * made.index;
        if (own.size() < 3) {
            result.reason[set] = EmptyReason::few_units;
            continue;
        }
        se[set] = std::fabs(scale) * made.se;
        const double room = 1.0 - made.index * made.index;
        for (std::size_t at = 0; at < result.level.size() && room > 0.0; ++at) {
            // Between -1 and 1, so on the scale of Fisher's z.
            const double of_few = std::sqrt(result.n[set] / (result.n[set] - 1.0));
            const double reach =
                special::student_t_quantile(0.5 + 0.5 * result.level[at], made.freedom) * of_few * made.se / room;
            const double middle = std::atanh(made.index);
            detail::set_limits(result, set, at,
                               {scale * std::tanh(middle - reach), scale * std::tanh(middle + reach)});
        }
    }
    result.more.push_back({"se", std::move(se)});
    result.more.push_back({"left_out", std::move(left_out)});
    return result;
}

}  // namespace maatstaf::measure
