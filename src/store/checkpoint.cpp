#include "store/checkpoint.hpp"

#include "store/encoding.hpp"

namespace assent::store {
namespace {

std::string statement_of(const Checkpoint& checkpoint) {
    Encoding all("assent checkpoint 1");
    all.number(checkpoint.number).number(checkpoint.at.time_since_epoch().count());
    return all.number(checkpoint.position).bytes(checkpoint.log).done();
}

} // namespace

void sign(Checkpoint& checkpoint, const SigningKey& key) {
    checkpoint.signature = key.sign(statement_of(checkpoint));
}

bool is_signed(const Checkpoint& checkpoint, const PublicKey& key) {
    return is_signed(key, statement_of(checkpoint), checkpoint.signature);
}

} // namespace assent::store
