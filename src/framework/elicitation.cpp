// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/framework/elicitation.hpp"

#include <cmath>
#include <cstddef>

#include "core/check.hpp"
#include "maatstaf/core/special.hpp"

namespace maatstaf {

Estimate core_share(std::span<const Elicitation> elicitations, std::string_view activity, std::string_view target,
                    std::string_view topic, const CoreShareOptions& options) {
    detail::need_confidence(options.confidence);
    std::size_t yes = 0;
    std::size_t no = 0;
    for (const auto& each : elicitations) {
        if (each.activity != activity || each.target != target || each.topic != topic) continue;
        if (each.answer == Answer::yes) ++yes;
        if (each.answer == Answer::no) ++no;
    }
    Estimate share;
    share.n = static_cast<double>(yes + no);
    if (yes + no == 0) return share;
    const double a = 1.0 + static_cast<double>(yes);
    const double b = 1.0 + static_cast<double>(no);
    const double tail = (1.0 - options.confidence) / 2.0;
    share.value = static_cast<double>(yes) / share.n;
    share.se = std::sqrt(a * b / (a + b + 1.0)) / (a + b);
    share.low = yes == 0 ? 0.0 : special::beta_quantile(tail, a, b);
    share.high = no == 0 ? 1.0 : special::beta_quantile(1.0 - tail, a, b);
    return share;
}

}  // namespace maatstaf
