#pragma once
// The facts that the engine knows by itself of every request and its service lines. A program declares
// those it speaks of, `from the case`; in a case nobody is asked for them, and whoever follows it fills them
// in. Who asks what would become of a request that is in no case tells them, too; so each has its question.
// The list is closed: what is not on it has to be told by somebody.

#include <span>
#include <string_view>

#include "policy/definitions.hpp"

namespace assent::policy {

constexpr std::string_view the_case = "the case"; // who tells them, as a fact's line says it

struct CaseFact {
    std::string_view name;
    Kind kind;
    std::string_view question;
};

std::span<const CaseFact> case_facts();

// What is asked for a fact: in the program's words, or of the case in the engine's. "" when it has none.
std::string_view question_for(const FactDef&);

} // namespace assent::policy
