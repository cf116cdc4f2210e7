#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "casework/deciding.hpp"
#include "casework/moment.hpp"
#include "casework/situation.hpp"
#include "casework/spoken.hpp"

// What is kept beside the review itself: contacts, threads, flags, directions, deliveries, corrections.

namespace assent::casework {
namespace {

// Each notice has its mark of that, in their order.
Instant composed(const Case& of, std::uint32_t notice) {
    const auto found = std::find_if(of.marks.begin(), of.marks.end(), [&](const Mark& mark) {
        return mark.what == policy::Happening::Dated && --notice == 0;
    });
    return found == of.marks.end() ? Instant{} : found->at;
}

} // namespace

Refused Deciding::run(const Contact& contact) {
    if (auto no = allowed(CaseAct::Contact, contact.request)) return no;
    if (auto no = authority().refusal_to_contact(contact.party, contact.request)) return no;
    const Instant at = contact.at.value_or(context_.now);
    if (at > context_.now)
        return because(RefusalKind::Incomplete, "nobody is reached before the time has come",
                       "say when it was, or leave it out: now");
    const std::optional<Instant>& received = request(contact.request).received;
    if (received && at < *received)
        return because(RefusalKind::Incomplete, "a contact about a request is made after it came",
                       "say when it was, or leave it out: now");
    record(Contacted{contact.request, contact.party, contact.channel, at, contact.reached, contact.note,
                     contact.reference});
    for (const ContactFact& told : context_.book.contact_facts()) {
        const policy::ContactSource& source = told.source;
        const bool theirs = source.of == policy::any_object ? context_.actor.role == Role::Reviewer
                                                            : authority().is(source.of, contact.request);
        const bool so = source.channel.value_or(contact.channel) == contact.channel;
        if (source.with != contact.party || !theirs || !so) continue;
        const auto local = context_.book.zone().to_local(at).time_since_epoch().count();
        record(Reported{contact.request, {{told.fact, -1, local, {}, false}}, {}});
    }
    return std::nullopt;
}

// What belongs to no request is written down by whoever keeps the log of contacts.
Refused Deciding::run(const Message& message) {
    if (message.request == no_request) {
        if (auto no = refused_by_table(CaseAct::KeepContacts, context_.actor.role)) return no;
    } else {
        if (auto no = allowed(CaseAct::Message, message.request)) return no;
        if (auto no = authority().refusal_to_open(message.kind, message.request)) return no;
    }
    if (base::trim(message.text).empty())
        return because(RefusalKind::Incomplete, "a contact without words says nothing",
                       "write what was said or written");
    if (message.arrived && *message.arrived > context_.now)
        return because(RefusalKind::Incomplete, "nothing arrives before it is here", "say when it arrived");
    if (auto no = not_to_correct(message)) return no;
    const bool answers = !base::trim(message.answer).empty();
    if (answers && cell(CaseAct::Answer, context_.actor.role) == Cell::No)
        return refused_by_table(CaseAct::Answer, context_.actor.role);
    const auto thread = static_cast<std::uint32_t>(case_.threads.size());
    record(Messaged{thread, message.kind, message.request, message.channel,
                    message.arrived.value_or(context_.now), message.text, context_.actor.organization,
                    message.from, message.corrects});
    if (answers) record(Answered{thread, message.answer});
    return std::nullopt;
}

// An entry stays as it was written. What was meant is a new one, once.
Refused Deciding::not_to_correct(const Message& message) const {
    if (!message.corrects) return std::nullopt;
    if (auto no = refused_by_table(CaseAct::KeepContacts, context_.actor.role)) return no;
    if (*message.corrects >= case_.threads.size())
        return because(RefusalKind::Nothing, "there is no such entry", "name an entry of the case");
    if (case_.threads[*message.corrects].corrected_by)
        return because(RefusalKind::Duplicate, "this entry was corrected already",
                       "correct the entry that took its place");
    return std::nullopt;
}

Refused Deciding::run(const Answer& answer) {
    if (answer.thread >= case_.threads.size())
        return because(RefusalKind::Nothing, "there is no such thread", "name a thread of the case");
    const RequestNo about = case_.threads[answer.thread].request;
    if (about == no_request) {
        if (auto no = refused_by_table(CaseAct::Answer, context_.actor.role)) return no;
    } else {
        if (auto no = allowed(CaseAct::Answer, about)) return no;
    }
    if (base::trim(answer.text).empty())
        return because(RefusalKind::Incomplete, "an answer without words says nothing",
                       "write what was said or done");
    record(Answered{answer.thread, answer.text});
    return std::nullopt;
}

Refused Deciding::run(const Flag& flag) {
    if (flag.request != no_request) {
        if (auto no = allowed(CaseAct::Flag, flag.request)) return no;
    }
    record(Flagged{flag.request, flag.what, flag.hidden_from_provider});
    return std::nullopt;
}

Refused Deciding::run(const Direct& direct) {
    if (auto no = authority().refusal(CaseAct::Direct, no_request)) return no;
    record(Directed{direct.direction, direct.words});
    return std::nullopt;
}

Refused Deciding::run(const Expedite& expedite) {
    if (auto no = allowed(CaseAct::Expedite, expedite.request)) return no;
    if (!request(expedite.request).is_open())
        return because(RefusalKind::NotNow, "the request is decided, or has ended", "ask for another review");
    if (is_blank(expedite.reason))
        return because(RefusalKind::Incomplete, "to expedite needs a reason",
                       "say how waiting could harm life, health or function");
    const bool decides = cell(CaseAct::RefuseToExpedite, context_.actor.role) != Cell::No;
    const bool asked = awaits_expediting(case_, expedite.request);
    if (asked && !decides)
        return because(RefusalKind::Duplicate, "to expedite it was asked already", "wait for the answer");
    if (!asked) record(ExpediteAsked{expedite.request, expedite.reason});
    if (decides) record(Expedited{expedite.request, expedite.reason});
    return std::nullopt;
}

Refused Deciding::run(const RefuseToExpedite& refuse) {
    if (auto no = allowed(CaseAct::RefuseToExpedite, refuse.request)) return no;
    if (!request(refuse.request).is_open())
        return because(RefusalKind::NotNow, "the request is decided, or has ended",
                       "it needs no answer any more");
    if (is_blank(refuse.reason))
        return because(RefusalKind::Incomplete, "a refusal to expedite needs a reason", "say why");
    if (!awaits_expediting(case_, refuse.request))
        return because(RefusalKind::NotNow, "nobody asks to expedite this request",
                       "there is nothing to refuse");
    record(ExpediteRefused{refuse.request, refuse.reason});
    return std::nullopt;
}

Refused Deciding::run(const Extend& extend) {
    if (auto no = allowed(CaseAct::Extend, extend.term.request)) return no;
    const auto all = terms(case_, context_.book, context_.now);
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Term& t) { return t.key == extend.term; });
    if (found == all.end() || !found->is_running() || !found->due)
        return because(RefusalKind::NotNow, "only a duty that is running can be extended",
                       "extend before it is due");
    if (is_blank(extend.reason) || extend.due <= *found->due)
        return because(RefusalKind::Incomplete, "an extension needs a reason and a later moment",
                       "give both");
    if (auto no = above_extension(extend, all)) return no;
    record(Extended{extend.term, extend.due, extend.reason});
    return std::nullopt;
}

