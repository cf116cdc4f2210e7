#include "policy/case_facts.hpp"

#include <array>

namespace assent::policy {
namespace {

constexpr std::array facts_of_the_case = {
    // its words: requests of the program
    CaseFact{"request.type", Kind::Word, "Which type of request is it?"},
    CaseFact{"request.received", Kind::Date, "On which day does it count as received?"},
    CaseFact{"request.complete", Kind::YesNo, "Have all papers and answers come?"},
    CaseFact{"request.completed", Kind::Date, "On which day did the last missing item arrive?"},
    CaseFact{"request.reopened", Kind::YesNo, "Did what it was suspended for come after all?"},
    CaseFact{"request.suspended", Kind::YesNo, "Was it suspended at some time?"},
    CaseFact{"request.pended_here", Kind::YesNo, "Has the level where it rests pended it before?"},
    CaseFact{"request.superseded", Kind::YesNo, "Does a later request about it grant days of its own?"},
    CaseFact{"request.expedited", Kind::YesNo, "Is it to be decided fast?"},
    CaseFact{"earlier.through", Kind::Date,
             "What is the last day certified of the authorization that it is about?"},
    CaseFact{"earlier.number", Kind::YesNo, "Has the authorization that it is about a number already?"},
    CaseFact{"line.earlier_units", Kind::Number,
             "How many units were approved before under this code? (0 if none were)"},
    CaseFact{"line.earlier_frequency", Kind::Number,
             "How many sessions a week were approved before under this code? (0 if none were)"},
    CaseFact{"line.earlier_duration", Kind::Number,
             "How many calendar days were approved before under this code? (0 if none were)"},
};

} // namespace

std::span<const CaseFact> case_facts() { return facts_of_the_case; }

std::string_view question_for(const FactDef& fact) {
    if (!fact.of_case) return fact.question;
    for (const CaseFact& one : facts_of_the_case)
        if (one.name == fact.name.text) return one.question;
    return {};
}

} // namespace assent::policy
