// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/error.hpp"

namespace maatstaf::test {

/// The message of the error that `work` ends in; none when it does not.
template <class Work>
Message refusal(Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        CHECK_FALSE(error.note().text().empty());
        return error.note().message;
    }
    return {};
}

}  // namespace maatstaf::test
