// SPDX-License-Identifier: Apache-2.0
#include "score/area_weights.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "maatstaf/core/messages/score.hpp"
#include "score/combine.hpp"
#include "score/model_data.hpp"
#include "score/numbers.hpp"
#include "score/result_data.hpp"

namespace maatstaf::detail {
namespace {

/// Per unit the position of the model of its area, or -1.
std::vector<std::int32_t> areas_of_units(const ScoreModel& model, const Panel& panel) {
    const Framework& framework = model.framework().framework();
    std::unordered_map<std::string, std::int32_t> by_area;
    for (const ScoreModel& each : model.area_models())
        by_area.emplace(framework.weight_set(each.options().weight_set).area,
                        static_cast<std::int32_t>(by_area.size()));
    const auto units = panel.units();
    const auto area_of = [&](std::int32_t unit) {
        // A parent need not be a unit of the panel itself, so its id counts too. The count of steps ends a ring.
        for (std::size_t step = 0; step < units.size(); ++step) {
            const Unit& here = units[static_cast<std::size_t>(unit)];
            for (const std::string& id : {here.id, here.parent})
                if (const auto found = by_area.find(id); found != by_area.end()) return found->second;
            const auto parents = panel.hierarchy().targets(unit);
            if (parents.empty()) break;
            unit = parents.front();
        }
        return std::int32_t{-1};
    };
    std::vector<std::int32_t> areas;
    for (std::int32_t unit = 0; unit < static_cast<std::int32_t>(units.size()); ++unit) areas.push_back(area_of(unit));
    return areas;
}

/// The units of one area, scored.
struct Part {
    std::vector<std::size_t> units;   ///< positions in the whole panel
    ScoreResult result;
};

/// Steps count through all parts as one piece of work, in units.
Progress part_of_progress(const Progress& whole, std::size_t before, std::size_t count, std::size_t all) {
    if (!whole) return {};
    return [=](std::size_t done, std::size_t total) {
        return whole(before + (total == 0 ? count : count * done / total), all);
    };
}

std::vector<Part> score_parts(const ScoreModel& model, const Panel& panel, const ScoreOptions& options,
                              const std::vector<std::int32_t>& areas) {
    const ScoreModel elsewhere =
        model_of_area(model.data(), model.options().weight_set, {model.items().begin(), model.items().end()});
    std::vector<Part> parts;
    std::size_t before = 0;
    for (std::int32_t area = -1; area < static_cast<std::int32_t>(model.area_models().size()); ++area) {
        std::vector<std::size_t> units;
        std::vector<std::string> ids;
        for (std::size_t unit = 0; unit < areas.size(); ++unit) {
            if (areas[unit] != area) continue;
            units.push_back(unit);
            ids.push_back(panel.units()[unit].id);
        }
        // A panel without units still has periods, items and caveats.
        if (units.empty() && !(areas.empty() && area < 0)) continue;
        ScoreOptions own = options;
        own.progress = part_of_progress(options.progress, before, units.size(), areas.size());
        before += units.size();
        const ScoreModel& chosen = area < 0 ? elsewhere : model.area_models()[static_cast<std::size_t>(area)];
        const bool everyone = units.size() == areas.size();
        ScoreResult scored = score_panel(chosen, everyone ? panel : panel.select_units(ids), own);
        parts.push_back({std::move(units), std::move(scored)});
    }
    return parts;
}

/// Room for all units; an optional number gets room when one part has it, and is NaN in the parts that have not.
class Merger {
public:
    Merger(ScoreResult::Data& whole, const std::vector<Part>& parts) : whole_(whole) {
        const std::size_t cells = whole.items.size() * whole.periods.size() * whole.units().size();
        whole.value = Block<double>(cells);
        for (const auto member : optional_) {
            const bool any = std::ranges::any_of(
                parts, [&](const Part& part) { return !(part.result.data().*member).empty(); });
            if (any) whole.*member = Block<double>(cells);
        }
        whole.coverage = Block<double>(cells);
        whole.caveat_bits = Block<std::uint32_t>(cells);
        whole.status = Block<Status>(cells);
        whole.complete.assign(whole.runs() * whole.periods.size(), 0);
        whole.when_complete.resize(whole.items.size());
    }

    void add(const Part& part) {
        const ScoreResult::Data& from = part.result.data();
        for (std::size_t p = 0; p < whole_.periods.size(); ++p)
            for (std::size_t i = 0; i < whole_.items.size(); ++i)
                for (std::size_t u = 0; u < part.units.size(); ++u)
                    copy(from, p, i, u, whole_.at(i, p) + part.units[u], is_area(part.units[u]));
    }

private:
    bool is_area(std::size_t unit) const { return whole_.area_of_unit[unit] >= 0; }

