// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "maatstaf/core/scale.hpp"
#include "maatstaf/measure/result.hpp"
#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

/// An indicator made of others. In its expression stand numbers, + - * / and brackets, ids of indicators (between back
/// quotes where they hold more than letters, digits, points and underscores), and
///     previous(x)       x one period earlier            annualised(x)    x times the periods in a year
///     change(x)         x minus previous(x)             year_to_date(x)  x summed over the periods of the year so far
/// So `1000 * started / youths`, `100 * change(started) / previous(started)`, `annualised(started)`.
struct DerivedIndicator {
    std::string id{};
    std::string expression{};
    Scale scale = Scale::mean;
    std::string unit{};
    static constexpr auto fields() {
        using D = DerivedIndicator;
        return std::tuple{field("id", &D::id, "of the new indicator"),
                          field("expression", &D::expression, "what it is made of"),
                          field("scale", &D::scale, "proportion, rate, mean, count or amount"),
                          field("unit", &D::unit, "unit as people write it")};
    }
};

struct DeriveOptions {
    bool poisson_counts = false;  ///< an indicator of scale count without standard errors varies as its own root
    static constexpr auto fields() {
        return std::tuple{field("poisson_counts", &DeriveOptions::poisson_counts,
                                "counts without standard errors vary as their root")};
    }
};

/// Which side of a rule must be what of the other.
enum class RuleOperator : std::uint8_t { equal, not_equal, less, at_most, more, at_least };
constexpr auto enum_names(RuleOperator) {
    using enum RuleOperator;
    return std::array{EnumName<RuleOperator>{equal, "=="}, EnumName<RuleOperator>{not_equal, "!="},
                      EnumName<RuleOperator>{less, "<"},   EnumName<RuleOperator>{at_most, "<="},
                      EnumName<RuleOperator>{more, ">"},   EnumName<RuleOperator>{at_least, ">="}};
}

/// What must hold in every unit and period: two expressions and how they compare.
struct PanelRule {
    std::string left{};
    RuleOperator op = RuleOperator::equal;
    std::string right{};
    double tolerance = 0.0;  ///< a difference up to this is none
    static constexpr auto fields() {
        using R = PanelRule;
        return std::tuple{field("left", &R::left, "an expression"), field("op", &R::op, "how the two must compare"),
                          field("right", &R::right, "an expression"),
                          field("tolerance", &R::tolerance, "a difference up to this is none")};
    }
};

struct RuleBreach {
    std::int32_t rule = 0;  ///< position in the list of rules
    std::string unit{};
    Period period{};
    double left = 0.0, right = 0.0;
};

struct RulesResult {
    std::vector<PanelRule> rules{};
    std::vector<RuleBreach> breaches{};
    std::vector<std::int64_t> checked{};      ///< per rule: cells where both sides are known
    std::vector<std::int64_t> not_checked{};  ///< and where not
    std::vector<Caveat> caveats{};
    /// rule, left_expression, op, right_expression, unit, period, left, right: a row per breach.
    Table table() const;
};

namespace measure {

/// The panel with further indicators, in every period. Standard errors go along to first order, with what stands in an
/// expression twice counted as one and different indicators (and periods) as independent. A cell without one has that
/// of its counts (Jeffreys), where its scale is a proportion, rate or count; where neither is known, the result has
/// none. `n` is the smallest behind it. An empty cell makes an empty cell, for the first reason met; a
/// division by zero is not_applicable. Later ones may use earlier ones. Throws ArgumentError on an unknown indicator
/// (with the nearest) or an expression that cannot be read (with the place), DataError on an id that exists already.
Panel derive(const Panel& panel, std::span<const DerivedIndicator> indicators, const DeriveOptions& options = {});

/// Where rules do not hold, in every unit and period. What cannot be checked is counted, not passed.
RulesResult check_rules(const Panel& panel, std::span<const PanelRule> rules);

}  // namespace measure
}  // namespace maatstaf
