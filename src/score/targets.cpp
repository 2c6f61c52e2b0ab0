// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/targets.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/score/counts.hpp"
#include "core/check.hpp"
#include "score/met.hpp"
#include "score/numbers.hpp"
#include "score/source_margin.hpp"
#include "score/table_text.hpp"

namespace maatstaf {
namespace {

/// Whether somebody began to say what the goal is, and left out the figure that it is held against.
bool goal_lacks_a_figure(const Indicator& indicator) {
    return indicator.goal != Goal::improve || !std::isnan(indicator.baseline) || !indicator.baseline_period.empty();
}

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
        : indicator_(indicator), panel_(panel), intervals_(options.confidence), scored_(detail::scored_as(indicator)),
          like_shares_(detail::look_like_shares(panel, indicator)), doubt_(detail::factor_doubt(panel, indicator)) {
        if (indicator.baseline_period.empty()) return;
        start_ = Period::parse(indicator.baseline_period);
        for (std::size_t p = 0; p < panel.periods().size(); ++p)
            if (panel.periods()[p] == *start_)
                baseline_ = detail::bind_input(panel, scored_, static_cast<std::int32_t>(p));
    }

    void run(std::vector<TargetRow>& rows) const {
        for (std::size_t p = 0; p < panel_.periods().size(); ++p) {
            const auto input = detail::bind_input(panel_, scored_, static_cast<std::int32_t>(p));
            if (!input.there) return;
            for (std::size_t u = 0; u < panel_.units().size(); ++u) rows.push_back(row(input, panel_.periods()[p], u));
        }
    }

private:
    /// Whether the panel says where this unit started, and not the framework.
    bool measured_baseline() const { return std::isnan(indicator_.baseline); }

    double baseline(std::size_t unit) const {
        if (!measured_baseline()) return indicator_.baseline;
        return baseline_.there ? baseline_.value[unit] : detail::nan;
    }

    bool from_baseline() const { return indicator_.goal == Goal::maintain || indicator_.goal == Goal::slow_decline; }

    /// A goal that looks back on the baseline has nothing to say of earlier periods, nor of the measurement that is the
    /// baseline itself.
    bool too_early(const Period& period) const {
        if (!start_ || !from_baseline()) return false;
        return period < *start_ || (period == *start_ && measured_baseline());
    }

    double periods_since_start(const Period& period) const {
        return start_ && start_->frequency() == period.frequency() ? period.since(*start_) : detail::nan;
    }

    double probability(double value, const detail::Source& source, const TargetQuestion& question,
                       std::size_t u) const {
        if (from_baseline() && measured_baseline()) {
            if (!baseline_.there) return detail::nan;
            const detail::Source start = detail::source_of(baseline_, u);
            if (start.kind == detail::Source::Kind::unknown || source.kind == detail::Source::Kind::unknown)
                return detail::nan;
            if (start.sd > 0.0) return score::probability_met(value, std::hypot(source.sd, start.sd), question);
        }
        return detail::probability_met(value, question, [&](double bound, double side) {
            return detail::probability_beyond(source, value, bound, side);
        });
    }

    /// Zero when the value meets the target already: nobody needs to go back.
    double pace_needed(double value, const FoundTarget& target, const Period& period) const {
        if (indicator_.goal != Goal::improve || std::isnan(value) || std::isnan(target.value)) return detail::nan;
        const double way = target.value - value;
        if (detail::sign(indicator_.direction) * way <= 0.0) return 0.0;
        if (!target.due || target.due->frequency() != period.frequency()) return detail::nan;
        const int left = target.due->since(period);
        return left > 0 ? way / left : detail::nan;
    }

    /// Why there is no probability, or no attainment: one reason each, the first that would have to be taken away.
    void explain(TargetRow& row, const TargetQuestion& question, bool has_margin) const {
        const auto say = [&](Message message, Parameters parameters = {}) {
            row.caveats.push_back({message, std::move(parameters)});
        };
        if (indicator_.goal == Goal::improve &&
            detail::sign(indicator_.direction) * (question.target - question.baseline) < 0.0)
            say(messages::target_behind_baseline, {{"target", to_text(question.target)},
                                                  {"baseline", to_text(question.baseline)},
                                                  {"direction", std::string(to_name(indicator_.direction))}});
        const bool neither_better = from_baseline() && indicator_.direction == Direction::target;
        if (std::isnan(row.probability) && !neither_better) {
            const bool asks_number = indicator_.goal == Goal::improve && indicator_.direction == Direction::target;
            if (asks_number && (std::isnan(question.band_low) || std::isnan(question.band_high)))
                say(messages::target_needs_band);
            else if (!has_margin) say(messages::target_without_margin);
        }
        if (!std::isnan(row.attainment) || indicator_.goal == Goal::stay_in_band) return;
        if (neither_better) say(messages::goal_needs_better_side, {{"goal", std::string(to_name(indicator_.goal))}});
        else if (indicator_.goal == Goal::improve && std::isnan(question.target)) say(messages::no_target_here);
        else if (std::isnan(question.baseline)) say(messages::target_without_baseline);
        else if (indicator_.goal == Goal::improve) say(messages::baseline_at_target);
        else if (indicator_.goal == Goal::slow_decline && std::isnan(question.periods))
            say(messages::periods_since_baseline_unknown);
        else say(messages::baseline_is_zero);
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
        const auto beyond_shares = [](double bound) { return bound > 1.0; };
        if (like_shares_ && (beyond_shares(question.target) || beyond_shares(indicator_.baseline) ||
                             beyond_shares(question.band_high)))
            row.caveats.push_back({messages::target_in_other_unit, {{"indicator", indicator_.id}}});
        else if (doubt_)
            row.caveats.push_back(*doubt_);

        const detail::Source source = detail::source_of(input, u);
        row.estimate = intervals_.estimate(source, value, detail::possible_values(input));
        row.estimate.n = input.people(u);
        if (too_early(period)) {
            row.caveats.push_back({messages::not_after_baseline, {}});
            return row;
        }
        row.attainment = score::attainment(value, question);
        row.probability = probability(value, source, question, u);
        row.pace_needed = pace_needed(value, target, period);
        bool has_margin = source.kind != detail::Source::Kind::unknown;
        if (from_baseline() && measured_baseline() && baseline_.there)
            has_margin = has_margin && detail::source_of(baseline_, u).kind != detail::Source::Kind::unknown;
        explain(row, question, has_margin);
        return row;
    }

