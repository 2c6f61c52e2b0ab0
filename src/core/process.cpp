// SPDX-License-Identifier: Apache-2.0
// The only file of the library that asks the operating system something that C++ has no name for.
#include "core/process.hpp"

#if __has_include(<unistd.h>)
#include <unistd.h>
#endif

namespace maatstaf::detail {

std::uint64_t process_id() noexcept {
#if __has_include(<unistd.h>)
    return static_cast<std::uint64_t>(getpid());
#else
    return 0;  // Windows has no fork
#endif
}

}  // namespace maatstaf::detail
