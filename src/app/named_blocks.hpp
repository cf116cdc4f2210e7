#pragma once
// The blocks of a program's text under the names they declare, each with its text as the file has it.
// The name of a fact's block ends where its type begins, which only the read program knows.

#include <string>
#include <vector>

#include "catalog/program_versions.hpp"

namespace assent::app {

struct NamedBlock {
    policy::Block block;
    std::string name;
    std::string written; // as the file has it, without what follows it
    std::string
        compared; // without layout and comments, and with the rows of a list: equal when nothing changed
};

// All but the scenarios and the program's own block, in their order. Throws base::Failure when the
// version's files cannot be read.
std::vector<NamedBlock> named_blocks(const catalog::Version& version);

// What the block rests on, `like` included.
policy::Sources sources_of(const policy::Program& program, const policy::Block& block);

} // namespace assent::app
