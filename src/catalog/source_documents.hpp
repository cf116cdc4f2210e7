#pragma once
// The official documents that programs quote, found by the SHA-256 each program records. The map is a
// file `sources.tsv` beside the programs: a hash, a tab, and the document's path seen from the map; `#`
// begins a comment. The documents themselves lie outside the repository and need not be at hand;
// what could not be looked up is counted, never passed over in silence. A phrase that is not in its
// document is a mistake.

#include <map>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "catalog/file_text.hpp"
#include "policy/program.hpp"

namespace assent::catalog {

// What became of the phrases of a program.
struct PhraseCheck {
    std::size_t verified = 0;
    std::size_t unverified = 0; // their document is not at hand
};

class SourceDocuments {
public:
    // No document is at hand.
    SourceDocuments() = default;

    // The map in `file`, or its mistakes. Throws base::Failure when the file cannot be read.
    static base::Result<SourceDocuments> read(const Path& file);

    // The map that holds for a program: sources.tsv in the nearest folder around it, or none.
    static std::optional<Path> map_for(const Path& folder) { return nearest(folder, "sources.tsv"); }

    // Looks every phrase up. A phrase that its document does not have, and a document that is not the
    // one the program was written from, are mistakes at the phrase and at `source`.
    PhraseCheck check(const policy::Program& program, base::Diagnostics& diagnostics);

private:
    struct Document {
        Path file;
        std::string hash_of_file; // of what lies there
        std::string folded;       // as phrases are compared
        bool at_hand = false;
        bool looked_for = false;
    };

    const Document* find(const std::string& sha256);
    bool any_at_hand();

    Path file_;
    std::map<std::string, Document> documents_; // by the hash in the map
};

} // namespace assent::catalog
