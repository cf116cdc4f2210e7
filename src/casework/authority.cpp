#include "casework/authority.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "casework/case_facts.hpp"
#include "casework/party_match.hpp"
#include "casework/program_rules.hpp"
#include "casework/spoken.hpp"
#include "casework/term.hpp"

namespace assent::casework {
namespace {

// Acts on the case as a whole, or on something beside its requests.
bool needs_request(CaseAct act) {
    switch (act) {
        case CaseAct::See:
        case CaseAct::Submit:
        case CaseAct::Message:
        case CaseAct::Answer:
        case CaseAct::Flag:
        case CaseAct::Extend:
        case CaseAct::Direct:
        case CaseAct::Name:
        case CaseAct::Deliver:
        case CaseAct::Pass:
        case CaseAct::ManageUsers:
        case CaseAct::Publish:
        case CaseAct::ReportStanding:
        case CaseAct::DeclareConflict:
        case CaseAct::Audit:
        case CaseAct::HearConcerns:
        case CaseAct::KeepContacts:
        case CaseAct::MergeMembers:
        case CaseAct::DrawSample:
        case CaseAct::SecondOpinion:
        case CaseAct::KeepRecords: return false;
        default: return true;
    }
}

// Whom a request to expedite may reach, who then records it for whoever has the right.
bool records_for_others(Role role) {
    return role == Role::Reviewer || role == Role::Supervisor || role == Role::CustomerService ||
           role == Role::Intake;
}

// Whether those words name a kind of accounts; what names neither one nor a party is a system.
bool is_role(std::string_view words) {
    for (std::size_t i = 0; i < roles; ++i) {
        if (base::to_lower(words) == to_text(static_cast<Role>(i))) return true;
    }
    return false;
}

std::string who_may(CaseAct act) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < roles; ++i) {
        const Role role = static_cast<Role>(i);
        if (cell(act, role) != Cell::No) names.emplace_back(to_text(role));
    }
    return base::listed(names, "or");
}

} // namespace

std::optional<Refusal> refused_by_table(CaseAct act, Role role) {
    if (cell(act, role) != Cell::No) return std::nullopt;
    const bool software = role == Role::System || role == Role::Timer;
    const bool no_to_care = act == CaseAct::Deny || act == CaseAct::TechnicallyDeny;
    const std::string why = software && no_to_care ? ": the software never says no to care" : "";
    return Refusal{RefusalKind::NotAllowed,
                   fmt::format("the role {} may not {}{}", to_text(role), to_text(act), why), "",
                   fmt::format("leave it to an account with the role {}", who_may(act))};
}

std::optional<Refusal> Authority::refusal(CaseAct act, RequestNo request) const {
    if (auto no = refused_by_table(act, actor_.role)) return no;
    if (!has(request) && (needs_request(act) || request != no_request))
        return Refusal{RefusalKind::Nothing, "there is no such request in this case", "",
                       "name one of its requests"};
    if (auto no = on_hold(act)) return no;
    return narrowed(act, request);
}

Authority::Refused Authority::narrowed(CaseAct act, RequestNo request) const {
    const std::string_view role = to_text(actor_.role);
    switch (cell(act, actor_.role)) {
        case Cell::Own:
            if (act == CaseAct::DeclareConflict) return std::nullopt; // of their own; about no case
            return not_own(act, request);
        case Cell::Right: return no_right(act, request);
        case Cell::Level:
            if (act == CaseAct::Claim) return no_claim(request);
            if (act == CaseAct::Cover) return no_cover(request);
            return not_at_level(level_acts_of(act), request);
        case Cell::Facts:
            if (tells_facts()) return std::nullopt;
            return Refusal{RefusalKind::NotAllowed,
                           fmt::format("no fact of this program comes from {}", role),
                           phrase_of(program().header.sources), "leave it to whom the fact comes from"};
        case Cell::ByRule:
            if (has_rule(program(), act, actor_.role)) return std::nullopt;
            return Refusal{RefusalKind::NotAllowed,
                           fmt::format("no rule of this program lets the {} {}", role, to_text(act)),
                           phrase_of(program().header.sources), "refer it to a level, where people decide"};
        case Cell::Office: {
            const auto& parties = program().parties;
            const bool any = std::any_of(parties.begin(), parties.end(),
                                         [](const auto& one) { return one.manages_own_users; });
            if (any) return std::nullopt;
            return Refusal{RefusalKind::NotAllowed, "no party of this program manages users of its own",
                           phrase_of(program().header.sources), "ask a plan administrator"};
        }
        default: return std::nullopt;
    }
}

