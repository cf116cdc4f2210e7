#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "casework/deciding.hpp"
#include "casework/spoken.hpp"
#include "policy/day.hpp"

// Submission and receipt: who may ask what and until when, what screening says, and where the request goes.

namespace assent::casework {
namespace {

using policy::Act;

std::string because_of(const policy::Program& program, std::uint64_t criteria) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < program.criteria.size(); ++i) {
        if ((criteria >> i & 1U) != 0) names.push_back(spaced(program.criteria[i].name.text));
    }
    return base::listed(names);
}

std::string not_met(const policy::Program& program, std::uint64_t criteria) {
    return criteria == 0 ? std::string() : "not met: " + because_of(program, criteria);
}

std::string phrase_of_criteria(const policy::Program& program, std::uint64_t criteria) {
    for (std::size_t i = 0; i < program.criteria.size(); ++i) {
        const auto& quotes = program.criteria[i].sources.quotes;
        if ((criteria >> i & 1U) != 0 && !quotes.empty()) return quotes.front().text;
    }
    return {};
}

bool has_effect(const policy::Effects& effects, policy::EffectKind kind) {
    return std::any_of(effects.begin(), effects.end(),
                       [kind](const policy::Effect& effect) { return effect.kind == kind; });
}

// What arrives outside office hours may count as come at the next opening.
Instant counted_arrival(const RuleBook& book, Instant arrived) {
    const policy::Header& header = book.program().header;
    if (header.late_arrival == calendar::LateStart::AsReceived) return arrived;
    calendar::DeadlineRule rule = calendar::hours_after(0);
    rule.late_start = header.late_arrival;
    const auto counted = calendar::deadline(rule, arrived, {book.calendar(), book.zone(), header.hours});
    return counted ? counted->counted_from : arrived;
}

// Whether it was told with the request itself.
bool handed_in(const Case& of, RequestNo request, std::uint16_t fact) {
    std::uint32_t submitted = 0;
    for (const Mark& mark : of.marks) {
        if (mark.request != request) continue;
        if (mark.what == policy::Happening::Submitted) submitted = mark.event;
        const bool told = mark.what == policy::Happening::Told && mark.which == fact;
        if (told && mark.event == submitted) return true;
    }
    return false;
}

} // namespace

Refused Deciding::run(const Submit& submit) {
    if (submit.type >= program().requests.size())
        return because(RefusalKind::Nothing, "the program knows no such request", "name one of its types");
    if (auto no = not_told_rightly(submit.facts, submit.lines)) return no;
    if (auto no = not_for_askers(submit.facts)) return no;
    if (auto no = not_here_yet(submit.arrived.value_or(context_.now), submit.papers)) return no;
    const auto party =
        authority().asker(submit.type, submit.about, submit.channel, submit.facts, submit.asked_as);
    if (!party) return party.error();
    if (auto no = twice(submit)) return no;
    if (auto no = asked_otherwise(submit)) return no;
    for (const Participant& one : submit.participants) {
        if (one.party >= program().parties.size())
            return because(RefusalKind::Nothing, "there is no such party", "name a party of the program");
        if (auto no = authority().refusal_to_name(one.party)) return no;
    }

    const auto number = static_cast<RequestNo>(case_.requests.size());
    record(begun(submit));
    record(submitted(submit, *party));
    look_at_accounts(number);
    const policy::RequestDef& type = program().requests[submit.type];
    if (type.condition != policy::no_node && !holds(type.condition, number)) {
        return Refusal{RefusalKind::CorrectFirst,
                       fmt::format("{}: if {}", type.name.text, program().rules.source(type.condition).text),
                       phrase_of(type.sources), "see whether another type of request fits"};
    }
    by_itself_ = true;
    const bool taken = receive(submit, number);
    const policy::Verdict verdict = verdict_on(number);
    if (auto no = before_receipt(verdict, number)) return no;
    if (taken) screen(number, verdict);
    return std::nullopt;
}

