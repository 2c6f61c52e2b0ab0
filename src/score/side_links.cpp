// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/side_links.hpp"

#include <cmath>

#include "maatstaf/core/special.hpp"
#include "maatstaf/core/text.hpp"
#include "score/normalise_fit.hpp"
#include "score/table_text.hpp"
#include "score/unit_pass.hpp"
#include "score/numbers.hpp"

namespace maatstaf {
namespace {

void check(const SideLinkOptions& options) {
    const auto need = [](bool good, std::string_view argument, std::string_view range, double got) {
        if (!good)
            throw ArgumentError(Message::argument_out_of_range, {{"argument", std::string(argument)},
                                                                 {"range", std::string(range)},
                                                                 {"got", to_text(got)}});
    };
    need(options.smallest_change >= 0.0 && std::isfinite(options.smallest_change), "smallest_change", ">= 0",
         options.smallest_change);
    need(options.side_above > 0.0 && options.side_above < 1.0, "side_above", "> 0, < 1", options.side_above);
    need(options.core_below > 0.0 && options.core_below < 1.0, "core_below", "> 0, < 1", options.core_below);
}

struct Movement {
    double change = detail::nan, se = detail::nan, probability = detail::nan;
};

/// The indicator of one link in both periods.
class LinkChange {
public:
    LinkChange(const Framework& framework, const Panel& panel, const std::string& id, std::int32_t earlier,
               std::int32_t later)
        : indicator_(framework.indicator(id)) {
        ScoreIndicator scored{.id = id};
        if (!indicator_.denominator.empty()) {
            scored.denominator = indicator_.denominator;
            scored.factor = indicator_.factor;
        }
        before_ = detail::bind_input(panel, scored, earlier);
        after_ = detail::bind_input(panel, scored, later);
        for (const auto& target : indicator_.targets)
            if (target.area.empty() && target.period.empty()) target_ = target.value;
    }

    bool there() const { return before_.there && indicator_.direction != Direction::context; }

    Movement in(std::size_t unit, double smallest) const {
        Movement movement;
        const auto turned = [&](double x) { return detail::directed(indicator_.direction, target_, x); };
        movement.change = turned(after_.value[unit]) - turned(before_.value[unit]);
        const auto before = detail::source_of(before_, unit), after = detail::source_of(after_, unit);
        if (std::isnan(movement.change) || before.kind == detail::Source::Kind::unknown ||
            after.kind == detail::Source::Kind::unknown)
            return movement;
        movement.se = std::hypot(before.sd, after.sd);
        const double beyond = movement.change - smallest;
        movement.probability =
            movement.se > 0.0 ? special::normal_cdf(beyond / movement.se) : (beyond > 0.0 ? 1.0 : 0.0);
        return movement;
    }

private:
    const Indicator& indicator_;
    detail::Input before_, after_;
    double target_ = detail::nan;
};

}  // namespace

SideLinkResult check_side_links(const Framework& framework, const Panel& panel, const Period& earlier, const Period& later,
                                const SideLinkOptions& options) {
    check(options);
    const std::int32_t from = panel.period(earlier), to = panel.period(later);
    SideLinkResult result{earlier, later, {}, {}, panel.restricted()};
    const auto measured = [&](const ActivityLink& link) {
        return !link.indicator.empty() && framework.has(link.indicator) && panel.has_indicator(link.indicator);
    };
    for (const auto& activity : framework.data().activities) {
        const ActivityLink* core = nullptr;
        std::vector<const ActivityLink*> sides;
        for (const auto& link : activity.links) {
            if (link.kind == LinkKind::core && !link.target.empty()) core = &link;
            if (link.kind == LinkKind::side && measured(link)) sides.push_back(&link);
        }
        if (activity.links.empty()) continue;
        if (core == nullptr || !measured(*core)) {
            result.questions.push_back({Message::core_link_not_measured, {{"activity", activity.id}}});
            continue;
        }
        const LinkChange core_change(framework, panel, core->indicator, from, to);
        if (!core_change.there()) continue;
        bool anything_known = sides.empty();
        for (const ActivityLink* side : sides) {
            const LinkChange side_change(framework, panel, side->indicator, from, to);
            if (!side_change.there()) continue;
            for (std::size_t u = 0; u < panel.units().size(); ++u) {
                const Movement c = core_change.in(u, options.smallest_change);
                const Movement s = side_change.in(u, options.smallest_change);
                SideLinkRow row{panel.units()[u].id, activity.id, core->indicator, side->indicator,
                                c.change, c.se, c.probability, s.change, s.se, s.probability, false};
                row.ask = s.probability > options.side_above && c.probability < options.core_below;
                anything_known = anything_known || (!std::isnan(c.probability) && !std::isnan(s.probability));
                if (row.ask)
                    result.questions.push_back({Message::side_moved_core_did_not, {{"activity", activity.id},
                                                                                   {"unit", row.unit},
                                                                                   {"side", side->indicator},
                                                                                   {"core", core->indicator}}});
                result.rows.push_back(std::move(row));
            }
        }
        if (!anything_known) result.questions.push_back({Message::links_without_margin, {{"activity", activity.id}}});
    }
    return result;
}

Table to_table(const SideLinkResult& result) {
    detail::Texts unit("unit"), activity("activity"), core("core_indicator"), side("side_indicator");
    std::vector<double> numbers[6];
    std::vector<std::uint8_t> ask;
    for (const auto& row : result.rows) {
        unit.add(row.unit);
        activity.add(row.activity);
        core.add(row.core_indicator);
        side.add(row.side_indicator);
        const double values[6] = {row.core_change, row.core_se, row.core_probability,
                                  row.side_change, row.side_se, row.side_probability};
        for (std::size_t k = 0; k < 6; ++k) numbers[k].push_back(values[k]);
        ask.push_back(row.ask ? 1 : 0);
    }
    return Table({unit.column(), activity.column(), core.column(), Column::float64("core_change", numbers[0]),
                  Column::float64("core_se", numbers[1]), Column::float64("core_probability", numbers[2]), side.column(),
                  Column::float64("side_change", numbers[3]), Column::float64("side_se", numbers[4]),
                  Column::float64("side_probability", numbers[5]), Column::boolean("ask", ask)},
                 result.restricted);
}

}  // namespace maatstaf
