#include "policy/case_facts.hpp"

#include <array>

namespace assent::policy {
namespace {

constexpr std::array all = {
    CaseFact{"request.type", Kind::Word},         // its words: requests of the program
    CaseFact{"request.received", Kind::Date},     // the day it counts as received
    CaseFact{"request.complete", Kind::YesNo},    // no paper and no answer is outstanding
    CaseFact{"request.completed", Kind::Date},    // the day the last missing item arrived
    CaseFact{"request.reopened", Kind::YesNo},    // what it was suspended for came after all
    CaseFact{"request.suspended", Kind::YesNo},   // it was, at some time
    CaseFact{"request.pended_here", Kind::YesNo}, // the level where it rests has pended it before
    CaseFact{"request.superseded", Kind::YesNo},  // a later request about it grants days of its own
    CaseFact{"request.expedited", Kind::YesNo},   // it is to be decided fast
    CaseFact{"earlier.through", Kind::Date},      // last day certified of the authorization it is about
    CaseFact{"earlier.number", Kind::YesNo},      // that authorization has a number already
    CaseFact{"line.earlier_units", Kind::Number}, // approved before on the line of the same code; 0: none
    CaseFact{"line.earlier_frequency", Kind::Number},
    CaseFact{"line.earlier_duration", Kind::Number},
};

} // namespace

std::span<const CaseFact> case_facts() { return all; }

} // namespace assent::policy
