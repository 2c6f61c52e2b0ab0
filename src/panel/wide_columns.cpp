// SPDX-License-Identifier: Apache-2.0
#include "panel/wide_columns.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {
namespace {

constexpr int first_year = 1900;  // below lie figures such as "per_1000"
constexpr int last_year = 2100;

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// `lonely_2016` is `lonely` in 2016; half-years, quarters and months are read too.
std::optional<std::pair<std::string, Period>> split_period(const std::string& name) {
    const auto mark = name.rfind('_');
    if (mark == name.npos || mark == 0 || name.size() - mark < 5) return std::nullopt;
    const std::string tail = name.substr(mark + 1);
    if (!std::ranges::all_of(tail.substr(0, 4), is_digit)) return std::nullopt;
    try {
        const Period period = Period::parse(tail);
        if (period.year() < first_year || period.year() > last_year) return std::nullopt;
        return std::pair{name.substr(0, mark), period};
    } catch (const ArgumentError&) {
        return std::nullopt;
    }
}

constexpr std::array<std::string_view, 5> part_suffixes{"_se", "_n", "_numerator", "_denominator", "_status"};

/// `lonely_2016_se` stands for `lonely_se_2016`: both orders occur, and a margin must not be lost in silence.
std::optional<std::pair<std::string, Period>> split_period_and_part(const std::string& name) {
    if (auto split = split_period(name)) return split;
    for (const std::string_view suffix : part_suffixes) {
        if (!name.ends_with(suffix)) continue;
        auto split = split_period(name.substr(0, name.size() - suffix.size()));
        if (split) split->first += suffix;
        return split;
    }
    return std::nullopt;
}

/// `JongerenMetJeugdzorgInNatura_84` is `JongerenMetJeugdzorgInNatura`.
std::string without_running_number(const std::string& name) {
    const auto mark = name.rfind('_');
    if (mark == name.npos || mark == 0 || mark + 1 == name.size() || name.size() - mark > 4) return name;
    return std::ranges::all_of(name.substr(mark + 1), is_digit) ? name.substr(0, mark) : name;
}

/// "40,1", "1.234", "<5", "12 %": digits and marks of numbers only.
bool looks_like_figure(std::string_view text) {
    if (text.starts_with('<') || text.starts_with('>') || text.starts_with('-')) text.remove_prefix(1);
    if (text.ends_with('%')) text.remove_suffix(1);
    return text.find_first_of("0123456789") != text.npos && text.find_first_not_of("0123456789., ") == text.npos;
}

/// What stands where a source gives no figure: no letter or digit at all, or a usual abbreviation.
bool looks_like_no_figure(std::string_view text) {
    static const std::vector<std::string> suppressed = CsvOptions{}.suppressed;
    constexpr std::array<std::string_view, 5> usual{"n.b.", "nb", "n.v.t.", "nvt", "geheim"};
    return std::ranges::find(suppressed, text) != suppressed.end() || std::ranges::find(usual, text) != usual.end() ||
           std::ranges::none_of(text, [](char c) { return is_digit(c) || static_cast<unsigned char>(c) >= 'A'; });
}

/// Figures that were read as text ("40,1", or numbers with "." or "x" among them) are no indicator, and left out in
/// silence nobody would miss them. Whole numbers alone may be codes.
void refuse_text_of_numbers(const Column& column) {
    if (!column.is_text()) return;
    const std::vector<std::string> absent = CsvOptions{}.absent;
    std::size_t first = column.size();
    bool has_figure = false;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.status(row) != Status::observed) continue;
        const std::string text = column.display(row);
        if (std::ranges::find(absent, text) != absent.end()) continue;
        const bool figure = looks_like_figure(text);
        if (!figure && !looks_like_no_figure(text)) return;
        has_figure = has_figure || figure;
        if (first == column.size() && !std::ranges::all_of(text, is_digit)) first = row;
    }
    if (first == column.size() || !has_figure) return;
    throw DataError(messages::text_of_numbers, {{"column", column.name()},
                                               {"row", std::to_string(first + 1)},
                                               {"text", column.display(first)}});
}

}  // namespace

WideColumns::WideColumns(const Table& table, const WideOptions& options)
    : table_{table}, options_{options}, periods_in_names_{options.period.empty() && options.fixed_period.empty()} {
    const std::array roles{&options.unit, &options.period, &options.name, &options.parent, &options.kind};
    for (const Column& column : table.columns()) {
        if (std::ranges::any_of(roles, [&](const std::string* role) { return *role == column.name(); })) continue;
        std::string name = column.name();
        Period period;
        if (periods_in_names_) {
            auto split = split_period_and_part(name);
            if (!split) continue;
            name = std::move(split->first);
            period = split->second;
            periods_.push_back(period);
        }
        if (options.strip_running_number) name = without_running_number(name);
        const auto [entry, is_new] = positions_.try_emplace(name, stems_.size());
        if (is_new) stems_.push_back({name, {}});
        stems_[entry->second].columns.emplace_back(&column, period);
    }
    std::ranges::sort(periods_);
    periods_.erase(std::unique(periods_.begin(), periods_.end()), periods_.end());
    if (periods_in_names_ && periods_.empty()) throw ArgumentError(messages::no_period);
}

