#include "letters/plain_language.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "letters/small_letter.hpp"

using namespace assent;
using namespace assent::letters;

using Words = std::vector<std::string>;

TEST_CASE("the reading grade follows its formula") {
    CHECK(reading_grade("The cat sat.") == doctest::Approx(0.39 * 3 + 11.8 - 15.59));
    CHECK(reading_grade("The cat sat. It ran!") == doctest::Approx(0.39 * 2.5 + 11.8 - 15.59));
    CHECK(reading_grade("Therapy helps.") == doctest::Approx(0.39 * 2 + 11.8 * 4 / 2 - 15.59));
    CHECK(reading_grade("Why\n---\n\n- it hurts\n- it stops\n") ==
          doctest::Approx(0.39 * 5 / 3 + 11.8 - 15.59));
    CHECK(reading_grade("") == 0);
    CHECK(reading_grade("12 - 14 .") == 0);
}

TEST_CASE("syllables are groups of vowels without a silent e") {
    const auto syllables = [](const std::string& word) {
        return std::lround((reading_grade(word) - 0.39 + 15.59) / 11.8);
    };
    CHECK(syllables("made") == 1);
    CHECK(syllables("table") == 2);
    CHECK(syllables("agree") == 2);
    CHECK(syllables("asked") == 1);
    CHECK(syllables("needed") == 2);
    CHECK(syllables("approved") == 2);
    CHECK(syllables("reconsideration") == 6);
    CHECK(syllables("the") == 1);
    CHECK(syllables("nth") == 1);
}

TEST_CASE("an acronym is explained where it first stands, or found") {
    CHECK(unexplained_acronyms("A Plan of Care (POC) is a plan. The POC says so.").empty());
    CHECK(unexplained_acronyms("The POC says so. A Plan of Care (POC) is one.") == Words{"POC"});
    CHECK(unexplained_acronyms("Ask your OT or PT, and the OT (OT).") == Words{"OT", "PT"});
    CHECK(unexplained_acronyms("(POC) is no name before it") == Words{"POC"});
}

TEST_CASE("numbers of requests, headings in capitals and single letters are no acronyms") {
    CHECK(unexplained_acronyms("Your request PA-1203 and G0151: I read A.\nNOTICE OF DENIAL\n").empty());
}

TEST_CASE("a letter that is hard to read is warned of, and only when it is English") {
    casework::ComposedNotice letter;
    letter.form = "denial";
    letter.language = "en";
    letter.text =
        "Determination of medical necessity necessitates comprehensive documentation of functional "
        "limitations. PPEC applies.\n";
    const std::string found = base::to_text(plain_language(letter));
    CHECK(found.find("denial: warning: reads at grade") == 0);
    CHECK(found.find("`PPEC` is not explained") != std::string::npos);
    CHECK_FALSE(plain_language(letter).has_errors());

    letter.language = "es";
    CHECK(plain_language(letter).size() == 1);
    letter.language = "en-US";
    letter.text = "We read it. You can ask us to look again.\n";
    CHECK(plain_language(letter).empty());
    CHECK(plain_language(letter, -5.0).size() == 1);
}

TEST_CASE("a template is read whole, with a short value in each place") {
    const Template letter = small_template(
        "# T\n\n{{if reason}}\nWe asked NCCI for {{reason}}.\n{{end}}\n"
        "{{each lines}}\n{{if line.granted}}\n- NDC: {{line.label}}\n{{end}}\n{{end}}\n");
    CHECK(base::to_text(plain_language(letter)) ==
          "denial.md: warning: `NCCI` is not explained\n    write its name first: Name (NCCI)\n"
          "denial.md: warning: `NDC` is not explained\n    write its name first: Name (NDC)\n");
    CHECK(plain_language(letter, -9.0).begin()->message.starts_with("reads at grade "));
}
