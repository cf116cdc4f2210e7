#pragma once
// A broken world: the disk is full, the database is gone. The one exception class of the house,
// thrown only by the folders that touch the world and caught only in the server loop, the timer
// loop, the loop of the store's writer and main(). Its message carries no member data.

#include <stdexcept>
#include <string>

namespace assent::base {

class Failure : public std::runtime_error {
public:
    // `what_failed` is a sentence for an operator: what was attempted, on what, and the system's own reason.
    explicit Failure(const std::string& what_failed) : std::runtime_error(what_failed) {}
};

} // namespace assent::base
