// SPDX-License-Identifier: Apache-2.0
// Archives of every result: kept for ever, and nothing bad comes out of a damaged one. The objects are made of plain
// numbers, so that their bytes are the same on every machine.
#include "archive_fixture.hpp"
#include "maatstaf/core/messages/measure.hpp"
#include "maatstaf/measure/agreement.hpp"
#include "maatstaf/measure/assigned.hpp"
#include "maatstaf/measure/calibration.hpp"
#include "maatstaf/measure/claims.hpp"
#include "maatstaf/measure/derive.hpp"
#include "maatstaf/measure/expected.hpp"
#include "maatstaf/measure/funnel.hpp"
#include "maatstaf/measure/gap.hpp"
#include "maatstaf/measure/lead_times.hpp"
#include "maatstaf/measure/organisations.hpp"
#include "maatstaf/measure/provider_shares.hpp"
#include "maatstaf/measure/quality.hpp"
#include "maatstaf/measure/spells.hpp"
#include "maatstaf/measure/survey.hpp"
#include "maatstaf/measure/survival.hpp"
#include "maatstaf/measure/youth.hpp"
#include "support/mutate.hpp"

using namespace maatstaf;

namespace {

const Estimate kept_estimate{1.5, 0.25, 1.0, 2.0, 40.0};
const std::vector<Caveat> kept_caveats{{messages::measure_by_chance, {{"count", "3"}, {"level", "95"}}}};
const double unknown_number = std::numeric_limits<double>::quiet_NaN();

/// The archive of every format reads back as what has the same bytes, and a damaged one as nothing bad.
template <class Result, class Use>
void check_kept(const std::string& name, const Result& result, Use&& use) {
    const Bytes bytes = to_archive(result);
    test::check_archive_fixtures(name, bytes, [&](const Bytes& read, std::uint32_t) {
        CHECK(to_archive(from_archive<Result>(read)) == bytes);
    });
    CHECK(archive_info(bytes).type == name);
    CHECK(test::read_of_archives<Result>(bytes, 1, 300, use) > 5);
}
template <class Result>
void check_kept(const std::string& name, const Result& result) {
    check_kept(name, result, [](const Result& read) { read.table(); });
}

MeasureResult two_measures() {
    MeasureResult made;
    made.keys = Table({Column::string("area", std::vector<std::string>{"a", "b"})}, true);
    made.level = {0.95, 0.998};
    made.value = {2.5, unknown_number};
    made.low = {2.0, 1.5, unknown_number, unknown_number};
    made.high = {3.0, 3.5, unknown_number, unknown_number};
    made.n = {100.0, 0.0};
    made.kind = {MeasureKind::rate, MeasureKind::rate};
    made.per = 2.0;
    made.numerator = {250.0, unknown_number};
    made.denominator = {200.0, unknown_number};
    made.more = {{"count", {250.0, 0.0}}};
    made.method = {0, 1};
    made.methods = {"exact", "byar"};
    made.reason = {EmptyReason::none, EmptyReason::no_population};
    made.caveats = kept_caveats;
    return made;
}

RowAccount three_rows() {
    RowAccount account;
    account.rows = 3;
    account.add(RowReason::no_start);
    return account;
}

}  // namespace

TEST_CASE("measures, funnels and judgements keep their archives", "[measure][archive]") {
    check_kept("MeasureResult", two_measures());
    FunnelResult funnel;
    funnel.points = two_measures();
    funnel.target = 2.5;
    funnel.phi = 1.25;
    funnel.caveats = kept_caveats;
    check_kept("FunnelResult", funnel);
    AgreementResult agreement;
    agreement.options.weights = KappaWeights::linear;
    agreement.kappa = kept_estimate;
    agreement.reason = EmptyReason::no_spread;
    check_kept("AgreementResult", agreement, [](const AgreementResult& read) { (void)read.kappa.value; });
    CalibrationResult calibration;
    calibration.slope = kept_estimate;
    calibration.bins = two_measures();
    check_kept("CalibrationResult", calibration, [](const CalibrationResult& read) { read.bins.table(); });
}

TEST_CASE("what is found in panels and records keeps its archive", "[measure][archive]") {
    RulesResult rules;
    rules.rules = {{"a", RuleOperator::at_most, "b", 0.5}};
    rules.breaches = {{0, "u", Period(2020), 3.0, 2.0}};
    rules.checked = {4};
    rules.not_checked = {1};
    rules.caveats = kept_caveats;
    check_kept("RulesResult", rules);
    OutliersResult outliers;
    outliers.outliers = {{"u", "x", Period(2020), 9.0, 4.5, 5.0}};
    outliers.checked = 12;
    check_kept("OutliersResult", outliers);
    ClaimResult claims;
    claims.options.as_of = "2024-12-31";
    claims.account = three_rows();
    claims.items[0] = {"all"};
    claims.items[2] = {"N1", "N2"};
    CareUse use;
    use.level = UseLevel::area;
    use.item = 1;
    use.year = 2024;
    use.persons = 12;
    use.cost = 1250.5;
    claims.use = {use};
    ActStacking stacking;
    stacking.year = 2024;
    stacking.households = 40;
    stacking.lorenz[20] = 1.0;
    claims.stacking = {stacking};
    claims.household.care_days = 30;
    claims.has_births = true;
    claims.caveats = kept_caveats;
    check_kept("ClaimResult", claims, [](const ClaimResult& read) {
        read.table();
        read.stacking_table();
        read.lorenz_table();
        read.account.table();
    });
    SpellResult spells;
    spells.options.as_of = "2024-12-31";
    spells.starts = three_rows();
    spells.spells = Table({Column::int32("spell", {1, 2})}, true);
    check_kept("SpellResult", spells);
    SurveyResult survey;
    survey.account = three_rows();
    SurveyItem item;
    item.activity = "k";
    item.asked = 12;
    item.answers[4] = 7;
    item.top_box = kept_estimate;
    survey.items = {item};
    survey.stories = Table({Column::string("text", std::vector<std::string>{"goed"})}, true);
    check_kept("SurveyResult", survey);
}

