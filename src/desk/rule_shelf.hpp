#pragma once
// The versions of all programs that this desk knows: those in force for new cases, and those under which
// older cases began, by their hashes. Filled before the desk opens; read from any thread afterwards.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "desk/rules.hpp"

namespace assent::desk {

class RuleShelf {
public:
    // A version that is known by its hash from now on; true when it was not yet. Refused when it cannot
    // govern cases.
    base::Result<bool> keep(const catalog::Version& version, const letters::NameOf& name_of);

    // The versions among which new cases of a program find theirs. Requires: each of them is kept.
    void govern(catalog::ProgramVersions program);

    // The rules by their hash; null when nobody put them here.
    const Rules* find(std::string_view id, std::string_view hash) const;

    // The rules that govern a new case received at that moment, on the day it is in the program's zone, or by
    // the first day of service where the program says so and it is known. Null when there is no such program,
    // or none in force then.
    const Rules* in_force(std::string_view id, calendar::Instant received,
                          std::optional<calendar::Date> start_of_service = {}) const;

    std::vector<std::string> programs() const; // their ids, in order
    std::vector<const Rules*> all() const;     // every version under which a case can have begun

    // The clocks by which days are meant that belong to no program: those of the first; UTC without any.
    const calendar::Zone& zone() const;

private:
    std::map<std::string, catalog::ProgramVersions, std::less<>> programs_; // in force for new cases
    std::map<std::pair<std::string, std::string>, std::unique_ptr<const Rules>> rules_; // by id and hash
};

} // namespace assent::desk
