// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/core/column.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "maatstaf/core/messages/core.hpp"
#include "support/caught.hpp"
#include "support/numbers.hpp"

using namespace maatstaf;
using Texts = std::vector<std::string>;
using Statuses = std::vector<Status>;

namespace {

using test::unknown;
const Statuses each_status{Status::observed, Status::absent, Status::suppressed, Status::not_applicable};

/// One column of each type with four rows, of which the first is observed and the others are missing for each reason.
std::vector<Column> each_type() {
    return {Column::float64("a", {1.5, 2, 3, 4}, each_status),
            Column::int64("b", {1, 2, 3, 4}, each_status),
            Column::int32("c", {1, 2, 3, 4}, each_status),
            Column::boolean("d", {1, 1, 1, 1}, each_status),
            Column::string("e", Texts{"x", "y", "z", "w"}, each_status),
            Column::dictionary("f", {1, 1, 0, 0}, {"no", "x"}, each_status),
            Column::date("g", {31, 2, 3, 4}, each_status)};
}

}  // namespace

TEST_CASE("every type keeps the reason of each empty cell and nothing else there", "[column]") {
    const Texts shown{"1.5", "1", "1", "true", "x", "x", "1970-02-01"};
    std::size_t i = 0;
    for (const Column& column : each_type()) {
        INFO(to_name(column.type()));
        CHECK(static_cast<std::size_t>(column.type()) == i);
        CHECK(column.size() == 4);
        CHECK(column.has_missing());
        CHECK(column.display(0) == shown[i++]);
        for (std::size_t row = 0; row < 4; ++row) CHECK(column.status(row) == each_status[row]);
        for (std::size_t row = 1; row < 4; ++row) {
            CHECK(column.display(row).empty());
            if (column.is_numeric()) CHECK(std::isnan(column.number(row)));
            if (column.is_text()) CHECK(column.text(row).empty());
        }
    }
    CHECK(std::isnan(each_type()[0].float64()[3]));
    CHECK(each_type()[1].int64()[3] == 0);
    CHECK(each_type()[2].int32()[3] == 0);
    CHECK(each_type()[3].boolean()[3] == 0);
    CHECK(each_type()[5].int32()[1] == 0);
}

TEST_CASE("NaN in a float64 column is absent unless a reason was given", "[column]") {
    const auto plain = Column::float64("a", {1, unknown});
    CHECK(plain.status(0) == Status::observed);
    CHECK(plain.status(1) == Status::absent);
    const auto told = Column::float64("a", {unknown, unknown}, {Status::suppressed, Status::observed});
    CHECK(told.status(0) == Status::suppressed);
    CHECK(told.status(1) == Status::absent);
    CHECK(Column::float64("a", {std::numeric_limits<double>::infinity()}).statuses().empty());
}

TEST_CASE("a column whose rows are all observed keeps no statuses", "[column]") {
    const auto column = Column::int32("a", {1, 2}, {Status::observed, Status::observed});
    CHECK(column.statuses().empty());
    CHECK_FALSE(column.has_missing());
    CHECK(column.status(1) == Status::observed);
}

TEST_CASE("numbers come out of every numeric type", "[column]") {
    CHECK(Column::int64("a", {-7}).number(0) == -7.0);
    CHECK(Column::int32("a", {-7}).number(0) == -7.0);
    CHECK(Column::boolean("a", {0, 9}).number(1) == 1.0);
    CHECK(Column::boolean("a", {0, 9}).boolean()[1] == 1);
    CHECK(Column::float64("a", {0.5}).number(0) == 0.5);
}

TEST_CASE("wrong types, rows and lengths are refused by name", "[column]") {
    const auto number = Column::float64("loneliness", {1, 2});
    const auto text = Column::string("code", Texts{"a"});
    const auto error = test::caught<ArgumentError>([&] { number.int64(); });
    CHECK(error.text(Language::english) == "Column 'loneliness' is of type float64, but int64 is needed.");
    for (const auto& call : std::vector<std::function<void()>>{
             [&] { number.int32(); }, [&] { number.boolean(); }, [&] { number.categories(); }, [&] { number.text(0); },
             [&] { text.float64(); }, [&] { text.number(0); }})
        CHECK(test::caught<ArgumentError>(call).note().message == messages::column_type);
    CHECK(test::parameter(test::caught<ArgumentError>([&] { number.number(2); }), "got") == "2");
    CHECK(test::parameter(test::caught<ArgumentError>([&] { text.text(1); }), "range") == "0 .. < 1");
    CHECK(test::parameter(test::caught<ArgumentError>([&] { text.display(9); }), "got") == "9");
    const auto length = test::caught<ArgumentError>([] { Column::int64("n", {1, 2}, {Status::absent}); });
    CHECK(length.text(Language::english) == "The number of values in n.status is 1 and must be 2.");
    CHECK(test::caught<ArgumentError>([] {
              Column::string("n", Texts{"a"}, {Status::absent, Status::absent});
          }).code() == 1004);
}

