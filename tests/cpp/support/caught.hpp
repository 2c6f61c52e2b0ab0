// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <string>

#include "maatstaf/core/error.hpp"

namespace maatstaf::test {

/// The error of type `Wanted` that `call` throws; fails the test when it throws nothing or something else.
template <class Wanted, class Call>
Wanted caught(Call&& call) {
    std::optional<Wanted> error;
    try {
        call();
    } catch (const Wanted& thrown) {
        error = thrown;
    } catch (const maatstaf::Error& thrown) {
        FAIL("another error: " << thrown.note().name() << ": " << thrown.what());
    }
    if (!error) FAIL("nothing was thrown");
    return *error;
}

/// The value of a parameter of an error, or "(none)".
inline std::string parameter(const maatstaf::Error& error, std::string_view name) {
    for (const auto& [key, value] : error.note().parameters)
        if (key == name) return value;
    return "(none)";
}

}  // namespace maatstaf::test
