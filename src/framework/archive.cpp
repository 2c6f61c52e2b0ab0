// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/archive.hpp"

#include "core/archive_io.hpp"
#include "framework/id.hpp"
#include "maatstaf/framework/coverage.hpp"
#include "maatstaf/framework/framework.hpp"
#include "maatstaf/framework/version.hpp"

namespace maatstaf {

template <>
Bytes to_archive(const Framework& framework) {
    return detail::archive_described("Framework", framework.data());
}

template <>
Framework from_archive(std::span<const std::byte> bytes) {
    // The constructor checks every id once more.
    return detail::restore("Framework", bytes,
                           [](detail::InputArchive& content) { return Framework(content.get<FrameworkData>()); });
}

template <>
Bytes to_archive(const FrameworkVersion& version) {
    return detail::archive("FrameworkVersion", [&](detail::OutputArchive& content) {
        const FreezeOptions about{version.number(), version.date(), version.author(), version.reason()};
        content << about << version.hash() << version.framework().data();
    });
}

template <>
FrameworkVersion from_archive(std::span<const std::byte> bytes) {
    return detail::restore("FrameworkVersion", bytes, [](detail::InputArchive& content) {
        const auto about = content.get<FreezeOptions>();
        const auto hash = content.get<std::string>();
        auto version = freeze(Framework(content.get<FrameworkData>()), about);
        if (version.hash() != hash) content.refuse_value();
        return version;
    });
}

template <>
Bytes to_archive(const WeightSet& set) {
    return detail::archive_described("WeightSet", set);
}

template <>
WeightSet from_archive(std::span<const std::byte> bytes) {
    return detail::restore("WeightSet", bytes, [](detail::InputArchive& content) {
        auto set = content.get<WeightSet>();
        if (auto problem = detail::id_problem("weight_set", set.id, set.name))
            throw ArgumentError(problem->message, std::move(problem->parameters));
        return set;
    });
}

template <>
Bytes to_archive(const Coverage& coverage) {
    return detail::archive_described("Coverage", coverage);
}

template <>
Coverage from_archive(std::span<const std::byte> bytes) {
    return detail::restore_described<Coverage>("Coverage", bytes);
}

}  // namespace maatstaf