TEST_CASE("times of the chain, volumes and the youth set keep their archives", "[measure][archive]") {
    LeadTimeResult times;
    times.options.by = LeadGroup::provider;
    times.options.terms = {{"waiting", 42.0}};
    LeadTime time;
    time.item = "A";
    time.year = 2024;
    time.step = LeadStep::waiting;
    time.n = 12;
    time.median = time.within = kept_estimate;
    times.times = {time};
    times.caveats = kept_caveats;
    check_kept("LeadTimeResult", times);
    AssignedResult assigned;
    assigned.account = three_rows();
    assigned.items[0] = {"all"};
    AssignedVolume volume;
    volume.year = 2024;
    volume.hours = 12.5;
    assigned.volumes = {volume};
    check_kept("AssignedResult", assigned);
    YouthResult youth;
    youth.options.as_of = "2024-12-31";
    youth.spells = three_rows();
    youth.measures = two_measures();
    youth.caveats = kept_caveats;
    check_kept("YouthResult", youth);
}

TEST_CASE("times until something happens keep their archive", "[measure][archive]") {
    SurvivalResult survival;
    survival.options.terms = {14.0};
    SurvivalCurve curve;
    curve.time = curve.at_risk = curve.events = curve.censored = {1.0, 2.0};
    curve.survival = curve.se = curve.low = curve.high = {0.5, 0.25};
    curve.n = 4;
    curve.restricted_mean = kept_estimate;
    curve.quantiles = {kept_estimate, kept_estimate};
    curve.within = {kept_estimate};
    survival.curves = {curve};
    survival.groups = {"a"};
    survival.caveats = kept_caveats;
    check_kept("SurvivalResult", survival, [](const SurvivalResult& read) {
        read.table();
        read.summary();
    });
    CompetingResult competing;
    IncidenceCurve incidence;
    incidence.cause = 2;
    incidence.time = incidence.at_risk = incidence.events = {1.0, 2.0};
    incidence.incidence = incidence.se = incidence.low = incidence.high = {0.25, 0.5};
    incidence.lost_time = kept_estimate;
    competing.curves = {incidence};
    competing.group_of = {0};
    competing.causes = {"home", "moved"};
    check_kept("CompetingResult", competing, [](const CompetingResult& read) {
        read.table();
        read.summary();
    });
    TurnbullResult turnbull;
    turnbull.from = {0.0, 4.0};
    turnbull.to = {4.0, 8.0};
    turnbull.mass = turnbull.survival = {0.5, 0.5};
    turnbull.iterations = 12;
    turnbull.converged = true;
    check_kept("TurnbullResult", turnbull, [](const TurnbullResult& read) {
        read.table();
        read.quantile(0.5);
    });
}

TEST_CASE("expectations, gaps, shares and organisations keep their archives", "[measure][archive]") {
    ExpectedResult expected;
    expected.options.by = ExpectedBy::peers;
    expected.options.period = Period(2020);
    expected.options.alike = {"size"};
    expected.indicator = "x";
    expected.period = Period(2020);
    expected.base = Period(2016);
    ExpectedRow row;
    row.unit = "a";
    row.benefit = 2.5;
    row.reason = EmptyReason::no_margin;
    expected.rows = {row};
    expected.peers = {{"a", {"b", "c"}}};
    expected.caveats = kept_caveats;
    check_kept("ExpectedResult", expected);
    CaseMixResult mix;
    mix.options.family = Family::binomial;
    CaseMixRow unit;
    unit.unit = "a";
    unit.observed = 12;
    unit.expected = 10.5;
    mix.rows = {unit};
    mix.terms = {"(intercept)"};
    mix.coefficients = {0.25};
    mix.restricted = true;
    check_kept("CaseMixResult", mix);
    GapResult gap;
    gap.options.order = {GapPart::dose, GapPart::reach};
    gap.rows = {{"a", GapPart::unexplained, kept_estimate, -7.0, EmptyReason::none}};
    check_kept("GapResult", gap);
    ProviderSharesResult shares;
    ProviderShare provider;
    provider.provider = "p";
    provider.held = 12.5;
    provider.effect = provider.gain = kept_estimate;
    shares.rows = {provider};
    shares.terms = {"(intercept)"};
    shares.coefficients = {kept_estimate};
    shares.total = 40.0;
    check_kept("ProviderSharesResult", shares);
    OrganisationResult together;
    OrganisationRow organisation;
    organisation.organisation = "o";
    organisation.shrunken = kept_estimate;
    organisation.rank_low = 1;
    together.rows = {organisation};
    together.pairs = 3;
    check_kept("OrganisationResult", together);
}
