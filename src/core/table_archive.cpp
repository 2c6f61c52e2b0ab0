// SPDX-License-Identifier: Apache-2.0
#include "core/archive_io.hpp"
#include "maatstaf/core/table.hpp"

namespace maatstaf {
namespace {

using detail::InputArchive;
using detail::OutputArchive;

void write_column(OutputArchive& archive, const Column& column) {
    archive << column.name() << column.type();
    const auto status = column.statuses();
    archive << std::vector<Status>(status.begin(), status.end());
    switch (column.type()) {
        case ColumnType::float64: return archive.save_block(column.float64());
        case ColumnType::int64: return archive.save_block(column.int64());
        case ColumnType::boolean: return archive.save_block(column.boolean());
        case ColumnType::int32:
        case ColumnType::date: return archive.save_block(column.int32());
        case ColumnType::dictionary:
            archive.save_block(column.int32());
            archive << column.categories();
            return;
        case ColumnType::string:
            archive << static_cast<std::uint64_t>(column.size());
            for (std::size_t row = 0; row < column.size(); ++row) archive << std::string(column.text(row));
            return;
    }
}

Column read_column(InputArchive& archive) {
    auto name = archive.get<std::string>();
    const auto type = archive.get<ColumnType>();
    auto status = archive.get<std::vector<Status>>();
    switch (type) {
        case ColumnType::float64:
            return Column::float64(std::move(name), archive.get<std::vector<double>>(), std::move(status));
        case ColumnType::int64:
            return Column::int64(std::move(name), archive.get<std::vector<std::int64_t>>(), std::move(status));
        case ColumnType::int32:
            return Column::int32(std::move(name), archive.get<std::vector<std::int32_t>>(), std::move(status));
        case ColumnType::date:
            return Column::date(std::move(name), archive.get<std::vector<std::int32_t>>(), std::move(status));
        case ColumnType::boolean: {
            auto values = archive.get<std::vector<std::uint8_t>>();
            for (const std::uint8_t each : values)
                if (each > 1) archive.refuse_value();
            return Column::boolean(std::move(name), std::move(values), std::move(status));
        }
        case ColumnType::dictionary: {
            auto codes = archive.get<std::vector<std::int32_t>>();
            return Column::dictionary(std::move(name), std::move(codes), archive.get<std::vector<std::string>>(),
                                      std::move(status));
        }
        case ColumnType::string: break;
    }
    return Column::string(std::move(name), archive.get<std::vector<std::string>>(), std::move(status));
}

}  // namespace

template <>
Bytes to_archive(const Table& table) {
    return detail::archive("Table", [&](OutputArchive& archive) {
        archive << table.restricted() << static_cast<std::uint64_t>(table.columns().size());
        for (const Column& column : table.columns()) write_column(archive, column);
    });
}

template <>
Table from_archive(std::span<const std::byte> bytes) {
    return detail::restore("Table", bytes, [](InputArchive& archive) {
        const bool restricted = archive.get<bool>();
        // A false count is found out when the bytes run out: no room is taken ahead of what is read.
        const auto count = archive.get<std::uint64_t>();
        std::vector<Column> columns;
        for (std::uint64_t i = 0; i < count; ++i) columns.push_back(read_column(archive));
        return Table(std::move(columns), restricted);
    });
}

}  // namespace maatstaf
