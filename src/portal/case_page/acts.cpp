#include "portal/case_page/acts.hpp"

#include "base/text.hpp"
#include "portal/case_page/reviewers.hpp"
#include "portal/layout.hpp"
#include "portal/papers.hpp"

namespace assent::portal {
namespace {

using casework::CaseAct;
using casework::RequestNo;
using policy::LevelAct;

// One act as a form that opens where it stands: its fields, and a button that says what it does.
class ActForm {
public:
    ActForm(const Visit& visit, const CaseSeen& seen, RequestNo request)
        : visit_(visit), seen_(seen), request_(request) {}

    Html of(const char* act, const char* button, const Html& fields) const {
        return html(
            "<details class=\"as-act\"{}><summary>{}</summary>{}{}{}{}"
            "<button class=\"usa-button\" type=\"submit\">{}</button></form></details>",
            visit_.field("do") == act ? Html::trusted(" open") : Html(), button,
            form(visit_, seen_.address()), hidden("do", act),
            hidden("request", fmt::format("{}", request_ + 1)), fields, button);
    }

    // With papers of these kinds.
    Html with_files(const char* act, const char* button, const std::vector<std::string>& kinds) const {
        return html(
            "<details class=\"as-act\"{}><summary>{}</summary>{}{}{}{}"
            "<button class=\"usa-button\" type=\"submit\">{}</button></form></details>",
            visit_.field("do") == act ? Html::trusted(" open") : Html(), button,
            form_with_files(visit_, seen_.address()), hidden("do", act),
            hidden("request", fmt::format("{}", request_ + 1)),
            paper_fields(kinds, visit_.field("do") == act ? visit_.form : Fields()), button);
    }

    // Without anything to fill in.
    Html plain(const char* act, const char* button) const {
        return html("{}{}{}<button class=\"usa-button\" type=\"submit\">{}</button></form>",
                    form(visit_, seen_.address()), hidden("do", act),
                    hidden("request", fmt::format("{}", request_ + 1)), button);
    }

    // What was typed stays when the page comes again.
    Html words(const char* act, const char* name, const char* label) const {
        const std::string id = fmt::format("{}-{}-{}", act, name, request_ + 1);
        const bool again = visit_.field("do") == act;
        return html(
            "<label class=\"usa-label\" for=\"{}\">{}</label>"
            "<textarea class=\"usa-textarea as-words\" id=\"{}\" name=\"{}\" required>{}</textarea>",
            id, label, id, name, again ? visit_.field(name) : std::string());
    }
    Html text(const char* act, const char* name, const char* label) const {
        const std::string id = fmt::format("{}-{}-{}", act, name, request_ + 1);
        const bool again = visit_.field("do") == act;
        return html(
            "<label class=\"usa-label\" for=\"{}\">{}</label>"
            "<input class=\"usa-input\" id=\"{}\" name=\"{}\" required value=\"{}\">",
            id, label, id, name, again ? visit_.field(name) : std::string());
    }

private:
    const Visit& visit_;
    const CaseSeen& seen_;
    RequestNo request_;
};

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
    return all;
}

Html review_acts(const Visit& visit, const CaseSeen& seen, RequestNo request, const ActForm& make) {
    Html all;
    const casework::Request& one = seen.file().now.at(request);
    const bool free = one.state == casework::State::InReview && one.reviewer.text.empty();
    if (free && seen.may(CaseAct::Claim, request)) all += make.plain("claim", "Take this case");
    if (one.state == casework::State::InReview && one.reviewer == visit.actor().person)
        all += html("<p><a class=\"usa-button\" href=\"{}/requests/{}/review\">Review and decide</a></p>",
                    seen.address(), request + 1);
    if (seen.may(CaseAct::Pend, request) && seen.may_at_level(LevelAct::Pend, request))
        all += make.of("pend", "Pend for information",
                       html("{}{}", make.text("pend", "items", "What is missing, with commas between"),
                            make.words("pend", "reason", "Why it matters")));
    if (seen.may(CaseAct::Refer, request) && seen.may_at_level(LevelAct::Refer, request))
        all += make.of("refer", "Refer to the next level", make.words("refer", "reason", "Why"));
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

} // namespace

Html offered(const Visit& visit, const Services& services, const CaseSeen& seen, RequestNo request) {
    const ActForm make(visit, seen, request);
    if (is_outside(visit.actor().role)) return office_acts(seen, request, make);
    Html all = review_acts(visit, seen, request, make);
    all += giving_acts(visit, services, seen, request, make);
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
    if (act == "claim") return casework::Claim{request};
    if (act == "release") return casework::Release{request, reason};
    if (act == "assign") {
        auto reviewer = desk::identify(services.store, {visit.field("reviewer")});
        if (!reviewer) return std::nullopt;
        return casework::Assign{request, std::move(*reviewer)};
    }
    if (act == "pend") return casework::Pend{request, listed_in(visit.field("items")), reason};
    if (act == "refer") return casework::Refer{request, next_level(seen, one), reason};
    return std::nullopt;
}

} // namespace assent::portal
