#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "casework/authority.hpp"
#include "casework/party_match.hpp"
#include "casework/spoken.hpp"

// Who may submit which request, about what, by which channel.

namespace assent::casework {
namespace {

using policy::Channel;
using policy::Subject;

constexpr std::array<std::string_view, policy::subjects> subject_texts = {
    "authorization", "denial", "partial denial", "technical denial", "what counts as a denial",
    "ended service", "stay"};

// Whether the account writes down what somebody else asks, who has no part in how it is keyed in.
bool keys(Role role, Channel channel) {
    const bool spoken = channel == Channel::Phone || channel == Channel::InPerson;
    if (role == Role::CustomerService) return spoken;
    const bool paper = channel == Channel::Fax || channel == Channel::Mail || channel == Channel::Email ||
                       channel == Channel::CertifiedMail;
    return role == Role::Intake && (spoken || paper);
}

bool comes_by(const policy::AskedBy& line, Channel channel) {
    return line.channels.none() || line.channels.test(static_cast<std::size_t>(channel));
}

void set(policy::SubjectSet& subjects, Subject subject, bool holds) {
    if (holds) subjects.set(static_cast<std::size_t>(subject));
}

bool counts_as_denied(const Case& of, RequestNo request, const policy::Program& program) {
    return std::any_of(of.passed.begin(), of.passed.end(), [&](const TermKey& key) {
        if (key.request != request || key.term >= program.terms.size()) return false;
        const policy::Effects& effects = program.terms[key.term].effects;
        return std::any_of(effects.begin(), effects.end(), [](const policy::Effect& effect) {
            return effect.kind == policy::EffectKind::CountsAsDenial;
        });
    });
}

// What the request is now, for one about it. What was upheld is denied still, what was modified in part.
policy::SubjectSet subjects_of(const Case& of, RequestNo number, const policy::Program& program) {
    const Request& request = of.at(number);
    const auto came_out = [&](Overall one) { return request.outcome == one; };
    const auto happened = [&](policy::Happening what) {
        return std::any_of(of.marks.begin(), of.marks.end(),
                           [&](const Mark& mark) { return mark.request == number && mark.what == what; });
    };
    const bool granted = std::any_of(request.lines.begin(), request.lines.end(),
                                     [](const LineState& line) { return line.granted.has_value(); });
    const bool counted = counts_as_denied(of, number, program);
    policy::SubjectSet made;
    set(made, Subject::Authorization, request.outcome && granted && !request.voided);
    set(made, Subject::Denial,
        came_out(Overall::Denied) || came_out(Overall::No) || came_out(Overall::Upheld) || counted);
    set(made, Subject::PartialDenial, came_out(Overall::PartiallyDenied) || came_out(Overall::Modified));
    set(made, Subject::TechnicalDenial, request.ended == EndedAs::TechnicallyDenied);
    set(made, Subject::CountedDenial, counted);
    set(made, Subject::EndedService,
        happened(policy::Happening::Ended) || happened(policy::Happening::Reduced));
    set(made, Subject::Stay, program.requests[request.type].opens_case && !request.ended);
    return made;
}

bool is_one_of(const std::vector<std::uint16_t>& types, std::uint16_t type) {
    return std::find(types.begin(), types.end(), type) != types.end();
}

std::string subjects_named(const policy::Program& program, policy::SubjectSet subjects,
                           const std::vector<std::uint16_t>& types) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < policy::subjects; ++i) {
        if (subjects.test(i)) names.emplace_back(subject_texts[i]);
    }
    for (const std::uint16_t type : types) names.push_back(program.requests[type].name.text);
    return base::listed(names, "or");
}

// The request as it would stand in the case, with what is not told anew taken from what it is about.
Request draft_of(const Case& of, RequestNo about, const std::vector<Known>& facts) {
    Request draft;
    draft.about = about;
    if (about < of.requests.size()) {
        draft.facts = of.at(about).facts;
        draft.lines.resize(of.at(about).lines.size());
    }
    for (const Known& known : facts) {
        const auto again = [&](const Known& old) { return old.fact == known.fact && old.line == known.line; };
        std::erase_if(draft.facts, again);
        if (known.line >= 0 && draft.lines.size() <= static_cast<std::size_t>(known.line))
            draft.lines.resize(static_cast<std::size_t>(known.line) + 1);
    }
    draft.facts.insert(draft.facts.end(), facts.begin(), facts.end());
    return draft;
}

} // namespace

