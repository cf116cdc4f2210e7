// What a timeline hands in, and what its reviewers decide, with all that it leaves unsaid.

#include <algorithm>

#include "casework/approvable.hpp"
#include "casework/authority.hpp"
#include "casework/program_rules.hpp"
#include "casework/required_papers.hpp"
#include "policy/request_reader.hpp"
#include "timelines/commands_of.hpp"

namespace assent::timelines {
namespace {

using casework::Granted;
using casework::Known;

using policy::LevelAct;

constexpr std::string_view usual_criteria = "criteria of the program";
constexpr std::string_view usual_version = "1";
constexpr std::string_view usual_rationale = "What was handed in was looked at for this member.";

void put(std::vector<Known>& facts, const std::vector<Known>& more) {
    for (const Known& one : more) {
        std::erase_if(facts, [&](const Known& old) { return old.fact == one.fact && old.line == one.line; });
    }
    facts.insert(facts.end(), more.begin(), more.end());
}

std::uint16_t lines_in(const std::vector<Known>& facts) {
    int lines = 0;
    for (const Known& one : facts) lines = std::max(lines, one.line + 1);
    return static_cast<std::uint16_t>(lines);
}

// The request as it would be without papers; what is missing of it then must come with it.
std::vector<std::string> papers_needed(const casework::Submit& without, const Scene& scene) {
    const casework::Context context{scene.now, scene.actor, scene.book, scene.composer};
    const auto events = casework::decide(scene.of, without, context);
    if (!events) return {};
    casework::Case after = scene.of;
    const auto number = static_cast<RequestNo>(after.requests.size());
    for (const casework::Event& event : *events) after = evolve(std::move(after), event);
    return missing_papers(after, number, scene.book, scene.now);
}

bool lists(const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// The lines that are still to be decided; of a dispute, those that were decided against.
std::vector<std::uint16_t> open_lines(RequestNo number, const Scene& scene) {
    const casework::Request& request = scene.of.at(number);
    const casework::Request* before = earlier(scene.of, request);
    const bool dispute = before && casework::is_dispute(scene.program().requests[request.type]) &&
                         before->lines.size() == request.lines.size();
    std::vector<std::uint16_t> lines;
    for (std::size_t i = 0; i < request.lines.size(); ++i) {
        const bool settled = dispute && !before->lines[i].adverse;
        if (!request.lines[i].determined && !settled) lines.push_back(static_cast<std::uint16_t>(i));
    }
    return lines;
}

// What is approved of a line, as it is said; nothing where all of it or none is.
std::optional<Granted> granted(const Grant& grant, RequestNo number, std::uint16_t line, const Scene& scene) {
    const bool part = grant.act == LevelAct::Approve || grant.act == LevelAct::PartiallyDeny ||
                      grant.act == LevelAct::Modify || grant.act == LevelAct::Reduce;
    const casework::Request& request = scene.of.at(number);
    const bool said = grant.units || grant.frequency || grant.from || grant.through;
    if ((!part && !said) || line >= request.lines.size()) return std::nullopt;
    Granted made = approvable(scene.of, number, scene.book, line);
    if (grant.act == LevelAct::Reduce && request.lines[line].granted) made = *request.lines[line].granted;
    if (grant.units) made.units = *grant.units;
    if (grant.frequency) made.frequency = *grant.frequency;
    if (grant.from) made.from = *grant.from;
    if (grant.through) made.through = *grant.through;
    return made;
}

// To approve, and to approve as requested, are said alike: what the level may is meant. All of it in figures
// is as requested.
LevelAct act_of(const Grant& grant, const std::optional<Granted>& part, RequestNo number, std::uint16_t line,
                const Scene& scene) {
    const casework::Request& request = scene.of.at(number);
    if (request.level >= scene.program().levels.size()) return grant.act;
    const policy::LevelActs may = scene.program().levels[request.level].may;
    const auto can = [&](LevelAct act) { return may.test(static_cast<std::size_t>(act)); };
    if (grant.act == LevelAct::ApproveAsRequested && !can(grant.act) && can(LevelAct::Approve))
        return LevelAct::Approve;
    if (grant.act != LevelAct::Approve || !part || can(LevelAct::Approve)) return grant.act;
    const bool all = *part == approvable(scene.of, number, scene.book, line);
    return all ? LevelAct::ApproveAsRequested : grant.act;
}

casework::Criteria criteria_of(const Deed& deed) {
    if (lists(deed.without, "criteria")) return {};
    if (!deed.criteria.empty()) return {deed.criteria, deed.version};
    return {std::string(usual_criteria), std::string(usual_version)};
}

std::string rationale_of(const Deed& deed) {
    if (lists(deed.without, "rationale")) return {};
    return deed.words.empty() ? std::string(usual_rationale) : deed.words;
}

} // namespace

std::vector<Known> known(const std::vector<Telling>& tellings, const policy::Program& program) {
    std::vector<Known> all;
    for (const Telling& one : tellings) {
        const policy::Type& type = program.facts[one.fact].type;
        const auto value = policy::value_of(type, one.value.text);
        Known made;
        made.fact = one.fact;
        made.line = static_cast<std::int16_t>(one.line);
        made.no_items = type.many && one.value.text == "none";
        if (value && !made.no_items) made.value = value->least;
        if (type.is_opaque()) made.text = one.value.text;
        all.push_back(std::move(made));
    }
    return all;
}

casework::Paper paper(const std::string& kind, policy::Channel channel, casework::Instant arrived) {
    casework::Paper made;
    made.kind = kind;
    made.document = kind;
    made.arrived = arrived;
    made.channel = channel;
    made.pages = 1;
    return made;
}

policy::Channel usual_channel(std::uint16_t type, std::uint16_t party, const policy::Program& program) {
    const auto first_of = [](const policy::ChannelSet& set) {
        std::size_t i = 0;
        while (i + 1 < policy::channels && !set.test(i)) ++i;
        return set.none() ? policy::Channel::Portal : static_cast<policy::Channel>(i);
    };
    const auto& lines = program.requests[type].by;
    for (const policy::AskedBy& line : lines) {
        if (std::find(line.parties.begin(), line.parties.end(), party) != line.parties.end())
            return first_of(line.channels);
    }
    const bool role_alone = party == policy::any_object && !lines.empty(); // who keys in what others ask
    return role_alone ? first_of(lines.back().channels) : policy::Channel::Portal;
}

RequestNo asked_about(std::uint16_t type, policy::Channel channel, const Scene& scene) {
    const policy::RequestDef& def = scene.program().requests[type];
    if (def.about.none() && def.about_types.empty()) return casework::no_request;
    const casework::Authority authority(scene.book, scene.of, scene.actor, scene.now);
    RequestNo already_decided = casework::no_request;
    for (std::size_t i = scene.of.requests.size(); i-- > 0;) {
        const auto number = static_cast<RequestNo>(i);
        const casework::Request& one = scene.of.requests[i];
        const auto asker = authority.asker(type, number, channel);
        if (asker) return number;
        // Whoever may not ask by this channel, or at all, still asks about something that can be asked about.
        const bool fits = asker.error().kind == casework::RefusalKind::WrongChannel;
        if (fits) return number;
        const bool excluded = std::find(def.not_about_types.begin(), def.not_about_types.end(), one.type) !=
                              def.not_about_types.end();
        const bool better = already_decided == casework::no_request ||
                            (!excluded && scene.of.requests[already_decided].type == type);
        if (one.outcome && better) already_decided = number;
    }
    if (already_decided != casework::no_request) return already_decided;
    return scene.of.requests.empty() ? casework::no_request
                                     : static_cast<RequestNo>(scene.of.requests.size() - 1);
}

casework::Submit submission(const Step& step, const Scene& scene) {
    const Deed& deed = step.deed;
    const policy::RequestDef& type = scene.program().requests[deed.object];
    casework::Submit made;
    made.type = deed.object;
    made.channel = deed.channel.value_or(usual_channel(deed.object, step.who.party, scene.program()));
    made.about = deed.request.value_or(asked_about(deed.object, made.channel, scene));
    if (made.about == casework::no_request) {
        for (const Known& one : known(scene.timeline.facts, scene.program())) {
            const bool of_lines = one.line >= 0 && !type.asks_lines;
            if (!of_lines && casework::comes_with_request(scene.program().facts[one.fact], scene.program()))
                made.facts.push_back(one);
        }
    }
    put(made.facts, known(deed.tellings, scene.program()));
    made.lines = lines_in(made.facts);
    if (made.about < scene.of.requests.size())
        made.lines =
            std::max(made.lines, static_cast<std::uint16_t>(scene.of.requests[made.about].lines.size()));
    made.participants = scene.cast.participants();
    if (deed.arrived) made.arrived = scene.instant(*deed.arrived);
    for (const std::string& kind : papers_needed(made, scene)) {
        if (!lists(deed.without, kind))
            made.papers.push_back(paper(kind, made.channel, made.arrived.value_or(scene.now)));
    }
    for (const std::string& kind : deed.items)
        made.papers.push_back(paper(kind, made.channel, made.arrived.value_or(scene.now)));
    return made;
}

casework::Decide decision(const Step& step, RequestNo request, const Scene& scene) {
    casework::Decide made;
    made.request = request;
    made.criteria = criteria_of(step.deed);
    for (const Grant& grant : step.deed.grants) {
        const auto lines = grant.line ? std::vector{*grant.line} : open_lines(request, scene);
        for (const std::uint16_t line : lines) {
            const auto part = granted(grant, request, line, scene);
            made.lines.push_back(
                {line, act_of(grant, part, request, line, scene), part, rationale_of(step.deed)});
        }
    }
    return made;
}

casework::Reduce reduction(const Step& step, RequestNo request, const Scene& scene) {
    const Grant grant = step.deed.grants.empty() ? Grant{} : step.deed.grants.front();
    const std::uint16_t line = grant.line.value_or(0);
    casework::Reduce made;
    made.request = request;
    made.line = {line, LevelAct::Reduce, granted(grant, request, line, scene), rationale_of(step.deed)};
    made.criteria = criteria_of(step.deed);
    return made;
}

} // namespace assent::timelines
