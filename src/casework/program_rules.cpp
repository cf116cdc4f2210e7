#include "casework/program_rules.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "policy/contact_source.hpp"

namespace assent::casework {
namespace {

bool decides(const policy::Program& program, std::initializer_list<policy::Act> acts) {
    for (const policy::DecisionDef& decision : program.decisions) {
        for (const policy::DecisionLine& line : decision.lines) {
            if (std::find(acts.begin(), acts.end(), line.act) != acts.end()) return true;
        }
    }
    return false;
}

bool goes_to_a_level(const policy::Program& program) {
    return std::any_of(program.requests.begin(), program.requests.end(),
                       [](const policy::RequestDef& one) { return one.level != policy::any_object; });
}

bool follows(const policy::Program& program, policy::EffectKind kind) {
    return std::any_of(program.terms.begin(), program.terms.end(), [kind](const policy::TermDef& term) {
        return std::any_of(term.effects.begin(), term.effects.end(),
                           [kind](const policy::Effect& effect) { return effect.kind == kind; });
    });
}

std::optional<policy::Deed> deed_of(CaseAct act) {
    switch (act) {
        case CaseAct::Message: return policy::Deed::Ask;
        case CaseAct::Contact: return policy::Deed::Contact;
        case CaseAct::Extend: return policy::Deed::Extend;
        case CaseAct::Expedite:
        case CaseAct::RefuseToExpedite: return policy::Deed::AskToExpedite;
        case CaseAct::HearConcerns: // whoever directs what follows
        case CaseAct::Direct: return policy::Deed::Direct;
        default: return std::nullopt;
    }
}

policy::LevelActs set_of(std::initializer_list<policy::LevelAct> acts) {
    policy::LevelActs made;
    for (const policy::LevelAct act : acts) made.set(static_cast<std::size_t>(act));
    return made;
}

} // namespace

bool has_rule(const policy::Program& program, CaseAct act, Role role) {
    using policy::Act;
    if (role == Role::Timer)
        return act == CaseAct::Approve && follows(program, policy::EffectKind::ApproveAsAsked);
    switch (act) {
        case CaseAct::Approve: return decides(program, {Act::Approve, Act::Offer});
        case CaseAct::Pend: return decides(program, {Act::Ask});
        case CaseAct::Refer: return decides(program, {Act::Refer}) || goes_to_a_level(program);
        case CaseAct::Return: return decides(program, {Act::Return});
        case CaseAct::Expedite: return decides(program, {Act::Expedite});
        case CaseAct::Flag: return decides(program, {Act::Flag, Act::Warn});
        default: return false;
    }
}

std::vector<const policy::TermDef*> rights_to(const policy::Program& program, CaseAct act) {
    std::vector<const policy::TermDef*> rights;
    for (const policy::TermDef& term : program.terms) {
        if (term.kind != policy::TermKind::Right) continue;
        if (act == CaseAct::See || deed_of(act) == term.act.deed) rights.push_back(&term);
    }
    return rights;
}

policy::LevelActs level_acts_of(CaseAct act) {
    using policy::LevelAct;
    switch (act) {
        case CaseAct::Pend: return set_of({LevelAct::Pend});
        case CaseAct::Refer: return set_of({LevelAct::Refer});
        case CaseAct::Return: return set_of({LevelAct::Return});
        case CaseAct::TechnicallyDeny: return set_of({LevelAct::TechnicallyDeny});
        case CaseAct::Approve:
            return set_of(
                {LevelAct::Approve, LevelAct::ApproveAsRequested, LevelAct::Reverse, LevelAct::Answer});
        case CaseAct::Deny:
            return set_of({LevelAct::Deny, LevelAct::PartiallyDeny, LevelAct::Uphold, LevelAct::Modify,
                           LevelAct::End, LevelAct::Reduce});
        default: return {};
    }
}

policy::LevelActs line_acts() { return level_acts_of(CaseAct::Approve) | level_acts_of(CaseAct::Deny); }

bool comes_with_request(const policy::FactDef& fact, const policy::Program& program) {
    constexpr std::array others = {Role::Reviewer, Role::Supervisor, Role::Agency, Role::FiscalAgent};
    const auto is_source = [&](Role role) { return fact.from == to_text(role); };
    if (fact.judged || std::any_of(others.begin(), others.end(), is_source)) return false;
    if (policy::is_contact_source(fact.from)) return false;
    return std::none_of(program.levels.begin(), program.levels.end(), [&](const policy::LevelDef& level) {
        return std::any_of(level.reviewers.begin(), level.reviewers.end(), [&](std::uint16_t party) {
            return party < program.parties.size() && program.parties[party].name.text == fact.from;
        });
    });
}

} // namespace assent::casework
