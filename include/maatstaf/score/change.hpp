// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/period.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/score/result.hpp"

namespace maatstaf {

/// Change of one item of one unit between two periods.
struct ChangeRow {
    std::string unit{}, item{};
    View view = View::results;
    /// Why `change` is empty; of two reasons the later one in the order absent, suppressed, not_applicable.
    Status status = Status::observed;
    Status from_status = Status::observed, to_status = Status::observed;
    double from = Estimate{}.value;               ///< score in the earlier period
    double to = Estimate{}.value;                 ///< score in the later period
    Estimate change{};                            ///< to - from; se = sqrt(se_from^2 + se_to^2); ends: `score_change`
    double reference = Estimate{}.value;          ///< change of the reference unit, when one was named
    /// Change minus that of the reference unit, as if the two were independent: a country that holds the unit makes the
    /// true margin a little smaller. The reference unit itself has no interval.
    double against_reference = Estimate{}.value;
    double against_se = Estimate{}.value, against_low = Estimate{}.value, against_high = Estimate{}.value;
    std::vector<Caveat> caveats{};
    static constexpr auto fields() {
        using C = ChangeRow;
        return std::tuple{field("unit", &C::unit, "id of the unit"),
                          field("item", &C::item, "id of the item"),
                          field("view", &C::view, "results or contributions"),
                          field("status", &C::status, "why the change is empty"),
                          field("from_status", &C::from_status, "the same of the earlier score"),
                          field("to_status", &C::to_status, "the same of the later score"),
                          field("from", &C::from, "score in the earlier period"),
                          field("to", &C::to, "score in the later period"),
                          field("change", &C::change, "later minus earlier, with its margin"),
                          field("reference", &C::reference, "change of the reference unit"),
                          field("against_reference", &C::against_reference, "change minus that of the reference unit"),
                          field("against_se", &C::against_se, "its standard error"),
                          field("against_low", &C::against_low, "lower end of its interval"),
                          field("against_high", &C::against_high, "upper end of its interval"),
                          field("caveats", &C::caveats, "what a reader must know")};
    }
};

struct ChangeOptions {
    double confidence = 0.95;
    std::string reference_unit{}; ///< id of a unit in the result (the country, for example); empty: none
    static constexpr auto fields() {
        return std::tuple{
            field("confidence", &ChangeOptions::confidence, "of the interval of the change"),
            field("reference_unit", &ChangeOptions::reference_unit, "unit whose change is the background")};
    }
};

struct ChangeResult {
    Period earlier{}, later{};
    std::vector<ChangeRow> rows{};  ///< in the order of units, then items
    std::vector<Caveat> caveats{};
    bool restricted = false;
    static constexpr auto fields() {
        using C = ChangeResult;
        return std::tuple{field("earlier", &C::earlier, "period to compare with"),
                          field("later", &C::later, "period that is compared"),
                          field("rows", &C::rows, "one per unit and item"),
                          field("caveats", &C::caveats, "what holds for all of it"),
                          field("restricted", &C::restricted, "record-level data or small counts")};
    }
};

/// Difference between two periods of a result made with one frozen model. The two measurements are taken as independent
/// (a caveat says so): people who took part in both make the true margin of a change smaller or larger than this one.
/// Scores whose coverage differs between the periods get a caveat, because part of the change is then a change of what
/// was measured.
///
/// The interval is made of those of both scores, so that of two shares has a longer side where theirs have one:
///     low = change - sqrt((to - its low end)^2 + (high end of from - from)^2), high likewise.
/// With normal margins that is change +- z se. A `confidence` other than that of the result multiplies the distances to
/// the ends by the ratio of normal quantiles; score with that confidence when counts are small.
///
/// Zou & Donner (2008), Statistics in Medicine 27; with Jeffreys' intervals for shares and rates: Laud (2017),
/// Pharmaceutical Statistics 16.
ChangeResult score_change(const ScoreResult& result, const Period& earlier, const Period& later,
                          const ChangeOptions& options = {});

/// unit, item, view, from, to, change, se, low, high, reference, against_reference, against_se, against_low,
/// against_high, caveat.
Table to_table(const ChangeResult& result, Language language = Language::english);

/// Archives as of every other type: checked when read back.
template <>
Bytes to_archive(const ChangeResult& result);
template <>
ChangeResult from_archive(std::span<const std::byte> bytes);

}  // namespace maatstaf
