#include "paper/program/question.hpp"

#include <algorithm>
#include <ctime>

#include "base/text.hpp"
#include "paper/answer.hpp"
#include "paper/program/document.hpp"
#include "paper/program/legibility.hpp"

namespace assent::paper {
namespace {

using Answer = base::Expected<std::string, Unshown>;

// Of its processor's time, after which no further page is looked at: somebody waits for their upload.
constexpr std::clock_t most_looking = 3 * CLOCKS_PER_SEC;

std::optional<int> number(std::string_view word, int least, int most) {
    const auto value = base::to_number(word);
    if (!value || *value < least || *value > most) return std::nullopt;
    return static_cast<int>(*value);
}

std::optional<Question> read_picture(std::span<const std::string_view> words) {
    const auto page = number(words[1], 1, most_pages), dpi = number(words[2], least_dpi, most_dpi),
               turn = number(words[3], 0, 270);
    if (!page || !dpi || !turn || *turn % 90 != 0) return std::nullopt;
    return Pictured{*page, *dpi, *turn};
}

Answer answer_to(const AskedLook& /*whole*/, Document& document) {
    Look look{document.pages(), {}};
    for (int page = 1; page <= std::min(look.pages, most_looked_at); ++page) {
        const auto drawn = document.draw(page, measured_at);
        if (!drawn && look.pages == 1) return tl::unexpected(drawn.error()); // there is no other page to show
        look.sheets.push_back(drawn ? legibility(*drawn) : Legibility::Undrawn);
        if (std::clock() > most_looking) break;
    }
    return written(look);
}

Answer answer_to(const AskedWords& asked, Document& document) {
    Text text{document.pages(), asked.first, {}};
    if (asked.first > text.pages) return tl::unexpected(Unshown::NoSuchPage);
    const int last = std::min(text.pages, asked.first + asked.most - 1);
    for (int page = asked.first; page <= last; ++page) {
        auto sheet = document.read(page);
        // A page that cannot be read stands among the others as a letter page without words.
        text.sheets.push_back(sheet ? std::move(*sheet) : Sheet{612, 792, {}});
    }
    return written(text);
}

Answer answer_to(const Pictured& asked, Document& document) {
    if (asked.page > document.pages()) return tl::unexpected(Unshown::NoSuchPage);
    auto drawn = document.draw(asked.page, asked.dpi);
    if (!drawn) return tl::unexpected(drawn.error());
    return png(turned(std::move(*drawn), asked.turn));
}

} // namespace

std::optional<Question> read_question(std::span<const std::string_view> words) {
    if (words.size() == 1 && words[0] == "look") return AskedLook{};
    if (words.size() == 4 && words[0] == "page") return read_picture(words);
    if (words.size() != 3 || words[0] != "words") return std::nullopt;
    const auto first = number(words[1], 1, most_pages), most = number(words[2], 1, most_pages);
    if (!first || !most) return std::nullopt;
    return AskedWords{*first, *most};
}

Answer answer(const Question& question, std::string_view bytes) {
    const auto document = open_document(bytes);
    if (!document) return tl::unexpected(document.error());
    return std::visit([&](const auto& asked) { return answer_to(asked, **document); }, question);
}

} // namespace assent::paper
