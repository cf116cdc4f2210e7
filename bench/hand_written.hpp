#pragma once
// The rules of the complementary-therapy program written by hand in plain C++, as they would be without
// a policy language: a struct with what is known, code lists in hash maps, a function for each criterion,
// the criteria named in the verdict. This is the limit the engine is measured against. It is kept easy
// to read and to change; what it costs to drive the same rules further is in hand_tuned.hpp. It knows
// one program and explains nothing.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/request_generator.hpp"

namespace assent::bench {

enum class Outcome : std::uint8_t { Approve, Offer, Refer, Ask };

struct HandVerdict {
    Outcome outcome = Outcome::Refer;
    std::vector<std::string_view> because{};         // criteria not met, or, when it asks, not known
    std::optional<std::int64_t> offer{};             // units
    std::optional<calendar::Date> from{}, through{}; // of an approval, the last day included
};

HandVerdict decide_by_hand(const Request&);

// Reads the JSON of a request with simdjson. Requires of the text: json_padding readable bytes behind it.
class HandReader {
public:
    static constexpr std::size_t json_padding = 64;

    HandReader();
    ~HandReader();
    HandReader(const HandReader&) = delete;
    HandReader& operator=(const HandReader&) = delete;

    // False when the text is no request of the program.
    bool read(std::string_view padded, Request&);

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

} // namespace assent::bench
