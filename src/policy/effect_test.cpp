#include "policy/effect.hpp"

#include <doctest/doctest.h>

#include "policy/small_terms.hpp"
#include "policy/term_reader.hpp"

using namespace assent;
using namespace assent::policy;

namespace {

const std::string around =
    "right ask again\n  cite law\n  provider may submit reconsideration\n"
    "limit earliest day\n  cite law\n  from at least request.start\n";

std::string rules_with_effects(const std::string& effects) {
    return "duty work\n  cite law\n  we must decide\n  within 3 days of receipt\n  missed " + effects + "\n" +
           around + some_people + some_facts;
}

Effects effects(const std::string& words) {
    return small_program({rules_with_effects(words)}).terms.front().effects;
}

std::string wrong_effect(const std::string& words) {
    base::Diagnostics warnings;
    const auto read = read_program(program_text({rules_with_effects(words)}), warnings);
    if (read) return {};
    CHECK(read.error().size() == 1);
    const base::Diagnostic& one = *read.error().begin();
    return fmt::format("{}: {}; {}", one.place.column, one.message, one.hint);
}

} // namespace

TEST_CASE("every effect is read by its words") {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(EffectKind::Nothing); ++i) {
        const auto kind = static_cast<EffectKind>(i);
        std::string words(to_text(kind));
        CAPTURE(words);
        if (kind == EffectKind::Alert) words += " supervisor";
        if (kind == EffectKind::Remind) words += " provider";
        if (kind == EffectKind::Convert || kind == EffectKind::OpenRequest) words += " continued stay";
        if (kind == EffectKind::ReferTo) words += " physician level";
        if (kind == EffectKind::Open) words += " ask again";
        if (kind == EffectKind::ApplyLimit) words += " earliest day";
        if (kind == EffectKind::Liable) words += " for each day";
        const Effects read = effects(words);
        REQUIRE(read.size() == 1);
        CHECK(read[0].kind == kind);
    }
}

TEST_CASE("an effect names what it is about") {
    CHECK(effects("alert reviewer").at(0).words == "reviewer");
    CHECK(effects("alert reviewer").at(0).object == any_object);
    CHECK(effects("alert fiscal agent").at(0).object == 2);
    CHECK(effects("alert fiscal agent").at(0).words == "fiscal agent");
    CHECK(effects("remind the requester").at(0).object == requester);
    CHECK(effects("warn").at(0).object == any_object);
    CHECK(effects("warn provider").at(0).object == 0);
    CHECK(effects("convert to continued stay").at(0).object == 1);
    CHECK(effects("open reconsideration").at(0).object == 2);
    CHECK(effects("open ask again").at(0).object == 1);
    CHECK(effects("refer to physician level").at(0).object == 1);
    CHECK(effects("liable for each day").at(0).words == "for each day");
}

TEST_CASE("several effects are joined by and") {
    const Effects read =
        effects("warn and accept and limit dates to receipt and liable for care and nothing");
    REQUIRE(read.size() == 5);
    CHECK(read[0].kind == EffectKind::Warn);
    CHECK(read[2].kind == EffectKind::LimitDatesToReceipt);
    CHECK(read[3].words == "for care");
    CHECK(read[4].kind == EffectKind::Nothing);
}

TEST_CASE("every mistake in an effect says what can stand there") {
    CHECK(wrong_effect("deny").starts_with(
        "10: an effect expected, and `deny` is none; effects are alert, remind, "));
    CHECK(wrong_effect("deny").ends_with("; none of them is a determination"));
    CHECK(wrong_effect("suspnd") == "10: an effect expected, and `suspnd` is none; did you mean `suspend`?");
    CHECK(wrong_effect("").find("an effect expected, and `the end of the line` is none") !=
          std::string::npos);
    CHECK(wrong_effect("warn and").find("an effect expected, and `the end of the line` is none") !=
          std::string::npos);
    CHECK(
        wrong_effect("alert janitor") ==
        "16: somebody to alert expected, and `janitor` is nobody; alert a party of the program, or provider, "
        "member side, reviewer, supervisor, agency, fiscal agent, intake, office administrator, customer "
        "service, plan administrator or auditor");
    CHECK(wrong_effect("open work") == "15: a duty is not opened; name a right or a request");
    CHECK(wrong_effect("open appeal") ==
          "15: a right or a request expected, and `appeal` is none; declared are "
          "admission, continued stay and reconsideration");
    CHECK(wrong_effect("apply latest day") ==
          "16: a limit expected, and `latest` is none; declared are earliest day");
    CHECK(wrong_effect("liable") == "16: liable for what?; write `liable for each day`, or the like");
    CHECK(wrong_effect("refuse, warn") == "16: `, warn` is left over; several effects are joined by `and`");
    CHECK(wrong_effect("warn everybody").starts_with("15: a party expected, and `everybody` is none; "));
}
