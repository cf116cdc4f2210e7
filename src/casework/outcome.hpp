#pragma once
// How a request can come out, and what the agency can direct: closed lists. None of these words decides
// anything; a determination does, or what the program says of an ending.

#include <cstdint>

namespace assent::casework {

// What ended a request without a determination.
enum class EndedAs : std::uint8_t {
    NotRequired,
    Cancelled,
    Returned,
    TechnicallyDenied,
    Refused, // late, or not theirs to ask
    Withdrawn,
    Converted,
    NotReviewed,
};

enum class Overall : std::uint8_t { Approved, PartiallyDenied, Denied, Upheld, Modified, Reversed, Yes, No };

enum class Direction : std::uint8_t { Hold, Continue, Alter };

} // namespace assent::casework
