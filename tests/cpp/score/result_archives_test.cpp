// SPDX-License-Identifier: Apache-2.0
#include "archive_fixture.hpp"
#include "core/fields_equal.hpp"
#include "maatstaf/score/change.hpp"
#include "maatstaf/score/drift.hpp"
#include "maatstaf/score/side_links.hpp"
#include "maatstaf/score/targets.hpp"
#include "score/small_framework.hpp"
#include "support/mutate.hpp"

using namespace maatstaf;

namespace {

Framework archived_framework() {
    Framework made = test::small_framework();
    Indicator x = made.indicator("x");
    x.targets = {{"", "2020", 3.0}};
    x.baseline = 1.0;
    made.replace(x);
    Activity course;
    course.id = "course";
    course.links = {{.kind = LinkKind::core, .target = "R1", .indicator = "x"},
                    {.kind = LinkKind::side, .target = "R2", .indicator = "z"}};
    made.add(course);
    return made;
}

Panel archived_panel() {
    std::vector<std::string> ids = {"u", "v"};
    PanelBuilder builder(ids);
    builder.add("x", "2016", {1.0, 2.0}, {.se = {0.1, 0.2}});
    builder.add("x", "2020", {0.9, test::unknown}, {.se = {0.1, 0.2}});
    builder.add("z", "2016", {5.0, 6.0}, {.se = {0.1, 0.2}});
    builder.add("z", "2020", {9.0, 6.5}, {.se = {0.1, 0.2}});
    return builder.restricted().build();
}

ScoreModel model() { return fit_score_model(archived_framework(), archived_panel().at("2016"), {}); }

template <class Result>
void check(const std::string& name, const Result& result) {
    REQUIRE_FALSE(result.rows.empty());
    test::check_archive_fixtures(name, to_archive(result), [&](const Bytes& bytes, std::uint32_t) {
        CHECK(detail::fields_equal(from_archive<Result>(bytes), result));
    });
    CHECK(archive_info(to_archive(result)).type == name);
    CHECK(test::read_of_archives<Result>(to_archive(result), 1, 2000, [](const Result& read) { to_table(read); }) > 10);
}

}  // namespace

TEST_CASE("judgements survive an archive, and mutants of it are read or refused", "[score][archive][mutation]") {
    const auto scores = score_panel(model(), archived_panel());
    check("ChangeResult", score_change(scores, Period(2016), Period(2020), {.reference_unit = "v"}));
    check("TargetResult", hold_against_targets(archived_framework(), archived_panel()));
    const auto links = check_side_links(archived_framework(), archived_panel(), Period(2016), Period(2020));
    REQUIRE_FALSE(links.questions.empty());
    check("SideLinkResult", links);
    check("DriftResult", drift(model(), archived_panel()));
}

TEST_CASE("mutants of archives of models and scores are read or refused", "[score][archive][mutation]") {
    CHECK(test::read_of_archives<ScoreModel>(to_archive(model()), 2, 1500, [](const ScoreModel& read) {
              to_table(score_panel(read, archived_panel()));
          }) > 10);
    CHECK(test::read_of_archives<ScoreResult>(to_archive(score_panel(model(), archived_panel())), 3, 1500,
                                              [](const ScoreResult& read) { to_table(read, Language::dutch); }) > 10);
}
