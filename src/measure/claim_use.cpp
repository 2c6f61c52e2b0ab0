// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "measure/claim_count.hpp"
#include "measure/key_numbers.hpp"

namespace maatstaf::detail {
namespace {

constexpr std::array<UseLevel, use_levels> levels = {UseLevel::all, UseLevel::act, UseLevel::area, UseLevel::provider,
                                                     UseLevel::product};

constexpr std::size_t most_bits = std::size_t{1} << 28;  // 32 MB

/// The items of a line, one per level; -1 where not known.
std::array<std::int32_t, use_levels> items_of(const ClaimLine& line) noexcept {
    return {0, line.act, line.area, line.provider, line.product};
}

/// Counts in one pass over the lines of each person. Persons are told apart by stamps, so that a different person costs
/// one comparison and no set is kept.
class UseCounter {
public:
    UseCounter(const ClaimLines& claims, const ClaimOptions& options, std::int32_t as_of)
        : claims_(&claims), years_(claims.first_year, claims.years), gap_(options.gap_days),
          window_(options.window_days), as_of_(as_of) {
        std::int32_t groups = 0;
        for (std::size_t level = 0; level < use_levels; ++level) {
            base_[level] = groups;
            groups += static_cast<std::int32_t>(claims.items[level].size());
        }
        use_.resize(static_cast<std::size_t>(groups) * static_cast<std::size_t>(claims.years));
        stamp_.assign(use_.size(), -1);
        covered_.resize(static_cast<std::size_t>(groups));
        dense_ = use_.size() * provider_count() <= most_bits;
        if (dense_) seen_.assign(use_.size() * provider_count() / 64 + 1, 0);
    }

    void count_person(std::int32_t person) {
        episodes_ = {};
        const auto first = claims_->person_begin[static_cast<std::size_t>(person)];
        const auto last = claims_->person_begin[static_cast<std::size_t>(person) + 1];
        for (std::int32_t at = first; at < last; ++at) count_line(claims_->lines[static_cast<std::size_t>(at)], person);
        for (Episode& each : episodes_)
            if (each.open) close(each, no_day);
    }

    std::vector<CareUse> rows() const {
        std::vector<CareUse> made{};
        for (std::size_t level = 0; level < use_levels; ++level)
            for (std::size_t item = 0; item < claims_->items[level].size(); ++item)
                for (int year = 0; year < claims_->years; ++year) {
                    CareUse each = use_[slot(base_[level] + static_cast<std::int32_t>(item), year)];
                    if (each.persons == 0 && each.cost == 0.0 && each.endings == 0 && each.not_followed == 0) continue;
                    each.level = levels[level];
                    if (each.level == UseLevel::provider) each.providers = 1;
                    each.item = static_cast<std::int32_t>(item);
                    each.year = claims_->first_year + year;
                    made.push_back(each);
                }
        return made;
    }

private:
    /// Help under one act without a pause longer than the gap.
    struct Episode {
        bool open = false;
        std::int32_t until = 0;
        std::array<std::int32_t, use_levels> items{};  ///< of the line that ends last
    };
    /// Up to which day the lines of this person in a group are counted.
    struct Covered {
        std::int32_t person = -1;
        std::int32_t until = 0;
    };

    std::size_t slot(std::int32_t group, int year) const noexcept {
        return static_cast<std::size_t>(group) * static_cast<std::size_t>(claims_->years) +
               static_cast<std::size_t>(year);
    }

