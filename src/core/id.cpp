// SPDX-License-Identifier: Apache-2.0
#include "core/id.hpp"

#include <string>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {

std::optional<Note> id_problem(std::string_view kind, std::string_view id, std::string_view name) {
    const std::string kind_text(kind);
    if (id.empty()) return Note{messages::empty_id, {{"kind", kind_text}, {"name", std::string(name)}}};
    if (id.size() > longest_id)
        return Note{messages::id_too_long, {{"id", std::string(id)},
                                           {"kind", kind_text},
                                           {"length", std::to_string(id.size())},
                                           {"limit", std::to_string(longest_id)}}};
    if (const auto position = first_invalid_utf8(id))
        return Note{messages::not_utf8, {{"where", "id (" + kind_text + ")"}, {"position", std::to_string(*position)}}};
    for (std::size_t at = 0; at < id.size(); ++at)
        if (static_cast<unsigned char>(id[at]) < 0x20 || id[at] == 0x7F)
            return Note{messages::id_control_character, {{"kind", kind_text}, {"position", std::to_string(at)}}};
    return std::nullopt;
}

}  // namespace maatstaf::detail
