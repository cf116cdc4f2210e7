#include "casework/spoken.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace assent::casework {

std::string phrase_of(const policy::Sources& sources) {
    for (const auto* pieces : {&sources.quotes, &sources.cites, &sources.assumes}) {
        if (!pieces->empty()) return pieces->front().text;
    }
    return {};
}

std::string party_name(const policy::Program& program, std::uint16_t party) {
    if (party == policy::us) return "us";
    if (party == policy::anyone) return "anyone";
    if (party == policy::requester) return "the requester";
    return party < program.parties.size() ? program.parties[party].name.text : "nobody";
}

std::string parties_named(const policy::Program& program, std::span<const std::uint16_t> parties) {
    std::vector<std::string> names;
    for (const std::uint16_t party : parties) names.push_back(party_name(program, party));
    return names.empty() ? "nobody" : base::listed(names, "or");
}

std::string acts_named(policy::LevelActs acts) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < policy::level_acts; ++i) {
        if (acts.test(i)) names.emplace_back(to_text(static_cast<policy::LevelAct>(i)));
    }
    return names.empty() ? "nothing" : base::listed(names);
}

std::string spaced(std::string_view text) {
    std::string made(text);
    std::replace(made.begin(), made.end(), '_', ' ');
    return made;
}

std::string channels_named(policy::ChannelSet channels) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < policy::channels; ++i) {
        if (channels.test(i)) names.emplace_back(to_text(static_cast<policy::Channel>(i)));
    }
    return names.empty() ? "any channel" : base::listed(names, "or");
}

std::string asked_by(const policy::Program& program, const policy::RequestDef& request) {
    std::vector<std::string> lines;
    for (const policy::AskedBy& by : request.by)
        lines.push_back(
            fmt::format("{} by {}", parties_named(program, by.parties), channels_named(by.channels)));
    return lines.empty() ? "nobody" : base::join(lines, ", or ");
}

} // namespace assent::casework
