#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "policy/people_reader.hpp"

namespace assent::policy {
namespace {

constexpr std::array<std::string_view, subjects> subject_words = {
    "authorization", "denial", "partial denial", "technical denial", "what counts as a denial",
    "ended service", "stay"};

// Which of them stands at the cursor, and how much of the line it takes.
std::pair<std::size_t, std::size_t> subject_at(const Cursor& cursor) {
    for (std::size_t i = 0; i < subjects; ++i) {
        if (const std::size_t length = matched(cursor.left(), subject_words[i])) return {i, length};
    }
    return {0, 0};
}

} // namespace

void PeopleReader::read_request(std::size_t index, const Block& block) {
    referents_.conditions.begin(Construct::Request, static_cast<std::uint16_t>(index));
    referents_.conditions.allow_criteria(true);
    RequestDef& request = referents_.program.requests[index];
    for (const Line& line : block.lines) {
        Cursor cursor = referents_.cursor(line.rest);
        if (line.keyword == "opens") {
            request.opens_case = says(line, "a case");
        } else if (line.keyword == "about") {
            read_subjects(line, request.about, request.about_types);
        } else if (line.keyword == "not about") {
            read_subjects(line, request.not_about, request.not_about_types);
        } else if (line.keyword == "by") {
            read_by(request, line);
        } else if (line.keyword == "asks") {
            read_asking(request, line);
        } else if (line.keyword == "with") {
            read_papers(request, line);
        } else if (line.keyword == "goes to") {
            const auto level = referents_.at(cursor, NameKind::Level, "a level");
            if (level && referents_.finished(cursor, "a request goes to one level")) request.level = *level;
        } else if (line.keyword == "then") {
            request.last = says(line, "no further request about it");
        }
    }
    if (const auto conditions = block.all("if"); !conditions.empty())
        request.condition =
            referents_.conditions.all_of(conditions, conditions.front()->rest).value_or(no_node);
    check_request(request, block);
    read_submit(index, block);
}

void PeopleReader::read_asking(RequestDef& request, const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    request.asks_lines = cursor.accept("lines");
    if (request.asks_lines || cursor.accept("an answer") || cursor.accept("nothing")) {
        referents_.finished(cursor, "write `asks lines`, `asks an answer` or `asks nothing`");
        return;
    }
    referents_.error(cursor, fmt::format("`asks {}` is not understood", cursor.left()),
                     "write `asks lines` for services, `asks an answer` for yes or no, or `asks nothing`");
}

// `PARTY or PARTY by CHANNEL, CHANNEL`
void PeopleReader::read_by(RequestDef& request, const Line& line) {
    AskedBy made;
    made.source = line.rest;
    Cursor cursor = referents_.cursor(line.rest);
    auto parties = referents_.parties(cursor);
    if (!parties) return;
    made.parties = std::move(*parties);
    if (cursor.accept("by")) {
        const auto some = channels(cursor);
        if (!some) return;
        made.channels = *some;
    }
    if (!referents_.finished(cursor, "other parties, by other channels, have a `by` line of their own"))
        return;
    request.by.push_back(std::move(made));
}

void PeopleReader::read_papers(RequestDef& request, const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    do {
        const auto document = referents_.at(cursor, NameKind::Document, "a document");
        if (!document) return;
        (cursor.accept("if any") ? request.may_with : request.with).push_back(*document);
    } while (cursor.accept_comma());
    referents_.finished(cursor, "write `with DOCUMENT, DOCUMENT if any`");
}

void PeopleReader::read_subjects(const Line& line, SubjectSet& all, std::vector<std::uint16_t>& requests) {
    Cursor cursor = referents_.cursor(line.rest);
    for (bool more = true; more;) {
        const auto [subject, length] = subject_at(cursor);
        const auto request = referents_.names.at(NameKind::Request, cursor.left());
        if (request && request->length > length) {
            cursor.skip(request->length);
            requests.push_back(request->index);
        } else if (length > 0) {
            cursor.skip(length);
            all.set(subject);
        } else {
            return no_subject(cursor);
        }
        more = cursor.accept_comma();
        more |= cursor.accept("or");
    }
    referents_.finished(cursor, "separate by commas what it is about");
}

void PeopleReader::no_subject(const Cursor& cursor) {
    std::vector<std::string> known(subject_words.begin(), subject_words.end());
    const std::string forms =
        fmt::format("a request is about {}, or another request", base::listed(known, "or"));
    for (std::string& name : referents_.names.all(NameKind::Request)) known.push_back(std::move(name));
    Cursor ahead = cursor;
    const std::string words = Referents::words(ahead, true);
    std::string hint = base::did_you_mean(words, known);
    referents_.error(cursor, fmt::format("`{}` is nothing that a request can be about", words),
                     hint.empty() ? forms : std::move(hint));
}

void PeopleReader::check_request(const RequestDef& request, const Block& block) {
    const std::string& name = request.name.text;
    const bool opens = block.first("opens") != nullptr;
    const bool about = block.first("about") != nullptr;
    if (opens == about) {
        error(request.name,
              fmt::format("`{}` {}", name,
                          opens ? "opens a case and is about an earlier one"
                                : "neither opens a case nor is about one"),
              "write `opens a case`, or `about` and what of the case it concerns: one of the two");
    }
    if (const Line* narrowed = block.first("not about"); narrowed && !about)
        error(narrowed->rest, "`not about` without `about`", "say what the request is about first");
    if (!block.first("by"))
        error(request.name, fmt::format("nobody may ask `{}`", name),
              "add a line such as `by PARTY by portal`");
    const Line* asks = block.first("asks");
    const bool for_nothing = asks && asks->rest.text == "nothing";
    if (!block.first("goes to") && !for_nothing && !referents_.program.levels.empty())
        error(request.name, fmt::format("`{}` goes to no level", name),
              "add `goes to LEVEL`, where people answer what the software does not");
}

} // namespace assent::policy
