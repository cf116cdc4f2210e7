#pragma once
// The engine's side of the comparison: the program read from its folder, facts of generated requests
// in its slots, and its verdicts in the terms of the rules written by hand.

#include "bench/hand_written.hpp"
#include "policy/decide.hpp"
#include "policy/request_reader.hpp"

namespace assent::bench {

constexpr const char* program_folder =
    ASSENT_SOURCE_DIR "/programs/mo-healthnet/complementary-therapy/2021-01-01";

// The program, checked. Prints its mistakes and ends the process when it has some.
policy::Program read_program();

// What is known of the request, in the slots of the program.
policy::Facts engine_facts(const policy::Program&, const Request&);

// The names of the criteria whose bits are set, as Verdict::because() sets them.
std::vector<std::string_view> criterion_names(const policy::Program&, std::uint64_t criteria);

// The verdict of the engine in the terms of the rules written by hand.
HandVerdict as_hand_verdict(const policy::Program&, const policy::Verdict&);

} // namespace assent::bench
