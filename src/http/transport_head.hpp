#pragma once
// The head of a request: its first line and its headers, read as strictly as RFC 9112 allows. Whatever lets
// two programs disagree about where a request ends, or for whom it is, is refused here, so that nothing can
// be smuggled past a proxy. Pure: it takes the bytes and knows no socket.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"
#include "http/transport_refusal.hpp"

namespace assent::http {

// Finds the empty line that ends a head while its bytes arrive, looking at each byte once.
class HeadSearch {
public:
    enum class Found : std::uint8_t { Nothing, End, Mistake };

    // All bytes since the head began, at least as many as before.
    Found look(std::string_view bytes);

    std::size_t length() const { return line_; } // of the head with its empty line, once that is found
    // Once there is one: a line that does not end with CR LF, or bytes that begin no request.
    Refused mistake() const { return line_ == 0 ? Refused::RequestLine : Refused::HeaderLine; }

private:
    std::size_t line_ = 0; // where the line begins that has not ended
    std::size_t seen_ = 0;
};

struct Head {
    Method method = Method::Get;
    std::string target = {}; // as it was written
    std::map<std::string, std::string> headers = {};
    std::optional<std::uint64_t> length = {}; // of the body
    bool chunked = false;
    bool keeps_open = false; // the client wants to send more after this
    bool awaits_continue = false;
    bool old = false; // HTTP/1.0
};

// `bytes` are a whole head with its empty line.
base::Expected<Head, Refused> read_head(std::string_view bytes, std::size_t most_headers);

} // namespace assent::http
