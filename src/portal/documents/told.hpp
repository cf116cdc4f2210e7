#pragma once
// What whoever hands in a document should know of it at once: how many pages it has, which of them can hardly
// be read, or that it cannot be opened. It is taken all the same.

#include <string>

#include "paper/opener.hpp"

namespace assent::portal {

// Why it may be of no use: "Page 3 may be hard to read (nearly blank)."; "" when nothing is known to be.
std::string doubts_of(const paper::Shown<paper::Look>& look);

// The same with how many pages it has, before it is sent.
std::string told_of(const paper::Shown<paper::Look>& look);

} // namespace assent::portal