Authority::Refused Authority::nothing_to_ask_about(std::uint16_t type, RequestNo about) const {
    const policy::RequestDef& def = program().requests[type];
    const std::string source = phrase_of(def.sources);
    const std::string& name = def.name.text;
    if (def.about.none() && def.about_types.empty()) {
        if (about == no_request) return std::nullopt;
        return Refusal{RefusalKind::NotAllowed, fmt::format("{} is about no earlier request", name), source,
                       "submit it by itself"};
    }
    const std::string wanted = subjects_named(program(), def.about, def.about_types);
    const std::string rule = fmt::format("{} is about {}", name, wanted);
    if (!has(about)) return Refusal{RefusalKind::Nothing, rule, source, "say which request it is about"};
    const Request& before = case_.at(about);
    if (before.voided)
        return Refusal{RefusalKind::NotEntitled, rule + ", and that was voided", source,
                       "ask anew in a new request"};
    const policy::SubjectSet subjects = subjects_of(case_, about, program());
    const bool excluded_type = is_one_of(def.not_about_types, before.type);
    const policy::SubjectSet excluded = def.not_about & subjects;
    if (excluded_type && before.type == type)
        return Refusal{RefusalKind::NotEntitled, fmt::format("there is no further {}", name), source,
                       "ask something new in a new request"};
    if (excluded_type || excluded.any()) {
        const std::vector<std::uint16_t> types =
            excluded_type ? std::vector{before.type} : std::vector<std::uint16_t>{};
        return Refusal{RefusalKind::NotEntitled,
                       fmt::format("{} is not about {}", name, subjects_named(program(), excluded, types)),
                       source, "ask anew in a new request, with what was missing"};
    }
    if (is_one_of(def.about_types, before.type) || (def.about & subjects).any()) return std::nullopt;
    if (before.is_open())
        return Refusal{RefusalKind::NotNow, rule + ", and the request is not decided yet", source,
                       "wait for its determination"};
    return Refusal{RefusalKind::NotEntitled, rule + ", and the request is none", source,
                   "ask anew in a new request"};
}

// `then no further request about it`: of a determination that was asked about once and for all.
Authority::Refused Authority::no_further_request(std::uint16_t type, RequestNo about) const {
    if (!has(about)) return std::nullopt;
    const policy::RequestDef& def = program().requests[type];
    policy::SubjectSet still_there = def.about & subjects_of(case_, about, program());
    still_there.reset(static_cast<std::size_t>(Subject::Denial));
    still_there.reset(static_cast<std::size_t>(Subject::PartialDenial));
    still_there.reset(static_cast<std::size_t>(Subject::CountedDenial));
    if (still_there.any()) return std::nullopt; // it does not dispute the outcome
    const auto asked_for_good = [&](const Request& one) {
        const bool done = !one.ended || one.ended == EndedAs::TechnicallyDenied;
        return one.about == about && program().requests[one.type].last && done;
    };
    const auto before = std::find_if(case_.requests.begin(), case_.requests.end(), asked_for_good);
    const std::uint16_t of_about = case_.at(about).type;
    const bool is_last = program().requests[of_about].last && !is_one_of(def.about_types, of_about);
    if (before == case_.requests.end() && !is_last) return std::nullopt;
    const policy::RequestDef& last = program().requests[is_last ? of_about : before->type];
    const bool open = !is_last && before->is_open();
    return Refusal{
        open ? RefusalKind::Duplicate : RefusalKind::NotEntitled,
        fmt::format("after {} there is no further {}", last.name.text, def.name.text),
        phrase_of(last.sources),
        open ? "supply what is new to the one that is open" : "ask something new in a new request"};
}

base::Expected<std::uint16_t, Refusal> Authority::asker(std::uint16_t type, RequestNo about, Channel channel,
                                                        const std::vector<Known>& facts,
                                                        std::uint16_t keyed) const {
    if (auto no = refused_by_table(CaseAct::Submit, actor_.role)) return tl::unexpected(std::move(*no));
    if (type >= program().requests.size())
        return tl::unexpected(Refusal{RefusalKind::Nothing, "there is no such request in this program", "",
                                      "name one of its requests"});
    if (auto no = nothing_to_ask_about(type, about)) return tl::unexpected(std::move(*no));
    if (auto no = no_further_request(type, about)) return tl::unexpected(std::move(*no));
    const bool for_others = actor_.role == Role::Intake || actor_.role == Role::CustomerService;
    if (for_others && keyed != policy::any_object) return keyed_party(type, channel, keyed);
    return asking_party(type, draft_of(case_, about, facts), channel);
}

