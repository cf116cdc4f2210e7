#include <fmt/format.h>

#include "policy/program_reader.hpp"

namespace assent::policy {
namespace {

bool is_sha256(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool is_seat(std::string_view text) {
    return text == "deciding" || text == "asking" || text.starts_with("deciding for ");
}

} // namespace

void ProgramReader::read_header(const Block& block) {
    Header& header = program_.header;
    if (!header.id.text.empty())
        return error(block.name, "a second program in one file", "give each program a file of its own");
    header.id = block.name;
    header.sources = sources_of(block);
    const Line* effective = block.first("effective");
    if (!effective)
        error(block.name, "the program does not say from when it holds",
              "add a line such as `effective 2021-01-01 onward`");
    for (const Line& line : block.lines) {
        if (line.keyword == "title") header.title = line.rest.text;
        if (line.keyword == "calendar") header.calendar = line.rest.text;
        if (line.keyword == "effective") read_effective(line);
        if (line.keyword == "version") read_version(line);
        if (line.keyword == "source") read_source(line);
        if (line.keyword == "seat" && !is_seat(line.rest.text)) {
            error(line.rest, "a seat is `deciding` or `asking`",
                  "write `deciding` when the outcomes are ours, `asking` when they are only reported");
        }
    }
}

// "2021-01-01 onward", "2021-01-01 through 2023-12-31".
void ProgramReader::read_effective(const Line& line) {
    Cursor cursor(line.rest, program_.file);
    const auto from = calendar::parse_date(cursor.word());
    cursor.skip(cursor.word().size());
    const bool onward = cursor.accept("onward");
    const auto through =
        !onward && cursor.accept("through") ? calendar::parse_date(cursor.word()) : std::nullopt;
    if (through) cursor.skip(cursor.word().size());
    if (!from || (!onward && !through) || (through && *through < *from) || !cursor.at_end()) {
        return error(line.rest, "from when, until when?",
                     "write `2021-01-01 onward` or `2021-01-01 through 2023-12-31`");
    }
    program_.header.effective = *from;
    program_.header.through = through;
}

void ProgramReader::read_version(const Line& line) {
    const std::string& text = line.rest.text;
    if (text == "in force on receipt") {
        program_.header.version = VersionBy::Receipt;
    } else if (text == "in force on start of service") {
        program_.header.version = VersionBy::StartOfService;
    } else if (text == "in force on opening") {
        program_.header.version = VersionBy::Opening;
    } else {
        error(line.rest, "which version governs a request?",
              "write `in force on receipt`, `in force on start of service` (the fact `request.start`) or `in "
              "force on opening`");
    }
}

// "Title", publisher, date, sha256 HEX
void ProgramReader::read_source(const Line& line) {
    SourceDocument document;
    document.place = line.rest;
    const std::string_view text = line.rest.text;
    const std::size_t end = text.find('"', 1);
    const bool titled = text.starts_with('"') && end != std::string_view::npos;
    if (titled) document.title = text.substr(1, end - 1);
    std::vector<std::string_view> parts;
    if (titled) parts = base::split(text.substr(end + 1), ',');
    const std::string_view last = parts.empty() ? std::string_view() : base::trim(parts.back());
    if (parts.size() != 4 || !begins_with(last, "sha256") || !is_sha256(base::trim(last.substr(6)))) {
        return error(line.rest,
                     "a source names the document, who published it, when, and the SHA-256 of its file",
                     "write `source \"Title\", publisher, date or undated, sha256 HEX`");
    }
    document.publisher = base::trim(parts[1]);
    document.date = base::trim(parts[2]);
    document.sha256 = base::to_lower(base::trim(last.substr(6)));
    program_.header.source = std::move(document);
}

} // namespace assent::policy
