// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/framework/elicitation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "core/check.hpp"
#include "core/kappa.hpp"
#include "maatstaf/core/special.hpp"

namespace maatstaf {
namespace {

using Counts = std::array<double, 3>;   // answers of each kind about one link

/// Counts per link of an activity, perhaps without one respondent.
std::vector<Counts> counts_of(std::span<const Elicitation> elicitations, std::string_view activity,
                              const std::string* without = nullptr) {
    std::map<std::pair<std::string_view, std::string_view>, Counts> links;
    for (const auto& each : elicitations)
        if (each.activity == activity && !(without != nullptr && each.respondent == *without))
            ++links[{each.target, each.topic}][static_cast<std::size_t>(each.answer)];
    std::vector<Counts> counts;
    for (const auto& [link, own] : links) counts.push_back(own);
    return counts;
}

}  // namespace

Estimate link_agreement(std::span<const Elicitation> elicitations, std::string_view activity,
                        const LinkAgreementOptions& options) {
    detail::need_confidence(options.confidence);
    Estimate agreement;
    const auto links = counts_of(elicitations, activity);
    agreement.n = 0.0;
    for (const Counts& counts : links) agreement.n += counts[0] + counts[1] + counts[2];
    agreement.value = detail::fleiss_kappa(links);
    std::set<std::string> respondents;
    for (const auto& each : elicitations)
        if (each.activity == activity) respondents.insert(each.respondent);
    if (std::isnan(agreement.value) || respondents.size() < 3 || respondents.contains("")) return agreement;
    std::vector<double> without;
    for (const auto& each : respondents)
        without.push_back(detail::fleiss_kappa(counts_of(elicitations, activity, &each)));
    const auto count = static_cast<double>(without.size());
    double mean = 0.0, squares = 0.0;
    for (const double each : without) mean += each / count;
    for (const double each : without) squares += (each - mean) * (each - mean);
    agreement.se = std::sqrt((count - 1.0) / count * squares);
    const double half = special::normal_quantile(0.5 + options.confidence / 2.0) * agreement.se;
    agreement.low = agreement.value - half;
    if (!std::isnan(half)) agreement.high = std::min(1.0, agreement.value + half);
    return agreement;
}

Estimate core_share(std::span<const Elicitation> elicitations, std::string_view activity, std::string_view target,
                    std::string_view topic, const CoreShareOptions& options) {
    detail::need_confidence(options.confidence);
    std::size_t yes = 0;
    std::size_t no = 0;
    for (const auto& each : elicitations) {
        if (each.activity != activity || each.target != target || each.topic != topic) continue;
        if (each.answer == Answer::yes) ++yes;
        if (each.answer == Answer::no) ++no;
    }
    Estimate share;
    share.n = static_cast<double>(yes + no);
    if (yes + no == 0) return share;
    const double a = 1.0 + static_cast<double>(yes);
    const double b = 1.0 + static_cast<double>(no);
    const double tail = (1.0 - options.confidence) / 2.0;
    share.value = static_cast<double>(yes) / share.n;
    share.se = std::sqrt(a * b / (a + b + 1.0)) / (a + b);
    share.low = yes == 0 ? 0.0 : special::beta_quantile(tail, a, b);
    share.high = no == 0 ? 1.0 : special::beta_quantile(1.0 - tail, a, b);
    return share;
}

}  // namespace maatstaf
