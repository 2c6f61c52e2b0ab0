// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/message.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/measure/spells.hpp"
#include "maatstaf/panel/panel.hpp"

namespace maatstaf {

/// A step of the chain from a request to the end of help.
enum class LeadStep : std::uint8_t {
    deciding,  ///< from the request to the decision
    waiting,   ///< from the decision (from the request where no decision is known) to the start of help
    reaching,  ///< from the request to the start of help: both together
    helping,   ///< from the start to the end of help, both days counted
};
constexpr auto enum_names(LeadStep) {
    using enum LeadStep;
    return std::array{EnumName<LeadStep>{deciding, "deciding"}, EnumName<LeadStep>{waiting, "waiting"},
                      EnumName<LeadStep>{reaching, "reaching"}, EnumName<LeadStep>{helping, "helping"}};
}

/// The days that a step may take by law or agreement.
struct LeadTerm {
    std::string step{};
    double days = std::numeric_limits<double>::quiet_NaN();
    static constexpr auto fields() {
        return std::tuple{field("step", &LeadTerm::step, "deciding, waiting, reaching or helping"),
                          field("days", &LeadTerm::days, "days that it may take; 0 or more")};
    }
};

/// What spells are told apart by.
enum class LeadGroup : std::uint8_t { all, area, provider, product };
constexpr auto enum_names(LeadGroup) {
    using enum LeadGroup;
    return std::array{EnumName<LeadGroup>{all, "all"}, EnumName<LeadGroup>{area, "area"},
                      EnumName<LeadGroup>{provider, "provider"}, EnumName<LeadGroup>{product, "product"}};
}

struct LeadTimeOptions {
    LeadGroup by = LeadGroup::all;
    bool by_year = true;            ///< by the year in which a step begins; otherwise all years together
    std::vector<LeadTerm> terms{};  ///< legal or agreed terms; no law is assumed
    double confidence = 0.95;
    static constexpr auto fields() {
        using O = LeadTimeOptions;
        return std::tuple{field("by", &O::by, "what spells are told apart by"),
                          field("by_year", &O::by_year, "by the year in which a step begins"),
                          field("terms", &O::terms, "days that a step may take, by step"),
                          field("confidence", &O::confidence, "of the intervals, between 0 and 1")};
    }
};

/// How long one step takes in one group. Who has not reached its end counts for as long as they wait.
struct LeadTime {
    std::string item{};     ///< area, provider or product; empty when all are together
    int year = 0;           ///< in which the step began; 0: all years together
    LeadStep step = LeadStep::deciding;
    double n = 0.0;         ///< spells
    double completed = 0.0; ///< of those, with the step behind them
    Estimate median{};      ///< days; infinite where half has not completed it within the data
    Estimate ninth_decile{};  ///< days within which 9 in 10 have completed it
    double term = std::numeric_limits<double>::quiet_NaN();
    Estimate within{};      ///< part that completed it within the term
    double within_count = std::numeric_limits<double>::quiet_NaN();  ///< of `n`; NaN: not all were followed that long
};

struct LeadTimeResult {
    LeadTimeOptions options{};
    std::vector<LeadTime> times{};  ///< by step, item (in the order of first appearance) and year
    double left_out = 0.0;          ///< steps without a beginning, or of which dates are not in order
    std::vector<Caveat> caveats{};
    /// step, item, year, n, completed, median with limits, ninth_decile with limits, term, within with limits.
    /// Restricted.
    Table table() const;
    /// Items by year: `waiting_median` (days) and, with a term, `waiting_within` (a proportion with its counts where
    /// all were followed for the term), and so on for each step. Restricted. Throws ArgumentError when all items or all
    /// years are together.
    Panel panel(UnitKind kind = UnitKind::organisation) const;
};

/// Times of every step by the method of `kaplan_meier`. A second spell under one assignment does not wait again. Spells
/// without an area, provider or product count in none, and a caveat says how many. Throws ArgumentError when the
/// records have no column for `by` and for a term that is not a number of days.
LeadTimeResult lead_times(const SpellResult& spells, const LeadTimeOptions& options = {});

}  // namespace maatstaf
