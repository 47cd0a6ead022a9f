import CProcessorCheck
import Foundation

// Refers to the constructor, so that the linker keeps it: an old processor gets its sentence before any vector instruction runs.
precondition(crossroads_processor_check == 1)
exit(Program.run(Array(CommandLine.arguments.dropFirst())))
