# SPDX-License-Identifier: Apache-2.0
# Puts the framework templates (src/framework/templates/*.json) into the library as bytes, so that every language has
# them without looking for files. As bytes, because one compiler allows a string of 16 kB only.

file(GLOB template_files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/framework/templates/*.json")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${template_files})
set(template_arrays)
set(template_entries)
foreach(file IN LISTS template_files)
    get_filename_component(name "${file}" NAME_WE)
    file(READ "${file}" bytes HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "((0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,))" "\\1\n" bytes "${bytes}")
    string(APPEND template_arrays "constexpr unsigned char ${name}[] = {\n${bytes}\n};\n")
    string(APPEND template_entries "    TemplateText{\"${name}\", text_of(${name})},\n")
endforeach()
set(template_source "${PROJECT_BINARY_DIR}/framework_templates.cpp")
file(CONFIGURE OUTPUT "${template_source}" @ONLY CONTENT [[
// SPDX-License-Identifier: Apache-2.0
// Written by cmake/Templates.cmake from src/framework/templates/*.json.
#include "framework/template_texts.hpp"

#include <cstddef>

namespace maatstaf::detail {
namespace {

template <std::size_t size>
std::string_view text_of(const unsigned char (&bytes)[size]) {
    return {reinterpret_cast<const char*>(bytes), size};
}

@template_arrays@
}  // namespace

std::span<const TemplateText> template_texts() noexcept {
    static const TemplateText texts[] = {
@template_entries@    };
    return texts;
}

}  // namespace maatstaf::detail
]])
target_sources(maatstaf PRIVATE "${template_source}")
