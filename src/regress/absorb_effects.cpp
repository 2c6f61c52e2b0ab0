// SPDX-License-Identifier: Apache-2.0
#include "regress/absorb_effects.hpp"

#include <algorithm>
#include <cmath>

#include "core/numbers.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "maatstaf/core/random.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {
namespace {

/// So many numbers at most for the variance of effects (40 MB).
constexpr std::ptrdiff_t most_numbers = 5'000'000;

/// Any number per level of each effect, always the same.
std::vector<std::vector<double>> arbitrary(const EffectLayout& layout) {
    constexpr std::uint32_t purpose = 0x61627362;
    std::vector<std::vector<double>> out;
    for (std::size_t q = 0; q < layout.effects.size(); ++q) {
        RandomStream stream(1, purpose, q, 0);
        auto& own = out.emplace_back();
        for (std::int32_t level = 0; level < layout.effects[q].size(); ++level) own.push_back(stream.uniform());
    }
    return out;
}

/// Where the levels of an effect stand among the coefficients of a block.
struct Place {
    const std::vector<double>* from = nullptr;
    std::size_t start = 0;
};
Place place_of(const EffectLayout& layout, const ColumnBlock& block, std::size_t effect) {
    const auto other = std::find(layout.others.begin(), layout.others.end(), effect);
    if (other == layout.others.end()) return {&block.main, 0};
    const auto k = static_cast<std::size_t>(other - layout.others.begin());
    return {&block.rest, static_cast<std::size_t>(layout.rest_start[k])};
}
double coefficient(const ColumnBlock& block, const Place& place, std::size_t level, std::size_t column) {
    return (*place.from)[(place.start + level) * static_cast<std::size_t>(block.width) + column];
}

/// Within a connected part of the first effect and another one, a constant may move from the one to the other.
void settle_constants(const EffectLayout& layout, AbsorbResult& result) {
    for (std::size_t q = 1; q < result.effects.size(); ++q) {
        const Codes* pair[] = {&layout.effects[0], &layout.effects[q]};
        const Components parts = connected_components(pair);
        std::vector<double> reference(static_cast<std::size_t>(parts.size), nan);
        auto &first = result.effects[0].estimate, &second = result.effects[q].estimate;
        for (std::size_t level = 0; level < second.size(); ++level) {
            double& constant = reference[static_cast<std::size_t>(parts.part[1][level])];
            if (std::isnan(constant)) constant = second[level];
            second[level] -= constant;
        }
        for (std::size_t level = 0; level < first.size(); ++level)
            first[level] += reference[static_cast<std::size_t>(parts.part[0][level])];
    }
}

}  // namespace

const AbsorbedEffect& effect_called(const std::string& name, std::size_t position,
                                    std::span<const AbsorbedEffect> given) {
    if (given[position].name == name || given[position].name.empty()) return given[position];
    for (const AbsorbedEffect& each : given)
        if (each.name == name) return each;
    std::vector<std::string> names;
    for (const AbsorbedEffect& each : given) names.push_back(each.name);
    throw ArgumentError(messages::regress_other_effects, {{"expected", name}, {"got", join(names, ", ")}});
}

void name_levels(const EffectLayout& layout, std::span<const AbsorbedEffect> effects, AbsorbResult& result) {
    for (std::size_t q = 0; q < result.effects.size(); ++q) {
        AbsorbedLevels& own = result.effects[q];
        own.codes = layout.effects[q].code;
        for (const std::int32_t code : own.codes)
            if (!effects[q].labels.empty()) own.labels.push_back(effects[q].labels[static_cast<std::size_t>(code)]);
    }
}

void recover_effects(const EffectLayout& layout, Within& within, std::span<const double> rest,
                     std::span<const double> frequency, AbsorbResult& result) {
    // Beside them, a combination of arbitrary effects: what comes back differs by something that no row notices.
    ColumnBlock columns = columns_beside(layout, 2);
    const auto width = static_cast<std::size_t>(columns.width);
    const auto any = arbitrary(layout);
    for (std::size_t i = 0; i < rest.size(); ++i) {
        double* own = columns.values.get() + i * width;
        std::fill_n(own, width, 0.0);
        own[0] = rest[i];
        for (std::size_t q = 0; q < any.size(); ++q)
            own[1] += any[q][static_cast<std::size_t>(layout.effects[q].level[i])];
    }
    const DemeanStop stops[] = {{.absolute = 1e-11 * within.size_of(columns, 0)},
                                {.absolute = 1e-11 * within.size_of(columns, 1)}};
    const auto outcome = within.demean(columns, stops, result.options.max_demean_iterations, true);
    result.demeaned = result.demeaned && outcome.converged;
    within.sweep({&columns, 1}, within.parts_for(1), Within::Means::find,
                 [](std::size_t, std::ptrdiff_t, std::ptrdiff_t, const double*) {});
    for (std::size_t q = 0; q < result.effects.size(); ++q) {
        AbsorbedLevels& own = result.effects[q];
        const auto levels = static_cast<std::size_t>(layout.effects[q].size());
        const Place place = place_of(layout, columns, q);
        own.rows.assign(levels, 0.0);
        for (std::size_t i = 0; i < rest.size(); ++i)
            own.rows[static_cast<std::size_t>(layout.effects[q].level[i])] += frequency.empty() ? 1.0 : frequency[i];
        for (std::size_t level = 0; level < levels; ++level) {
            own.estimate.push_back(coefficient(columns, place, level, 0));
            own.loose.push_back(coefficient(columns, place, level, 1) - any[q][level]);
        }
    }
    settle_constants(layout, result);
}

AbsorbVariance variance_of_effects(const AbsorbRows& rows, const Within& within, const Eigen::MatrixXd& bread) {
    const EffectLayout& layout = rows.layout;
    AbsorbVariance out;
    Eigen::Index levels = 0;
    for (const Codes& each : layout.effects) levels += each.size();
    if (levels * rows.columns > most_numbers ||
        !within.effect_variance(out.inverse_weight, out.shares, out.inverse, most_numbers))
        return out;
    out.main = static_cast<std::int32_t>(layout.main);
    out.bread = bread;
    out.columns.resize(levels, rows.columns);
    Eigen::Index at = 0;
    for (std::size_t q = 0; q < layout.effects.size(); ++q)
        for (std::int32_t level = 0; level < layout.effects[q].size(); ++level, ++at)
            for (const ColumnBlock& block : rows.blocks)
                for (std::ptrdiff_t k = 0; k < block.columns && block.first + k < rows.columns; ++k)
                    out.columns(at, block.first + k) =
                        coefficient(block, place_of(layout, block, q), static_cast<std::size_t>(level),
                                    static_cast<std::size_t>(k)) +
                        (q == layout.main ? rows.shift[block.first + k] : 0.0);
    return out;
}

}  // namespace maatstaf::detail
