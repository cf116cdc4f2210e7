#include "app/kept_checkpoint.hpp"

#include "casework/fields_json.hpp"

namespace assent::app {

using casework::field;

namespace {

struct Kept {
    std::int64_t number = 0, position = 0;
    calendar::Instant at{};
    std::string log, signature;
};

constexpr auto fields(const Kept*) {
    return std::tuple(field("number", &Kept::number), field("at", &Kept::at),
                      field("position", &Kept::position), field("log", &Kept::log),
                      field("signature", &Kept::signature));
}

} // namespace

std::string kept_text(const store::Checkpoint& checkpoint) {
    return casework::fields_json(Kept{checkpoint.number, checkpoint.position, checkpoint.at,
                                      base::hex_text(checkpoint.log), base::hex_text(checkpoint.signature)}) +
           "\n";
}

std::optional<store::Checkpoint> kept_checkpoint(std::string_view text) {
    const auto kept = casework::read_fields<Kept>(text);
    if (!kept) return std::nullopt;
    store::Checkpoint made{kept->number, kept->at, kept->position, {}, {}};
    const bool whole = base::read_hex(kept->log, made.log) && base::read_hex(kept->signature, made.signature);
    return whole ? std::optional(made) : std::nullopt;
}

} // namespace assent::app