    void copy(const ScoreResult::Data& from, std::size_t p, std::size_t i, std::size_t u, std::size_t to,
              bool in_area) {
        const std::size_t at = from.at(i, p) + u;
        whole_.value.data()[to] = from.value.data()[at];
        for (const auto member : optional_)
            if (!(whole_.*member).empty())
                (whole_.*member).data()[to] = (from.*member).empty() ? nan : (from.*member).data()[at];
        const CompleteCell& complete = from.when_complete[i];
        const bool is_complete = from.is_complete(p, u);
        std::uint32_t bits = is_complete ? complete.caveats : from.caveat_bits.data()[at];
        // The score of an indicator itself has no weights.
        if (in_area && whole_.model.items()[static_cast<std::size_t>(whole_.items[i])].indicator < 0)
            bits |= bit(CellCaveat::weights_of_area);
        whole_.caveat_bits.data()[to] = bits;
        whole_.status.data()[to] = is_complete ? complete.status : from.status.data()[at];
        whole_.coverage.data()[to] = is_complete ? complete.coverage : from.coverage.data()[at];
    }

    using Member = Block<double> ScoreResult::Data::*;
    static constexpr std::array<Member, 4> optional_ = {&ScoreResult::Data::se, &ScoreResult::Data::low,
                                                        &ScoreResult::Data::high, &ScoreResult::Data::n};
    ScoreResult::Data& whole_;
};

std::size_t count_of(const Caveat& caveat) {
    for (const auto& [name, value] : caveat.parameters)
        if (name == "count") return static_cast<std::size_t>(std::stoull(value));
    return 0;
}

/// What holds for the model, then which weights hold where, then what the parts say, counted together.
void write_caveats(ScoreResult::Data& whole, const std::vector<Part>& parts) {
    const ScoreModel& model = whole.model;
    whole.caveats.assign(model.caveats().begin(), model.caveats().end());
    for (std::size_t area = 0; area < model.area_models().size(); ++area) {
        const std::string& set = model.area_models()[area].options().weight_set;
        const std::string& name = model.framework().framework().weight_set(set).area;
        const auto units = std::ranges::count(whole.area_of_unit, static_cast<std::int32_t>(area));
        if (units == 0)
            whole.caveats.push_back({messages::area_weights_unused, {{"weights", set}, {"area", name}}});
        else
            whole.caveats.push_back({messages::area_weights_used, {{"weights", set},
                                                                  {"area", name},
                                                                  {"count", std::to_string(units)},
                                                                  {"total", std::to_string(whole.units().size())}}});
    }
    const std::size_t cells = whole.items.size() * whole.periods.size() * whole.units().size();
    std::map<Message, std::size_t> counted;
    std::vector<Caveat> uncounted;
    for (const Part& part : parts)
        for (const Caveat& each : part.result.caveats()) {
            if (const std::size_t count = count_of(each)) counted[each.message] += count;
            else if (std::ranges::find(uncounted, each) == uncounted.end()) uncounted.push_back(each);
        }
    std::size_t own = 0;
    for (std::size_t at = 0; at < whole.caveat_bits.size(); ++at)
        own += (whole.caveat_bits.data()[at] & bit(CellCaveat::weights_of_area)) != 0;
    if (own > 0) counted[messages::weights_of_area] = own;
    for (const auto& [message, count] : counted)
        whole.caveats.push_back({message, {{"count", std::to_string(count)}, {"total", std::to_string(cells)}}});
    for (const Caveat& each : uncounted)
        if (std::ranges::find(whole.caveats, each) == whole.caveats.end()) whole.caveats.push_back(each);
}

}  // namespace

ScoreResult score_by_area(const ScoreModel& model, const Panel& panel, const ScoreOptions& options) {
    auto whole = std::make_shared<ScoreResult::Data>(model, panel);
    whole->options = options;
    whole->options.progress = {};
    whole->periods.assign(panel.periods().begin(), panel.periods().end());
    whole->restricted = panel.restricted();
    whole->area_of_unit = areas_of_units(model, panel);
    const std::vector<Part> parts = score_parts(model, panel, options, whole->area_of_unit);
    whole->items = parts.front().result.data().items;
    Merger merger(*whole, parts);
    for (const Part& part : parts) merger.add(part);
    write_caveats(*whole, parts);
    return ScoreResult(std::move(whole));
}

}  // namespace maatstaf::detail
