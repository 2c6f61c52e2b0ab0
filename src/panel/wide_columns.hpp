// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "maatstaf/panel/read.hpp"
#include "panel/scatter.hpp"

namespace maatstaf::detail {

/// The columns of a wide table by stem: the name without a period at its end (when periods stand there) and without
/// the running number of StatLine (when asked). Columns with a role of their own (unit, name ...) are left out.
class WideColumns {
public:
    WideColumns(const Table& table, const WideOptions& options);

    /// The indicators to read: those asked for, or every numeric stem that is not a part of another.
    std::vector<PanelIndicator> indicators() const;
    /// Periods found in column names, ascending; empty when they do not stand there.
    const std::vector<Period>& periods() const noexcept { return periods_; }

    /// The columns of an indicator, in `period` when periods stand in column names. No value and no numerator: it has
    /// none. Throws ArgumentError when the indicator has no columns in any period.
    SourceColumns of(const std::string& indicator, const Period* period) const;

private:
    struct Stem {
        std::string name;
        std::vector<std::pair<const Column*, Period>> columns;
    };
    const Stem* find(std::string_view stem) const;
    bool is_part_of_another(std::string_view stem) const;
    const Column* pick(const std::string& stem, const Period* period, std::string_view indicator) const;
    const Column* pick_named(const std::string& name, const Period* period, std::string_view indicator) const;
    ArgumentError unknown(std::string_view indicator) const;

    const Table& table_;
    const WideOptions& options_;
    bool periods_in_names_;
    std::vector<Stem> stems_;  ///< in order of columns
    std::unordered_map<std::string, std::size_t> positions_;
    std::vector<Period> periods_;
};

}  // namespace maatstaf::detail
