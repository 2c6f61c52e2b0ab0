// SPDX-License-Identifier: Apache-2.0
// Results as archives, checked value by value when read back.
#include "measure/archive_parts.hpp"

#include "maatstaf/measure/case_mix.hpp"
#include "maatstaf/measure/expected.hpp"
#include "maatstaf/measure/gap.hpp"
#include "maatstaf/measure/organisations.hpp"
#include "maatstaf/measure/provider_shares.hpp"

namespace maatstaf {

template <>
Bytes to_archive(const MeasureResult& result) {
    return detail::archive_described("MeasureResult", result);
}
template <>
MeasureResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<MeasureResult>("MeasureResult", bytes);
}

template <>
Bytes to_archive(const FunnelResult& result) {
    return detail::archive_described("FunnelResult", result);
}
template <>
FunnelResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<FunnelResult>("FunnelResult", bytes);
}

template <>
Bytes to_archive(const AgreementResult& result) {
    return detail::archive_described("AgreementResult", result);
}
template <>
AgreementResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<AgreementResult>("AgreementResult", bytes);
}

template <>
Bytes to_archive(const CalibrationResult& result) {
    return detail::archive_described("CalibrationResult", result);
}
template <>
CalibrationResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<CalibrationResult>("CalibrationResult", bytes);
}

template <>
Bytes to_archive(const RulesResult& result) {
    return detail::archive_described("RulesResult", result);
}
template <>
RulesResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<RulesResult>("RulesResult", bytes);
}

template <>
Bytes to_archive(const OutliersResult& result) {
    return detail::archive_described("OutliersResult", result);
}
template <>
OutliersResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<OutliersResult>("OutliersResult", bytes);
}

template <>
Bytes to_archive(const ClaimResult& result) {
    return detail::archive_described("ClaimResult", result);
}
template <>
ClaimResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<ClaimResult>("ClaimResult", bytes);
}

template <>
Bytes to_archive(const SpellResult& result) {
    return detail::archive_described("SpellResult", result);
}
template <>
SpellResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<SpellResult>("SpellResult", bytes);
}

template <>
Bytes to_archive(const LeadTimeResult& result) {
    return detail::archive_described("LeadTimeResult", result);
}
template <>
LeadTimeResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<LeadTimeResult>("LeadTimeResult", bytes);
}

template <>
Bytes to_archive(const AssignedResult& result) {
    return detail::archive_described("AssignedResult", result);
}
template <>
AssignedResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<AssignedResult>("AssignedResult", bytes);
}

template <>
Bytes to_archive(const YouthResult& result) {
    return detail::archive_described("YouthResult", result);
}
template <>
YouthResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<YouthResult>("YouthResult", bytes);
}

template <>
Bytes to_archive(const SurveyResult& result) {
    return detail::archive_described("SurveyResult", result);
}
template <>
SurveyResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<SurveyResult>("SurveyResult", bytes);
}

template <>
Bytes to_archive(const SurvivalResult& result) {
    return detail::archive_described("SurvivalResult", result);
}
template <>
SurvivalResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<SurvivalResult>("SurvivalResult", bytes);
}

template <>
Bytes to_archive(const CompetingResult& result) {
    return detail::archive_described("CompetingResult", result);
}
template <>
CompetingResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<CompetingResult>("CompetingResult", bytes);
}

template <>
Bytes to_archive(const TurnbullResult& result) {
    return detail::archive_described("TurnbullResult", result);
}
template <>
TurnbullResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<TurnbullResult>("TurnbullResult", bytes);
}

template <>
Bytes to_archive(const ExpectedResult& result) {
    return detail::archive_described("ExpectedResult", result);
}
template <>
ExpectedResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<ExpectedResult>("ExpectedResult", bytes);
}

template <>
Bytes to_archive(const CaseMixResult& result) {
    return detail::archive_described("CaseMixResult", result);
}
template <>
CaseMixResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<CaseMixResult>("CaseMixResult", bytes);
}

template <>
Bytes to_archive(const GapResult& result) {
    return detail::archive_described("GapResult", result);
}
template <>
GapResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<GapResult>("GapResult", bytes);
}

template <>
Bytes to_archive(const ProviderSharesResult& result) {
    return detail::archive_described("ProviderSharesResult", result);
}
template <>
ProviderSharesResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<ProviderSharesResult>("ProviderSharesResult", bytes);
}

template <>
Bytes to_archive(const OrganisationResult& result) {
    return detail::archive_described("OrganisationResult", result);
}
template <>
OrganisationResult from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<OrganisationResult>("OrganisationResult", bytes);
}

}  // namespace maatstaf
