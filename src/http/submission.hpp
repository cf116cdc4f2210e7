#pragma once
// A request as a client hands it in, read from the body of a call: for a case that is to begin, or for one
// that is there. What cannot be read is the problem to be answered.

#include "http/call.hpp"
#include "http/command_reader.hpp"

namespace assent::http {

// {"program", "member", "start", "request": {...}}.
struct NewSubmission {
    desk::NewCase begins;
    casework::Submit submit;
};
base::Expected<NewSubmission, Response> read_new_submission(const Parts& parts, const Call& call);

// {"request": {...}}, as a further request of the case.
base::Expected<casework::Submit, Response> read_further_submission(const Parts& parts, const Call& call,
                                                                   const desk::CaseFile& file);

// Whom and which documents a command may name; for a case that is there, its own too. Looks at all of them.
CommandReader::Registers registers(const Parts& parts, const Call& call, const casework::Case* of);

} // namespace assent::http
