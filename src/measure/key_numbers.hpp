// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace maatstaf::detail {

/// Numbers keys 0, 1, 2, ... in the order of their first appearance: open addressing in two plain arrays, so that a
/// million rows cost no allocation each. Texts are not copied and must outlive it.
template <class Key>
class KeyNumbers {
public:
    explicit KeyNumbers(std::size_t expected) { resize(std::bit_ceil(2 * expected + 16)); }

    /// The number of `key`, and whether it is new.
    std::pair<std::int32_t, bool> number_of(const Key& key) {
        if (2 * keys_.size() >= slots_.size()) resize(2 * slots_.size());
        const std::uint64_t hash = hash_of(key);
        const auto tag = static_cast<std::uint32_t>(hash >> 32);
        std::size_t at = hash & mask_;
        for (; slots_[at].number >= 0; at = (at + 1) & mask_)
            if (slots_[at].tag == tag && keys_[static_cast<std::size_t>(slots_[at].number)] == key)
                return {slots_[at].number, false};
        const auto number = static_cast<std::int32_t>(keys_.size());
        slots_[at] = {tag, number};
        keys_.push_back(key);
        return {number, true};
    }
    std::int32_t size() const noexcept { return static_cast<std::int32_t>(keys_.size()); }
    const std::vector<Key>& keys() const noexcept { return keys_; }

private:
    struct Slot {
        std::uint32_t tag = 0;
        std::int32_t number = -1;
    };

    static std::uint64_t mixed(std::uint64_t x) noexcept {  // the finisher of MurmurHash3 (public domain, A. Appleby)
        x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdULL;
        x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53ULL;
        return x ^ (x >> 33);
    }
    static std::uint64_t hash_of(const Key& key) noexcept {
        if constexpr (std::is_integral_v<Key>) {
            return mixed(static_cast<std::uint64_t>(key));
        } else {
            std::uint64_t hash = key.size();
            const char* at = key.data();
            std::size_t left = key.size();
            for (; left >= 8; left -= 8, at += 8) {
                std::uint64_t word = 0;
                std::memcpy(&word, at, 8);
                hash = mixed(hash ^ word) + 0x9e3779b97f4a7c15ULL;
            }
            std::uint64_t word = 0;
            if (left > 0) std::memcpy(&word, at, left);
            return mixed(hash ^ word);
        }
    }
    void resize(std::size_t slots) {
        slots_.assign(slots, {});
        mask_ = slots - 1;
        for (std::size_t i = 0; i < keys_.size(); ++i) {
            const std::uint64_t hash = hash_of(keys_[i]);
            std::size_t at = hash & mask_;
            while (slots_[at].number >= 0) at = (at + 1) & mask_;
            slots_[at] = {static_cast<std::uint32_t>(hash >> 32), static_cast<std::int32_t>(i)};
        }
    }

    std::vector<Slot> slots_{};
    std::vector<Key> keys_{};
    std::size_t mask_ = 0;
};

}  // namespace maatstaf::detail
