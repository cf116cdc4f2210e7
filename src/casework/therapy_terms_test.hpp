#pragma once
// A therapy program with a term of every kind, for the tests of terms: what each of them is owed on which day
// is said there. Part of the tests.

#include "casework/story_test.hpp"

namespace assent::casework::testing {

inline const std::string therapy_terms = R"(
party provider
  cite law
party orderer
  cite law
party agent
  cite law

fact request.type one of admission, continued stay, modification, reconsideration from the case
fact request.start date from provider ask "When does it start?"
fact member.determined date from provider ask "When was eligibility determined?"
fact member.retroactive yes or no from provider ask "For time past?"
fact number.received moment from agent ask "When did the number arrive?"
fact discharge.planned moment from provider ask "When is the discharge?"
fact leave.date date from provider ask "When does the leave end?"

request admission
  cite       law
  opens      a case
  by         provider by portal
  asks       lines
  submit     before request.start
  late       accept and limit dates to receipt
  goes to    first level
request continued stay
  cite       law
  about      authorization
  by         provider by portal
  asks       lines
  submit     from 15 to 10 business days before last day certified
  goes to    first level
request modification
  cite       law
  about      authorization
  by         provider by portal
  asks       lines
  submit     within 12 months of member.determined, if member.retroactive
  goes to    first level
request reconsideration
  cite       law
  about      denial, partial denial
  not about  reconsideration
  by         provider by portal
  asks       an answer
  submit     within 5 business days of notice of denial
  late       refuse
  goes to    review level

level first level
  cite       law
  reviewers  orderer
  may        approve as requested, pend, refer to physician level, technically deny
level physician level
  cite       law
  reviewers  orderer
  may        approve as requested, pend, deny
level review level
  cite       law
  reviewers  orderer
  may        uphold, modify, reverse

duty decide first
  cite       law
  we must decide at first level
  within     1 business day of complete information
  missed     alert supervisor
duty decide with physician
  cite       law
  we must decide
  when       referred to physician level
  within     3 business days of complete information
  missed     alert supervisor
duty decide again
  cite       law
  we must decide at review level
  if         request.type is reconsideration
  within     3 business days of complete information
duty answer a pend
  cite       law
  provider must supply information
  when       pended at first level
  within     1 business day of notice of pended
  missed     suspend
duty answer a physician pend
  cite       law
  provider must supply information
  when       pended at physician level
  within     1 business day
  missed     decide on what is known
right reopen
  cite       law
  provider may supply information
  when       suspended
  until      no end
duty wait for the number
  cite       law
  agent must report number.received
  when       notice of transmission sent
  within     48 hours
duty answer a message
  cite       law
  we must answer message
  when       message left
  by         the next business day after message left
duty call
  cite       law
  we must contact orderer
  when       received
  within     2 calendar days
  pauses     from pended to supplied
duty call slowly
  cite       law
  we must contact orderer
  when       received
  within     2 business days
  pauses     from pended to supplied
duty escalate
  cite       law
  we must contact agent
  when       call missed
  within     4 hours
  until      contacted orderer
right hearing
  cite       law
  provider may ask for a hearing
  when       escalate missed
  within     1 month
duty report leave
  cite       law
  provider must report leave.date
  when       received
  by         the earlier of 2 business days before request.start and 1 hour after discharge.planned
duty keep leave
  cite       law
  provider must contact agent
  when       received
  by         the later of request.start and discharge.planned

notice pended
  cite       law
  when       pended at first level
  to         provider by email within 5 minutes
  to         provider by portal within 5 minutes
notice denial
  cite       law
  when       denied, partially denied
  to         provider by mail within 1 business day
notice transmission
  cite       law
  when       approved
  to         agent by transmission within 5 minutes
notice number
  cite       law
  when       number.received
  to         provider by portal within 24 hours
notice reminder
  cite       law
  when       continued stay opens
  unless     discharge.planned recorded
  to         provider by portal within 5 minutes
)";

inline const RuleBook& therapy_book() {
    static const RuleBook made = book_of(therapy_terms);
    return made;
}

} // namespace assent::casework::testing