// A hold stops what people and rules decide, until it is lifted; it stops no clock, so that what a due moment
// brings goes on.
Authority::Refused Authority::on_hold(CaseAct act) const {
    if (!case_.held) return std::nullopt;
    const bool stays = act == CaseAct::See || act == CaseAct::Contact || act == CaseAct::Flag ||
                       act == CaseAct::DeclareConflict;
    const bool stopped = actor_.role == Role::Reviewer && !stays;
    const bool by_itself = actor_.role == Role::System && act == CaseAct::Approve;
    if (!stopped && !by_itself) return std::nullopt;
    const auto rights = rights_to(program(), CaseAct::Direct);
    return Refusal{RefusalKind::NotNow, "the case is on hold by direction of the agency",
                   rights.empty() ? "" : phrase_of(rights.front()->sources),
                   "wait until the hold is lifted; to see, to contact and to flag go on"};
}

bool Authority::owns(CaseAct act, RequestNo request) const {
    const PartyMatch match(book_, case_, actor_, today());
    const bool member = actor_.role == Role::MemberSide;
    if (act != CaseAct::Withdraw) return member ? match.stands_for_member() : match.acts(request);
    const std::uint16_t party = case_.at(request).by_party;
    if (member && !match.stands_for_member()) return false;
    // Who takes part in a case does not withdraw what somebody else asked in it.
    return match.asked(request) || match.is_named(party) ||
           (member && match.failures(party, request).empty());
}

Authority::Refused Authority::not_own(CaseAct act, RequestNo request) const {
    if (!owns(act, request)) {
        const bool member = actor_.role == Role::MemberSide;
        return Refusal{
            RefusalKind::NotTheirs,
            member ? "the member, and who stands for them today, act for that member alone"
                   : "a provider acts on what their own organization asked, or where the case "
                     "names them",
            "",
            member ? "have it recorded that you stand for the member" : "turn to whoever asked the request"};
    }
    if (act == CaseAct::Contact && !program().header.asking)
        return Refusal{RefusalKind::NotAllowed, "contacts are recorded by whoever decides",
                       phrase_of(program().header.sources), "send a message about the request"};
    if (act != CaseAct::Deliver) return std::nullopt;
    const PartyMatch match(book_, case_, actor_, today());
    for (const policy::TermDef& term : program().terms) {
        if (term.notice == policy::any_object) continue;
        const auto is_theirs = [&](std::uint16_t p) { return match.failures(p, request).empty(); };
        if (std::any_of(term.parties.begin(), term.parties.end(), is_theirs)) return std::nullopt;
    }
    return Refusal{RefusalKind::NotAllowed, "no notice of this program is theirs to deliver",
                   phrase_of(program().header.sources), "leave it to whoever must deliver it"};
}

Authority::Refused Authority::refusal_to_name(std::uint16_t party) const {
    const policy::PartyDef& def = program().parties[party];
    const std::string& name = def.name.text;
    const bool reviews =
        std::any_of(program().levels.begin(), program().levels.end(), [&](const policy::LevelDef& level) {
            return std::find(level.reviewers.begin(), level.reviewers.end(), party) != level.reviewers.end();
        });
    if (reviews || is_by_account(def))
        return Refusal{RefusalKind::NotAllowed, fmt::format("who is the {} is known by the account", name),
                       phrase_of(def.sources), "leave it out"};
    if (is_outside(actor_.role) && policy::speaks_for_member(def))
        return Refusal{RefusalKind::NotTheirs,
                       fmt::format("who is the {} is recorded by whoever decides", name),
                       phrase_of(def.sources), "leave it out, or have it recorded"};
    return std::nullopt;
}

bool Authority::may_know_of_it() const {
    return std::any_of(case_.requests.begin(), case_.requests.end(),
                       [](const Request& one) { return last_day_certified(one).has_value(); });
}

bool Authority::is_shown(std::uint16_t fact) const {
    return !is_outside(actor_.role) || program().facts[fact].hidden_from.empty();
}

bool Authority::is_shown(const Thread& thread) const {
    const bool of_theirs = !thread.organization.empty() && thread.organization == actor_.organization;
    return !is_outside(actor_.role) || thread.opened_by == actor_.person || of_theirs;
}

bool Authority::is_shown(const NoticeState& notice) const {
    if (!is_outside(actor_.role)) return true;
    const Request& request = case_.at(notice.request);
    const auto& to = program().terms[notice.line].to;
    return std::any_of(to.begin(), to.end(), [&](std::uint16_t party) {
        const bool asked = party == policy::requester || party == request.by_party;
        return (asked && request.asked_for == actor_.organization) || is(party, notice.request);
    });
}

bool Authority::is_shown(const TermKey& term) const {
    if (!is_outside(actor_.role)) return true;
    if (program().terms[term.term].act.deed == policy::Deed::Direct) return false;
    const auto began = [&](const auto& one) { return one.event == term.begun_by; };
    const std::vector<Concern> kept = concerns(case_, program());
    if (std::any_of(kept.begin(), kept.end(), began)) return false;
    const auto thread = std::find_if(case_.threads.begin(), case_.threads.end(), began);
    return thread == case_.threads.end() || is_shown(*thread);
}

