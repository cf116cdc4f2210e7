#include "http/request_id.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace assent::http {
namespace {

// SplitMix64: a step for each, and every bit of the step in every bit of the answer; no two are the same.
std::uint64_t mixed(std::uint64_t step) {
    step *= 0x9E3779B97F4A7C15U;
    step = (step ^ (step >> 30U)) * 0xBF58476D1CE4E5B9U;
    step = (step ^ (step >> 27U)) * 0x94D049BB133111EBU;
    return step ^ (step >> 31U);
}

std::uint64_t anywhere() {
    std::random_device chance;
    return (std::uint64_t{chance()} << 32U) | chance();
}

} // namespace

RequestIds::RequestIds() : next_(anywhere()) {}

std::string RequestIds::next() { return fmt::format("{:016x}", mixed(next_++)); }

bool is_request_id(std::string_view text) {
    const auto belongs = [](char c) {
        return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    return text.size() >= 16 && text.size() <= 64 && std::all_of(text.begin(), text.end(), belongs);
}

} // namespace assent::http
