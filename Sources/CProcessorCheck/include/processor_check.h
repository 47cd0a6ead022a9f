#ifndef CROSSROADS_PROCESSOR_CHECK_H
#define CROSSROADS_PROCESSOR_CHECK_H
// Ends the program with a sentence, before main, on a processor that lacks the vector instructions of this build.
// Linked for its constructor only.
extern const int crossroads_processor_check;
#endif
