#pragma once
// What the document of the interface says of one exchange, judged by a validator that others wrote: that the
// status, the type and the headers of an answer are declared for its operation, that its body is what the
// schema says and has nothing beside it, and that a request which was accepted is one that the document
// allows. Part of the tests.

#include <memory>
#include <string>
#include <vector>

#include "http/router.hpp"

namespace assent::http {

class Contract {
public:
    explicit Contract(const std::string& document);
    ~Contract();
    Contract(const Contract&) = delete;
    Contract& operator=(const Contract&) = delete;
    Contract(Contract&&) = delete;
    Contract& operator=(Contract&&) = delete;

    // Of the routes of a router; the same for the same document.
    static const Contract& of(const Router& router);

    // What of the exchange the document does not say.
    std::vector<std::string> violations(const Request& request, const Response& response) const;

    // What of a JSON text does not fit the schema with that name, or that object of a schema.
    std::vector<std::string> misfits(const std::string& json, const std::string& schema) const;

    // The example of a command, by its word.
    std::string command_example(const std::string& word) const;

private:
    class Judge;
    std::unique_ptr<Judge> judge_;
};

} // namespace assent::http
