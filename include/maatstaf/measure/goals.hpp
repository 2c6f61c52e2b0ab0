// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/message.hpp"

namespace maatstaf {

/// Goal Attainment Scaling (Kiresuk and Sherman 1968): one score for the personal goals of a client or household.
///     T = 50 + 10 sum w x / sqrt((1 - rho) sum w^2 + rho (sum w)^2)
/// `attained` is -2 (much less than expected) to 2 (much more), 0 is as expected; NaN (not scored) leaves the goal
/// out. `weights` are above 0; empty: equal. `rho` is the mean correlation between goals, 0.3 by convention, 0 <= rho
/// < 1. NaN without any scored goal. Throws ArgumentError for values outside these ranges.
double gas_t(std::span<const double> attained, std::span<const double> weights = {}, double rho = 0.3);

/// The four classes of Jacobson and Truax (1991).
enum class ChangeClass : std::uint8_t { recovered, improved, unchanged, deteriorated };
constexpr auto enum_names(ChangeClass) {
    using enum ChangeClass;
    return std::array{EnumName<ChangeClass>{recovered, "recovered"}, EnumName<ChangeClass>{improved, "improved"},
                      EnumName<ChangeClass>{unchanged, "unchanged"},
                      EnumName<ChangeClass>{deteriorated, "deteriorated"}};
}

struct ReliableChangeOptions {
    double sd = std::numeric_limits<double>::quiet_NaN();           ///< of the instrument before help; needed
    double reliability = std::numeric_limits<double>::quiet_NaN();  ///< of the instrument, 0 <= r < 1; needed
    double cutoff = std::numeric_limits<double>::quiet_NaN();  ///< between problem and no problem; NaN: not known
    bool lower_is_better = true;  ///< a score of problems; false for a score of wellbeing
    double critical = 1.96;       ///< from which a change is more than measurement error
    static constexpr auto fields() {
        using O = ReliableChangeOptions;
        return std::tuple{field("sd", &O::sd, "standard deviation of the instrument before help; needed"),
                          field("reliability", &O::reliability, "of the instrument, from 0 to below 1; needed"),
                          field("cutoff", &O::cutoff, "between problem and no problem; None: not known"),
                          field("lower_is_better", &O::lower_is_better, "a score of problems"),
                          field("critical", &O::critical, "from which a change is more than error")};
    }
};

struct ReliableChange {
    double index = 0.0;  ///< (after - before) / (sd sqrt(2 (1 - r))), above 0 for the better
    ChangeClass outcome = ChangeClass::unchanged;
};

/// Whether somebody changed by more than the instrument errs. `recovered` is a reliable improvement across the cutoff;
/// without a cutoff nobody is. Throws ArgumentError for options outside their range and scores that are not finite.
ReliableChange reliable_change(double before, double after, const ReliableChangeOptions& options);

/// The item by which participants say whether an activity brought what it is for: "Door de taalcursus spreek ik beter
/// Nederlands." `result` is written from the mouth of the participant, beginning with the verb in Dutch ("spreek ik
/// beter Nederlands") and with "I" in English. Blanks and full stops around either do not count. Throws ArgumentError
/// (goal_item_empty) when nothing is left.
std::string goal_item(std::string_view activity, std::string_view result, Language language);

}  // namespace maatstaf
