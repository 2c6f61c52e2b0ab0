// SPDX-License-Identifier: Apache-2.0
#include "regress/absorb_cells.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <utility>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "regress/absorb_effects.hpp"

namespace maatstaf::detail {
namespace {

constexpr std::int32_t several = -2;

std::int32_t whole_number(const std::string& text) {
    std::int32_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// Where each of the groupings stands among those of another worker.
std::vector<std::size_t> places_of(const std::vector<LabelBook>& mine, const std::vector<LabelBook>& theirs) {
    std::vector<std::size_t> out;
    for (const LabelBook& each : mine) {
        const auto found = std::find_if(theirs.begin(), theirs.end(),
                                        [&](const LabelBook& other) { return other.name == each.name; });
        if (found == theirs.end()) throw ArgumentError(messages::regress_other_sweep);
        out.push_back(static_cast<std::size_t>(found - theirs.begin()));
    }
    if (mine.size() != theirs.size()) throw ArgumentError(messages::regress_other_sweep);
    return out;
}

}  // namespace

std::int32_t LabelBook::number(const std::string& label, bool grow) {
    if (!grow) {
        const auto found = known_.find(label);
        return found == known_.end() ? -1 : found->second;
    }
    const auto [place, fresh] = known_.try_emplace(label, size());
    if (fresh) labels.push_back(label);
    return place->second;
}

std::vector<std::int32_t> LabelBook::numbers(const AbsorbedEffect& given, bool grow) {
    labelled = labelled || !given.labels.empty();
    const Codes codes = compact(given.codes);
    std::vector<std::int32_t> of;
    for (const std::int32_t code : codes.code) {
        if (!given.labels.empty()) need_position("codes", code, static_cast<std::int64_t>(given.labels.size()));
        of.push_back(number(given.labels.empty() ? std::to_string(code) : given.labels[static_cast<std::size_t>(code)],
                            grow));
    }
    std::vector<std::int32_t> out;
    out.reserve(codes.level.size());
    for (const std::int32_t level : codes.level) out.push_back(of[static_cast<std::size_t>(level)]);
    return out;
}

std::vector<std::int32_t> LabelBook::places(std::vector<std::string>& sorted) const {
    std::vector<std::int32_t> order(labels.size()), place(labels.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        const std::string &first = labels[static_cast<std::size_t>(a)], &second = labels[static_cast<std::size_t>(b)];
        return labelled ? first < second : whole_number(first) < whole_number(second);
    });
    sorted.clear();
    for (std::size_t k = 0; k < order.size(); ++k) {
        sorted.push_back(labels[static_cast<std::size_t>(order[k])]);
        place[static_cast<std::size_t>(order[k])] =
            labelled ? static_cast<std::int32_t>(k) : whole_number(sorted.back());
    }
    return place;
}

std::int32_t PairBook::number(std::int32_t first, std::int32_t second, bool grow) {
    if (first < 0 || second < 0) return -1;
    const std::uint64_t key = static_cast<std::uint64_t>(first) << 32 | static_cast<std::uint32_t>(second);
    if (!grow) {
        const auto found = known_.find(key);
        return found == known_.end() ? -1 : found->second;
    }
    const auto [place, fresh] = known_.try_emplace(key, static_cast<std::int32_t>(pairs.size()));
    if (fresh) pairs.emplace_back(first, second);
    return place->second;
}

void AbsorbCells::begin(std::span<const AbsorbedEffect> effect, std::span<const AbsorbedEffect> cluster_given) {
    if (!effects.empty()) return;
    const auto open = [](std::vector<LabelBook>& books, std::span<const AbsorbedEffect> given) {
        books.resize(given.size());
        for (std::size_t q = 0; q < given.size(); ++q) books[q].name = effect_name(given[q], q);
    };
    open(effects, effect);
    open(clusters, cluster_given);
    chain_.resize(effects.size() - 1);
    cluster.resize(static_cast<std::size_t>(groupings()));
}

std::vector<AbsorbedEffect> in_order(const std::vector<LabelBook>& books, std::span<const AbsorbedEffect> given,
                                     const char* argument) {
    if (given.size() != books.size())
        throw ArgumentError(messages::wrong_length, {{"argument", argument},
                                                    {"got", std::to_string(given.size())},
                                                    {"expected", std::to_string(books.size())},
                                                    {"per", "grouping of the first batch"}});
    std::vector<AbsorbedEffect> out;
    for (std::size_t q = 0; q < books.size(); ++q) out.push_back(effect_called(books[q].name, q, given));
    return out;
}

std::int32_t AbsorbCells::cell(std::span<const std::int32_t> level, bool grow) {
    std::int32_t out = level[0];
    for (std::size_t q = 1; q < level.size(); ++q) out = chain_[q - 1].number(out, level[q], grow);
    return out;
}

PlacedRows AbsorbCells::place(std::span<const AbsorbedEffect> effect, std::span<const AbsorbedEffect> cluster_given,
                              bool grow) {
    PlacedRows out;
    std::vector<std::vector<std::int32_t>> level;
    for (std::size_t q = 0; q < effect.size(); ++q) level.push_back(effects[q].numbers(effect[q], grow));
    out.cell.resize(level[0].size());
    std::vector<std::int32_t> own(effect.size());
    for (std::size_t i = 0; i < out.cell.size(); ++i) {
        for (std::size_t q = 0; q < own.size(); ++q) own[q] = level[q][i];
        out.cell[i] = cell(own, grow);
    }
    for (std::size_t k = 0; k < cluster_given.size(); ++k)
        out.cluster.push_back(clusters[k].numbers(cluster_given[k], grow));
    if (out.cluster.size() == 2) {
        auto& both = out.cluster.emplace_back();
        for (std::size_t i = 0; i < out.cell.size(); ++i)
            both.push_back(crossing_.number(out.cluster[0][i], out.cluster[1][i], grow));
    }
    return out;
}

void AbsorbCells::grow(std::ptrdiff_t columns) {
    const std::size_t count =
        chain_.empty() ? static_cast<std::size_t>(effects[0].size()) : chain_.back().pairs.size();
    for (std::vector<double>* each : {&rows, &frequency, &weight, &outcome}) each->resize(count, 0.0);
    centre.resize(count * static_cast<std::size_t>(columns + 1), 0.0);
    for (auto& each : cluster) each.resize(count, -1);
}

void AbsorbCells::note_cluster(std::size_t grouping, std::int32_t cell_number, std::int32_t which) {
    std::int32_t& own = cluster[grouping][static_cast<std::size_t>(cell_number)];
    if (own == -1) own = which;
    if (own != which) own = several;
}

std::vector<std::int32_t> AbsorbCells::levels(std::int32_t cell_number) const {
    std::vector<std::int32_t> out(effects.size());
    for (std::size_t q = chain_.size(); q > 0; --q) {
        const auto& pair = chain_[q - 1].pairs[static_cast<std::size_t>(cell_number)];
        out[q] = pair.second;
        cell_number = pair.first;
    }
    out[0] = cell_number;
    return out;
}

void AbsorbCells::merge(const AbsorbCells& other, std::ptrdiff_t columns) {
    if (other.effects.empty()) return;
    if (effects.empty()) {
        *this = other;
        return;
    }
    const std::vector<std::size_t> effect_place = places_of(effects, other.effects),
                                   cluster_place = places_of(clusters, other.clusters);
    const auto join = [](std::vector<LabelBook>& mine, const std::vector<LabelBook>& theirs,
                         const std::vector<std::size_t>& place) {
        std::vector<std::vector<std::int32_t>> number;
        for (std::size_t q = 0; q < mine.size(); ++q) {
            mine[q].labelled = mine[q].labelled || theirs[place[q]].labelled;
            auto& own = number.emplace_back();
            for (const std::string& label : theirs[place[q]].labels) own.push_back(mine[q].number(label, true));
        }
        return number;
    };
    const auto level_number = join(effects, other.effects, effect_place),
               cluster_number = join(clusters, other.clusters, cluster_place);
    const auto named = [](const std::vector<std::int32_t>& numbers, std::int32_t which) {
        return which < 0 ? which : numbers[static_cast<std::size_t>(which)];
    };
    std::vector<std::int32_t> crossed;
    for (auto [first, second] : other.crossing_.pairs) {
        if (cluster_place[0] == 1) std::swap(first, second);
        crossed.push_back(crossing_.number(named(cluster_number[0], first), named(cluster_number[1], second), true));
    }
    std::vector<std::int32_t> mine;
    for (std::int32_t theirs = 0; theirs < other.size(); ++theirs) {
        const std::vector<std::int32_t> own = other.levels(theirs);
        std::vector<std::int32_t> level;
        for (std::size_t q = 0; q < own.size(); ++q) level.push_back(named(level_number[q], own[effect_place[q]]));
        mine.push_back(cell(level, true));
    }
    grow(columns);
    const auto width = static_cast<std::size_t>(columns + 1);
    for (std::size_t from = 0; from < mine.size(); ++from) {
        const auto to = static_cast<std::size_t>(mine[from]);
        rows[to] += other.rows[from];
        frequency[to] += other.frequency[from];
        weight[to] += other.weight[from];
        outcome[to] += other.outcome[from];
        for (std::size_t j = 0; j < width; ++j) centre[to * width + j] += other.centre[from * width + j];
        for (std::size_t k = 0; k < cluster.size(); ++k)
            if (const std::int32_t which = other.cluster[k < 2 ? cluster_place[k] : k][from]; which != -1)
                note_cluster(k, mine[from], named(k < 2 ? cluster_number[k] : crossed, which));
    }
}

CellLayout lay_out_cells(const AbsorbCells& cells, const AbsorbOptions& options) {
    CellLayout out;
    const auto count = static_cast<std::size_t>(cells.size());
    std::vector<std::vector<std::int32_t>> codes(cells.effects.size(), std::vector<std::int32_t>(count));
    std::vector<AbsorbedEffect> effects;
    std::vector<std::vector<std::int32_t>> place;
    for (const LabelBook& each : cells.effects) {
        std::vector<std::string> sorted;
        place.push_back(each.places(sorted));
        out.labels.push_back(each.labelled ? std::move(sorted) : std::vector<std::string>{});
    }
    for (std::size_t c = 0; c < count; ++c) {
        const std::vector<std::int32_t> level = cells.levels(static_cast<std::int32_t>(c));
        for (std::size_t q = 0; q < level.size(); ++q) codes[q][c] = place[q][static_cast<std::size_t>(level[q])];
    }
    for (std::size_t q = 0; q < codes.size(); ++q) effects.push_back({cells.effects[q].name, codes[q]});
    // A cell of several rows stands for several; a row that stands for several is no singleton either.
    std::vector<double> standing(count);
    double all = 0.0;
    for (std::size_t c = 0; c < count; ++c) {
        standing[c] = cells.rows[c] > 1.0 ? cells.rows[c] : cells.rows[c] > 0.0 ? cells.frequency[c] : 0.0;
        all += cells.rows[c];
    }
    RowChoice choice;
    choice.rows = static_cast<std::ptrdiff_t>(count);
    choice.frequency = standing;
    if (options.family != Family::gaussian) choice.counts = cells.outcome;
    choice.remove_singletons = options.remove_singletons;
    out.layout = lay_out(effects, choice);
    out.position.assign(count, -1);
    for (std::size_t i = 0; i < out.layout.rows.size(); ++i) {
        const auto c = static_cast<std::size_t>(out.layout.rows[i]);
        out.position[c] = static_cast<std::int32_t>(i);
        out.rows_used += cells.rows[c];
    }
    out.rows_singleton = static_cast<double>(out.layout.singleton);
    out.rows_all_zero = all - out.rows_used - out.rows_singleton;
    return out;
}

bool is_nested_in(const AbsorbCells& cells, const CellLayout& laid, std::size_t effect, std::size_t grouping) {
    const Codes& levels = laid.layout.effects[effect];
    std::vector<std::int32_t> of(static_cast<std::size_t>(levels.size()), -1);
    for (std::size_t i = 0; i < laid.layout.rows.size(); ++i) {
        const std::int32_t own = cells.cluster[grouping][static_cast<std::size_t>(laid.layout.rows[i])];
        std::int32_t& holder = of[static_cast<std::size_t>(levels.level[i])];
        if (holder == -1) holder = own;
        if (own == several || holder != own) return false;
    }
    return true;
}

}  // namespace maatstaf::detail
