#include "desk/whose_word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/text.hpp"
#include "casework/authority.hpp"
#include "casework/party_match.hpp"
#include "casework/spoken.hpp"
#include "desk/member_facts.hpp"

namespace assent::desk {
namespace {

using casework::Known;
using casework::Refusal;
using casework::RefusalKind;
using policy::Channel;

// How and when something came, and from whom, as far as a command says so.
struct Arrival {
    Channel channel = Channel::Portal;
    std::optional<calendar::Instant> at = {};
    std::span<const casework::Paper> papers = {};
    std::string_view from = {};
};

Arrival arrival_in(const casework::Command& command) {
    if (const auto* submit = std::get_if<casework::Submit>(&command))
        return {submit->channel, submit->arrived, submit->papers, submit->from};
    if (const auto* supply = std::get_if<casework::Supply>(&command))
        return {supply->channel, supply->arrived, supply->papers, supply->from};
    if (const auto* file = std::get_if<casework::File>(&command))
        return {Channel::Portal, {}, {&file->paper, 1}, {}};
    if (const auto* message = std::get_if<casework::Message>(&command))
        return {message->channel, message->arrived, {}, message->from};
    return {};
}

bool is_here_and_now(const Arrival& came, calendar::Instant now) {
    const auto here = [](Channel channel) {
        return channel == Channel::Portal || channel == Channel::Upload || channel == Channel::Transmission;
    };
    return came.from.empty() && here(came.channel) && came.at.value_or(now) == now &&
           std::all_of(came.papers.begin(), came.papers.end(), [&](const casework::Paper& paper) {
               const bool untold = paper.arrived == calendar::Instant{};
               return here(paper.channel) && (untold || paper.arrived == now);
           });
}

// The facts that a command tells, and the request that it tells them of; none when it tells none.
struct Telling {
    std::vector<Known>* facts = nullptr;
    casework::RequestNo of = casework::no_request;
};

Telling telling_in(casework::Command& command) {
    if (auto* submit = std::get_if<casework::Submit>(&command)) return {&submit->facts, submit->about};
    if (auto* supply = std::get_if<casework::Supply>(&command)) return {&supply->facts, supply->request};
    if (auto* report = std::get_if<casework::Report>(&command)) return {&report->facts, report->request};
    if (auto* correct = std::get_if<casework::Correct>(&command)) return {&correct->facts, correct->request};
    return {};
}

// What the record does not say, only whoever keys in papers can.
std::optional<Refusal> not_as_on_record(const Telling& telling, bool comes, const casework::Actor& actor,
                                        Turn& turn, calendar::Instant now) {
    const casework::RuleBook& book = turn.file().rules->book();
    std::vector<Known>& facts = *telling.facts;
    std::vector<Known> all = facts;
    if (telling.of < turn.file().now.requests.size()) {
        const auto& before = turn.file().now.at(telling.of).facts;
        all.insert(all.end(), before.begin(), before.end());
    }
    const bool keys_in = actor.role == casework::Role::Intake || actor.role == casework::Role::System;
    for (const OnRecord& one : on_record(turn.record(), book, all, book.day_of(now))) {
        const auto told = std::find_if(facts.begin(), facts.end(),
                                       [&](const Known& known) { return known.fact == one.fact; });
        if (told != facts.end() && (one.value ? told->value != *one.value : !keys_in))
            return Refusal{RefusalKind::NotTheirs,
                           fmt::format("`{}` is told by the member's record, and not as it is told here",
                                       book.program().facts[one.fact].name.text),
                           "",
                           "see whether it is this member; then leave it out, or have the record put right"};
        if (comes && one.value && told == facts.end()) facts.push_back({one.fact, -1, *one.value, {}, false});
    }
    return std::nullopt;
}

std::vector<casework::Participant> named_in(const casework::Command& command) {
    if (const auto* submit = std::get_if<casework::Submit>(&command)) return submit->participants;
    if (const auto* name = std::get_if<casework::Name>(&command)) return {name->participant};
    return {};
}

// Whoever decides has no part in what is asked: who has one reviews nothing of it.
bool is_of_the_house(store::Store& store, const casework::OrganizationId& organization) {
    const auto people = store.accounts({.organization = organization.text});
    return std::any_of(people.begin(), people.end(), [](const store::AccountRow& one) {
        for (std::size_t i = 0; i < casework::roles; ++i) {
            const auto role = static_cast<casework::Role>(i);
            if (to_text(role) == one.role) return !is_outside(role);
        }
        return false;
    });
}

// Where a party has to hold something, whoever is named as it does; of somebody who is not known only the
// house says so, and not where that party asks.
class Naming {
public:
    Naming(store::Store& store, const Turn& turn, const casework::Actor& by, calendar::Instant now)
        : store_(store), turn_(turn), by_(by), now_(now) {}

