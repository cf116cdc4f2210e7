#include "portal/case_page/acts.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "casework/event_words.hpp"
#include "desk/published.hpp"
#include "portal/case_page/act_form.hpp"
#include "portal/case_page/reviewers.hpp"
#include "portal/fact_control.hpp"
#include "portal/layout.hpp"
#include "portal/papers.hpp"

namespace assent::portal {
namespace {

using casework::CaseAct;
using casework::RequestNo;
using policy::LevelAct;

Html office_acts(const CaseSeen& seen, RequestNo request, const ActForm& make) {
    Html all;
    const casework::Request& one = seen.file().now.at(request);
    const bool waits = one.state == casework::State::Pended || one.state == casework::State::Suspended;
    if (waits && one.awaited && seen.may(CaseAct::Supply, request))
        all += make.with_files("supply", "Answer what was asked for", one.awaited->items);
    if (one.is_open() && seen.may(CaseAct::Withdraw, request))
        all += make.of("withdraw", "Withdraw the request", make.words("withdraw", "reason", "Why"));
    if (seen.may(CaseAct::Message, request))
        all += make.of("message", "Ask a question", make.words("message", "text", "Your question"));
    if (one.is_open() && seen.may(CaseAct::Expedite, request))
        all += make.of("expedite", "Ask to have it expedited",
                       make.words("expedite", "reason", "How waiting could harm life, health or function"));
    return all;
}

Html review_acts(const Visit& visit, const Services& services, const CaseSeen& seen, RequestNo request,
                 const ActForm& make) {
    Html all;
    const casework::Request& one = seen.file().now.at(request);
    const bool free = one.state == casework::State::InReview && one.reviewer.text.empty();
    if (free && seen.may(CaseAct::Claim, request)) all += make.plain("claim", "Take this case");
    if (seen.may(CaseAct::Cover, request))
        all += make.of("claim", "Step in for a colleague",
                       html("<p>{} has it, and is left out of it from then on.</p>{}",
                            desk::names_in(services.store)(one.reviewer.text),
                            make.words("claim", "reason", "Why you take it over")));
    if (seen.may_review(request))
        all += html(
            "<p><a class=\"usa-button\" data-key=\"d\" href=\"{}/requests/{}/review\">Review and "
            "decide</a></p>",
            seen.address(), request + 1);
    return html("{}{}", all, ways_around(visit, seen, request));
}

// Whether a fact is for somebody of that role to tell.
bool tells(casework::Role role, const policy::FactDef& fact) {
    return fact.from == to_text(role) && !fact.per_line && !fact.is_derived && has_control(fact);
}

// What the program asks of a role of the house itself: what was found, and when.
Html findings(const Visit& visit, const CaseSeen& seen, RequestNo request, const ActForm& make) {
    if (!seen.file().now.at(request).is_open() || !seen.may(CaseAct::Report, request)) return {};
    const bool again = visit.field("do") == "report";
    const Html fields = each(seen.program().facts, [&](const policy::FactDef& fact) {
        if (!tells(visit.actor().role, fact)) return Html();
        const std::string id = make.id_of("report", fact.name.text.c_str());
        return html(
            "<label class=\"usa-label\" for=\"{}\">{}</label>{}", id,
            fact.question.empty() ? fact.name.text : fact.question,
            fact_control(fact, {id, fact.name.text, again ? visit.field(fact.name.text) : "", again}));
    });
    return fields.empty() ? fields : make.of("report", "Record what you found", fields);
}

std::optional<casework::Command> report_in(const Visit& visit, const CaseSeen& seen, RequestNo request) {
    casework::Report made{request, {}};
    const auto& facts = seen.program().facts;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const std::string text = tells(visit.actor().role, facts[i]) ? visit.field(facts[i].name.text) : "";
        if (text.empty()) continue;
        const auto told = told_in(facts[i], static_cast<std::uint16_t>(i), text);
        if (!told) return std::nullopt;
        made.facts.insert(made.facts.end(), told->begin(), told->end());
    }
    return made;
}

// What nobody outside the house and the agency is offered, nor told of.
Html agency_acts(const CaseSeen& seen, RequestNo request, const ActForm& make) {
    Html all;
    if (seen.may(CaseAct::Flag, request))
        all += make.of("flag", "Report a concern",
                       make.words("flag", "what",
                                  "What was seen; the agency and the plan can read it, the provider not"));
    if (seen.may(CaseAct::Direct, request))
        all += make.of(
            "direct", "Direct how it is handled",
            html("{}{}", make.choice("direct", "direction", "It is to", {"hold", "continue", "alter"}),
                 make.words("direct", "words", "The direction, in its words")));
    return all;
}

Html haste_acts(const CaseSeen& seen, RequestNo request, const ActForm& make) {
    Html all;
    const casework::Request& one = seen.file().now.at(request);
    if (!one.is_open()) return all;
    if (seen.may(CaseAct::Expedite, request))
        all += make.of("expedite", "Expedite it", make.words("expedite", "reason", "Why it cannot wait"));
    if (casework::awaits_expediting(seen.file().now, request) && seen.may(CaseAct::RefuseToExpedite, request))
        all += make.of("refuse to expedite", "Do not expedite it",
                       make.words("refuse to expedite", "reason", "Why it can wait"));
    return all;
}

// Of whoever gives work, and of whoever has it: to give it on, and to give it back.
Html giving_acts(const Visit& visit, const Services& services, const CaseSeen& seen, RequestNo request,
                 const ActForm& make) {
    Html all;
    const casework::Request& one = seen.file().now.at(request);
    const bool waits = one.state == casework::State::InReview || one.state == casework::State::Pended;
    if (!waits) return all;
    if (seen.may(CaseAct::Assign, request)) {
        const Html fields = reviewers_to_choose(visit, services, seen, request);
        all += fields.empty() ? html("<p>No reviewer of yours can have this request today.</p>")
                              : make.of("assign", "Give it to a reviewer", fields);
    }
    const bool own = one.reviewer == visit.actor().person && seen.may(CaseAct::Claim, request);
    if (!one.reviewer.empty() && (own || seen.may(CaseAct::Assign, request)))
        all += make.of("release", own ? "Give it back" : "Take it from whoever has it",
                       make.words("release", "reason", "Why"));
    return all;
}

std::vector<std::string> listed_in(const std::string& text) {
    std::vector<std::string> all;
    for (const std::string_view one : base::split(text, ',')) {
        if (!base::trim(one).empty()) all.emplace_back(base::trim(one));
    }
    return all;
}

// What came answers the item of its name.
casework::Supply supply_in(const Visit& visit, const Services& services, RequestNo number) {
    casework::Supply made;
    made.request = number;
    made.papers = papers_in(visit.form, services, visit.actor());
    for (const casework::Paper& paper : made.papers) made.items.push_back(paper.kind);
    return made;
}

// The first level that the one where it rests refers to.
std::uint16_t next_level(const CaseSeen& seen, const casework::Request& request) {
    if (request.level >= seen.program().levels.size()) return policy::any_object;
    const auto& to = seen.program().levels[request.level].refers_to;
    return to.empty() ? policy::any_object : to.front();
}

// What a level does instead of deciding.
struct Way {
    CaseAct act;
    LevelAct at_level;
    const char* button;
    Html fields;
};

// What a condition bars is not offered; what something still to come would allow, such as a call, says so.
Html offered(const Way& way, const CaseSeen& seen, RequestNo request, const ActForm& make) {
    if (!seen.may(way.act, request) || !seen.may_at_level(way.at_level, request)) return {};
    const std::string word(to_text(way.at_level));
    const auto held = seen.held_back(way.at_level, request);
    if (!held) return make.of(word.c_str(), way.button, way.fields);
    if (held->settled || held->question.empty()) return {};
    return html("<p class=\"usa-hint\">To {} it, record first: {}</p>", word, held->question);
}

} // namespace

