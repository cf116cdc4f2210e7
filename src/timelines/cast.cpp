#include "timelines/cast.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace assent::timelines {
namespace {

using casework::Actor;
using casework::Role;

constexpr int deepest = 16; // of parties that are parties, as in the match of credentials

// Words of relations to a member; a credential with one of them is towards that member.
constexpr std::array<std::string_view, 4> relations = {"member", "parent", "guardian", "representative"};

bool is_relation(std::string_view credential) {
    return std::any_of(relations.begin(), relations.end(), [&](std::string_view word) {
        return credential.find(word) != std::string_view::npos;
    });
}

// Roles that a party can be called as.
constexpr std::array<Role, 3> called_roles = {Role::Agency, Role::FiscalAgent, Role::OfficeAdministrator};

bool reviews(const policy::Program& program, std::uint16_t party) {
    return std::any_of(program.levels.begin(), program.levels.end(), [party](const policy::LevelDef& level) {
        return std::find(level.reviewers.begin(), level.reviewers.end(), party) != level.reviewers.end();
    });
}

Role role_of(const policy::Program& program, std::uint16_t party, int depth) {
    if (party == policy::us) return Role::CustomerService;
    if (party >= program.parties.size() || depth > deepest) return Role::Provider;
    const policy::PartyDef& def = program.parties[party];
    if (reviews(program, party)) return Role::Reviewer;
    if (def.manages_own_users) return Role::OfficeAdministrator;
    for (const Role role : called_roles) {
        if (base::to_lower(def.name.text) == to_text(role)) return role;
    }
    for (const auto& any : def.all) {
        for (const policy::Standing& one : any) {
            if (one.party != policy::any_object) return role_of(program, one.party, depth + 1);
            if (is_relation(one.credential)) return Role::MemberSide;
        }
    }
    return Role::Provider;
}

bool has_lines(const policy::PartyDef& party) {
    return !party.all.empty() || !party.none.empty() || party.without_conflict || party.without_earlier_part;
}

} // namespace

Role role_of(const policy::Program& program, std::uint16_t party) { return role_of(program, party, 0); }

Cast::Cast(const casework::RuleBook& book, const Timeline& timeline, casework::MemberId member)
    : book_(book), timeline_(timeline), member_(std::move(member)) {
    for (const Telling& one : timeline.facts) learn_scope(one);
    for (const Step& step : timeline.steps) {
        for (const Telling& one : step.deed.tellings) learn_scope(one);
    }
}

void Cast::learn_scope(const Telling& telling) {
    auto& known = scopes_[telling.fact];
    const bool again = std::find(known.begin(), known.end(), telling.value.text) != known.end();
    if (!again) known.push_back(telling.value.text);
}

const Person* Cast::described(const std::string& name) const {
    const auto found = std::find_if(timeline_.people.begin(), timeline_.people.end(),
                                    [&](const Person& one) { return one.name == name; });
    return name.empty() || found == timeline_.people.end() ? nullptr : &*found;
}

std::string Cast::id_of(const Who& who) const {
    if (!who.name.empty()) return who.name;
    if (who.role) return std::string(to_text(*who.role));
    if (who.party == policy::us) return "us";
    return who.party < book_.program().parties.size() ? book_.program().parties[who.party].name.text
                                                      : "anyone";
}

Actor Cast::actor(const Who& who) const {
    Actor made;
    made.person = {id_of(who)};
    made.role = who.role ? *who.role : role_of(book_.program(), who.party);
    const bool of_office = made.role == Role::Provider || made.role == Role::OfficeAdministrator;
    if (of_office) made.organization = {"office of " + made.person.text};
    const Person* person = described(who.name);
    if (!who.role) meet(who.party, person, made, 0);
    if (person) change(*person, made);
    return made;
}

// The first of what each line allows, unless the person is said to be it in another way.
void Cast::meet(std::uint16_t party, const Person* person, Actor& actor, int depth) const {
    if (party >= book_.program().parties.size() || depth > deepest) return;
    for (const auto& any : book_.program().parties[party].all) {
        if (any.empty()) continue;
        const auto said = std::find_if(any.begin(), any.end(), [&](const policy::Standing& one) {
            return person && !person->as.empty() && one.credential == person->as;
        });
        const policy::Standing& meant = said == any.end() ? any.front() : *said;
        if (meant.party == policy::any_object) {
            hold(meant, person, actor);
        } else {
            meet(meant.party, person, actor, depth + 1);
        }
    }
}

// Of what a fact of this timeline says, of what the person is said to be, or of whatever the fact can say.
void Cast::hold(const policy::Standing& standing, const Person* person, Actor& actor) const {
    const std::string towards = is_relation(standing.credential) ? member_.text : "";
    std::vector<std::string> scopes = {""};
    if (standing.of_fact != policy::any_object) {
        const auto told = scopes_.find(standing.of_fact);
        scopes = told != scopes_.end() ? told->second : book_.program().facts[standing.of_fact].type.words;
        if (person && !person->scope.empty()) scopes = {person->scope};
    }
    for (const std::string& scope : scopes)
        actor.credentials.push_back({standing.credential, scope, towards, {}});
}

std::vector<std::string> Cast::idle_changes(const Person& person) const {
    Actor usual;
    meet(person.is.party, &person, usual, 0);
    std::vector<std::string> idle;
    for (const Person::Change& change : person.changes) {
        const bool held = std::any_of(usual.credentials.begin(), usual.credentials.end(),
                                      [&](const auto& row) { return row.words == change.credential; });
        if (change.without && !held) idle.push_back(change.credential);
    }
    return idle;
}

void Cast::change(const Person& person, Actor& actor) const {
    for (const Person::Change& change : person.changes) {
        const auto same = [&](const casework::Credential& row) { return row.words == change.credential; };
        if (change.without) {
            std::erase_if(actor.credentials, same);
            continue;
        }
        const bool held = std::any_of(actor.credentials.begin(), actor.credentials.end(), same);
        const std::string towards = is_relation(change.credential) ? member_.text : "";
        if (!held) actor.credentials.push_back({change.credential, person.scope, towards, {}});
        for (casework::Credential& row : actor.credentials) {
            if (same(row)) row.valid = change.valid;
        }
    }
    if (person.conflict_with_member) actor.conflicts.push_back({member_.text, "as the timeline says", {}});
    for (const Who& other : person.conflicts) {
        const Actor towards = this->actor(other);
        actor.conflicts.push_back({towards.person.text, "as the timeline says", {}});
        if (!towards.organization.empty())
            actor.conflicts.push_back({towards.organization.text, "as the timeline says", {}});
    }
}

std::vector<casework::Participant> Cast::participants() const {
    std::vector<casework::Participant> all;
    for (std::size_t i = 0; i < book_.program().parties.size(); ++i) {
        const auto party = static_cast<std::uint16_t>(i);
        const bool named = !has_lines(book_.program().parties[i]);
        if (named && role_of(book_.program(), party) == Role::Provider)
            all.push_back({party, id_of({party, std::nullopt, {}})});
    }
    return all;
}

} // namespace assent::timelines
