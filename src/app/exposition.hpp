#pragma once
// Figures as Prometheus reads them, in its text format 0.0.4: a family of figures with its help and its type,
// then its samples. Pure: it knows no figure of ours.

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::app {

// How many took how long, counted in fixed steps, so that those of several servers can be added up.
class Histogram {
public:
    static std::span<const std::chrono::microseconds> bounds(); // the upper ones; beyond the last is one more

    Histogram() : counts_(bounds().size() + 1) {}

    void add(std::chrono::microseconds time);

    const std::vector<std::uint64_t>& counts() const { return counts_; } // of each step alone
    std::chrono::microseconds sum() const { return sum_; }

private:
    std::vector<std::uint64_t> counts_;
    std::chrono::microseconds sum_{};
};

enum class FigureKind : std::uint8_t { Gauge, Counter, Histogram };

class Exposition {
public:
    using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    // Begins a family; its samples follow. Requires: a counter's name ends in `_total`.
    void family(std::string_view name, FigureKind kind, std::string_view help);
    void sample(std::int64_t value, Labels labels = {});
    void sample(const Histogram& value, Labels labels = {}); // in seconds

    // A family of one sample.
    void gauge(std::string_view name, std::string_view help, std::int64_t value);
    void counter(std::string_view name, std::string_view help, std::int64_t value);

    std::string take() { return std::move(text_); }

private:
    void line(std::string_view suffix, std::string_view labels, std::string_view value);

    std::string text_;
    std::string name_; // of the family
};

} // namespace assent::app