    void count_line(const ClaimLine& line, std::int32_t person) {
        const auto items = items_of(line);
        const double days = line.stop - line.start + 1.0;
        const int start_year = years_.of(line.start);
        for (std::size_t level = 0; level < use_levels; ++level) {
            if (items[level] < 0) continue;
            const std::int32_t group = base_[level] + items[level];
            if (line.credit) {
                use_[slot(group, start_year)].cost += line.cost;
                continue;
            }
            ++use_[slot(group, start_year)].lines;
            const bool has_provider = level != static_cast<std::size_t>(UseLevel::provider) && line.provider >= 0;
            years_.for_parts(line.start, line.stop, [&](int year, std::int32_t from, std::int32_t to) {
                const double part = from == line.start && to == line.stop ? 1.0 : (to - from + 1.0) / days;
                add_part(slot(group, year), line, part, person);
                if (has_provider) add_provider(slot(group, year), line.provider);
            });
            Covered& covered = covered_[static_cast<std::size_t>(group)];
            if (covered.person != person) covered = {person, line.start - 1};
            const std::int32_t from_day = std::max(line.start, covered.until + 1);
            if (from_day <= line.stop) {
                years_.for_parts(from_day, line.stop, [&](int year, std::int32_t from, std::int32_t to) {
                    use_[slot(group, year)].days += to - from + 1;
                });
                covered.until = line.stop;
            }
        }
        if (!line.credit) follow(line, items);
    }

    void add_part(std::size_t at, const ClaimLine& line, double part, std::int32_t person) {
        CareUse& use = use_[at];
        use.cost += line.cost * part;
        if (line.kind == VolumeKind::hours) use.hours += line.volume * part;
        if (line.kind == VolumeKind::days) use.volume_days += line.volume * part;
        if (line.kind == VolumeKind::not_comparable) use.cost_not_comparable += line.cost * part;
        if (stamp_[at] != person) {
            stamp_[at] = person;
            ++use.persons;
        }
    }

    void add_provider(std::size_t at, std::int32_t provider) {
        const auto key = static_cast<std::int64_t>(at) * static_cast<std::int64_t>(provider_count()) + provider;
        if (dense_) {
            auto& word = seen_[static_cast<std::size_t>(key) / 64];
            const std::uint64_t bit = std::uint64_t{1} << (static_cast<std::size_t>(key) % 64);
            if ((word & bit) != 0) return;
            word |= bit;
            ++use_[at].providers;
        } else if (pairs_.number_of(key).second) {
            ++use_[at].providers;
        }
    }
    std::size_t provider_count() const noexcept {
        return claims_->items[static_cast<std::size_t>(UseLevel::provider)].size();
    }

    void follow(const ClaimLine& line, const std::array<std::int32_t, use_levels>& items) {
        Episode& episode = episodes_[line.act];
        if (episode.open && line.start > episode.until + gap_) {
            close(episode, line.start);
            episode.open = false;
        }
        if (!episode.open || line.stop >= episode.until) {
            episode.until = line.stop;
            episode.items = items;
        }
        episode.open = true;
    }

    /// An ending counts when it is sure (the gap has passed) and the whole window after it is known.
    void close(const Episode& episode, std::int32_t next_start) {
        if (episode.until + gap_ > as_of_) return;
        const bool followed = episode.until + window_ <= as_of_;
        const bool repeated = next_start != no_day && next_start - episode.until <= window_;
        const int year = years_.of(episode.until);
        for (std::size_t level = 0; level < use_levels; ++level) {
            if (episode.items[level] < 0) continue;
            CareUse& use = use_[slot(base_[level] + episode.items[level], year)];
            use.endings += followed;
            use.repeats += followed && repeated;
            use.not_followed += !followed;
        }
    }

    const ClaimLines* claims_;
    Years years_;
    std::int32_t gap_;
    std::int32_t window_;
    std::int32_t as_of_;
    std::array<std::int32_t, use_levels> base_{};
    std::vector<CareUse> use_{};
    std::vector<std::int32_t> stamp_{};
    std::vector<Covered> covered_{};
    std::array<Episode, care_acts> episodes_{};
    bool dense_ = false;  ///< one bit per group, year and provider; else a set
    std::vector<std::uint64_t> seen_{};
    KeyNumbers<std::int64_t> pairs_{16};
};

}  // namespace

std::vector<CareUse> count_use(const ClaimLines& claims, const ClaimOptions& options, std::int32_t as_of) {
    UseCounter counter(claims, options, as_of);
    const auto persons = static_cast<std::int32_t>(claims.person_begin.size()) - 1;
    for (std::int32_t person = 0; person < persons; ++person) counter.count_person(person);
    return counter.rows();
}

}  // namespace maatstaf::detail
