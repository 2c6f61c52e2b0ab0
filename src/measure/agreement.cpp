// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/agreement.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/check.hpp"
#include "core/kappa.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/checks.hpp"
#include "measure/survival_steps.hpp"

namespace maatstaf::measure {
namespace {

std::size_t kind_of(std::string_view argument, double value, std::int32_t kinds, std::size_t row) {
    if (!(value >= 0.0 && value < kinds) || value != std::floor(value))
        throw DataError(messages::measure_unknown_kind, {{"argument", std::string(argument)},
                                                         {"row", std::to_string(row + 1)},
                                                         {"got", to_text(value)},
                                                         {"most", std::to_string(kinds - 1)}});
    return static_cast<std::size_t>(value);
}

/// Wilson's limits of the part that disagrees, among so many cases as have the variance of kappa, so that they hold
/// where few disagree; without any, among all.
void set_interval(AgreementResult& result) {
    Estimate& kappa = result.kappa;
    if (std::isnan(kappa.se)) return;
    const double rounding = 1e-12, apart_by = 1.0 - result.observed, room = 1.0 - result.by_chance;
    const double part = apart_by < rounding ? 0.0 : apart_by, se = kappa.se * room;
    const bool some = part > 0.0 && part < 1.0 && se > rounding;
    const double cases = some ? part * (1.0 - part) / (se * se) : kappa.n;
    const Estimate apart = detail::wilson_share(part * cases, cases, detail::two_sided(result.options.confidence));
    kappa.low = 1.0 - apart.high / room;
    kappa.high = 1.0 - apart.low / room;
}

double agreement_weight(std::size_t i, std::size_t j, std::int32_t kinds, KappaWeights weights) {
    if (weights == KappaWeights::none || kinds < 2) return i == j ? 1.0 : 0.0;
    const double steps = std::fabs(static_cast<double>(i) - static_cast<double>(j)) / (kinds - 1);
    return 1.0 - (weights == KappaWeights::linear ? steps : steps * steps);
}

}  // namespace

AgreementResult weighted_kappa(std::span<const double> first, std::span<const double> second, std::int32_t kinds,
                               const AgreementOptions& options) {
    detail::need_confidence(options.confidence);
    detail::need_length("second", second.size(), first.size());
    if (kinds < 1 || kinds > 1000) throw detail::out_of_range("kinds", "1 .. 1000", kinds);
    const auto k = static_cast<std::size_t>(kinds);
    std::vector<double> cell(k * k, 0.0), row(k, 0.0), column(k, 0.0);
    AgreementResult result;
    result.options = options;
    double n = 0.0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (std::isnan(first[i]) || std::isnan(second[i])) {
            result.left_out += 1.0;
            continue;
        }
        cell[kind_of("first", first[i], kinds, i) * k + kind_of("second", second[i], kinds, i)] += 1.0;
        n += 1.0;
    }
    result.kappa.n = n;
    if (!(n > 0.0)) {
        result.reason = result.left_out > 0.0 ? EmptyReason::missing : EmptyReason::no_population;
        return result;
    }
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j) {
            cell[i * k + j] /= n;
            row[i] += cell[i * k + j];
            column[j] += cell[i * k + j];
        }
    const auto weight = [&](std::size_t i, std::size_t j) { return agreement_weight(i, j, kinds, options.weights); };
    std::vector<double> row_mean(k, 0.0), column_mean(k, 0.0);  // weight to expect with each kind of the one judge
    double observed = 0.0, chance = 0.0;
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j) {
            observed += weight(i, j) * cell[i * k + j];
            chance += weight(i, j) * row[i] * column[j];
            row_mean[i] += weight(i, j) * column[j];
            column_mean[j] += weight(i, j) * row[i];
        }
    result.observed = observed;
    result.by_chance = chance;
    if (!(chance < 1.0 - 1e-12)) {
        result.reason = EmptyReason::no_spread;
        return result;
    }
    const double kappa = (observed - chance) / (1.0 - chance);
    double square = 0.0;
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j) {
            const double term = weight(i, j) - (row_mean[i] + column_mean[j]) * (1.0 - kappa);
            square += cell[i * k + j] * term * term;
        }
    const double shift = kappa - chance * (1.0 - kappa);
    result.kappa.value = kappa;
    result.kappa.se = std::sqrt(std::max(0.0, square - shift * shift) / n) / (1.0 - chance);
    set_interval(result);
    return result;
}

AgreementResult fleiss_kappa(std::span<const std::int32_t> item, std::span<const double> kind, std::int32_t items,
                             std::int32_t kinds, const AgreementOptions& options) {
    detail::need_confidence(options.confidence);
    detail::need_length("kind", kind.size(), item.size());
    if (kinds < 1 || kinds > 1000) throw detail::out_of_range("kinds", "1 .. 1000", kinds);
    if (items < 0) throw detail::out_of_range("items", ">= 0", items);
    if (options.weights != KappaWeights::none)
        throw ArgumentError(messages::measure_no_weights, {{"got", std::string(to_name(options.weights))}});
    std::vector<std::vector<double>> counts(static_cast<std::size_t>(items),
                                            std::vector<double>(static_cast<std::size_t>(kinds), 0.0));
    for (std::size_t row = 0; row < item.size(); ++row) {
        detail::need_position("item", item[row], items);
        if (!std::isnan(kind[row]))
            counts[static_cast<std::size_t>(item[row])][kind_of("kind", kind[row], kinds, row)] += 1.0;
    }
    AgreementResult result;
    result.options = options;
    std::erase_if(counts, [&](const std::vector<double>& each) {
        double n = 0.0;
        for (const double count : each) n += count;
        result.left_out += n < 2.0 ? 1.0 : 0.0;
        return n < 2.0;
    });
    result.kappa.n = static_cast<double>(counts.size());
    result.kappa.value = detail::fleiss_kappa(counts);
    if (std::isnan(result.kappa.value)) {
        result.reason = counts.size() < 2 ? EmptyReason::few_units : EmptyReason::no_spread;
        return result;
    }
    double agreement = 0.0, all = 0.0, chance = 0.0;
    std::vector<double> of_kind(static_cast<std::size_t>(kinds), 0.0);
    for (const auto& each : counts) {
        double n = 0.0, squares = 0.0;
        for (std::size_t at = 0; at < each.size(); ++at) {
            n += each[at];
            squares += each[at] * each[at];
            of_kind[at] += each[at];
        }
        agreement += (squares - n) / (n * (n - 1.0)) / result.kappa.n;
        all += n;
    }
    for (const double each : of_kind) chance += each / all * (each / all);
    result.observed = agreement;
    result.by_chance = chance;
    if (counts.size() < 3) return result;
    std::vector<double> without;
    for (std::size_t left = 0; left < counts.size(); ++left) {
        std::swap(counts[left], counts.back());
        const auto last = std::move(counts.back());
        counts.pop_back();
        without.push_back(detail::fleiss_kappa(counts));
        counts.push_back(last);
        std::swap(counts[left], counts.back());
    }
    const auto count = static_cast<double>(without.size());
    double mean = 0.0, squares = 0.0;
    for (const double each : without) mean += each / count;
    for (const double each : without) squares += (each - mean) * (each - mean);
    result.kappa.se = std::sqrt((count - 1.0) / count * squares);
    set_interval(result);
    return result;
}

}  // namespace maatstaf::measure
