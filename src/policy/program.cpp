#include "policy/program.hpp"

#include <algorithm>

namespace assent::policy {
namespace {

template <typename Definition>
const Definition* named(const std::vector<Definition>& definitions, std::string_view name) {
    const auto found = std::find_if(definitions.begin(), definitions.end(),
                                    [&](const Definition& d) { return d.name.text == name; });
    return found == definitions.end() ? nullptr : &*found;
}

} // namespace

std::string_view to_text(Act act) {
    switch (act) {
        case Act::Approve: return "approve";
        case Act::Offer: return "offer";
        case Act::Refer: return "refer";
        case Act::Ask: return "ask";
        case Act::SayNotRequired: return "say not required";
        case Act::Correct: return "correct before submission";
        case Act::Cancel: return "cancel";
        case Act::Return: return "return";
        case Act::End: return "end";
        case Act::Convert: return "convert";
        case Act::Expedite: return "expedite";
        case Act::Combine: return "combine";
        case Act::Route: return "route";
        case Act::Hold: return "hold";
        case Act::Warn: return "warn";
        case Act::Flag: return "flag";
        case Act::Advise: return "advise";
    }
    return {};
}

const FactDef* Program::fact(std::string_view name) const { return named(facts, name); }
const AssumptionDef* Program::assumption(std::string_view name) const { return named(assumptions, name); }

} // namespace assent::policy