    const Indicator& indicator_;
    const Panel& panel_;
    mutable detail::SourceIntervals intervals_;   ///< remembers small counts
    ScoreIndicator scored_;
    bool like_shares_ = false;
    std::optional<Caveat> doubt_{};
    std::optional<Period> start_;
    detail::Input baseline_;
};

/// Areas with a target of their own that the panel does not have.
std::vector<std::string> areas_of_no_unit(const Framework& framework, const Panel& panel) {
    std::vector<std::string> out;
    const auto is_unit = [&](const std::string& id) {
        return std::ranges::find(panel.units(), id, &Unit::id) != panel.units().end();
    };
    for (const auto& indicator : framework.data().indicators)
        for (const auto& target : indicator.targets)
            if (!target.area.empty() && !is_unit(target.area) &&
                std::ranges::find(out, target.area) == out.end())
                out.push_back(target.area);
    return out;
}

}  // namespace

TargetResult hold_against_targets(const Framework& framework, const Panel& panel, const TargetOptions& options) {
    detail::need_confidence(options.confidence);
    detail::need_valid(framework);
    const Panel counted = read_counts(framework, panel);
    TargetResult result;
    result.restricted = panel.restricted();
    std::vector<ScoreIndicator> wanted;
    std::vector<std::string> absent, open;
    for (const auto& indicator : framework.data().indicators) {
        if (indicator.direction == Direction::context) continue;
        if (!has_goal(indicator)) {
            if (goal_lacks_a_figure(indicator)) open.push_back(indicator.id);
            continue;
        }
        wanted.push_back(detail::scored_as(indicator));
        if (!counted.has_indicator(indicator.id)) absent.push_back(indicator.id);
        Holder(indicator, counted, options).run(result.rows);
    }
    detail::check_spelling(counted, framework, wanted);
    if (const auto nowhere = areas_of_no_unit(framework, panel); !nowhere.empty())
        result.caveats.push_back({messages::targets_of_no_unit, {{"areas", join(nowhere, ", ", 12)}}});
    if (!absent.empty())
        result.caveats.push_back({messages::targets_not_in_panel, {{"indicators", join(absent, ", ", 12)}}});
    if (!open.empty())
        result.caveats.push_back({messages::goals_without_figure, {{"indicators", join(open, ", ", 12)}}});
    return result;
}

Table to_table(const TargetResult& result, Language language) {
    detail::Texts unit("unit"), period("period"), indicator("indicator"), goal("goal"), caveat("caveat");
    for (const auto& row : result.rows) {
        unit.add(row.unit);
        period.add(row.period);
        indicator.add(row.indicator);
        goal.add(to_name(row.goal));
        caveat.add(detail::sentences(row.caveats, language));
    }
    const auto& rows = result.rows;
    const auto estimate = [&](const char* name, double Estimate::*part, std::vector<Status> status = {}) {
        return detail::numbers(
            name, rows, [part](const TargetRow& row) { return row.estimate.*part; }, std::move(status));
    };
    using Row = TargetRow;
    return Table({unit.column(), period.column(), indicator.column(), goal.column(),
                  estimate("value", &Estimate::value, detail::statuses(rows, &Row::status)),
                  estimate("se", &Estimate::se), estimate("low", &Estimate::low), estimate("high", &Estimate::high),
                  estimate("n", &Estimate::n), detail::numbers("baseline", rows, &Row::baseline),
                  detail::numbers("target", rows, &Row::target), detail::numbers("attainment", rows, &Row::attainment),
                  detail::numbers("probability", rows, &Row::probability),
                  detail::numbers("pace_needed", rows, &Row::pace_needed), caveat.column()},
                 result.restricted);
}

}  // namespace maatstaf
