// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "everything.hpp"

std::string_view version_seen_from_the_other_file();

int main() {
    std::cout << "maatstaf " << maatstaf::version() << '\n';
    return maatstaf::version() == version_seen_from_the_other_file() && !maatstaf::version().empty() ? 0 : 1;
}
