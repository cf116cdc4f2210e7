// Programs as those see them who publish, audit, lead and review.

#include <doctest/doctest.h>

#include "desk/published.hpp"
#include "portal/pages_test.hpp"
#include "portal/programs/rule_text.hpp"

namespace assent::portal {
namespace {

const std::string before_text = R"(program plan/therapy
  title      Therapy
  effective  2021-01-01 onward

# Who is old enough.
criterion adult
  quote      "21 years of age and older"
  age from member.birth_date on request.start at least 21
  assume     age_on_service

criterion gone
  cite       law

fact member.birth_date date from plan ask "When?"

assumption age_on_service
  we read    The age is that of the first day.
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

// The therapy program as it was published, and once more with another hash and another text.
struct Published : Pages {
    std::string first, second = std::string(64, 'b');
    const std::string list = "/programs/florida-medicaid/therapy/";

    Published() {
        base::Diagnostics warnings;
        auto read = catalog::read_one_program(ASSENT_SOURCE_DIR "/programs/florida-medicaid",
                                              catalog::Scenarios::Leave, warnings);
        REQUIRE(read.has_value());
        catalog::Version version = std::move(read->versions.back());
        first = version.program.hash;
        desk::publish(store, version, {"plan"}, desk::monday);
        version.program.hash = second;
        std::string& policy = version.parts.at("program.policy");
        policy = replaced(policy, "pend_with_the_call\n", "pend_with_the_call\n  cite       a <new> law\n");
        version.parts.at("codes/contacts.csv") += "new one,questions,phone,555-0100,,,\n";
        desk::publish(store, version, {"plan"}, desk::monday + std::chrono::hours{1});
        know("auditor", casework::Role::Auditor, "us");
    }
};

} // namespace

TEST_CASE("A rule is read with its phrases, sections and assumptions apart from its lines") {
    const auto rules = rules_in(before_text);
    REQUIRE(rules.size() == 5);
    CHECK(rules[1].called() == "criterion adult");
    CHECK(rules[1].comment == "Who is old enough.");
    CHECK(rules[1].lines == "  age from member.birth_date on request.start at least 21\n");
    CHECK(rules[1].quotes == std::vector<std::string>{"\"21 years of age and older\""});
    CHECK(rules[1].assumes == std::vector<std::string>{"age_on_service"});
    CHECK(rules[2].cites == std::vector<std::string>{"law"});
    CHECK(rules[3].called() == "fact member.birth_date");
    CHECK(rules[4].is_assumption());
}

TEST_CASE("Between two versions rules are new, gone or changed by their lines, and never by their place") {
    std::string after = replaced(before_text, "at least 21", "at least 18");
    after = replaced(after, "criterion gone\n  cite       law\n\n", "");
    after += "\ncriterion fresh\n  quote      \"another one\"\n";
    const auto changes = rule_changes(before_text, after);
    REQUIRE(changes.size() == 3);
    CHECK(changes[0].what == Became::Changed);
    CHECK(changes[0].out ==
          std::vector<std::string>{"age from member.birth_date on request.start at least 21"});
    CHECK(changes[0].in ==
          std::vector<std::string>{"age from member.birth_date on request.start at least 18"});
    CHECK(changes[1].what == Became::Added);
    CHECK(changes[1].rule.called() == "criterion fresh");
    CHECK(changes[2].what == Became::Removed);
    CHECK(changes[2].rule.called() == "criterion gone");
    CHECK(rule_changes(before_text, before_text).empty());
    const std::string fact = "fact member.birth_date date from plan ask \"When?\"\n\n";
    CHECK(rule_changes(before_text, replaced(before_text, fact, "") + "\n" + fact).empty());
    const auto texts =
        text_changes({{"codes/a.csv", "x\ny\n"}, {"program.policy", "1"}, {"notices/b.md", "b\n"}},
                     {{"codes/a.csv", "x\nz\n"}, {"program.policy", "2"}});
    REQUIRE(texts.size() == 2);
    CHECK(texts[0].out == std::vector<std::string>{"y"});
    CHECK(texts[0].in == std::vector<std::string>{"z"});
    CHECK(texts[1].what == Became::Removed);
}

TEST_CASE("Each version says since when it holds and who published it, and its rules what they rest on") {
    Published pages;
    for (const char* who : {"plan", "auditor", "therapist", "physician"}) {
        CAPTURE(who);
        pages.sign_in(who);
        const Response list = pages.get("/programs");
        CHECK(list.status == 200);
        CHECK(says(pages.get("/account"), "href=\"/programs\""));
        CHECK(says(list, "Therapy services prior authorization"));
        CHECK(says(list, "<td>in force</td>"));
        CHECK(says(list, "<td>after the next start</td>"));
        CHECK(says(list, "2015"));
    }
    const std::string a = pages.first.substr(0, 12), b = pages.second.substr(0, 12);
    const Response text = pages.get(pages.list + a);
    CHECK(text.status == 200);
    CHECK(says(text, "<blockquote class=\"as-phrase\">&quot;recipient (or parent or legal guardian)&quot;"));
    CHECK(says(text, "is         member, parent of a minor member, legal guardian"));
    CHECK(says(text, "id=\"assumption-pend_with_the_call\""));
    CHECK(says(text, "href=\"#assumption-nurse_in_any_discipline\""));
    CHECK(says(text, "Rules of regulation/medicaid-fee-for-service"));
    const Response changes = pages.get(pages.list + a + "/" + b);
    CHECK(says(changes, "assumption pend_with_the_call <span class=\"usa-tag\">Changed</span>"));
    CHECK(says(changes, "cite a &lt;new&gt; law</ins>"));
    CHECK(says(changes, "codes/contacts.csv <span class=\"usa-tag\">Changed</span>"));
    CHECK(count(changes, "<section class=\"as-rule\">") == 2);
    CHECK(says(pages.get(pages.list + a + "/" + a), "The two say the same."));
    for (const std::string& wrong :
         {pages.list + "nothing", pages.list + a + "/nothing", std::string("/programs/no/such/") + a})
        CHECK(pages.get(wrong).status == 404);
}

TEST_CASE("Nobody else reads programs there") {
    Published pages;
    const std::string a = pages.first.substr(0, 12);
    for (const char* who : {"clerk", "chief"}) {
        CAPTURE(who);
        pages.sign_in(who);
        CHECK_FALSE(says(pages.get("/account"), "href=\"/programs\""));
        for (const std::string& address :
             {std::string("/programs"), pages.list + a, fmt::format("{0}{1}/{1}", pages.list, a)})
            CHECK(pages.get(address).status == 404);
    }
}

} // namespace assent::portal
