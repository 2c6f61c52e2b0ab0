// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "core/check.hpp"
#include "core/thread_pool.hpp"

namespace maatstaf {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto report_interval = std::chrono::milliseconds(100);
constexpr int most_threads = 1024;

/// True while this thread runs a body: a call from within runs its ranges right here, for the threads are taken.
thread_local bool inside_body = false;

std::atomic<int>& chosen_threads() noexcept {
    static std::atomic<int> count{
        std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, most_threads)};
    return count;
}

struct RunnerSlot {
    std::mutex mutex;
    std::shared_ptr<const TaskRunner> runner;
};
RunnerSlot& runner_slot() {
    static RunnerSlot slot;
    return slot;
}
std::shared_ptr<const TaskRunner> task_runner() {
    RunnerSlot& slot = runner_slot();
    const std::scoped_lock lock(slot.mutex);
    return slot.runner;
}

/// The ranges of one `parallel_for` and what became of them.
class Ranges {
public:
    Ranges(std::size_t count, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& body)
        : count_(count), grain_(grain), body_(body) {}

    std::size_t ranges() const noexcept { return count_ / grain_ + (count_ % grain_ != 0 ? 1 : 0); }
    std::size_t done() const noexcept { return done_.load(std::memory_order_relaxed); }

    /// Runs one range, unless the work was stopped or a lower range has failed. Ranges below a failing one always run,
    /// so the exception that is kept is that of the lowest failing range, whoever came first.
    void run(std::size_t range) noexcept {
        if (stopped_.load(std::memory_order_relaxed) || range > failed_range_.load(std::memory_order_relaxed)) return;
        const std::size_t begin = range * grain_;
        const std::size_t end = begin + std::min(grain_, count_ - begin);
        const bool outer = inside_body;
        inside_body = true;
        try {
            body_(begin, end);
            done_.fetch_add(end - begin, std::memory_order_relaxed);
        } catch (...) {
            const std::scoped_lock lock(mutex_);
            if (range < failed_range_.load(std::memory_order_relaxed)) {
                failed_range_.store(range, std::memory_order_relaxed);
                failure_ = std::current_exception();
            }
        }
        inside_body = outer;
    }
    /// The next range that nobody has taken, in ascending order; `ranges()` when there is none, or no reason to go on.
    std::size_t take() noexcept {
        if (stopped_.load(std::memory_order_relaxed) || failed_range_.load(std::memory_order_relaxed) != none)
            return ranges();
        return std::min(next_.fetch_add(1, std::memory_order_relaxed), ranges());
    }
    void stop() noexcept { stopped_.store(true, std::memory_order_relaxed); }

    /// To be called when no thread is at work any more.
    void rethrow() const {
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    std::size_t count_;
    std::size_t grain_;
    const std::function<void(std::size_t, std::size_t)>& body_;
    std::atomic<std::size_t> next_{0};
    std::atomic<std::size_t> done_{0};
    std::atomic<std::size_t> failed_range_{none};
    std::atomic<bool> stopped_{false};
    std::mutex mutex_;
    std::exception_ptr failure_;
};

/// Reports for the calling thread, at most ten times a second. What the callback throws is kept until the work rests.
class Reporter {
public:
    Reporter(const Progress& progress, Ranges& work, std::size_t total)
        : progress_(progress), work_(work), total_(total), thread_(std::this_thread::get_id()) {}

    void maybe() noexcept {
        // Whose thread it is comes first: all else belongs to the calling one.
        if (std::this_thread::get_id() != thread_ || !progress_ || stopped_) return;
        const auto now = Clock::now();
        if (now - last_ < report_interval || work_.done() == total_) return;
        last_ = now;
        call(work_.done());
    }
    void finish() {
        if (failure_) std::rethrow_exception(failure_);
        work_.rethrow();
        if (progress_ && !stopped_) call(total_);
        if (failure_) std::rethrow_exception(failure_);
        if (stopped_)
            throw CancelledError(messages::cancelled,
                                 {{"done", std::to_string(work_.done())}, {"total", std::to_string(total_)}});
        if (work_.done() != total_)  // only a host's own runner can leave something out
            throw Error(messages::task_runner,
                        {{"got", std::to_string(work_.done())}, {"expected", std::to_string(total_)}});
    }

private:
    void call(std::size_t done) noexcept {
        try {
            stopped_ = !progress_(done, total_);
        } catch (...) {
            failure_ = std::current_exception();
            stopped_ = true;
        }
        if (stopped_) work_.stop();
    }

    const Progress& progress_;
    Ranges& work_;
    std::size_t total_;
    std::thread::id thread_;
    Clock::time_point last_ = Clock::now();
    std::exception_ptr failure_;
    bool stopped_ = false;
};

}  // namespace

void set_thread_count(int threads) {
    if (threads < 1 || threads > most_threads)
        throw detail::out_of_range("threads", "1 .. " + std::to_string(most_threads), threads);
    chosen_threads().store(threads, std::memory_order_relaxed);
}

int thread_count() noexcept { return chosen_threads().load(std::memory_order_relaxed); }

void set_task_runner(TaskRunner runner) {
    RunnerSlot& slot = runner_slot();
    const std::scoped_lock lock(slot.mutex);
    slot.runner = runner ? std::make_shared<const TaskRunner>(std::move(runner)) : nullptr;
}

void parallel_for(std::size_t count, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& body,
                  const Progress& progress) {
    if (grain == 0) throw detail::out_of_range("grain", ">= 1", grain);
    Ranges work(count, grain, body);
    Reporter reporter(progress, work, count);
    const auto run_all = [&] {
        for (std::size_t range = work.take(); range < work.ranges(); range = work.take()) {
            work.run(range);
            reporter.maybe();
        }
    };
    const std::size_t threads = std::min<std::size_t>(static_cast<std::size_t>(thread_count()), work.ranges());
    const auto runner = inside_body ? nullptr : task_runner();
    if (runner) {
        (*runner)(work.ranges(), [&](std::size_t range) {
            work.run(range);
            reporter.maybe();
        });
    } else if (threads <= 1 || inside_body) {
        run_all();
    } else {
        detail::run_with_helpers(threads - 1, run_all, [&] { reporter.maybe(); }, report_interval);
    }
    reporter.finish();
}

}  // namespace maatstaf
