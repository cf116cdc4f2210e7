#include "portal/case_seen.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "casework/spoken.hpp"
#include "desk/projection.hpp"
#include "http/told_facts.hpp"
#include "letters/shortcoming.hpp"
#include "policy/explanation.hpp"
#include "portal/came.hpp"
#include "portal/html.hpp"

namespace assent::portal {

using casework::RequestNo;

std::string case_number_in(std::string_view written) {
    written = written.substr(written.rfind('/') + 1);
    return base::to_upper(written.substr(0, written.find('-')));
}

CaseSeen::CaseSeen(desk::CaseFile file, casework::Actor actor, calendar::Instant now)
    : file_(std::move(file)), actor_(std::move(actor)), now_(now) {}

std::string CaseSeen::number() const { return casework::number_of(file_.now.id); }

std::string CaseSeen::address() const {
    return "/cases/" + in_address(member()) + "/" + in_address(number());
}

casework::Situation CaseSeen::situation(RequestNo request) const {
    return casework::situation(file_.now, book(), request, {actor_, now_});
}

const std::string& CaseSeen::type(RequestNo request) const {
    return program().requests[file_.now.at(request).type].name.text;
}

bool CaseSeen::may(casework::CaseAct act, RequestNo request) const {
    return !authority().refusal(act, request);
}

bool CaseSeen::may_review(RequestNo request) const {
    const casework::Request& one = file_.now.at(request);
    return one.state == casework::State::InReview && one.reviewer == actor_.person &&
           may(casework::CaseAct::Claim, request);
}

bool CaseSeen::may_at_level(policy::LevelAct act, RequestNo request) const {
    return !authority().refusal_at_level(act, request);
}

std::optional<casework::Promise> CaseSeen::held_back(policy::LevelAct act, RequestNo request) const {
    const std::uint16_t level = file_.now.at(request).level;
    if (level >= program().levels.size()) return std::nullopt;
    for (casework::Promise& one : casework::conditions_of(act, level, request, file_.now, book())) {
        if (!one.kept) return std::move(one);
    }
    return std::nullopt;
}

bool CaseSeen::is_shown(std::uint16_t fact) const { return authority().is_shown(fact); }

bool CaseSeen::is_shown(const casework::Thread& thread) const { return authority().is_shown(thread); }

bool CaseSeen::is_shown(const casework::TermKey& term) const { return authority().is_shown(term); }

bool CaseSeen::is(std::string_view party) const {
    const auto& parties = program().parties;
    const auto found = std::find_if(parties.begin(), parties.end(),
                                    [&](const policy::PartyDef& one) { return one.name.text == party; });
    return found != parties.end() &&
           authority().is(static_cast<std::uint16_t>(found - parties.begin()), first());
}

bool CaseSeen::may_contact(std::uint16_t party, RequestNo request) const {
    return may(casework::CaseAct::Contact, request) && !authority().refusal_to_contact(party, request);
}

bool CaseSeen::may_ask(std::uint16_t type, RequestNo about, std::optional<policy::Channel> by) const {
    const auto may_by = [&](policy::Channel one) { return authority().asker(type, about, one).has_value(); };
    if (by || !writes_down(actor_)) return may_by(by.value_or(policy::Channel::Portal));
    return std::any_of(channels_for_others().begin(), channels_for_others().end(), may_by);
}

RequestNo CaseSeen::first() const { return desk::current(file_.now); }

std::string CaseSeen::told(RequestNo request, std::uint16_t fact, int line) const {
    std::string all;
    for (const casework::Known& known : file_.now.at(request).facts) {
        if (known.fact != fact || known.line != line || known.no_items) continue;
        const policy::Type& type = program().facts[fact].type;
        all += all.empty() ? "" : ", ";
        all += type.is_opaque() ? known.text : policy::shown(program(), type, {known.value, known.value});
    }
    return all;
}

std::string CaseSeen::read(RequestNo request, std::uint16_t fact, int line) const {
    const std::string text = told(request, fact, line);
    const policy::Kind kind = program().facts[fact].type.kind;
    if (kind != policy::Kind::Date && kind != policy::Kind::Moment) return text;
    const std::size_t end = std::min(text.find(' '), text.size()); // of the day; an hour may follow
    const auto day = calendar::parse_date(text.substr(0, end));
    return day ? casework::day_text(*day) + text.substr(end) : text;
}

std::string CaseSeen::line_told(RequestNo request, std::uint16_t line) const {
    std::string all;
    const auto& facts = program().facts;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto fact = static_cast<std::uint16_t>(i);
        const std::string value = facts[i].per_line && is_shown(fact) ? read(request, fact, line) : "";
        if (value.empty()) continue;
        all += (all.empty() ? "" : ", ") + casework::spaced(http::in_line(facts[i].name.text)) + " " + value;
    }
    return all;
}

