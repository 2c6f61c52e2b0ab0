// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <unordered_map>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/measure/standardised.hpp"

namespace maatstaf::measure {
namespace {

constexpr std::array<std::string_view, 18> ages_1976{"0-4",   "5-9",   "10-14", "15-19", "20-24", "25-29",
                                                     "30-34", "35-39", "40-44", "45-49", "50-54", "55-59",
                                                     "60-64", "65-69", "70-74", "75-79", "80-84", "85+"};
constexpr std::array<double, 18> people_1976{8000, 7000, 7000, 7000, 7000, 7000, 7000, 7000, 7000,
                                             7000, 7000, 6000, 5000, 4000, 3000, 2000, 1000, 1000};
constexpr std::array<std::string_view, 19> ages_2013{"0-4",   "5-9",   "10-14", "15-19", "20-24", "25-29", "30-34",
                                                     "35-39", "40-44", "45-49", "50-54", "55-59", "60-64", "65-69",
                                                     "70-74", "75-79", "80-84", "85-89", "90+"};
constexpr std::array<double, 19> people_2013{5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000,
                                             7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000};

/// The whole numbers in a text, at most two.
struct AgeNumbers {
    int first = -1, last = -1;
};

AgeNumbers numbers_in(std::string_view text) {
    AgeNumbers found;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] < '0' || text[i] > '9') {
            ++i;
            continue;
        }
        int value = 0;
        const auto end = std::from_chars(text.data() + i, text.data() + text.size(), value).ptr;
        (found.first < 0 ? found.first : found.last) = value;
        i = static_cast<std::size_t>(end - text.data());
    }
    return found;
}

/// "0 tot 5" and "0 to 5" (but not "0 t/m 4") end before their last number.
bool ends_before(std::string_view text) {
    return text.find(" tot ") != std::string_view::npos || text.find(" to ") != std::string_view::npos;
}

bool is_open(std::string_view text) {
    for (const std::string_view word : {"+", "plus", "ouder", "older", "over", "more", "meer"})
        if (text.find(word) != std::string_view::npos) return true;
    return false;
}

std::optional<std::int32_t> position_of(std::string_view age, const StandardPopulation& standard) {
    const AgeNumbers got = numbers_in(age);
    if (got.first < 0) return std::nullopt;
    for (std::size_t k = 0; k < standard.age.size(); ++k) {
        const AgeNumbers band = numbers_in(standard.age[k]);
        if (band.first != got.first) continue;
        const int last = got.last < 0 ? got.last : got.last - (ends_before(age) ? 1 : 0);
        const bool is_open_end = band.last < 0;
        if (last >= 0 && (is_open_end || last != band.last)) return std::nullopt;
        if (last < 0 && !is_open_end && age.find_first_not_of("0123456789 ") != std::string_view::npos)
            return std::nullopt;  // "85+" is more than 85-89
        return static_cast<std::int32_t>(k);
    }
    return std::nullopt;
}

}  // namespace

std::vector<std::string_view> standard_populations() { return {"esp1976", "esp2013"}; }

StandardPopulation standard_population(std::string_view name) {
    if (name == "esp1976")
        return {"esp1976", "Waterhouse et al. (1976), Cancer Incidence in Five Continents III, IARC", ages_1976,
                people_1976};
    if (name == "esp2013")
        return {"esp2013", "Eurostat (2013), Revision of the European Standard Population", ages_2013, people_2013};
    const auto names = standard_populations();
    throw ArgumentError(messages::unknown_option, {{"got", std::string(name)},
                                                   {"argument", "standard"},
                                                   {"nearest", nearest(name, names)},
                                                   {"allowed", join(names, ", ")}});
}

std::vector<std::int32_t> age_positions(std::span<const std::string> ages, const StandardPopulation& standard) {
    std::vector<std::int32_t> positions;
    positions.reserve(ages.size());
    for (std::size_t row = 0; row < ages.size(); ++row) {
        const auto found = position_of(ages[row], standard);
        if (!found)
            throw DataError(messages::measure_age_band, {{"row", std::to_string(row + 1)},
                                                         {"got", ages[row]},
                                                         {"allowed", join(standard.age, ", ", 30)}});
        positions.push_back(*found);
    }
    return positions;
}

AgeBands age_bands(std::span<const std::string> labels) {
    AgeBands made;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        const std::string& label = labels[row];
        const AgeNumbers got = numbers_in(label);
        const std::size_t first = label.find_first_not_of(' ');
        const int last = got.last < 0 ? got.last : got.last - (ends_before(label) ? 1 : 0);
        if (got.first < 0 || label[first] < '0' || label[first] > '9' || (last >= 0 && last < got.first))
            throw DataError(messages::measure_age_unread, {{"row", std::to_string(row + 1)}, {"got", labels[row]}});
        made.start.push_back(got.first);
        made.end.push_back(last >= 0        ? last
                           : is_open(label) ? std::numeric_limits<double>::infinity()
                                            : std::numeric_limits<double>::quiet_NaN());
    }
    return made;
}

std::vector<std::int32_t> label_positions(std::span<const std::string> labels, std::span<const std::string> of) {
    std::unordered_map<std::string_view, std::int32_t> place;
    for (std::size_t k = 0; k < of.size(); ++k)
        if (!place.try_emplace(of[k], static_cast<std::int32_t>(k)).second)
            throw DataError(messages::measure_label_twice, {{"got", of[k]}});
    std::vector<std::int32_t> positions;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        const auto found = place.find(labels[row]);
        if (found == place.end())
            throw DataError(messages::measure_unknown_label, {{"row", std::to_string(row + 1)},
                                                              {"got", labels[row]},
                                                              {"nearest", nearest(labels[row], of)},
                                                              {"allowed", join(of, ", ", 30)}});
        positions.push_back(found->second);
    }
    return positions;
}

}  // namespace maatstaf::measure