const WideColumns::Stem* WideColumns::find(std::string_view stem) const {
    const auto found = positions_.find(std::string(stem));
    return found == positions_.end() ? nullptr : &stems_[found->second];
}

bool WideColumns::is_part_of_another(std::string_view stem) const {
    for (const std::string_view suffix : part_suffixes) {
        if (!stem.ends_with(suffix) || stem.size() == suffix.size()) continue;
        const std::string base(stem.substr(0, stem.size() - suffix.size()));
        if (find(base) || (find(base + "_numerator") && find(base + "_denominator"))) return true;
    }
    return false;
}

std::vector<PanelIndicator> WideColumns::indicators() const {
    std::vector<PanelIndicator> out = options_.indicators;
    const auto add = [&](std::string_view id) {
        if (std::ranges::none_of(out, [&](const PanelIndicator& each) { return each.id == id; }))
            out.push_back({.id = std::string(id)});
    };
    for (const IndicatorColumns& each : options_.columns) add(each.indicator);
    if (!out.empty()) return out;
    for (const Stem& stem : stems_) {
        if (std::ranges::none_of(stem.columns, [](const auto& each) { return each.first->is_numeric(); })) {
            for (const auto& each : stem.columns) refuse_text_of_numbers(*each.first);
            continue;
        }
        if (!is_part_of_another(stem.name)) {
            add(stem.name);
        } else if (stem.name.ends_with("_numerator")) {
            const std::string base = stem.name.substr(0, stem.name.size() - std::string_view("_numerator").size());
            if (!find(base)) add(base);
        }
    }
    if (!out.empty()) return out;
    std::vector<std::string_view> taken;
    for (const std::string* role : {&options_.unit, &options_.period, &options_.name, &options_.parent, &options_.kind})
        if (!role->empty()) taken.push_back(*role);
    throw ArgumentError(messages::no_indicators, {{"columns", join(taken, ", ")}});
}

const Column* WideColumns::pick(const std::string& stem, const Period* period, std::string_view indicator) const {
    const Stem* found = find(stem);
    if (!found) return nullptr;
    const Column* picked = nullptr;
    for (const auto& [column, at] : found->columns) {
        if (period && at != *period) continue;
        if (picked)
            throw ArgumentError(messages::same_stem, {{"first", picked->name()},
                                                     {"second", column->name()},
                                                     {"indicator", std::string(indicator)},
                                                     {"period", period ? period->text() : std::string()}});
        picked = column;
    }
    return picked;
}

/// A column that was named: by its own name, or by its stem. It must exist in some period.
const Column* WideColumns::pick_named(const std::string& name, const Period* period, std::string_view indicator) const {
    if (name.empty()) return nullptr;
    if (!period && table_.has(name)) return &table_.column(name);
    if (find(name)) return pick(name, period, indicator);
    std::vector<std::string_view> stems;
    for (const Stem& each : stems_) stems.push_back(each.name);
    throw ArgumentError(messages::unknown_column,
                        {{"got", name}, {"nearest", nearest(name, stems)}, {"allowed", join(stems, ", ")}});
}

ArgumentError WideColumns::unknown(std::string_view indicator) const {
    std::vector<std::string_view> stems;
    for (const Stem& each : stems_) stems.push_back(each.name);
    return {messages::unknown_indicator,
            {{"got", std::string(indicator)}, {"nearest", nearest(indicator, stems)}, {"allowed", join(stems, ", ")}}};
}

SourceColumns WideColumns::of(const std::string& indicator, const Period* period) const {
    const auto named = std::ranges::find(options_.columns, indicator, &IndicatorColumns::indicator);
    if (named != options_.columns.end()) {
        if (named->value.empty() && (named->numerator.empty() || named->denominator.empty()))
            throw ArgumentError(messages::columns_without_value, {{"indicator", indicator}});
        return {pick_named(named->value, period, indicator),     pick_named(named->se, period, indicator),
                pick_named(named->n, period, indicator),         pick_named(named->numerator, period, indicator),
                pick_named(named->denominator, period, indicator), pick_named(named->status, period, indicator)};
    }
    if (!find(indicator) && !(find(indicator + "_numerator") && find(indicator + "_denominator")))
        throw unknown(indicator);
    return {pick(indicator, period, indicator),
            pick(indicator + "_se", period, indicator),
            pick(indicator + "_n", period, indicator),
            pick(indicator + "_numerator", period, indicator),
            pick(indicator + "_denominator", period, indicator),
            pick(indicator + "_status", period, indicator)};
}

}  // namespace maatstaf::detail
