// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_set>

#include "core/archive_io.hpp"
#include "core/civil.hpp"
#include "maatstaf/panel/deliveries.hpp"

namespace maatstaf {
namespace {

void write(detail::OutputArchive& content, const Codes& codes) { content << codes.labels << codes.positions; }

void read(detail::InputArchive& content, Codes& codes) { content >> codes.labels >> codes.positions; }

bool is_sound(const Codes& codes, std::size_t rows) {
    const std::unordered_set<std::string_view> distinct(codes.labels.begin(), codes.labels.end());
    const auto labels = static_cast<std::int64_t>(codes.labels.size());
    return codes.positions.size() == rows && distinct.size() == codes.labels.size() && !distinct.contains("") &&
           std::ranges::all_of(codes.positions, [labels](std::int64_t at) { return at >= -1 && at < labels; });
}

bool are_days(const std::vector<std::int32_t>& days, std::size_t rows) {
    return days.size() == rows &&
           std::ranges::all_of(days, [](auto each) { return each == Deliveries::no_day || detail::is_dated(each); });
}

bool are_amounts(const std::vector<double>& values, std::size_t rows) {
    return values.size() == rows && std::ranges::all_of(values, [](double each) {
               return std::isnan(each) || (each >= 0 && !std::isinf(each));
           });
}

/// What reading deliveries from a table makes sure of.
bool is_sound(const Deliveries& deliveries) {
    const std::size_t rows = deliveries.size();
    for (const Codes* codes : {&deliveries.activity, &deliveries.area, &deliveries.household, &deliveries.organisation,
                               &deliveries.product, &deliveries.dose_unit})
        if (!is_sound(*codes, rows)) return false;
    for (const auto* amounts : {&deliveries.dose, &deliveries.participants, &deliveries.cost})
        if (!are_amounts(*amounts, rows)) return false;
    if (!are_days(deliveries.start, rows) || !are_days(deliveries.end, rows) || deliveries.act.size() != rows)
        return false;
    for (std::size_t row = 0; row < rows; ++row)
        if (deliveries.start[row] != Deliveries::no_day && deliveries.end[row] != Deliveries::no_day &&
            deliveries.end[row] < deliveries.start[row])
            return false;
    return deliveries.restricted || deliveries.household.labels.empty();
}

}  // namespace

template <>
Bytes to_archive(const Deliveries& deliveries) {
    return detail::archive("Deliveries", [&](detail::OutputArchive& content) {
        write(content, deliveries.activity);
        write(content, deliveries.area);
        write(content, deliveries.household);
        write(content, deliveries.organisation);
        write(content, deliveries.product);
        write(content, deliveries.dose_unit);
        content << deliveries.start << deliveries.end << deliveries.dose << deliveries.participants << deliveries.cost
                << deliveries.act << deliveries.restricted;
    });
}

template <>
Deliveries from_archive(std::span<const std::byte> bytes) {
    return detail::restore("Deliveries", bytes, [](detail::InputArchive& content) {
        Deliveries deliveries;
        read(content, deliveries.activity);
        read(content, deliveries.area);
        read(content, deliveries.household);
        read(content, deliveries.organisation);
        read(content, deliveries.product);
        read(content, deliveries.dose_unit);
        content >> deliveries.start >> deliveries.end >> deliveries.dose >> deliveries.participants >>
            deliveries.cost >> deliveries.act >> deliveries.restricted;
        if (!is_sound(deliveries)) content.refuse_value();
        return deliveries;
    });
}

}  // namespace maatstaf