// A right names the duty that it extends, once, and by how much.
Refused Deciding::above_extension(const Extend& extend, const std::vector<Term>& all) const {
    for (const Term& right : all) {
        const policy::TermDef& def = program().terms[right.key.term];
        const bool meant = def.act.deed == policy::Deed::Extend && def.act.object == extend.term.term &&
                           right.key.request == extend.term.request && right.state == TermState::Open;
        const bool theirs = meant && std::any_of(def.parties.begin(), def.parties.end(), [&](auto party) {
                                return authority().is(party, extend.term.request);
                            });
        if (!theirs) continue;
        const Standpoint from{
            case_, context_.book, right.key.term, extend.term.request, right.started, ~std::uint32_t{0}, all};
        const auto most = from.at(def.act.extended, Edge::Last);
        if (most && extend.due <= *most) return std::nullopt;
        return Refusal{
            RefusalKind::AboveLimit,
            most ? fmt::format("{} ends at the latest {}", program().terms[extend.term.term].name.text,
                               context_.book.zone().to_text(*most))
                 : std::string("until when it can be extended is not known"),
            phrase_of(def.sources), "extend to that moment at most"};
    }
    return Refusal{
        RefusalKind::NotEntitled,
        fmt::format("no right of theirs extends {} now", program().terms[extend.term.term].name.text),
        phrase_of(program().terms[extend.term.term].sources), "do in time what is owed"};
}

