#pragma once
// A template of a notice as it was read: blocks of words and placeholders, and the conditions and the
// iteration around them. A value: it is read once, when a program is checked, and composed many times.
// It holds no markup as text, so that what is composed from it can be escaped by its type.

#include <cstdint>
#include <string>
#include <vector>

namespace assent::letters {

struct Inline {
    enum class Kind : std::uint8_t { Words, Value, Break, BoldBegins, BoldEnds };

    Kind kind = Kind::Words;
    std::string text; // the words, or the element's name
    std::uint32_t line = 0, column = 0;
};

struct Block {
    enum class Kind : std::uint8_t { Title, Heading, Paragraph, Bullet, Number };

    Kind kind = Kind::Paragraph;
    std::vector<Inline> inlines;
    std::uint32_t line = 0, column = 0;
};

// A block, or what holds for the steps that follow it, up to and without `end`.
struct Step {
    enum class Kind : std::uint8_t { Block, If, EachLine };

    Kind kind = Kind::Block;
    Block block;
    std::string element; // of If: shown when it has a value
    std::size_t end = 0; // of If and EachLine
};

struct Template {
    std::string name;     // as notices call it: "denial"
    std::string version;  // the hash or date of its text
    std::string language; // "en" (BCP 47)
    std::string file;
    std::vector<Step> steps;
};

} // namespace assent::letters
