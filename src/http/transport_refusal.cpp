#include "http/transport_refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/json_writer.hpp"

namespace assent::http {
namespace {

struct Row {
    int status;
    std::string_view word, title, detail;
};

// In the order of Refused.
constexpr std::array<Row, refusal_count> rows{{
    {400, "bad-request-line", "The request line cannot be read",
     "Write a method, one space, a target, one space and HTTP/1.1, and end the line with CR LF."},
    {400, "bad-target", "The target cannot be read",
     "Begin it with a slash; write UTF-8, with % and two hexadecimal digits for every other byte; leave out "
     "encoded slashes, control characters, empty segments, and the segments . and .."},
    {505, "bad-version", "This version of HTTP is not spoken here", "Write HTTP/1.1."},
    {400, "bad-header", "A header line cannot be read",
     "Write a name, a colon and a value on one line, without control characters, and end it with CR LF."},
    {400, "bad-host", "The request does not name one host", "Send exactly one Host header."},
    {400, "bad-framing", "It is not certain where the request ends",
     "Send one Content-Length in digits, or Transfer-Encoding: chunked over HTTP/1.1, and never both."},
    {501, "bad-coding", "This transfer coding is not spoken here", "Send the body plain or chunked alone."},
    {417, "bad-expectation", "This expectation cannot be met", "Expect 100-continue or nothing."},
    {431, "header-too-large", "The headers are too large", "Send fewer or shorter headers."},
    {431, "too-many-headers", "There are too many headers", "Send fewer headers."},
    {400, "bad-body", "The chunks of the body cannot be read",
     "Write each size in hexadecimal digits, and end each line and each chunk with CR LF."},
    {413, "body-too-large", "The body is too large", "Send less at once."},
    {408, "too-slow", "The request did not arrive in time", "Send it again, without pauses."},
    {429, "too-many-requests", "Too many requests came from this address", "Wait, then send it again."},
    {503, "busy", "Too many requests are waiting", "Nothing was done; wait, then send it again."},
    {503, "stopping", "The server is about to stop", "Nothing was done; wait, then send it again."},
    {503, "too-many-connections", "Too many connections are open", "Wait, then connect again."},
    {503, "unavailable", "The server cannot answer at the moment",
     "Something that it depends on has failed, and its operator has been told; send the request again "
     "later."},
}};

std::string in_units(std::uint64_t bytes) {
    constexpr std::uint64_t kib = 1024;
    if (bytes % (kib * kib) == 0) return fmt::format("{} MiB", bytes / kib / kib);
    return bytes % kib == 0 ? fmt::format("{} KiB", bytes / kib) : fmt::format("{} bytes", bytes);
}

const Row& refusal_row(Refused refused) { return rows[static_cast<std::size_t>(refused)]; }

Response told(const Row& row, std::string_view detail) {
    Response response{.status = row.status, .headers = {{"content-type", "application/problem+json"}}};
    base::JsonWriter json(response.body);
    json.begin_object();
    json.key("type").value("/problems/" + std::string(row.word));
    json.key("title").value(row.title);
    json.key("status").value(row.status);
    json.key("detail").value(detail);
    json.end_object();
    return response;
}

} // namespace

std::string_view to_text(Refused refused) { return refusal_row(refused).word; }

Response turn_away(Refused refused, std::chrono::seconds again_after) {
    const Row& row = refusal_row(refused);
    Response response = told(row, row.detail);
    if (row.status == 429 || row.status == 503)
        response.headers["retry-after"] = std::to_string(std::max<std::int64_t>(1, again_after.count()));
    return response;
}

Response too_large(std::uint64_t longest) {
    return told(refusal_row(Refused::BodyTooLarge),
                fmt::format("Send at most {} at once.", in_units(longest)));
}

} // namespace assent::http
