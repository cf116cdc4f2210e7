#pragma once
// The body of a request, as Beast reads it, and Beast's own opinion of the head before it: where the two
// readers disagree, the request is refused. Included by transport.cpp alone, so that nothing else is compiled
// with Boost.

#include <algorithm>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "http/server.hpp"
#include "http/transport_head.hpp"

namespace assent::http {

namespace beast = boost::beast;

class ArrivingBody {
public:
    // Begins with a head of `length` bytes at the front of the buffer, and takes it out. False when Beast
    // does not see in it what we do.
    bool begin(beast::flat_buffer& buffer, std::size_t length, const Head& head) {
        chunked_ = head.chunked;
        parser_.header_limit(static_cast<std::uint32_t>(length + 1));
        beast::error_code error;
        const std::size_t taken = parser_.put({buffer.data().data(), length}, error);
        if (taken == length) buffer.consume(length);
        const auto expected = parser_.content_length();
        return !error && taken == length && parser_.chunked() == head.chunked &&
               expected.has_value() == head.length.has_value() && (!expected || *expected == *head.length);
    }

    bool done() const { return parser_.is_done(); }

    // Takes what has come out of the buffer. What it leaves is the beginning of something that is not whole.
    std::optional<Refused> feed(beast::flat_buffer& buffer) {
        const std::size_t least = chunked_ ? least_of_chunked : 1;
        beast::error_code error;
        while (buffer.size() >= least && !done() && !error) buffer.consume(parser_.put(buffer.data(), error));
        if (error == beast::http::error::body_limit) return Refused::BodyTooLarge;
        if (error && error != beast::http::error::need_more) return Refused::Body;
        return std::nullopt;
    }

    std::string take() { return std::move(parser_.get().body()); }

    // Requires: no Content-Length is larger, unless the body is never fed.
    explicit ArrivingBody(std::uint64_t longest) { parser_.body_limit(longest); }

private:
    // Beast, when it has read the last chunk's size without its end, expects to be called with five bytes or
    // more, and whatever is left of a chunked body is never less.
    static constexpr std::size_t least_of_chunked = 5;

    beast::http::request_parser<beast::http::string_body> parser_;
    bool chunked_ = false;
};

} // namespace assent::http
