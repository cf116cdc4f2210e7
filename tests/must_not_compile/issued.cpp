// Must compile: an adverse determination that was issued is handed on. Its sibling in
// adverse_determination.cpp differs in one line, makes one of its own, and must not compile.

#include "casework/determination.hpp"

using assent::casework::AdverseDetermination;
using assent::casework::Determination;

Determination handed_on(const AdverseDetermination& issued);

Determination handed_on(const AdverseDetermination& issued) { return issued; }
