// SPDX-License-Identifier: Apache-2.0
#include "core/fields_json.hpp"
#include "handles.hpp"
#include "maatstaf/panel/read.hpp"

using namespace maatstaf::c;
using maatstaf::detail::options_from_json;

mst_status mst_panel_from_stream(ArrowArrayStream* stream, const char* options, size_t options_length, mst_panel** out,
                                 mst_error** error) {
    return guarded(error, [&] {
        const auto table = table_of(stream, "stream");  // first: the stream is taken over whatever follows
        const auto chosen = options_from_json<maatstaf::WideOptions>(text_of(options, options_length, "options"));
        give(panel_from_table(table, chosen), out);
    });
}

mst_status mst_panel_from_long_stream(ArrowArrayStream* stream, const char* options, size_t options_length,
                                      mst_panel** out, mst_error** error) {
    return guarded(error, [&] {
        const auto table = table_of(stream, "stream");
        const auto chosen = options_from_json<maatstaf::LongOptions>(text_of(options, options_length, "options"));
        give(panel_from_long(table, chosen), out);
    });
}

mst_status mst_panel_at(const mst_panel* panel, const char* period, mst_panel** out, mst_error** error) {
    return guarded(error, [&] { give(needed(panel, "panel").value.at(zero_terminated(period, "period")), out); });
}

void mst_panel_free(mst_panel* panel) { delete panel; }
