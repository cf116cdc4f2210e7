#pragma once
// A program of three levels, a case under it and the people around it, made by hand for the tests of
// authority alone. Everybody is entitled and everything is in order; each test takes one thing away. Nothing
// here is part of the server.

#include <string>
#include <utility>
#include <vector>

#include "base/expects.hpp"
#include "casework/authority.hpp"

namespace assent::casework::desk {

enum : std::uint16_t { Therapy, Ordering, Family, Therapist, Physician, FreshPhysician, Agency, Outside };
enum : std::uint16_t { Admission, Respiratory, Reconsideration };
enum : std::uint16_t { FirstLevel, PhysicianLevel, ReconsiderationLevel };
enum : std::uint16_t { Discipline, Reached, NumberReceived };

inline policy::Piece piece(std::string text) { return {std::move(text), 1, 1, 0}; }
inline policy::Sources quoted(std::string phrase) {
    policy::Sources sources;
    sources.quotes.push_back(piece(std::move(phrase)));
    return sources;
}
inline policy::Standing holding(std::string credential, std::uint16_t of_fact = policy::any_object) {
    policy::Standing made;
    made.source = piece(of_fact == policy::any_object ? credential : credential + " of request.discipline");
    made.credential = std::move(credential);
    made.of_fact = of_fact;
    return made;
}
inline policy::Standing being(std::uint16_t party) {
    policy::Standing made;
    made.party = party;
    return made;
}

template <typename Set, typename... Members>
Set set_of(Members... members) {
    Set made;
    (made.set(static_cast<std::size_t>(members)), ...);
    return made;
}
template <typename... Channels>
policy::AskedBy asked(std::vector<std::uint16_t> parties, Channels... channels) {
    return {std::move(parties), set_of<policy::ChannelSet>(channels...), {}};
}

inline void add_parties(policy::Program& program) {
    program.parties.resize(8);
    const auto named = [&](std::uint16_t party, std::string name, std::string phrase) -> policy::PartyDef& {
        policy::PartyDef& def = program.parties[party];
        def.name = piece(std::move(name));
        def.sources = quoted(std::move(phrase));
        return def;
    };
    named(Therapy, "therapy office", "the office that asks").all = {{holding("therapy office", Discipline)}};
    named(Ordering, "ordering provider", "who ordered it");
    named(Family, "family", "the recipient or a guardian").all = {
        {holding("member"), holding("legal guardian")}};
    named(Therapist, "therapist", "review in their discipline").all = {
        {holding("licensed therapist", Discipline)}};
    policy::PartyDef& physician = named(Physician, "physician", "licensed physicians in active practice");
    physician.all = {{holding("licensed physician")}, {holding("active practice")}};
    physician.without_conflict = true;
    policy::PartyDef& fresh = named(FreshPhysician, "fresh physician", "not involved before");
    fresh.all = {{being(Physician)}};
    fresh.without_earlier_part = true;
    named(Agency, "Agency", "the agency directs");
    policy::PartyDef& outside = named(Outside, "physician without access", "physicians without access");
    outside.all = {{holding("licensed physician")}};
    outside.none = {holding("user of the portal")};
}

inline void add_requests(policy::Program& program) {
    using policy::Channel;
    using policy::Subject;
    using policy::SubjectSet;
    program.requests.resize(3);
    policy::RequestDef& admission = program.requests[Admission];
    admission.name = piece("admission");
    admission.sources = quoted("submit before services");
    admission.opens_case = true;
    admission.by = {asked({Therapy}, Channel::Portal), asked({Outside}, Channel::Fax)};
    admission.level = FirstLevel;
    policy::RequestDef& respiratory = program.requests[Respiratory];
    respiratory.name = piece("respiratory");
    respiratory.opens_case = true;
    respiratory.by = {asked({Therapy}, Channel::Fax)};
    respiratory.asks_lines = false;
    policy::RequestDef& again = program.requests[Reconsideration];
    again.name = piece("reconsideration");
    again.sources = quoted("review by another physician");
    again.about = set_of<SubjectSet>(Subject::Denial, Subject::PartialDenial);
    again.not_about = set_of<SubjectSet>(Subject::TechnicalDenial);
    again.not_about_types = {Respiratory, Reconsideration};
    again.by = {asked({Therapy}, Channel::Portal),
                asked({Ordering, Family}, Channel::Fax, Channel::Phone, Channel::Mail)};
    again.level = ReconsiderationLevel;
    again.last = true;
}

inline void add_levels(policy::Program& program) {
    using policy::LevelAct;
    using policy::LevelActs;
    program.levels.resize(3);
    policy::LevelDef& first = program.levels[FirstLevel];
    first.name = piece("first level");
    first.sources = quoted("must refer the request");
    first.reviewers = {Therapist};
    first.may = set_of<LevelActs>(LevelAct::ApproveAsRequested, LevelAct::Pend, LevelAct::Refer,
                                  LevelAct::TechnicallyDeny);
    first.refers_to = {PhysicianLevel};
    policy::LevelDef& second = program.levels[PhysicianLevel];
    second.name = piece("physician level");
    second.sources = quoted("only a physician may deny");
    second.reviewers = {Physician};
    second.may = set_of<LevelActs>(LevelAct::ApproveAsRequested, LevelAct::Pend, LevelAct::Deny,
                                   LevelAct::PartiallyDeny, LevelAct::Reduce);
    const policy::NodeId fact = program.rules.add(policy::Op::Fact, 1, 0, {}, piece("reached"));
    const std::vector children{fact};
    const policy::NodeId known =
        program.rules.add(policy::Op::Known, 0, 0, children, piece("reached recorded"));
    second.before = {
        {set_of<LevelActs>(LevelAct::Deny), known, piece("deny reached recorded"), "reached recorded"}};
    policy::LevelDef& third = program.levels[ReconsiderationLevel];
    third.name = piece("reconsideration level");
    third.reviewers = {FreshPhysician};
    third.may = set_of<LevelActs>(LevelAct::Uphold, LevelAct::Modify, LevelAct::Reverse);
}

inline void add_terms(policy::Program& program) {
    const auto add = [&](policy::TermKind kind, policy::Deed deed, std::uint16_t party) -> policy::TermDef& {
        policy::TermDef& term = program.terms.emplace_back();
        term.name = piece("term");
        term.kind = kind;
        term.parties = {party};
        term.act.deed = deed;
        return term;
    };
    add(policy::TermKind::Right, policy::Deed::Direct, Agency).sources = quoted("may direct the review");
    add(policy::TermKind::Right, policy::Deed::Ask, policy::anyone);
    add(policy::TermKind::Duty, policy::Deed::Extend, policy::us); // a duty is no right
    const auto notice = [&](std::string name, policy::Happening when) {
        policy::NoticeDef& def = program.notices.emplace_back();
        def.name = piece(std::move(name));
        def.when = {{when, policy::any_object}};
        def.says = {"reason"};
        def.sources = quoted("notice to the family");
    };
    notice("approval", policy::Happening::Approved);
    notice("denial", policy::Happening::Denied);
}

inline policy::Program program() {
    policy::Program made;
    made.header.id = piece("small");
    made.header.sources = quoted("a small manual");
    const auto fact = [&](std::string name, policy::Kind kind, std::string from) {
        policy::FactDef& def = made.facts.emplace_back();
        def.name = piece(std::move(name));
        def.type.kind = kind;
        def.from = std::move(from);
        def.slot = made.request_slots++;
    };
    fact("request.discipline", policy::Kind::Word, "therapy office");
    fact("reached", policy::Kind::YesNo, "physician");
    fact("number.received", policy::Kind::Moment, "fiscal agent");
    made.words.add("occupational"); // so that the numbers of words are not those of facts
    made.words.add("physical");
    add_parties(made);
    add_requests(made);
    add_levels(made);
    add_terms(made);
    return made;
}

inline RuleBook book(policy::Program of = program()) {
    calendar::CalendarRules rules;
    rules.open_weekdays = 0b0111110;
    return {std::move(of), {calendar::BusinessCalendar(rules)}, calendar::Zone::utc()};
}

inline constexpr calendar::Date monday{std::chrono::days{20'000}};
inline constexpr calendar::Instant noon = monday + std::chrono::hours{12};

inline Actor person(std::string id, Role role, std::vector<Credential> credentials = {}) {
    return {{std::move(id)}, role, {}, std::move(credentials), {}};
}
inline Actor office() {
    Actor made = person("clerk", Role::Provider, {{"therapy office", "physical", "", {}}});
    made.organization = {"office"};
    return made;
}
inline Actor guardian() { return person("guardian", Role::MemberSide, {{"legal guardian", "", "m1", {}}}); }
inline Actor therapist() {
    return person("therapist", Role::Reviewer, {{"licensed therapist", "physical", "", {}}});
}
inline Actor physician(std::string id = "physician") {
    return person(std::move(id), Role::Reviewer,
                  {{"licensed physician", "", "", {}}, {"active practice", "", "", {}}});
}

// An admission that the office asked, in review at a level, with the reviewer.
inline Case in_review(std::uint16_t level, std::string reviewer) {
    Case made;
    made.id = {"c1"};
    made.member = {"m1"};
    made.participants = {{Ordering, "doctor"}};
    Request& request = made.requests.emplace_back();
    request.state = State::InReview;
    request.by_party = Therapy;
    request.asked_by = {"clerk"};
    request.asked_for = {"office"};
    request.level = level;
    request.reviewer = {std::move(reviewer)};
    request.facts = {{Discipline, -1, 1, "", false}, {Reached, -1, 1, "", false}};
    request.lines.resize(1);
    return made;
}

// The admission was denied by a physician.
inline Case denied(Overall outcome = Overall::Denied) {
    Case made = in_review(PhysicianLevel, "physician");
    made.requests[0].state = State::Decided;
    made.requests[0].outcome = outcome;
    made.requests[0].took_part = {{"therapist"}, {"physician"}};
    return made;
}

// What a refusal says first, or "".
inline std::string rule_of(const std::optional<Refusal>& refusal) { return refusal ? refusal->rule : ""; }

} // namespace assent::casework::desk
