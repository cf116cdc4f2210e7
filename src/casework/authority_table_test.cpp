// The whole table a second time, drawn the other way round: what each kind of account may do, act by act. An
// act that is not listed is refused. A change to the table is made here as well, on purpose.

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <set>
#include <string>

#include "base/text.hpp"
#include "casework/authority.hpp"

namespace {

using namespace assent::casework;

const std::map<std::string, std::string> may = {
    {"system",
     "see yes; supply yes; report facts; message yes; correct facts; flag by rule; assign yes; pend by rule; "
     "refer by rule; return by rule; approve by rule; expedite by rule; deliver yes; close yes"},
    {"timer", "see due; approve by rule; pass due"},
    {"provider",
     "see own; submit asks; supply own; report own; withdraw own; contact own; message right; correct own; "
     "extend right; expedite right; deliver own"},
    {"member side",
     "see own; submit asks; supply own; report own; withdraw own; message right; correct own; extend right; "
     "expedite right"},
    {"reviewer",
     "see yes; supply yes; report yes; contact yes; answer yes; correct yes; flag yes; claim level; cover "
     "level; "
     "pend level; refer level; return level; technically deny level; approve level; deny level; "
     "extend right; expedite right; refuse to expedite right; declare conflict own; "
     "give an opinion yes"},
    {"supervisor",
     "see yes; contact yes; message yes; answer yes; correct yes; flag yes; assign yes; extend right; "
     "expedite right; name yes; void yes; declare conflict yes; keep contacts yes; merge members yes; "
     "draw a sample yes"},
    {"agency", "see right; report facts; message right; correct facts; direct right; hear concerns right"},
    {"fiscal agent", "report facts; correct facts"},
    {"office administrator", "manage users office"},
    {"customer service",
     "see yes; submit asks; withdraw yes; contact yes; message yes; answer yes; flag yes; expedite right; "
     "name yes; deliver yes; keep contacts yes"},
    {"intake",
     "see yes; submit asks; supply yes; report yes; withdraw yes; contact yes; message yes; correct yes; "
     "flag yes; expedite right; name yes; deliver yes; keep contacts yes; merge members yes"},
    {"plan administrator",
     "manage users yes; publish yes; report standing yes; declare conflict yes; hear concerns yes; "
     "merge members yes; keep records yes"},
    {"auditor", "see yes; audit yes; hear concerns yes; draw a sample yes"},
};

const std::map<std::string, Cell, std::less<>> words = {
    {"yes", Cell::Yes},     {"own", Cell::Own},        {"facts", Cell::Facts},
    {"level", Cell::Level}, {"by rule", Cell::ByRule}, {"asks", Cell::Asks},
    {"right", Cell::Right}, {"due", Cell::Due},        {"office", Cell::Office}};

Role role_at(std::size_t number) { return static_cast<Role>(number); }
CaseAct act_at(std::size_t number) { return static_cast<CaseAct>(number); }

// What the listing says of one role and act, or "no".
std::string listed(const std::string& role, std::string_view act, std::size_t& used) {
    for (const std::string_view piece : assent::base::split(may.at(role), ';')) {
        const std::string_view entry = assent::base::trim(piece);
        if (!entry.starts_with(act) || entry.size() <= act.size() + 1) continue;
        const std::string word(entry.substr(act.size() + 1));
        if (entry[act.size()] != ' ' || !words.contains(word)) continue;
        ++used;
        return word;
    }
    return "no";
}

TEST_CASE("every kind of account may do to a case what the listing says, and nothing else") {
    REQUIRE(may.size() == roles);
    for (std::size_t r = 0; r < roles; ++r) {
        const std::string role(to_text(role_at(r)));
        REQUIRE_MESSAGE(may.contains(role), role);
        std::size_t used = 0;
        for (std::size_t a = 0; a < case_acts; ++a) {
            const std::string word = listed(role, to_text(act_at(a)), used);
            const Cell expected = word == "no" ? Cell::No : words.at(word);
            CHECK_MESSAGE(cell(act_at(a), role_at(r)) == expected, role, ", ", to_text(act_at(a)));
        }
        CHECK_MESSAGE(used == assent::base::split(may.at(role), ';').size(), role,
                      " is listed with an act that there is not");
    }
}

TEST_CASE("every act and every role has words of its own") {
    std::set<std::string_view> acts, accounts;
    for (std::size_t a = 0; a < case_acts; ++a) acts.insert(to_text(act_at(a)));
    for (std::size_t r = 0; r < roles; ++r) accounts.insert(to_text(role_at(r)));
    CHECK(acts.size() == case_acts);
    CHECK(accounts.size() == roles);
    CHECK(to_text(CaseAct::RefuseToExpedite) == "refuse to expedite");
    CHECK(to_text(Role::CustomerService) == "customer service");
    CHECK(to_text(Role::Auditor) == "auditor");
}

} // namespace
