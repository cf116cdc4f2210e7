#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "policy/program_reader.hpp"

namespace assent::policy {
namespace {

bool is_sha256(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// "8:00" or "16:30", as time since midnight; the cursor moves past it.
std::optional<std::chrono::seconds> time_at(Cursor& cursor) {
    const std::string_view text = cursor.word();
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon > 2 || text.size() != colon + 3) return std::nullopt;
    const auto hour = base::to_number(text.substr(0, colon));
    const auto minute = base::to_number(text.substr(colon + 1));
    if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
    cursor.skip(text.size());
    return std::chrono::hours{*hour} + std::chrono::minutes{*minute};
}

bool weekday_at(Cursor& cursor) {
    constexpr std::array<std::string_view, 7> names = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return cursor.accept(name); });
}

// "Monday to Friday", "Monday, Tuesday and Thursday".
bool weekdays_at(Cursor& cursor) {
    do {
        if (!weekday_at(cursor) || (cursor.accept("to") && !weekday_at(cursor))) return false;
    } while (cursor.accept_comma() || cursor.accept("and"));
    return true;
}

bool is_zone(std::string_view name) {
    constexpr std::string_view characters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
    return !name.empty() && name.find_first_not_of(characters) == std::string_view::npos;
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
    if (const Line* effective = block.first("effective")) {
        const Days days = read_effective(*effective).value_or(Days{});
        header.effective = days.from;
        header.through = days.through;
    } else {
        error(block.name, "the program does not say from when it holds",
              "add a line such as `effective 2021-01-01 onward`");
    }
    for (const Line& line : block.lines) {
        if (line.keyword == "title") header.title = line.rest.text;
        if (line.keyword == "calendar") header.calendar = line.rest.text;
        if (line.keyword == "version") read_version(line);
        if (line.keyword == "source") read_source(line);
        if (line.keyword == "hours") read_hours(line);
        if (line.keyword == "received") read_late_arrival(line);
        if (line.keyword == "include") header.includes.push_back(line.rest);
        if (line.keyword == "seat") header.asking = line.rest.text == "asking";
        if (line.keyword == "seat" && !is_seat(line.rest.text)) {
            error(line.rest, "a seat is `deciding` or `asking`",
                  "write `deciding` when the outcomes are ours, `asking` when they are only reported");
        }
    }
    if (header.late_arrival == calendar::LateStart::NextOpening && !block.first("hours")) {
        error(block.first("received")->rest, "outside which hours?",
              "add a line such as `hours 8:00 to 17:00 Monday to Friday in America/New_York`");
    }
}

// "2021-01-01 onward", "2021-01-01 through 2023-12-31".
std::optional<ProgramReader::Days> ProgramReader::read_effective(const Line& line) {
    Cursor cursor = cursor_of(line.rest);
    const auto from = calendar::parse_date(cursor.word());
    cursor.skip(cursor.word().size());
    const bool onward = cursor.accept("onward");
    const auto through =
        !onward && cursor.accept("through") ? calendar::parse_date(cursor.word()) : std::nullopt;
    if (through) cursor.skip(cursor.word().size());
    if (!from || (!onward && !through) || (through && *through < *from) || !cursor.at_end()) {
        error(line.rest, "from when, until when?",
              "write `2021-01-01 onward` or `2021-01-01 through 2023-12-31`");
        return std::nullopt;
    }
    return Days{*from, through};
}

// "8:00 to 17:00 Monday to Friday in America/New_York". The weekdays are for the reader: which days are open
// is said by the calendar, with its holidays.
void ProgramReader::read_hours(const Line& line) {
    Cursor cursor = cursor_of(line.rest);
    const auto opens = time_at(cursor);
    const auto closes = opens && cursor.accept("to") ? time_at(cursor) : std::nullopt;
    const bool days = closes && weekdays_at(cursor) && cursor.accept("in");
    const std::string zone(days ? cursor.word() : std::string_view());
    cursor.skip(zone.size());
    if (!is_zone(zone) || !cursor.at_end() || *closes <= *opens) {
        return error(line.rest, "when is the program open?",
                     "write for instance `8:00 to 17:00 Monday to Friday in America/New_York`: from when to "
                     "when, on which weekdays, and the zone by the name of its largest city");
    }
    program_.header.hours = {*opens, *closes, *closes};
    program_.header.zone = zone;
}

void ProgramReader::read_late_arrival(const Line& line) {
    const std::string text = single_spaced(line.rest.text);
    if (text == "at the next opening when it comes outside hours") {
        program_.header.late_arrival = calendar::LateStart::NextOpening;
    } else if (text != "when it comes") {
        error(line.rest, "when is it received?",
              "write `received at the next opening when it comes outside hours` or `received when it comes`");
    }
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
