// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/framework/evidence.hpp"

namespace maatstaf {

bool may_be_shown(const Evidence& evidence) noexcept {
    return evidence.purpose != EvidencePurpose::learn &&
           (evidence.consent == Consent::given || evidence.consent == Consent::not_needed);
}

}  // namespace maatstaf
