#pragma once
// The facts that the engine knows by itself of every request and its service lines. A program declares
// those it speaks of, `from the case`; nobody is asked for them, and whoever follows a case fills them in.
// The list is closed: what is not on it has to be told by somebody.

#include <span>
#include <string_view>

#include "policy/type.hpp"

namespace assent::policy {

constexpr std::string_view the_case = "the case"; // who tells them, as a fact's line says it

struct CaseFact {
    std::string_view name;
    Kind kind;
};

std::span<const CaseFact> case_facts();

} // namespace assent::policy