namespace {

// What of it whoever looks may see.
Html shortcomings_of(const CaseSeen& seen, RequestNo request) {
    const auto all = letters::shortcomings(seen.file().now, request, seen.book());
    const Html shown = each(all, [&](const letters::Shortcoming& one) {
        const bool may_see = std::all_of(one.facts.begin(), one.facts.end(),
                                         [&](std::uint16_t fact) { return seen.is_shown(fact); });
        return may_see ? html("<li>{}</li>", one.text) : Html();
    });
    return shown.empty() ? shown : html("<ul class=\"usa-list\">{}</ul>", shown);
}

} // namespace

Html why_ended(const CaseSeen& seen, RequestNo request) {
    const casework::Request& one = seen.file().now.at(request);
    if (!one.ended || one.why.empty()) return {};
    if (one.because == 0) return html("<p>Why: {}</p>", casework::spaced(one.why));
    std::vector<std::string> rules;
    const auto& criteria = seen.program().criteria;
    for (std::size_t i = 0; i < criteria.size(); ++i) {
        if ((one.because >> i & 1U) != 0) rules.push_back(casework::spaced(criteria[i].name.text));
    }
    return html("<p>Not met: {}</p>{}", base::listed(rules), shortcomings_of(seen, request));
}

Html told_of(const CaseSeen& seen, RequestNo request) {
    Html all;
    const auto& facts = seen.program().facts;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto fact = static_cast<std::uint16_t>(i);
        if (facts[i].per_line || !seen.is_shown(fact)) continue;
        const std::string value = seen.read(request, fact);
        const std::string& name = facts[i].question.empty() ? facts[i].name.text : facts[i].question;
        if (!value.empty()) all += html("<div><dt>{}</dt><dd>{}</dd></div>", name, value);
    }
    return all.empty() ? all : html("<dl class=\"as-facts\">{}</dl>", all);
}

Html named(const CaseSeen& seen, const casework::Paper& paper) {
    const std::string kind = paper.kind.empty() ? "a paper nobody has named yet" : paper.kind;
    if (paper.document.empty()) return html("{}", kind);
    const std::string address = seen.address() + "/documents/" + in_address(paper.document);
    return html(
        "<a class=\"usa-link\" href=\"{}/pages/1\">{}</a> (<a class=\"usa-link\" href=\"{}\" "
        "hx-boost=\"false\">download</a>)",
        address, kind, address);
}

std::optional<RequestNo> request_at(const CaseSeen& seen, const std::string& place) {
    const auto number = base::to_number(place);
    if (!number || *number < 1 || *number > std::ssize(seen.file().now.requests)) return std::nullopt;
    return static_cast<RequestNo>(*number - 1);
}

std::optional<CaseSeen> case_of(const Visit& visit, const Services& services) {
    if (!store::StreamId::is_key(visit.places[0]) || !store::StreamId::is_key(visit.places[1]))
        return std::nullopt;
    auto file = services.desk.see(visit.actor().person,
                                  store::StreamId::of_case(visit.places[0], visit.places[1]), visit.now);
    if (!file || file->now.requests.empty()) return std::nullopt;
    return CaseSeen(std::move(*file), visit.actor(), visit.now);
}

} // namespace assent::portal
