// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/side_links.hpp"

#include <algorithm>
#include <cmath>

#include "maatstaf/core/messages/score.hpp"
#include "maatstaf/core/special.hpp"
#include "maatstaf/score/counts.hpp"
#include "core/check.hpp"
#include "score/normalise_fit.hpp"
#include "score/numbers.hpp"
#include "score/source_margin.hpp"
#include "score/table_text.hpp"

namespace maatstaf {
namespace {

void check(const SideLinkOptions& options) {
    const auto need = [](bool good, std::string_view argument, std::string_view range, double got) {
        if (!good) throw detail::out_of_range(argument, range, got);
    };
    need(options.smallest_change >= 0.0 && std::isfinite(options.smallest_change), "smallest_change", ">= 0",
         options.smallest_change);
    need(options.side_above > 0.0 && options.side_above < 1.0, "side_above", "> 0, < 1", options.side_above);
    need(options.core_below > 0.0 && options.core_below < 1.0, "core_below", "> 0, < 1", options.core_below);
}

/// How one indicator moved in one unit; NaN where that is unknown.
struct Movement {
    double change = detail::nan, se = detail::nan, probability = detail::nan;
    Status status = Status::observed;
    bool without_target = false, near_target = false;
};

/// The indicator of one link in both periods.
class LinkChange {
public:
    LinkChange(const Framework& framework, const Panel& panel, const std::string& id, std::int32_t earlier,
               std::int32_t later)
        : indicator_(framework.indicator(id)), panel_(panel) {
        const ScoreIndicator scored = detail::scored_as(indicator_);
        before_ = detail::bind_input(panel, scored, earlier);
        after_ = detail::bind_input(panel, scored, later);
    }

    bool context() const { return indicator_.direction == Direction::context; }

    std::vector<Movement> movements(double smallest) const {
        std::vector<Movement> all(panel_.units().size());
        for (std::size_t unit = 0; unit < all.size(); ++unit) all[unit] = in(unit, smallest);
        return all;
    }

private:
    Movement in(std::size_t unit, double smallest) const {
        Movement movement;
        // The panel may have the indicator without its denominator.
        movement.status = before_.there ? std::max(before_.status[unit], after_.status[unit]) : Status::absent;
        if (movement.status != Status::observed) return movement;
        double target = detail::nan;
        if (indicator_.direction == Direction::target) {
            target = detail::standing_target(indicator_, panel_.units()[unit].id);
            if (std::isnan(target)) target = detail::standing_target(indicator_, {});
            movement.without_target = std::isnan(target);
        }
        const double from = before_.value[unit], to = after_.value[unit];
        movement.change = detail::directed(indicator_.direction, target, to) -
                          detail::directed(indicator_.direction, target, from);
        const auto before = detail::source_of(before_, unit), after = detail::source_of(after_, unit);
        if (std::isnan(movement.change) || before.kind == detail::Source::Kind::unknown ||
            after.kind == detail::Source::Kind::unknown)
            return movement;
        static const double reach = special::normal_quantile(0.975);
        movement.near_target =
            std::fabs(from - target) < reach * before.sd || std::fabs(to - target) < reach * after.sd;
        if (movement.near_target) return movement;
        movement.se = std::hypot(before.sd, after.sd);
        const double beyond = movement.change - smallest;
        movement.probability =
            movement.se > 0.0 ? special::normal_cdf(beyond / movement.se) : (beyond > 0.0 ? 1.0 : 0.0);
        return movement;
    }

    const Indicator& indicator_;
    const Panel& panel_;
    detail::Input before_, after_;
};

/// The links of one activity.
class ActivityCheck {
public:
    ActivityCheck(const Framework& framework, const Panel& panel, const SideLinkOptions& options,
                  SideLinkResult& result)
        : framework_(framework), panel_(panel), options_(options), result_(result),
          from_(panel.period(result.earlier)), to_(panel.period(result.later)) {}

