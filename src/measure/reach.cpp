// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/reach.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/checks.hpp"
#include "measure/measure_rows.hpp"
#include "measure/reach_sets.hpp"
#include "measure/two_samples.hpp"

namespace maatstaf::measure {
namespace {

using detail::not_known;
using detail::ReachExtra;
using detail::ReachSet;
using detail::ReachTarget;

/// The columns beside the value of one row.
struct ReachCells {
    double value = not_known, n = not_known, count = not_known, se = not_known, corrected = not_known;
    double least = not_known, most = not_known, least_low = not_known, most_high = not_known;
    std::vector<Limits> limits{};
    EmptyReason reason = EmptyReason::none;
    detail::RowNumber number{MeasureKind::proportion};
};

/// Writes the rows of all sets.
class ReachWriter {
public:
    explicit ReachWriter(const ReachOptions& options) : options_(&options), rows_(options.level, names) {}

    void coverage(std::size_t set_number, const ReachSet& set, const ReachTarget& target, const ReachExtra& extra) {
        ReachCells cells = start();
        if (target.missing) {
            cells.reason = EmptyReason::missing;
        } else if (!(target.population > 0.0)) {
            cells.n = cells.count = 0.0;
            cells.reason = EmptyReason::no_population;
        } else {
            const double n = cells.n = target.population;
            cells.count = target.reached;
            cells.value = target.reached / n;
            cells.number = {MeasureKind::proportion, target.reached, n};
            cells.se = std::sqrt(cells.value * (1.0 - cells.value) / n);
            for (std::size_t at = 0; at < options_->level.size(); ++at)
                cells.limits[at] = proportion_limits(target.reached, n, options_->level[at], options_->method);
            if (!set.missing) {
                const double least = target.reached + extra.least, most = target.reached + extra.most;
                cells.least = least / n;
                cells.most = most / n;
                cells.least_low = proportion_limits(least, n, options_->level[0], options_->method).low;
                cells.most_high = proportion_limits(most, n, options_->level[0], options_->method).high;
            }
            for (const double each : {target.reached, n - target.reached})
                if (each > 0.0 && each < options_->small) ++small_;
        }
        put(set_number, target.name, "coverage", cells, to_name(options_->method));
    }

    /// Against the whole: the group beside everybody else, then a ratio r of the two as r / (w r + 1 - w), w the part
    /// of the residents that is of the group.
    void parity(std::size_t set_number, const ReachSet& set, const ReachTarget& target, const ReachExtra& extra) {
        ReachCells cells = start();
        const double others = set.whole.population - target.population;
        if (target.missing || set.missing) cells.reason = EmptyReason::missing;
        else if (!(target.population > 0.0)) cells.reason = EmptyReason::no_population;
        else if (!(others > 0.0)) cells.reason = EmptyReason::few_units;
        else if (!(set.known() > 0.0)) cells.reason = EmptyReason::nothing_expected;
        if (cells.reason == EmptyReason::none) {
            const double part = target.population / set.whole.population;
            const auto of = [&](double reached, double all) {
                return reached / target.population / (all / set.whole.population);
            };
            const auto limits = [&](double reached, double all, double level) {
                Limits made =
                    detail::proportion_ratio_limits({reached, target.population, all - reached, others}, level);
                made.low = made.low / (part * made.low + 1.0 - part);
                made.high = std::isinf(made.high) ? 1.0 / part : made.high / (part * made.high + 1.0 - part);
                return made;
            };
            cells.value = of(target.reached, set.known());
            for (std::size_t at = 0; at < options_->level.size(); ++at)
                cells.limits[at] = limits(target.reached, set.known(), options_->level[at]);
            const double least = target.reached + extra.least, most = target.reached + extra.most;
            cells.least = of(least, set.whole.reached);
            cells.most = of(most, set.whole.reached);
            cells.least_low = limits(least, set.whole.reached, options_->level[0]).low;
            cells.most_high = limits(most, set.whole.reached, options_->level[0]).high;
            cells.n = target.population;
            cells.count = target.reached;
        }
        cells.number.kind = MeasureKind::ratio;
        put(set_number, target.name, "parity", cells, "score");
    }

