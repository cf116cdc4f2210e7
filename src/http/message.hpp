#pragma once
// A request as it arrived whole, and its answer: values, whatever carried them. Names of headers are in lower
// case. Nothing here knows a socket.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace assent::http {

enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Other };

std::string_view to_text(Method); // "GET"

struct Request {
    Method method = Method::Get;
    std::string path;                                // decoded: "/api/v1/cases/case:M7:C12"
    std::map<std::string, std::string> query = {};   // decoded; of a name that comes twice the last
    std::map<std::string, std::string> headers = {}; // of a name that comes twice: joined by ", "
    std::string body = {};
    std::string peer = {}; // the address it came from, for limits; never logged with a person
    bool secure = false;   // over TLS, here or in front of us
    std::string id = {};   // by which logs know it, and its answer names it

    std::string_view header(std::string_view name) const;          // "" without it
    std::optional<std::string> asked(std::string_view name) const; // of the query
};

// What comes behind the body of an answer that goes on, piece by piece: asked again and again on a thread
// that moves bytes, so it waits for nothing. "": nothing yet. Nothing: it is over.
using Telling = std::function<std::optional<std::string>()>;

struct Response {
    int status = 200;
    std::map<std::string, std::string> headers = {};
    std::string body = {};
    Telling goes_on = {}; // until the client is gone or the server stops, where there is one
};

// Answers a request; called from several threads at once. What it throws is a broken world: base::Failure.
using Handler = std::function<Response(const Request&)>;

} // namespace assent::http
