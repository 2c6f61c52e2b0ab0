# SPDX-License-Identifier: Apache-2.0
# The Python module maatstaf._core: bindings/python/*.cpp over the static C++ library.

if(fetched_prefix AND python_include MATCHES "^${fetched_prefix}")
    # Python's headers came with the fetched packages; Debian's pyconfig.h includes one by its path from include/.
    set(Python_INCLUDE_DIR "${python_include}" CACHE PATH "Folder of Python.h" FORCE)
    include_directories(SYSTEM "${fetched_prefix}/include")
endif()
find_package(Python 3.11 REQUIRED COMPONENTS Interpreter Development.Module)
find_package(pybind11 3 CONFIG REQUIRED)

file(GLOB python_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/bindings/python/*.cpp")
pybind11_add_module(_core MODULE NO_EXTRAS ${python_sources})
maatstaf_compile_as_ours(_core)
target_compile_definitions(_core PRIVATE MAATSTAF_VERSION="${PROJECT_VERSION}")
target_include_directories(_core PRIVATE "${PROJECT_SOURCE_DIR}/src")
target_link_libraries(_core PRIVATE maatstaf)
maatstaf_use_headers(_core Boost::headers nlohmann_json::nlohmann_json)
maatstaf_compile_lightly(_core)
maatstaf_compile_in_groups(_core 3)
target_precompile_headers(_core PRIVATE <pybind11/pybind11.h> <string> <vector>)
install(TARGETS _core DESTINATION maatstaf COMPONENT python EXCLUDE_FROM_ALL)
