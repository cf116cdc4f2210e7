#include "casework/party_match.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "casework/decide.hpp"
#include "casework/scope.hpp"
#include "casework/spoken.hpp"

namespace assent::casework {
namespace {

// Parties may be parties; a circle of them, which no checked program has, is nobody.
constexpr int deepest = 16;

bool has_lines(const policy::PartyDef& party) {
    return !party.all.empty() || !party.none.empty() || party.without_conflict || party.without_earlier_part;
}

std::string_view words_of(const policy::Standing& standing) {
    return standing.source.text.empty() ? std::string_view(standing.credential) : standing.source.text;
}

// Whether whoever is this party ever does anything in a case: asks for something, tells a fact, has a duty or
// a right. Who is only written to has their letters, and sees no more.
bool has_something_to_do(const policy::Program& program, std::uint16_t party) {
    const auto among = [party](const std::vector<std::uint16_t>& parties) {
        return std::find(parties.begin(), parties.end(), party) != parties.end();
    };
    const auto asks = [&](const policy::RequestDef& request) {
        return std::any_of(request.by.begin(), request.by.end(),
                           [&](const policy::AskedBy& line) { return among(line.parties); });
    };
    const auto tells = [&](const policy::FactDef& fact) {
        return fact.from == program.parties[party].name.text;
    };
    const auto acts = [&](const policy::TermDef& term) { return among(term.parties); };
    return std::any_of(program.requests.begin(), program.requests.end(), asks) ||
           std::any_of(program.facts.begin(), program.facts.end(), tells) ||
           std::any_of(program.terms.begin(), program.terms.end(), acts);
}

} // namespace

bool is_by_account(const policy::PartyDef& party) {
    const std::string name = base::to_lower(party.name.text);
    return party.manages_own_users || name == to_text(Role::Agency) || name == to_text(Role::FiscalAgent);
}

std::vector<std::string> PartyMatch::failures(std::uint16_t party, RequestNo request, Untold untold) const {
    return failures(party, Towards{request, untold, 0});
}

std::vector<std::string> PartyMatch::failures(std::uint16_t party, const Towards& towards) const {
    const policy::Program& program = book_.program();
    if (party == policy::anyone) return {};
    if (party == policy::us) {
        if (is_among_us()) return {};
        return {"this is for an account of whoever decides"};
    }
    if (party == policy::requester) {
        if (asked(towards.request)) return {};
        return {"this is for whoever asked the request"};
    }
    if (party >= program.parties.size() || towards.depth > deepest) return {"nobody is this party"};
    const policy::PartyDef& def = program.parties[party];
    if (has_lines(def)) return failures_of(def, towards);
    if (is_named(party) || is_nameless(def)) return {};
    return {fmt::format("{} is whoever the case names as it", def.name.text)};
}

std::vector<std::string> PartyMatch::failures_of(const policy::PartyDef& party,
                                                 const Towards& towards) const {
    std::vector<std::string> all;
    for (const auto& any : party.all) {
        for (std::string& sentence : unmet(party, any, towards)) all.push_back(std::move(sentence));
    }
    for (const policy::Standing& standing : party.none) {
        if (holds(standing, towards))
            all.push_back(fmt::format("{} is nobody with {}", party.name.text, words_of(standing)));
    }
    if (party.without_conflict && in_conflict(towards.request))
        all.push_back(fmt::format("{} has no conflict of interest, and one is on file", party.name.text));
    if (party.without_earlier_part && took_part_before(towards.request))
        all.push_back(fmt::format("{} was not involved in the request it is about, and this account was",
                                  party.name.text));
    return all;
}

// Nothing when one of them holds. A party that alone is demanded tells its own failures.
std::vector<std::string> PartyMatch::unmet(const policy::PartyDef& party,
                                           const std::vector<policy::Standing>& any,
                                           const Towards& towards) const {
    for (const policy::Standing& standing : any) {
        if (holds(standing, towards)) return {};
    }
    if (any.size() == 1 && any[0].party != policy::any_object)
        return failures(any[0].party, {towards.request, towards.untold, towards.depth + 1});
    if (any.size() == 1)
        return {fmt::format("{} needs {}, {}", party.name.text, words_of(any[0]), why_none(any[0], towards))};
    std::vector<std::string> words;
    for (const policy::Standing& standing : any) words.emplace_back(words_of(standing));
    return {
        fmt::format("{} needs {}, and none of them holds today", party.name.text, base::listed(words, "or"))};
}

std::string PartyMatch::why_none(const policy::Standing& standing, const Towards& towards) const {
    const bool scoped = standing.of_fact != policy::any_object;
    const std::string fact = scoped ? book_.program().facts[standing.of_fact].name.text : "";
    const bool strict = scoped && towards.untold == Untold::Fails && towards.request < case_.requests.size();
    if (strict && !scopes(case_, towards.request, book_, standing.of_fact))
        return fmt::format("and nobody has told {}", fact);
    switch (held(standing, towards)) {
        case Held::Lapsed: return "which does not hold today";
        case Held::OtherScope: return fmt::format("which is on file, but for another {}", fact);
        default: return "which is not on file";
    }
}

bool PartyMatch::holds(const policy::Standing& standing, const Towards& towards) const {
    if (standing.party != policy::any_object)
        return failures(standing.party, {towards.request, towards.untold, towards.depth + 1}).empty();
    return held(standing, towards) == Held::Yes;
}

// For several lines of different scopes, the least of what is held of each.
PartyMatch::Held PartyMatch::held(const policy::Standing& standing, const Towards& towards) const {
    if (standing.of_fact == policy::any_object) return held_of(standing.credential, nullptr);
    const bool there = towards.request < case_.requests.size();
    const auto wanted = there ? scopes(case_, towards.request, book_, standing.of_fact) : std::nullopt;
    if (!wanted) {
        const bool open = !there || towards.untold == Untold::IsLeftOpen;
        return open ? held_of(standing.credential, nullptr) : Held::No;
    }
    Held least = Held::Yes;
    for (const std::string& scope : *wanted) least = std::min(least, held_of(standing.credential, &scope));
    return least;
}

PartyMatch::Held PartyMatch::held_of(std::string_view credential, const std::string* scope) const {
    Held best = Held::No;
    for (const Credential& row : actor_.credentials) {
        if (row.words != credential) continue;
        if (!row.towards.empty() && row.towards != case_.member.text) continue;
        const bool fits = !scope || row.scope == *scope;
        const bool today = row.valid.holds_on(today_);
        best = std::max(best, !fits ? Held::OtherScope : today ? Held::Yes : Held::Lapsed);
    }
    return best;
}

std::vector<const Request*> PartyMatch::chain(RequestNo request) const {
    std::vector<const Request*> all;
    while (request < case_.requests.size() && all.size() < case_.requests.size()) {
        all.push_back(&case_.requests[request]);
        request = all.back()->about;
    }
    return all;
}

bool PartyMatch::in_conflict(RequestNo request) const {
    const auto concerns = [&](const std::string& id) {
        if (id.empty()) return false;
        if (id == case_.member.text) return true;
        const auto named = [&](const Participant& one) { return one.id == id; };
        if (std::any_of(case_.participants.begin(), case_.participants.end(), named)) return true;
        const auto asking = chain(request);
        return std::any_of(asking.begin(), asking.end(), [&](const Request* one) {
            return one->asked_by.text == id || one->asked_for.text == id;
        });
    };
    return std::any_of(actor_.conflicts.begin(), actor_.conflicts.end(), [&](const Conflict& row) {
        return row.valid.holds_on(today_) && concerns(row.towards);
    });
}

bool PartyMatch::took_part_before(RequestNo request) const {
    const auto all = chain(request);
    for (std::size_t i = 1; i < all.size(); ++i) {
        const auto& part = all[i]->took_part;
        if (std::find(part.begin(), part.end(), actor_.person) != part.end()) return true;
        if (!is_dispute(book_.program().requests[all[i]->type])) return false;
    }
    return false;
}

bool PartyMatch::is_named(std::uint16_t party) const {
    return std::any_of(case_.participants.begin(), case_.participants.end(), [&](const Participant& one) {
        if (one.party != party || one.id.empty()) return false;
        return one.id == actor_.person.text || one.id == actor_.organization.text;
    });
}

// Parties that no case names: whoever an account of that kind stands for, and an office's administrator.
bool PartyMatch::is_nameless(const policy::PartyDef& party) const {
    if (party.manages_own_users) return actor_.role == Role::OfficeAdministrator;
    if (actor_.role != Role::Agency && actor_.role != Role::FiscalAgent) return false;
    return base::to_lower(party.name.text) == to_text(actor_.role);
}

bool PartyMatch::is_among_us() const {
    switch (actor_.role) {
        case Role::System:
        case Role::Timer:
        case Role::Reviewer:
        case Role::Supervisor:
        case Role::CustomerService:
        case Role::Intake:
        case Role::PlanAdministrator: return true;
        default: return false;
    }
}

bool PartyMatch::asked(RequestNo request) const {
    if (request >= case_.requests.size()) return false;
    const Request& one = case_.requests[request];
    if (!actor_.organization.empty() && one.asked_for == actor_.organization) return true;
    // Who has left an office leaves there what they asked for it; who reviews has asked it all the same.
    const bool theirs = one.asked_for.empty() || is_among_us();
    return theirs && !actor_.person.empty() && one.asked_by == actor_.person;
}

bool PartyMatch::has_a_part(RequestNo request) const {
    const auto named = [&](const Participant& one) { return is_named(one.party); };
    return std::any_of(case_.participants.begin(), case_.participants.end(), named) || asked_about(request);
}

bool PartyMatch::acts(RequestNo request) const {
    const auto named = [&](const Participant& one) {
        return is_named(one.party) && has_something_to_do(book_.program(), one.party);
    };
    return std::any_of(case_.participants.begin(), case_.participants.end(), named) || asked_about(request);
}

bool PartyMatch::asked_about(RequestNo request) const {
    if (request == no_request) {
        for (std::size_t any = 0; any < case_.requests.size(); ++any) {
            if (asked(static_cast<RequestNo>(any))) return true;
        }
    }
    const auto all = chain(request);
    return std::any_of(all.begin(), all.end(), [this](const Request* one) {
        return asked(static_cast<RequestNo>(one - case_.requests.data()));
    });
}

bool PartyMatch::stands_for_member() const {
    return std::any_of(actor_.credentials.begin(), actor_.credentials.end(), [&](const Credential& row) {
        return !row.towards.empty() && row.towards == case_.member.text && row.valid.holds_on(today_);
    });
}

} // namespace assent::casework
