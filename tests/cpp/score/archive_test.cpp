// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "maatstaf/core/archive.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/score/model.hpp"
#include "maatstaf/score/result.hpp"
#include "archive_fixture.hpp"
#include "score/small_framework.hpp"
#include "support/caught.hpp"

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
    return fit_score_model(test::diamond_framework(), test::small_panel().build(), options);
}

ScoreResult a_result() {
    return score_panel(a_model(), test::small_panel({.se = {0.1, 0.1, 0.2, 0.2}}).build(), {.draws = 50});
}

Panel tiny_panel() {
    std::vector<std::string> ids = {"u", "v"};
    PanelBuilder builder(ids);
    builder.add("x", "2016", {1.0, 2.0}, {.se = {0.1, 0.2}});
    return builder.build();
}

/// The smallest that still has something of everything: one result, one indicator, two units.
ScoreModel tiny_model() {
    Framework framework("T", "en", "t");
    Party town;
    town.id = "town";
    framework.add(town);
    framework.add(test::item<Domain>("D", ""));
    framework.add(test::item<LifeArea>("L", "D"));
    framework.add(test::item<Ambition>("A", "L"));
    auto result = test::item<SocietalResult>("R", "A");
    result.accountable = "town";
    framework.add(result);
    framework.add(test::indicator("x", "R"));
    return fit_score_model(framework, tiny_panel(), {});
}

ScoreResult tiny_result() { return score_panel(tiny_model(), tiny_panel()); }

template <class Type>
bool refuses(const Bytes& bytes) {
    try {
        from_archive<Type>(bytes);
    } catch (const ArchiveError&) {
        return true;
    }
    return false;
}

/// Cuts at every byte, of the envelope and of the content within a good envelope, and turns every bit of the header.
template <class Type>
void check_damage(std::string_view type, const Bytes& bytes) {
    const auto content = detail::unseal(type, bytes).content;
    INFO(type << ": " << bytes.size() << " bytes, " << content.size() << " of content");
    std::vector<std::size_t> accepted;
    for (std::size_t length = 0; length < bytes.size(); ++length)
        if (!refuses<Type>(Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length))))
            accepted.push_back(length);
    CHECK(accepted == std::vector<std::size_t>{});
    for (std::size_t length = 0; length < content.size(); ++length)
        if (!refuses<Type>(detail::seal(type, content.first(length)))) accepted.push_back(length);
    CHECK(accepted == std::vector<std::size_t>{});
    for (std::size_t bit = 0; bit < (bytes.size() - content.size()) * 8; ++bit) {
        Bytes flipped = bytes;
        flipped[bit / 8] ^= static_cast<std::byte>(1u << (bit % 8));
        if (!refuses<Type>(flipped)) accepted.push_back(bit);
    }
    CHECK(accepted == std::vector<std::size_t>{});
    CHECK(!refuses<Type>(bytes));
}

/// Sets every `step`th byte of the content to 0xFF and lets `use` have whatever still loads.
template <class Type, class Use>
void check_nonsense(std::string_view type, const Bytes& bytes, std::size_t step, Use use) {
    const auto content = detail::unseal(type, bytes).content;
    for (std::size_t at = 0; at < content.size(); at += step) {
        Bytes changed(content.begin(), content.end());
        changed[at] = std::byte{0xFF};
        try {
            use(from_archive<Type>(detail::seal(type, changed)));
        } catch (const Error&) {
            continue;
        }
    }
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
    const auto panel = test::small_panel({.se = {0.1, 0.1, 0.2, 0.2}}).build();
    CHECK(same_cells(score_panel(model, panel, {.draws = 50}), score_panel(back, panel, {.draws = 50})));
    const auto result = a_result();
    const Bytes result_bytes = to_archive(result);
    const auto again = from_archive<ScoreResult>(result_bytes);
    CHECK(to_archive(again) == result_bytes);
    CHECK(same_cells(result, again));
    CHECK(again.cell("A", "u2", "2016").caveats == result.cell("A", "u2", "2016").caveats);
}

TEST_CASE("a damaged archive gives one clear error", "[score][archive]") {
    check_damage<ScoreModel>("ScoreModel", to_archive(tiny_model()));
    check_damage<ScoreResult>("ScoreResult", to_archive(tiny_result()));
    CHECK(refuses<ScoreResult>(to_archive(a_model())));
    CHECK(refuses<ScoreModel>(to_archive(a_result())));
}

TEST_CASE("an archive of a newer format says who wrote it", "[score][archive]") {
    const auto newer = [](std::string_view type, const Bytes& bytes) {
        return detail::seal(type, detail::unseal(type, bytes).content, detail::archive_format + 1, "9.1.0");
    };
    const auto model = newer("ScoreModel", to_archive(tiny_model()));
    CHECK(test::caught<ArchiveError>([&] { from_archive<ScoreModel>(model); }).note().message ==
          messages::archive_newer);
    const auto result = newer("ScoreResult", to_archive(tiny_result()));
    CHECK(test::caught<ArchiveError>([&] { from_archive<ScoreResult>(result); }).note().message ==
          messages::archive_newer);
}

TEST_CASE("content that cannot be is refused even when the checksum is right", "[score][archive]") {
    // Whatever loads must score, and can be read, without a crash.
    const auto scores = [](const ScoreModel& model) {
        score_panel(model, test::small_panel().build(), {.view = ScoreView::both});
    };
    check_nonsense<ScoreModel>("ScoreModel", to_archive(a_model()), 7, scores);
    check_nonsense<ScoreModel>("ScoreModel", to_archive(tiny_model()), 1, scores);
    const auto reads = [](const ScoreResult& result) { to_table(result, Language::dutch); };
    check_nonsense<ScoreResult>("ScoreResult", to_archive(a_result()), 7, reads);
    check_nonsense<ScoreResult>("ScoreResult", to_archive(tiny_result()), 1, reads);
}

TEST_CASE("archives of earlier formats still load", "[score][archive]") {
    maatstaf::test::check_archive_fixtures("ScoreModel", to_archive(a_model()), [](const Bytes& bytes, std::uint32_t) {
        CHECK(from_archive<ScoreModel>(bytes).items().size() == a_model().items().size());
    });
    maatstaf::test::check_archive_fixtures(
        "ScoreResult", to_archive(a_result()), [](const Bytes& bytes, std::uint32_t) {
            CHECK(from_archive<ScoreResult>(bytes).items().size() == a_result().items().size());
        });
}
