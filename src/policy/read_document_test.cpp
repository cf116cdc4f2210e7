#include <doctest/doctest.h>

#include "policy/people_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::string document_head = "document d\n  cite law\n";

bool comes_by(const DocumentDef& document, Channel channel) {
    return document.comes[static_cast<std::size_t>(channel)];
}

} // namespace

TEST_CASE("the kinds of a document are the rows of a list that agree with the request") {
    const Program program =
        program_with(document_head + "  kinds paper in papers for request.type, request.discipline\n");
    const auto& kinds = program.documents[0].kinds;
    REQUIRE(kinds);
    CHECK(program.lists[kinds->list].columns[kinds->column].name == "paper");
    REQUIRE(kinds->where.size() == 2);
    CHECK(program.lists[kinds->list].columns[kinds->where[0].column].name == "request");
    CHECK(program.facts[kinds->where[0].fact].name.text == "request.type");
    CHECK(program.lists[kinds->list].columns[kinds->where[1].column].name == "discipline");
    CHECK(program_with(document_head + "  kinds paper in papers\n").documents[0].kinds->where.empty());
}

TEST_CASE("a document says what is on it, how it comes and who signs it") {
    const DocumentDef read = program_with(document_head +
                                          "  has diagnosis, name of  the provider\n  has dates\n"
                                          "  comes by upload, or by fax with cover sheet\n  pages exactly 2\n"
                                          "  signed by clinic or doctor\n  at least 3\n")
                                 .documents[0];
    CHECK(read.has == std::vector<std::string>{"diagnosis", "name of the provider", "dates"});
    CHECK(comes_by(read, Channel::Upload));
    CHECK(comes_by(read, Channel::Fax));
    CHECK(read.comes.count() == 2);
    CHECK(read.cover == std::vector<std::uint16_t>{2});
    CHECK(read.pages == 2);
    CHECK(read.signed_by == std::vector<std::uint16_t>{0, 2});
    CHECK(read.at_least == 3);
}

TEST_CASE("a bar code says what it is of, from when it exists and how often it is used") {
    const DocumentDef read = program_with(document_head +
                                          "  barcode of member, request, from submitted, used once\n"
                                          "  misused alert supervisor and tell the requester\n")
                                 .documents[0];
    CHECK(read.barcode == std::vector<std::string>{"member", "request"});
    CHECK(read.available_from.what == Happening::Submitted);
    CHECK(read.used_once);
    REQUIRE(read.misused.size() == 2);
    CHECK(read.misused[1].kind == EffectKind::TellRequester);
}

TEST_CASE("every mistake in a document is told where it stands") {
    const std::vector<WrongLine> table = {
        {"kinds letter", "3:15 in which list are the kinds?\n"},
        {"kinds paper in paper", "3:18 a list expected, and `paper` is none\n"},
        {"kinds letter in papers", "3:9 `papers` has no column `letter`\n"},
        {"kinds from in papers", "3:9 `papers` has no column `from`\n"},
        {"kinds paper in papers for request.tipe", "3:29 a fact expected, and `request.tipe` is none\n"},
        {"kinds paper in papers for request.start",
         "3:29 rows are chosen by a word or a code of the request\n"},
        {"kinds paper in papers for request.kind", "3:29 no column of `papers` is for `request.kind`\n"},
        {"kinds paper in papers of start", "3:25 `of start` is left over\n"},
        {"has letter,", "3:14 nothing stands here\n"},
        {"comes upload", "3:9 `by` expected before each channel\n"},
        {"comes by facs", "3:12 a channel expected, and `facs` is none\n"},
        {"comes by upload with cover sheet", "3:19 only what is faxed comes with a cover\n"},
        {"comes by fax with letter", "3:21 a document expected, and `letter` is none\n"},
        {"comes by fax today", "3:16 `today` is left over\n"},
        {"pages 2", "3:9 `exactly` expected after `pages`\n"},
        {"pages exactly two", "3:17 a whole number expected, and `two` is none\n"},
        {"pages exactly 0", "3:17 a number from 1 to 9999 expected\n"},
        {"pages exactly 2 or 3", "3:19 `or 3` is left over\n"},
        {"signed clinic", "3:10 `by` expected after `signed`\n"},
        {"signed by nobody", "3:13 a party expected, and `nobody` is none\n"},
        {"barcode member", "3:11 of what is the bar code?\n"},
        {"barcode of member,", "3:21 what does the bar code say?\n"},
        {"barcode of diagnosis", "3:14 what does the bar code say?\n"},
        {"barcode of member, from yesterday", "3:27 an event expected, and `yesterday` is none\n"},
        {"barcode of member, used once only", "3:32 `only` is left over\n"},
        {"at least one", "3:12 a whole number expected, and `one` is none\n"},
        {"comes by fax\n  comes by mail", "4:9 `comes` is said a second time\n"},
    };
    for (const WrongLine& row : table) {
        CAPTURE(row.line);
        CHECK(mistakes_with(document_head + "  " + row.line + "\n") == row.expected);
    }
    CHECK(mistakes_with("document d\n  quote \"no number\"\n  pages exactly 2\n") ==
          "3:17 the number 2 stands in none of the phrases of its rule\n");
}

TEST_CASE("each channel is found by its words") {
    for (std::size_t i = 0; i < channels; ++i) {
        const auto channel = static_cast<Channel>(i);
        CHECK(channel_of(to_text(channel)) == channel);
    }
    CHECK_FALSE(channel_of("pigeon"));
    CHECK_FALSE(channel_of(""));
    CHECK(comes_by(program_with(document_head + "  comes by certified mail\n").documents[0],
                   Channel::CertifiedMail));
}