// What the program's decisions say of it now; nothing of a dispute, where only time and standing are tested.
policy::Verdict Deciding::verdict_on(RequestNo number) {
    if (is_dispute(program().requests[request(number).type]) || program().decisions.empty()) return {};
    fill_facts(case_, number, context_.book, facts_);
    return policy::decide(program(), facts_);
}

// The same thing asked twice is one request: the first.
Refused Deciding::twice(const Submit& submit) {
    const Nouns& nouns = context_.book.nouns();
    const Request* before = submit.about < case_.requests.size() ? &request(submit.about) : nullptr;
    const auto in = [](const std::vector<Known>& facts, std::uint16_t fact, int line) {
        const auto found = std::find_if(facts.begin(), facts.end(), [&](const Known& known) {
            return known.fact == fact && known.line == line;
        });
        return found == facts.end() ? std::optional<std::int64_t>() : found->value;
    };
    // What is not told anew is that of the request it is about.
    const auto asked_anew = [&](std::uint16_t fact, int line) {
        const auto told = in(submit.facts, fact, line);
        return told || !before ? told : in(before->facts, fact, line);
    };
    const std::size_t count = submit.lines == 0 && before ? before->lines.size() : submit.lines;
    for (std::size_t number = 0; number < case_.requests.size(); ++number) {
        const Request& other = case_.requests[number];
        if (other.type != submit.type || other.about != submit.about || !other.is_open()) continue;
        const bool same_start = in(other.facts, nouns.start, -1) == asked_anew(nouns.start, -1);
        const policy::RequestDef& type = program().requests[submit.type];
        bool same_lines = other.lines.size() == count || is_dispute(type) || !type.asks_lines;
        for (int line = 0; same_lines && static_cast<std::size_t>(line) < count; ++line)
            same_lines = in(other.facts, nouns.code, line) == asked_anew(nouns.code, line);
        if (!same_lines || !same_start) continue;
        return because(
            RefusalKind::Duplicate,
            fmt::format("the same was asked in request {}, which is {}", number + 1, to_text(other.state)),
            fmt::format("follow request {}, or correct or withdraw it", number + 1));
    }
    return std::nullopt;
}

// A dispute is about what was asked: nothing more, and nothing else.
Refused Deciding::asked_otherwise(const Submit& submit) const {
    if (!is_dispute(program().requests[submit.type]) || submit.about >= case_.requests.size())
        return std::nullopt;
    const Request& before = request(submit.about);
    for (const Known& known : submit.facts) {
        const policy::FactDef& fact = program().facts[known.fact];
        const Known* then = told(before, known.fact, known.line);
        const bool same = then && then->value == known.value && then->text == known.text;
        if (!fact.per_line || fact.type.many || !then || same) continue;
        return Refusal{RefusalKind::CorrectFirst,
                       fmt::format("{} is about what was asked, and `{}` was told otherwise then",
                                   program().requests[submit.type].name.text, fact.name.text),
                       phrase_of(program().requests[submit.type].sources),
                       "leave it out, or ask something new in a new request"};
    }
    return std::nullopt;
}

Begun Deciding::begun(const Submit& submit) const {
    Begun made;
    made.request = static_cast<RequestNo>(case_.requests.size());
    made.type = submit.type;
    made.about = submit.about;
    made.participants = submit.participants;
    return made;
}

// Who keys in what came on paper or by phone does it for the office that asks.
OrganizationId Deciding::asking_office(const Submit& submit, std::uint16_t party) const {
    const Role role = context_.actor.role;
    if (role != Role::Intake && role != Role::CustomerService) return context_.actor.organization;
    if (!submit.office.empty()) return submit.office;
    for (const auto* all : {&submit.participants, &case_.participants}) {
        for (const Participant& participant : *all) {
            if (participant.party == party) return {participant.id};
        }
    }
    return {};
}

