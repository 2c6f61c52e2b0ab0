# SPDX-License-Identifier: Apache-2.0
# The C library: bindings/c/*.cpp over the C++ library, showing the functions mst_* and nothing else.

file(GLOB c_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/bindings/c/*.cpp")
if(NOT c_sources)
    return()
endif()

add_library(maatstaf_c SHARED ${c_sources})
add_library(maatstaf::c ALIAS maatstaf_c)
maatstaf_compile_as_ours(maatstaf_c)
maatstaf_compile_lightly(maatstaf_c)
maatstaf_compile_in_groups(maatstaf_c 8)
set_target_properties(maatstaf_c PROPERTIES
    EXPORT_NAME c
    DEFINE_SYMBOL MST_BUILDING
    VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
    VERIFY_INTERFACE_HEADER_SETS ${PROJECT_IS_TOP_LEVEL})
target_sources(maatstaf_c PUBLIC FILE_SET HEADERS
    BASE_DIRS "${PROJECT_SOURCE_DIR}/include" FILES "${PROJECT_SOURCE_DIR}/include/maatstaf/maatstaf.h")
target_include_directories(maatstaf_c PRIVATE "${PROJECT_SOURCE_DIR}/src")
target_link_libraries(maatstaf_c PRIVATE maatstaf Threads::Threads)
maatstaf_use_headers(maatstaf_c Boost::headers nlohmann_json::nlohmann_json)

if(BUILD_SHARED_LIBS)
    set_target_properties(maatstaf_c PROPERTIES INSTALL_RPATH $<IF:$<PLATFORM_ID:Darwin>,@loader_path,\$ORIGIN>)
endif()

# Hidden visibility does not cover what the standard library's templates instantiate; the linker's own list does.
if(APPLE)
    target_link_options(maatstaf_c PRIVATE "LINKER:-exported_symbol,_mst_*")
elseif(UNIX)
    target_link_options(maatstaf_c PRIVATE "LINKER:--version-script=${PROJECT_SOURCE_DIR}/cmake/maatstaf_c.map")
    set_target_properties(maatstaf_c PROPERTIES LINK_DEPENDS "${PROJECT_SOURCE_DIR}/cmake/maatstaf_c.map")
endif()
