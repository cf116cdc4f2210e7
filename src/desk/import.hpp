#pragma once
// Members, their eligibility, organizations, people and what was used of accounts, from files that another
// system writes (docs/import.md). A file is read in blocks of rows, and each block is written whole or not at
// all; memory is the same for a file of any size. A run that was broken off goes on where it stopped, and a
// row that says nothing new adds nothing. A wrong row is handed back and costs no other row. Messages carry
// no member data; the rows that are handed back are the file's own.

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "desk/import_kind.hpp"
#include "desk/standing.hpp"
#include "store/store.hpp"

namespace assent::desk {

constexpr std::size_t rows_in_a_block = 1000;

struct Progress {
    std::uint64_t bytes_done = 0, bytes_total = 0;
    std::uint64_t rows = 0, rejected = 0;
};

// Every row is one of written, unchanged, rejected and skipped.
struct Imported {
    std::uint64_t rows = 0;
    std::uint64_t written = 0;
    std::uint64_t unchanged = 0; // said what the store says already
    std::uint64_t rejected = 0;
    std::uint64_t skipped = 0; // fit rows of blocks that an earlier run had written before it was broken off
    std::uint64_t skipped_blocks = 0;
};

struct ImportFile {
    ImportKind kind = ImportKind::Members;
    std::string name;      // that messages give it
    std::istream& content; // read twice, from its beginning
    // Gets the file of rejected rows, piece by piece: a header, and each row with its line and why. Never
    // called when there is none.
    std::function<void(std::string_view)> reject = [](std::string_view) {};
    std::function<void(const Progress&)> tell = [](const Progress&) {}; // after each block
};

// Who imports, and when.
struct Import {
    casework::PersonId by;
    calendar::Instant at;
    std::vector<std::string> ledgers = {}; // of the programs that were published: what accounts can be of
};

// Refused, and nothing is written, when the header is not that of the kind.
base::Result<Imported> import_file(store::Store& store, const ImportFile& file, const Import& how);

} // namespace assent::desk