// What is asked about an earlier request is asked with the facts that were handed in with that, unless they
// are told anew. What came to be known since, as what a reviewer judged, is of that request alone.
Submitted Deciding::submitted(const Submit& submit, std::uint16_t party) const {
    Submitted made;
    made.request = static_cast<RequestNo>(case_.requests.size() - 1);
    made.organization = asking_office(submit, party);
    made.by_party = party;
    made.channel = submit.channel;
    made.papers = submit.papers;
    made.from = submit.from;
    for (Paper& paper : made.papers) {
        if (paper.arrived == Instant{}) paper.arrived = submit.arrived.value_or(context_.now);
    }
    made.facts = submit.facts;
    made.lines = submit.lines;
    const policy::RequestDef& type = program().requests[submit.type];
    if (!type.asks_lines && made.lines == 0) made.lines = 1; // its answer
    if (submit.about == no_request) return made;
    const Request& before = request(submit.about);
    if (made.lines == 0) made.lines = static_cast<std::uint16_t>(before.lines.size());
    for (const Known& known : before.facts) {
        const auto again = [&](const Known& told) {
            return told.fact == known.fact && told.line == known.line;
        };
        const bool fits =
            handed_in(case_, submit.about, known.fact) && (known.line < 0 || known.line < made.lines);
        if (fits && std::none_of(submit.facts.begin(), submit.facts.end(), again))
            made.facts.push_back(known);
    }
    return made;
}

// The line that decided names what stands in the way; what else is not met does not matter yet.
std::uint64_t Deciding::criteria_of(const policy::Verdict& verdict) const {
    const std::uint64_t named = verdict.line ? policy::criteria_in(program(), verdict.line->when) : 0;
    return (named & verdict.because()) != 0 ? named & verdict.because() : verdict.because();
}

// A request for services asks for some. What is sent back or stopped whatever it asks for is, also without
// any.
Refused Deciding::without_lines(const policy::Verdict& verdict, RequestNo number) const {
    const policy::RequestDef& type = program().requests[request(number).type];
    const bool goes_back =
        verdict.act == Act::Return || verdict.act == Act::Cancel || verdict.act == Act::End;
    if (!type.asks_lines || !request(number).lines.empty() || goes_back) return std::nullopt;
    return because(RefusalKind::Incomplete,
                   fmt::format("{}: it asks for services, and names none", type.name.text),
                   "tell its service lines");
}

// ", in service line 2": where of several lines some stand in the way.
std::string Deciding::in_lines(RequestNo number, std::uint64_t criteria) const {
    policy::Facts facts(program());
    fill_facts(case_, number, context_.book, facts);
    const std::vector<std::size_t> lines = policy::lines_against(program(), facts, criteria);
    if (lines.empty() || facts.lines() < 2) return {};
    std::vector<std::string> all;
    for (const std::size_t line : lines) all.push_back(std::to_string(line));
    return fmt::format(", in service line{} {}", all.size() > 1 ? "s" : "", base::listed(all));
}

// What is not needed, or must be put right first, is told to the asker and not kept.
Refused Deciding::before_receipt(const policy::Verdict& verdict, RequestNo number) const {
    if (auto no = without_lines(verdict, number)) return no;
    const std::uint64_t criteria = criteria_of(verdict);
    const std::string why = because_of(program(), criteria);
    if (verdict.act == Act::SayNotRequired)
        return Refusal{RefusalKind::NotRequired, fmt::format("no review is required; not met: {}", why),
                       phrase_of_criteria(program(), criteria), "the service needs no authorization"};
    if (verdict.act == Act::Correct)
        return Refusal{
            RefusalKind::CorrectFirst,
            fmt::format("to be corrected before submission; not met: {}{}", why, in_lines(number, criteria)),
            phrase_of_criteria(program(), criteria), "correct it and submit again"};
    if (verdict.act != Act::Ask) return std::nullopt;
    std::vector<std::string> asked;
    for (const policy::Question& open : questions(number)) {
        if (open.from == program().parties[request(number).by_party].name.text)
            asked.push_back(open.question);
    }
    if (asked.empty()) return std::nullopt; // somebody else can tell
    return Refusal{RefusalKind::CorrectFirst, fmt::format("not known yet: {}", why),
                   phrase_of_criteria(program(), criteria), base::listed(asked)};
}