    void parity_with(std::size_t set_number, const ReachSet& set, const ReachTarget& target,
                     const ReachTarget& reference) {
        ReachCells cells = start();
        if (target.missing || reference.missing) cells.reason = EmptyReason::missing;
        else if (!(target.population > 0.0 && reference.population > 0.0)) cells.reason = EmptyReason::no_population;
        else if (!(reference.reached > 0.0)) cells.reason = EmptyReason::nothing_expected;
        if (&target == &reference && cells.reason == EmptyReason::none) {
            cells.value = cells.least = cells.most = cells.least_low = cells.most_high = 1.0;
            cells.limits.assign(cells.limits.size(), {1.0, 1.0});
        } else if (cells.reason == EmptyReason::none) {
            const auto of = [](const detail::TwoCounts& counts) {
                return counts.x1 / counts.n1 / (counts.x2 / counts.n2);
            };
            const double reference_more = std::min(set.unknown, reference.population - reference.reached);
            const double target_more = std::min(set.unknown, target.population - target.reached);
            const detail::TwoCounts seen{target.reached, target.population, reference.reached, reference.population};
            detail::TwoCounts least = seen, most = seen;
            least.x2 += reference_more;
            most.x1 += target_more;
            cells.value = of(seen);
            cells.least = of(least);
            cells.most = of(most);
            for (std::size_t at = 0; at < options_->level.size(); ++at)
                cells.limits[at] = detail::proportion_ratio_limits(seen, options_->level[at]);
            cells.least_low = detail::proportion_ratio_limits(least, options_->level[0]).low;
            cells.most_high = detail::proportion_ratio_limits(most, options_->level[0]).high;
        }
        cells.n = target.population;
        cells.count = target.reached;
        cells.number.kind = MeasureKind::ratio;
        put(set_number, target.name, "parity", cells, &target == &reference ? "reference" : "score");
    }

    void spread(std::size_t set_number, const ReachSet& set) {
        ReachCells cells = start();
        cells.n = set.known();
        cells.count = set.known();
        if (set.missing) cells.reason = EmptyReason::missing;
        else if (!set.divided) cells.reason = EmptyReason::overlap;
        if (cells.reason == EmptyReason::none) {
            std::vector<double> reached{}, population{};
            for (const ReachTarget& each : set.targets) {
                reached.push_back(each.reached);
                population.push_back(each.population);
            }
            const auto seen = dissimilarity(reached, population, options_->level, options_->draws, options_->seed);
            cells.reason = seen.reason;
            if (seen.reason == EmptyReason::none) {
                cells.value = cells.least = cells.most = seen.value;
                cells.corrected = seen.corrected;
                cells.limits = seen.limits;
                cells.least_low = seen.limits[0].low;
                cells.most_high = seen.limits[0].high;
                if (set.unknown > 0.0) spread_bounds(set, reached, population, cells);
            }
        }
        put(set_number, set.whole.name, "dissimilarity", cells, "one_parameter_family");
    }

    std::size_t small() const noexcept { return small_; }
    MeasureResult done(const RowGroups& groups) && {
        Table keys = groups.keys.rows() > 0 ? detail::take_rows(groups.keys, set_of_) : Table();
        keys.add(Column::string("target", target_));
        keys.add(Column::string("measure", measure_));
        return std::move(rows_).with_keys(std::move(keys));
    }

private:
    static constexpr const char* names[] = {"count", "se", "corrected", "least", "most", "least_low", "most_high"};

    ReachCells start() const {
        ReachCells made{};
        made.limits.assign(options_->level.size(), Limits{});
        return made;
    }

