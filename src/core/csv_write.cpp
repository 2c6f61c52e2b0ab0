// SPDX-License-Identifier: Apache-2.0
#include "core/csv_guard.hpp"
#include "core/reason.hpp"
#include "maatstaf/core/csv.hpp"

namespace maatstaf {
namespace {

void append_field(std::string& out, std::string_view field) {
    if (field.find_first_of(",\"\r\n") == field.npos) {
        out += field;
        return;
    }
    out += '"';
    for (const char each : field) {
        if (each == '"') out += '"';
        out += each;
    }
    out += '"';
}

void append_text(std::string& out, std::string_view text) {
    std::string safe;
    if (detail::looks_like_formula(text)) safe += '\'';
    safe += text;
    append_field(out, safe);
}

}  // namespace

std::string write_csv(const Table& table) {
    const auto columns = detail::with_reasons(table);
    std::string out;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i > 0) out += ',';
        append_text(out, columns[i].name());
    }
    if (out.empty() && !columns.empty()) out += "\"\"";  // an empty line would be no heading at all
    out += '\n';
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::size_t begin = out.size();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0) out += ',';
            if (columns[i].is_text())
                append_text(out, columns[i].text(row));
            else
                append_field(out, columns[i].display(row));
        }
        if (out.size() == begin) out += "\"\"";  // an empty line would be no row at all
        out += '\n';
    }
    return out;
}

}  // namespace maatstaf
