#pragma once
// The SHA-256 of bytes that come in pieces: the same as sha256 of all of them in a row. It keeps
// none of them.

#include <cstdint>
#include <memory>
#include <span>

#include "base/sha256.hpp"

struct evp_md_ctx_st; // of OpenSSL

namespace assent::base {

class RunningDigest {
public:
    RunningDigest();

    void add(std::span<const std::uint8_t> bytes);
    Digest done(); // Requires: called once, at the end

private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };

    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

} // namespace assent::base
