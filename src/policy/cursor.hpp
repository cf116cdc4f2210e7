#pragma once
// A place in one line of policy, moved forward word by word. It knows its line and column for
// messages, and never moves past a word it was not told to take.

#include <string_view>

#include "base/diagnostics.hpp"
#include "base/text.hpp"
#include "policy/block.hpp"
#include "policy/names.hpp"

namespace assent::policy {

class Cursor {
public:
    Cursor(const Piece& piece, std::string_view file) : piece_(piece), file_(file), left_(piece.text) {}

    std::string_view left() const { return left_; }
    bool at_end() const { return left_.empty(); }
    bool sees(std::string_view words) const { return begins_with(left_, words); }
    bool sees_number() const { // or what begins like one
        return !at_end() && (left_.front() == '-' || base::is_digit(left_.front()));
    }

    // Moves past those words when they stand here.
    bool accept(std::string_view words) {
        const std::size_t length = matched(left_, words);
        skip(length);
        return length > 0;
    }
    bool accept_comma() {
        if (left_.empty() || left_.front() != ',') return false;
        skip(1);
        return true;
    }
    void skip(std::size_t bytes) { left_ = base::trim(left_.substr(bytes)); }

    // Up to the next space or comma.
    std::string_view word() const { return left_.substr(0, left_.find_first_of(" ,")); }

    base::Place place() const {
        const auto offset = static_cast<std::uint32_t>(piece_.text.size() - left_.size());
        return {std::string(file_), piece_.line, piece_.column + offset, {}};
    }
    // What is left of the line, as a piece of its own.
    Piece rest() const { return {std::string(left_), place().line, place().column, piece_.origin}; }
    // The text since `earlier`, as a piece of its own.
    Piece since(std::string_view earlier) const {
        const std::size_t offset = piece_.text.size() - earlier.size();
        const std::string_view text = base::trim(earlier.substr(0, earlier.size() - left_.size()));
        return {std::string(text), piece_.line, piece_.column + static_cast<std::uint32_t>(offset),
                piece_.origin};
    }

private:
    const Piece& piece_;
    std::string_view file_;
    std::string_view left_;
};

} // namespace assent::policy
