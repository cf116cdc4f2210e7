#pragma once
// What a program grants beyond the table: what the software may do by itself, and which rights there are. It
// only finds lines; whether somebody is the party of a right is not asked here.

#include <optional>
#include <vector>

#include "casework/authority.hpp"

namespace assent::casework {

// Whether a line of the program lets the software do this by itself.
bool has_rule(const policy::Program&, CaseAct, Role);

// The rights that are a right to do this; to see a case, every right is one.
std::vector<const policy::TermDef*> rights_to(const policy::Program&, CaseAct);

// Those acts at a level that are this act on a case: to approve also reverses and answers yes, to deny is
// every adverse determination. None for an act that is none of a level.
policy::LevelActs level_acts_of(CaseAct);

// Those acts at a level that decide a service line; each other has a command of its own, for the whole
// request.
policy::LevelActs line_acts();

// Whether whoever asks, or a system that is asked then, can tell the fact with a request. What a reviewer, a
// supervisor, an agency, a fiscal agent or the log of contacts tells is not theirs to say.
bool comes_with_request(const policy::FactDef&, const policy::Program&);

} // namespace assent::casework
