// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/score/trace.hpp"

#include <utility>

namespace maatstaf {
namespace {

/// Results with the part of the spending that serves each.
std::vector<std::pair<std::string, double>> served(const Framework& framework, const Activity& activity) {
    std::string target = activity.parent;
    for (const auto& link : activity.links)
        if (link.kind == LinkKind::core && !link.target.empty()) target = link.target;
    std::vector<std::pair<std::string, double>> results;
    if (target.empty() || !framework.has(target)) return results;
    const ItemKind kind = framework.kind(target);
    if (kind == ItemKind::result) results.emplace_back(target, 1.0);
    if (kind == ItemKind::contribution)
        for (const auto& split : framework.contribution(target).to) results.emplace_back(split.result, split.share);
    return results;
}

}  // namespace

std::vector<ProductLink> product_links(const Framework& framework) {
    std::vector<ProductLink> links;
    for (const auto& activity : framework.data().activities) {
        const auto results = served(framework, activity);
        // Without product codes everything that is registered under the activity itself counts.
        std::vector<std::string> products = activity.products;
        if (products.empty()) products.emplace_back();
        for (const auto& product : products) {
            if (results.empty()) links.push_back({product, activity.id, {}});
            for (const auto& [result, share] : results) links.push_back({product, activity.id, result, share});
        }
    }
    return links;
}

}  // namespace maatstaf