    std::optional<Refusal> refusal(const casework::Participant& named) const {
        const policy::Program& program = book().program();
        if (named.party >= program.parties.size() || !store::StreamId::is_key(named.id)) return std::nullopt;
        const policy::PartyDef& party = program.parties[named.party];
        const auto person = identify(store_, {named.id});
        const auto any = person ? person : anybody_of(store_, {named.id});
        const bool decides =
            any && (person ? !is_outside(person->role) : is_of_the_house(store_, any->organization));
        if (decides)
            return Refusal{RefusalKind::NotAllowed, "whoever decides takes no part in what is asked", "",
                           fmt::format("name who is the {}", party.name.text)};
        if (party.all.empty() || policy::speaks_for_member(party)) return std::nullopt;
        if (!any)
            return is_outside(by_.role) || asks(named.party) ? std::optional(unknown(party)) : std::nullopt;
        const casework::PartyMatch match(book(), turn_.file().now, *any, book().day_of(now_));
        const auto failing = match.failures(named.party, casework::no_request);
        if (failing.empty()) return std::nullopt;
        return Refusal{RefusalKind::NotEntitled, base::join(failing, "; "),
                       casework::phrase_of(party.sources),
                       "name somebody who is, or have what they hold put on record"};
    }

    // Who keys in for somebody who has to hold something says who it is: they are written to, and answer, and
    // so does their office.
    std::optional<Refusal> refusal_to_key(casework::Submit& submit) const {
        if (by_.role != casework::Role::Intake && by_.role != casework::Role::CustomerService)
            return std::nullopt;
        const casework::Case& of = turn_.file().now;
        const auto asker =
            casework::Authority(book(), of, by_, now_)
                .asker(submit.type, submit.about, submit.channel, submit.facts, submit.asked_as);
        if (!asker) return asker.error();
        if (*asker >= book().program().parties.size()) return std::nullopt;
        std::string id = id_of(*asker, submit.participants);
        if (id.empty()) id = id_of(*asker, of.participants);
        const policy::PartyDef& party = book().program().parties[*asker];
        if (id.empty() && !party.all.empty() && !policy::speaks_for_member(party))
            return Refusal{RefusalKind::Incomplete,
                           fmt::format("the {} who asks is not named", party.name.text),
                           casework::phrase_of(party.sources), "name them among the participants"};
        if (const auto person = identify(store_, {id})) submit.office = person->organization;
        return std::nullopt;
    }

private:
    const casework::RuleBook& book() const { return turn_.file().rules->book(); }
    bool asks(std::uint16_t party) const {
        const auto& requests = book().program().requests;
        return std::any_of(requests.begin(), requests.end(), [&](const policy::RequestDef& request) {
            return std::any_of(request.by.begin(), request.by.end(), [&](const policy::AskedBy& line) {
                return std::find(line.parties.begin(), line.parties.end(), party) != line.parties.end();
            });
        });
    }
    static std::string id_of(std::uint16_t party, const std::vector<casework::Participant>& all) {
        const auto named = std::find_if(
            all.begin(), all.end(), [party](const casework::Participant& one) { return one.party == party; });
        return named == all.end() ? std::string() : named->id;
    }
    static Refusal unknown(const policy::PartyDef& party) {
        return Refusal{
            RefusalKind::NotEntitled,
            fmt::format("nobody is on record by the identifier that is named as {}", party.name.text),
            casework::phrase_of(party.sources), "name somebody who is, or have them put on record"};
    }

    store::Store& store_;
    const Turn& turn_;
    const casework::Actor& by_;
    calendar::Instant now_;
};

} // namespace

std::optional<Refusal> refusal_of_word(store::Store& store, casework::Command& command,
                                       const casework::Actor& actor, Turn& turn, calendar::Instant now) {
    const bool of_the_house = !is_outside(actor.role) || turn.file().rules->program().header.asking;
    if (!of_the_house && !is_here_and_now(arrival_in(command), now))
        return Refusal{RefusalKind::NotTheirs,
                       "how, when and from whom something reached us is written down by whoever it reached",
                       "", "leave out `arrived`, `from`, and any `channel` but portal and upload"};
    const Naming naming(store, turn, actor, now);
    if (auto* submit = std::get_if<casework::Submit>(&command)) {
        if (auto no = naming.refusal_to_key(*submit)) return no;
    }
    for (const casework::Participant& one : named_in(command)) {
        if (auto no = naming.refusal(one)) return no;
    }
    const Telling telling = telling_in(command);
    if (!telling.facts) return std::nullopt;
    return not_as_on_record(telling, std::holds_alternative<casework::Submit>(command), actor, turn, now);
}

} // namespace assent::desk
