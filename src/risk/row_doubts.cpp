// SPDX-License-Identifier: Apache-2.0
#include "risk/row_doubts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>
#include <string_view>

#include "maatstaf/core/messages/risk.hpp"

namespace maatstaf::detail {
namespace {

/// The digits of a code of Statistics Netherlands: GM0405, WK040501, BU04050101.
std::optional<std::string_view> area_digits(std::string_view code) {
    const auto digits = code.substr(std::min<std::size_t>(2, code.size()));
    const bool known = (code.starts_with("GM") && digits.size() == 4) ||
                       (code.starts_with("WK") && digits.size() == 6) ||
                       (code.starts_with("BU") && digits.size() == 8);
    if (!known || digits.find_first_not_of("0123456789") != digits.npos) return std::nullopt;
    return digits;
}

}  // namespace

void say_of_rates(RiskFit& fit) {
    const Eigen::Index n = fit.y.size(), half = n / 2;
    if (!fit.has_exposure || n < 10) return;
    std::vector<Eigen::Index> order(static_cast<std::size_t>(n));
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](Eigen::Index a, Eigen::Index b) { return fit.exposure[a] < fit.exposure[b]; });
    double people[2] = {0.0, 0.0}, use[2] = {0.0, 0.0};  // of the smaller half of the rows, and of the larger
    for (Eigen::Index k = 0; k < n; ++k) {
        const Eigen::Index i = order[static_cast<std::size_t>(k)];
        people[k >= n - half] += fit.exposure[i] / static_cast<double>(k >= n - half ? half : n - half);
        use[k >= n - half] += fit.y[i] / static_cast<double>(k >= n - half ? half : n - half);
    }
    const double more_people = people[1] / people[0], more_use = use[1] / use[0];
    // With few users chance alone may hide the growth.
    const bool enough = use[0] * static_cast<double>(n - half) >= 30.0 && more_people >= 2.0;
    if (!enough || !(std::log(more_use) < 0.3 * std::log(more_people))) return;
    fit.caveats.push_back({messages::risk_looks_like_rate,
                           {{"people", to_fixed(more_people, 1)}, {"use", to_fixed(more_use, 1)}}});
}

void say_of_levels(const std::vector<std::string>& units, std::vector<Caveat>& caveats) {
    std::set<std::string_view> whole;
    for (const std::string& each : units)
        if (const auto digits = area_digits(each)) whole.insert(*digits);
    std::int64_t count = 0;
    std::string inside, around;
    for (const std::string& each : units) {
        const auto digits = area_digits(each);
        if (!digits) continue;
        for (const std::size_t length : {std::size_t{4}, std::size_t{6}}) {
            if (digits->size() <= length || !whole.contains(digits->substr(0, length))) continue;
            if (count++ == 0) {
                inside = each;
                around = (length == 4 ? "GM" : "WK") + std::string(digits->substr(0, length));
            }
            break;
        }
    }
    if (count > 0)
        caveats.push_back({messages::risk_rows_within_rows,
                           {{"count", std::to_string(count)}, {"inside", inside}, {"around", around}}});
}

}  // namespace maatstaf::detail
