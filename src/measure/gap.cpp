// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/gap.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/check.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "measure/checks.hpp"
#include "measure/row_table.hpp"

namespace maatstaf {
namespace {

/// A number with its slopes in what it was made from: the standard expectation, that with the people served, the
/// effect, the observation.
struct Sloped {
    double value = 0.0;
    std::array<double, 4> slope{};

    Sloped& add(const Sloped& other, double times) {
        value += times * other.value;
        for (std::size_t i = 0; i < slope.size(); ++i) slope[i] += times * other.slope[i];
        return *this;
    }
};

double given_or(std::span<const double> values, std::size_t unit, double otherwise) {
    return values.empty() ? otherwise : values[unit];
}

/// The expectation of one unit where some factors are as they were and the others as planned.
class GapModel {
public:
    GapModel(const GapData& data, std::size_t unit, GapScale scale) : scale_(scale) {
        standard_ = given_or(data.standard, unit, 0.0);
        own_ = given_or(data.expected, unit, standard_);
        effect_ = given_or(data.effect, unit, 0.0);
        planned_reach_ = given_or(data.planned_reach, unit, 1.0);
        planned_dose_ = given_or(data.planned_dose, unit, 1.0);
        reach_ = given_or(data.reach, unit, planned_reach_);
        dose_ = given_or(data.dose, unit, planned_dose_);
    }
    Sloped at(bool own_people, bool own_reach, bool own_dose) const {
        const double more = (own_reach ? reach_ : planned_reach_) * (own_dose ? dose_ : planned_dose_) -
                            planned_reach_ * planned_dose_;
        const double people = own_people ? own_ : standard_;
        const double times = scale_ == GapScale::additive ? 1.0 : std::exp(effect_ * more);
        Sloped made;
        made.value = scale_ == GapScale::additive ? people + effect_ * more : people * times;
        made.slope[own_people ? 1 : 0] = times;
        made.slope[2] = scale_ == GapScale::additive ? more : made.value * more;
        return made;
    }

private:
    GapScale scale_;
    double standard_ = 0.0, own_ = 0.0, effect_ = 0.0, reach_ = 1.0, planned_reach_ = 1.0, dose_ = 1.0,
           planned_dose_ = 1.0;
};

/// The parts of `factors`, walked through in one order.
void walk(const GapModel& model, const std::vector<GapPart>& order, double weight, std::array<Sloped, 5>& parts) {
    std::array<bool, 3> own{};
    Sloped before = model.at(false, false, false);
    for (const GapPart each : order) {
        own[static_cast<std::size_t>(each) - 1] = true;
        const Sloped after = model.at(own[0], own[1], own[2]);
        parts[static_cast<std::size_t>(each)].add(after, weight).add(before, -weight);
        before = after;
    }
}

void need_gap_data(const GapData& data, std::size_t units) {
    const auto given = [&](const char* name, std::span<const double> values, bool needed) {
        if (needed || !values.empty()) detail::need_length(name, values.size(), units);
    };
    given("observed", data.observed, true);
    given("target", data.target, true);
    given("standard", data.standard, true);
    const auto together = [](const char* name, std::span<const double> values, const char* other, bool there) {
        if (!values.empty() && !there)
            throw ArgumentError(messages::measure_gap_needs, {{"given", name}, {"argument", other}});
    };
    together("reach", data.reach, "planned_reach", !data.planned_reach.empty());
    together("dose", data.dose, "planned_dose", !data.planned_dose.empty());
    together("reach", data.reach, "effect", !data.effect.empty());
    together("dose", data.dose, "effect", !data.effect.empty());
    given("observed_se", data.observed_se, false);
    given("standard_se", data.standard_se, false);
    given("expected", data.expected, false);
    given("expected_se", data.expected_se, false);
    given("reach", data.reach, false);
    given("planned_reach", data.planned_reach, false);
    given("dose", data.dose, false);
    given("planned_dose", data.planned_dose, false);
    given("effect", data.effect, false);
    given("effect_se", data.effect_se, false);
    for (const auto& [name, values] : {std::pair{"reach", data.reach}, std::pair{"planned_reach", data.planned_reach}})
        for (std::size_t row = 0; row < values.size(); ++row)
            if (values[row] < 0.0 || values[row] > 1.0)
                throw DataError(messages::measure_off_scale, {{"argument", name},
                                                              {"row", std::to_string(row + 1)},
                                                              {"got", to_text(values[row])},
                                                              {"range", "0 .. 1"}});
    for (const auto& [name, values] :
         {std::pair{"dose", data.dose}, std::pair{"planned_dose", data.planned_dose},
          std::pair{"observed_se", data.observed_se}, std::pair{"standard_se", data.standard_se},
          std::pair{"expected_se", data.expected_se}, std::pair{"effect_se", data.effect_se}})
        detail::need_amounts(name, values, false);
}

std::vector<GapPart> factors_given(const GapData& data, const GapOptions& options) {
    std::vector<GapPart> factors;
    if (!data.expected.empty()) factors.push_back(GapPart::case_mix);
    if (!data.reach.empty()) factors.push_back(GapPart::reach);
    if (!data.dose.empty()) factors.push_back(GapPart::dose);
    if (options.order.empty()) return factors;
    std::vector<GapPart> sorted = options.order;
    std::sort(sorted.begin(), sorted.end());
    if (sorted != factors) {
        std::vector<std::string_view> names;
        for (const GapPart each : factors) names.push_back(to_name(each));
        throw ArgumentError(messages::measure_gap_order, {{"allowed", join(names, ", ")}});
    }
    return options.order;
}

std::string names_of_parts(const std::vector<GapPart>& parts) {
    std::vector<std::string_view> names;
    for (const GapPart each : parts) names.push_back(to_name(each));
    return join(names, ", ");
}

}  // namespace

Table GapResult::table() const {
    using Row = GapRow;
    return Table({detail::text_column("unit", rows, [](const Row& each) { return each.unit; }),
                  detail::text_column("part", rows, [](const Row& each) { return to_name(each.part); }),
                  detail::number_column("value", rows, [](const Row& each) { return each.size.value; }),
                  detail::number_column("se", rows, [](const Row& each) { return each.size.se; }),
                  detail::number_column("low", rows, [](const Row& each) { return each.size.low; }),
                  detail::number_column("high", rows, [](const Row& each) { return each.size.high; }),
                  detail::number_column("gap", rows, [](const Row& each) { return each.gap; }),
                  detail::reason_column(rows)});
}

namespace measure {

GapResult explain_gap(const GapData& data, const std::vector<std::string>& units, const GapOptions& options) {
    detail::need_confidence(options.confidence);
    need_gap_data(data, units.size());
    std::vector<GapPart> order = factors_given(data, options);
    GapResult result;
    result.options = options;
    const double z = detail::two_sided(options.confidence);
    std::vector<std::vector<GapPart>> orders;
    if (options.order.empty()) {
        do orders.push_back(order);
        while (std::next_permutation(order.begin(), order.end()));
    } else {
        orders.push_back(order);
    }
    for (std::size_t u = 0; u < units.size(); ++u) {
        const GapModel model(data, u, options.scale);
        std::array<Sloped, 5> parts{};
        for (const auto& each : orders) walk(model, each, 1.0 / static_cast<double>(orders.size()), parts);
        parts[0] = model.at(false, false, false);
        parts[0].value -= data.target[u];
        Sloped& rest = parts[4];
        rest.value = data.observed[u] - data.target[u];
        for (std::size_t k = 0; k < 4; ++k) rest.value -= parts[k].value;
        rest.slope[3] = 1.0;
        for (std::size_t k = 0; k < 4; ++k)
            for (std::size_t i = 0; i < 4; ++i) rest.slope[i] -= parts[k].slope[i];
        const std::array<double, 4> se{given_or(data.standard_se, u, detail::not_known),
                                       given_or(data.expected_se, u, detail::not_known),
                                       given_or(data.effect_se, u, detail::not_known),
                                       given_or(data.observed_se, u, detail::not_known)};
        for (const auto& name : enum_names(GapPart{})) {
            const bool named = name.value == GapPart::target || name.value == GapPart::unexplained ||
                               std::find(order.begin(), order.end(), name.value) != order.end();
            if (!named) continue;
            const Sloped& part = parts[static_cast<std::size_t>(name.value)];
            GapRow row;
            row.unit = units[u];
            row.part = name.value;
            row.gap = data.observed[u] - data.target[u];
            row.size.value = part.value;
            double variance = 0.0;
            // A slope that is nought but for rounding asks for no margin.
            for (std::size_t i = 0; i < 4; ++i)
                if (std::fabs(part.slope[i]) > 1e-12) variance += part.slope[i] * part.slope[i] * se[i] * se[i];
            if (std::isnan(part.value)) row.reason = EmptyReason::missing;
            else if (std::isnan(variance)) row.reason = EmptyReason::no_margin;
            row.size.se = std::sqrt(variance);
            row.size.low = part.value - z * row.size.se;
            row.size.high = part.value + z * row.size.se;
            result.rows.push_back(std::move(row));
        }
    }
    result.caveats.push_back({messages::measure_gap_unexplained, {}});
    if (!data.effect.empty()) result.caveats.push_back({messages::measure_gap_effect, {}});
    if (order.size() > 1)
        result.caveats.push_back(options.order.empty()
                                     ? Caveat{messages::measure_gap_all_orders, {{"parts", names_of_parts(order)}}}
                                     : Caveat{messages::measure_gap_one_order, {{"parts", names_of_parts(order)}}});
    return result;
}

}  // namespace measure
}  // namespace maatstaf
