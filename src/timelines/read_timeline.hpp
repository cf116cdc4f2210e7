#pragma once
// Reads scenarios with dated lines into timelines, for one program. Every mistake comes out of one run, at
// its line and column, with what can stand there. A scenario without a dated line is none, and is left alone.
//
//   scenario NAME, IDS
//     program    ID                                   (where it lies outside its program's folder)
//     like       NAME                                 (a scenario whose facts are a complete request)
//     FACT VALUE                                      (facts of the request, as in any scenario)
//     person     "NAME" is PARTY [ of WORDS ] { , CHANGE }
//     outbox     by hand                              (else whatever is owed is sent at once)
//     YYYY-MM-DD [ HH:MM[:SS] [ EST ] ]  WHO DEED
//       expect  EXPECTATION
//
//   CHANGE = without CREDENTIAL | CREDENTIAL [ from DATE ] [ until DATE ]
//          | in conflict with ( PARTY | "NAME" | the member )
//   WHO    = PARTY [ "NAME" ] | "NAME" | ROLE | time
//
// The forms of deeds stand in deed_reader.hpp, those of expectations in expectation_reader.hpp.

#include "base/result.hpp"
#include "timelines/timeline.hpp"

namespace assent::timelines {

// Whether the scenario has dated lines.
bool is_timeline(const policy::Block& scenario);

// The timelines among these scenarios, in their order, or all mistakes. `like` may name any scenario of the
// program, or of the same file.
base::Result<std::vector<Timeline>> read_timelines(const policy::Program&,
                                                   const std::vector<policy::ScenarioText>& scenarios);

} // namespace assent::timelines
