// SPDX-License-Identifier: Apache-2.0
#include "core/thread_pool.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "core/process.hpp"

namespace maatstaf::detail {
namespace {

/// Work that asks for helpers. The calling thread owns it and outlives every helper in it; all members are guarded by
/// the mutex of the pool.
struct Job {
    const std::function<void()>& work;
    std::size_t wanted;       ///< helpers that may still come
    std::size_t present = 0;  ///< helpers at work
    std::condition_variable left;
};

class ThreadPool {
public:
    ThreadPool() = default;
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;
    ~ThreadPool() {
        {
            const std::scoped_lock lock(mutex_);
            ending_ = true;
        }
        wanted_.notify_all();
        for (std::thread& each : threads_) each.join();
    }

    void run(std::size_t helpers, const std::function<void()>& work, const std::function<void()>& wake,
             std::chrono::milliseconds interval) {
        Job job{work, helpers, 0, {}};
        {
            const std::scoped_lock lock(mutex_);
            grow(helpers);
            jobs_.push_back(&job);
        }
        wanted_.notify_all();
        work();
        std::unique_lock lock(mutex_);
        std::erase(jobs_, &job);
        while (!job.left.wait_for(lock, interval, [&] { return job.present == 0; })) {
            lock.unlock();
            wake();
            lock.lock();
        }
    }

private:
    void grow(std::size_t size) {
        try {
            while (threads_.size() < size) threads_.emplace_back([this] { help(); });
        } catch (const std::system_error&) {
            // The system gives no more threads: those that there are, at least the calling one, do the work.
        }
    }

    void help() {
        std::unique_lock lock(mutex_);
        while (true) {
            wanted_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
            if (ending_) return;
            Job& job = *jobs_.front();
            ++job.present;
            if (--job.wanted == 0) jobs_.pop_front();
            lock.unlock();
            job.work();
            lock.lock();
            // Nothing is left to take, so nobody else need come.
            std::erase(jobs_, &job);
            if (--job.present == 0) job.left.notify_one();
        }
    }

    std::mutex mutex_;
    std::condition_variable wanted_;
    std::deque<Job*> jobs_;
    std::vector<std::thread> threads_;
    bool ending_ = false;
};

/// A pool and the process whose threads it holds. A process made by fork inherits the memory of a pool without its
/// threads, and perhaps with its lock taken by one of them: it leaves that pool alone and makes its own.
struct OwnedPool {
    std::uint64_t process = process_id();
    ThreadPool pool;
};
std::atomic<OwnedPool*> current_pool{nullptr};

ThreadPool& pool() {
    OwnedPool* mine = current_pool.load(std::memory_order_acquire);
    while (mine == nullptr || mine->process != process_id()) {
        auto fresh = std::make_unique<OwnedPool>();
        if (current_pool.compare_exchange_strong(mine, fresh.get(), std::memory_order_acq_rel))
            return fresh.release()->pool;
    }
    return mine->pool;
}

#ifndef _WIN32
/// Ends the threads with the program or when the library is unloaded. On Windows a library may not wait for its threads
/// while it is unloaded; there they end with the process.
struct PoolEnder {
    ~PoolEnder() {
        OwnedPool* mine = current_pool.exchange(nullptr);
        if (mine != nullptr && mine->process == process_id()) delete mine;
    }
} pool_ender;
#endif

}  // namespace

void run_with_helpers(std::size_t helpers, const std::function<void()>& work, const std::function<void()>& wake,
                      std::chrono::milliseconds interval) {
    pool().run(helpers, work, wake, interval);
}

}  // namespace maatstaf::detail
