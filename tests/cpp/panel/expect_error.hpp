// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <initializer_list>
#include <string>
#include <string_view>

#include "maatstaf/core/error.hpp"

namespace maatstaf::test {

/// Runs `work` and checks that it throws an `Expected` with this message, whose English sentence names all of `words`
/// and whose Dutch sentence has every placeholder filled.
template <class Expected, class Work>
void expect_error(Message message, std::initializer_list<std::string_view> words, Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        CAPTURE(error.what(), error.text(Language::dutch));
        CHECK(dynamic_cast<const Expected*>(&error) != nullptr);
        CHECK(name_of(error.note().message) == name_of(message));
        for (const std::string_view word : words) CHECK(std::string_view(error.what()).find(word) != std::string::npos);
        CHECK(error.text(Language::dutch).find("'?'") == std::string::npos);
        return;
    }
    FAIL("nothing was thrown; expected " << name_of(message));
}

}  // namespace maatstaf::test
