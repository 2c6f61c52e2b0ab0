// SPDX-License-Identifier: Apache-2.0
#include "score/interval.hpp"

#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {

void check_confidence(double confidence) {
    if (!(confidence > 0.0 && confidence < 1.0))
        throw ArgumentError(Message::argument_out_of_range,
                            {{"argument", "confidence"}, {"range", "> 0, < 1"}, {"got", to_text(confidence)}});
}

Estimate normal_estimate(double value, double se, double confidence) {
    const double half = special::normal_quantile(0.5 + confidence / 2.0) * se;
    return {.value = value, .se = se, .low = value - half, .high = value + half};
}

}  // namespace maatstaf::detail
