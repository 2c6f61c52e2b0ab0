# SPDX-License-Identifier: Apache-2.0
# The C++ library: every src/<room>/*.cpp, with the public headers of include/.

file(GLOB library_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/*/*.cpp")
file(GLOB_RECURSE library_headers CONFIGURE_DEPENDS
    "${PROJECT_SOURCE_DIR}/include/maatstaf/*.hpp" "${PROJECT_SOURCE_DIR}/include/maatstaf/core/*.h")
# Public too, but not to be compiled alone: the tables of messages, and the header that needs the host's Boost.
file(GLOB_RECURSE library_other_headers CONFIGURE_DEPENDS
    "${PROJECT_SOURCE_DIR}/include/maatstaf/*.def" "${PROJECT_SOURCE_DIR}/include/maatstaf/serialization.hpp")
list(REMOVE_ITEM library_headers ${library_other_headers})

add_library(maatstaf ${library_sources})
add_library(maatstaf::maatstaf ALIAS maatstaf)
maatstaf_compile_as_ours(maatstaf)
target_compile_features(maatstaf PUBLIC cxx_std_20)
target_compile_definitions(maatstaf PRIVATE MAATSTAF_VERSION="${PROJECT_VERSION}")
set_target_properties(maatstaf PROPERTIES
    # The C++ interface is for one build with one compiler; the C library is the stable one. Hence all of it is visible.
    CXX_VISIBILITY_PRESET default
    WINDOWS_EXPORT_ALL_SYMBOLS ON
    VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
    VERIFY_INTERFACE_HEADER_SETS ${PROJECT_IS_TOP_LEVEL}
    INTERFACE_HEADER_SETS_TO_VERIFY HEADERS)

target_sources(maatstaf
    PUBLIC
    FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/include" FILES ${library_headers}
    FILE_SET other_headers TYPE HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/include" FILES ${library_other_headers})
target_include_directories(maatstaf PRIVATE "${PROJECT_SOURCE_DIR}/src")

target_link_libraries(maatstaf PUBLIC Eigen3::Eigen PRIVATE Threads::Threads)
maatstaf_use_headers(maatstaf Boost::headers nlohmann_json::nlohmann_json)
target_precompile_headers(maatstaf PRIVATE
    <Eigen/Core> <algorithm> <cmath> <cstdint> <functional> <map> <memory> <optional> <span> <string> <string_view>
    <unordered_map> <utility> <variant> <vector>)

maatstaf_compile_in_groups(maatstaf 8)

include(Templates)
