// Any bytes are a request or a list of mistakes. What is understood is decided and explained, the
// explanation is JSON that reads back, no denial comes out, and only a verdict that asks asks.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/expects.hpp"
#include "base/json_writer.hpp"
#include "policy/explanation.hpp"
#include "policy/small_program.hpp"

namespace {

using namespace assent;
using namespace assent::policy;

const Program& program() {
    static const Program read = small_program(
        {R"(criterion grown
  cite law
  age from member.born on request.start at least 21
criterion listed
  cite law
  some request.diagnoses in pains on request.start
criterion planned
  cite law
  line.group in plan.services
criterion within
  cite law
  sum of line.counted at most left in visits
criterion any of these
  cite law
  any of
    request.cost at most $250
    plan.letter known
    at least 2 of
      need.at_once
      request.kind is not renewal
      every request.diagnoses is M54.50
      some line.units more than 3
fact line.group one of massage, exercise, needles
  is group of line.code in codes on request.start
fact line.counted number
  cite law
  is line.units times line.size
fact line.size number
  cite law
  when line.service is massage then 2
  otherwise 1
decision d
  cite law
  when some line.code in codes where group is needles on request.start then warn "Needles."
  when every criterion is met then approve from request.start for 12 months
  when only within is not met then offer what is left in visits
  when planned is not met and need.at_once then expedite
  otherwise refer to nurse
limit codes
  cite law
  through at most last day of request.diagnoses in pains from request.start
limit lines
  cite law
  through at most last day of line.code in codes from request.start
  when not need.at_once
limit span
  cite law
  from at least request.made
  through at most day 180 counted from request.made
  unless need.at_once
level nurse
  cite law
list pains
  cite law
  columns diagnosis code, label, from, through
list codes
  cite law
  columns procedure code, group, from, through
ledger visits
  cite law
  holds 120
  warn at 100 used
  ask "How many visits were used?"
)" + some_facts,
         {{"pains", "diagnosis code,label,from,through\nM54.5,a,,2021-09-30\nM54.50,b,2021-10-01,\n"},
          {"codes",
           "procedure code,group,from,through\n98940,massage,,\n98941,needles,2021-01-01,2022-12-31\n"}}});
    return read;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static base::JsonDocument document, printed;
    static RequestReader reader(program());
    static Facts facts(program());
    base::Diagnostics diagnostics;
    if (!document.read({reinterpret_cast<const char*>(data), size}, diagnostics)) return 0;
    const bool understood = reader.read(document, facts, diagnostics);
    base::expects(understood == !diagnostics.has_errors(), "a reason for each refusal");

    const Verdict verdict = decide(program(), facts);
    const Explanation made = explain(program(), facts, verdict);
    base::expects(verdict.act == Act::Ask || made.ask.empty(), "questions only when it asks");
    base::expects(verdict.act != Act::Approve || verdict.from <= verdict.through,
                  "an approval of at least one day");
    std::string json;
    base::JsonWriter writer(json);
    write_json(program(), made, writer);
    base::Diagnostics none;
    base::expects(writer.complete() && printed.read(json, none) && none.empty(),
                  "an explanation that reads back");
    base::expects(printed.find(printed.root(), "decision")->text == made.decision,
                  "the decision that was made");
    base::expects(!to_sentences(program(), made).empty(), "sentences");
    return 0;
}
