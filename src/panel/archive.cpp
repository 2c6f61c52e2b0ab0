// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/archive_io.hpp"
#include "maatstaf/panel/builder.hpp"
#include "panel/panel_data.hpp"

namespace maatstaf {
namespace {

using detail::CellBlock;

void write_block(detail::OutputArchive& content, const CellBlock& block) {
    content << block.value << block.status << block.se << block.n << block.numerator << block.denominator;
}

/// An indicator as format 1 has it: nobody could leave out the scale, and `mean` was the default.
struct FirstIndicator {
    std::string id = {};
    Scale scale = Scale::mean;
    double factor = 1.0;
    std::string unit = {};
    static constexpr auto fields() {
        return std::tuple{field("id", &FirstIndicator::id, ""), field("scale", &FirstIndicator::scale, ""),
                          field("factor", &FirstIndicator::factor, ""), field("unit", &FirstIndicator::unit, "")};
    }
};

std::vector<PanelIndicator> read_indicators(detail::InputArchive& content) {
    if (content.format() >= 2) return content.get<std::vector<PanelIndicator>>();
    std::vector<PanelIndicator> indicators;
    for (FirstIndicator& each : content.get<std::vector<FirstIndicator>>()) {
        indicators.push_back({.id = std::move(each.id), .factor = each.factor, .unit = std::move(each.unit)});
        if (each.scale != Scale::mean) indicators.back().scale = each.scale;
    }
    return indicators;
}

}  // namespace

// A panel is restored by way of the builder, so that what was tampered with meets the same checks as a table.

template <>
Bytes to_archive(const Panel& panel) {
    const Panel::Data& data = detail::PanelAccess::data(panel);
    return detail::archive("Panel", [&](detail::OutputArchive& content) {
        content << data.units << data.indicators << data.periods << data.count_rounding << data.restricted;
        for (const auto& block : data.blocks) {
            content << (block != data.absent);
            if (block != data.absent) write_block(content, *block);
        }
    });
}

template <>
Panel from_archive(std::span<const std::byte> bytes) {
    return detail::restore("Panel", bytes, [](detail::InputArchive& content) {
        PanelBuilder builder(content.get<std::vector<Unit>>());
        const auto indicators = read_indicators(content);
        const auto periods = content.get<std::vector<Period>>();
        builder.count_rounding(content.get<double>()).restricted(content.get<bool>());
        for (const PanelIndicator& each : indicators) builder.describe(each);
        for (const Period& each : periods) builder.period(each);
        for (const PanelIndicator& indicator : indicators)
            for (const Period& period : periods) {
                if (!content.get<bool>()) continue;
                CellParts parts;
                auto values = content.get<std::vector<double>>();
                parts.status = content.get<std::vector<Status>>();
                parts.se = content.get<std::vector<double>>();
                parts.n = content.get<std::vector<double>>();
                parts.numerator = content.get<std::vector<double>>();
                parts.denominator = content.get<std::vector<double>>();
                builder.add(indicator.id, period, std::move(values), std::move(parts));
            }
        Panel panel = std::move(builder).build();
        if (panel.indicators().size() != indicators.size() || !std::ranges::equal(panel.periods(), periods))
            content.refuse_value();
        return panel;
    });
}

}  // namespace maatstaf
