#pragma once
// Reads a request, as JSON or cell by cell, into the facts of a program. `member.birth_date` stands
// at /member/birth_date, facts of service lines in the objects of /lines, what is used of a ledger at
// /ledger/NAME/used. What is missing or null is unknown. What the program does not know, or what has
// the wrong type, is refused with its place; no message repeats a value.

#include <string>
#include <string_view>
#include <vector>

#include "base/json_document.hpp"
#include "policy/facts.hpp"

namespace assent::policy {

// A value of that type as text: "yes", "2026-11-28", "2026-11-28 16:30", "M54.50", "chiropractic".
// Nothing when it is none, or lies outside the type's bounds. A text that has not the shape of a code is
// a code all the same, one that is on no list (`no_code`): it is a person who says what was meant.
std::optional<Interval> value_of(const Type&, std::string_view text);

// The same as JSON: yes and no are true and false there, numbers have no quotes, and whatever else has.
std::optional<Interval> value_of(const Type&, const base::JsonNode&);

// What is wrong with a value that is none of that type, and how one is written.
struct Misfit {
    std::string message, hint;
};
Misfit misfit(const Type&, const base::JsonNode&);

class RequestReader {
public:
    explicit RequestReader(const Program& program);

    // True when all of the request was understood; `facts` is cleared first. Warnings name codes that
    // have the shape of none.
    bool read(const base::JsonDocument&, Facts&, base::Diagnostics&);

private:
    // The names of facts, part by part: member -> birth_date.
    struct Branch {
        std::string key;
        std::vector<Branch> branches;
        const FactDef* fact = nullptr;
    };

    static void plant(std::vector<Branch>& branches, std::string_view name, const FactDef* fact);
    void read_object(const base::JsonNode& node, const std::vector<Branch>& branches, std::size_t line);
    void read_member(const base::JsonNode& node, const std::vector<Branch>& branches, std::size_t line);
    void read_fact(const base::JsonNode& node, const FactDef& fact, std::size_t line);
    void read_list(const base::JsonNode& node, const FactDef& fact);
    void read_lines(const base::JsonNode& node);
    void read_ledgers(const base::JsonNode& node);
    void read_ledger(const base::JsonNode& node, const LedgerDef& ledger);
    std::optional<Interval> read_value(const base::JsonNode& node, const Type& type);
    void unrecognised(const base::JsonNode& node, const std::vector<Branch>& branches);
    void complain(const base::JsonNode& node, std::string message, std::string hint);

    const Program& program_;
    std::vector<Branch> branches_, line_branches_;
    std::vector<Interval> items_;
    const base::JsonDocument* document_ = nullptr;
    Facts* facts_ = nullptr;
    base::Diagnostics* diagnostics_ = nullptr;
};

} // namespace assent::policy
