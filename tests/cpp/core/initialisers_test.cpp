// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "maatstaf/core/messages/core.hpp"
#include "maatstaf/maatstaf.hpp"

// Whoever names one member of a public struct and leaves the rest as they are gets no warning about it, however
// strictly their own code is compiled: every member has a value of its own.
#if defined(__GNUC__)
#pragma GCC diagnostic error "-Wmissing-field-initializers"
#endif

using namespace maatstaf;

TEST_CASE("public structs are filled by naming one member", "[surface]") {
    // Core
    CHECK(Field<Unit, std::string>{.name = "a"}.meaning.empty());
    CHECK(EnumName<Status>{.name = "a"}.value == Status{});
    CHECK(Note{.message = messages::cancelled}.parameters.empty());
    CHECK(Graph::Edge{.to = 1}.from == 0);
    CHECK(ArchiveInfo{.type = "a"}.length == 0);
    CHECK(Estimate{.value = 1}.low != 1);
    CHECK_FALSE(CsvOptions{.delimiter = ";"}.delimiter.empty());
    // Framework
    CHECK(FreezeOptions{.author = "a"}.date.empty());
    CHECK(Change{.list = "a"}.item.empty());
    CHECK(Target{.area = "a"}.period.empty());
    CHECK(Burden{.minutes = 1}.respondents == 0);
    CHECK(FrameworkData{.id = "a"}.parties.empty());
    CHECK(ResultCoverage{.result = "a"}.gap.empty());
    CHECK(ContributionCoverage{.contribution = "a"}.organisation.empty());
    CHECK(BurdenEntry{.indicator = "a"}.parent.empty());
    CHECK(DutyCoverage{.items = 1}.items == 1);
    CHECK(Coverage{.burden_hours = 1}.results.empty());
    CHECK(Elicitation{.activity = "a"}.topic.empty());
    CHECK(CoreShareOptions{.confidence = 0.9}.confidence == 0.9);
    CHECK(Agreement{.id = "a"}.text.empty());
    CHECK(CompassStep{.result = "a"}.evidence.empty());
    CHECK(Item{.id = "a"}.purpose.empty());
    CHECK(DotOptions{.names = false}.indicators);
    CHECK(Finding{.item = "a"}.item == "a");
    CHECK(ValidateOptions{.today = "2026-01-31"}.today.size() == 10);
    CHECK(Weight{.item = "a"}.item == "a");
    CHECK(WeightSet{.id = "a"}.weights.empty());
    CHECK(Evidence{.id = "a"}.text.empty());
    CHECK(Structure{.ids = {"a"}}.kinds.empty());
    CHECK(SplitTable{.results = {"a"}}.links.empty());
    CHECK(Party{.id = "a"}.name.empty());
    CHECK(Responsibility{.item = "a"}.party.empty());
    CHECK(Split{.result = "a"}.result == "a");
    CHECK(ActivityLink{.target = "a"}.topic.empty());
    // Panel
    CHECK(PanelIndicator{.id = "a"}.id == "a");
    CHECK(Cells{.value = {}}.status.empty());
    CHECK(Description{.indicator = "a"}.caveats.empty());
    CHECK(DescribeResult{.rows = {}}.kinds.empty());
    CHECK(ProductLink{.product = "a"}.result.empty());
    CHECK(Spending{.cost = 1}.deliveries == 0);
    CHECK(TracedProduct{.product = "a"}.results.empty());
    CHECK(ResultSpending{.result = "a"}.assigned == 0);
    CHECK(SpendingTrace{.unassigned = 1}.products.empty());
    CHECK(CellParts{.se = {1}}.n.empty());
    CHECK(Unit{.id = "a"}.parent.empty());
    CHECK(IndicatorColumns{.value = "a"}.value == "a");
    CHECK(LongOptions{.unit = "a"}.unit == "a");
    CHECK(Codes{.labels = {"a"}}.positions.empty());
    CHECK(Deliveries{.cost = {1}}.size() == 1);
    CHECK(DeliveriesOptions{.area = "a"}.product.empty());
    CHECK(SummariseOptions{.by = {}}.by.empty());
    CHECK(StatusCounts{.observed = 1}.absent == 0);
    CHECK(AvailabilityResult{.ids = {"a"}}.counts.empty());
    // Score
    CHECK(DriftRow{.indicator = "a"}.period.empty());
    CHECK(DriftResult{.rows = {}}.rows.empty());
    CHECK(TargetRow{.unit = "a"}.caveats.empty());
    CHECK(TargetResult{.rows = {}}.caveats.empty());
    CHECK(NormaliseOptions{.method = NormaliseMethod::rank}.method == NormaliseMethod::rank);
    CHECK(ScoreItem{.id = "a"}.children.empty());
    CHECK(ScoreCell{.status = Status::observed}.status == Status::observed);
    CHECK(ContributionShare{.contribution = "a"}.result.empty());
    CHECK(IndicatorNormalise{.indicator = "a"}.indicator == "a");
    CHECK(NodeAggregate{.item = "a"}.item == "a");
    CHECK(ScoreModelOptions{.minimum_coverage = 0.5}.indicators.empty());
    CHECK(ScoreOptions{.draws = 2}.draws == 2);
    CHECK(ChangeRow{.unit = "a"}.item.empty());
    CHECK(ChangeResult{.rows = {}}.caveats.empty());
    CHECK(SideLinkRow{.unit = "a"}.activity.empty());
    CHECK(SideLinkResult{.rows = {}}.questions.empty());
    CHECK(score::MeanGradient{.by_value = {1}}.by_weight.empty());
}
