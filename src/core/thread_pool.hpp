// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>

namespace maatstaf::detail {

/// Runs `work()` on the calling thread and on up to `helpers` threads of the pool, and returns when all of them have
/// left it. `work` takes its share until nothing is left and never throws; a helper that comes late finds nothing to
/// do. While the calling thread only waits, it calls `wake()` once per `interval`.
///
/// The threads start at the first call that wants them and rest in between. They end when the program or the library
/// does. A process made by fork starts threads of its own.
void run_with_helpers(std::size_t helpers, const std::function<void()>& work, const std::function<void()>& wake,
                      std::chrono::milliseconds interval);

}  // namespace maatstaf::detail
