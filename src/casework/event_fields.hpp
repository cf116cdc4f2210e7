#pragma once
// What stands in each kind of event, field by field, said once for whoever writes and for whoever reads. A
// field's name is part of every log that was ever written: it is added to, never renamed and never given
// another meaning. For the sources of event_json only.

#include <string_view>
#include <tuple>

#include "casework/event.hpp"
#include "casework/fields_json.hpp"

namespace assent::policy {

constexpr auto fields(const Effect*) {
    return std::tuple(casework::field("kind", &Effect::kind), casework::field("object", &Effect::object),
                      casework::field("words", &Effect::words));
}

} // namespace assent::policy

namespace assent::casework {

// Values inside of events
constexpr auto fields(const Known*) {
    return std::tuple(field("fact", &Known::fact), field("line", &Known::line), field("value", &Known::value),
                      field("text", &Known::text), field("no_items", &Known::no_items));
}
constexpr auto fields(const Paper*) {
    return std::tuple(field("kind", &Paper::kind), field("document", &Paper::document),
                      field("arrived", &Paper::arrived), field("channel", &Paper::channel),
                      field("pages", &Paper::pages));
}
constexpr auto fields(const Participant*) {
    return std::tuple(field("party", &Participant::party), field("id", &Participant::id));
}
constexpr auto fields(const TermKey*) {
    return std::tuple(field("term", &TermKey::term), field("request", &TermKey::request),
                      field("begun_by", &TermKey::begun_by));
}
constexpr auto fields(const Granted*) {
    return std::tuple(field("units", &Granted::units), field("frequency", &Granted::frequency),
                      field("from", &Granted::from), field("through", &Granted::through));
}
constexpr auto fields(const Criteria*) {
    return std::tuple(field("name", &Criteria::name), field("version", &Criteria::version));
}
constexpr auto fields(const Approval*) {
    return std::tuple(field("granted", &Approval::granted), field("by_rule", &Approval::by_rule),
                      field("reversal", &Approval::reversal), field("criteria", &Approval::criteria),
                      field("rationale", &Approval::rationale));
}
constexpr auto fields(const AdverseDetermination::Content*) {
    using Content = AdverseDetermination::Content;
    return std::tuple(field("kind", &Content::kind), field("granted", &Content::granted),
                      field("rationale", &Content::rationale), field("criteria", &Content::criteria),
                      field("reviewer", &Content::reviewer), field("level", &Content::level),
                      field("contact", &Content::contact));
}
constexpr auto fields(const ReportedOutcome*) {
    return std::tuple(field("adverse", &ReportedOutcome::adverse),
                      field("granted", &ReportedOutcome::granted), field("words", &ReportedOutcome::words));
}
constexpr auto fields(const Yes*) {
    return std::tuple(field("criteria", &Yes::criteria), field("rationale", &Yes::rationale));
}

// Events
constexpr auto fields(const Begun*) {
    return std::tuple(field("request", &Begun::request), field("type", &Begun::type),
                      field("about", &Begun::about), field("version", &Begun::version),
                      field("participants", &Begun::participants));
}
constexpr auto fields(const Submitted*) {
    return std::tuple(field("request", &Submitted::request), field("organization", &Submitted::organization),
                      field("by_party", &Submitted::by_party), field("channel", &Submitted::channel),
                      field("lines", &Submitted::lines), field("facts", &Submitted::facts),
                      field("papers", &Submitted::papers), field("from", &Submitted::from));
}
constexpr auto fields(const Received*) {
    return std::tuple(field("request", &Received::request), field("arrived", &Received::arrived),
                      field("counted_from", &Received::counted_from),
                      field("dates_limited", &Received::dates_limited), field("early", &Received::early));
}
constexpr auto fields(const Screened*) {
    return std::tuple(field("request", &Screened::request), field("outcome", &Screened::outcome),
                      field("because", &Screened::because), field("asks", &Screened::asks));
}
constexpr auto fields(const Assigned*) {
    return std::tuple(field("request", &Assigned::request), field("level", &Assigned::level),
                      field("reviewer", &Assigned::reviewer), field("credentials", &Assigned::credentials),
                      field("reason", &Assigned::reason));
}
constexpr auto fields(const Released*) {
    return std::tuple(field("request", &Released::request), field("reason", &Released::reason));
}
constexpr auto fields(const Reported*) {
    return std::tuple(field("request", &Reported::request), field("facts", &Reported::facts),
                      field("number", &Reported::number));
}
constexpr auto fields(const Filed*) {
    return std::tuple(field("request", &Filed::request), field("paper", &Filed::paper));
}
constexpr auto fields(const Supplied*) {
    return std::tuple(field("request", &Supplied::request), field("items", &Supplied::items),
                      field("arrived", &Supplied::arrived), field("channel", &Supplied::channel),
                      field("from", &Supplied::from), field("words", &Supplied::words));
}
constexpr auto fields(const Completed*) {
    return std::tuple(field("request", &Completed::request), field("at", &Completed::at),
                      field("deemed", &Completed::deemed));
}
constexpr auto fields(const Pended*) {
    return std::tuple(field("request", &Pended::request), field("level", &Pended::level),
                      field("items", &Pended::items), field("reason", &Pended::reason));
}
constexpr auto fields(const Reopened*) {
    return std::tuple(field("request", &Reopened::request), field("at", &Reopened::at));
}
constexpr auto fields(const Referred*) {
    return std::tuple(field("request", &Referred::request), field("from", &Referred::from),
                      field("to", &Referred::to), field("reason", &Referred::reason));
}
constexpr auto fields(const Determined*) {
    return std::tuple(field("request", &Determined::request), field("line", &Determined::line),
                      field("determination", &Determined::determination));
}
constexpr auto fields(const Decided*) {
    return std::tuple(field("request", &Decided::request), field("outcome", &Decided::outcome));
}
constexpr auto fields(const Ended*) {
    return std::tuple(field("request", &Ended::request), field("as", &Ended::as), field("why", &Ended::why),
                      field("because", &Ended::because));
}
constexpr auto fields(const Composed*) {
    return std::tuple(field("request", &Composed::request), field("notice", &Composed::notice),
                      field("line", &Composed::line), field("number", &Composed::number),
                      field("digest", &Composed::digest));
}
constexpr auto fields(const Sent*) { return std::tuple(field("notice", &Sent::notice)); }
constexpr auto fields(const Served*) {
    return std::tuple(field("notice", &Served::notice), field("at", &Served::at),
                      field("proof", &Served::proof));
}
constexpr auto fields(const CameBack*) {
    return std::tuple(field("notice", &CameBack::notice), field("why", &CameBack::why));
}
constexpr auto fields(const Passed*) {
    return std::tuple(field("term", &Passed::term), field("due", &Passed::due),
                      field("effects", &Passed::effects));
}
constexpr auto fields(const Revoked*) {
    return std::tuple(field("term", &Revoked::term), field("reason", &Revoked::reason));
}
constexpr auto fields(const Contacted*) {
    return std::tuple(field("request", &Contacted::request), field("party", &Contacted::party),
                      field("channel", &Contacted::channel), field("at", &Contacted::at),
                      field("reached", &Contacted::reached), field("note", &Contacted::note),
                      field("reference", &Contacted::reference));
}
constexpr auto fields(const Messaged*) {
    return std::tuple(field("thread", &Messaged::thread), field("kind", &Messaged::kind),
                      field("request", &Messaged::request), field("channel", &Messaged::channel),
                      field("arrived", &Messaged::arrived), field("text", &Messaged::text),
                      field("organization", &Messaged::organization), field("from", &Messaged::from),
                      field("corrects", &Messaged::corrects));
}
constexpr auto fields(const Answered*) {
    return std::tuple(field("thread", &Answered::thread), field("text", &Answered::text));
}
constexpr auto fields(const Flagged*) {
    return std::tuple(field("request", &Flagged::request), field("what", &Flagged::what),
                      field("hidden_from_provider", &Flagged::hidden_from_provider),
                      field("for_the_house", &Flagged::for_the_house));
}
constexpr auto fields(const Directed*) {
    return std::tuple(field("direction", &Directed::direction), field("words", &Directed::words));
}
constexpr auto fields(const ExpediteAsked*) {
    return std::tuple(field("request", &ExpediteAsked::request), field("reason", &ExpediteAsked::reason));
}
constexpr auto fields(const Expedited*) {
    return std::tuple(field("request", &Expedited::request), field("reason", &Expedited::reason));
}
constexpr auto fields(const ExpediteRefused*) {
    return std::tuple(field("request", &ExpediteRefused::request), field("reason", &ExpediteRefused::reason));
}
constexpr auto fields(const Extended*) {
    return std::tuple(field("term", &Extended::term), field("due", &Extended::due),
                      field("reason", &Extended::reason));
}
constexpr auto fields(const Corrected*) {
    return std::tuple(field("request", &Corrected::request), field("event", &Corrected::event),
                      field("facts", &Corrected::facts), field("reason", &Corrected::reason));
}
constexpr auto fields(const Named*) {
    return std::tuple(field("participant", &Named::participant), field("reason", &Named::reason));
}
constexpr auto fields(const Voided*) {
    return std::tuple(field("request", &Voided::request), field("reason", &Voided::reason));
}
constexpr auto fields(const Counted*) {
    return std::tuple(field("request", &Counted::request), field("ledger", &Counted::ledger),
                      field("period", &Counted::period), field("used", &Counted::used));
}
constexpr auto fields(const Reserved*) {
    return std::tuple(field("request", &Reserved::request), field("line", &Reserved::line),
                      field("ledger", &Reserved::ledger), field("period", &Reserved::period),
                      field("units", &Reserved::units), field("until", &Reserved::until));
}
constexpr auto fields(const Resumed*) {
    return std::tuple(field("request", &Resumed::request), field("reason", &Resumed::reason));
}
constexpr auto fields(const Closed*) { return std::tuple(field("request", &Closed::request)); }

} // namespace assent::casework
