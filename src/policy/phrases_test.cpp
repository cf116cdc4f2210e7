#include "policy/phrases.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "policy/small_program.hpp"

using namespace assent::policy;

TEST_CASE("white space, quotation marks and dashes are folded, and case is kept") {
    CHECK(folded(" a \t\r\n b ") == "a b");
    CHECK(folded("\u201Cthe participant\u2019s\u201D") == "\"the participant's\"");
    CHECK(folded("1\u20132 pre\u2010certification \u2014 x\u00A0y") == "1-2 pre-certification - x y");
    CHECK(folded("a \u2026 b") == "a ... b");
    CHECK(folded("\uFEFFAbc") == "Abc");
    CHECK(folded("") == "");
}

TEST_CASE("folding twice changes nothing more") {
    CHECK(rc::check("folded(folded(x)) == folded(x)", [] {
        const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "a", "B", " ", "\n", "\t", "\u2019", "\u2014", "\u2026", ".", "\u00A0", "\xC2", "\xE2\x80"));
        std::string text;
        for (const std::string& part : parts) text += part;
        RC_ASSERT(folded(folded(text)) == folded(text));
    }));
}

TEST_CASE("a phrase stands in a document however it was broken and typeset") {
    const std::string document =
        folded("The participant\u2019s plan\nof   care \u2013 21 years of age and older.");
    CHECK(stands_in("participant's plan of care", document));
    CHECK(stands_in("care - 21 years", document));
    CHECK(stands_in("care \u2014 21 years", document));
    CHECK_FALSE(stands_in("Participant's plan", document));
    CHECK_FALSE(stands_in("plan of the care", document));
    CHECK_FALSE(stands_in("", document));
}

TEST_CASE("one ellipsis stands for what a phrase leaves out, in order") {
    const std::string document = folded("first the request, then the answer, at last the letter");
    CHECK(stands_in("first ... the answer", document));
    CHECK(stands_in("the request \u2026 the letter", document));
    CHECK_FALSE(stands_in("the letter ... the request", document));
    CHECK_FALSE(stands_in("first ... the answer ... letter", document));
    CHECK_FALSE(stands_in("... the answer", document));
    CHECK_FALSE(stands_in("the answer ...", document));
    CHECK_FALSE(stands_in("the letter ... the letter", document));
}

TEST_CASE("words are what white space divides") {
    CHECK(count_words("") == 0);
    CHECK(count_words("one") == 1);
    CHECK(count_words("  twenty-one   years\nold ") == 3);
    CHECK(count_words("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15") == most_quoted_words);
}

TEST_CASE("a number stands in a phrase as digits") {
    CHECK(number_stands_in(21, "21 years of age"));
    CHECK(number_stands_in(120, "limit of 120."));
    CHECK(number_stands_in(1200, "no more than 1,200 units"));
    CHECK(number_stands_in(1234567, "1,234,567 in all"));
    CHECK_FALSE(number_stands_in(200, "no more than 1,200 units"));
    CHECK_FALSE(number_stands_in(21, "121 years"));
    CHECK_FALSE(number_stands_in(21, "M21"));
    CHECK(number_stands_in(20, "codes 10,20"));
    CHECK(number_stands_in(0, "0 days"));
}

TEST_CASE("a number stands in a phrase as words") {
    CHECK(number_stands_in(1, "within one business day"));
    CHECK(number_stands_in(12, "Twelve months"));
    CHECK(number_stands_in(21, "twenty-one years"));
    CHECK(number_stands_in(21, "twenty one years"));
    CHECK(number_stands_in(90, "ninety days"));
    CHECK(number_stands_in(100, "a hundred days"));
    CHECK(number_stands_in(100, "one hundred days"));
    CHECK(number_stands_in(120, "one hundred twenty units"));
    CHECK(number_stands_in(120, "one hundred and twenty units"));
    CHECK(number_stands_in(365, "three hundred sixty-five days"));
    CHECK_FALSE(number_stands_in(1, "none of these"));
    CHECK_FALSE(number_stands_in(4, "fourteen days"));
    CHECK_FALSE(number_stands_in(-1, "one day"));
    CHECK_FALSE(number_stands_in(1000, "one thousand"));
}

TEST_CASE("a hundred may stand without its one") {
    CHECK(number_stands_in(100, "every hundred days"));
    CHECK(number_stands_in(120, "every hundred twenty days"));
}

TEST_CASE("a number is not part of a longer number in words") {
    CHECK_FALSE(number_stands_in(1, "twenty-one years"));
    CHECK_FALSE(number_stands_in(20, "twenty-one years"));
    CHECK_FALSE(number_stands_in(100, "one hundred twenty units"));
    CHECK_FALSE(number_stands_in(20, "one hundred twenty units"));
}

TEST_CASE("a number is not part of a number with decimals") {
    CHECK_FALSE(number_stands_in(12, "12.5 hours"));
    CHECK_FALSE(number_stands_in(5, "12.5 hours"));
    CHECK(number_stands_in(12, "in all 12."));
    CHECK(number_stands_in(12, "a 12-month period"));
}

TEST_CASE("every number below a thousand stands in its own digits") {
    for (std::int64_t number = 0; number < 1000; ++number)
        CHECK(number_stands_in(number, "for " + std::to_string(number) + " days"));
}

TEST_CASE("the quotes of every block are found, with their places and without their marks") {
    const Program program = small_program({R"(criterion adult
  quote "of age"
  member.adult
fact member.adult yes or no from registry ask "Of age?"
  quote "has come of age"
party reviewer
  quote "a reviewer"
  is physician
assumption silence
  quote "nothing is said"
  we read It is not.
decision all
  assume silence
  when adult then refer to nurse
  otherwise refer to nurse
level nurse
  quote "the nurse"
)"});
    std::vector<std::string> texts;
    for (const Piece& quote : all_quotes(program)) texts.push_back(quote.text);
    CHECK(texts == std::vector<std::string>{"has come of age", "of age", "nothing is said", "a reviewer",
                                            "the nurse"});
    CHECK(all_quotes(program)[1].line == 2);
}
