// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <string_view>

#include "support/caught.hpp"

namespace maatstaf::test {

/// Runs `work` and checks that it throws an `Expected` with this message, whose English sentence names all of `words`
/// and whose Dutch sentence has every placeholder filled.
template <class Expected, class Work>
void expect_error(maatstaf::Message message, std::initializer_list<std::string_view> words, Work&& work) {
    const Expected error = caught<Expected>(work);
    CAPTURE(error.what(), error.text(maatstaf::Language::dutch));
    CHECK(name_of(error.note().message) == name_of(message));
    for (const std::string_view word : words)
        CHECK(std::string_view(error.what()).find(word) != std::string_view::npos);
    CHECK(error.text(maatstaf::Language::dutch).find("'?'") == std::string::npos);
}

}  // namespace maatstaf::test
