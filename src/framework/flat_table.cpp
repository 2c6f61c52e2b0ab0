// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/framework/flat_table.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/framework.hpp"
#include "framework/cell.hpp"
#include "framework/lists.hpp"

namespace maatstaf {
namespace {

using detail::CellPlace;

constexpr std::string_view kind_column = "item_kind";

/// The fields of the framework itself that fit in a cell: all but its lists. `T::fields()` for every other row type.
template <class T, class Visit>
void for_each_cell(Visit&& visit) {
    for_each_field<T>([&](const auto& each) {
        using Value = std::remove_cvref_t<decltype(std::declval<T>().*each.member)>;
        if constexpr (!(std::is_same_v<T, FrameworkData> && detail::IsList<Value>::value)) visit(each);
    });
}

template <class T>
constexpr std::string_view row_kind() {
    if constexpr (std::is_same_v<T, FrameworkData>) return "framework";
    else if constexpr (std::is_same_v<T, Party>) return "party";
    else return to_name(T::kind);
}

/// Calls `visit.template operator()<T>()` for the type of every kind of row, in the order of the table.
template <class Visit>
void for_each_row_type(Visit&& visit) {
    visit.template operator()<FrameworkData>();
    visit.template operator()<Party>();
    visit.template operator()<Domain>();
    visit.template operator()<LifeArea>();
    visit.template operator()<Ambition>();
    visit.template operator()<SocietalResult>();
    visit.template operator()<Contribution>();
    visit.template operator()<Activity>();
    visit.template operator()<Indicator>();
}

/// One column while the table is made: numbers, truth values or texts, one cell per row.
struct Cells {
    ColumnType type = ColumnType::string;
    std::vector<double> numbers;
    std::vector<std::uint8_t> truths;
    std::vector<std::string> texts;
    std::vector<Status> status;

    void pad(std::size_t rows) {
        numbers.resize(rows, std::numeric_limits<double>::quiet_NaN());
        truths.resize(rows, 0);
        texts.resize(rows);
        status.resize(rows, Status::absent);
    }
};

class TableWriter {
public:
    TableWriter() {
        for_each_row_type([&]<class T>() {
            for_each_cell<T>([&](const auto& each) {
                using Value = std::remove_cvref_t<decltype(std::declval<T>().*each.member)>;
                const auto [entry, is_new] = position_.try_emplace(std::string(each.name), names_.size());
                if (!is_new) return;
                names_.push_back(entry->first);
                cells_.emplace_back();
                if constexpr (std::is_same_v<Value, double>) cells_.back().type = ColumnType::float64;
                if constexpr (std::is_same_v<Value, bool>) cells_.back().type = ColumnType::boolean;
            });
        });
    }

    template <class T>
    void add(const T& row) {
        kinds_.emplace_back(row_kind<T>());
        for (auto& cells : cells_) cells.pad(kinds_.size());
        for_each_cell<T>(
            [&](const auto& each) { write(cells_[position_.at(std::string(each.name))], row.*each.member); });
    }

    Table finish() {
        std::vector<Column> columns = {Column::string(std::string(kind_column), kinds_)};
        for (std::size_t at = 0; at < names_.size(); ++at) {
            auto& cells = cells_[at];
            if (cells.type == ColumnType::float64)
                columns.push_back(Column::float64(names_[at], std::move(cells.numbers)));
            else if (cells.type == ColumnType::boolean)
                columns.push_back(Column::boolean(names_[at], std::move(cells.truths), std::move(cells.status)));
            else
                columns.push_back(Column::string(names_[at], cells.texts, std::move(cells.status)));
        }
        return Table(std::move(columns));
    }

private:
    template <class Value>
    static void write(Cells& cells, const Value& value) {
        if constexpr (std::is_same_v<Value, double>) {
            cells.numbers.back() = value;
        } else if constexpr (std::is_same_v<Value, bool>) {
            cells.truths.back() = value ? 1 : 0;
            cells.status.back() = Status::observed;
        } else {
            auto& text = cells.texts.back();
            if constexpr (std::is_same_v<Value, std::string>) text = value;
            else if constexpr (NamedEnum<Value>) text = std::string(to_name(value));
            else text = detail::cell_text(value);
            if (!text.empty()) cells.status.back() = Status::observed;
        }
    }