// What comes later does not turn a request into one that would have been refused, or sent back, at once. What
// the software itself is told is looked at elsewhere: it stops nothing by refusing to hear it.
Refused Deciding::not_submitted_so(RequestNo number) {
    if (context_.actor.role == Role::System || !request(number).is_open()) return std::nullopt;
    const policy::Verdict verdict = verdict_on(number);
    if (verdict.act == Act::Correct || verdict.act == Act::SayNotRequired)
        return before_receipt(verdict, number);
    if (verdict.act != Act::Return || !verdict.line) return std::nullopt;
    const std::uint64_t criteria = criteria_of(verdict);
    return Refusal{RefusalKind::CorrectFirst,
                   fmt::format("such a request is sent back; {}{}", not_met(program(), criteria),
                               in_lines(number, criteria)),
                   phrase_of_criteria(program(), criteria), "tell what does not lead there"};
}

// The right to submit, used in time, before it or after it; what it says of each follows. False when it says
// that the request is refused.
bool Deciding::receive(const Submit& submit, RequestNo number) {
    const Instant arrived = submit.arrived.value_or(context_.now);
    const policy::TermDef& right = program().terms[program().requests[submit.type].submit];
    const SubmitWindow window =
        submit_window(case_, context_.book, submit.type, submit.about, request(number).facts);
    const bool late = window.due && arrived > *window.due;
    const bool early = window.opens && arrived < *window.opens;
    const policy::Effects none;
    const policy::Effects& follows = late ? right.effects : early ? right.early : none;
    record(Received{number, arrived, counted_arrival(context_.book, arrived),
                    has_effect(follows, policy::EffectKind::LimitDatesToReceipt), early});
    if (has_effect(follows, policy::EffectKind::Refuse)) {
        const std::string why =
            late ? "It came after the last day for it." : "It came before the first day for it.";
        record(Ended{number, EndedAs::Refused, why, 0});
        return false;
    }
    if (has_effect(follows, policy::EffectKind::Warn))
        record(Flagged{number, late ? "submitted late" : "submitted early", false});
    note_overlaps(number);
    note_by_rule(number);
    return true;
}

// What the program says beside any outcome.
void Deciding::note_by_rule(RequestNo number) {
    fill_facts(case_, number, context_.book, facts_);
    for (const policy::DecisionLine* note : policy::notes(program(), facts_))
        record(Flagged{number, note->object, false});
}

// A rule that stops a request at screening stops it as long as it is open, once what it rests on is told.
void Deciding::cancel_if_excluded(RequestNo number) {
    if (!request(number).is_open()) return;
    const policy::Verdict verdict = verdict_on(number);
    if (!verdict.line || verdict.act != Act::Cancel) return;
    by_itself_ = true;
    const std::uint64_t criteria = criteria_of(verdict);
    record(Ended{number, EndedAs::Cancelled, not_met(program(), criteria), criteria});
}

void Deciding::note_overlaps(RequestNo number) {
    const Nouns& nouns = context_.book.nouns();
    const auto lines = static_cast<std::uint16_t>(request(number).lines.size());
    for (std::uint16_t line = 0; line < lines; ++line) {
        const Known* code = told(request(number), nouns.code, line);
        const Granted wanted = asked(request(number), context_.book, line);
        std::set<std::string> noted; // several lines of the other request are told once
        for (const Elsewhere& other : context_.elsewhere) {
            const bool overlap = code && other.code == code->value && wanted.from <= other.through &&
                                 other.from <= wanted.through;
            if (!overlap) continue;
            const std::string what = fmt::format("line {} overlaps {}, which is {}", line + 1, other.request,
                                                 other.authorized ? "authorized" : "open");
            if (noted.insert(what).second)
                record(Flagged{number, what, false, true}); // it may be another office's
        }
    }
}

