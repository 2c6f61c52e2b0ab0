// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "maatstaf/core/estimate.hpp"
#include "maatstaf/core/fields.hpp"

namespace maatstaf {

/// Answer to "would you be dissatisfied if this activity did not contribute to ...?"
enum class Answer : std::uint8_t { yes, no, unsure };
constexpr auto enum_names(Answer) {
    using enum Answer;
    return std::array{EnumName<Answer>{yes, "yes"}, EnumName<Answer>{no, "no"}, EnumName<Answer>{unsure, "unsure"}};
}

/// One answer of one person about one link of an activity: the record behind the choice of its core link.
struct Elicitation {
    std::string activity{};    ///< id of an activity
    std::string target{};      ///< target of the link that was asked about
    std::string topic{};       ///< its topic; empty: the target as a whole
    std::string respondent{};  ///< a role or pseudonym, never a name
    std::string date{};        ///< ISO date
    Answer answer = Answer::unsure;
    static constexpr auto fields() {
        return std::tuple{field("activity", &Elicitation::activity, "id of an activity"),
                          field("target", &Elicitation::target, "target of the link that was asked about"),
                          field("topic", &Elicitation::topic, "topic of the link; empty: the target as a whole"),
                          field("respondent", &Elicitation::respondent, "a role or pseudonym, never a name"),
                          field("date", &Elicitation::date, "ISO date"),
                          field("answer", &Elicitation::answer, "yes, no or unsure")};
    }
};

struct CoreShareOptions {
    double confidence = 0.95;  ///< of the interval, above 0 and below 1
    static constexpr auto fields() {
        return std::tuple{field("confidence", &CoreShareOptions::confidence, "of the interval, between 0 and 1")};
    }
};

/// Share of yes among those who answered yes or no about a link of `activity` to `target` and `topic`; "unsure" is left
/// out. With y times yes among n answers: value y / n; standard error and interval from the posterior Beta(1 + y,
/// 1 + n - y) that follows from a uniform prior, with equal tails, except that the low end is 0 when y = 0 and the high
/// end 1 when y = n, so that the interval holds the value (Brown, Cai and DasGupta 2001, Statistical Science 16,
/// do the same for Jeffreys' prior). Nobody asked: all is NaN and n is 0.
/// Throws ArgumentError (argument_out_of_range) when the confidence is not between 0 and 1.
Estimate core_share(std::span<const Elicitation> elicitations, std::string_view activity, std::string_view target,
                    std::string_view topic = {}, const CoreShareOptions& options = {});

struct LinkAgreementOptions {
    double confidence = 0.95;  ///< of the interval, above 0 and below 1
    static constexpr auto fields() {
        return std::tuple{field("confidence", &LinkAgreementOptions::confidence, "of the interval, between 0 and 1")};
    }
};

/// Do those who were asked agree about what an activity is for? Fleiss' kappa over the links of `activity` that got two
/// or more answers: with n_ij answers of kind j (yes, no, unsure) about link i, n_i in all,
///     P_i = (sum_j n_ij^2 - n_i) / (n_i (n_i - 1)),  p_j = sum_i n_ij / sum_i n_i,
///     kappa = (mean P_i - sum_j p_j^2) / (1 - sum_j p_j^2).
/// 1: everybody says the same about each link; 0: no more alike than answers dealt out by chance; below 0: less. Fleiss
/// (1971, Psychological Bulletin 76) has the same number of answers about every link; with other numbers each link
/// counts once. The standard error is a jackknife over respondents, because they are the sample; it needs three of them
/// with a name, and the interval is normal and does not go above 1. `n` counts answers.
/// NaN with fewer than two such links, or when all answers are of one kind: there is nothing to tell apart then.
/// Throws ArgumentError (argument_out_of_range) when the confidence is not between 0 and 1.
Estimate link_agreement(std::span<const Elicitation> elicitations, std::string_view activity,
                        const LinkAgreementOptions& options = {});

}  // namespace maatstaf