    std::unordered_map<std::string, std::size_t> position_;
    std::vector<std::string> names_;
    std::vector<Cells> cells_;
    std::vector<std::string> kinds_;
};

class TableReader {
public:
    explicit TableReader(const Table& table) : table_(table) {
        table.column(kind_column);
        table.column("id");
        std::vector<std::string> known = {std::string(kind_column)};
        for_each_row_type([&]<class T>() {
            for_each_cell<T>([&](const auto& each) {
                if (std::find(known.begin(), known.end(), each.name) == known.end()) known.emplace_back(each.name);
            });
        });
        for (const auto& column : table.columns())
            if (std::find(known.begin(), known.end(), column.name()) == known.end())
                throw ArgumentError(messages::unknown_field, {{"where", "framework_from_table"},
                                                             {"got", column.name()},
                                                             {"nearest", nearest(column.name(), known)},
                                                             {"allowed", join(known, ", ", known.size())}});
    }

    Framework read() {
        FrameworkData data;
        std::vector<std::string_view> kinds;
        for_each_row_type([&]<class T>() { kinds.push_back(row_kind<T>()); });
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            const auto kind = table_.column(kind_column).display(row);
            if (kind.empty() && is_empty(row)) continue;
            bool known = false;
            for_each_row_type([&]<class T>() {
                if (kind != row_kind<T>()) return;
                known = true;
                read_row<T>(row, data);
            });
            if (!known)
                throw ArgumentError(messages::unknown_option, {{"got", kind},
                                                              {"argument", name_cell(row, kind_column)},
                                                              {"nearest", nearest(kind, kinds)},
                                                              {"allowed", join(kinds, ", ")}});
        }
        return Framework(std::move(data));
    }

private:
    static std::string name_cell(std::size_t row, std::string_view column) {
        return std::string(column) + " (" + std::to_string(row + 1) + ")";
    }

    bool is_empty(std::size_t row) const {
        return std::all_of(table_.columns().begin(), table_.columns().end(),
                           [&](const Column& column) { return column.display(row).empty(); });
    }

    template <class T>
    void read_row(std::size_t row, FrameworkData& data) {
        T entry{};
        std::unordered_set<std::string_view> used = {kind_column};
        for_each_cell<T>([&](const auto& each) {
            used.insert(each.name);
            if (table_.has(each.name)) read_value(entry.*each.member, row, each.name);
        });
        for (const auto& column : table_.columns())
            if (!used.contains(column.name()) && !column.display(row).empty())
                throw ArgumentError(messages::table_cell_not_used, {{"row", std::to_string(row + 1)},
                                                                   {"column", column.name()},
                                                                   {"kind", std::string(row_kind<T>())}});
        if constexpr (std::is_same_v<T, FrameworkData>)
            for_each_cell<T>([&](const auto& each) { data.*each.member = entry.*each.member; });
        else if constexpr (std::is_same_v<T, Party>)
            data.parties.push_back(std::move(entry));
        else
            detail::list_of<T>(data).push_back(std::move(entry));
    }

    template <class Value>
    void read_value(Value& value, std::size_t row, std::string_view name) {
        const auto& column = table_.column(name);
        const auto text = column.display(row);
        if (text.empty()) return;
        const CellPlace place{row + 1, name};
        if constexpr (std::is_same_v<Value, std::string>)
            value = text;
        else if constexpr (std::is_same_v<Value, double>)
            value = column.is_numeric() ? column.number(row) : detail::number_from_cell(text, place);
        else if constexpr (std::is_same_v<Value, bool>)
            value = detail::truth_from_cell(text, place);
        else if constexpr (NamedEnum<Value>)
            value = from_name<Value>(text, name_cell(row, name));
        else
            detail::read_cell(value, text, place);
    }

    const Table& table_;
};

}  // namespace

Table framework_to_table(const Framework& framework) {
    const auto& data = framework.data();
    TableWriter writer;
    writer.add(data);
    for (const auto& party : data.parties) writer.add(party);
    detail::for_each_item(data, [&](ItemKind, const auto& item) { writer.add(item); });
    return writer.finish();
}

Framework framework_from_table(const Table& table) { return TableReader(table).read(); }

}  // namespace maatstaf
