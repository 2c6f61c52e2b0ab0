// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <new>
#include <string>
#include <string_view>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/doors.hpp"
#include "maatstaf/framework/framework.hpp"
#include "maatstaf/maatstaf.h"
#include "maatstaf/panel/panel.hpp"
#include "maatstaf/score/model.hpp"
#include "maatstaf/score/result.hpp"

// What stands behind the opaque handles, and the one wrapper through which every function runs.

struct mst_error {
    std::int32_t code = 0;
    std::string name, english, dutch;
};
struct mst_text {
    std::string text;
};
struct mst_framework {
    maatstaf::Framework value;
};
struct mst_panel {
    maatstaf::Panel value;
};
struct mst_model {
    maatstaf::ScoreModel value;
};
struct mst_result {
    maatstaf::ScoreResult value;
};

namespace maatstaf::c {

/// Fills `*error`, when it is asked for, and gives the status. Never throws: an error that itself cannot be made (no
/// memory left) leaves `*error` as it was.
mst_status fail(mst_status status, const Note& note, mst_error** error) noexcept;
/// The same for the exception that is being handled.
mst_status fail_with_current(mst_error** error) noexcept;

/// Runs `body`; no exception leaves it.
template <class Body>
mst_status guarded(mst_error** error, Body&& body) noexcept {
    try {
        body();
        return MST_OK;
    } catch (...) {
        return fail_with_current(error);
    }
}

/// Throws ArgumentError (null_pointer) that names the argument.
template <class T>
T& needed(T* pointer, std::string_view argument) {
    if (pointer == nullptr) throw ArgumentError(messages::null_pointer, {{"argument", std::string(argument)}});
    return *pointer;
}

/// Text from (pointer, length); a null pointer goes with length 0 only.
std::string_view text_of(const char* text, std::size_t length, std::string_view argument);
std::string_view zero_terminated(const char* text, std::string_view argument);
/// NULL is English; throws ArgumentError (unknown_option).
Language language_of(const char* language);

/// A table from a stream that is released whatever happens.
Table table_of(ArrowArrayStream* stream, std::string_view argument);
void give(const Table& table, ArrowArrayStream* out);

template <class Handle, class Value>
void give(Value value, Handle** out) {
    Handle*& place = needed(out, "out");
    place = new Handle{std::move(value)};
}

}  // namespace maatstaf::c
