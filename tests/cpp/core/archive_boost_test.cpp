// SPDX-License-Identifier: Apache-2.0
// Our described structs in a host's own Boost archives, and a host's own classes in ours.
#include "maatstaf/serialization.hpp"

#include <limits>
#include <locale>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/archive/text_iarchive.hpp>
#include <boost/archive/text_oarchive.hpp>
#include <boost/archive/xml_iarchive.hpp>
#include <boost/archive/xml_oarchive.hpp>
#include <boost/math/special_functions/nonfinite_num_facets.hpp>
#include <boost/serialization/map.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include "core/archive_io.hpp"
#include "core/fields_equal.hpp"
#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/scale.hpp"

namespace {

struct Sample {
    std::string name;
    maatstaf::Scale scale = maatstaf::Scale::proportion;
    bool agreed = false;
    std::int32_t year = 0;
    std::optional<double> target;
    std::vector<maatstaf::Estimate> estimates;
    static constexpr auto fields() {
        using maatstaf::field;
        return std::tuple{field("name", &Sample::name, ""),     field("scale", &Sample::scale, ""),
                          field("agreed", &Sample::agreed, ""), field("year", &Sample::year, ""),
                          field("target", &Sample::target, ""), field("estimates", &Sample::estimates, "")};
    }
};

Sample sample() {
    return {"één <naam> & \"meer\"", maatstaf::Scale::rate, true, -2016, 0.1, {{.value = 45.0, .se = 1.5}, {}}};
}

template <class Output, class Input>
struct HostArchives {
    using Out = Output;
    using In = Input;
};

/// A class as a host writes it for Boost: private data, a member `serialize`, a standard container, a class version.
class HostState {
public:
    std::map<std::string, double> shares;
    int steps = 0;
    bool operator==(const HostState&) const = default;

private:
    friend class boost::serialization::access;
    template <class Archive>
    void serialize(Archive& archive, unsigned version) {
        archive& boost::serialization::make_nvp("shares", shares);
        if (version >= 1) archive& boost::serialization::make_nvp("steps", steps);
    }
};

}  // namespace

BOOST_CLASS_VERSION(HostState, 1)

TEMPLATE_TEST_CASE("described structs go in and out of a host's Boost archives", "[core][archive]",
                   (HostArchives<boost::archive::text_oarchive, boost::archive::text_iarchive>),
                   (HostArchives<boost::archive::binary_oarchive, boost::archive::binary_iarchive>),
                   (HostArchives<boost::archive::xml_oarchive, boost::archive::xml_iarchive>)) {
    // Text and XML need the facets for NaN; a binary archive does not look at them.
    const std::locale writing(std::locale::classic(), new boost::math::nonfinite_num_put<char>);
    const std::locale reading(std::locale::classic(), new boost::math::nonfinite_num_get<char>);
    const Sample before = sample();
    std::stringstream stream;
    stream.imbue(writing);
    {
        typename TestType::Out archive(stream, boost::archive::no_codecvt);
        archive << boost::serialization::make_nvp("sample", before);
    }
    stream.imbue(reading);
    Sample after;
    after.target.reset();
    {
        typename TestType::In archive(stream, boost::archive::no_codecvt);
        archive >> boost::serialization::make_nvp("sample", after);
    }
    CHECK(maatstaf::detail::fields_equal(before, after));

    SECTION("and an optional that is empty comes back empty") {
        Sample empty = sample();
        empty.target.reset();
        std::stringstream second;
        second.imbue(writing);
        {
            typename TestType::Out archive(second, boost::archive::no_codecvt);
            archive << boost::serialization::make_nvp("sample", empty);
        }
        second.imbue(reading);
        typename TestType::In archive(second, boost::archive::no_codecvt);
        archive >> boost::serialization::make_nvp("sample", after);
        CHECK_FALSE(after.target.has_value());
    }
}

TEST_CASE("XML shows the names of the fields", "[core][archive]") {
    std::stringstream stream;
    {
        const Sample before = sample();
        boost::archive::xml_oarchive archive(stream, boost::archive::no_codecvt);
        archive << boost::serialization::make_nvp("sample", before);
    }
    CHECK(stream.str().find("<target_known>1</target_known>") != std::string::npos);
    CHECK(stream.str().find("<year>-2016</year>") != std::string::npos);
}

TEST_CASE("a host's own Boost class goes in and out of our archive", "[core][archive]") {
    HostState before;
    before.shares = {{"A", 0.25}, {"B", std::numeric_limits<double>::infinity()}};
    before.steps = 7;
    const auto bytes = maatstaf::detail::archive_described("HostState", before);
    CHECK(maatstaf::detail::restore_described<HostState>("HostState", bytes) == before);

    SECTION("but not of a newer class version, which Boost itself would accept") {
        maatstaf::detail::OutputArchive content;
        content << std::uint32_t{2} << std::uint64_t{0};
        const auto newer = maatstaf::detail::seal("HostState", content.bytes());
        CHECK_THROWS_AS(maatstaf::detail::restore_described<HostState>("HostState", newer), maatstaf::ArchiveError);
    }
}
