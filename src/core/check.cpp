// SPDX-License-Identifier: Apache-2.0
#include "core/check.hpp"

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/text.hpp"

namespace maatstaf::detail {

ArgumentError out_of_range(std::string_view argument, std::string_view range, std::string_view got) {
    return {messages::argument_out_of_range,
            {{"argument", std::string(argument)}, {"range", std::string(range)}, {"got", std::string(got)}}};
}

ArgumentError out_of_range(std::string_view argument, std::string_view range, double got) {
    return out_of_range(argument, range, std::string_view(to_text(got)));
}

void need_share(std::string_view argument, double value) {
    if (!(value >= 0 && value <= 1)) throw out_of_range(argument, "0 .. 1", value);
}

void need_confidence(double confidence) {
    if (!(confidence > 0 && confidence < 1)) throw out_of_range("confidence", "> 0, < 1", confidence);
}

void need_position(std::string_view argument, std::int64_t position, std::int64_t size) {
    if (position < 0 || position >= size) throw out_of_range(argument, "0 .. " + std::to_string(size - 1), position);
}

}  // namespace maatstaf::detail