// What a rule cancelled goes on when the rule would not cancel it, now that what it rested on is corrected.
void Deciding::resume_if_allowed(RequestNo number) {
    const Request& one = request(number);
    if (one.ended != EndedAs::Cancelled || one.because == 0) return;
    const bool asked_anew =
        std::any_of(case_.requests.begin() + number + 1, case_.requests.end(),
                    [&](const Request& later) { return later.type == one.type && later.about == one.about; });
    if (asked_anew) return;
    const policy::Verdict verdict = verdict_on(number);
    if (verdict.act == Act::Cancel) return;
    by_itself_ = true;
    record(Resumed{number, "what it was cancelled for was corrected"});
    if (verdict.act != Act::Ask) screen(number, verdict);
}

void Deciding::screen(RequestNo number, const policy::Verdict& verdict) {
    const bool screened = verdict.line != nullptr;
    Act outcome = screened ? verdict.act : Act::Refer;
    std::vector<Determined> grants;
    if (outcome == Act::Approve) grants = granted_by_rule(number, verdict);
    if (overdrawn(number, grants)) outcome = Act::Refer;
    const std::uint64_t criteria = criteria_of(verdict);
    Screened made{number, outcome, criteria, {}};
    if (outcome == Act::Ask) {
        for (const policy::Question& open : questions(number)) made.asks.push_back(open.fact);
        if (made.asks.empty()) made.outcome = outcome = Act::Refer; // nobody could answer
    }
    record(std::move(made));
    const std::string why = not_met(program(), criteria);
    switch (outcome) {
        case Act::Ask: return complete_if_whole(number, *request(number).received);
        case Act::Cancel: return record(Ended{number, EndedAs::Cancelled, why, criteria});
        case Act::Return: return record(Ended{number, EndedAs::Returned, why, criteria});
        case Act::End: return record(Ended{number, EndedAs::NotReviewed, verdict.line->object, 0});
        case Act::Approve: return conclude(number, std::move(grants));
        default: return go_to_level(number, screened ? verdict.line : nullptr);
    }
}

std::vector<Determined> Deciding::granted_by_rule(RequestNo number, const policy::Verdict& verdict) const {
    std::vector<Determined> all;
    const auto lines = static_cast<std::uint16_t>(request(number).lines.size());
    for (std::uint16_t line = 0; line < lines; ++line) {
        Approval approval;
        approval.by_rule = true;
        approval.granted = asked(request(number), context_.book, line);
        approval.criteria = {program().header.id.text, program().hash};
        if (policy::is_day(verdict.from)) approval.granted.from = policy::as_date(verdict.from);
        if (policy::is_day(verdict.through)) approval.granted.through = policy::as_date(verdict.through);
        all.push_back({number, line, std::move(approval)});
    }
    return all;
}

void Deciding::go_to_level(RequestNo number, const policy::DecisionLine* line) {
    std::uint16_t to = program().requests[request(number).type].level;
    if (line && line->act == Act::Refer) {
        for (std::size_t i = 0; i < program().levels.size(); ++i) {
            if (program().levels[i].name.text == line->object) to = static_cast<std::uint16_t>(i);
        }
    }
    complete_if_whole(number, *request(number).received);
    record(Referred{number, policy::any_object, to, {}});
}

std::vector<policy::Question> Deciding::questions(RequestNo number) const {
    policy::Facts facts(program());
    fill_facts(case_, number, context_.book, facts);
    return policy::questions_in_case(program(), facts, policy::decide(program(), facts));
}

} // namespace assent::casework
