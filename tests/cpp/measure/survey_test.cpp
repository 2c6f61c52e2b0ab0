// SPDX-License-Identifier: Apache-2.0
#include "maatstaf/measure/survey.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "maatstaf/core/csv.hpp"
#include "maatstaf/core/error.hpp"
#include "maatstaf/core/messages/records.hpp"

using namespace maatstaf;
using Catch::Approx;

TEST_CASE("satisfaction stands beside effect") {
    const double unknown = std::nan("");
    const std::vector<double> answer{5, 5, 4, 5, 3, 5, unknown, 2}, attained{1, 1, 1, 0, 0, 1, 1, unknown};
    const auto made = satisfaction_beside_effect(answer, attained);
    CHECK(made.value[0] == Approx(5.0 / 7.0));
    CHECK(made.value[1] == Approx(4.0 / 7.0));
    CHECK(made.value[2] == Approx(5.0 / 7.0));
    // Of the pairs of 5, 5, 4, 5 with 5 and 3: four higher, three ties and one lower, of eight.
    CHECK(made.value[3] == Approx((4.0 + 0.5 * 3.0) / 8.0));
    CHECK(made.n[3] == 6.0);
    const std::vector<double> same{1, 1, 1, 1, 1, 1, 1, 1}, off{9, 1, 1, 1, 1, 1, 1, 1};
    CHECK(satisfaction_beside_effect(answer, same).reason[3] == EmptyReason::no_spread);
    CHECK_THROWS_AS(satisfaction_beside_effect(off, same), DataError);
}

TEST_CASE("answers are counted as a distribution and open answers are kept as stories") {
    const Table answers = read_csv(
        "deelnemer,activiteit,vraag,antwoord,jaar,toestemming\n"
        "p1,taalcursus,nut,5,2024,ja\n"
        "p2,taalcursus,nut,4,2024,ja\n"
        "p3,taalcursus,nut,2,2024,nee\n"
        "p4,taalcursus,nut,,2024,ja\n"
        "p5,taalcursus,nut,9,2024,ja\n"
        "p1,taalcursus,hoe nuttiger,Meer oefenen met praten,2024,ja\n"
        "p3,taalcursus,hoe nuttiger,Niet doorvertellen,2024,nee\n"
        "p1,ouder-kind-weekend,nut,1,2024,ja\n");
    const auto made = read_survey(answers);
    REQUIRE(made.items.size() == 2);
    const SurveyItem& item = made.items[0];
    CHECK(item.asked == 4.0);
    CHECK(item.answers[4] == 1.0);
    CHECK(item.answers[1] == 1.0);
    CHECK(item.top_box.value == Approx(2.0 / 3.0));
    CHECK(item.top_box.low == Approx(0.2076596).margin(1e-7));   // Wilson, 2 of 3
    CHECK(item.top_box.high == Approx(0.9385081).margin(1e-7));
    CHECK(item.response.value == Approx(0.75));
    REQUIRE(made.stories.rows() == 1);
    CHECK(made.stories.restricted());
    CHECK(made.stories["text"].text(0) == "Meer oefenen met praten");
    CHECK(made.account.count(RowReason::no_consent) == 1);
    CHECK(made.account.count(RowReason::off_scale) == 1);
    CHECK(made.table()["answer_5"].number(0) == 1.0);
    SurveyOptions options;
    options.top = 1;
    CHECK(read_survey(answers, options).items[0].top_box.value == Approx(1.0 / 3.0));
    options.scale = 1;
    CHECK_THROWS_AS(read_survey(answers, options), ArgumentError);
    const Table own = read_csv("respondent,item,answer\n111222333,nut,5\n");
    CHECK_THROWS_AS(read_survey(own), DataError);
}

