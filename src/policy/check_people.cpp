#include "policy/check_people.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace assent::policy {
namespace {

// The parties whose standing a party's own depends on.
std::vector<std::uint16_t> parties_of(const PartyDef& party) {
    std::vector<std::uint16_t> all;
    const auto add = [&all](const Standing& standing) {
        if (standing.party != any_object) all.push_back(standing.party);
    };
    for (const auto& any : party.all) {
        for (const Standing& standing : any) add(standing);
    }
    for (const Standing& standing : party.none) add(standing);
    return all;
}

constexpr LevelActs adverse_acts() {
    unsigned long long bits = 0;
    for (const LevelAct act : {LevelAct::Deny, LevelAct::PartiallyDeny, LevelAct::Uphold, LevelAct::Modify,
                               LevelAct::End, LevelAct::Reduce})
        bits |= 1ULL << static_cast<unsigned>(act);
    return LevelActs(bits);
}

std::string listed(const LevelActs& acts) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < level_acts; ++i) {
        if (acts[i]) words.push_back(fmt::format("`{}`", to_text(static_cast<LevelAct>(i))));
    }
    return base::listed(words, "or");
}

class PeopleChecker {
public:
    PeopleChecker(const Program& program, base::Diagnostics& diagnostics)
        : program_(program), diagnostics_(diagnostics) {}

    void check() {
        for (std::size_t i = 0; i < program_.parties.size(); ++i) check_circle(i);
        for (const LevelDef& level : program_.levels) {
            if (level.name.text.empty()) continue;
            check_reasons(level);
            for (const Guard& guard : level.before) check_guard(level, guard);
            for (const Guard& guard : level.after) check_guard(level, guard);
        }
    }

private:
    // Whether a party is reached from those it rests on; each is visited once.
    void check_circle(std::size_t party) {
        std::vector<char> seen(program_.parties.size());
        std::vector<std::uint16_t> open = parties_of(program_.parties[party]);
        while (!open.empty()) {
            const std::uint16_t next = open.back();
            open.pop_back();
            if (next >= seen.size() || seen[next]) continue;
            seen[next] = 1;
            const auto more = parties_of(program_.parties[next]);
            open.insert(open.end(), more.begin(), more.end());
        }
        if (!seen[party]) return;
        const Piece& name = program_.parties[party].name;
        diagnostics_.error(program_.place(name),
                           fmt::format("who is `{}` depends on who is `{}`", name.text, name.text),
                           "let one party of the circle be a credential in its words");
    }

    void check_reasons(const LevelDef& level) {
        const LevelActs adverse = level.may & adverse_acts();
        if (program_.header.asking || adverse.none() || level.records_rationale) return;
        diagnostics_.warning(
            program_.place(level.name),
            fmt::format("`{}` may {}, and need not say why", level.name.text, listed(adverse)),
            "add `record rationale for each line`");
    }

    void check_guard(const LevelDef& level, const Guard& guard) {
        const LevelActs idle = guard.acts & ~level.may;
        if (idle.none()) return;
        diagnostics_.warning(program_.place(guard.source),
                             fmt::format("`{}` may not {} in any case", level.name.text, listed(idle)),
                             "add the act to its `may` line, or take the guard out");
    }

    const Program& program_;
    base::Diagnostics& diagnostics_;
};

} // namespace

void check_people(const Program& program, base::Diagnostics& diagnostics) {
    PeopleChecker(program, diagnostics).check();
}

} // namespace assent::policy
