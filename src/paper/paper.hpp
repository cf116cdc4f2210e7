#pragma once
// What the house learns of a document whose bytes it does not trust: how many pages there are, whether they
// can be read, which words stand where, or why it cannot be shown. Values alone: the program assent-paper
// finds them out, and nothing here reads a byte of a document.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent::paper {

// Why a document, or a page of it, cannot be shown. The numbers are exit codes of assent-paper.
enum class Unshown : std::uint8_t {
    Broken = 10,
    NoPages,
    Locked,
    TooLarge,
    TooLong,
    NoSuchPage,
    Unconfined,
    Busy,
    NotInstalled
};
constexpr std::uint8_t last_unshown = static_cast<std::uint8_t>(Unshown::NotInstalled);

std::string_view reason(Unshown);  // "it is protected by a password"
std::string_view instead(Unshown); // what whoever wants to see it does; a sentence

// Whether the document itself is why, so that whoever sends it should know.
bool is_of_the_document(Unshown);

// How well a page can be read, as far as its pixels tell; program/legibility.hpp has the numbers.
enum class Legibility : std::uint8_t { Good, Blank, Dark, Pale, Coarse, Undrawn };
constexpr std::uint8_t last_legibility = static_cast<std::uint8_t>(Legibility::Undrawn);

std::string_view hint(Legibility); // "nearly blank"; "" when it is good

struct Look {
    int pages = 0;
    std::vector<Legibility> sheets = {}; // of the first pages, as many as were looked at

    friend bool operator==(const Look&, const Look&) = default;
};

// In points, 72 to the inch, from the upper left corner of a page as it is read.
struct Box {
    int x = 0, y = 0, width = 0, height = 0;

    friend bool operator==(const Box&, const Box&) = default;
};

struct Word {
    std::string text;
    Box box;

    friend bool operator==(const Word&, const Word&) = default;
};

// A page: its size, and its words in the order in which they are read. A scan has none.
struct Sheet {
    int width = 0, height = 0;
    std::vector<Word> words = {};

    friend bool operator==(const Sheet&, const Sheet&) = default;
};

// Some pages of a document, one after the other.
struct Text {
    int pages = 0; // of the whole document
    int first = 1; // which of them `sheets` begins with
    std::vector<Sheet> sheets = {};

    friend bool operator==(const Text&, const Text&) = default;
};

// A page as a picture: from 1; so many dots to the inch; turned to the right by so many degrees.
struct Pictured {
    int page = 1;
    int dpi = 100;
    int turn = 0; // 0, 90, 180 or 270
};

// What assent-paper stays within, and whoever asks it knows.
constexpr int most_pages = 2'000;
constexpr int most_looked_at = 20;               // pages whose legibility is measured
constexpr int least_dpi = 10, most_dpi = 300;    // of a picture
constexpr double most_drawn = 10e6;              // pixels of a picture; its dpi are lowered to fit
constexpr std::int64_t most_pixels = 64'000'000; // of an image that is handed in: A4 at 600 dpi has 35
constexpr int longest_side = 40'000;             // of such an image
constexpr std::size_t most_bytes = std::size_t{1} << 26;    // of a document
constexpr std::size_t most_picture = std::size_t{32} << 20; // bytes of an answer
constexpr std::size_t most_words = std::size_t{12} << 20;
constexpr std::uint64_t most_memory = std::uint64_t{1} << 30;
constexpr std::chrono::seconds most_time{10}; // of a processor

} // namespace assent::paper
