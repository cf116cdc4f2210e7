#include "desk/whose_word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "desk/member_facts.hpp"

namespace assent::desk {
namespace {

using casework::Known;
using casework::Refusal;
using casework::RefusalKind;
using policy::Channel;

// How and when something came, as far as a command says so.
struct Arrival {
    Channel channel = Channel::Portal;
    std::optional<calendar::Instant> at = {};
    std::span<const casework::Paper> papers = {};
};

Arrival arrival_in(const casework::Command& command) {
    if (const auto* submit = std::get_if<casework::Submit>(&command))
        return {submit->channel, submit->arrived, submit->papers};
    if (const auto* supply = std::get_if<casework::Supply>(&command))
        return {supply->channel, supply->arrived, supply->papers};
    if (const auto* file = std::get_if<casework::File>(&command))
        return {Channel::Portal, {}, {&file->paper, 1}};
    if (const auto* message = std::get_if<casework::Message>(&command))
        return {message->channel, message->arrived, {}};
    return {};
}

bool is_here_and_now(const Arrival& came, calendar::Instant now) {
    const auto here = [](Channel channel) {
        return channel == Channel::Portal || channel == Channel::Upload || channel == Channel::Transmission;
    };
    const auto just_now = [now](calendar::Instant at) { return at == calendar::Instant{} || at >= now; };
    return here(came.channel) && just_now(came.at.value_or(now)) &&
           std::all_of(came.papers.begin(), came.papers.end(), [&](const casework::Paper& paper) {
               return here(paper.channel) && just_now(paper.arrived);
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

} // namespace

std::optional<Refusal> refusal_of_word(casework::Command& command, const casework::Actor& actor, Turn& turn,
                                       calendar::Instant now) {
    const bool of_the_house = !is_outside(actor.role) || turn.file().rules->program().header.asking;
    if (!of_the_house && !is_here_and_now(arrival_in(command), now))
        return Refusal{RefusalKind::NotTheirs,
                       "how and when something reached us is written down by whoever it reached", "",
                       "leave out `arrived`, and any `channel` but portal and upload"};
    const Telling telling = telling_in(command);
    if (!telling.facts) return std::nullopt;
    return not_as_on_record(telling, std::holds_alternative<casework::Submit>(command), actor, turn, now);
}

} // namespace assent::desk
