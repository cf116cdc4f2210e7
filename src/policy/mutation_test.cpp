#include "policy/mutation.hpp"

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "policy/small_program.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::string mutated_rules = R"(fact member.born date from registry ask "Born?"
fact member.eligible yes or no from registry ask "Eligible?"
fact request.start date from provider ask "When?"
fact request.diagnoses diagnosis codes from physician ask "Which?"
fact request.units number 1 to 100 from provider ask "How many?"
list pains
  cite law
  columns diagnosis code, label, from, through
criterion adult
  cite law
  age from member.born on request.start at least 21
criterion either
  cite law
  member.eligible or request.units less than 3
criterion listed
  cite law
  some request.diagnoses in pains on request.start
criterion within
  cite law
  request.units at most left in visits
decision d
  cite law
  when every criterion is met then approve from request.start for 12 months
  when only within is not met then offer what is left in visits
  otherwise refer to nurse
level nurse
  cite law
limit season
  cite law
  through at most 6 months from request.start
  when request.units more than 50
ledger visits
  cite law
  holds 60
  warn at 50 used
  ask "Used?"
)";

const std::map<std::string, std::string> back_pains = {
    {"pains", "diagnosis code,label,from,through\nM54.5,back,,2021-09-30\nM54.50,back,2021-10-01,\n"}};

const std::string usual = R"(scenario Usual
  member.born       1980-01-01
  member.eligible   yes
  request.start     2021-05-01
  request.diagnoses M54.5
  request.units     4
  left in visits    60
  decision          approve
)";

const std::string strong = usual + R"(  approval.from     2021-05-01
  approval.through  2022-04-30
  warning           none

scenario Age
  like Usual
  | member.born | decision | because |
  | 2000-05-01  | approve  |         |
  | 2000-05-02  | refer    | adult   |

scenario Either
  like Usual
  | member.eligible | request.units | decision |
  | no              | 2             | approve  |
  | no              | 3             | refer    |
  | yes             | 3             | approve  |

scenario Codes
  like Usual
  | request.start | request.diagnoses | decision |
  | 2021-09-30    | M54.5             | approve  |
  | 2021-10-01    | M54.5             | refer    |
  | 2021-09-30    | M54.50            | refer    |
  | 2021-10-01    | M54.50            | approve  |
  | 2021-10-01    | M54.5, M54.50     | approve  |

scenario Units
  like Usual
  | request.units | left in visits | decision | approval.through | warning             |
  | 10            | 10             | approve  | 2022-04-30       | 50 of 60 visits     |
  | 11            | 11             | approve  | 2022-04-30       | none                |
  | 11            | 10             | offer 10 |                  | 50 of 60 visits     |
  | 50            | 60             | approve  | 2022-04-30       | none                |
  | 51            | 60             | approve  | 2021-10-31       | season              |
  | 60            | 60             | approve  | 2021-10-31       | season              |
  | 61            | 60             | offer 60 |                  |                     |
)";

std::vector<Mutant> mutants(const std::string& scenarios) {
    const Program program = small_program({mutated_rules, back_pains, scenarios});
    const auto examples = whole(read_examples(program));
    for (const Example& example : examples) {
        CAPTURE(example.line);
        CHECK(base::join(differences(program, example), "; ") == "");
    }
    return mutate(program, examples);
}

std::string survivors(const std::vector<Mutant>& all) {
    std::string text;
    for (const Mutant& mutant : all) {
        if (!mutant.caught)
            text += fmt::format("{}:{} {}\n", mutant.place.file, mutant.place.line, mutant.change);
    }
    return text;
}

} // namespace

TEST_CASE("scenarios on every boundary leave no survivor") {
    const std::vector<Mutant> all = mutants(strong);
    CHECK(all.size() > 20);
    CHECK(survivors(all) == "");
    for (const Mutant& mutant : all) CHECK(mutant.caught_by.find("scenarios.policy:") != std::string::npos);
}

TEST_CASE("a weak set leaves the boundaries it never tries") {
    const std::string left = survivors(mutants(usual));
    for (const char* one : {"21 becomes 20", "21 becomes 22", "a boundary is left out",
                            "row M54.5: through 2021-09-30 becomes 2021-10-01",
                            "row M54.5: through 2021-09-30 becomes 2021-09-29", "some becomes every",
                            "12 becomes 11", "12 becomes 13", "the limit `season` is lost",
                            "holds 59 instead of 60", "warns at 49 instead of 50"}) {
        CAPTURE(std::string(one));
        CHECK(left.find(one) != std::string::npos);
    }
    CHECK(left.find("when every criterion is met") == std::string::npos);
}

TEST_CASE("a survivor is named with its place") {
    std::string without_age = strong;
    const std::size_t from = without_age.find("scenario Age"), to = without_age.find("scenario Either");
    without_age.erase(from, to - from);
    const std::string left = survivors(mutants(without_age));
    CHECK(left.find("small.policy:11 21 becomes 20") != std::string::npos);
    CHECK(left.find("small.policy:11 21 becomes 22") != std::string::npos);
    CHECK(left.find("pains.csv") == std::string::npos);
}

TEST_CASE("the day from which a row holds is moved too") {
    std::string without_codes = strong;
    const std::size_t from = without_codes.find("scenario Codes"), to = without_codes.find("scenario Units");
    without_codes.erase(from, to - from);
    const std::string left = survivors(mutants(without_codes));
    CHECK(left.find("pains.csv:2 row M54.5: through 2021-09-30 becomes 2021-09-29") != std::string::npos);
    CHECK(left.find("pains.csv:3 row M54.50: from 2021-10-01 becomes 2021-09-30") != std::string::npos);
}

TEST_CASE("a number that a rule looks up is changed row by row") {
    const std::string weighed = R"(fact request.start date from provider ask "When?"
fact line.code procedure code from provider ask "Which?"
fact line.weight number
  cite law
  is weight of line.code in codes on request.start, otherwise 1
list codes
  cite law
  columns procedure code, weight, label, from, through
criterion light
  cite law
  sum of line.weight at most 2
decision d
  cite law
  when every criterion is met then approve
  otherwise refer to nurse
level nurse
  cite law
)";
    const std::map<std::string, std::string> rows = {
        {"codes", "procedure code,weight,label,from,through\n98940,2,two,,\n98941,3,three,,\n"}};
    const std::string heavy_only =
        "scenario Heavy\n  request.start 2026-01-01\n  line.code 98941\n  decision refer\n";
    const Program program = small_program({weighed, rows, heavy_only});
    const auto examples = read_examples(program);
    REQUIRE(examples);
    std::vector<std::string> survivors;
    for (const Mutant& mutant : mutate(program, *examples)) {
        if (!mutant.caught && mutant.place.file == "codes.csv") survivors.push_back(mutant.change);
    }
    const std::vector<std::string> expected = {
        "row 98940: weight 2 becomes 1", "row 98940: weight 2 becomes 3", "row 98941: weight 3 becomes 4"};
    CHECK(survivors == expected);
}