    void run(const Activity& activity) {
        if (activity.links.empty()) return;
        const ActivityLink* core = nullptr;
        std::vector<const ActivityLink*> sides;
        for (const auto& link : activity.links) {
            if (link.kind == LinkKind::core && !link.target.empty()) core = &link;
            if (link.kind == LinkKind::side && measured(link)) sides.push_back(&link);
        }
        if (core == nullptr || !measured(*core)) return ask(messages::core_link_not_measured, activity);
        const LinkChange core_change(framework_, panel_, core->indicator, from_, to_);
        if (core_change.context()) return ask(messages::link_of_context, activity, core->indicator);
        const auto core_moved = core_change.movements(options_.smallest_change);
        explain(activity, core->indicator, core_moved);
        bool any_side = false, observed = false, known = false;
        for (const ActivityLink* side : sides) {
            const LinkChange side_change(framework_, panel_, side->indicator, from_, to_);
            if (side_change.context()) {
                ask(messages::link_of_context, activity, side->indicator);
                continue;
            }
            any_side = true;
            const auto side_moved = side_change.movements(options_.smallest_change);
            explain(activity, side->indicator, side_moved);
            for (std::size_t u = 0; u < side_moved.size(); ++u) {
                const Movement &c = core_moved[u], &s = side_moved[u];
                observed = observed || (c.status == Status::observed && s.status == Status::observed);
                // What has its own explanation is not explained twice.
                known = known || c.near_target || s.near_target || c.without_target || s.without_target ||
                        (!std::isnan(c.probability) && !std::isnan(s.probability));
                add_row(activity, core->indicator, side->indicator, u, c, s);
            }
        }
        if (any_side && !observed) ask(messages::link_not_observed, activity);
        else if (any_side && !known) ask(messages::links_without_margin, activity);
    }

private:
    bool measured(const ActivityLink& link) const {
        return !link.indicator.empty() && framework_.has(link.indicator) && panel_.has_indicator(link.indicator);
    }

    void ask(Message message, const Activity& activity, const std::string& indicator = {}) {
        Parameters parameters{{"activity", activity.id}};
        if (!indicator.empty()) parameters.emplace_back("indicator", indicator);
        result_.questions.push_back({message, std::move(parameters)});
    }

    void explain(const Activity& activity, const std::string& indicator, const std::vector<Movement>& moved) {
        const auto say = [&](Message message, std::ptrdiff_t count) {
            if (count > 0)
                result_.questions.push_back({message, {{"activity", activity.id},
                                                       {"indicator", indicator},
                                                       {"count", std::to_string(count)},
                                                       {"total", std::to_string(moved.size())}}});
        };
        say(messages::link_without_target, std::ranges::count(moved, true, &Movement::without_target));
        say(messages::link_near_target, std::ranges::count(moved, true, &Movement::near_target));
    }

    void add_row(const Activity& activity, const std::string& core, const std::string& side, std::size_t u,
                 const Movement& c, const Movement& s) {
        SideLinkRow row{panel_.units()[u].id, activity.id, core, side, c.change, c.se, c.probability,
                        s.change, s.se, s.probability, c.status, s.status, false};
        row.ask = s.probability > options_.side_above && c.probability < options_.core_below;
        if (row.ask)
            result_.questions.push_back(
                {messages::side_moved_core_did_not,
                 {{"activity", activity.id}, {"unit", row.unit}, {"side", side}, {"core", core}}});
        result_.rows.push_back(std::move(row));
    }

    const Framework& framework_;
    const Panel& panel_;
    const SideLinkOptions& options_;
    SideLinkResult& result_;
    std::int32_t from_, to_;
};

}  // namespace

SideLinkResult check_side_links(const Framework& framework, const Panel& panel, const Period& earlier,
                                const Period& later, const SideLinkOptions& options) {
    check(options);
    SideLinkResult result{earlier, later, {}, {}, panel.restricted()};
    const Panel counted = read_counts(framework, panel);
    ActivityCheck each(framework, counted, options, result);
    for (const auto& activity : framework.data().activities) each.run(activity);
    return result;
}

Table to_table(const SideLinkResult& result) {
    detail::Texts unit("unit"), activity("activity"), core("core_indicator"), side("side_indicator");
    std::vector<std::uint8_t> ask;
    for (const auto& row : result.rows) {
        unit.add(row.unit);
        activity.add(row.activity);
        core.add(row.core_indicator);
        side.add(row.side_indicator);
        ask.push_back(row.ask ? 1 : 0);
    }
    const auto& rows = result.rows;
    using Row = SideLinkRow;
    return Table({unit.column(), activity.column(), core.column(),
                  detail::numbers("core_change", rows, &Row::core_change, detail::statuses(rows, &Row::core_status)),
                  detail::numbers("core_se", rows, &Row::core_se),
                  detail::numbers("core_probability", rows, &Row::core_probability), side.column(),
                  detail::numbers("side_change", rows, &Row::side_change, detail::statuses(rows, &Row::side_status)),
                  detail::numbers("side_se", rows, &Row::side_se),
                  detail::numbers("side_probability", rows, &Row::side_probability), Column::boolean("ask", ask)},
                 result.restricted);
}

}  // namespace maatstaf
