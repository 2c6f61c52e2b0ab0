// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "maatstaf/measure/claims.hpp"
#include "measure/record_columns.hpp"

namespace maatstaf::detail {

/// A claim line that counts. Items are positions in the names of their level, -1 when not known.
struct ClaimLine {
    std::int32_t start = 0;
    std::int32_t stop = 0;
    std::int32_t area = -1;
    std::int32_t provider = -1;
    std::int32_t product = -1;
    std::int32_t category = -1;
    double cost = 0.0;
    double volume = 0.0;  ///< in hours or days
    VolumeKind kind = VolumeKind::not_comparable;
    std::uint8_t act = 0;
    bool credit = false;
};

/// The lines of all persons, those of one person together and ordered by start, those of one household together.
struct ClaimLines {
    std::vector<ClaimLine> lines{};
    std::vector<std::int32_t> person_begin{};     ///< first line of every person, and the end
    std::vector<std::int32_t> household_begin{};  ///< first person of every household, and the end
    std::vector<std::int32_t> birth{};            ///< per person, `no_day` when not known; empty: nobody's is
    std::array<std::vector<std::string>, use_levels> items{};
    int first_year = 0;
    int years = 0;
    bool has_households = false;
};

/// Reads, checks, corrects and orders the records.
ClaimLines read_claim_lines(const Table& claims, const ClaimOptions& options, std::int32_t as_of, RowAccount& account);

/// First day of a year, as days since 1970-01-01.
std::int32_t first_day_of(int year);

}  // namespace maatstaf::detail
