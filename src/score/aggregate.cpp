// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/aggregate.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/core/text.hpp"
#include "score/numbers.hpp"

namespace maatstaf::score {
namespace {

bool takes_part(double value, double weight) { return weight > 0.0 && !std::isnan(value); }

void check(std::span<const double> values, std::span<const double> weights) {
    if (values.size() != weights.size())
        throw ArgumentError(messages::wrong_length, {{"argument", "weights"},
                                                    {"got", std::to_string(weights.size())},
                                                    {"expected", std::to_string(values.size())},
                                                    {"per", "value"}});
    bool any = weights.empty();
    for (const double weight : weights) {
        if (!(weight >= 0.0) || std::isinf(weight))
            throw ArgumentError(messages::weights_not_valid, {{"got", to_text(weight)}});
        any = any || weight > 0.0;
    }
    if (!any) throw ArgumentError(messages::weights_not_valid, {{"got", "0"}});
}

}  // namespace

double mean(Aggregate kind, std::span<const double> values, std::span<const double> weights) {
    check(values, weights);
    double sum_of_weights = 0.0;
    for (std::size_t k = 0; k < values.size(); ++k)
        if (takes_part(values[k], weights[k])) sum_of_weights += weights[k];
    if (sum_of_weights == 0.0) return detail::nan;
    double sum = 0.0;
    for (std::size_t k = 0; k < values.size(); ++k) {
        if (!takes_part(values[k], weights[k])) continue;
        if (kind != Aggregate::arithmetic && !(values[k] > 0.0)) return detail::nan;
        const double share = weights[k] / sum_of_weights;
        switch (kind) {
            case Aggregate::arithmetic: sum += share * values[k]; break;
            case Aggregate::geometric: sum += share * std::log(values[k]); break;
            case Aggregate::harmonic: sum += share / values[k]; break;
        }
    }
    switch (kind) {
        case Aggregate::geometric: return std::exp(sum);
        case Aggregate::harmonic: return 1.0 / sum;
        default: return sum;
    }
}

double arithmetic_mean(std::span<const double> values, std::span<const double> weights) {
    return mean(Aggregate::arithmetic, values, weights);
}
double geometric_mean(std::span<const double> values, std::span<const double> weights) {
    return mean(Aggregate::geometric, values, weights);
}
double harmonic_mean(std::span<const double> values, std::span<const double> weights) {
    return mean(Aggregate::harmonic, values, weights);
}

MeanGradient mean_gradient(Aggregate kind, std::span<const double> values, std::span<const double> weights) {
    MeanGradient result;
    result.value = mean(kind, values, weights);
    result.by_value.assign(values.size(), std::isnan(result.value) ? detail::nan : 0.0);
    result.by_weight.assign(values.size(), detail::nan);
    if (std::isnan(result.value)) return result;
    double sum_of_weights = 0.0;
    for (std::size_t k = 0; k < values.size(); ++k)
        if (takes_part(values[k], weights[k])) sum_of_weights += weights[k];
    const double m = result.value;
    for (std::size_t k = 0; k < values.size(); ++k) {
        const double x = values[k];
        if (std::isnan(x)) continue;
        const double share = weights[k] / sum_of_weights;
        switch (kind) {
            case Aggregate::arithmetic:
                result.by_value[k] = share;
                result.by_weight[k] = (x - m) / sum_of_weights;
                break;
            case Aggregate::geometric:
                result.by_value[k] = share * (m / x);
                result.by_weight[k] = m / sum_of_weights * std::log(x / m);
                break;
            case Aggregate::harmonic:
                result.by_value[k] = share * (m / x) * (m / x);
                result.by_weight[k] = m / sum_of_weights * (1.0 - m / x);
                break;
        }
    }
    return result;
}

}  // namespace maatstaf::score
