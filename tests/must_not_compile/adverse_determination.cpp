// Must not compile: an adverse determination is issued by Authority alone. Its sibling in issued.cpp differs
// in one line, and must compile.

#include "casework/determination.hpp"

using assent::casework::AdverseDetermination;
using assent::casework::Determination;

Determination handed_on(const AdverseDetermination& issued);

Determination handed_on(const AdverseDetermination& issued) { return AdverseDetermination(issued.content()); }