// As what somebody asks is told by whoever spoke with them or reads their letter. The channel is that
// party's.
base::Expected<std::uint16_t, Refusal> Authority::keyed_party(std::uint16_t type, Channel channel,
                                                              std::uint16_t keyed) const {
    const policy::RequestDef& def = program().requests[type];
    const policy::AskedBy* elsewhere = nullptr;
    for (const policy::AskedBy& line : def.by) {
        const bool theirs = is_one_of(line.parties, keyed) || is_one_of(line.parties, policy::anyone);
        if (theirs && comes_by(line, channel) && keys(actor_.role, channel)) return keyed;
        if (theirs) elsewhere = &line;
    }
    const std::string rule = fmt::format("{} is asked by {}", def.name.text, asked_by(program(), def));
    const std::string source = phrase_of(def.sources);
    if (!elsewhere)
        return tl::unexpected(
            Refusal{RefusalKind::NotEntitled, rule, source,
                    fmt::format("leave it to {}, and log the contact", asked_by(program(), def))});
    if (comes_by(*elsewhere, channel) && !keys(actor_.role, channel))
        return tl::unexpected(Refusal{RefusalKind::WrongChannel, rule, source,
                                      fmt::format("hand to intake what came by {}", to_text(channel))});
    return tl::unexpected(Refusal{RefusalKind::WrongChannel, rule, source,
                                  fmt::format("tell whoever asks to do it by {}, and log the contact",
                                              channels_named(elsewhere->channels))});
}

base::Expected<std::uint16_t, Refusal> Authority::asking_party(std::uint16_t type, Request draft,
                                                               Channel channel) const {
    const policy::RequestDef& def = program().requests[type];
    const RequestNo about = draft.about;
    draft.type = type;
    Case with_draft = case_;
    with_draft.requests.push_back(std::move(draft));
    const auto number = static_cast<RequestNo>(with_draft.requests.size() - 1);
    const PartyMatch match(book_, with_draft, actor_, today());
    const bool stranger = actor_.role == Role::MemberSide && !match.stands_for_member();
    const bool outsider = actor_.role == Role::Provider && about != no_request && !match.acts(about);

    const policy::AskedBy* elsewhere = nullptr; // a line under which they may, by another channel
    std::vector<std::string> failing;
    for (const policy::AskedBy& line : def.by) {
        for (const std::uint16_t party : line.parties) {
            const RequestNo towards = party == policy::requester ? about : number;
            auto words = match.failures(party, towards, Untold::IsLeftOpen);
            if (stranger && words.empty() && party != policy::anyone)
                words.emplace_back("nobody has recorded that this account stands for the member");
            if (outsider && words.empty() && party != policy::anyone)
                words.emplace_back(
                    "nobody has named this account in the case, and another asked what it is about");
            if (words.empty() && comes_by(line, channel)) return party;
            if (words.empty()) elsewhere = &line;
            if (keys(actor_.role, channel) && comes_by(line, channel)) return party;
            failing.insert(failing.end(), words.begin(), words.end());
        }
    }
    return tl::unexpected(not_asked_so(def, elsewhere, failing));
}

Refusal Authority::not_asked_so(const policy::RequestDef& def, const policy::AskedBy* elsewhere,
                                const std::vector<std::string>& failing) const {
    const std::string rule = fmt::format("{} is asked by {}", def.name.text, asked_by(program(), def));
    const std::string source = phrase_of(def.sources);
    if (actor_.role == Role::Intake || actor_.role == Role::CustomerService)
        return Refusal{RefusalKind::WrongChannel, rule, source,
                       actor_.role == Role::Intake
                           ? "key in what came on paper or by phone, by a channel that the request allows"
                           : "key in what was said to you, and hand to intake what came on paper"};
    if (elsewhere)
        return Refusal{RefusalKind::WrongChannel, rule, source,
                       fmt::format("submit it by {}", channels_named(elsewhere->channels))};
    return Refusal{RefusalKind::NotEntitled,
                   failing.empty() ? rule : fmt::format("{}: {}", rule, base::join(failing, "; ")), source,
                   fmt::format("leave it to {}", asked_by(program(), def))};
}

} // namespace assent::casework