bool Authority::tells_facts() const {
    const PartyMatch match(book_, case_, actor_, today());
    const auto is_theirs = [&](const policy::FactDef& fact) {
        if (fact.of_case || fact.is_derived || fact.judged || fact.from.empty()) return false;
        if (base::to_lower(fact.from) == to_text(actor_.role)) return true;
        const auto& parties = program().parties;
        const auto party = std::find_if(parties.begin(), parties.end(),
                                        [&](const auto& one) { return one.name.text == fact.from; });
        if (party == parties.end()) return actor_.role == Role::System && !is_role(fact.from);
        return match.failures(static_cast<std::uint16_t>(party - parties.begin()), no_request).empty();
    };
    return std::any_of(program().facts.begin(), program().facts.end(), is_theirs);
}

Authority::Refused Authority::no_right(CaseAct act, RequestNo request) const {
    const bool outside = actor_.role == Role::Provider || actor_.role == Role::MemberSide;
    if (outside && request != no_request && !owns(act, request)) return not_own(act, request);
    const auto rights = rights_to(program(), act);
    if (rights.empty())
        return Refusal{RefusalKind::NotAllowed,
                       fmt::format("no right of this program lets anybody {}", to_text(act)),
                       phrase_of(program().header.sources), "ask whoever holds the program"};
    const bool expedites = act == CaseAct::Expedite || act == CaseAct::RefuseToExpedite;
    if (expedites && records_for_others(actor_.role)) return std::nullopt;
    return not_entitled(rights, act, request);
}

// Nothing when one of these rights is theirs, and open now.
Authority::Refused Authority::not_entitled(const std::vector<const policy::TermDef*>& rights, CaseAct act,
                                           RequestNo request) const {
    const PartyMatch match(book_, case_, actor_, today());
    const std::string_view role = to_text(actor_.role);
    const bool reads = act == CaseAct::See || act == CaseAct::HearConcerns;
    std::vector<std::string> holders;
    const policy::TermDef* closed = nullptr;
    for (const policy::TermDef* right : rights) {
        for (const std::uint16_t party : right->parties) {
            // What anyone may do is no reason to look into a case.
            const bool counts = !reads || party != policy::anyone;
            const bool theirs = counts && match.failures(party, request).empty();
            if (theirs && (reads || is_open(*right, request))) return std::nullopt;
            if (theirs) closed = right;
            holders.push_back(party_name(program(), party));
        }
    }
    if (closed)
        return Refusal{RefusalKind::NotNow, fmt::format("the right to {} is not open", to_text(act)),
                       phrase_of(closed->sources), "wait for what opens it"};
    return Refusal{RefusalKind::NotEntitled,
                   fmt::format("to {} is a right of {}, and not of this {}", to_text(act),
                               base::listed(holders, "or"), role),
                   phrase_of(rights.front()->sources),
                   fmt::format("turn to {}", base::listed(holders, "or"))};
}

// From its opening to its last moment, however often it was used; a right without either holds always.
bool Authority::is_open(const policy::TermDef& right, RequestNo request) const {
    if (right.when.empty() && right.opens == policy::no_moment) return true;
    const auto number = static_cast<std::uint16_t>(&right - program().terms.data());
    const auto all = terms(case_, book_, now_);
    return std::any_of(all.begin(), all.end(), [&](const Term& term) {
        const bool meant = term.key.term == number && (request == no_request || term.key.request == request ||
                                                       term.key.request == no_request);
        const bool used = term.state == TermState::Done || term.state == TermState::DoneLate;
        return meant && (term.is_running() || used) && term.state != TermState::Waiting &&
               (!term.due || now_ <= *term.due);
    });
}

std::optional<Refusal> Authority::refusal_to_open(policy::Happening thread, RequestNo request) const {
    if (cell(CaseAct::Message, actor_.role) != Cell::Right) return std::nullopt;
    auto rights = rights_to(program(), CaseAct::Message);
    std::erase_if(rights, [&](const policy::TermDef* right) { return right->act.thread != thread; });
    if (rights.empty()) return std::nullopt; // the program says nothing of it
    return not_entitled(rights, CaseAct::Message, request);
}

std::optional<Refusal> Authority::refusal_to_contact(std::uint16_t party, RequestNo request) const {
    auto rights = rights_to(program(), CaseAct::Contact);
    std::erase_if(rights, [&](const policy::TermDef* right) { return right->act.object != party; });
    if (rights.empty()) return std::nullopt; // whoever works on a request may call whom they need
    return not_entitled(rights, CaseAct::Contact, request);
}

std::optional<std::string> Authority::why_not(std::uint16_t party, RequestNo request) const {
    const auto failures = PartyMatch(book_, case_, actor_, today()).failures(party, request);
    if (failures.empty()) return std::nullopt;
    return base::join(failures, "; ");
}

} // namespace assent::casework