Html ways_around(const Visit& visit, const CaseSeen& seen, RequestNo request) {
    const ActForm make(visit, seen, request);
    const std::array<Way, 4> all = {
        Way{CaseAct::Pend, LevelAct::Pend, "Pend for information",
            html("{}{}", make.text("pend", "items", "What is missing, with commas between"),
                 make.words("pend", "reason", "Why it matters"))},
        Way{CaseAct::Refer, LevelAct::Refer, "Refer to the next level", make.words("refer", "reason", "Why")},
        Way{CaseAct::Return, LevelAct::Return, "Return it to whoever asked",
            make.words("return", "reason", "What is missing")},
        Way{CaseAct::TechnicallyDeny, LevelAct::TechnicallyDeny, "Deny it for an administrative reason",
            make.words("technically deny", "reason", "Which policy is not met")}};
    return each(all, [&](const Way& way) { return offered(way, seen, request, make); });
}

Html offered(const Visit& visit, const Services& services, const CaseSeen& seen, RequestNo request) {
    const ActForm make(visit, seen, request);
    if (is_outside(visit.actor().role)) return office_acts(seen, request, make);
    Html all = review_acts(visit, services, seen, request, make);
    all += findings(visit, seen, request, make);
    all += giving_acts(visit, services, seen, request, make);
    all += haste_acts(seen, request, make);
    all += agency_acts(seen, request, make);
    return all;
}

std::optional<casework::Command> command_in(const Visit& visit, const Services& services,
                                            const CaseSeen& seen) {
    const auto number = base::to_number(visit.field("request"));
    if (!number || *number < 1 || *number > static_cast<std::int64_t>(seen.file().now.requests.size()))
        return std::nullopt;
    const auto request = static_cast<RequestNo>(*number - 1);
    const casework::Request& one = seen.file().now.at(request);
    const std::string act = visit.field("do"), reason = visit.field("reason");
    if (act == "supply") return supply_in(visit, services, request);
    if (act == "withdraw") return casework::Withdraw{request, reason};
    if (act == "message") {
        casework::Message made;
        made.request = request;
        made.text = visit.field("text");
        return made;
    }
    if (act == "answer") {
        const auto thread = base::to_number(visit.field("thread"));
        if (!thread || *thread < 1 || *thread > static_cast<std::int64_t>(seen.file().now.threads.size()))
            return std::nullopt;
        return casework::Answer{static_cast<std::uint32_t>(*thread - 1), visit.field("text")};
    }
    if (act == "claim") return casework::Claim{request, reason};
    if (act == "release") return casework::Release{request, reason};
    if (act == "assign") {
        auto reviewer = desk::identify(services.store, {visit.field("reviewer")});
        if (!reviewer) return std::nullopt;
        return casework::Assign{request, std::move(*reviewer)};
    }
    if (act == "report") return report_in(visit, seen, request);
    if (act == "pend") return casework::Pend{request, listed_in(visit.field("items")), reason};
    if (act == "refer") return casework::Refer{request, next_level(seen, one), reason};
    if (act == "return") return casework::Return{request, reason};
    if (act == "technically deny") return casework::TechnicallyDeny{request, reason};
    if (act == "expedite") return casework::Expedite{request, reason};
    if (act == "refuse to expedite") return casework::RefuseToExpedite{request, reason};
    if (act == "flag") return casework::Flag{request, visit.field("what"), true};
    if (act == "direct") {
        const auto direction = casework::from_word<casework::Direction>(visit.field("direction"));
        if (!direction) return std::nullopt;
        return casework::Direct{*direction, visit.field("words")};
    }
    return std::nullopt;
}

} // namespace assent::portal
