// SPDX-License-Identifier: Apache-2.0
#include "arrays.hpp"

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/doors.hpp"
#include "convert.hpp"

namespace maatstaf::python {
namespace {

using Forced = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;

std::vector<Status> statuses_from(const py::object& missing) {
    if (missing.is_none()) return {};
    const auto mask = py::array_t<bool, py::array::c_style | py::array::forcecast>::ensure(missing);
    std::vector<Status> statuses(static_cast<std::size_t>(mask.size()));
    bool any = false;
    for (std::size_t i = 0; i < statuses.size(); ++i) {
        statuses[i] = mask.data()[i] ? Status::absent : Status::observed;
        any = any || mask.data()[i];
    }
    return any ? statuses : std::vector<Status>{};
}

/// Keeps a Python object for as long as the memory of a column is in use, on whatever thread it is let go.
std::shared_ptr<const void> keep(const py::object& owner) {
    return {owner.inc_ref().ptr(), [](PyObject* held) {
                const py::gil_scoped_acquire acquired;
                Py_DECREF(held);
            }};
}

template <class T>
std::vector<T> copied(const py::array& values) {
    const auto array = py::array_t<T, py::array::c_style | py::array::forcecast>::ensure(values);
    if (!array) throw py::error_already_set();
    return std::vector<T>(array.data(), array.data() + array.size());
}

template <class T>
bool can_share(const py::array& values) {
    return values.dtype().is(py::dtype::of<T>()) && !values.writeable() && (values.flags() & py::array::c_style) != 0;
}

template <class T>
std::span<const T> span_of(const py::array& values) {
    return {static_cast<const T*>(values.data()), static_cast<std::size_t>(values.size())};
}

std::vector<std::int64_t> unsigned_values(const std::string& name, const py::array& values) {
    for (const auto value : copied<std::uint64_t>(values))
        if (!std::in_range<std::int64_t>(value))
            throw ArgumentError(messages::unknown_value_type,
                                {{"column", name}, {"got", "uint64 " + std::to_string(value)}});
    return copied<std::int64_t>(values);
}

/// Numbers of a column with empty cells: the reason stays in the column, the array holds NaN.
py::array with_nan(const Column& column) {
    py::array_t<double> made(static_cast<py::ssize_t>(column.size()));
    for (std::size_t row = 0; row < column.size(); ++row) made.mutable_data()[row] = column.number(row);
    return made;
}

py::array as_objects(const Column& column, const auto& value_at) {
    auto made = py::module_::import("numpy").attr("empty")(column.size(), py::str("O")).cast<py::array>();
    auto** cells = static_cast<PyObject**>(made.mutable_data());
    for (std::size_t row = 0; row < column.size(); ++row) {
        py::object value = column.status(row) == Status::observed ? py::object(value_at(row)) : py::none();
        Py_XSETREF(cells[row], value.release().ptr());
    }
    return made;
}

py::array dates(const Column& column) {
    py::array_t<std::int64_t> days(static_cast<py::ssize_t>(column.size()));
    for (std::size_t row = 0; row < column.size(); ++row)
        days.mutable_data()[row] =
            column.status(row) == Status::observed ? column.int32()[row] : std::numeric_limits<std::int64_t>::min();
    return days.attr("view")("datetime64[D]");
}

}  // namespace

Column number_column(const std::string& name, const py::array& values, const py::object& missing) {
    auto statuses = statuses_from(missing);
    const char kind = values.dtype().kind();
    const auto width = values.dtype().itemsize();
    if (kind == 'f') {
        if (can_share<double>(values))
            return Column::float64_view(name, span_of<double>(values), keep(values), std::move(statuses));
        return Column::float64(name, copied<double>(values), std::move(statuses));
    }
    if (kind == 'b') {
        const auto bits = copied<bool>(values.attr("astype")("bool"));
        return Column::boolean(name, {bits.begin(), bits.end()}, std::move(statuses));
    }
    if (kind == 'u' && width == 8) return Column::int64(name, unsigned_values(name, values), std::move(statuses));
    if ((kind == 'i' && width == 8) || (kind == 'u' && width == 4)) {
        if (can_share<std::int64_t>(values))
            return Column::int64_view(name, span_of<std::int64_t>(values), keep(values), std::move(statuses));
        return Column::int64(name, copied<std::int64_t>(values), std::move(statuses));
    }
    if (kind == 'i' || kind == 'u') {
        if (can_share<std::int32_t>(values))
            return Column::int32_view(name, span_of<std::int32_t>(values), keep(values), std::move(statuses));
        return Column::int32(name, copied<std::int32_t>(values), std::move(statuses));
    }
    throw ArgumentError(messages::unknown_value_type,
                        {{"column", name}, {"got", py::str(values.dtype()).cast<std::string>()}});
}

py::array to_numpy(const Column& column) {
    const auto owner = [&] { return py::cast(column); };
    switch (column.type()) {
        case ColumnType::float64:
            return view(column.float64(), owner());
        case ColumnType::int64:
            return column.has_missing() ? with_nan(column) : view(column.int64(), owner());
        case ColumnType::int32:
            return column.has_missing() ? with_nan(column) : view(column.int32(), owner());
        case ColumnType::boolean:
            if (column.has_missing())
                return as_objects(column, [&](std::size_t row) { return py::bool_(column.boolean()[row] != 0); });
            return view(column.boolean(), owner()).attr("view")("bool");
        case ColumnType::date:
            return dates(column);
        default:
            return as_objects(
                column, [&](std::size_t row) { return py::str(column.text(row).data(), column.text(row).size()); });
    }
}

}  // namespace maatstaf::python
