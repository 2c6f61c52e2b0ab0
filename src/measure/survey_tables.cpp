// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/text.hpp"
#include "maatstaf/measure/survey.hpp"
#include "measure/measure_rows.hpp"

namespace maatstaf {
namespace {

double answered(const SurveyItem& item) { return std::isnan(item.top_box.n) ? 0.0 : item.top_box.n; }

/// Texts and numbers of items as columns.
class ItemColumns {
public:
    explicit ItemColumns(const std::vector<SurveyItem>& items) : items_(&items) {}
    template <class Of>
    ItemColumns& text(const char* name, Of&& of) {
        std::vector<std::string> values{};
        for (const SurveyItem& each : *items_) values.push_back(of(each));
        made_.add(Column::string(name, values));
        return *this;
    }
    template <class Of>
    ItemColumns& number(std::string name, Of&& of) {
        std::vector<double> values{};
        for (const SurveyItem& each : *items_) values.push_back(of(each));
        made_.add(Column::float64(std::move(name), std::move(values)));
        return *this;
    }
    Table done() && {
        made_.set_restricted(true);
        return std::move(made_);
    }

private:
    const std::vector<SurveyItem>* items_;
    Table made_{};
};

}  // namespace

Table SurveyResult::table() const {
    ItemColumns made(items);
    made.text("activity", [](const SurveyItem& each) { return each.activity; });
    if (has_areas) made.text("area", [](const SurveyItem& each) { return each.area; });
    made.text("item", [](const SurveyItem& each) { return each.item; });
    made.text("period", [](const SurveyItem& each) { return each.period; });
    made.number("asked", [](const SurveyItem& each) { return each.asked; });
    made.number("answered", [](const SurveyItem& each) { return answered(each); });
    for (std::size_t at = 0; at < static_cast<std::size_t>(options.scale); ++at)
        made.number("answer_" + std::to_string(at + 1), [at](const SurveyItem& each) { return each.answers[at]; });
    made.number("top_box", [](const SurveyItem& each) { return each.top_box.value; });
    made.number("top_box_low", [](const SurveyItem& each) { return each.top_box.low; });
    made.number("top_box_high", [](const SurveyItem& each) { return each.top_box.high; });
    made.number("response", [](const SurveyItem& each) { return each.response.value; });
    made.number("least", [](const SurveyItem& each) { return each.least; });
    made.number("most", [](const SurveyItem& each) { return each.most; });
    made.number("least_low", [](const SurveyItem& each) { return each.least_low; });
    made.number("most_high", [](const SurveyItem& each) { return each.most_high; });
    return std::move(made).done();
}

MeasureResult SurveyResult::measures() const {
    static constexpr const char* names[] = {"count", "se", "response", "least", "most", "least_low", "most_high"};
    const double level[] = {options.confidence};
    detail::MeasureRows rows(level, names);
    for (const SurveyItem& each : items) {
        const Limits limits[] = {{each.top_box.low, each.top_box.high}};
        const double n = answered(each);
        const double more[] = {n == 0.0 ? 0.0 : std::round(each.top_box.value * n),
                               each.top_box.se,
                               each.response.value,
                               each.least,
                               each.most,
                               each.least_low,
                               each.most_high};
        detail::RowNumber number{MeasureKind::proportion};
        if (n > 0.0) number = {MeasureKind::proportion, more[0], n};
        rows.add(each.top_box.value, limits, n, more, "wilson", n == 0.0 ? EmptyReason::missing : EmptyReason::none,
                 number);
    }
    ItemColumns keys(items);
    keys.text("activity", [](const SurveyItem& each) { return each.activity; });
    if (has_areas) keys.text("area", [](const SurveyItem& each) { return each.area; });
    keys.text("period", [](const SurveyItem& each) { return each.period; });
    keys.text("measure", [](const SurveyItem& each) { return each.item; });
    MeasureResult made = std::move(rows).with_keys(std::move(keys).done());
    made.caveats = caveats;
    return made;
}

Table SurveyResult::comparisons(std::string_view reference) const {
    std::vector<std::string> names{};
    for (const SurveyItem& each : items)
        if (std::find(names.begin(), names.end(), each.activity) == names.end()) names.push_back(each.activity);
    if (!reference.empty() && std::find(names.begin(), names.end(), reference) == names.end())
        throw ArgumentError(messages::unknown_option, {{"argument", "reference"},
                                                   {"got", std::string(reference)},
                                                   {"nearest", nearest(reference, names)},
                                                   {"allowed", join(names, ", ")}});
    std::vector<SurveyItem> first{};
    std::vector<std::string> other{};
    std::vector<Estimate> chance{};
    const auto width = static_cast<std::size_t>(options.scale);
    for (const SurveyItem& each : items) {
        const auto same = [&](const SurveyItem& with) {
            return with.item == each.item && with.period == each.period && with.area == each.area &&
                   (reference.empty() || with.activity == reference);
        };
        const auto found = std::find_if(items.begin(), items.end(), same);
        if (found == items.end() || found->activity == each.activity) continue;
        if (answered(each) == 0.0 || answered(*found) == 0.0) continue;
        first.push_back(each);
        other.push_back(found->activity);
        chance.push_back(superiority(std::span(each.answers).first(width), std::span(found->answers).first(width),
                                     options.confidence));
    }
    ItemColumns made(first);
    made.text("activity", [](const SurveyItem& each) { return each.activity; });
    Table table = std::move(made).done();
    table.add(Column::string("reference", other));
    ItemColumns rest(first);
    if (has_areas) rest.text("area", [](const SurveyItem& each) { return each.area; });
    rest.text("item", [](const SurveyItem& each) { return each.item; });
    rest.text("period", [](const SurveyItem& each) { return each.period; });
    const Table described = std::move(rest).done();
    for (const Column& each : described.columns()) table.add(each);
    const auto add = [&](const char* name, double Estimate::*member) {
        std::vector<double> values{};
        for (const Estimate& each : chance) values.push_back(each.*member);
        table.add(Column::float64(name, std::move(values)));
    };
    add("superiority", &Estimate::value);
    add("low", &Estimate::low);
    add("high", &Estimate::high);
    add("n", &Estimate::n);
    return table;
}

}  // namespace maatstaf
