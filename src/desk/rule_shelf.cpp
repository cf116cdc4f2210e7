#include "desk/rule_shelf.hpp"

#include "base/expects.hpp"

namespace assent::desk {

base::Result<bool> RuleShelf::keep(const catalog::Version& version, const letters::NameOf& name_of) {
    if (find(version.program.header.id.text, version.program.hash)) return false;
    auto rules = Rules::of(version, name_of);
    if (!rules) return base::refused(std::move(rules.error()));
    rules_.try_emplace({(*rules)->id(), (*rules)->hash()}, std::move(*rules));
    return true;
}

void RuleShelf::govern(catalog::ProgramVersions program) {
    for (const catalog::Version& version : program.versions)
        base::expects(find(program.id(), version.program.hash) != nullptr, "what governs is on the shelf");
    std::string id = program.id();
    programs_.insert_or_assign(std::move(id), std::move(program));
}

const Rules* RuleShelf::find(std::string_view id, std::string_view hash) const {
    const auto found = rules_.find({std::string(id), std::string(hash)});
    return found == rules_.end() ? nullptr : found->second.get();
}

const Rules* RuleShelf::in_force(std::string_view id, calendar::Instant received,
                                 std::optional<calendar::Date> start_of_service) const {
    const auto program = programs_.find(id);
    if (program == programs_.end()) return nullptr;
    const auto& zone = program->second.versions.back().zone;
    const calendar::Date day =
        zone ? zone->local_date(received) : std::chrono::floor<std::chrono::days>(received);
    const catalog::Version* version = program->second.governing({start_of_service, day});
    return version ? find(id, version->program.hash) : nullptr;
}

std::vector<const Rules*> RuleShelf::all() const {
    std::vector<const Rules*> all;
    for (const auto& [name, rules] : rules_) all.push_back(rules.get());
    return all;
}

const calendar::Zone& RuleShelf::zone() const {
    static const calendar::Zone utc = calendar::Zone::utc();
    return rules_.empty() ? utc : rules_.begin()->second->book().zone();
}

std::vector<std::string> RuleShelf::programs() const {
    std::vector<std::string> ids;
    for (const auto& [id, program] : programs_) ids.push_back(id);
    return ids;
}

} // namespace assent::desk