Refused Deciding::run(const Correct& correct) {
    if (auto no = allowed(CaseAct::Correct, correct.request)) return no;
    if (correct.event >= case_.events || correct.facts.empty())
        return because(RefusalKind::Nothing, "there is nothing to correct",
                       "name the entry, and what it should have said");
    if (is_blank(correct.reason))
        return because(RefusalKind::Incomplete, "a correction needs a reason", "say what was wrong");
    if (auto no = not_told_rightly(correct.facts, request(correct.request).lines.size())) return no;
    if (auto no = not_told_by_them(correct.facts, correct.request)) return no;
    if (auto no = decided_on(correct.facts, correct.request)) return no;
    record(Corrected{correct.request, correct.event, correct.facts, correct.reason});
    if (request(correct.request).state == State::Ended) resume_if_allowed(correct.request);
    if (!request(correct.request).is_open()) return std::nullopt;
    if (auto no = not_submitted_so(correct.request)) return no;
    cancel_if_excluded(correct.request);
    return std::nullopt;
}

Refused Deciding::run(const Name& name) {
    if (case_.requests.empty() || name.participant.party >= program().parties.size())
        return because(RefusalKind::Nothing, "there is no such party", "name a party of the program");
    if (auto no = allowed(CaseAct::Name, 0)) return no;
    if (auto no = authority().refusal_to_name(name.participant.party)) return no;
    record(Named{name.participant, name.reason});
    return std::nullopt;
}

Refused Deciding::run(const Void& empty) {
    if (auto no = allowed(CaseAct::Void, empty.request)) return no;
    const Request& one = request(empty.request);
    if (one.voided || !last_day_certified(one))
        return because(RefusalKind::NotNow, "there is no authorization to void",
                       "void what was approved in error and never used");
    if (is_blank(empty.reason))
        return because(RefusalKind::Incomplete, "to void an authorization needs a reason", "say why");
    record(Voided{empty.request, empty.reason});
    give_back(empty.request, policy::Release::Void, nullptr);
    return std::nullopt;
}

Refused Deciding::run(const Send& send) {
    if (auto no = allowed_notice(send.notice)) return no;
    if (case_.notices[send.notice - 1].delivery != Delivery::Composed)
        return std::nullopt; // sent once already
    record(Sent{send.notice});
    return std::nullopt;
}

Refused Deciding::run(const Serve& serve) {
    if (auto no = allowed_notice(serve.notice)) return no;
    if (case_.notices[serve.notice - 1].delivery == Delivery::Served)
        return because(RefusalKind::Duplicate, "the notice was served already",
                       "leave it as it was recorded");
    const Instant at = serve.at.value_or(context_.now);
    if (at < composed(case_, serve.notice) || at > context_.now)
        return because(RefusalKind::Incomplete,
                       "a notice is served after it was composed, and not later than now",
                       "say when it was served, or leave it out: now");
    record(Served{serve.notice, at, serve.proof});
    return std::nullopt;
}

Refused Deciding::run(const ComeBack& back) {
    if (auto no = allowed_notice(back.notice)) return no;
    record(CameBack{back.notice, back.why});
    return std::nullopt;
}

// A case does not close on what it still owes.
Refused Deciding::run(const Close& close) {
    if (auto no = allowed(CaseAct::Close, close.request)) return no;
    const Request& one = request(close.request);
    if (one.state != State::Decided && one.state != State::Ended)
        return because(RefusalKind::NotNow, fmt::format("the request is {}", to_text(one.state)),
                       "close it once it is decided or has ended");
    for (const NoticeState& notice : case_.notices) {
        if (notice.request != close.request || notice.delivery != Delivery::Composed) continue;
        if (goes_by(program().terms[notice.line], policy::Channel::Portal)) continue; // it is there at once
        return because(
            RefusalKind::NotNow,
            fmt::format("the notice of {} is not sent", program().notices[notice.notice].name.text),
            "send it, then close");
    }
    for (const Term& term : terms(case_, context_.book, context_.now)) {
        const policy::TermDef& def = program().terms[term.key.term];
        if (term.key.request != close.request || !term.is_running()) continue;
        if (def.kind == policy::TermKind::Right && !term.due) continue;
        return because(RefusalKind::NotNow, fmt::format("`{}` still runs", def.name.text),
                       "close when nothing is owed and no right is awaited");
    }
    record(Closed{close.request});
    return std::nullopt;
}

} // namespace assent::casework
