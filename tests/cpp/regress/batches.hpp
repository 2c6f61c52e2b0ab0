// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace maatstaf::test {

/// Where 800 rows are cut.
inline const std::vector<std::size_t> ends{1, 10, 300, 301, 777, 800};

/// All sweeps over the batches, each by its own worker; with `one_worker` batch after batch, last first.
template <class Accumulator, class Add>
int swept(Accumulator& leader, bool one_worker, Add&& add) {
    int sweeps = 0;
    for (bool more = true; more; ++sweeps) {
        if (one_worker) {
            for (std::size_t k = ends.size(); k-- > 0;) add(leader, k == 0 ? 0 : ends[k - 1], ends[k]);
        } else {
            std::vector<Accumulator> workers(ends.size(), leader);
            for (std::size_t k = 0; k < ends.size(); ++k) add(workers[k], k == 0 ? 0 : ends[k - 1], ends[k]);
            leader = workers[3];
            for (const std::size_t k : {5u, 0u, 1u, 4u, 2u}) leader.merge(workers[k]);
        }
        more = leader.advance();
    }
    return sweeps;
}

}  // namespace maatstaf::test
