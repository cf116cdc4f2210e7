#pragma once
// What assent-paper gives up before it looks at a byte of a document: files but the system's fonts, writing
// anything but its answer, the network, other processes, new code, and memory and time beyond their bounds.
// Nothing gives it back. Whatever a document makes of this process can do no more than answer.

namespace assent::paper {

// False when this machine cannot bind it; then no document is to be looked at.
bool confine();

} // namespace assent::paper
