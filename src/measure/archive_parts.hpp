// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/archive_io.hpp"
#include "maatstaf/core/table.hpp"
#include "maatstaf/measure/agreement.hpp"
#include "maatstaf/measure/assigned.hpp"
#include "maatstaf/measure/calibration.hpp"
#include "maatstaf/measure/claims.hpp"
#include "maatstaf/measure/derive.hpp"
#include "maatstaf/measure/funnel.hpp"
#include "maatstaf/measure/lead_times.hpp"
#include "maatstaf/measure/quality.hpp"
#include "maatstaf/measure/result.hpp"
#include "maatstaf/measure/spells.hpp"
#include "maatstaf/measure/survey.hpp"
#include "maatstaf/measure/survival.hpp"
#include "maatstaf/measure/youth.hpp"

// How results of this room that have no list of fields are archived: their members, in one list for both directions.
namespace maatstaf {

template <class Archive>
void serialize(Archive& archive, Table& table, unsigned int) {
    if constexpr (Archive::is_saving::value) {
        const Bytes bytes = to_archive(table);
        archive << static_cast<std::uint64_t>(bytes.size());
        archive.save_binary(bytes.data(), bytes.size());
    } else {
        const auto bytes = archive.template get<std::vector<std::uint8_t>>();
        table = from_archive<Table>(std::as_bytes(std::span(bytes)));
    }
}
template <class Archive>
void serialize(Archive& archive, MeasureColumn& each, unsigned int) {
    archive & each.name & each.values;
}
template <class Archive>
void serialize(Archive& archive, MeasureResult& result, unsigned int) {
    archive & result.keys & result.level & result.value & result.low & result.high & result.n & result.more;
    archive & result.method & result.methods & result.reason & result.caveats;
    archive & result.kind & result.per & result.numerator & result.denominator;
    if constexpr (Archive::is_loading::value) {
        const std::size_t rows = result.rows(), cells = rows * result.level.size();
        bool good = result.low.size() == cells && result.high.size() == cells && result.n.size() == rows &&
                    result.method.size() == rows && result.reason.size() == rows && result.kind.size() == rows &&
                    result.numerator.size() == rows && result.denominator.size() == rows && result.per > 0.0 &&
                    (result.keys.columns().empty() || result.keys.rows() == rows);
        for (const MeasureColumn& each : result.more) good = good && each.values.size() == rows;
        for (const std::int32_t each : result.method)
            good = good && each >= 0 && each < static_cast<std::int32_t>(result.methods.size());
        if (!good) archive.refuse_value();
    }
}
template <class Archive>
void serialize(Archive& archive, FunnelResult& result, unsigned int) {
    archive & result.options & result.points & result.target & result.phi & result.tau2 & result.dispersion &
        result.caveats;
}
template <class Archive>
void serialize(Archive& archive, AgreementResult& result, unsigned int) {
    archive & result.options & result.kappa & result.observed & result.by_chance & result.left_out & result.reason;
}
template <class Archive>
void serialize(Archive& archive, CalibrationResult& result, unsigned int) {
    archive & result.options & result.intercept & result.slope & result.brier & result.reliability &
        result.resolution & result.uncertainty & result.within & result.at_the_ends & result.left_out &
        result.reason & result.line_reason & result.bins;
}
template <class Archive>
void serialize(Archive& archive, RuleBreach& each, unsigned int) {
    archive & each.rule & each.unit & each.period & each.left & each.right;
}
template <class Archive>
void serialize(Archive& archive, RulesResult& result, unsigned int) {
    archive & result.rules & result.breaches & result.checked & result.not_checked & result.caveats;
    if constexpr (Archive::is_loading::value)
        for (const RuleBreach& each : result.breaches)
            if (each.rule < 0 || each.rule >= static_cast<std::int32_t>(result.rules.size())) archive.refuse_value();
}
template <class Archive>
void serialize(Archive& archive, Outlier& each, unsigned int) {
    archive & each.unit & each.indicator & each.period & each.value & each.score & each.middle;
}
template <class Archive>
void serialize(Archive& archive, OutliersResult& result, unsigned int) {
    archive & result.options & result.outliers & result.checked & result.not_checked & result.caveats;
}
/// Reasons go by their names, so that those of later versions can stand anywhere among them.
template <class Archive>
void serialize(Archive& archive, RowAccount& account, unsigned int) {
    archive & account.rows & account.dropped & account.changed;
    if constexpr (Archive::is_saving::value) {
        std::vector<std::pair<std::string, std::int64_t>> counts;
        for (const auto& each : enum_names(RowReason{}))
            if (account.count(each.value) != 0) counts.emplace_back(std::string(each.name), account.count(each.value));
        archive << counts;
    } else {
        account.by_reason = {};
        for (const auto& [name, count] : archive.template get<std::vector<std::pair<std::string, std::int64_t>>>())
            account.by_reason[static_cast<std::size_t>(from_name<RowReason>(name, "reason"))] = count;
    }
}
template <class Archive>
void serialize(Archive& archive, CareUse& each, unsigned int) {
    archive & each.level & each.item & each.year & each.persons & each.lines & each.days & each.cost & each.hours;
    archive & each.volume_days & each.cost_not_comparable & each.providers & each.endings & each.repeats &
        each.not_followed;
}
template <class Archive>
void serialize(Archive& archive, ActStacking& each, unsigned int) {
    archive & each.year & each.households & each.sets & each.set_cost & each.by_number & each.cost & each.top_share &
        each.gini & each.lorenz;
}
template <class Archive>
void serialize(Archive& archive, HouseholdCare& care, unsigned int) {
    archive & care.households & care.care_days & care.concurrent_days & care.double_days & care.double_pairs &
        care.double_households;
}
template <class Archive>
void serialize(Archive& archive, AtEighteen& at, unsigned int) {
    archive & at.persons & at.not_followed & at.after & at.none_after & at.cost_before & at.cost_after;
}
template <class Archive>
void serialize(Archive& archive, ClaimResult& result, unsigned int) {
    archive & result.options & result.account & result.items & result.use & result.stacking & result.household &
        result.eighteen & result.has_births & result.caveats;
    if constexpr (Archive::is_loading::value)
        for (const CareUse& each : result.use) {
            const auto& items = result.items[static_cast<std::size_t>(each.level)];
            if (each.item < 0 || static_cast<std::size_t>(each.item) >= items.size()) archive.refuse_value();
        }
}
template <class Archive>
void serialize(Archive& archive, SpellResult& result, unsigned int) {
    archive & result.options & result.assignments & result.starts & result.stops & result.caveats & result.spells;
}
template <class Archive>
void serialize(Archive& archive, SurveyItem& each, unsigned int) {
    archive & each.activity & each.item & each.period & each.area & each.asked & each.answers & each.top_box &
        each.response & each.least & each.most & each.least_low & each.most_high;
}
template <class Archive>
void serialize(Archive& archive, SurveyResult& result, unsigned int) {
    archive & result.options & result.account & result.items & result.caveats & result.stories & result.has_areas;
    if constexpr (Archive::is_loading::value)
        if (result.options.scale < 2 || result.options.scale > 11) archive.refuse_value();
}
template <class Archive>
void serialize(Archive& archive, LeadTime& each, unsigned int) {
    archive & each.item & each.year & each.step & each.n & each.completed & each.median & each.ninth_decile &
        each.term & each.within & each.within_count;
}
template <class Archive>
void serialize(Archive& archive, LeadTimeResult& result, unsigned int) {
    archive & result.options & result.times & result.left_out & result.caveats;
}
template <class Archive>
void serialize(Archive& archive, AssignedVolume& each, unsigned int) {
    archive & each.level & each.item & each.year & each.assignments & each.persons & each.hours & each.volume_days &
        each.not_comparable;
}
template <class Archive>
void serialize(Archive& archive, AssignedResult& result, unsigned int) {
    archive & result.options & result.account & result.items & result.volumes & result.caveats;
    if constexpr (Archive::is_loading::value)
        for (const AssignedVolume& each : result.volumes) {
            const auto& items = result.items[static_cast<std::size_t>(each.level)];
            if (each.item < 0 || static_cast<std::size_t>(each.item) >= items.size()) archive.refuse_value();
        }
}
template <class Archive>
void serialize(Archive& archive, YouthResult& result, unsigned int) {
    archive & result.options & result.spells & result.goals & result.changes & result.answers & result.attained &
        result.measures & result.caveats;
}
template <class Archive>
void serialize(Archive& archive, SurvivalCurve& curve, unsigned int) {
    archive & curve.time & curve.at_risk & curve.events & curve.censored & curve.survival & curve.se & curve.low &
        curve.high & curve.n & curve.left_out & curve.horizon & curve.restricted_mean & curve.quantiles & curve.within;
    if constexpr (Archive::is_loading::value)
        for (const auto* each : {&curve.at_risk, &curve.events, &curve.censored, &curve.survival, &curve.se,
                                 &curve.low, &curve.high})
            if (each->size() != curve.time.size()) archive.refuse_value();
}
template <class Archive>
void serialize(Archive& archive, SurvivalResult& result, unsigned int) {
    archive & result.options & result.curves & result.groups & result.caveats;
    if constexpr (Archive::is_loading::value) {
        bool good = result.groups.empty() || result.groups.size() == result.curves.size();
        for (const SurvivalCurve& each : result.curves)
            good = good && each.quantiles.size() == result.options.quantiles.size() &&
                   each.within.size() == result.options.terms.size();
        if (!good) archive.refuse_value();
    }
}
template <class Archive>
void serialize(Archive& archive, IncidenceCurve& curve, unsigned int) {
    archive & curve.cause & curve.time & curve.at_risk & curve.events & curve.incidence & curve.se & curve.low &
        curve.high & curve.lost_time & curve.within;
    if constexpr (Archive::is_loading::value)
        for (const auto* each :
             {&curve.at_risk, &curve.events, &curve.incidence, &curve.se, &curve.low, &curve.high})
            if (each->size() != curve.time.size()) archive.refuse_value();
}
template <class Archive>
void serialize(Archive& archive, CompetingResult& result, unsigned int) {
    archive & result.options & result.curves & result.group_of & result.groups & result.causes & result.left_out &
        result.caveats;
    if constexpr (Archive::is_loading::value) {
        bool good = result.group_of.size() == result.curves.size();
        for (const std::int32_t each : result.group_of)
            good = good && each >= 0 &&
                   (result.groups.empty() || each < static_cast<std::int32_t>(result.groups.size()));
        for (const IncidenceCurve& each : result.curves)
            good = good && each.cause >= 1 && each.within.size() == result.options.terms.size() &&
                   (result.causes.empty() || each.cause <= static_cast<std::int32_t>(result.causes.size()));
        if (!good) archive.refuse_value();
    }
}
template <class Archive>
void serialize(Archive& archive, TurnbullResult& result, unsigned int) {
    archive & result.options & result.from & result.to & result.mass & result.survival & result.n & result.left_out &
        result.iterations & result.converged & result.log_likelihood & result.within & result.caveats;
    if constexpr (Archive::is_loading::value)
        if (result.to.size() != result.from.size() || result.mass.size() != result.from.size() ||
            result.survival.size() != result.from.size() || result.within.size() != result.options.terms.size())
            archive.refuse_value();
}

}  // namespace maatstaf
