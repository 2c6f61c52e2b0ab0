// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <span>
#include <tuple>
#include <utility>

#include "measure/claim_count.hpp"

namespace maatstaf::detail {
namespace {

/// Days of help of one category by one provider, without holes.
struct Stretch {
    std::int32_t category = 0;
    std::int32_t provider = 0;
    std::int32_t start = 0;
    std::int32_t stop = 0;
};

/// What stretches of one household say. Scratch memory is kept between households.
class Overlaps {
public:
    explicit Overlaps(const ClaimOptions& options) : longer_than_(options.double_days) {}

    void add(std::vector<Stretch>& stretches, HouseholdCare& care) {
        if (stretches.empty()) return;
        ++care.households;
        join(stretches);
        events_.clear();
        doubles_.clear();
        bool has_pair = false;
        bool one_category = true;
        for (std::size_t first = 0; first < stretches.size();) {
            std::size_t last = first;
            while (last < stretches.size() && stretches[last].category == stretches[first].category) ++last;
            one_category = one_category && first == 0 && last == stretches.size();
            has_pair = category_of({stretches.data() + first, last - first}, care) || has_pair;
            first = last;
        }
        care.double_households += has_pair;
        care.double_days += length_of_union(doubles_);
        if (one_category) {  // the union of one category is all there is
            for (const auto& [start, stop] : events_) care.care_days += stop - start + 1;
            return;
        }
        count_levels(care);
    }

private:
    using Span = std::pair<std::int32_t, std::int32_t>;

    /// Orders the stretches and joins those of one category and provider that touch or overlap.
    static void join(std::vector<Stretch>& stretches) {
        const auto key = [](const Stretch& each) { return std::tie(each.category, each.provider, each.start); };
        const auto before = [&](const Stretch& a, const Stretch& b) { return key(a) < key(b); };
        if (!std::is_sorted(stretches.begin(), stretches.end(), before))
            std::sort(stretches.begin(), stretches.end(), before);
        std::size_t kept = 0;
        for (std::size_t at = 1; at < stretches.size(); ++at) {
            Stretch& last = stretches[kept];
            const Stretch& each = stretches[at];
            if (each.category == last.category && each.provider == last.provider && each.start <= last.stop + 1)
                last.stop = std::max(last.stop, each.stop);
            else
                stretches[++kept] = each;
        }
        stretches.resize(kept + 1);
    }

    /// Adds the days of one category; whether two providers overlap for longer than allowed.
    bool category_of(std::span<const Stretch> stretches, HouseholdCare& care) {
        bool found = false;
        const std::int32_t category = stretches.front().category;
        if (category >= 0 && stretches.front().provider != stretches.back().provider) {
            for (std::size_t a = 0; a < stretches.size();) {
                const std::size_t a_end = end_of_provider(stretches, a);
                for (std::size_t b = a_end; b < stretches.size();) {
                    const std::size_t b_end = end_of_provider(stretches, b);
                    const auto days = overlap(stretches.subspan(a, a_end - a), stretches.subspan(b, b_end - b));
                    if (stretches[a].provider >= 0 && days > longer_than_) {
                        ++care.double_pairs;
                        found = true;
                    }
                    b = b_end;
                }
                a = a_end;
            }
        }
        spans_.clear();
        for (const Stretch& each : stretches) spans_.emplace_back(each.start, each.stop);
        std::sort(spans_.begin(), spans_.end());
        const std::size_t begin = events_.size();
        for (const Span& each : spans_) {
            if (events_.size() > begin && each.first <= events_.back().second + 1)
                events_.back().second = std::max(events_.back().second, each.second);
            else
                events_.push_back(each);
        }
        return found;
    }

    static std::size_t end_of_provider(std::span<const Stretch> stretches, std::size_t at) {
        const std::int32_t provider = stretches[at].provider;
        while (at < stretches.size() && stretches[at].provider == provider) ++at;
        return at;
    }

    /// Days that two ordered lists have in common; they are kept for the union over all pairs.
    std::int64_t overlap(std::span<const Stretch> first, std::span<const Stretch> second) {
        std::int64_t days = 0;
        for (std::size_t a = 0, b = 0; a < first.size() && b < second.size();) {
            const Span both{std::max(first[a].start, second[b].start), std::min(first[a].stop, second[b].stop)};
            if (both.first <= both.second && first[a].provider >= 0) {
                days += both.second - both.first + 1;
                doubles_.push_back(both);
            }
            (first[a].stop < second[b].stop ? a : b) += 1;
        }
        return days;
    }

    static std::int64_t length_of_union(std::vector<Span>& spans) {
        std::sort(spans.begin(), spans.end());
        std::int64_t days = 0;
        std::int64_t until = std::numeric_limits<std::int64_t>::min();
        for (const auto& [start, stop] : spans) {
            if (stop <= until) continue;
            days += stop - std::max<std::int64_t>(start, until + 1) + 1;
            until = stop;
        }
        return days;
    }

    /// Days with one and with two or more categories, from the unions per category.
    void count_levels(HouseholdCare& care) {
        edges_.clear();
        for (const auto& [start, stop] : events_) {
            edges_.emplace_back(start, 1);
            edges_.emplace_back(stop + 1, -1);
        }
        std::sort(edges_.begin(), edges_.end());
        int level = 0;
        for (std::size_t at = 0; at < edges_.size(); ++at) {
            const std::int64_t days = at == 0 ? 0 : edges_[at].first - edges_[at - 1].first;
            if (level >= 1) care.care_days += days;
            if (level >= 2) care.concurrent_days += days;
            level += edges_[at].second;
        }
    }

    std::int64_t longer_than_;
    std::vector<Span> events_{};   ///< union of every category, one after another
    std::vector<Span> spans_{};
    std::vector<Span> doubles_{};
    std::vector<Span> edges_{};
};

}  // namespace

HouseholdCare count_household_care(const ClaimLines& claims, const ClaimOptions& options) {
    HouseholdCare care{};
    Overlaps overlaps(options);
    std::vector<Stretch> stretches{};
    for (std::size_t household = 0; household + 1 < claims.household_begin.size(); ++household) {
        const auto first = claims.person_begin[static_cast<std::size_t>(claims.household_begin[household])];
        const auto last = claims.person_begin[static_cast<std::size_t>(claims.household_begin[household + 1])];
        stretches.clear();
        for (std::int32_t at = first; at < last; ++at) {
            const ClaimLine& line = claims.lines[static_cast<std::size_t>(at)];
            if (!line.credit) stretches.push_back({line.category, line.provider, line.start, line.stop});
        }
        overlaps.add(stretches, care);
    }
    return care;
}

}  // namespace maatstaf::detail
