#include <fmt/format.h>

#include <algorithm>

#include "casework/deciding.hpp"
#include "casework/program_rules.hpp"
#include "casework/spoken.hpp"
#include "policy/contact_source.hpp"

// Review by people: who has a request, what is asked of the provider, and where it goes.

namespace assent::casework {
namespace {

using policy::LevelAct;

std::string credentials_of(const Actor& reviewer) {
    std::string all;
    for (const Credential& held : reviewer.credentials) {
        if (!all.empty()) all += "; ";
        all += held.scope.empty() ? held.words : held.words + " of " + held.scope;
    }
    return all;
}

} // namespace

// Two reviewers do not work one request: who claims it has it until it is given back, or a colleague steps in
// for them and says why.
Refused Deciding::run(const Claim& claim) {
    const PersonId& me = context_.actor.person;
    const bool is_one = claim.request < case_.requests.size();
    const bool held = is_one && !request(claim.request).reviewer.empty();
    const bool covers = held && request(claim.request).reviewer != me && !is_blank(claim.reason);
    if (auto no = allowed(covers ? CaseAct::Cover : CaseAct::Claim, claim.request)) return no;
    const Request& one = request(claim.request);
    if (one.state != State::InReview)
        return because(RefusalKind::NotNow, fmt::format("the request is {}", to_text(one.state)),
                       "claim a request that is in review");
    if (one.reviewer == me) return std::nullopt;
    record(Assigned{claim.request, one.level, me, credentials_of(context_.actor), claim.reason});
    return std::nullopt;
}

Refused Deciding::run(const Assign& assign) {
    if (auto no = allowed(CaseAct::Assign, assign.request)) return no;
    const Request& one = request(assign.request);
    if (one.state != State::InReview && one.state != State::Pended)
        return because(RefusalKind::NotNow, fmt::format("the request is {}", to_text(one.state)),
                       "assign a request that is in review");
    const Authority theirs(context_.book, case_, assign.reviewer, context_.now);
    if (auto no = theirs.unfit(one.level, assign.request)) return no;
    record(Assigned{assign.request, one.level, assign.reviewer.person, credentials_of(assign.reviewer)});
    return std::nullopt;
}

Refused Deciding::run(const Release& release) {
    const bool own =
        release.request < case_.requests.size() && request(release.request).reviewer == context_.actor.person;
    if (auto no = allowed(own ? CaseAct::Claim : CaseAct::Assign, release.request)) return no;
    if (request(release.request).reviewer.empty())
        return because(RefusalKind::NotNow, "nobody has this request", "there is nothing to give back");
    if (is_blank(release.reason))
        return because(RefusalKind::Incomplete, "to give a request back needs a reason",
                       "say why, for instance a conflict of interest");
    record(Released{release.request, release.reason});
    return std::nullopt;
}

Refused Deciding::run(const Report& report) {
    if (auto no = allowed(CaseAct::Report, report.request)) return no;
    if (auto no = not_told_rightly(report.facts, request(report.request).lines.size())) return no;
    if (auto no = not_told_by_them(report.facts, report.request)) return no;
    if (auto no = decided_on(report.facts, report.request)) return no;
    std::string number;
    for (const Known& known : report.facts) {
        if (known.fact == context_.book.nouns().number_received) number = known.text;
    }
    if (!number.empty() && !last_day_certified(request(report.request)))
        return because(RefusalKind::NotNow, "a number is of an authorization, and this is none",
                       "report it on the request that was approved");
    record(Reported{report.request, report.facts, number});
    const Request& one = request(report.request);
    if (one.state != State::Received) {
        if (auto no = not_submitted_so(report.request)) return no;
        cancel_if_excluded(report.request);
        return std::nullopt;
    }
    // Screening waited for an answer.
    look_at_accounts(report.request);
    const policy::Verdict verdict = verdict_on(report.request);
    by_itself_ = true;
    if (verdict.act != policy::Act::Ask) screen(report.request, verdict);
    return std::nullopt;
}

// Each fact is told by its own party, and what a contact tells by the contact alone. Intake keys in what
// others wrote: of that, whatever can come with a request.
Refused Deciding::not_told_by_them(const std::vector<Known>& facts, RequestNo number) const {
    for (const Known& known : facts) {
        const policy::FactDef& fact = program().facts[known.fact];
        if (policy::is_contact_source(fact.from)) return told_by_others(fact);
        if (context_.actor.role == Role::System) continue;
        if (context_.actor.role == Role::Intake && comes_with_request(fact, program())) continue;
        if (fact.from == to_text(context_.actor.role)) continue; // "reviewer", "fiscal agent"
        bool theirs = false;
        for (std::size_t i = 0; i < program().parties.size() && !theirs; ++i) {
            const auto party = static_cast<std::uint16_t>(i);
            theirs = program().parties[i].name.text == fact.from && authority().is(party, number);
        }
        if (theirs) continue;
        return told_by_others(fact);
    }
    return std::nullopt;
}

Refused Deciding::run(const Pend& pend) {
    if (auto no = allowed(CaseAct::Pend, pend.request)) return no;
    if (auto no = guarded(LevelAct::Pend, pend.request)) return no;
    const bool named = std::any_of(pend.items.begin(), pend.items.end(),
                                   [](const std::string& item) { return !is_blank(item); });
    if (!named)
        return because(RefusalKind::Incomplete, "a pend names what is needed",
                       "say which documents or which information the provider must supply");
    record(Pended{pend.request, request(pend.request).level, pend.items, pend.reason});
    return std::nullopt;
}

Refused Deciding::run(const Refer& refer) {
    if (auto no = allowed(CaseAct::Refer, refer.request)) return no;
    if (auto no = guarded(LevelAct::Refer, refer.request)) return no;
    const std::uint16_t here = request(refer.request).level;
    const auto& to = program().levels[here].refers_to;
    if (std::find(to.begin(), to.end(), refer.to) == to.end())
        return because(RefusalKind::NotAllowed,
                       fmt::format("{} does not refer there", program().levels[here].name.text),
                       "refer to a level that its words name");
    record(Referred{refer.request, here, refer.to, refer.reason});
    return std::nullopt;
}

// What was decided of a line is owed its notice, and comes with the decision on the others.
Refused Deciding::partly_decided(RequestNo number) const {
    const auto& lines = request(number).lines;
    const auto decided = [](const LineState& line) { return line.determined; };
    if (std::none_of(lines.begin(), lines.end(), decided)) return std::nullopt;
    return because(RefusalKind::NotNow, "a line of the request is decided", "decide the other lines as well");
}

Refused Deciding::run(const TechnicallyDeny& deny) {
    if (auto no = allowed(CaseAct::TechnicallyDeny, deny.request)) return no;
    if (auto no = guarded(LevelAct::TechnicallyDeny, deny.request)) return no;
    if (is_blank(deny.reason))
        return because(RefusalKind::Incomplete, "a technical denial needs its administrative reason",
                       "say which policy is not met");
    if (auto no = partly_decided(deny.request)) return no;
    record(Ended{deny.request, EndedAs::TechnicallyDenied, deny.reason});
    return std::nullopt;
}

Refused Deciding::run(const Return& back) {
    if (auto no = allowed(CaseAct::Return, back.request)) return no;
    if (auto no = guarded(LevelAct::Return, back.request)) return no;
    if (is_blank(back.reason))
        return because(RefusalKind::Incomplete, "to return a request needs a reason", "name what is missing");
    if (auto no = partly_decided(back.request)) return no;
    record(Ended{back.request, EndedAs::Returned, back.reason});
    return std::nullopt;
}

Refused Deciding::run(const Withdraw& withdraw) {
    if (auto no = allowed(CaseAct::Withdraw, withdraw.request)) return no;
    const State state = request(withdraw.request).state;
    if (state >= State::Decided)
        return because(RefusalKind::NotNow, fmt::format("the request is {}", to_text(state)),
                       "only what is not decided yet can be withdrawn");
    if (auto no = partly_decided(withdraw.request)) return no;
    record(Ended{withdraw.request, EndedAs::Withdrawn, withdraw.reason});
    return std::nullopt;
}

} // namespace assent::casework
