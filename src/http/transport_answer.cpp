#include "http/transport_answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/expects.hpp"

namespace assent::http {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 33> reasons{{
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
}};

// RFC 9112 allows a reason of no characters.
std::string_view reason_of(int status) {
    const auto* const found =
        std::find_if(reasons.begin(), reasons.end(), [&](const auto& row) { return row.first == status; });
    return found == reasons.end() ? std::string_view() : found->second;
}

void add_line(std::string& out, std::string_view name, std::string_view value) {
    const std::size_t begin = out.size();
    fmt::format_to(std::back_inserter(out), "{}: {}", name, value);
    const auto is_control = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; };
    std::replace_if(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), is_control, ' ');
    out += "\r\n";
}

// What the transport alone says of a message.
bool is_ours(std::string_view name) {
    constexpr std::array<std::string_view, 5> ours = {"connection", "content-length", "date", "keep-alive",
                                                      "transfer-encoding"};
    return std::find(ours.begin(), ours.end(), name) != ours.end();
}

} // namespace

std::string http_date(std::chrono::sys_seconds moment) {
    using std::chrono::floor, std::chrono::days;
    constexpr std::string_view week = "SunMonTueWedThuFriSat", year = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const auto day = floor<days>(moment);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(moment - day);
    const auto weekday = std::chrono::weekday(day).c_encoding();
    const auto month = static_cast<unsigned>(date.month()) - 1;
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", week.substr(weekday * std::size_t{3}, 3),
                       static_cast<unsigned>(date.day()), year.substr(month * std::size_t{3}, 3),
                       static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

std::string to_bytes(const Response& response, AnswerForm form, std::chrono::sys_seconds now) {
    base::expects(response.status >= 200 && response.status < 600, "a handler's status is final");
    const bool never_a_body = response.status == 204 || response.status == 304;
    std::string out;
    out.reserve(512 + response.body.size());
    fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status,
                   reason_of(response.status));
    add_line(out, "date", http_date(now));
    for (const auto& [name, value] : response.headers) {
        if (!is_ours(name)) add_line(out, name, value);
    }
    if (!response.headers.contains("x-content-type-options"))
        add_line(out, "x-content-type-options", "nosniff");
    if (!response.headers.contains("cache-control")) add_line(out, "cache-control", "no-store");
    if (!never_a_body && !response.goes_on)
        add_line(out, "content-length", std::to_string(response.body.size()));
    if (form.closes) add_line(out, "connection", "close");
    if (!form.closes && form.old) add_line(out, "connection", "keep-alive");
    out += "\r\n";
    if (!never_a_body && !form.bodiless) out += response.body;
    return out;
}

} // namespace assent::http
