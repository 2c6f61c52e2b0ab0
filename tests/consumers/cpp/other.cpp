// SPDX-License-Identifier: Apache-2.0
#include <maatstaf/maatstaf.hpp>

std::string_view version_seen_from_the_other_file() { return maatstaf::version(); }
