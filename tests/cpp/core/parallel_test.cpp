// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"

#if __has_include(<sys/wait.h>)
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace maatstaf;

namespace {

/// Gives back the number of threads (and our own pool) that a test changed.
struct Restore {
    int threads = thread_count();
    ~Restore() {
        set_thread_count(threads);
        set_task_runner({});
    }
};

/// A sum whose bits depend on the order of addition: one partial sum per range, added in order.
double ordered_sum(std::size_t count, std::size_t grain) {
    std::vector<double> partial(count / grain + 1, 0.0);
    parallel_for(count, grain, [&](std::size_t begin, std::size_t end) {
        double sum = 0;
        for (std::size_t i = begin; i < end; ++i) sum += std::sin(static_cast<double>(i)) * 1e6;
        partial[begin / grain] = sum;
    });
    return std::accumulate(partial.begin(), partial.end(), 0.0);
}

}  // namespace

TEST_CASE("ranges cover everything once, whatever the number of threads", "[core][parallel]") {
    const Restore restore;
    for (const int threads : {1, 2, 7}) {
        set_thread_count(threads);
        CHECK(thread_count() == threads);
        for (const std::size_t count : {0u, 1u, 9u, 10u, 11u, 1003u})
            for (const std::size_t grain : {1u, 10u, 5000u}) {
                std::vector<std::atomic<int>> seen(count);
                std::mutex mutex;
                std::set<std::pair<std::size_t, std::size_t>> ranges;
                parallel_for(count, grain, [&](std::size_t begin, std::size_t end) {
                    for (std::size_t i = begin; i < end; ++i) ++seen[i];
                    const std::scoped_lock lock(mutex);
                    ranges.emplace(begin, end);
                });
                bool once = true;
                for (const auto& each : seen) once = once && each == 1;
                CHECK(once);
                CHECK(ranges.size() == (count + grain - 1) / grain);
                for (const auto& [begin, end] : ranges) CHECK((begin % grain == 0 && end - begin <= grain));
            }
    }
}

