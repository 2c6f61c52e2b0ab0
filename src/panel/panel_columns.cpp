// SPDX-License-Identifier: Apache-2.0
#include "panel/panel_columns.hpp"

#include <algorithm>
#include <utility>

namespace maatstaf::detail {

std::vector<std::int32_t> Repeat::codes() const {
    std::vector<std::int32_t> out;
    out.reserve(count * each * times);
    for (std::size_t t = 0; t < times; ++t)
        for (std::size_t item = 0; item < count; ++item) out.insert(out.end(), each, static_cast<std::int32_t>(item));
    return out;
}

Column label_column(std::string name, std::vector<std::string> labels, const Repeat& repeat) {
    std::vector<std::int32_t> codes = repeat.codes();
    // Several items may carry one text (a parent of many); the categories hold each text once.
    std::vector<std::string> categories;
    std::vector<std::int32_t> category_of(labels.size(), -1);
    std::vector<std::size_t> order(labels.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {}, [&](std::size_t i) -> const std::string& { return labels[i]; });
    std::vector<std::size_t> first(labels.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        first[order[i]] = i > 0 && labels[order[i]] == labels[order[i - 1]] ? first[order[i - 1]] : order[i];
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i].empty()) continue;
        if (first[i] == i) {
            category_of[i] = static_cast<std::int32_t>(categories.size());
            categories.push_back(labels[i]);
        } else {
            category_of[i] = category_of[first[i]];
        }
    }
    std::vector<Status> statuses;
    if (std::ranges::any_of(category_of, [](std::int32_t each) { return each < 0; }))
        statuses.assign(codes.size(), Status::observed);
    for (std::size_t row = 0; row < codes.size(); ++row) {
        codes[row] = category_of[static_cast<std::size_t>(codes[row])];
        if (codes[row] >= 0) continue;
        codes[row] = 0;
        statuses[row] = Status::absent;
    }
    return Column::dictionary(std::move(name), std::move(codes), std::move(categories), std::move(statuses));
}

std::vector<Column> unit_columns(std::span<const Unit> units, const Repeat& repeat) {
    std::vector<std::string> ids, names, kinds, parents;
    for (const Unit& each : units) {
        ids.push_back(each.id);
        names.push_back(each.name);
        kinds.emplace_back(to_name(each.kind));
        parents.push_back(each.parent);
    }
    std::vector<Column> out;
    out.push_back(label_column("unit", std::move(ids), repeat));
    out.push_back(label_column("name", std::move(names), repeat));
    out.push_back(label_column("kind", std::move(kinds), repeat));
    out.push_back(label_column("parent", std::move(parents), repeat));
    return out;
}

Column period_column(std::span<const Period> periods, const Repeat& repeat) {
    std::vector<std::string> texts;
    for (const Period& each : periods) texts.push_back(each.text());
    return label_column("period", std::move(texts), repeat);
}

Column status_column(std::string name, const std::vector<Status>& statuses) {
    std::vector<std::string> categories;
    for (const auto& each : enum_names(Status{})) categories.emplace_back(each.name);
    std::vector<std::int32_t> codes;
    codes.reserve(statuses.size());
    for (const Status each : statuses) codes.push_back(static_cast<std::int32_t>(each));
    return Column::dictionary(std::move(name), std::move(codes), std::move(categories));
}

}  // namespace maatstaf::detail
