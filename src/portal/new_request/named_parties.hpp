#pragma once
// Whom the form of a new request asks to name. A party without any line of its own is whoever the case names
// as it: the form asks who that is where something on it is theirs to tell, and where the program sends them
// a notice, which would reach nobody otherwise. Agency and fiscal agent are named by no case: every account
// of their kind is it. Whoever asks is known by their account; when somebody writes down what others ask, who
// they are stands beside how it came (portal/came.hpp).

#include <cstdint>
#include <functional>
#include <vector>

#include "policy/program.hpp"

namespace assent::portal {

// By their numbers. `on_form` says whether the form asks for a fact.
std::vector<std::uint16_t> named_parties(const policy::Program& program,
                                         const std::function<bool(const policy::FactDef&)>& on_form);

// Whether it has no line of its own, and no kind of account is it.
bool is_named_by_case(const policy::PartyDef& party);

} // namespace assent::portal
