#include <array>

#include "casework/authority.hpp"

// The table of roles and acts, its columns in the order of the roles. Whoever changes a cell changes it in
// authority_table_test.cpp as well.

namespace assent::casework {
namespace {

struct Row {
    std::string_view act;
    std::array<Cell, roles> cells;
};

constexpr std::array<Row, case_acts> table = [] {
    constexpr Cell no = Cell::No;
    constexpr Cell yes = Cell::Yes;
    constexpr Cell own = Cell::Own;
    constexpr Cell told = Cell::Facts;
    constexpr Cell level = Cell::Level;
    constexpr Cell rule = Cell::ByRule;
    constexpr Cell asks = Cell::Asks;
    constexpr Cell right = Cell::Right;
    constexpr Cell due = Cell::Due;
    constexpr Cell users = Cell::Office;
    // clang-format off
    return std::array<Row, case_acts>{{
  //                     syst  timer provid member review superv agency fisc  office custom intake plan aud
  {"see",               {yes,  due,  own,   own,   yes,   yes,   right, no,   no,    yes,   yes,   no,  yes}},
  {"submit",            {no,   no,   asks,  asks,  no,    no,    no,    no,   no,    asks,  asks,  no,  no}},
  {"supply",            {yes,  no,   own,   own,   yes,   no,    no,    no,   no,    no,    yes,   no,  no}},
  {"report",            {told, no,   own,   own,   yes,   no,    told,  told, no,    no,    yes,   no,  no}},
  {"withdraw",          {no,   no,   own,   own,   no,    no,    no,    no,   no,    yes,   yes,   no,  no}},
  {"contact",           {no,   no,   own,   no,    yes,   yes,   no,    no,   no,    yes,   yes,   no,  no}},
  {"message",           {yes,  no,   right, right, no,    yes,   right, no,   no,    yes,   yes,   no,  no}},
  {"answer",            {no,   no,   no,    no,    yes,   yes,   no,    no,   no,    yes,   no,    no,  no}},
  {"correct",           {told, no,   own,   own,   yes,   yes,   told,  told, no,    no,    yes,   no,  no}},
  {"flag",              {rule, no,   no,    no,    yes,   yes,   no,    no,   no,    yes,   yes,   no,  no}},
  {"claim",             {no,   no,   no,    no,    level, no,    no,    no,   no,    no,    no,    no,  no}},
  {"cover",             {no,   no,   no,    no,    level, no,    no,    no,   no,    no,    no,    no,  no}},
  {"assign",            {yes,  no,   no,    no,    no,    yes,   no,    no,   no,    no,    no,    no,  no}},
  {"pend",              {rule, no,   no,    no,    level, no,    no,    no,   no,    no,    no,    no,  no}},
  {"refer",             {rule, no,   no,    no,    level, no,    no,    no,   no,    no,    no,    no,  no}},
  {"return",            {rule, no,   no,    no,    level, no,    no,    no,   no,    no,    no,    no,  no}},
  {"technically deny",  {no,   no,   no,    no,    level, no,    no,    no,   no,    no,    no,    no,  no}},
  {"approve",           {rule, rule, no,    no,    level, no,    no,    no,   no,    no,    no,    no,  no}},
  {"deny",              {no,   no,   no,    no,    level, no,    no,    no,   no,    no,    no,    no,  no}},
  {"extend",            {no,   no,   right, right, right, right, no,    no,   no,    no,    no,    no,  no}},
  {"expedite",          {rule, no,   right, right, right, right, no,    no,   no,    right, right, no,  no}},
  {"refuse to expedite",{no,   no,   no,    no,    right, no,    no,    no,   no,    no,    no,    no,  no}},
  {"direct",            {no,   no,   no,    no,    no,    no,    right, no,   no,    no,    no,    no,  no}},
  {"name",              {no,   no,   no,    no,    no,    yes,   no,    no,   no,    yes,   yes,   no,  no}},
  {"void",              {no,   no,   no,    no,    no,    yes,   no,    no,   no,    no,    no,    no,  no}},
  {"deliver",           {yes,  no,   own,   no,    no,    no,    no,    no,   no,    yes,   yes,   no,  no}},
  {"pass",              {no,   due,  no,    no,    no,    no,    no,    no,   no,    no,    no,    no,  no}},
  {"close",             {yes,  no,   no,    no,    no,    no,    no,    no,   no,    no,    no,    no,  no}},
  {"manage users",      {no,   no,   no,    no,    no,    no,    no,    no,   users, no,    no,    yes, no}},
  {"publish",           {no,   no,   no,    no,    no,    no,    no,    no,   no,    no,    no,    yes, no}},
  {"report standing",   {no,   no,   no,    no,    no,    no,    no,    no,   no,    no,    no,    yes, no}},
  {"declare conflict",  {no,   no,   no,    no,    own,   yes,   no,    no,   no,    no,    no,    yes, no}},
  {"audit",             {no,   no,   no,    no,    no,    no,    no,    no,   no,    no,    no,    no,  yes}},
  {"hear concerns",     {no,   no,   no,    no,    no,    no,    right, no,   no,    no,    no,    yes, yes}},
  {"keep contacts",     {no,   no,   no,    no,    no,    yes,   no,    no,   no,    yes,   yes,   no,  no}},
  {"merge members",     {no,   no,   no,    no,    no,    yes,   no,    no,   no,    no,    yes,   yes, no}},
  {"draw a sample",     {no,   no,   no,    no,    no,    yes,   no,    no,   no,    no,    no,    no,  yes}},
  {"give an opinion",   {no,   no,   no,    no,    yes,   no,    no,    no,   no,    no,    no,    no,  no}},
  {"keep records",      {no,   no,   no,    no,    no,    no,    no,    no,   no,    no,    no,    yes, no}},
    }};
    // clang-format on
}();

// The software never says no to care, and nobody but a reviewer decides at a level.
constexpr bool is_sound() {
    constexpr auto place = [](auto one) { return static_cast<std::size_t>(one); };
    for (std::size_t act = 0; act < case_acts; ++act) {
        for (std::size_t role = 0; role < roles; ++role) {
            const bool denies = act == place(CaseAct::Deny) || act == place(CaseAct::TechnicallyDeny);
            const Cell one = table[act].cells[role];
            if (denies && (one == Cell::Level) != (role == place(Role::Reviewer))) return false;
            if (denies && one != Cell::Level && one != Cell::No) return false;
            if (one == Cell::Level && role != place(Role::Reviewer)) return false;
        }
    }
    return true;
}
static_assert(is_sound());

} // namespace

std::string_view to_text(CaseAct act) { return table[static_cast<std::size_t>(act)].act; }

Cell cell(CaseAct act, Role role) {
    return table[static_cast<std::size_t>(act)].cells[static_cast<std::size_t>(role)];
}

} // namespace assent::casework
