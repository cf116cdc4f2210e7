#pragma once
// What assent-paper is asked on its command line, and its answer for a document: a PNG, or text as answer.hpp
// writes it; or why there is none. Reads nothing but the bytes that it is given.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.hpp"
#include "paper/paper.hpp"

namespace assent::paper {

struct AskedLook {};
struct AskedWords {
    int first = 1, most = 1;
};
using Question = std::variant<AskedLook, AskedWords, Pictured>;

// "look", "page 3 100 90", "words 1 10"; nothing for anything else.
std::optional<Question> read_question(std::span<const std::string_view> words);

base::Expected<std::string, Unshown> answer(const Question& question, std::string_view bytes);

} // namespace assent::paper
