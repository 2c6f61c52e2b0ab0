// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <functional>
#include <unordered_map>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/fields.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/panel.hpp"
#include "panel/table_axes.hpp"

namespace maatstaf::detail {
namespace {

std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

/// Gives each distinct text a number in order of first appearance.
class Numbering {
public:
    explicit Numbering(Labels& labels) : labels_{labels} {}

    std::int32_t number(std::string_view text, std::size_t row) {
        text = without_blanks(text);
        if (text.empty()) return -1;
        if (const auto found = numbers_.find(text); found != numbers_.end()) return found->second;
        const auto next = static_cast<std::int32_t>(labels_.distinct.size());
        labels_.distinct.emplace_back(text);
        labels_.first_row.push_back(static_cast<std::int64_t>(row));
        numbers_.emplace(labels_.distinct.back(), next);
        return next;
    }

private:
    Labels& labels_;
    std::unordered_map<std::string, std::int32_t, TextHash, std::equal_to<>> numbers_;
};

void number_dictionary(const Column& column, Labels& labels, Numbering& numbering) {
    constexpr std::int32_t unseen = -2;
    const auto codes = column.int32();
    std::vector<std::int32_t> of_code(column.categories().size(), unseen);
    for (std::size_t row = 0; row < codes.size(); ++row) {
        if (column.status(row) != Status::observed) continue;
        std::int32_t& known = of_code[static_cast<std::size_t>(codes[row])];
        if (known == unseen) known = numbering.number(column.text(row), row);
        labels.positions[row] = known;
    }
}

/// Whole numbers as digits. A float64 column of whole numbers is what pandas makes of codes or years with a gap.
void number_digits(const Column& column, Labels& labels, Numbering& numbering) {
    std::unordered_map<double, std::int32_t> known;
    for (std::size_t row = 0; row < column.size(); ++row) {
        const double got = column.number(row);
        if (std::isnan(got)) continue;
        if (got != std::floor(got) || std::abs(got) > 9007199254740992.0)
            throw ArgumentError(messages::column_type, {{"column", column.name()},
                                                       {"got", std::string(to_name(column.type()))},
                                                       {"expected", "string / dictionary / int64"}});
        const auto [entry, is_new] = known.try_emplace(got, -1);
        if (is_new) entry->second = numbering.number(std::to_string(static_cast<std::int64_t>(got)), row);
        labels.positions[row] = entry->second;
    }
}

/// Shows the first cell that is no number; where all would be numbers, the first at or after `row`.
DataError not_numeric(const Column& column, std::size_t row) {
    for (std::size_t each = row; each < column.size(); ++each) {
        if (column.status(each) != Status::observed || parse_number(column.display(each))) continue;
        row = each;
        break;
    }
    return {messages::column_not_numeric, {{"column", column.name()},
                                          {"got", std::string(to_name(column.type()))},
                                          {"row", std::to_string(row + 1)},
                                          {"text", column.display(row)}}};
}

}  // namespace

Labels read_labels(const Column& column) {
    Labels labels;
    labels.positions.assign(column.size(), -1);
    Numbering numbering(labels);
    if (column.type() == ColumnType::dictionary) {
        number_dictionary(column, labels, numbering);
    } else if (column.type() == ColumnType::string) {
        for (std::size_t row = 0; row < column.size(); ++row)
            labels.positions[row] = numbering.number(column.text(row), row);
    } else if (column.type() == ColumnType::int64) {
        // Not by way of doubles: pseudonyms may have more than 53 bits.
        const auto values = column.int64();
        for (std::size_t row = 0; row < values.size(); ++row)
            if (column.status(row) == Status::observed)
                labels.positions[row] = numbering.number(std::to_string(values[row]), row);
    } else if (column.type() == ColumnType::int32 || column.type() == ColumnType::float64) {
        number_digits(column, labels, numbering);
    } else {
        throw ArgumentError(messages::column_type, {{"column", column.name()},
                                                   {"got", std::string(to_name(column.type()))},
                                                   {"expected", "string / dictionary / int64"}});
    }
    return labels;
}

Labels read_full_labels(const Column& column) {
    Labels labels = read_labels(column);
    for (std::size_t row = 0; row < labels.positions.size(); ++row)
        if (labels.positions[row] < 0)
            throw DataError(messages::missing_id, {{"row", std::to_string(row + 1)}, {"column", column.name()}});
    return labels;
}

Numbers read_numbers(const Column& column) {
    Numbers out;
    out.statuses = column.statuses();
    if (column.type() == ColumnType::float64) {
        out.values = column.float64();
        return out;
    }
    out.owned.assign(column.size(), std::nan(""));
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.status(row) != Status::observed) continue;
        if (!column.is_numeric()) throw not_numeric(column, row);
        out.owned[row] = column.number(row);
    }
    out.values = out.owned;
    return out;
}

std::vector<Status> read_statuses(const Column& column) {
    const Labels labels = read_labels(column);
    const auto allowed = names_of<Status>();
    std::vector<Status> meanings;
    for (std::size_t i = 0; i < labels.distinct.size(); ++i) {
        const auto names = enum_names(Status{});
        const auto* found = names.begin();
        while (found != names.end() && found->name != labels.distinct[i]) ++found;
        if (found == names.end())
            throw DataError(messages::unknown_status, {{"row", std::to_string(labels.first_row[i] + 1)},
                                                      {"column", column.name()},
                                                      {"got", labels.distinct[i]},
                                                      {"nearest", nearest(labels.distinct[i], allowed)},
                                                      {"allowed", join(allowed, ", ")}});
        meanings.push_back(found->value);
    }
    std::vector<Status> out(column.size(), Status::observed);
    for (std::size_t row = 0; row < out.size(); ++row)
        if (labels.positions[row] >= 0) out[row] = meanings[static_cast<std::size_t>(labels.positions[row])];
    return out;
}

}  // namespace maatstaf::detail
