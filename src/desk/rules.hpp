#pragma once
// One version of a program made ready to govern cases: its rule book, the templates of its notices, and who
// composes them. Everything is checked when it is made; afterwards it never changes and is shared by every
// case that it governs, from any thread.

#include <memory>
#include <string>

#include "casework/rule_book.hpp"
#include "catalog/program_versions.hpp"
#include "letters/template_composer.hpp"

namespace assent::desk {

// The templates of a version's notices, or all mistakes in them.
base::Result<letters::Templates> templates_of(const catalog::Version& version);

class Rules {
public:
    // Refused when a template has mistakes, or when no calendar is named to count days on. `name_of` is asked
    // whenever a letter names somebody, from whatever thread composes it.
    static base::Result<std::unique_ptr<const Rules>> of(const catalog::Version& version,
                                                         letters::NameOf name_of);

    const casework::RuleBook& book() const { return book_; }
    const casework::NoticeComposer& composer() const { return composer_; }
    const policy::Program& program() const { return book_.program(); }
    const std::string& id() const { return program().header.id.text; }
    const std::string& hash() const { return program().hash; }

private:
    Rules(casework::RuleBook book, letters::Templates templates, letters::NameOf name_of);

    casework::RuleBook book_;
    letters::Templates templates_;
    letters::TemplateComposer composer_; // looks at both
};

} // namespace assent::desk
