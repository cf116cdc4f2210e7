#include "portal/review/beside.hpp"

#include <algorithm>

#include "casework/review.hpp"
#include "portal/layout.hpp"

namespace assent::portal {
namespace {

using casework::Promise;

// The letter that a decision brings about, and why it cannot be sent, if so.
struct Outlook {
    std::vector<Promise> promises;
    std::optional<casework::Refusal> refusal;
    std::optional<casework::ComposedNotice> letter;

    bool can_be_sent() const {
        return !refusal &&
               std::all_of(promises.begin(), promises.end(), [](const Promise& one) { return one.kept; });
    }
};

// As the case would stand: the first notice that the decision has composed.
std::optional<casework::ComposedNotice> foreseen_letter(const desk::Foreseen& foreseen,
                                                        calendar::Instant now) {
    for (const casework::Event& event : foreseen.events) {
        const auto* composed = std::get_if<casework::Composed>(&event.what);
        if (!composed) continue;
        auto made = foreseen.file.rules->composer().compose(
            {foreseen.file.now, composed->request, composed->notice, now});
        if (!made.notice.html.empty()) return std::move(made.notice);
    }
    return std::nullopt;
}

Outlook look_ahead(const Visit& visit, const Services& services, const CaseSeen& seen,
                   const Written& written) {
    const desk::CaseFile& file = seen.file();
    const casework::Decide& decision = written.decision();
    const casework::Context context{visit.now,
                                    visit.actor(),
                                    file.rules->book(),
                                    file.rules->composer(),
                                    {},
                                    file.balances(file.rules->book().day_of(visit.now))};
    Outlook made{casework::promises(decision, file.now, context), {}, {}};
    const auto foreseen = services.desk.foresee({visit.actor().person, file.stream, decision}, visit.now);
    if (foreseen)
        made.letter = foreseen_letter(*foreseen, visit.now);
    else
        made.refusal = foreseen.error();
    // While something is missing, the letter as far as it is written.
    if (!made.letter) made.letter = casework::adverse_notice(decision, file.now, context);
    return made;
}

// What can still be told is asked for; what was told otherwise is said to stand in the way.
const std::string& said_of(const Promise& one) {
    const bool can_be_told = one.kept || !one.settled;
    if (can_be_told && !one.question.empty()) return one.question;
    return one.unkept.empty() ? one.words : one.unkept;
}

Html shown(const Promise& one) {
    return html("<li class=\"{}\"><b>{}</b> {}</li>", one.kept ? "as-kept" : "as-missing",
                one.kept ? "Done:" : "Missing:", said_of(one));
}

// The phrases that the level implements, each once for all that is promised.
Html phrases_of(const CaseSeen& seen, casework::RequestNo request) {
    const auto& level = seen.program().levels[seen.file().now.at(request).level];
    return html(
        "<details class=\"as-more\"><summary>On what this rests</summary><ul class=\"usa-list\">{}</ul>"
        "</details>",
        each(level.sources.quotes,
             [](const policy::Piece& one) { return html("<li><q>{}</q></li>", one.text); }));
}

Html summary(const Outlook& outlook, const Written& written) {
    const auto missing = std::count_if(outlook.promises.begin(), outlook.promises.end(),
                                       [](const Promise& one) { return !one.kept; });
    if (written.decision().lines.empty())
        return html("<p role=\"status\">Choose what to decide for each line.</p>");
    if (missing > 0)
        return html("<p role=\"status\">{} before it can be sent.</p>",
                    missing == 1 ? "One thing is missing" : fmt::format("{} things are missing", missing));
    if (outlook.refusal)
        return html("<p role=\"status\">It cannot be sent yet: {}. {}.</p>", outlook.refusal->rule,
                    outlook.refusal->instead);
    return html("<p role=\"status\">Nothing is missing.</p>");
}

// Its headings stand below those of the page. Values are escaped in it, so a tag is one of its template.
Html within_page(std::string letter) {
    for (int rank = 3; rank >= 1; --rank) {
        for (const char* const begin : {"<h", "</h"}) {
            const std::string tag = fmt::format("{}{}>", begin, rank),
                              below = fmt::format("{}{}>", begin, rank + 3);
            for (std::size_t at = 0; (at = letter.find(tag, at)) != std::string::npos; at += below.size())
                letter.replace(at, tag.size(), below);
        }
    }
    return Html::trusted(std::move(letter));
}

Html letter_of(const Outlook& outlook) {
    if (!outlook.letter) return {};
    return html("<h3>The letter, as its reader will see it</h3><div class=\"as-letter\">{}</div>",
                within_page(outlook.letter->html));
}

} // namespace

// It is made anew while somebody writes: what can have the focus has an id, by which the focus stays there.
Html beside(const Visit& visit, const Services& services, const CaseSeen& seen, const Written& written,
            const char* form) {
    const bool chosen = !written.decision().lines.empty();
    const Outlook outlook = chosen ? look_ahead(visit, services, seen, written) : Outlook();
    const bool sendable = chosen && written.mistakes().empty() && outlook.can_be_sent();
    const Html mistakes = each(written.mistakes(), [](const std::string& one) {
        return html("<li class=\"as-missing\"><b>Mistake:</b> {}</li>", one);
    });
    return html(
        "<div id=\"beside\" class=\"as-outlook\"><h2 id=\"before-sent\" tabindex=\"-1\" data-key=\"s\">"
        "Before it can be sent</h2>{}<ul class=\"as-promises\">{}{}</ul>{}"
        "<button id=\"send\" class=\"usa-button\" type=\"submit\" form=\"{}\" name=\"do\" "
        "value=\"send\"{}>Send the "
        "determination</button>{}</div>",
        summary(outlook, written), mistakes, each(outlook.promises, shown),
        phrases_of(seen, written.decision().request), form, sendable ? Html() : Html::trusted(" disabled"),
        letter_of(outlook));
}

} // namespace assent::portal
