// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/framework/version.hpp"

#include "core/check.hpp"
#include "core/civil.hpp"
#include "maatstaf/framework/json.hpp"

namespace maatstaf {
namespace {

std::string hash_of(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto hash = stable_hash(text);
    std::string hexadecimal;
    for (int shift = 60; shift >= 0; shift -= 4) hexadecimal += digits[(hash >> shift) & 15];
    return hexadecimal;
}

}  // namespace

FrameworkVersion::FrameworkVersion(std::shared_ptr<const Framework> framework, std::string hash, FreezeOptions about)
    : framework_{std::move(framework)}, hash_{std::move(hash)}, about_{std::move(about)} {}

std::string framework_hash(const Framework& framework) { return hash_of(framework_to_json(framework, -1)); }

FrameworkVersion freeze(Framework framework, const FreezeOptions& options) {
    if (options.number < 1) throw detail::out_of_range("number", ">= 1", options.number);
    if (!options.date.empty() && !detail::parse_iso_date(options.date))
        throw detail::out_of_range("date", "date_of_a_day", options.date);
    auto hash = framework_hash(framework);
    return {std::make_shared<const Framework>(std::move(framework)), std::move(hash), options};
}

const FrameworkVersion& FrameworkHistory::add(Framework framework, FreezeOptions options) {
    options.number = static_cast<std::int32_t>(versions_.size()) + 1;
    auto version = freeze(std::move(framework), options);
    if (versions_.empty() || versions_.back().hash() != version.hash()) versions_.push_back(std::move(version));
    return versions_.back();
}

const FrameworkVersion& FrameworkHistory::at(std::int32_t number) const {
    if (number < 1 || static_cast<std::size_t>(number) > versions_.size())
        throw detail::out_of_range("number", "1 .. " + std::to_string(versions_.size()), number);
    return versions_[static_cast<std::size_t>(number) - 1];
}

}  // namespace maatstaf
