#pragma once
// Documents as they are handed in, before any case names them: the content lies in the folder of documents,
// and under its digest is recorded who handed it in, for whom, when, and as what. Nobody is let at a document
// by its digest alone: whoever files it has handed it in, or somebody of their organization has.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "casework/actor.hpp"
#include "desk/record.hpp"
#include "store/documents.hpp"
#include "store/store.hpp"

namespace assent::desk {

struct HandedDocument {
    std::string digest; // 64 hexadecimal digits
    std::string type;   // "application/pdf", as it was handed in
    std::uint64_t length = 0;
};

class HandedDocuments {
public:
    // Looks at both for as long as it lives.
    HandedDocuments(store::Store& store, store::Documents& documents)
        : store_(store), documents_(documents) {}

    // Keeps it; the same content is kept once, whoever hands it in.
    HandedDocument keep(const casework::Actor& by, std::string_view content, std::string_view type,
                        calendar::Instant now);

    // What is known of a document; nothing when nobody has handed in such a one.
    std::optional<HandedDocument> find(const std::string& digest) const;

    // Whether it is kept, and theirs to file.
    bool may_file(const casework::Actor& who, const std::string& digest) const;

    // Removes it after retention, when it was handed in by then and not since: who did that stays, and of
    // what type it was goes with its content. False when nothing was removed. Requires: nothing names it any
    // more, and nobody hands anything in meanwhile.
    bool end(const std::string& digest, calendar::Instant by_then, const Cause& cause);

    // Its content. Throws Failure when it is not there, or is damaged.
    std::string read(const HandedDocument& document) const;

private:
    store::Store& store_;
    store::Documents& documents_;
};

// The digests of all that was handed in and not removed since, for whoever verifies that it is there.
void for_each_handed_document(store::Store& store, const std::function<void(const std::string&)>& look);

} // namespace assent::desk
