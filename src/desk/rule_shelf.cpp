#include "desk/rule_shelf.hpp"

namespace assent::desk {

base::Result<std::size_t> RuleShelf::put(catalog::ProgramVersions program, const letters::NameOf& name_of) {
    std::vector<std::unique_ptr<const Rules>> made;
    base::Diagnostics mistakes;
    for (const catalog::Version& version : program.versions) {
        auto rules = Rules::of(version, name_of);
        if (rules) {
            made.push_back(std::move(*rules));
        } else {
            mistakes.append(std::move(rules.error()));
        }
    }
    if (mistakes.has_errors()) return base::refused(std::move(mistakes));
    for (auto& one : made) rules_.try_emplace({one->id(), one->hash()}, std::move(one));
    const std::size_t count = made.size();
    programs_.insert_or_assign(program.id(), std::move(program));
    return count;
}

const Rules* RuleShelf::find(std::string_view id, std::string_view hash) const {
    const auto found = rules_.find({std::string(id), std::string(hash)});
    return found == rules_.end() ? nullptr : found->second.get();
}

const Rules* RuleShelf::in_force(std::string_view id, const catalog::GoverningDays& days) const {
    const auto program = programs_.find(id);
    if (program == programs_.end()) return nullptr;
    const catalog::Version* version = program->second.governing(days);
    return version ? find(id, version->program.hash) : nullptr;
}

std::vector<std::string> RuleShelf::programs() const {
    std::vector<std::string> ids;
    for (const auto& [id, program] : programs_) ids.push_back(id);
    return ids;
}

} // namespace assent::desk
