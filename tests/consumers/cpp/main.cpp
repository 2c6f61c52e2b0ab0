// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <maatstaf/maatstaf.hpp>

std::string_view version_seen_from_the_other_file();

int main() {
    maatstaf::Framework framework("Small");
    framework.add(maatstaf::Domain{{.id = "d", .name = "Taking part"}});
    bool caught = false;
    try {
        framework.item("e");
    } catch (const maatstaf::ArgumentError& error) {  // its type must be the same on both sides of a shared library
        caught = std::string_view(error.what()).find("'e'") != std::string_view::npos;
    }
    std::cout << "maatstaf " << maatstaf::version() << '\n';
    return caught && !maatstaf::version().empty() && maatstaf::version() == version_seen_from_the_other_file() ? 0 : 1;
}
