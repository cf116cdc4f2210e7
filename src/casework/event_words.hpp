#pragma once
// The words of closed lists in a log. They are those that people read elsewhere, and a log keeps them for
// ever: a word may be added, and none may be changed.

#include <array>
#include <optional>
#include <string_view>

#include "casework/event.hpp"

namespace assent::casework {

std::string_view word_of(policy::Channel);
std::string_view word_of(policy::Act);
std::string_view word_of(policy::Happening);
std::string_view word_of(policy::EffectKind);
std::string_view word_of(EndedAs);
std::string_view word_of(Overall);
std::string_view word_of(Direction);
std::string_view word_of(Adverse);
std::string_view word_of(Role);

template <typename E>
constexpr std::size_t words_in = 0;
template <>
inline constexpr std::size_t words_in<policy::Channel> = policy::channels;
template <>
inline constexpr std::size_t words_in<policy::Act> = static_cast<std::size_t>(policy::Act::Advise) + 1;
template <>
inline constexpr std::size_t words_in<policy::Happening> = policy::happenings;
template <>
inline constexpr std::size_t words_in<policy::EffectKind> =
    static_cast<std::size_t>(policy::EffectKind::Nothing) + 1;
template <>
inline constexpr std::size_t words_in<EndedAs> = 8;
template <>
inline constexpr std::size_t words_in<Overall> = 8;
template <>
inline constexpr std::size_t words_in<Direction> = 3;
template <>
inline constexpr std::size_t words_in<Adverse> = 6;
template <>
inline constexpr std::size_t words_in<Role> = roles;

// The first of the list with that word.
template <typename E>
std::optional<E> from_word(std::string_view word) {
    static_assert(words_in<E> > 0);
    for (std::size_t i = 0; i < words_in<E>; ++i) {
        if (word_of(static_cast<E>(i)) == word) return static_cast<E>(i);
    }
    return std::nullopt;
}

} // namespace assent::casework
