// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/targets.hpp"

#include <cmath>
#include <optional>

#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "score/interval.hpp"
#include "score/table_text.hpp"
#include "score/unit_pass.hpp"
#include "score/numbers.hpp"

namespace maatstaf {
namespace {

/// A target with the period in which it is due, when it has one.
struct FoundTarget {
    double value = detail::nan;
    std::optional<Period> due;
};

/// Of the targets of one area: the one of this period, else of the next later period, else the one of every period.
FoundTarget target_of_area(const Indicator& indicator, std::string_view area, const Period& period) {
    FoundTarget found;
    for (const auto& target : indicator.targets) {
        if (target.area != area || std::isnan(target.value)) continue;
        if (target.period.empty()) {
            if (!found.due && std::isnan(found.value)) found.value = target.value;
            continue;
        }
        const Period due = Period::parse(target.period);
        if (due < period || (found.due && *found.due <= due)) continue;
        found = {target.value, due};
    }
    return found;
}

FoundTarget target_of(const Indicator& indicator, const std::string& unit, const Period& period) {
    const FoundTarget own = target_of_area(indicator, unit, period);
    return std::isnan(own.value) ? target_of_area(indicator, {}, period) : own;
}

bool has_goal(const Indicator& indicator) {
    switch (indicator.goal) {
        case Goal::improve: return !indicator.targets.empty();
        case Goal::maintain: return !std::isnan(indicator.baseline) || !indicator.baseline_period.empty();
        case Goal::slow_decline: return !std::isnan(indicator.tolerated_decline);
        case Goal::stay_in_band: return !std::isnan(indicator.band_low) && !std::isnan(indicator.band_high);
    }
    return false;
}

class Holder {
public:
    Holder(const Indicator& indicator, const Panel& panel, const TargetOptions& options)
        : indicator_(indicator), panel_(panel), options_(options), scored_{.id = indicator.id} {
        if (!indicator.denominator.empty()) {
            scored_.denominator = indicator.denominator;
            scored_.factor = indicator.factor;
        }
        if (indicator.baseline_period.empty()) return;
        start_ = Period::parse(indicator.baseline_period);
        for (std::size_t p = 0; p < panel.periods().size(); ++p)
            if (panel.periods()[p] == *start_) baseline_ = detail::bind_input(panel, scored_, static_cast<std::int32_t>(p));
    }

    void run(std::vector<TargetRow>& rows) const {
        for (std::size_t p = 0; p < panel_.periods().size(); ++p) {
            const auto input = detail::bind_input(panel_, scored_, static_cast<std::int32_t>(p));
            if (!input.there) return;
            for (std::size_t u = 0; u < panel_.units().size(); ++u) rows.push_back(row(input, panel_.periods()[p], u));
        }
    }

private:
    double baseline(std::size_t unit) const {
        if (!std::isnan(indicator_.baseline)) return indicator_.baseline;
        return baseline_.there ? baseline_.value[unit] : detail::nan;
    }

    double periods_since_start(const Period& period) const {
        return start_ && start_->frequency() == period.frequency() ? period.since(*start_) : detail::nan;
    }

    TargetRow row(const detail::Input& input, const Period& period, std::size_t u) const {
        TargetRow row;
        row.unit = panel_.units()[u].id;
        row.period = period.text();
        row.indicator = indicator_.id;
        row.goal = indicator_.goal;
        row.status = input.status[u];
        row.baseline = baseline(u);
        const FoundTarget target = target_of(indicator_, row.unit, period);
        TargetQuestion question;
        question.goal = indicator_.goal;
        question.direction = indicator_.direction;
        question.baseline = row.baseline;
        question.target = target.value;
        question.band_low = indicator_.band_low;
        question.band_high = indicator_.band_high;
        question.tolerated_decline = indicator_.tolerated_decline;
        question.periods = periods_since_start(period);
        const double value = input.value[u];
        row.target = score::attainment_threshold(value, question);
        if (row.status != Status::observed) return row;

        const detail::Source source = detail::source_of(input, u);
        const double se = source.kind == detail::Source::Kind::unknown ? detail::nan : source.sd;
        row.estimate = detail::normal_estimate(value, se, options_.confidence);
        row.estimate.n = input.people(u);
        row.attainment = score::attainment(value, question);
        row.probability = score::probability_met(value, se, question);
        if (indicator_.goal == Goal::improve && target.due && target.due->frequency() == period.frequency())
            if (const int left = target.due->since(period); left > 0) row.pace_needed = (target.value - value) / left;
        if (std::isnan(se)) row.caveats.push_back({Message::target_without_margin, {}});
        if (std::isnan(row.attainment) && indicator_.goal != Goal::stay_in_band)
            row.caveats.push_back(
                {std::isnan(row.baseline) ? Message::target_without_baseline : Message::baseline_at_target, {}});
        return row;
    }

    const Indicator& indicator_;
    const Panel& panel_;
    const TargetOptions& options_;
    ScoreIndicator scored_;
    std::optional<Period> start_;
    detail::Input baseline_;
};

}  // namespace

TargetResult hold_against_targets(const Framework& framework, const Panel& panel, const TargetOptions& options) {
    detail::check_confidence(options.confidence);
    TargetResult result;
    result.restricted = panel.restricted();
    for (const auto& indicator : framework.data().indicators) {
        if (indicator.direction == Direction::context || !has_goal(indicator)) continue;
        Holder(indicator, panel, options).run(result.rows);
    }
    return result;
}

Table to_table(const TargetResult& result, Language language) {
    detail::Texts unit("unit"), period("period"), indicator("indicator"), goal("goal"), caveat("caveat");
    std::vector<double> value, se, low, high, n, baseline, target, attainment, probability, pace;
    std::vector<Status> status;
    for (const auto& row : result.rows) {
        unit.add(row.unit);
        period.add(row.period);
        indicator.add(row.indicator);
        goal.add(to_name(row.goal));
        caveat.add(detail::sentences(row.caveats, language));
        value.push_back(row.estimate.value);
        se.push_back(row.estimate.se);
        low.push_back(row.estimate.low);
        high.push_back(row.estimate.high);
        n.push_back(row.estimate.n);
        baseline.push_back(row.baseline);
        target.push_back(row.target);
        attainment.push_back(row.attainment);
        probability.push_back(row.probability);
        pace.push_back(row.pace_needed);
        status.push_back(row.status);
    }
    return Table({unit.column(), period.column(), indicator.column(), goal.column(),
                  Column::float64("value", value, status), Column::float64("se", se), Column::float64("low", low),
                  Column::float64("high", high), Column::float64("n", n), Column::float64("baseline", baseline),
                  Column::float64("target", target), Column::float64("attainment", attainment),
                  Column::float64("probability", probability), Column::float64("pace_needed", pace), caveat.column()},
                 result.restricted);
}

}  // namespace maatstaf
