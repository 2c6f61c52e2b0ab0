// SPDX-License-Identifier: Apache-2.0
#pragma once

// For hosts that keep their state in Boost.Serialization archives: after including this header, every struct of
// maatstaf that lists its fields (options, items of a framework, results) can be put into any Boost archive, text,
// binary or XML, under the names of its fields. It is the only public header that needs Boost, and not part of
// <maatstaf/maatstaf.hpp>.
//
// Unknown numbers are NaN in maatstaf, and Boost's text and XML archives write NaN in a form that they cannot read.
// Give their streams the facets that can, and let the archive leave them in place:
//
//     std::locale locale(std::locale::classic(), new boost::math::nonfinite_num_put<char>);   // for reading: num_get
//     stream.imbue(locale);
//     boost::archive::xml_oarchive archive(stream, boost::archive::no_codecvt);
//     archive << boost::serialization::make_nvp("indicator", indicator);
//
// Boost's own archives must not be loaded from a source that you do not trust; `from_archive` checks all that it reads.

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

#include <boost/mpl/int.hpp>
#include <boost/mpl/integral_c_tag.hpp>
#include <boost/serialization/level.hpp>
#include <boost/serialization/level_enum.hpp>
#include <boost/serialization/nvp.hpp>
#include <boost/serialization/serialization.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/tracking.hpp>
#include <boost/serialization/tracking_enum.hpp>
#include <boost/serialization/vector.hpp>

#include "maatstaf/core/fields.hpp"

namespace maatstaf::detail {

template <class T>
inline constexpr bool is_optional_field = false;
template <class T>
inline constexpr bool is_optional_field<std::optional<T>> = true;

/// One field under its name. Optional members, which older Boost versions do not know, become `<name>_known` and, when
/// that is true, the value.
template <class Archive, class Value>
void serialize_field(Archive& archive, const std::string& name, Value& value) {
    using boost::serialization::make_nvp;
    if constexpr (is_optional_field<Value>) {
        const std::string known_name = name + "_known";
        bool known = value.has_value();
        archive & make_nvp(known_name.c_str(), known);
        if constexpr (Archive::is_loading::value) {
            if (known) value.emplace();
            else value.reset();
        }
        if (known) archive & make_nvp(name.c_str(), *value);
    } else {
        archive & make_nvp(name.c_str(), value);
    }
}

}  // namespace maatstaf::detail

namespace boost::serialization {

template <class Archive, class T>
    requires maatstaf::Described<T>
void serialize(Archive& archive, T& object, const unsigned int /*version*/) {
    maatstaf::for_each_field<T>([&](const auto& each) {
        maatstaf::detail::serialize_field(archive, std::string(each.name), object.*each.member);
    });
}

// Values without identity and without pointers: Boost need not track them or write what class they are.
template <class T>
    requires maatstaf::Described<T>
struct implementation_level<T> {
    using tag = mpl::integral_c_tag;
    using type = mpl::int_<object_serializable>;
    static constexpr int value = type::value;
};
template <class T>
    requires maatstaf::Described<T>
struct tracking_level<T> {
    using tag = mpl::integral_c_tag;
    using type = mpl::int_<track_never>;
    static constexpr int value = type::value;
};

}  // namespace boost::serialization
