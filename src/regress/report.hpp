// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/parallel.hpp"

namespace maatstaf::detail {

/// Reports the progress of steps that follow one another, at most ten times a second and at the end.
class StepReport {
public:
    StepReport(const Progress& progress, std::size_t total) : progress_(progress), total_(total) {}
    /// Throws CancelledError when the host wants to stop.
    void done(std::size_t steps) {
        if (!progress_) return;
        const auto now = std::chrono::steady_clock::now();
        if (steps < total_ && now - last_ < std::chrono::milliseconds(100)) return;
        last_ = now;
        if (!progress_(steps, total_))
            throw CancelledError(messages::cancelled,
                                 {{"done", std::to_string(steps)}, {"total", std::to_string(total_)}});
    }

private:
    const Progress& progress_;
    std::size_t total_;
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace maatstaf::detail
