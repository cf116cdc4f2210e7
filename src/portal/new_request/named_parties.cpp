#include "portal/new_request/named_parties.hpp"

#include <algorithm>

#include "casework/party_match.hpp"

namespace assent::portal {
namespace {

bool gets_a_notice(const policy::Program& program, std::uint16_t party) {
    return std::any_of(program.terms.begin(), program.terms.end(), [party](const policy::TermDef& term) {
        return term.notice != policy::any_object &&
               std::find(term.to.begin(), term.to.end(), party) != term.to.end();
    });
}

} // namespace

bool is_named_by_case(const policy::PartyDef& party) {
    const bool has_lines =
        !party.all.empty() || !party.none.empty() || party.without_conflict || party.without_earlier_part;
    return !has_lines && !casework::is_by_account(party);
}

std::vector<std::uint16_t> named_parties(const policy::Program& program,
                                         const std::function<bool(const policy::FactDef&)>& on_form) {
    std::vector<std::uint16_t> all;
    for (std::size_t i = 0; i < program.parties.size(); ++i) {
        const auto party = static_cast<std::uint16_t>(i);
        const policy::PartyDef& def = program.parties[i];
        const bool tells = std::any_of(
            program.facts.begin(), program.facts.end(),
            [&](const policy::FactDef& fact) { return fact.from == def.name.text && on_form(fact); });
        if (is_named_by_case(def) && (tells || gets_a_notice(program, party))) all.push_back(party);
    }
    return all;
}

} // namespace assent::portal
