// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/goals.hpp"

#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/messages/records.hpp"

namespace maatstaf {
namespace {

ArgumentError bad_score(std::size_t goal, const char* argument, double got, const char* range) {
    return {messages::goal_score, {{"goal", std::to_string(goal + 1)},
                                   {"argument", argument},
                                   {"got", to_text(got)},
                                   {"range", range}}};
}

}  // namespace

double gas_t(std::span<const double> attained, std::span<const double> weights, double rho) {
    if (!weights.empty() && weights.size() != attained.size())
        throw ArgumentError(messages::wrong_length, {{"argument", "weights"},
                                                     {"got", std::to_string(weights.size())},
                                                     {"expected", std::to_string(attained.size())}});
    if (!(rho >= 0.0 && rho < 1.0)) throw detail::out_of_range("rho", ">= 0, < 1", rho);
    double sum = 0.0;
    double weight_sum = 0.0;
    double square_sum = 0.0;
    for (std::size_t goal = 0; goal < attained.size(); ++goal) {
        const double x = attained[goal];
        const double weight = weights.empty() ? 1.0 : weights[goal];
        if (!(weight > 0.0) || std::isinf(weight)) throw bad_score(goal, "weights", weight, "> 0");
        if (std::isnan(x)) continue;
        if (x < -2.0 || x > 2.0) throw bad_score(goal, "attained", x, "-2 .. 2");
        sum += weight * x;
        weight_sum += weight;
        square_sum += weight * weight;
    }
    if (weight_sum == 0.0) return std::nan("");
    return 50.0 + 10.0 * sum / std::sqrt((1.0 - rho) * square_sum + rho * weight_sum * weight_sum);
}

ReliableChange reliable_change(double before, double after, const ReliableChangeOptions& options) {
    if (std::isnan(options.sd) || std::isnan(options.reliability))
        throw ArgumentError(messages::youth_needs_instrument);
    if (!(options.sd > 0.0) || std::isinf(options.sd)) throw detail::out_of_range("sd", "> 0", options.sd);
    if (!(options.reliability >= 0.0 && options.reliability < 1.0))
        throw detail::out_of_range("reliability", ">= 0, < 1", options.reliability);
    if (!(options.critical > 0.0) || std::isinf(options.critical))
        throw detail::out_of_range("critical", "> 0", options.critical);
    if (!std::isfinite(before)) throw detail::out_of_range("before", "finite", before);
    if (!std::isfinite(after)) throw detail::out_of_range("after", "finite", after);
    const double sign = options.lower_is_better ? -1.0 : 1.0;
    ReliableChange made{};
    made.index = sign * (after - before) / (options.sd * std::sqrt(2.0 * (1.0 - options.reliability)));
    if (made.index <= -options.critical) {
        made.outcome = ChangeClass::deteriorated;
    } else if (made.index >= options.critical) {
        // Comparisons with an unknown cutoff are false.
        const bool was_outside = sign * (before - options.cutoff) < 0.0;
        const bool is_inside = sign * (after - options.cutoff) >= 0.0;
        made.outcome = was_outside && is_inside ? ChangeClass::recovered : ChangeClass::improved;
    }
    return made;
}

std::string goal_item(std::string_view activity, std::string_view result, Language language) {
    const auto part = [](const char* argument, std::string_view text) {
        constexpr std::string_view blanks = " \t\n\r";
        while (!text.empty() && blanks.find(text.front()) != blanks.npos) text.remove_prefix(1);
        while (!text.empty() && (text.back() == '.' || blanks.find(text.back()) != blanks.npos)) text.remove_suffix(1);
        if (text.empty()) throw ArgumentError(messages::goal_item_empty, {{"argument", argument}});
        return std::string(text);
    };
    return render(messages::goal_item, {{"activity", part("activity", activity)}, {"result", part("result", result)}},
                  language);
}

}  // namespace maatstaf
