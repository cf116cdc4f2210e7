#pragma once
// An answer as the bytes that go over the wire, with the headers that every answer has: Date, Content-Length,
// that no type is to be guessed, and that nothing is to be kept unless the handler said otherwise. No value
// can begin another line. One that goes on has no length and ends with its connection. Pure: the moment is
// handed in.

#include <chrono>
#include <string>

#include "http/message.hpp"

namespace assent::http {

struct AnswerForm {
    bool closes = false;   // the connection, after this answer
    bool bodiless = false; // to HEAD: what a body would be is said, and it is left out
    bool old = false;      // to HTTP/1.0
};

// INTERPRETATION: RFC 9110 forbids a length and a body with 204 and 304, so these have neither.
std::string to_bytes(const Response& response, AnswerForm form, std::chrono::sys_seconds now);

std::string http_date(std::chrono::sys_seconds moment); // "Sun, 06 Nov 1994 08:49:37 GMT"

} // namespace assent::http
