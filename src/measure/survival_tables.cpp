// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/survival.hpp"

namespace maatstaf {
namespace {

/// A single group has no name; other groups and all causes have their number where nobody named them.
std::string group_name(const std::vector<std::string>& names, std::size_t at) {
    return at < names.size() ? names[at] : names.empty() && at == 0 ? std::string() : std::to_string(at + 1);
}
std::string cause_name(const std::vector<std::string>& names, std::int32_t cause) {
    const auto at = static_cast<std::size_t>(cause) - 1;
    return at < names.size() ? names[at] : std::to_string(cause);
}

/// Columns that grow row by row.
struct Rows {
    std::vector<std::string> group{}, cause{}, measure{};
    std::vector<double> at{}, value{}, se{}, low{}, high{}, n{};

    void add(const std::string& of_group, const std::string& of_cause, const char* name, double where,
             const Estimate& estimate) {
        group.push_back(of_group);
        cause.push_back(of_cause);
        measure.emplace_back(name);
        at.push_back(where);
        value.push_back(estimate.value);
        se.push_back(estimate.se);
        low.push_back(estimate.low);
        high.push_back(estimate.high);
        n.push_back(estimate.n);
    }
    Table table(bool with_cause) {
        Table made({Column::string("group", group)});
        if (with_cause) made.add(Column::string("cause", cause));
        made.add(Column::string("measure", measure));
        made.add(Column::float64("at", std::move(at)));
        made.add(Column::float64("value", std::move(value)));
        made.add(Column::float64("se", std::move(se)));
        made.add(Column::float64("low", std::move(low)));
        made.add(Column::float64("high", std::move(high)));
        made.add(Column::float64("n", std::move(n)));
        made.set_restricted(true);
        return made;
    }
};

void append(std::vector<double>& to, const std::vector<double>& more) { to.insert(to.end(), more.begin(), more.end()); }

}  // namespace

Table SurvivalResult::table() const {
    std::vector<std::string> group{};
    std::vector<double> time{}, at_risk{}, events{}, censored{}, survival{}, se{}, low{}, high{};
    for (std::size_t at = 0; at < curves.size(); ++at) {
        const SurvivalCurve& each = curves[at];
        group.insert(group.end(), each.time.size(), group_name(groups, at));
        append(time, each.time);
        append(at_risk, each.at_risk);
        append(events, each.events);
        append(censored, each.censored);
        append(survival, each.survival);
        append(se, each.se);
        append(low, each.low);
        append(high, each.high);
    }
    return Table({Column::string("group", group), Column::float64("time", std::move(time)),
                  Column::float64("at_risk", std::move(at_risk)), Column::float64("events", std::move(events)),
                  Column::float64("censored", std::move(censored)), Column::float64("survival", std::move(survival)),
                  Column::float64("se", std::move(se)), Column::float64("low", std::move(low)),
                  Column::float64("high", std::move(high))},
                 true);
}

Table SurvivalResult::summary() const {
    Rows rows{};
    for (std::size_t at = 0; at < curves.size(); ++at) {
        const SurvivalCurve& each = curves[at];
        const std::string group = group_name(groups, at);
        rows.add(group, {}, "restricted_mean", each.horizon, each.restricted_mean);
        for (std::size_t q = 0; q < each.quantiles.size(); ++q)
            rows.add(group, {}, "quantile", options.quantiles[q], each.quantiles[q]);
        for (std::size_t t = 0; t < each.within.size(); ++t)
            rows.add(group, {}, "within", options.terms[t], each.within[t]);
    }
    return rows.table(false);
}

Table CompetingResult::table() const {
    std::vector<std::string> group{}, cause{};
    std::vector<double> time{}, at_risk{}, events{}, incidence{}, se{}, low{}, high{};
    for (std::size_t at = 0; at < curves.size(); ++at) {
        const IncidenceCurve& each = curves[at];
        group.insert(group.end(), each.time.size(), group_name(groups, static_cast<std::size_t>(group_of[at])));
        cause.insert(cause.end(), each.time.size(), cause_name(causes, each.cause));
        append(time, each.time);
        append(at_risk, each.at_risk);
        append(events, each.events);
        append(incidence, each.incidence);
        append(se, each.se);
        append(low, each.low);
        append(high, each.high);
    }
    return Table({Column::string("group", group), Column::string("cause", cause),
                  Column::float64("time", std::move(time)), Column::float64("at_risk", std::move(at_risk)),
                  Column::float64("events", std::move(events)), Column::float64("incidence", std::move(incidence)),
                  Column::float64("se", std::move(se)), Column::float64("low", std::move(low)),
                  Column::float64("high", std::move(high))},
                 true);
}

Table CompetingResult::summary() const {
    Rows rows{};
    for (std::size_t at = 0; at < curves.size(); ++at) {
        const IncidenceCurve& each = curves[at];
        const std::string group = group_name(groups, static_cast<std::size_t>(group_of[at]));
        const std::string cause = cause_name(causes, each.cause);
        const double last = each.time.empty() ? 0.0 : each.time.back();
        rows.add(group, cause, "lost_time", options.horizon > 0.0 ? options.horizon : last, each.lost_time);
        for (std::size_t t = 0; t < each.within.size(); ++t)
            rows.add(group, cause, "within", options.terms[t], each.within[t]);
    }
    return rows.table(true);
}

Table TurnbullResult::table() const {
    return Table({Column::float64("from", from), Column::float64("to", to), Column::float64("mass", mass),
                  Column::float64("survival", survival)},
                 true);
}

Table TurnbullResult::summary() const {
    std::vector<double> value{}, low{}, high{}, people{};
    for (const Estimate& each : within) {
        value.push_back(each.value);
        low.push_back(each.low);
        high.push_back(each.high);
        people.push_back(each.n);
    }
    return Table({Column::float64("at", options.terms), Column::float64("value", std::move(value)),
                  Column::float64("low", std::move(low)), Column::float64("high", std::move(high)),
                  Column::float64("n", std::move(people))},
                 true);
}

}  // namespace maatstaf
