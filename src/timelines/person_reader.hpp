#pragma once
// `person "Dr. Lee" is physician of physical therapy, without board certification, in conflict with the
// member`: who somebody is all through a timeline, and in what they differ from the usual person of their
// party.

#include "timelines/sentence.hpp"

namespace assent::timelines {

// Nothing, and a mistake, when the line is not understood. Conflicts are towards parties or towards persons
// that were named before.
std::optional<Person> read_person(Sentence& line);

} // namespace assent::timelines
