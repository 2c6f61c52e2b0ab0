// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "archive_fixture.hpp"
#include "maatstaf/core/archive.hpp"
#include "maatstaf/score/model.hpp"
#include "maatstaf/score/result.hpp"
#include "score/small_framework.hpp"

using namespace maatstaf;

namespace maatstaf {
template <> Bytes to_archive(const ScoreModel& model);
template <> ScoreModel from_archive(std::span<const std::byte> bytes);
template <> Bytes to_archive(const ScoreResult& result);
template <> ScoreResult from_archive(std::span<const std::byte> bytes);
}  // namespace maatstaf

namespace {

ScoreModel a_model() {
    ScoreModelOptions options;
    options.normalise.method = NormaliseMethod::percentile_rank;
    options.indicators = {{"z", {.method = NormaliseMethod::zscore}}};
    options.nodes = {{"A", Aggregate::geometric}};
    return fit_score_model(::test::diamond_framework(), ::test::small_panel().build(), options);
}

ScoreResult a_result() {
    return score_panel(a_model(), ::test::small_panel({.se = {0.1, 0.1, 0.2, 0.2}}).build(), {.draws = 50});
}

bool same_cells(const ScoreResult& a, const ScoreResult& b) {
    const auto same = [](double p, double q) { return p == q || (std::isnan(p) && std::isnan(q)); };
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(a.items().size()); ++i)
        for (std::int32_t u = 0; u < 4; ++u) {
            const auto p = a.cell(i, u, 0), q = b.cell(i, u, 0);
            if (!same(p.estimate.value, q.estimate.value) || !same(p.estimate.low, q.estimate.low) ||
                p.coverage != q.coverage || p.caveats != q.caveats || p.method != q.method)
                return false;
        }
    return true;
}

}  // namespace

TEST_CASE("models and results come back from an archive as they were", "[score][archive]") {
    const auto model = a_model();
    const Bytes bytes = to_archive(model);
    const auto back = from_archive<ScoreModel>(bytes);
    CHECK(to_archive(back) == bytes);
    const auto panel = ::test::small_panel({.se = {0.1, 0.1, 0.2, 0.2}}).build();
    CHECK(same_cells(score_panel(model, panel, {.draws = 50}), score_panel(back, panel, {.draws = 50})));
    const auto result = a_result();
    const Bytes result_bytes = to_archive(result);
    const auto again = from_archive<ScoreResult>(result_bytes);
    CHECK(to_archive(again) == result_bytes);
    CHECK(same_cells(result, again));
    CHECK(again.cell("A", "u2", "2016").caveats == result.cell("A", "u2", "2016").caveats);
}

TEST_CASE("a damaged archive gives one clear error", "[score][archive]") {
    for (const Bytes& bytes : {to_archive(a_model()), to_archive(a_result())}) {
        for (std::size_t length = 0; length < bytes.size(); length += length < 200 ? 1 : 101) {
            const std::span<const std::byte> cut(bytes.data(), length);
            CHECK_THROWS_AS(from_archive<ScoreModel>(cut), ArchiveError);
            CHECK_THROWS_AS(from_archive<ScoreResult>(cut), ArchiveError);
        }
        for (std::size_t bit = 0; bit < 64 * 8; ++bit) {
            Bytes flipped = bytes;
            flipped[bit / 8] ^= static_cast<std::byte>(1u << (bit % 8));
            CHECK_THROWS_AS(from_archive<ScoreModel>(flipped), ArchiveError);
        }
    }
    CHECK_THROWS_AS(from_archive<ScoreResult>(to_archive(a_model())), ArchiveError);
}

TEST_CASE("content that cannot be is refused even when the checksum is right", "[score][archive]") {
    const Bytes bytes = to_archive(a_model());
    const auto content = detail::unseal("ScoreModel", bytes).content;
    // Every byte of the content in turn set to 0xFF: whatever loads must score without a crash.
    for (std::size_t at = 0; at < content.size(); at += 7) {
        Bytes changed(content.begin(), content.end());
        changed[at] = std::byte{0xFF};
        try {
            const auto model = from_archive<ScoreModel>(detail::seal("ScoreModel", changed));
            score_panel(model, ::test::small_panel().build(), {.view = ScoreView::both});
        } catch (const Error&) {
            continue;
        }
    }
}

TEST_CASE("archives of earlier formats still load", "[score][archive]") {
    maatstaf::test::check_archive_fixtures("ScoreModel", to_archive(a_model()), [](const Bytes& bytes, std::uint32_t) {
        CHECK(from_archive<ScoreModel>(bytes).items().size() == a_model().items().size());
    });
    maatstaf::test::check_archive_fixtures("ScoreResult", to_archive(a_result()), [](const Bytes& bytes, std::uint32_t) {
        CHECK(from_archive<ScoreResult>(bytes).items().size() == a_result().items().size());
    });
}
