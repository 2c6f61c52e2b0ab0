// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/regress/design.hpp"

#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/core/messages/regress.hpp"
#include "archive_fixture.hpp"
#include "regress/reference.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;

namespace {

using test::unknown;

Table homes() {
    const std::vector<std::string> type{"house", "flat", "flat", "mixed", "house", "flat"};
    return Table({Column::float64("income", {1, 2, 3, 4, 5, 6}), Column::string("type", type),
                  Column::dictionary("region", {0, 1, 1, 0, 0, 1}, {"west", "east", "unused"}),
                  Column::int64("year", {2020, 2021, 2021, 2020, 2021, 2021}),
                  Column::boolean("old", {0, 1, 0, 1, 1, 0}), Column::date("day", {0, 1, 2, 3, 4, 5})});
}

Note refused(const auto& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.note();
    }
    return {};
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("Columns know their term, level and reference") {
    const Design design(homes(), {{{"income"}}, {{"type"}}, {{"income", "type"}}, {{"region"}}, {{"old"}}},
                        {.references = {{"type", "house"}}});
    CHECK(design.names() == Names{"(intercept)", "income", "type[flat]", "type[mixed]", "income:type[flat]",
                                  "income:type[mixed]", "region[east]", "old"});
    CHECK(design.column_terms() ==
          Names{"(intercept)", "income", "type", "type", "income:type", "income:type", "region", "old"});
    const auto made = design.build(homes());
    ::test::RowMajor expected(6, 8);
    expected << 1, 1, 0, 0, 0, 0, 0, 0,   //
        1, 2, 1, 0, 2, 0, 1, 1,           //
        1, 3, 1, 0, 3, 0, 1, 0,           //
        1, 4, 0, 1, 0, 4, 0, 1,           //
        1, 5, 0, 0, 0, 0, 0, 1,           //
        1, 6, 1, 0, 6, 0, 1, 0;
    CHECK(made.x == expected);
    CHECK(made.left_out == 0);
    REQUIRE(design.caveats().size() == 1);   // mixed occurs once
    CHECK(design.caveats()[0].message == messages::design_level_once);
    CHECK(design.caveats()[0].text().find("mixed") != std::string::npos);
    CHECK(made.caveats == design.caveats());
    const Table shown = design.table();
    CHECK(shown["reference"].text(2) == "house");
    CHECK(shown["rows"].number(2) == 3.0);
    CHECK(shown["rows"].status(1) == Status::not_applicable);
}

TEST_CASE("Reference levels: first, most frequent or named; numbers as categories") {
    const Table table = homes();
    CHECK(Design(table, {{{"type"}}}).names() == Names{"(intercept)", "type[house]", "type[mixed]"});
    CHECK(Design(table, {{{"region"}}}).names() == Names{"(intercept)", "region[east]"});   // order of the categories
    CHECK(Design(table, {{{"year"}}}, {.reference = ReferenceRule::most_frequent, .categorical = {"year"}}).names() ==
          Names{"(intercept)", "year[2020]"});
    CHECK(Design(table, {{{"year"}}}).names() == Names{"(intercept)", "year"});
    CHECK(Design(table, {{{"day"}}}, {.categorical = {"day"}}).names().size() == 6);
    CHECK(refused([&] { Design(table, {{{"day"}}}); }).message == messages::design_date);
}

TEST_CASE("Terms that stand alone get all their levels, as in R") {
    // Names and order as of model.matrix(~ type - 1), (~ type + region - 1), (~ type:region), (~ income:type),
    // (~ income + income:type) and (~ type + type:region) in R 4.2.2.
    const Table table = homes();
    const DesignOptions bare{.intercept = false};
    CHECK(Design(table, {{{"type"}}}, bare).names() == Names{"type[flat]", "type[house]", "type[mixed]"});
    CHECK(Design(table, {{{"type"}}, {{"region"}}}, bare).names() ==
          Names{"type[flat]", "type[house]", "type[mixed]", "region[east]"});
    CHECK(Design(table, {{{"type", "region"}}}).names() ==
          Names{"(intercept)", "type[flat]:region[west]", "type[house]:region[west]", "type[mixed]:region[west]",
                "type[flat]:region[east]", "type[house]:region[east]", "type[mixed]:region[east]"});
    CHECK(Design(table, {{{"income", "type"}}}).names() ==
          Names{"(intercept)", "income:type[flat]", "income:type[house]", "income:type[mixed]"});
    CHECK(Design(table, {{{"income"}}, {{"income", "type"}}}).names() ==
          Names{"(intercept)", "income", "income:type[house]", "income:type[mixed]"});
    CHECK(Design(table, {{{"type"}}, {{"type", "region"}}}).names() ==
          Names{"(intercept)", "type[house]", "type[mixed]", "type[flat]:region[east]", "type[house]:region[east]",
                "type[mixed]:region[east]"});
}

TEST_CASE("A frozen design gives the same columns for other rows, and refuses levels it has not seen") {
    const Design design(homes(), {{{"income"}}, {{"type"}}});
    const std::vector<std::string> one{"house"}, other{"hous"};
    const auto made = design.build(Table({Column::string("type", one), Column::int64("income", {7})}));
    CHECK(made.x == (::test::RowMajor(1, 4) << 1, 7, 1, 0).finished());
    const Note note =
        refused([&] { design.build(Table({Column::string("type", other), Column::float64("income", {7})})); });
    CHECK(note.message == messages::design_new_level);
    for (const char* word : {"hous", "type", "flat", "mixed", "Did you mean 'house'?"})
        CHECK(note.text().find(word) != std::string::npos);
    // A dictionary may name levels that no row uses.
    const auto used = design.build(
        Table({Column::dictionary("type", {1, 1}, {"castle", "flat"}), Column::float64("income", {1, 2})}));
    CHECK(used.x.rows() == 2);
    CHECK(refused([&] { design.build(Table({Column::float64("income", {7})})); }).message == messages::unknown_column);
    CHECK(refused([&] { design.build(Table({Column::string("income", one), Column::string("type", one)})); }).message ==
          messages::column_type);
}

TEST_CASE("Rows without a value are listed, or left out and counted") {
    const std::vector<std::string> type{"a", "b", "a", "b"};
    const Table table(
        {Column::float64("income", {1, unknown, 3, 4}),
         Column::string("type", type, {Status::observed, Status::observed, Status::suppressed, Status::observed})});
    const Note note = refused([&] { Design(table, {{{"income"}}, {{"type"}}}); });
    CHECK(note.message == messages::design_missing_rows);
    CHECK(note.text().find("row 2, 3") != std::string::npos);
    const Design design(table, {{{"income"}}, {{"type"}}}, {.missing = MissingRows::leave_out});
    const auto made = design.build(table);
    CHECK(made.rows == std::vector<std::int64_t>{0, 3});
    CHECK(made.left_out == 2);
    CHECK(made.x == (::test::RowMajor(2, 3) << 1, 1, 0, 1, 4, 1).finished());
    CHECK(made.caveats.back().message == messages::design_rows_left_out);
}

TEST_CASE("A design refuses what cannot be estimated") {
    const std::vector<std::string> same{"a", "a"};
    const Table flat(
        {Column::string("type", same), Column::float64("x", {1, std::numeric_limits<double>::infinity()})});
    CHECK(refused([&] { Design(flat, {{{"type"}}}); }).message == messages::design_one_level);
    CHECK(refused([&] { Design(flat, {{{"x"}}}); }).message == messages::not_finite);
    CHECK(refused([&] { Design(homes(), {{{"incom"}}}); }).message == messages::unknown_column);
    CHECK(refused([&] { Design(homes(), {{{"income"}}, {{"income"}}}); }).message == messages::design_term);
    CHECK(refused([&] { Design(homes(), {{{"income", "income"}}}); }).message == messages::design_term);
    CHECK(refused([&] { Design(homes(), {{}}); }).message == messages::design_term);
    CHECK(refused([&] { Design(homes(), {}, {.intercept = false}); }).message == messages::design_term);
    const auto with = [](const char* column, const char* level) {
        return refused([&] { Design(homes(), {{{"income"}}, {{"type"}}}, {.references = {{column, level}}}); });
    };
    CHECK(with("type", "hous").message == messages::design_unknown_level);
    CHECK(with("type", "hous").text().find("Did you mean 'house'?") != std::string::npos);
    CHECK(with("typ", "house").message == messages::design_unknown_variable);
    CHECK(with("income", "house").message == messages::design_not_categorical);
}

TEST_CASE("What-if matrices and derivatives") {
    const Table table = homes();
    const Design design(table, {{{"income"}}, {{"type"}}, {{"income", "type"}}});
    const auto set = design.build_with(table, {{"type", "house", 0.0}, {"income", "", 2.0}});
    CHECK(set.row(1) == (Eigen::RowVectorXd(6) << 1, 2, 1, 0, 2, 0).finished());
    const auto slope = design.derivative(table, "income");
    CHECK(slope.row(0) == (Eigen::RowVectorXd(6) << 0, 1, 0, 0, 1, 0).finished());
    CHECK(refused([&] { (void)design.derivative(table, "type"); }).message == messages::design_no_slope);
    const RegressionData none;
    GlmResult fit;
    fit.coefficients = Eigen::VectorXd::Ones(6);
    fit.covariance = Eigen::MatrixXd::Identity(6, 6);
    fit.options.distribution.link = Link::identity;
    CHECK(refused([&] { standardised(design, table, fit, none, "income"); }).message == messages::design_no_values);
    CHECK(refused([&] { term_effects(design, table, fit, none, EffectAt::rows, {"typ"}); }).message ==
          messages::design_unknown_variable);
}

TEST_CASE("A design goes to an archive and back, and a broken one is refused") {
    const Table table = homes();
    const Design design(table, {{{"income"}}, {{"type"}}, {{"income", "type"}}}, {.references = {{"type", "mixed"}}});
    const Bytes bytes = to_archive(design);
    CHECK(archive_info(bytes).type == "Design");
    const auto back = from_archive<Design>(bytes);
    CHECK(back.names() == design.names());
    CHECK(back.build(table).x == design.build(table).x);
    CHECK(back.caveats() == design.caveats());
    CHECK(to_archive(back) == bytes);
    maatstaf::test::check_archive_fixtures("Design", bytes, [&](const Bytes& old, auto) {
        const auto restored = from_archive<Design>(old);
        CHECK(restored.names() == design.names());
        CHECK(restored.build(table).x == design.build(table).x);
    });
    DesignState state = design.state();
    state.variables[1].reference = 7;
    CHECK_THROWS_AS(from_archive<Design>(to_archive(Design(design))).build(Table()), Error);
    CHECK_THROWS_AS(Design(state), ArgumentError);
    state = design.state();
    state.variables.pop_back();
    CHECK_THROWS_AS(Design(state), ArgumentError);
}
