#pragma once
// What a fact can be: yes or no, a number with bounds, a date, a moment, a code, a word of a closed
// set, money, text or a document; and whether it is one such value or a list of them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/interval.hpp"

namespace assent::policy {

enum class Kind : std::uint8_t {
    YesNo,
    Number,
    Date,
    Moment,
    Diagnosis,
    Procedure,
    Word,
    Money,
    Text,
    Document
};

struct Type {
    Kind kind = Kind::Text;
    bool many = false;
    Interval bounds;                // of a number; money in cents
    std::vector<std::string> words; // of a word
    std::vector<std::int64_t> numbers =
        {}; // what stands for each of them; once the program has numbered them

    bool is_code() const { return kind == Kind::Diagnosis || kind == Kind::Procedure; }
    bool is_ordered() const {
        return kind == Kind::Number || kind == Kind::Date || kind == Kind::Moment || kind == Kind::Money;
    }
    bool is_opaque() const { return kind == Kind::Text || kind == Kind::Document; } // only known or not
};

// A type as a policy writes it, from the start of `text`: "yes or no", "number 1 to 999", "date",
// "diagnosis codes", "one of a, b, c", "some of a, b, c" ...; `rest` gets what follows it.
std::optional<Type> read_type(std::string_view text, std::string_view& rest);

// The forms a type can take, for messages.
std::string_view type_forms();

// "a date", "a diagnosis code", "one of a, b and c": what a value of the type is called in a sentence.
std::string called(const Type&);

// Whether a value of the one can be compared with a value of the other.
bool comparable(const Type&, const Type&);

} // namespace assent::policy
