#pragma once
// A short text that is encrypted at rest beside the log, in the form of a document and under the same keys
// (store/document_cipher.hpp): for a secret that the house itself has to know again, such as that of a second
// factor. What only has to be recognized is kept as a digest instead. Writes nothing anywhere.

#include <optional>
#include <string>
#include <string_view>

#include "store/document_key.hpp"

namespace assent::store {

// The text under the newest key, as hexadecimal digits. `about` says what it is and whose: it opens as that
// and as nothing else, so that a record that was put elsewhere is good for nothing there.
std::string sealed(const KeyRing& keys, std::string_view about, std::string_view text);

// Nothing when it is not what was sealed about that, or its key is not on the ring.
std::optional<std::string> opened(const KeyRing& keys, std::string_view about, std::string_view sealed);

// Whether it is under the newest key, so that no older one is needed for it.
bool is_under_newest(const KeyRing& keys, std::string_view sealed);

} // namespace assent::store
