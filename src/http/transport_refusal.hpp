#pragma once
// What the transport itself refuses, before any handler has seen it: one row for each, with the status, the
// word for metrics, and the sentences that the client reads. A sentence says what to send instead and never
// repeats what was sent.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "http/message.hpp"

namespace assent::http {

enum class Refused : std::uint8_t {
    RequestLine,
    Target,
    Version,
    HeaderLine,
    Host,
    Framing,
    Coding,
    Expectation,
    HeaderTooLarge,
    TooManyHeaders,
    Body,
    BodyTooLarge,
    Slow,
    TooManyRequests,
    Backlog,
    Stopping,
    TooManyConnections,
    World
};

constexpr std::size_t refusal_count = static_cast<std::size_t>(Refused::World) + 1;

std::string_view to_text(Refused); // "bad-request-line"

// The answer: application/problem+json; with Retry-After where coming again helps, at least one second.
Response turn_away(Refused, std::chrono::seconds again_after = std::chrono::seconds(1));

// Of a body that is too large, with the number of bytes that it may have.
Response too_large(std::uint64_t longest);

} // namespace assent::http
