#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "casework/authority.hpp"
#include "casework/party_match.hpp"
#include "casework/program_rules.hpp"
#include "casework/spoken.hpp"

// What a reviewer may do where a request rests: at its level, to a request they have, with the credentials of
// that day.

namespace assent::casework {
namespace {

bool includes(policy::LevelActs acts, policy::LevelAct act) {
    return acts.test(static_cast<std::size_t>(act));
}

// A level that may do one of these; nothing when no level may.
std::optional<std::uint16_t> level_for(const policy::Program& program, policy::LevelActs acts) {
    for (std::size_t i = 0; i < program.levels.size(); ++i) {
        if ((program.levels[i].may & acts).any()) return static_cast<std::uint16_t>(i);
    }
    return std::nullopt;
}

std::string instead_of(const policy::Program& program, const policy::LevelDef& level,
                       policy::LevelActs acts) {
    for (const std::uint16_t to : level.refers_to) {
        if (to < program.levels.size() && (program.levels[to].may & acts).any())
            return fmt::format("refer it to {}", program.levels[to].name.text);
    }
    const auto other = level_for(program, acts);
    if (other) return fmt::format("leave it to {}", program.levels[*other].name.text);
    return fmt::format("do what the level may: {}", acts_named(level.may));
}

} // namespace

std::optional<Refusal> Authority::refusal_at_level(policy::LevelAct act, RequestNo request) const {
    policy::LevelActs acts;
    acts.set(static_cast<std::size_t>(act));
    return not_at_level(acts, request);
}

Authority::Refused Authority::not_at_level(policy::LevelActs acts, RequestNo number) const {
    if (actor_.role != Role::Reviewer)
        return Refusal{RefusalKind::NotAllowed,
                       fmt::format("the role {} may not decide at a level", to_text(actor_.role)), "",
                       "leave it to an account with the role reviewer"};
    if (!has(number))
        return Refusal{RefusalKind::Nothing, "there is no such request in this case", "",
                       "name one of its requests"};
    if (auto no = on_hold(CaseAct::Deny)) return no;
    const Request& request = case_.at(number);
    const bool amends = includes(acts, policy::LevelAct::Reduce) || includes(acts, policy::LevelAct::End);
    if (request.state == State::Decided && amends) return not_after_decision(acts, number);
    if (request.state != State::InReview || request.level >= program().levels.size())
        return Refusal{
            RefusalKind::NotNow,
            fmt::format("a request that is {} is not in review at a level", to_text(request.state)), "",
            "wait until it is in review; what is decided is changed by a request about it"};
    const policy::LevelDef& level = program().levels[request.level];
    if ((level.may & acts).none())
        return Refusal{RefusalKind::NotAllowed,
                       fmt::format("{} may {}", level.name.text, acts_named(level.may)),
                       phrase_of(level.sources), instead_of(program(), level, acts)};
    if (auto no = not_held_by_them(request)) return no;
    return unfit(request.level, number);
}

// A service already approved is ended or reduced wherever a level may: its request rests nowhere any more.
Authority::Refused Authority::not_after_decision(policy::LevelActs acts, RequestNo request) const {
    policy::LevelActs after;
    after.set(static_cast<std::size_t>(policy::LevelAct::Reduce));
    after.set(static_cast<std::size_t>(policy::LevelAct::End));
    if (case_.at(request).voided)
        return Refusal{RefusalKind::NotNow, "an authorization that was voided grants nothing", "",
                       "decide a new request"};
    Refused first;
    for (std::size_t i = 0; i < program().levels.size(); ++i) {
        if ((program().levels[i].may & acts & after).none()) continue;
        auto no = unfit(static_cast<std::uint16_t>(i), request);
        if (!no) return std::nullopt;
        if (!first) first = std::move(no);
    }
    if (first) return first;
    return Refusal{RefusalKind::NotAllowed,
                   fmt::format("no level of this program may {}", acts_named(acts & after)),
                   phrase_of(program().header.sources), "let the authorization run to its last day"};
}

std::optional<std::uint16_t> Authority::deciding_level(policy::LevelAct act, RequestNo request) const {
    const Request& one = case_.at(request);
    if (one.state == State::InReview) return one.level;
    for (std::size_t i = 0; i < program().levels.size(); ++i) {
        const auto level = static_cast<std::uint16_t>(i);
        if (includes(program().levels[i].may, act) && !unfit(level, request)) return level;
    }
    return std::nullopt;
}

Authority::Refused Authority::not_held_by_them(const Request& request) const {
    if (request.reviewer.empty())
        return Refusal{RefusalKind::NotNow, "a request is decided by the reviewer who has it", "",
                       "claim it first"};
    if (request.reviewer == actor_.person) return std::nullopt;
    return Refusal{RefusalKind::NotTheirs, "another reviewer has this request", "",
                   "ask a supervisor to assign it to you"};
}

Authority::Refused Authority::no_claim(RequestNo number) const {
    const Request& request = case_.at(number);
    if (request.reviewer.empty()) return not_to_take(number);
    if (request.reviewer == actor_.person) return std::nullopt; // nothing stands against giving it back
    return Refusal{RefusalKind::NotTheirs, "another reviewer has this request", "",
                   "give a reason to step in for them, or ask a supervisor to assign it to you"};
}

// What a colleague has is taken by whoever could have taken it before.
Authority::Refused Authority::no_cover(RequestNo number) const {
    const Request& request = case_.at(number);
    if (!request.reviewer.empty() && request.reviewer != actor_.person) return not_to_take(number);
    return Refusal{RefusalKind::NotNow, "no colleague has this request", "", "claim it, or go on with it"};
}

Authority::Refused Authority::not_to_take(RequestNo number) const {
    const Request& request = case_.at(number);
    if (request.state != State::InReview)
        return Refusal{RefusalKind::NotNow,
                       fmt::format("a request that is {} waits for no reviewer", to_text(request.state)), "",
                       "take one that is in review"};
    return unfit(request.level, number);
}

std::optional<Refusal> Authority::unfit(std::uint16_t level_number, RequestNo request) const {
    if (level_number >= program().levels.size())
        return Refusal{RefusalKind::Nothing, "there is no such level in this program", "",
                       "name one of its levels"};
    const policy::LevelDef& level = program().levels[level_number];
    if (actor_.role != Role::Reviewer || actor_.person.empty())
        return Refusal{RefusalKind::Unqualified,
                       fmt::format("{} is for a person whose role is reviewer", level.name.text),
                       phrase_of(level.sources), "assign it to a reviewer"};
    const PartyMatch match(book_, case_, actor_, today());
    if (match.has_a_part(no_request))
        return Refusal{RefusalKind::Unqualified, "nobody reviews what they asked themselves, or take part in",
                       "", "leave it to somebody else"};
    std::optional<std::vector<std::string>> nearest;
    std::size_t met = 0; // of the nearest: of two that lack as much, the one that has more is meant
    std::string source = phrase_of(level.sources);
    for (const std::uint16_t party : level.reviewers) {
        auto failures = match.failures(party, request);
        if (failures.empty()) return std::nullopt;
        const std::size_t lines = party < program().parties.size() ? program().parties[party].all.size() : 0;
        const std::size_t has = lines - std::min(lines, failures.size());
        const bool nearer = !nearest || failures.size() < nearest->size() ||
                            (failures.size() == nearest->size() && has > met);
        if (!nearer) continue;
        nearest = std::move(failures);
        met = has;
        if (party >= program().parties.size()) continue;
        const std::string phrase = phrase_of(program().parties[party].sources);
        if (!phrase.empty()) source = phrase;
    }
    const std::string words = nearest ? base::join(*nearest, "; ") : "the level has no reviewers";
    return Refusal{RefusalKind::Unqualified,
                   fmt::format("{} is reviewed by {}: {}", level.name.text,
                               parties_named(program(), level.reviewers), words),
                   source, fmt::format("leave it to {}", parties_named(program(), level.reviewers))};
}

} // namespace assent::casework
