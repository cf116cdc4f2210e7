#include "style/functions.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "style/code.hpp"
#include "style/file.hpp"

namespace assent::style {
namespace {

using base::trim;

enum class Kind { Namespace, Type, Function, Control, Block, Expression };

struct Scope {
    Kind kind = Kind::Namespace;
    std::string head;       // what stood before the brace; an expression goes on with it
    std::size_t parens = 0; // open around the brace
};

std::string_view first_word(std::string_view head) {
    return head.substr(0, std::min(head.find_first_of(" \t\n(<:{["), head.size()));
}

template <std::size_t size>
bool among(std::string_view word, const std::array<std::string_view, size>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// Where the bracket that opens at `open` closes; the end of the text when it does not.
std::size_t closing(std::string_view text, std::size_t open, char closer) {
    std::size_t depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        if (text[i] == text[open]) ++depth;
        if (text[i] == closer && --depth == 0) return i;
    }
    return text.size();
}

// The head without leading `template <...>` and `[[...]]`.
std::string_view declaration(std::string_view head) {
    head = trim(head);
    while (head.starts_with("template") || head.starts_with("[[")) {
        const bool attribute = head[0] == '[';
        const std::size_t open = head.find(attribute ? '[' : '<');
        if (open == none) return head;
        head = trim(head.substr(std::min(closing(head, open, attribute ? ']' : '>') + 1, head.size())));
    }
    return head;
}

std::size_t parameters_open(std::string_view head) {
    const std::size_t call = head.find("operator()");
    return head.find('(', call == none ? 0 : call + 10);
}

// What stands outside parentheses before the parameters holds `=`: a variable and its value.
bool is_assignment(std::string_view head) {
    const std::string_view before = head.substr(0, head.find('('));
    return before.find("operator") == none && before.find('=') != none;
}

// `Case::Case(Id id) : id_` is followed by the brace of a member's initializer, not of the body.
bool is_member_initializer(std::string_view head) {
    const std::size_t close = closing(head, std::min(parameters_open(head), head.size()), ')');
    if (close >= head.size()) return false;
    const std::string_view rest = trim(head.substr(close + 1));
    return rest.starts_with(":") && rest.back() != ')' && rest.back() != '}';
}

Kind kind_outside_functions(std::string_view head) {
    static constexpr std::array<std::string_view, 4> types{"class", "struct", "union", "enum"};
    const std::string_view first = first_word(head);
    const bool call = parameters_open(head) != none;
    if (head.empty() || holds_word(head.substr(0, head.find('(')), "namespace")) return Kind::Namespace;
    if (first == "extern" && !call) return Kind::Namespace;
    if (among(first, types) && head.back() != ')') return Kind::Type;
    if (!call || is_assignment(head) || is_member_initializer(head)) return Kind::Expression;
    return Kind::Function;
}

Kind kind_inside_functions(std::string_view head) {
    static constexpr std::array<std::string_view, 4> types{"class", "struct", "union", "enum"};
    static constexpr std::array<std::string_view, 8> control{"if", "else", "for",   "while",
                                                             "do", "try",  "catch", "switch"};
    const std::string_view first = first_word(head);
    if (among(first, control)) return Kind::Control;
    if (among(first, types)) return Kind::Type;
    return head.empty() || head.back() == ':' ? Kind::Block : Kind::Expression;
}

std::size_t count_parameters(std::string_view head) {
    const std::size_t open = parameters_open(head);
    const std::string_view list = trim(head.substr(open + 1, closing(head, open, ')') - open - 1));
    if (list.empty() || list == "void") return 0;
    std::size_t count = 1;
    int depth = 0;
    for (const char c : list) {
        if (c == '<' || c == '(' || c == '{' || c == '[') ++depth;
        if (c == '>' || c == ')' || c == '}' || c == ']') --depth;
        if (c == ',' && depth == 0) ++count;
    }
    return count;
}

std::string name_of(std::string_view head) {
    const std::string_view before = trim(head.substr(0, parameters_open(head)));
    const std::size_t blank = before.find_last_of(" \t\n&*");
    return std::string(blank == none ? before : before.substr(blank + 1));
}

class Scanner {
public:
    std::vector<Function> scan(std::string_view code) {
        for (const char c : code) take(c);
        return std::move(done_);
    }

private:
    void take(char c) {
        if (c == '\n') ++line_;
        if (c == '{') return open();
        if (c == '}') return close();
        if (c == '(') ++parens_;
        if (c == ')' && parens_ > 0) --parens_;
        if (c == ';' && parens_ == 0) return head_.clear();
        if (c != ':' && parens_ == 0 && is_label()) head_.clear();
        head_ += c;
    }

    // `case Kind::A:`, `default:` and `public:` end here; `a ? b : c` and `Base::` do not.
    bool is_label() const {
        static constexpr std::array<std::string_view, 5> labels{"case", "default", "public", "protected",
                                                                "private"};
        const bool colon = head_.ends_with(':') && !head_.ends_with("::");
        return colon && among(first_word(trim(head_)), labels);
    }

    void open() {
        const std::string_view head = declaration(head_);
        Kind kind = inside_function() ? kind_inside_functions(head) : kind_outside_functions(head);
        if (parens_ > 0) kind = Kind::Expression;
        if (kind == Kind::Function) running_.push_back({name_of(head), line_, 0, count_parameters(head), 0});
        scopes_.push_back({kind, std::move(head_), parens_});
        if (kind == Kind::Control) note_nesting();
        head_.clear();
        parens_ = 0;
    }

    void close() {
        if (scopes_.empty()) return;
        Scope scope = std::move(scopes_.back());
        scopes_.pop_back();
        parens_ = scope.parens;
        head_.clear();
        if (scope.kind == Kind::Expression) head_ = std::move(scope.head) + "{}";
        if (scope.kind != Kind::Function) return;
        running_.back().lines = line_ - running_.back().line + 1;
        done_.push_back(std::move(running_.back()));
        running_.pop_back();
    }

    // The nearest scope that is a type or a namespace ends a function's reach.
    bool inside_function() const {
        const auto outer = std::find_if(scopes_.rbegin(), scopes_.rend(), [](const Scope& scope) {
            return scope.kind == Kind::Function || scope.kind == Kind::Type || scope.kind == Kind::Namespace;
        });
        return outer != scopes_.rend() && outer->kind == Kind::Function;
    }

    void note_nesting() {
        if (running_.empty()) return;
        std::size_t depth = 0;
        for (auto scope = scopes_.rbegin(); scope != scopes_.rend() && scope->kind != Kind::Function;
             ++scope) {
            if (scope->kind == Kind::Control) ++depth;
        }
        running_.back().nesting = std::max(running_.back().nesting, depth);
    }

    std::string head_;
    std::size_t parens_ = 0;
    std::size_t line_ = 1;
    std::vector<Scope> scopes_;
    std::vector<Function> running_;
    std::vector<Function> done_;
};

} // namespace

std::vector<Function> functions_in(std::string_view text) {
    return Scanner{}.scan(without_directives(code_only(text)));
}

} // namespace assent::style