    /// The index is least when those not known fill up the groups that fall short, which always have room for all of
    /// them, and most when one group has them all.
    void spread_bounds(const ReachSet& set, const std::vector<double>& reached, const std::vector<double>& population,
                       ReachCells& cells) const {
        const double all = set.whole.reached;
        std::vector<double> least = reached;
        double short_of = 0.0;
        for (std::size_t g = 0; g < reached.size(); ++g)
            short_of += std::max(0.0, population[g] / set.whole.population * all - reached[g]);
        for (std::size_t g = 0; g < reached.size(); ++g)
            least[g] += set.unknown / short_of *
                        std::max(0.0, population[g] / set.whole.population * all - reached[g]);
        const auto of = [&](const std::vector<double>& counts) {
            return dissimilarity(counts, population, std::span(options_->level).first(1), options_->draws,
                                 options_->seed);
        };
        const auto lowest = of(least);
        cells.least = lowest.value;
        cells.least_low = lowest.limits[0].low;
        for (std::size_t g = 0; g < reached.size(); ++g) {
            std::vector<double> most = reached;
            double left = set.unknown;
            most[g] += std::min(left, population[g] - most[g]);
            left -= most[g] - reached[g];
            for (std::size_t h = 0; h < reached.size() && left > 0.0; ++h) {
                const double more = std::min(left, population[h] - most[h]);
                most[h] += more;
                left -= more;
            }
            const auto highest = of(most);
            if (highest.value > cells.most) cells.most = highest.value;
            cells.most_high = std::max(cells.most_high, highest.limits[0].high);
        }
    }

    void put(std::size_t set_number, const std::string& target, const char* measure, const ReachCells& cells,
             std::string_view method) {
        const double more[] = {cells.count, cells.se, cells.corrected, cells.least,
                               cells.most, cells.least_low, cells.most_high};
        rows_.add(cells.value, cells.limits, cells.n, more, method, cells.reason, cells.number);
        set_of_.push_back(set_number);
        target_.push_back(target);
        measure_.emplace_back(measure);
    }

    const ReachOptions* options_;
    detail::MeasureRows rows_;
    std::vector<std::size_t> set_of_{};
    std::vector<std::string> target_{}, measure_{};
    std::size_t small_ = 0;
};

const ReachTarget& reference_of(const ReachSet& set, const ReachOptions& options) {
    std::vector<std::string> names{};
    for (const ReachTarget& each : set.targets) {
        if (each.name == options.reference) return each;
        names.push_back(each.name);
    }
    throw ArgumentError(messages::reach_no_reference, {{"got", options.reference},
                                                       {"nearest", nearest(options.reference, names)},
                                                       {"allowed", join(names, ", ")}});
}

}  // namespace

MeasureResult reach(const ReachData& data, const ReachOptions& options) {
    detail::need_levels(options.level);
    if (options.small < 0) throw detail::out_of_range("small", ">= 0", options.small);
    const auto sets = detail::read_reach_sets(data, options);
    ReachWriter writer(options);
    double unknown = 0.0, all = 0.0;
    std::size_t overlapping = 0;
    for (std::size_t number = 0; number < sets.size(); ++number) {
        const ReachSet& set = sets[number];
        if (!options.reference.empty() && !set.divided)
            throw ArgumentError(messages::reach_reference_overlap, {{"reference", options.reference}});
        if (!set.missing) {
            unknown += set.unknown;
            all += set.whole.reached;
        }
        overlapping += set.divided ? 0 : 1;
        for (const ReachTarget& each : set.targets) writer.coverage(number, set, each, set.extra(each));
        writer.coverage(number, set, set.whole, {});
        for (const ReachTarget& each : set.targets) {
            if (options.reference.empty()) writer.parity(number, set, each, set.extra(each));
            else writer.parity_with(number, set, each, reference_of(set, options));
        }
        writer.spread(number, set);
    }
    const std::size_t small = writer.small();
    MeasureResult made = std::move(writer).done(data.groups);
    if (small > 0) made.keys.set_restricted(true);
    if (unknown > 0.0)
        made.caveats.push_back({messages::reach_unknown, {{"count", to_text(unknown)}, {"all", to_text(all)}}});
    if (overlapping > 0)
        made.caveats.push_back({messages::reach_overlap, {{"count", std::to_string(overlapping)},
                                                          {"all", std::to_string(sets.size())}}});
    if (small > 0)
        made.caveats.push_back({messages::reach_small, {{"count", std::to_string(small)},
                                                        {"small", std::to_string(options.small)}}});
    return made;
}

}  // namespace maatstaf::measure
