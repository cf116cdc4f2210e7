#include "portal/reports/month.hpp"

#include "http/case_table.hpp"

namespace assent::portal {

Month::Month(store::Store& store, std::string program, std::chrono::year_month month)
    : program_(std::move(program)),
      from_(calendar::Date(month / std::chrono::day{1})),
      through_(calendar::Date(month / std::chrono::last)) {
    for (const store::Tally& one : store.tallies({program_, from_, through_})) {
        Counted& sum = all_[one.kind][one.what][one.outcome];
        sum.count += one.count;
        sum.took += one.took;
    }
}

const Month::Whats& Month::of(std::string_view kind) const {
    static const Whats none;
    const auto found = all_.find(kind);
    return found == all_.end() ? none : found->second;
}

std::int64_t Month::count(std::string_view kind, const std::string& what, const std::string& outcome) const {
    const Whats& whats = of(kind);
    const auto one = whats.find(what);
    if (one == whats.end()) return 0;
    const auto found = one->second.find(outcome);
    return found == one->second.end() ? 0 : found->second.count;
}

FigureAsked Month::asked(std::string_view kind, const std::string& what, const std::string& outcome) const {
    return {program_, std::string(kind), what, outcome, from_, through_};
}

FigureAsked Month::asked(std::string_view kind, const std::string& outcome) const {
    return {program_, std::string(kind), {}, outcome, from_, through_};
}

FigureAsked Month::asked_of(std::string_view kind, const std::string& what) const {
    return {program_, std::string(kind), what, {}, from_, through_};
}

std::string Month::csv() const {
    std::string text = "kind,what,outcome,count,mean hours\r\n";
    for (const auto& [kind, whats] : all_) {
        for (const auto& [what, outcomes] : whats) {
            for (const auto& [outcome, sum] : outcomes) {
                const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(sum.took / sum.count);
                const std::string hours = sum.took.count() == 0 ? "" : in_tenths(minutes.count() / 6);
                text += fmt::format("{},{},{},{},{}\r\n", http::csv_cell(kind), http::csv_cell(what),
                                    http::csv_cell(outcome), sum.count, hours);
            }
        }
    }
    return text;
}

} // namespace assent::portal
