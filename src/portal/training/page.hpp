#pragma once
// A training copy: the banner that each of its pages bears, and the page on which its clock is set, forward
// and for all who learn on it. Nobody adds it to the pages of a server for real cases.

#include <string>

#include "portal/gate.hpp"

namespace assent::portal {

// "Mon 30 Nov 2026 10:00 EST": its clock, in the zone of the first program that it has.
std::string training_time(const Services& services);

// The answer with the banner, when it is a page for people.
http::Response as_training(const http::Request& request, http::Response answer, const std::string& time);

// Requires: its clock can be set.
void add_training(Gate& gate, const Services& services);

} // namespace assent::portal
