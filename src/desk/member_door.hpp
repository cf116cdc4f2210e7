#pragma once
// How a member comes to their case without an account: by the code that stands in a letter to them, and the
// birth date of the member. A code is made in the moment in which the letter leaves and kept as a digest; it
// opens the case of its letter and nothing else, for a while, as long as the program has the letter go to the
// member and it did not come back. Nobody is told which of code and birth date was wrong, and a code is good
// for few tries. Time is an argument.

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "desk/case_file.hpp"

namespace assent::desk {

struct MemberLimits {
    std::chrono::days code = std::chrono::days{120};         // how long a code is good
    std::chrono::seconds session = std::chrono::minutes{30}; // and whoever came by it stays
    std::int64_t tries = 10;                                 // that may fail for a code, in all its time
};

// Whoever a letter to the member has reached: no account, who stands for the member of that case alone.
casework::Actor member_of(const casework::Case& of);

// Whether the notice goes to them, by its number in the case from 1.
bool is_for_member(const CaseFile& file, std::int64_t notice, calendar::Instant now);

struct MemberCode {
    std::string text; // "K7MPD-3XQ9W"
    calendar::Instant until;
};

// A new one for the letter of that notice; nothing when it does not go to the member, or nobody has told when
// the member was born. One for a minor ends with the day before they come of age: what a parent was sent is
// not theirs to open any more.
std::optional<MemberCode> new_member_code(store::Store& store, const CaseFile& file, std::int64_t notice,
                                          calendar::Instant now, const MemberLimits& limits = {});

// The letter with the code and how to use it at its end. `portal` is the address of the pages.
Letter with_code(Letter letter, const MemberCode& code, const std::string& portal,
                 const calendar::Zone& zone);

class MemberDoor {
public:
    // Used: too many tries with that code have failed, whether or not there is such a code.
    enum class Refused : std::uint8_t { Wrong, Used };

    struct Inside {
        casework::Actor actor;
        CaseFile file;
        calendar::Instant until;
    };

    // Looks at both for as long as it lives.
    MemberDoor(store::Store& store, const RuleShelf& shelf, MemberLimits limits = {})
        : store_(store), shelf_(shelf), limits_(limits) {}

    // The secret by which the browser is known from then on. Requires nothing of what was typed.
    base::Expected<std::string, Refused> open(std::string_view typed,
                                              std::optional<calendar::Date> birth_date,
                                              calendar::Instant now);

    // Who came in with that secret; nothing when their time or that of their code is over.
    std::optional<Inside> find(std::string_view secret, calendar::Instant now);

    void leave(std::string_view secret);

private:
    std::optional<CaseFile> opened_by(const std::string& digest, calendar::Instant now);

    store::Store& store_;
    const RuleShelf& shelf_;
    MemberLimits limits_;
    std::array<std::mutex, 4> one_at_a_time_; // of the tries with one code
};

} // namespace assent::desk
