// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/column.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/text.hpp"
#include "core/check.hpp"
#include "core/civil.hpp"
#include "core/column_data.hpp"

namespace maatstaf {
namespace {

using Data = Column::Data;

std::string cell_of(const std::string& name, std::size_t row) { return name + "[" + std::to_string(row) + "]"; }

void check_length(const std::string& name, std::size_t got, std::size_t expected) {
    if (got == expected) return;
    throw ArgumentError(
        messages::wrong_length,
        {{"argument", name + ".status"}, {"got", std::to_string(got)}, {"expected", std::to_string(expected)}});
}

/// A column of observed rows is stored without statuses, so that the usual case costs nothing.
void set_statuses(Data& data, std::vector<Status> status) {
    if (std::any_of(status.begin(), status.end(), [](Status each) { return each != Status::observed; }))
        data.statuses = std::make_shared<const std::vector<Status>>(std::move(status));
}

/// What a cell holds when it is missing.
template <class Value>
Value empty_value() noexcept {
    if constexpr (std::is_same_v<Value, double>)
        return std::numeric_limits<double>::quiet_NaN();
    else
        return Value{};
}

template <class Value>
bool is_empty_value(Value value) noexcept {
    if constexpr (std::is_same_v<Value, double>)
        return std::isnan(value);
    else
        return value == Value{};
}

/// NaN without a status becomes absent.
void mark_nan(std::span<const double> values, std::vector<Status>& status) {
    const auto first = std::find_if(values.begin(), values.end(), [](double each) { return std::isnan(each); });
    if (first == values.end()) return;
    if (status.empty()) status.assign(values.size(), Status::observed);
    for (auto row = static_cast<std::size_t>(first - values.begin()); row < values.size(); ++row)
        if (std::isnan(values[row]) && status[row] == Status::observed) status[row] = Status::absent;
}

template <class Value>
std::shared_ptr<Data> view_data(std::string name, ColumnType type, std::span<const Value> values,
                                std::shared_ptr<const void> owner, std::vector<Status> status) {
    auto data = std::make_shared<Data>();
    data->name = std::move(name);
    data->type = type;
    data->size = values.size();
    data->values = values.data();
    data->owner = std::move(owner);
    set_statuses(*data, std::move(status));
    return data;
}

/// Takes ownership of `values`, with the cells that are missing under `status` emptied.
template <class Value>
std::shared_ptr<Data> owned_data(std::string name, ColumnType type, std::vector<Value> values,
                                 std::vector<Status> status) {
    if (!status.empty()) check_length(name, status.size(), values.size());
    if constexpr (std::is_same_v<Value, double>) mark_nan(values, status);
    for (std::size_t row = 0; row < status.size(); ++row)
        if (status[row] != Status::observed) values[row] = empty_value<Value>();
    auto owner = std::make_shared<const std::vector<Value>>(std::move(values));
    const std::span<const Value> view(*owner);
    return view_data(std::move(name), type, view, std::move(owner), std::move(status));
}

/// A view as it is, unless a missing cell holds a number: such memory is not ours to change and is copied.
template <class Value>
std::shared_ptr<Data> viewed_data(std::string name, ColumnType type, std::span<const Value> values,
                                  std::shared_ptr<const void> owner, std::vector<Status> status) {
    if (!status.empty()) check_length(name, status.size(), values.size());
    if constexpr (std::is_same_v<Value, double>) mark_nan(values, status);
    for (std::size_t row = 0; row < status.size(); ++row)
        if (status[row] != Status::observed && !is_empty_value(values[row]))
            return owned_data(std::move(name), type, std::vector<Value>(values.begin(), values.end()),
                              std::move(status));
    return view_data(std::move(name), type, values, std::move(owner), std::move(status));
}

void check_utf8(const std::string& name, std::size_t row, std::string_view text) {
    if (const auto bad = first_invalid_utf8(text))
        throw ArgumentError(messages::not_utf8, {{"where", cell_of(name, row)}, {"position", std::to_string(*bad)}});
}

ArgumentError wrong_type(const Data& data, std::string_view expected) {
    return {messages::column_type, {{"column", data.name},
                                   {"got", std::string(to_name(data.type))},
                                   {"expected", std::string(expected)}}};
}

void check_row(const Data& data, std::size_t row) {
    if (row < data.size) return;
    throw detail::out_of_range("row", "0 .. < " + std::to_string(data.size), row);
}

std::string_view string_at(const Data& data, std::size_t row) {
    const auto* offsets = static_cast<const std::int64_t*>(data.values);
    return {data.text + offsets[row], static_cast<std::size_t>(offsets[row + 1] - offsets[row])};
}

}  // namespace

Column::Column(std::shared_ptr<const Data> data) : data_{std::move(data)} {}

Column Column::float64(std::string name, std::vector<double> values, std::vector<Status> status) {
    return Column(owned_data(std::move(name), ColumnType::float64, std::move(values), std::move(status)));
}

Column Column::int64(std::string name, std::vector<std::int64_t> values, std::vector<Status> status) {
    return Column(owned_data(std::move(name), ColumnType::int64, std::move(values), std::move(status)));
}

Column Column::int32(std::string name, std::vector<std::int32_t> values, std::vector<Status> status) {
    return Column(owned_data(std::move(name), ColumnType::int32, std::move(values), std::move(status)));
}

Column Column::boolean(std::string name, std::vector<std::uint8_t> values, std::vector<Status> status) {
    for (auto& each : values) each = each != 0;
    return Column(owned_data(std::move(name), ColumnType::boolean, std::move(values), std::move(status)));
}

Column Column::date(std::string name, std::vector<std::int32_t> days_since_1970, std::vector<Status> status) {
    return Column(owned_data(std::move(name), ColumnType::date, std::move(days_since_1970), std::move(status)));
}

Column Column::string(std::string name, std::span<const std::string> values, std::vector<Status> status) {
    if (!status.empty()) check_length(name, status.size(), values.size());
    auto offsets = std::make_shared<std::vector<std::int64_t>>(1, 0);
    auto text = std::make_shared<std::string>();
    offsets->reserve(values.size() + 1);
    for (std::size_t row = 0; row < values.size(); ++row) {
        if (status.empty() || status[row] == Status::observed) {
            check_utf8(name, row, values[row]);
            *text += values[row];
        }
        offsets->push_back(static_cast<std::int64_t>(text->size()));
    }
    const auto* first_offset = offsets->data();
    const auto* first_byte = text->data();
    return detail::ColumnAccess::string(std::move(name), values.size(), first_offset, std::move(offsets), first_byte,
                                        std::move(text), std::move(status));
}

Column Column::dictionary(std::string name, std::vector<std::int32_t> codes, std::vector<std::string> categories,
                          std::vector<Status> status) {
    for (std::size_t i = 0; i < categories.size(); ++i) check_utf8(name + ".categories", i, categories[i]);
    return detail::ColumnAccess::with_categories(int32(std::move(name), std::move(codes), std::move(status)),
                                                 std::move(categories));
}

Column Column::float64_view(std::string name, std::span<const double> values, std::shared_ptr<const void> keep_alive,
                            std::vector<Status> status) {
    return Column(viewed_data(std::move(name), ColumnType::float64, values, std::move(keep_alive), std::move(status)));
}

Column Column::int64_view(std::string name, std::span<const std::int64_t> values,
                          std::shared_ptr<const void> keep_alive, std::vector<Status> status) {
    return Column(viewed_data(std::move(name), ColumnType::int64, values, std::move(keep_alive), std::move(status)));
}

Column Column::int32_view(std::string name, std::span<const std::int32_t> values,
                          std::shared_ptr<const void> keep_alive, std::vector<Status> status) {
    return Column(viewed_data(std::move(name), ColumnType::int32, values, std::move(keep_alive), std::move(status)));
}

Column detail::ColumnAccess::string(std::string name, std::size_t size, const std::int64_t* offsets,
                                    std::shared_ptr<const void> offsets_owner, const char* text,
                                    std::shared_ptr<const void> text_owner, std::vector<Status> status) {
    auto data = std::make_shared<Data>();
    data->name = std::move(name);
    data->type = ColumnType::string;
    data->size = size;
    data->values = offsets;
    data->owner = std::move(offsets_owner);
    data->text = text;
    data->text_owner = std::move(text_owner);
    set_statuses(*data, std::move(status));
    return make(std::move(data));
}

Column detail::ColumnAccess::with_type(const Column& column, ColumnType type) {
    auto copy = std::make_shared<Data>(data(column));
    copy->type = type;
    return make(std::move(copy));
}

Column detail::ColumnAccess::with_categories(const Column& codes, std::vector<std::string> categories) {
    auto copy = std::make_shared<Data>(data(codes));
    copy->type = ColumnType::dictionary;
    const auto stored = copy->as<std::int32_t>();
    for (std::size_t row = 0; row < copy->size; ++row) {
        const bool in_range = stored[row] >= 0 && static_cast<std::size_t>(stored[row]) < categories.size();
        if (in_range || codes.status(row) != Status::observed) continue;
        throw ArgumentError(messages::category_code, {{"column", copy->name},
                                                     {"row", std::to_string(row + 1)},
                                                     {"got", std::to_string(stored[row])},
                                                     {"count", std::to_string(categories.size())}});
    }
    copy->categories = std::make_shared<const std::vector<std::string>>(std::move(categories));
    return make(std::move(copy));
}

const std::string& Column::name() const noexcept { return data_->name; }
ColumnType Column::type() const noexcept { return data_->type; }
std::size_t Column::size() const noexcept { return data_->size; }

Column Column::renamed(std::string name) const {
    auto data = std::make_shared<Data>(*data_);
    data->name = std::move(name);
    return Column(std::move(data));
}

bool Column::is_numeric() const noexcept {
    return type() == ColumnType::float64 || type() == ColumnType::int64 || type() == ColumnType::int32 ||
           type() == ColumnType::boolean;
}

bool Column::is_text() const noexcept { return type() == ColumnType::string || type() == ColumnType::dictionary; }

std::span<const Status> Column::statuses() const noexcept {
    return data_->statuses ? std::span<const Status>(*data_->statuses) : std::span<const Status>();
}

Status Column::status(std::size_t row) const noexcept {
    return data_->statuses ? (*data_->statuses)[row] : Status::observed;
}

bool Column::has_missing() const noexcept { return data_->statuses != nullptr; }

std::span<const double> Column::float64() const {
    if (type() != ColumnType::float64) throw wrong_type(*data_, "float64");
    return data_->as<double>();
}

std::span<const std::int64_t> Column::int64() const {
    if (type() != ColumnType::int64) throw wrong_type(*data_, "int64");
    return data_->as<std::int64_t>();
}

std::span<const std::int32_t> Column::int32() const {
    if (type() != ColumnType::int32 && type() != ColumnType::date && type() != ColumnType::dictionary)
        throw wrong_type(*data_, "int32 / date / dictionary");
    return data_->as<std::int32_t>();
}

std::span<const std::uint8_t> Column::boolean() const {
    if (type() != ColumnType::boolean) throw wrong_type(*data_, "boolean");
    return data_->as<std::uint8_t>();
}

const std::vector<std::string>& Column::categories() const {
    if (type() != ColumnType::dictionary) throw wrong_type(*data_, "dictionary");
    return *data_->categories;
}

double Column::number(std::size_t row) const {
    check_row(*data_, row);
    if (!is_numeric()) throw wrong_type(*data_, "float64 / int64 / int32 / boolean");
    if (status(row) != Status::observed) return empty_value<double>();
    switch (type()) {
        case ColumnType::float64: return data_->as<double>()[row];
        case ColumnType::int64: return static_cast<double>(data_->as<std::int64_t>()[row]);
        case ColumnType::int32: return data_->as<std::int32_t>()[row];
        default: return data_->as<std::uint8_t>()[row];
    }
}

std::string_view Column::text(std::size_t row) const {
    check_row(*data_, row);
    if (!is_text()) throw wrong_type(*data_, "string / dictionary");
    if (status(row) != Status::observed) return {};
    if (type() == ColumnType::string) return string_at(*data_, row);
    return (*data_->categories)[static_cast<std::size_t>(data_->as<std::int32_t>()[row])];
}

std::string Column::display(std::size_t row) const {
    check_row(*data_, row);
    if (status(row) != Status::observed) return {};
    switch (type()) {
        case ColumnType::float64: return to_text(data_->as<double>()[row]);
        case ColumnType::int64: return std::to_string(data_->as<std::int64_t>()[row]);
        case ColumnType::int32: return std::to_string(data_->as<std::int32_t>()[row]);
        case ColumnType::boolean: return data_->as<std::uint8_t>()[row] != 0 ? "true" : "false";
        case ColumnType::date: return detail::iso_date(data_->as<std::int32_t>()[row]);
        case ColumnType::string:
        case ColumnType::dictionary: return std::string(text(row));
    }
    return {};
}

}  // namespace maatstaf