TEST_CASE("words to a closed question are asked and not answered, and numbers stay") {
    const auto made = read_survey(read_csv("respondent,item,answer\na,nut,5\nb,nut,4\nc,nut,5\nd,nut,weet niet\n"
                                           "e,nut,n.v.t.\nf,nut,\na,nut,omdat het hielp\nd,nut,2\n"));
    REQUIRE(made.items.size() == 1);
    CHECK(made.items[0].asked == 6.0);
    CHECK(made.items[0].response.value == Approx(4.0 / 6.0));
    CHECK(made.items[0].answers[4] == 2.0);
    CHECK(made.items[0].answers[1] == 1.0);  // of d, who had said that they did not know
    CHECK(made.items[0].least == Approx(0.5));
    CHECK(made.account.count(RowReason::answer_in_words) == 3);
    CHECK(made.account.dropped == 0);
    CHECK(made.stories.rows() == 3);
    CHECK(made.caveats[0].message == messages::survey_in_words);
    CHECK(made.caveats[0].parameters[0].second == "3");
    CHECK(made.caveats[1].message == messages::survey_no_consent);

    const auto labels = read_survey(read_csv("item,answer,consent\nnut,helemaal eens,ja\nnut,eens,nee\n"));
    CHECK(labels.items.empty());
    CHECK(labels.account.count(RowReason::no_consent) == 1);
    CHECK(labels.caveats[0].message == messages::survey_open_items);
    CHECK(labels.caveats[0].parameters[0].second == "nut");
}

TEST_CASE("one number does not close an open question") {
    std::string rows = "item,answer\nbeter,2\nbeter,2024\nnut,5\nnut,4\nnut,weet niet\nnut,weet niet\nnut,weet niet\n";
    for (int i = 0; i < 10; ++i) rows += "beter,verhaal " + std::to_string(i) + "\n";
    const auto made = read_survey(read_csv(rows));
    CHECK(made.account.count(RowReason::answer_in_words) == 3);   // of nut: one answer of three people
    CHECK(made.account.count(RowReason::off_scale) == 0);
    CHECK(made.stories.rows() == 15);                              // the numbers of beter stay among its stories
    CHECK(made.account.count(RowReason::number_to_open_item) == 2);
    CHECK(made.measures().rows() == 1);

    // Some words among few numbers, and an open question that one person passed over.
    const auto few = read_survey(read_csv("item,answer\nnut,4\nnut,5\nnut,4\nnut,\nnut,a\nnut,b\nnut,c\nnut,d\nnut,e\n"
                                          "beter,meer tijd\nbeter,\n"));
    REQUIRE(few.items.size() == 1);
    CHECK(few.items[0].asked == 9.0);
    CHECK(few.items[0].response.value == Approx(3.0 / 9.0));
    CHECK(few.account.count(RowReason::empty_open_answer) == 1);
}

TEST_CASE("consent is a yes") {
    const auto made = read_survey(read_csv("item,answer,consent\nopen,a,Ja\nopen,b,1\nopen,c,geen toestemming\n"
                                           "open,d,onwaar\nopen,e,weigert\nopen,f,\n"));
    CHECK(made.stories.rows() == 2);
    CHECK(made.account.count(RowReason::no_consent) == 4);
}

TEST_CASE("a citizen service number in a story is blotted out and counted") {
    const auto made = read_survey(read_csv("item,answer,consent\nopen,mijn BSN is 111222333,ja\nopen,fijn,ja\n"));
    CHECK(made.stories["text"].text(0) == "mijn BSN is #########");
    CHECK(made.account.count(RowReason::citizen_number) == 1);
    CHECK(made.account.changed == 1);
}

TEST_CASE("two groups are compared by who answers higher") {
    const std::vector<double> first = {0, 1, 1};   // answers 2 and 3
    const std::vector<double> second = {1, 1, 0};  // answers 1 and 2
    const auto made = superiority(first, second);
    CHECK(made.value == Approx(0.875));            // of four pairs three higher and one tie
    CHECK(made.se == Approx(std::sqrt(0.03125 / 2.0 + 0.03125 / 2.0)));
    CHECK(superiority(second, first).value == Approx(0.125));
    CHECK(superiority(second, first).low == Approx(1.0 - made.high));
    CHECK(superiority(first, first).value == Approx(0.5));
    const std::vector<double> apart = {2, 0, 0};
    CHECK(std::isnan(superiority(std::vector<double>{0, 0, 2}, apart).low));
    CHECK_THROWS_AS(superiority(first, std::span(second).first(2)), ArgumentError);
    CHECK_THROWS_AS(superiority(first, std::vector<double>(3, 0.0)), ArgumentError);
}
