// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace maatstaf {

/// Called on the calling thread only, at most ten times a second and once at the end, with the steps done and their
/// total. Returning false stops the work: the procedure throws CancelledError and leaves its inputs as they were.
using Progress = std::function<bool(std::size_t done, std::size_t total)>;

/// How many threads procedures use when not told otherwise: at first the number of processors. Results never depend on
/// it. Throws ArgumentError when below 1 or above 1024. A process made by fork starts threads of its own.
void set_thread_count(int threads);
int thread_count() noexcept;

/// Runs `task(i)` for i = 0 .. count-1, in any order, and returns when all have ended; exceptions are passed on.
using TaskRunner = std::function<void(std::size_t count, const std::function<void(std::size_t)>& task)>;

/// Lets a host run the work on its own threads instead of ours; an empty function restores ours.
void set_task_runner(TaskRunner runner);

/// Calls `body(begin, end)` for consecutive ranges of at most `grain` items that together cover 0 .. count-1. The
/// ranges depend on `count` and `grain` only, never on the number of threads, so a reduction that keeps one partial
/// result per range and adds them in order gives the same bits for any number of threads. The first exception (lowest
/// range) is rethrown. Throws CancelledError when `progress` says to stop.
void parallel_for(std::size_t count, std::size_t grain,
                  const std::function<void(std::size_t begin, std::size_t end)>& body, const Progress& progress = {});

}  // namespace maatstaf
