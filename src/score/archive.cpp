// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/archive.hpp"

#include <algorithm>
#include <cmath>

#include "core/archive_io.hpp"
#include "maatstaf/panel/builder.hpp"
#include "score/model_data.hpp"
#include "score/result_data.hpp"

namespace maatstaf {
namespace {

using detail::InputArchive;
using detail::OutputArchive;

void save_version(OutputArchive& content, const FrameworkVersion& version) {
    content << FreezeOptions{version.number(), version.date(), version.author(), version.reason()} << version.hash()
            << version.framework().data();
}

FrameworkVersion load_version(InputArchive& content) {
    const auto about = content.get<FreezeOptions>();
    const auto hash = content.get<std::string>();
    FrameworkVersion version = freeze(Framework(content.get<FrameworkData>()), about);
    if (version.hash() != hash) content.refuse_value();
    return version;
}

/// Kernels trust positions and weights, so a model from outside is looked at once.
void check_items(std::span<const ScoreItem> items, const ScoreModel::Data& data, const InputArchive& content) {
    const auto count = static_cast<std::int32_t>(items.size());
    const auto indicators = static_cast<std::int32_t>(data.indicators.size());
    for (std::int32_t i = 0; i < count; ++i) {
        const ScoreItem& item = items[static_cast<std::size_t>(i)];
        bool good = item.children.size() == item.weights.size() && item.parent < count &&
                    item.indicator < indicators && (item.indicator >= 0) == (item.kind == NodeKind::indicator) &&
                    (item.indicator < 0 || item.children.empty());
        for (const auto child : item.children) good = good && child >= 0 && child < i;
        for (const double weight : item.weights) good = good && weight >= 0.0 && weight <= 1.0 + 1e-9;
        if (!good) content.refuse_value();
        detail::name_of_item(data.framework.framework(), item);
    }
}

void check_indicators(const ScoreModel::Data& data, const InputArchive& content) {
    for (const auto& indicator : data.indicators) {
        data.framework.framework().indicator(indicator.id);
        const auto& sorted = indicator.normaliser.sorted;
        if (!std::is_sorted(sorted.begin(), sorted.end())) content.refuse_value();
    }
}

/// Results of all areas stand side by side, so their nodes must be the same ones.
bool same_structure(std::span<const ScoreItem> one, std::span<const ScoreItem> other) {
    return std::ranges::equal(one, other, [](const ScoreItem& a, const ScoreItem& b) {
        return a.id == b.id && a.view == b.view && a.kind == b.kind && a.children == b.children &&
               a.indicator == b.indicator;
    });
}

void save_model(OutputArchive& content, const ScoreModel::Data& data) {
    save_version(content, data.framework);
    content << data.options << data.items << data.indicators << data.shares << data.caveats;
    for (const auto& area : data.areas) content << area.data().items;
}

ScoreModel load_model(InputArchive& content) {
    auto data = std::make_shared<ScoreModel::Data>(load_version(content));
    data->options = content.get<ScoreModelOptions>();
    data->items = content.get<std::vector<ScoreItem>>();
    data->indicators = content.get<std::vector<ScoreIndicator>>();
    data->shares = content.get<std::vector<ContributionShare>>();
    data->caveats = content.get<std::vector<Caveat>>();
    check_items(data->items, *data, content);
    check_indicators(*data, content);
    detail::finish(*data);
    for (const std::string& set : data->options.area_weights) {
        data->framework.framework().weight_set(set);
        auto items = content.get<std::vector<ScoreItem>>();
        check_items(items, *data, content);
        if (!same_structure(items, data->items)) content.refuse_value();
        data->areas.push_back(detail::model_of_area(*data, set, std::move(items)));
    }
    return ScoreModel(std::move(data));
}

template <class T>
void save_block(OutputArchive& content, const detail::Block<T>& block) {
    content << std::vector<T>(block.data(), block.data() + block.size());
}

/// The same for blocks that runs of complete units leave unwritten: zeros stand there in the archive.
template <class T>
void save_written(OutputArchive& content, const ScoreResult::Data& data, const detail::Block<T>& block) {
    std::vector<T> values(block.size());
    const std::size_t units = data.units().size();
    for (std::size_t at = 0; at < values.size(); ++at)
        if (!data.is_complete(at / units / data.items.size(), at % units)) values[at] = block.data()[at];
    content << values;
}

template <class T>
detail::Block<T> load_block(InputArchive& content, std::size_t cells, bool may_be_empty) {
    const auto values = content.get<std::vector<T>>();
    if (values.size() != cells && !(may_be_empty && values.empty())) content.refuse_value();
    detail::Block<T> block(values.size());
    std::copy(values.begin(), values.end(), block.data());
    return block;
}

}  // namespace

template <>
Bytes to_archive(const ScoreModel& model) {
    return detail::archive("ScoreModel", [&](OutputArchive& content) { save_model(content, model.data()); });
}

template <>
ScoreModel from_archive(std::span<const std::byte> bytes) {
    return detail::restore("ScoreModel", bytes, [](InputArchive& content) { return load_model(content); });
}

template <>
Bytes to_archive(const ScoreResult& result) {
    return detail::archive("ScoreResult", [&](OutputArchive& content) {
        const auto& data = result.data();
        save_model(content, data.model.data());
        content << std::vector<Unit>(data.units().begin(), data.units().end()) << data.options
                << data.periods << data.items << data.restricted << data.caveats << data.area_of_unit;
        save_block(content, data.value);
        save_block(content, data.se);
        save_block(content, data.low);
        save_block(content, data.high);
        save_block(content, data.n);
        content << data.complete;
        for (const auto& each : data.when_complete)
            content << each.caveats << each.status << each.has_value << each.coverage;
        save_written(content, data, data.coverage);
        save_written(content, data, data.caveat_bits);
        save_written(content, data, data.status);
    });
}

template <>
ScoreResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore("ScoreResult", bytes, [](InputArchive& content) {
        ScoreModel model = load_model(content);
        PanelBuilder units(content.get<std::vector<Unit>>());
        auto data = std::make_shared<ScoreResult::Data>(std::move(model), std::move(units).build());
        data->options = content.get<ScoreOptions>();
        data->periods = content.get<std::vector<Period>>();
        data->items = content.get<std::vector<std::int32_t>>();
        for (const auto item : data->items)
            if (item < 0 || item >= static_cast<std::int32_t>(data->model.items().size())) content.refuse_value();
        data->restricted = content.get<bool>();
        data->caveats = content.get<std::vector<Caveat>>();
        if (content.format() >= 2) data->area_of_unit = content.get<std::vector<std::int32_t>>();
        const auto areas = static_cast<std::int32_t>(data->model.area_models().size());
        if (!data->area_of_unit.empty() && data->area_of_unit.size() != data->units().size()) content.refuse_value();
        for (const auto area : data->area_of_unit)
            if (area < -1 || area >= areas) content.refuse_value();
        const std::size_t cells = data->items.size() * data->periods.size() * data->units().size();
        data->value = load_block<double>(content, cells, false);
        data->se = load_block<double>(content, cells, true);
        data->low = load_block<double>(content, cells, true);
        data->high = load_block<double>(content, cells, true);
        data->n = load_block<double>(content, cells, true);
        data->complete = content.get<std::vector<std::uint8_t>>();
        if (data->complete.size() != data->runs() * data->periods.size()) content.refuse_value();
        for (std::size_t i = 0; i < data->items.size(); ++i) {
            detail::CompleteCell each;
            each.caveats = content.get<std::uint32_t>();
            each.status = content.get<Status>();
            each.has_value = content.get<bool>();
            each.coverage = content.get<double>();
            data->when_complete.push_back(each);
        }
        const bool all = std::ranges::find(data->complete, 0) == data->complete.end();
        data->coverage = load_block<double>(content, cells, all);
        data->caveat_bits = load_block<std::uint32_t>(content, cells, all);
        data->status = load_block<Status>(content, cells, all);
        return ScoreResult(std::move(data));
    });
}

}  // namespace maatstaf
