#include <fmt/format.h>

#include <algorithm>

#include "casework/deciding.hpp"
#include "casework/spoken.hpp"
#include "policy/day.hpp"

// The accounts of the member: what is left is looked at before it counts, and what is granted is set aside in
// the same step.

namespace assent::casework {
namespace {

const Reserved* reserved_by(const Request& request, std::uint16_t ledger, std::uint16_t line) {
    const auto found =
        std::find_if(request.reservations.begin(), request.reservations.end(),
                     [&](const Reserved& one) { return one.ledger == ledger && one.line == line; });
    return found == request.reservations.end() ? nullptr : &*found;
}

bool gives_back(const policy::LedgerDef& ledger, policy::Release when) {
    return ledger.releases.test(static_cast<std::size_t>(when));
}

} // namespace

void Deciding::look_at_accounts(RequestNo number) {
    for (std::size_t place = 0; place < program().ledgers.size(); ++place) {
        const auto i = static_cast<std::uint16_t>(place);
        const auto year = year_on(program().ledgers[i], number);
        const auto balance =
            std::find_if(context_.balances.begin(), context_.balances.end(),
                         [&](const Balance& one) { return year && one.ledger == i && one.period == *year; });
        if (balance == context_.balances.end()) continue;
        const auto& seen = request(number).accounts;
        const bool known = std::any_of(seen.begin(), seen.end(), [&](const Counted& one) {
            return one.ledger == i && one.period == *year && one.used == balance->used;
        });
        if (!known) record(Counted{number, i, *year, balance->used});
    }
}

// The calendar year in which the lines of the request count; nothing while its date is unknown.
std::optional<std::int32_t> Deciding::year_on(const policy::LedgerDef& ledger, RequestNo number) {
    if (ledger.by == policy::no_node) return std::nullopt;
    const policy::Interval day = evaluated(number).value(ledger.by);
    if (!day.known() || !policy::is_day(day.least)) return std::nullopt;
    return static_cast<int>(std::chrono::year_month_day(policy::as_date(day.least)).year());
}

// What the line takes from the account when so much of it is granted; what is not known counts at its most.
std::int64_t Deciding::taken(const policy::LedgerDef& ledger, RequestNo number, std::uint16_t line,
                             const Granted& granted) {
    fill_facts(case_, number, context_.book, facts_);
    const std::uint16_t units = context_.book.nouns().units;
    if (units != policy::any_object)
        facts_.set_line(program().facts[units], line, policy::Interval::exactly(granted.units));
    const policy::Evaluator evaluator(program(), facts_);
    return std::clamp<std::int64_t>(evaluator.value(ledger.counts, {line, {}}).most, 0, ledger.holds);
}

// Nobody approves more than is left: neither a person nor a rule. What a dispute grants takes the place of
// what was granted before it.
Refused Deciding::overdrawn(RequestNo number, const std::vector<Determined>& grants) {
    for (const Counted& seen : request(number).accounts) {
        const policy::LedgerDef& ledger = program().ledgers[seen.ledger];
        if (!ledger.reserves) continue;
        std::int64_t wanted = 0;
        for (const Determined& one : grants) {
            const Granted* granted = granted_by(one.determination);
            if (!granted) continue;
            wanted += taken(ledger, number, one.line, *granted);
            const Reserved* before = replaced(number, seen.ledger, one.line);
            wanted -= before ? before->units : 0;
        }
        const std::int64_t left = std::max<std::int64_t>(0, ledger.holds - seen.used);
        if (wanted <= left) continue;
        return Refusal{RefusalKind::AboveLimit,
                       fmt::format("{}: {} are left in {}, and {} would be taken", ledger.name.text, left,
                                   seen.period, wanted),
                       phrase_of(ledger.sources),
                       "approve no more than is left, where your level allows a part; else refer"};
    }
    return std::nullopt;
}

// What the request that is disputed set aside for the same line.
const Reserved* Deciding::replaced(RequestNo number, std::uint16_t ledger, std::uint16_t line) const {
    const Request* before = earlier(case_, request(number));
    const bool dispute = before && is_dispute(program().requests[request(number).type]);
    return dispute ? reserved_by(*before, ledger, line) : nullptr;
}

void Deciding::set_aside(RequestNo number, std::uint16_t line, const Granted& granted) {
    for (std::size_t place = 0; place < program().ledgers.size(); ++place) {
        const auto i = static_cast<std::uint16_t>(place);
        const policy::LedgerDef& ledger = program().ledgers[i];
        const auto year = year_on(ledger, number);
        if (!ledger.reserves || !year) continue;
        const Reserved* before = replaced(number, i, line);
        if (before && before->units > 0) {
            Reserved none = *before;
            none.units = 0;
            record(none);
        }
        Reserved made{number, line, i, *year, taken(ledger, number, line, granted), {}};
        if (gives_back(ledger, policy::Release::Expiry)) made.until = granted.through;
        record(made);
    }
}

// All of it when the authorization is void; what is above the new grant when it was reduced.
void Deciding::give_back(RequestNo number, policy::Release when, const LineDecision* reduced) {
    const std::vector<Reserved> all = request(number).reservations;
    for (Reserved one : all) {
        const policy::LedgerDef& ledger = program().ledgers[one.ledger];
        const bool concerned = !reduced || reduced->line == one.line;
        if (!gives_back(ledger, when) || one.units == 0 || !concerned) continue;
        one.units = reduced && reduced->granted ? taken(ledger, number, one.line, *reduced->granted) : 0;
        if (one.until && reduced && reduced->granted) one.until = reduced->granted->through;
        record(one);
    }
}

} // namespace assent::casework
