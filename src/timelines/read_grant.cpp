// What a reviewer decides on the lines of a request: "approves", "partially denies line 1 to 12 units 2 times
// a week from 2026-03-02, denies line 2".

#include <fmt/format.h>

#include "timelines/deed_reader.hpp"

namespace assent::timelines {
namespace {

using policy::LevelAct;

struct Decision {
    std::string_view verb;
    LevelAct act;
    bool grants; // something is approved, and must be said
};
constexpr std::array decision_verbs = {
    Decision{"approves", LevelAct::ApproveAsRequested, false},
    Decision{"denies", LevelAct::Deny, false},
    Decision{"partially denies", LevelAct::PartiallyDeny, true},
    Decision{"upholds", LevelAct::Uphold, false},
    Decision{"modifies", LevelAct::Modify, true},
    Decision{"reverses", LevelAct::Reverse, false},
    Decision{"reduces", LevelAct::Reduce, true},
};

const Decision* decision_of(std::string_view verb) {
    for (const Decision& one : decision_verbs) {
        if (one.verb == verb) return &one;
    }
    return nullptr;
}

const Decision& decision_of(LevelAct act) {
    for (const Decision& one : decision_verbs) {
        if (one.act == act) return one;
    }
    return decision_verbs.front();
}

const Decision* decision_at(std::string_view text) {
    for (const Decision& one : decision_verbs) {
        if (policy::begins_with(text, one.verb)) return &one;
    }
    return nullptr;
}

} // namespace

bool DeedReader::decisions() {
    LevelAct act = decision_of(verb_)->act;
    do {
        deed_.grants.push_back({});
        deed_.grants.back().act = act;
        if (!grant(deed_.grants.back())) return false;
    } while (another_line(act));
    return true;
}

bool DeedReader::reduced() {
    deed_.grants.push_back({});
    deed_.grants.back().act = LevelAct::Reduce;
    return grant(deed_.grants.back());
}

// `, line 2 ...` goes on with the same act, `, denies line 2` with another.
bool DeedReader::another_line(LevelAct& act) {
    const bool joined = line_.sees("and");
    const bool comma = !line_.at_end() && line_.left().front() == ',';
    if (!joined && !comma) return false;
    std::string_view next = line_.beyond(comma ? 1 : 3);
    if (comma && policy::begins_with(next, "and")) next = base::trim(next.substr(3));
    const Decision* other = decision_at(next);
    if (!other && !policy::begins_with(next, "line")) return false;
    line_.skip(line_.left().size() - next.size());
    if (other) {
        line_.accept(other->verb);
        act = other->act;
    }
    return true;
}

bool DeedReader::grant(Grant& grant) {
    const Decision decision = decision_of(grant.act);
    if (line_.accept("line")) {
        grant.line = line_.ordinal("line");
        if (!grant.line) return false;
    }
    bool said = false;
    if (line_.accept("as requested")) return true;
    if (grant.act != LevelAct::Deny && grant.act != LevelAct::Uphold && !amounts(grant, said)) return false;
    if (grant.act == LevelAct::ApproveAsRequested && said) grant.act = LevelAct::Approve;
    if (said || !decision.grants) return true;
    line_.wrong("how much of it is approved?",
                fmt::format("write `{} to 12 units through 2026-03-31`", decision.verb));
    return false;
}

bool DeedReader::amounts(Grant& grant, bool& said) {
    line_.accept("to");
    for (bool more = true; more; said |= more) {
        if (line_.sees_digit()) {
            const auto number = line_.number("a number");
            if (!number) return false;
            const bool units = line_.accept("units") || line_.accept("unit");
            const bool often = !units && (line_.accept("times a week") || line_.accept("time a week"));
            if (!units && !often) {
                line_.wrong("`units` or `times a week` expected after the number",
                            "write `12 units 2 times a week`");
                return false;
            }
            (units ? grant.units : grant.frequency) = number;
        } else if (line_.accept("from")) {
            grant.from = line_.day();
            if (!grant.from) return false;
        } else if (line_.accept("through")) {
            grant.through = line_.day();
            if (!grant.through) return false;
        } else {
            more = false;
        }
    }
    return true;
}

} // namespace assent::timelines
