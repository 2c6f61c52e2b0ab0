// SPDX-License-Identifier: Apache-2.0
// Results as archives, checked value by value when read back.
#include "measure/archive_parts.hpp"

#include "maatstaf/measure/case_mix.hpp"
#include "maatstaf/measure/expected.hpp"
#include "maatstaf/measure/gap.hpp"
#include "maatstaf/measure/organisations.hpp"
#include "maatstaf/measure/provider_shares.hpp"

namespace maatstaf {

#define MAATSTAF_ARCHIVED(Result)                                       \
    template <>                                                         \
    Bytes to_archive(const Result& result) {                            \
        return detail::archive_described(#Result, result);              \
    }                                                                   \
    template <>                                                         \
    Result from_archive(std::span<const std::byte> bytes) {             \
        return detail::restore_described<Result>(#Result, bytes);       \
    }

MAATSTAF_ARCHIVED(MeasureResult)
MAATSTAF_ARCHIVED(FunnelResult)
MAATSTAF_ARCHIVED(AgreementResult)
MAATSTAF_ARCHIVED(CalibrationResult)
MAATSTAF_ARCHIVED(RulesResult)
MAATSTAF_ARCHIVED(OutliersResult)
MAATSTAF_ARCHIVED(ClaimResult)
MAATSTAF_ARCHIVED(SpellResult)
MAATSTAF_ARCHIVED(LeadTimeResult)
MAATSTAF_ARCHIVED(AssignedResult)
MAATSTAF_ARCHIVED(YouthResult)
MAATSTAF_ARCHIVED(SurveyResult)
MAATSTAF_ARCHIVED(SurvivalResult)
MAATSTAF_ARCHIVED(CompetingResult)
MAATSTAF_ARCHIVED(TurnbullResult)
MAATSTAF_ARCHIVED(ExpectedResult)
MAATSTAF_ARCHIVED(CaseMixResult)
MAATSTAF_ARCHIVED(GapResult)
MAATSTAF_ARCHIVED(ProviderSharesResult)
MAATSTAF_ARCHIVED(OrganisationResult)

#undef MAATSTAF_ARCHIVED

}  // namespace maatstaf
