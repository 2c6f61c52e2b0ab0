// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>

#include "score/model_data.hpp"
#include "score/result_data.hpp"
#include "score/table_text.hpp"

namespace maatstaf {
namespace {

using detail::Texts;

}  // namespace

namespace detail {

std::string sentences(std::span<const Caveat> caveats, Language language) {
    std::string text;
    for (const auto& caveat : caveats) {
        if (!text.empty()) text += ' ';
        text += caveat.text(language);
    }
    return text;
}

}  // namespace detail

Table to_table(const ScoreResult& result, Language language) {
    const auto& data = result.data();
    const Framework& framework = data.model.framework().framework();
    Texts unit("unit"), unit_name("unit_name"), period("period"), item("item"), name("name"), kind("kind"),
        view("view"), method("method"), caveat("caveat");
    std::vector<double> value, se, low, high, n, coverage, reference;
    std::vector<Status> status;
    // Few sets of caveats occur, so each sentence is written once.
    std::map<std::pair<CellCaveat, std::string>, std::string> written;
    for (std::size_t u = 0; u < data.units().size(); ++u) {
        for (std::size_t p = 0; p < data.periods.size(); ++p) {
            for (std::size_t i = 0; i < data.items.size(); ++i) {
                const ScoreItem& node = result.item(static_cast<std::int32_t>(i));
                const ScoreCell cell = result.cell(static_cast<std::int32_t>(i), static_cast<std::int32_t>(u),
                                                   static_cast<std::int32_t>(p));
                const auto [text, fresh] = written.try_emplace({cell.caveats, cell.area_weights});
                if (fresh) text->second = detail::sentences(notes(cell), language);
                unit.add(data.units()[u].id);
                unit_name.add(data.units()[u].name);
                period.add(data.periods[p].text());
                item.add(node.id);
                name.add(detail::name_of_item(framework, node));
                kind.add(to_name(node.kind));
                view.add(to_name(node.view));
                method.add(to_name(cell.method));
                caveat.add(text->second);
                value.push_back(cell.estimate.value);
                se.push_back(cell.estimate.se);
                low.push_back(cell.estimate.low);
                high.push_back(cell.estimate.high);
                n.push_back(cell.estimate.n);
                coverage.push_back(cell.coverage);
                reference.push_back(cell.reference);
                status.push_back(cell.status);
            }
        }
    }
    return Table({unit.column(), unit_name.column(), period.column(), item.column(), name.column(), kind.column(),
                  view.column(), Column::float64("value", value, status), Column::float64("se", se),
                  Column::float64("low", low), Column::float64("high", high), Column::float64("n", n),
                  Column::float64("coverage", coverage), Column::float64("reference", reference), method.column(),
                  caveat.column()},
                 data.restricted);
}

Table contribution_table(const ScoreResult& result, Language language) {
    const auto& data = result.data();
    Texts organisation("organisation"), contribution("contribution"), to("result"), unit("unit"), period("period"),
        caveat("caveat");
    std::vector<double> share, value, part;
    std::vector<std::uint8_t> agreed;
    for (const auto& each : result.shares()) {
        const std::int32_t item = result.find_item(each.contribution, View::contributions);
        for (std::size_t u = 0; u < data.units().size(); ++u) {
            for (std::size_t p = 0; p < data.periods.size(); ++p) {
                const ScoreCell cell =
                    result.cell(item, static_cast<std::int32_t>(u), static_cast<std::int32_t>(p));
                organisation.add(each.organisation);
                contribution.add(each.contribution);
                to.add(each.result);
                unit.add(data.units()[u].id);
                period.add(data.periods[p].text());
                share.push_back(each.share);
                agreed.push_back(each.agreed ? 1 : 0);
                value.push_back(cell.estimate.value);
                part.push_back(each.share * cell.estimate.value);
                caveat.add(detail::sentences(notes(cell), language));
            }
        }
    }
    return Table({organisation.column(), contribution.column(), to.column(), unit.column(), period.column(),
                  Column::float64("share", share), Column::boolean("agreed", agreed), Column::float64("value", value),
                  Column::float64("part", part), caveat.column()},
                 data.restricted);
}

}  // namespace maatstaf
