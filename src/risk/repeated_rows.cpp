// SPDX-License-Identifier: Apache-2.0
#include "risk/repeated_rows.hpp"

#include <algorithm>
#include <numeric>

#include "maatstaf/core/messages/risk.hpp"

namespace maatstaf::detail {

void say_of_repeated(std::span<const std::string> names, const Eigen::MatrixXd& x,
                     const Eigen::Ref<const Eigen::VectorXd>& people, const Eigen::Ref<const Eigen::VectorXd>& outcome,
                     std::vector<Caveat>& caveats) {
    std::vector<Eigen::Index> order(names.size());
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    const auto compare = [&](Eigen::Index a, Eigen::Index b) {
        const int by_name = names[static_cast<std::size_t>(a)].compare(names[static_cast<std::size_t>(b)]);
        if (by_name != 0) return by_name;
        if (outcome[a] != outcome[b]) return outcome[a] < outcome[b] ? -1 : 1;
        if (people[a] != people[b]) return people[a] < people[b] ? -1 : 1;
        for (Eigen::Index j = 0; j < x.cols(); ++j)
            if (x(a, j) != x(b, j)) return x(a, j) < x(b, j) ? -1 : 1;
        return 0;
    };
    std::sort(order.begin(), order.end(), [&](Eigen::Index a, Eigen::Index b) { return compare(a, b) < 0; });
    std::size_t count = 0;
    for (std::size_t i = 1; i < order.size(); ++i)
        if (outcome[order[i]] != 0.0 && compare(order[i - 1], order[i]) == 0) ++count;
    if (count > 0)
        caveats.push_back({messages::risk_rows_twice,
                           {{"count", std::to_string(count)}, {"total", std::to_string(names.size())}}});
}

}  // namespace maatstaf::detail
