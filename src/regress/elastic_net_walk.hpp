// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "maatstaf/regress/elastic_net.hpp"
#include "regress/penalised_path.hpp"

namespace maatstaf::detail {

/// The whole of an elastic net, one step at a time: first the start of the path, then one lambda per step. Between
/// steps it holds nothing of the rows.
class ElasticNetWalk {
public:
    ElasticNetWalk(PenalisedColumns columns, const ElasticNetOptions& options, std::vector<std::string> names);

    void step(const PenalisedView& view);
    bool is_done() const noexcept { return ended_; }
    std::size_t steps() const noexcept { return static_cast<std::size_t>(at_); }
    std::size_t length() const noexcept { return static_cast<std::size_t>(out_.lambdas.size()); }
    /// Once it is done.
    const ElasticNetResult& result() const noexcept { return out_; }

private:
    void begin(const PenalisedView& view);
    void end();

    PenalisedColumns columns_;
    std::optional<PenalisedPath> path_{};
    ElasticNetResult out_{};
    Eigen::Index at_ = 0;
    bool ended_ = false;
};

}  // namespace maatstaf::detail
