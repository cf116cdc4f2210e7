#include "style/bans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/text.hpp"
#include "style/code.hpp"

namespace assent::style {
namespace {

using base::Diagnostics;

struct Ban {
    std::string_view word;
    std::string_view instead;
};

constexpr std::string_view take_the_moment = "take the moment as a parameter; desk reads the clock";
constexpr std::string_view return_the_text = "return the text; app prints it";
constexpr std::string_view take_the_text = "take the text as a parameter; catalog and store read files";
constexpr std::string_view no_threads = "stay a function of values; desk and the edge own the threads";
constexpr std::string_view take_the_number = "take the number as a parameter, so that a run can be repeated";
constexpr std::string_view use_fmt = "fmt::format from <fmt/format.h>; g++ 12 has no <format>";
constexpr std::string_view use_expects = "expects(...) from base/expects.hpp, which is on in every build";

constexpr std::array in_pure_folders{
    Ban{"system_clock", take_the_moment},
    Ban{"steady_clock", take_the_moment},
    Ban{"high_resolution_clock", take_the_moment},
    Ban{"getenv", "take the value as a parameter; app reads the configuration"},
    Ban{"std::cout", return_the_text},
    Ban{"std::cerr", return_the_text},
    Ban{"std::clog", return_the_text},
    Ban{"printf(", return_the_text},
    Ban{"fprintf(", return_the_text},
    Ban{"puts(", return_the_text},
    Ban{"fmt::print(", return_the_text},
    Ban{"std::thread", no_threads},
    Ban{"std::jthread", no_threads},
    Ban{"std::mutex", no_threads},
    Ban{"std::async", no_threads},
    Ban{"std::atomic", no_threads},
    Ban{"ifstream", take_the_text},
    Ban{"ofstream", "return the text; store writes files"},
    Ban{"fopen(", take_the_text},
    Ban{"std::filesystem", take_the_text},
    Ban{"throw", "return Result<T> for bad input or a value for an outcome; a bug is expects(...)"},
    Ban{"std::regex", "match by hand: std::regex can overrun the stack on a user's text"},
    Ban{"rand(", take_the_number},
    Ban{"std::random_device", take_the_number},
};

constexpr std::array in_cpp{
    Ban{"using namespace std;", "name what you use: std::string"},
    Ban{"std::format", use_fmt},
    Ban{"std::format_to", use_fmt},
    Ban{"<format>", use_fmt},
    Ban{"assert(", use_expects},
    Ban{"<cassert>", use_expects},
};

constexpr std::string_view finish_it =
    "finish it, or write an issue; a line that stays says what is true today";
// Spelt in two pieces, so that this file does not find itself.
constexpr std::array in_every_file{
    Ban{"TO"
        "DO",
        finish_it},
    Ban{"FIX"
        "ME",
        finish_it},
    Ban{"XX"
        "X",
        finish_it},
};

struct Exemption {
    std::string_view path;
    std::string_view word;
    std::string_view reason;
};

constexpr std::array exempt{
    Exemption{"src/base/expects.cpp", "fprintf(", "a bug prints its place before the process ends"},
};

constexpr std::array program_names{"florida", "missouri", "mercyone", "medigold", "healthnet", "eqhealth"};

bool is_exempt(std::string_view path, std::string_view word) {
    return std::any_of(exempt.begin(), exempt.end(),
                       [&](const Exemption& e) { return e.path == path && e.word == word; });
}

void find(const File& file, std::string_view text, std::span<const Ban> bans, Diagnostics& found) {
    std::size_t number = 0;
    for (const std::string_view line : base::split_lines(text)) {
        ++number;
        for (const Ban& ban : bans) {
            if (!holds_word(line, ban.word) || is_exempt(file.path, ban.word)) continue;
            found.error(at(file, number), fmt::format("`{}` is banned here", ban.word),
                        std::string(ban.instead));
        }
    }
}

} // namespace

void check_bans(const File& file, const Layers& layers, Diagnostics& found) {
    find(file, file.text, in_every_file, found);
    if (!is_cpp(file.path)) return;
    const std::string code = code_only(file.text);
    find(file, code, in_cpp, found);
    if (is_pure(file, layers) && !is_test(file.path)) find(file, code, in_pure_folders, found);
}

void check_program_names(const File& file, Diagnostics& found) {
    if (!is_cpp(file.path) || !file.path.starts_with("src/") || is_test(file.path)) return;
    std::size_t number = 0;
    for (const std::string_view line : base::split_lines(file.text)) {
        ++number;
        const std::string lower = base::to_lower(line);
        for (const std::string_view name : program_names) {
            if (lower.find(name) == std::string::npos) continue;
            found.error(at(file, number), fmt::format("C++ names a program, a state or a payer: `{}`", name),
                        "say it in programs/; when that cannot be, the language lacks a word");
        }
    }
}

} // namespace assent::style
