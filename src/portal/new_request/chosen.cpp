#include "portal/new_request/chosen.hpp"

#include <utility>

#include "casework/spoken.hpp"
#include "portal/html.hpp"
#include "portal/new_request/further.hpp"

namespace assent::portal {
namespace {

std::optional<Chosen> chosen_further(const Visit& visit, const Services& services) {
    auto seen = case_of(visit, services);
    if (!seen) return std::nullopt;
    for (const Further& one : further(*seen)) {
        const bool meant = seen->program().requests[one.type].name.text == visit.places[2] &&
                           fmt::format("{}", one.after + 1) == visit.places[3];
        if (meant)
            return Chosen{seen->file().rules, one.type, std::move(seen), one.about, one.days, one.after};
    }
    return std::nullopt;
}

} // namespace

std::string Chosen::address() const {
    if (!of) return "/new/" + rules->id() + "/" + in_address(name());
    return further_address(*of, type, after);
}

std::vector<Chosen> choices(const Services& services, calendar::Instant now) {
    std::vector<Chosen> all;
    for (const std::string& id : services.desk.shelf().programs()) {
        const desk::Rules* rules = services.desk.shelf().in_force(id, now);
        if (!rules) continue;
        const auto& types = rules->program().requests;
        for (std::size_t i = 0; i < types.size(); ++i) {
            if (types[i].opens_case) all.push_back({rules, static_cast<std::uint16_t>(i)});
        }
    }
    return all;
}

std::optional<Chosen> chosen(const Visit& visit, const Services& services) {
    if (visit.places.size() == 4) return chosen_further(visit, services);
    for (const Chosen& one : choices(services, visit.now)) {
        if (one.rules->id() == visit.places[0] + "/" + visit.places[1] && one.name() == visit.places[2])
            return one;
    }
    return std::nullopt;
}

Fields told_before(const Chosen& what) {
    Fields fields;
    const auto& facts = what.rules->program().facts;
    const auto& lines = what.of->file().now.at(what.after).lines;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto fact = static_cast<std::uint16_t>(i);
        if (!facts[i].per_line) fields[facts[i].name.text] = what.of->told(what.after, fact);
        for (std::size_t line = 0; facts[i].per_line && line < lines.size(); ++line)
            fields[fmt::format("{}.{}", facts[i].name.text, line + 1)] =
                what.of->told(what.after, fact, static_cast<int>(line));
    }
    for (const casework::Participant& one : what.of->file().now.participants)
        fields[casework::party_name(what.rules->program(), one.party)] = one.id;
    return fields;
}

} // namespace assent::portal