TEST_CASE("a reduction has the same bits for 1, 2 and 7 threads", "[core][parallel]") {
    const Restore restore;
    set_thread_count(1);
    const double expected = ordered_sum(100'000, 128);
    for (const int threads : {2, 7, 1, 7}) {
        set_thread_count(threads);
        for (int repeat = 0; repeat < 5; ++repeat) CHECK(ordered_sum(100'000, 128) == expected);
    }
}

TEST_CASE("of all exceptions that of the lowest range is passed on", "[core][parallel]") {
    const Restore restore;
    for (const int threads : {1, 2, 7}) {
        set_thread_count(threads);
        for (int repeat = 0; repeat < 50; ++repeat) {
            std::string what;
            try {
                parallel_for(1000, 1, [](std::size_t begin, std::size_t) {
                    if (begin == 13) std::this_thread::sleep_for(std::chrono::microseconds(50));
                    if (begin % 20 == 13) throw std::runtime_error(std::to_string(begin));
                });
            } catch (const std::runtime_error& error) {
                what = error.what();
            }
            CHECK(what == "13");
        }
    }
}

TEST_CASE("progress comes from the calling thread, seldom, and once at the end", "[core][parallel]") {
    const Restore restore;
    for (const int threads : {1, 2, 7}) {
        set_thread_count(threads);
        const auto caller = std::this_thread::get_id();
        std::vector<std::size_t> reports;
        bool from_caller = true;
        const auto start = std::chrono::steady_clock::now();
        parallel_for(
            70, 1, [](std::size_t, std::size_t) { std::this_thread::sleep_for(std::chrono::milliseconds(5)); },
            [&](std::size_t done, std::size_t total) {
                from_caller = from_caller && std::this_thread::get_id() == caller && total == 70 && done <= total;
                reports.push_back(done);
                return true;
            });
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        CHECK(from_caller);
        REQUIRE_FALSE(reports.empty());
        CHECK(reports.back() == 70);
        CHECK(std::count(reports.begin(), reports.end(), 70u) == 1);
        CHECK(std::is_sorted(reports.begin(), reports.end()));
        CHECK(static_cast<double>(reports.size()) <= seconds * 10 + 1);
    }
    int calls = 0;
    parallel_for(0, 1, [](std::size_t, std::size_t) {}, [&](std::size_t, std::size_t) { return ++calls > 0; });
    CHECK(calls == 1);
}

TEST_CASE("progress can cancel, and what it throws is passed on", "[core][parallel]") {
    const Restore restore;
    for (const int threads : {1, 2, 7}) {
        set_thread_count(threads);
        std::atomic<int> ran = 0;
        const auto body = [&](std::size_t, std::size_t) {
            ++ran;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        };
        try {
            parallel_for(100'000, 1, body, [](std::size_t, std::size_t) { return false; });
            FAIL("not cancelled");
        } catch (const CancelledError& error) {
            CHECK(error.note().message == messages::cancelled);
            CHECK(std::string(error.what()).find("of 100000 steps") != std::string::npos);
        }
        CHECK(ran < 10'000);
        CHECK_THROWS_AS(parallel_for(100'000, 1, body,
                                     [](std::size_t, std::size_t) -> bool { throw std::logic_error("interrupt"); }),
                        std::logic_error);
        CHECK_THROWS_AS(parallel_for(1, 1, body, [](std::size_t, std::size_t) { return false; }), CancelledError);
    }
}

TEST_CASE("a loop within a loop runs on the thread it is on", "[core][parallel]") {
    const Restore restore;
    set_thread_count(4);
    std::atomic<int> items = 0;
    std::atomic<bool> same_thread = true;
    parallel_for(20, 1, [&](std::size_t, std::size_t) {
        const auto outer = std::this_thread::get_id();
        parallel_for(30, 1, [&](std::size_t, std::size_t) {
            if (std::this_thread::get_id() != outer) same_thread = false;
            ++items;
        });
    });
    CHECK(items == 600);
    CHECK(same_thread);
}

TEST_CASE("several threads of a host may loop at the same time", "[core][parallel]") {
    const Restore restore;
    set_thread_count(3);
    const double expected = ordered_sum(20'000, 64);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> hosts;
    for (int host = 0; host < 4; ++host)
        hosts.emplace_back([&] {
            for (int repeat = 0; repeat < 10; ++repeat)
                if (ordered_sum(20'000, 64) != expected) ++wrong;
        });
    for (auto& each : hosts) each.join();
    CHECK(wrong == 0);
}

TEST_CASE("a host can run the work on threads of its own", "[core][parallel]") {
    const Restore restore;
    const double expected = ordered_sum(10'000, 100);
    std::atomic<int> tasks = 0;
    set_task_runner([&](std::size_t count, const std::function<void(std::size_t)>& task) {
        std::thread even([&] {
            for (std::size_t i = 0; i < count; i += 2) task(i), ++tasks;
        });
        for (std::size_t i = count - 1 - (count % 2); i < count; i -= 2) task(i), ++tasks;
        even.join();
    });
    CHECK(ordered_sum(10'000, 100) == expected);
    CHECK(tasks == 100);
    std::string what;
    try {
        parallel_for(100, 1, [](std::size_t begin, std::size_t) {
            if (begin == 40 || begin == 71) throw std::runtime_error(std::to_string(begin));
        });
    } catch (const std::runtime_error& error) {
        what = error.what();
    }
    CHECK(what == "40");
    CHECK_THROWS_AS(
        parallel_for(
            100, 1, [](std::size_t, std::size_t) { std::this_thread::sleep_for(std::chrono::milliseconds(5)); },
            [](std::size_t, std::size_t) { return false; }),
        CancelledError);
    set_task_runner([](std::size_t, const std::function<void(std::size_t)>& task) { task(0); });
    try {
        parallel_for(10, 1, [](std::size_t, std::size_t) {});
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.note().message == messages::task_runner);
    }
}

TEST_CASE("impossible numbers of threads and items are refused", "[core][parallel]") {
    const Restore restore;
    for (const int threads : {0, -1, 1025}) CHECK_THROWS_AS(set_thread_count(threads), ArgumentError);
    CHECK_NOTHROW(set_thread_count(1024));
    CHECK_THROWS_AS(parallel_for(1, 0, [](std::size_t, std::size_t) {}), ArgumentError);
}

#if __has_include(<sys/wait.h>) && !defined(__SANITIZE_THREAD__)
TEST_CASE("a forked process starts its own threads and computes the same", "[core][parallel]") {
    const Restore restore;
    set_thread_count(3);
    const double expected = ordered_sum(10'000, 100);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) _exit(ordered_sum(10'000, 100) == expected ? 0 : 1);
    int status = -1;
    waitpid(child, &status, 0);
    CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
}
#endif