TEST_CASE("text must be UTF-8 where it is observed", "[column]") {
    const auto error = test::caught<ArgumentError>([] { Column::string("name", Texts{"ok", "ab\xFF"}); });
    CHECK(test::parameter(error, "where") == "name[1]");
    CHECK(test::parameter(error, "position") == "2");
    CHECK(Column::string("name", Texts{"\xFF"}, {Status::suppressed}).text(0).empty());
    CHECK(test::parameter(test::caught<ArgumentError>([] { Column::dictionary("d", {0}, {"\xFF"}); }), "where") ==
          "d.categories[0]");
}

TEST_CASE("dictionary codes must be categories where they are observed", "[column]") {
    for (const std::int32_t code : {-1, 2, 2'147'483'647}) {
        const auto error = test::caught<ArgumentError>([&] { Column::dictionary("kind", {0, code}, {"a", "b"}); });
        CHECK(error.note().message == messages::category_code);
        CHECK(test::parameter(error, "row") == "2");
        CHECK(Column::dictionary("kind", {0, code}, {"a"}, {Status::observed, Status::absent}).text(0) == "a");
    }
    CHECK(Column::dictionary("kind", {5, 5}, {}, {Status::absent, Status::absent}).size() == 2);
}

TEST_CASE("copies and renamed columns share their memory", "[column]") {
    const auto first = Column::string("a", Texts{"text of more than a few bytes to leave the object itself"});
    const auto second = first.renamed("b");
    CHECK(first.name() == "a");
    CHECK(second.name() == "b");
    CHECK(first.text(0).data() == second.text(0).data());
}

TEST_CASE("a view reads the memory of its owner and keeps it alive", "[column]") {
    auto owner = std::make_shared<std::vector<double>>(std::vector{1.0, 2.0});
    const std::weak_ptr<void> watch = owner;
    {
        const auto column = Column::float64_view("a", *owner, owner);
        const double* memory = owner->data();
        owner.reset();
        CHECK(column.float64().data() == memory);
        CHECK(column.renamed("b").float64()[1] == 2.0);
    }
    CHECK(watch.expired());
}

TEST_CASE("a view with a number in a missing cell is copied, its owner untouched", "[column]") {
    auto owner = std::make_shared<std::vector<std::int64_t>>(std::vector<std::int64_t>{1, 2});
    const auto column = Column::int64_view("a", *owner, owner, {Status::observed, Status::suppressed});
    CHECK(column.int64()[1] == 0);
    CHECK((*owner)[1] == 2);
    (*owner)[1] = 0;
    CHECK(Column::int64_view("a", *owner, owner, {Status::observed, Status::suppressed}).int64().data() ==
          owner->data());
    auto numbers = std::make_shared<std::vector<double>>(std::vector{1.0, unknown});
    const auto view = Column::float64_view("a", *numbers, numbers);
    CHECK(view.status(1) == Status::absent);
    CHECK(view.float64().data() == numbers->data());
    auto codes = std::make_shared<std::vector<std::int32_t>>(std::vector<std::int32_t>{7});
    CHECK(Column::int32_view("a", *codes, codes).int32().data() == codes->data());
    CHECK(test::caught<ArgumentError>([&] {
              Column::int32_view("a", *codes, codes, {Status::absent, Status::absent});
          }).code() == 1004);
}

TEST_CASE("columns without rows and with very long ids work", "[column]") {
    CHECK(Column::float64("a", {}).float64().empty());
    CHECK(Column::string("a", Texts{}).size() == 0);
    CHECK(Column::dictionary("a", {}, {}).categories().empty());
    const std::string id(10'000, 'x');
    CHECK(Column::string(id, Texts{id, "", id}).text(2) == id);
}
