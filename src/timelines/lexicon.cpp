#include "timelines/lexicon.hpp"

#include <algorithm>
#include <array>

#include "policy/case_facts.hpp"
#include "policy/contact_source.hpp"

namespace assent::timelines {
namespace {

using casework::Role;
using policy::NameKind;

// Roles of accounts that no party of a program need stand for. Providers, the member's side and reviewers are
// always of some party.
constexpr std::array<Role, 9> lone_roles = {
    Role::System,      Role::Supervisor,          Role::Agency,
    Role::FiscalAgent, Role::OfficeAdministrator, Role::CustomerService,
    Role::Intake,      Role::PlanAdministrator,   Role::Auditor};

template <typename Definition>
void add_names(policy::Names& names, NameKind kind, const std::vector<Definition>& definitions) {
    for (std::size_t i = 0; i < definitions.size(); ++i) {
        if (!definitions[i].name.text.empty())
            names.add(kind, definitions[i].name.text, static_cast<std::uint16_t>(i));
    }
}

void put_in_order(std::vector<std::string>& words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    std::erase(words, "");
}

} // namespace

std::string_view longest_of(std::string_view text, const std::vector<std::string>& words) {
    std::string_view longest;
    for (const std::string& one : words) {
        if (one.size() > longest.size() && policy::begins_with(text, one)) longest = one;
    }
    return longest;
}

Lexicon::Lexicon(const policy::Program& of) : program(of) {
    add_names(names, NameKind::Party, program.parties);
    add_names(names, NameKind::Level, program.levels);
    add_names(names, NameKind::Request, program.requests);
    add_names(names, NameKind::Notice, program.notices);
    add_names(names, NameKind::Fact, program.facts);
    add_names(names, NameKind::Ledger, program.ledgers);
    for (std::size_t i = 0; i < program.terms.size(); ++i) {
        const policy::TermDef& term = program.terms[i];
        const bool of_its_own = term.request == policy::any_object && term.notice == policy::any_object;
        if (of_its_own && !term.name.text.empty())
            names.add(NameKind::Term, term.name.text, static_cast<std::uint16_t>(i));
    }
    add_papers();
    add_credentials();
    add_systems();
}

void Lexicon::add_papers() {
    for (const policy::DocumentDef& document : program.documents) {
        papers.push_back(document.name.text);
        if (!document.kinds || document.kinds->list >= program.lists.size()) continue;
        const auto& rows = program.lists[document.kinds->list].rows;
        if (!rows) continue;
        for (const codes::Row& row : rows->rows()) papers.push_back(row.cells[document.kinds->column]);
    }
    put_in_order(papers);
}

void Lexicon::add_credentials() {
    for (const policy::PartyDef& party : program.parties) {
        for (const policy::Standing& one : party.none) credentials.push_back(one.credential);
        for (const auto& any : party.all) {
            for (const policy::Standing& one : any) credentials.push_back(one.credential);
        }
    }
    put_in_order(credentials);
}

void Lexicon::add_systems() {
    for (const policy::FactDef& fact : program.facts) {
        const bool party = names.exactly(NameKind::Party, fact.from).has_value();
        const bool system = !party && fact.from != policy::the_case && !policy::is_contact_source(fact.from);
        if (system) systems.push_back(fact.from);
    }
    put_in_order(systems);
}

std::optional<Lexicon::FoundRole> Lexicon::role_at(std::string_view text) const {
    std::optional<FoundRole> longest;
    const auto consider = [&](Role role, std::string_view words, std::string_view name) {
        const std::size_t length = policy::matched(text, words);
        if (length > 0 && (!longest || length > longest->length)) longest = {role, std::string(name), length};
    };
    consider(Role::Timer, "time", "");
    for (const Role role : lone_roles) consider(role, to_text(role), "");
    if (!longest) {
        const std::string_view system = longest_of(text, systems);
        if (!system.empty()) consider(Role::System, system, system);
    }
    return longest;
}

std::vector<std::string> Lexicon::role_words() const {
    std::vector<std::string> words;
    for (const Role role : lone_roles) words.emplace_back(to_text(role));
    words.insert(words.end(), systems.begin(), systems.end());
    return words;
}

} // namespace assent::timelines
