#pragma once
// What a handler of the interface is given: the parts of the house that it may ask, and a call by somebody
// who is signed in; with what most handlers begin with. A handler decides nothing and grants nothing: every
// order goes through the desk, and what is shown is first asked of authority.

#include <functional>
#include <optional>
#include <string>

#include "base/json_document.hpp"
#include "desk/desk.hpp"
#include "desk/handed_documents.hpp"
#include "http/message.hpp"
#include "http/router.hpp"

namespace assent::http {

using Clock = std::function<calendar::Instant()>;

// They live as long as the interface.
struct Parts {
    desk::Desk& desk;
    store::Store& store;
    store::Documents& documents;
    Clock clock;
};

// One request of somebody who is signed in.
struct Call {
    const Request& request;
    const Places& places;
    casework::Actor actor;
    calendar::Instant now;
};

// What a record says of who caused it, when they did by this call.
desk::Cause cause_of(const Call& call);

// Reads a body that is JSON, and said to be, and whose values no handler has to fear: texts of some length
// and without U+0000, numbers of some size. Or the problem that it is not.
std::optional<Response> wrong_body(const Request& request, base::JsonDocument& document);

// Whether a text from outside can be a key of ours, and is no longer than one of them is; of a member, also
// that it is taken for nobody else's and can stand in an address.
bool is_key(std::string_view text);
bool is_key_of_member(std::string_view text);
inline constexpr const char* how_to_write_a_key =
    "write 1 to 200 letters, digits and marks, without blanks and slashes";
inline constexpr const char* how_to_write_a_key_of_member =
    "write 1 to 200 letters, digits and marks, without blanks, slashes, `person:` and `organization:`";

// The case that the first two places of the address name, when it may be seen; or why not.
base::Expected<desk::CaseFile, Response> file_for(const Parts& parts, const Call& call);

// The same for a command: who only tells facts (cell Facts) acts on cases that they are not shown.
base::Expected<desk::CaseFile, Response> file_to_act_on(const Parts& parts, const Call& call);

// By which a client says which state of a stream it has seen, "12" in quotation marks; whether If-Match names
// that state; and whether If-None-Match does, where a tag can be a weak one.
std::string etag(std::int64_t state);
bool names(std::string_view header, std::int64_t state);
bool knows(std::string_view header, std::int64_t state);

// Whether a client wants its answer in that type, by name, and no less than in the usual one.
bool prefers(const Request& request, std::string_view type, std::string_view usual);

// The documents, as they are handed in.
desk::HandedDocuments handed_documents(const Parts& parts);

} // namespace assent::http
