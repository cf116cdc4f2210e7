#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "policy/people_reader.hpp"

namespace assent::policy {
namespace {

// What a bar code can say: for whom, about what, and which paper comes with it.
constexpr std::array<std::string_view, 3> barcode_words = {"member", "request", "kind of document"};

std::optional<std::uint16_t> column_of(const ListDef& list, std::string_view name) {
    for (std::size_t i = 0; i < list.columns.size(); ++i) {
        const std::string& column = list.columns[i].name;
        if (column == name && column != "from" && column != "through") return static_cast<std::uint16_t>(i);
    }
    return std::nullopt;
}

// The column that a fact answers: the one of its name, or of what stands after its last dot. What a request
// is may also be called `request`.
std::optional<std::uint16_t> column_for(const ListDef& list, std::string_view fact) {
    if (const auto whole = column_of(list, fact)) return whole;
    const std::size_t dot = fact.rfind('.');
    if (const auto last = column_of(list, fact.substr(dot + 1))) return last;
    return fact == "request.type" ? column_of(list, "request") : std::nullopt;
}

std::string columns_hint(const ListDef& list) {
    std::vector<std::string> names;
    for (const Column& column : list.columns) {
        if (column.name != "from" && column.name != "through") names.push_back(column.name);
    }
    return fmt::format("the columns of `{}` are {}", list.name.text, base::listed(names));
}

} // namespace

void PeopleReader::read_document(DocumentDef& document, const Block& block) {
    const auto index = static_cast<std::uint16_t>(&document - referents_.program.documents.data());
    referents_.conditions.begin(Construct::Document, index);
    for (const Line& line : block.lines) {
        Cursor cursor = referents_.cursor(line.rest);
        if (line.keyword == "kinds") {
            document.kinds = kinds(line);
        } else if (line.keyword == "has") {
            for (std::string& words : listed(cursor)) document.has.push_back(std::move(words));
        } else if (line.keyword == "comes") {
            read_coming(document, line);
        } else if (line.keyword == "pages") {
            document.pages = count(line, "exactly");
        } else if (line.keyword == "signed") {
            if (!cursor.accept("by"))
                referents_.error(cursor, "`by` expected after `signed`", "write `signed by PARTY`");
            else if (auto parties = referents_.parties(cursor);
                     parties && referents_.finished(cursor, "join parties by commas or `or`"))
                document.signed_by = std::move(*parties);
        } else if (line.keyword == "barcode") {
            read_barcode(document, line);
        } else if (line.keyword == "at least") {
            document.at_least = count(line, "").value_or(0);
        } else if (line.keyword == "misused") {
            document.misused = effects(line).value_or(Effects{});
        }
    }
}

// A number of papers or pages, from 1 to 9999.
std::optional<std::int32_t> PeopleReader::count(const Line& line, std::string_view before) {
    Cursor cursor = referents_.cursor(line.rest);
    if (!before.empty() && !cursor.accept(before)) {
        referents_.error(cursor, fmt::format("`{}` expected after `{}`", before, line.keyword),
                         fmt::format("write `{} {} 2`", line.keyword, before));
        return std::nullopt;
    }
    const Cursor at = cursor;
    const auto number = referents_.conditions.number(cursor);
    if (!number || !referents_.finished(cursor, "end the line after the number")) return std::nullopt;
    if (*number >= 1 && *number <= 9'999) return static_cast<std::int32_t>(*number);
    referents_.error(at, "a number from 1 to 9999 expected",
                     "leave the line out when there is no such number");
    return std::nullopt;
}

// `COLUMN in LIST for FACT, FACT`
std::optional<DocumentKinds> PeopleReader::kinds(const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    const std::string_view before = cursor.left();
    while (!cursor.at_end() && !cursor.sees("in"))
        cursor.skip(std::max<std::size_t>(1, cursor.word().size()));
    const Piece column = cursor.since(before);
    if (!cursor.accept("in")) {
        referents_.error(cursor, "in which list are the kinds?",
                         "write `kinds COLUMN in LIST for FACT`; papers of one kind need no such line");
        return std::nullopt;
    }
    const auto list = referents_.at(cursor, NameKind::List, "a list");
    if (!list) return std::nullopt;
    DocumentKinds made;
    made.list = *list;
    const ListDef& rows = referents_.program.lists[*list];
    if (const auto found = column_of(rows, column.text)) {
        made.column = *found;
    } else {
        error(column, fmt::format("`{}` has no column `{}`", rows.name.text, column.text),
              columns_hint(rows));
        return std::nullopt;
    }
    if (cursor.accept("for") && !match_columns(cursor, made)) return std::nullopt;
    if (!referents_.finished(cursor, "write `for` and the facts that choose among its rows"))
        return std::nullopt;
    return made;
}

bool PeopleReader::match_columns(Cursor& cursor, DocumentKinds& kinds) {
    const ListDef& list = referents_.program.lists[kinds.list];
    do {
        const Cursor at = cursor;
        const auto fact = referents_.at(cursor, NameKind::Fact, "a fact");
        if (!fact) return false;
        const FactDef& chosen = referents_.program.facts[*fact];
        const bool fits = chosen.type.kind == Kind::Word || chosen.type.is_code();
        if (!fits || chosen.type.many || chosen.per_line) {
            referents_.error(at, "rows are chosen by a word or a code of the request",
                             "name a fact that is one of several words, or one code, and not of a line");
            return false;
        }
        const auto column = column_for(list, chosen.name.text);
        if (!column || *column == kinds.column) {
            referents_.error(at,
                             fmt::format("no column of `{}` is for `{}`", list.name.text, chosen.name.text),
                             "call the column as the fact is called after its dot");
            return false;
        }
        kinds.where.push_back({*column, *fact});
    } while (cursor.accept_comma());
    return true;
}

// `by CHANNEL, by fax with DOCUMENT`
void PeopleReader::read_coming(DocumentDef& document, const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    for (bool more = true; more;) {
        if (!cursor.accept("by")) {
            referents_.error(cursor, "`by` expected before each channel",
                             "write for instance `comes by upload, by fax with cover sheet`");
            return;
        }
        const auto one = channel(cursor);
        if (!one) return;
        document.comes.set(static_cast<std::size_t>(*one));
        if (cursor.sees("with") && *one != Channel::Fax) {
            referents_.error(cursor, "only what is faxed comes with a cover",
                             "write `by fax with DOCUMENT`; what must come with a request stands there");
            return;
        }
        if (cursor.accept("with")) {
            const auto cover = referents_.at(cursor, NameKind::Document, "a document");
            if (!cover) return;
            document.cover.push_back(*cover);
        }
        more = cursor.accept_comma();
        more |= cursor.accept("or");
    }
    referents_.finished(cursor, "write `by CHANNEL, by CHANNEL with DOCUMENT`");
}

// `of words, words, from EVENT, used once`
void PeopleReader::read_barcode(DocumentDef& document, const Line& line) {
    Cursor cursor = referents_.cursor(line.rest);
    if (!cursor.accept("of")) {
        referents_.error(cursor, "of what is the bar code?", "write `barcode of member, request`");
        return;
    }
    do {
        if (cursor.accept("from")) {
            const auto event = event_at(cursor, referents_.names);
            if (!event) {
                referents_.error(cursor, fmt::format("an event expected, and `{}` is none", cursor.left()),
                                 "write for instance `from submitted`");
                return;
            }
            document.available_from = *event;
        } else if (cursor.accept("used once")) {
            document.used_once = true;
        } else {
            const Cursor before = cursor;
            const std::string words = single_spaced(Referents::words(cursor));
            if (std::find(barcode_words.begin(), barcode_words.end(), words) == barcode_words.end()) {
                referents_.error(before, "what does the bar code say?",
                                 "write `member`, `request` or `kind of document`");
                return;
            }
            document.barcode.push_back(words);
        }
    } while (cursor.accept_comma());
    referents_.finished(cursor, "separate by commas what the bar code says");
}

} // namespace assent::policy
