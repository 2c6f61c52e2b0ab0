// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/framework/coverage.hpp"

#include <algorithm>
#include <cmath>

#include "framework/checks.hpp"
#include "framework/lists.hpp"
#include "framework/rows.hpp"

namespace maatstaf {
namespace {

double hours(const Indicator& indicator) {
    const double value = indicator.burden.hours_per_year();
    return value > 0.0 && std::isfinite(value) ? value : 0.0;
}

/// Indicators at or beneath `id` that are not context, each counted once. Contributions hang under the results that
/// they serve here: a duty to steer on a result is also met by what partners measure of their part.
class Beneath {
public:
    explicit Beneath(const FrameworkData& data) : lookup_(data) {
        for (const auto& contribution : data.contributions)
            for (const auto& split : contribution.to) served_[split.result].push_back(contribution.id);
    }

    void collect(const std::string& id, std::unordered_set<std::string>& indicators) {
        std::vector<std::string> open = {id};
        std::unordered_set<std::string> seen;
        while (!open.empty()) {
            const auto next = std::move(open.back());
            open.pop_back();
            if (!seen.insert(next).second) continue;
            const auto* place = lookup_.find(next);
            if (place && place->kind == ItemKind::indicator &&
                detail::is_scored(*static_cast<const Indicator*>(place->item), false))
                indicators.insert(next);
            for (const auto& child : lookup_.children(next)) open.push_back(child.item->id);
            if (const auto found = served_.find(next); found != served_.end())
                open.insert(open.end(), found->second.begin(), found->second.end());
        }
    }

    const detail::Lookup& lookup() const noexcept { return lookup_; }

private:
    detail::Lookup lookup_;
    std::unordered_map<std::string, std::vector<std::string>> served_;
};

std::vector<ResultCoverage> cover_results(const FrameworkData& data, const detail::Lookup& lookup) {
    std::vector<ResultCoverage> rows;
    for (const auto& result : data.results) {
        ResultCoverage row{
            .result = result.id, .name = result.name, .focus_group = result.focus_group, .gap = result.gap};
        for (const auto& child : lookup.children(result.id)) {
            if (child.kind != ItemKind::indicator) continue;
            ++row.indicators;
            if (detail::is_scored(*static_cast<const Indicator*>(child.item), true)) ++row.scored;
        }
        for (const auto& contribution : data.contributions)
            row.contributions += std::any_of(contribution.to.begin(), contribution.to.end(),
                                             [&](const Split& split) { return split.result == result.id; });
        row.focus_covered = row.scored > 0 && (result.focus_group.empty() || result.focus_covered);
        rows.push_back(std::move(row));
    }
    std::stable_partition(rows.begin(), rows.end(), [](const ResultCoverage& row) { return row.indicators == 0; });
    return rows;
}

void count_criteria(const std::string& parent, const detail::Lookup& lookup, ContributionCoverage& row) {
    for (const auto& child : lookup.children(parent)) {
        if (child.kind == ItemKind::activity && parent == row.contribution) count_criteria(child.item->id, lookup, row);
        if (child.kind != ItemKind::indicator) continue;
        switch (static_cast<const Indicator*>(child.item)->criterion) {
        case Criterion::none: break;
        case Criterion::reach_and_spread: ++row.reach_and_spread; break;
        case Criterion::perceived_usefulness: ++row.perceived_usefulness; break;
        case Criterion::goal_realisation: ++row.goal_realisation; break;
        }
    }
}

std::vector<ContributionCoverage> cover_contributions(const FrameworkData& data, const detail::Lookup& lookup) {
    std::vector<ContributionCoverage> rows;
    for (const auto& contribution : data.contributions) {
        ContributionCoverage row{.contribution = contribution.id, .organisation = contribution.organisation};
        count_criteria(contribution.id, lookup, row);
        double agreed = 0.0;
        for (const auto& split : contribution.to)
            if (split.share > 0.0) agreed += split.share;
        row.remainder = std::clamp(1.0 - agreed, 0.0, 1.0);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<DutyCoverage> cover_duties(const FrameworkData& data, Beneath& beneath) {
    std::vector<DutyCoverage> rows;
    std::vector<std::unordered_set<std::string>> indicators;
    std::unordered_map<std::string, std::size_t> position;
    detail::for_each_item(data, [&](ItemKind, const Item& item) {
        const std::unordered_set<std::string> duties(item.legal_basis.begin(), item.legal_basis.end());
        for (const auto& duty : item.legal_basis) {
            if (position.try_emplace(duty, rows.size()).second) {
                rows.push_back({.duty = duty});
                indicators.emplace_back();
            }
        }
        for (const auto& duty : duties) {
            const auto row = position.at(duty);
            ++rows[row].items;
            beneath.collect(item.id, indicators[row]);
        }
    });
    for (std::size_t row = 0; row < rows.size(); ++row) {
        rows[row].indicators = static_cast<std::int32_t>(indicators[row].size());
        rows[row].covered = !indicators[row].empty();
    }
    return rows;
}

}  // namespace

Coverage coverage(const Framework& framework) {
    const auto& data = framework.data();
    Beneath beneath(data);
    Coverage answer;
    answer.results = cover_results(data, beneath.lookup());
    answer.contributions = cover_contributions(data, beneath.lookup());
    for (const auto& row : answer.results) answer.results_with_indicator += row.scored > 0;
    for (const auto& indicator : data.indicators) {
        if (hours(indicator) == 0.0) continue;
        answer.burden.push_back({indicator.id, indicator.parent, hours(indicator)});
        answer.burden_hours += hours(indicator);
    }
    std::stable_sort(answer.burden.begin(), answer.burden.end(),
                     [](const BurdenEntry& a, const BurdenEntry& b) { return a.hours_per_year > b.hours_per_year; });
    answer.duties = cover_duties(data, beneath);
    if (!answer.duties.empty()) {
        const auto covered = std::count_if(answer.duties.begin(), answer.duties.end(),
                                           [](const DutyCoverage& duty) { return duty.covered; });
        answer.duties_covered = static_cast<double>(covered) / static_cast<double>(answer.duties.size());
    }
    return answer;
}

Table to_table(const std::vector<ResultCoverage>& rows) { return detail::table_of_rows(rows); }
Table to_table(const std::vector<ContributionCoverage>& rows) { return detail::table_of_rows(rows); }
Table to_table(const std::vector<BurdenEntry>& rows) { return detail::table_of_rows(rows); }
Table to_table(const std::vector<DutyCoverage>& rows) { return detail::table_of_rows(rows); }

}  // namespace maatstaf
