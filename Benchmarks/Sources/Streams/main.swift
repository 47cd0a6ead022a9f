import Foundation
import NumericCore

// Writes the words of a random stream, keyed as a run keys it, to standard output without end: what a battery of tests reads.
//
//     swift run -c release --package-path Benchmarks streams NAME | dieharder -g 200 -d 0
//     swift run -c release --package-path Benchmarks streams cost      # processor time of the point sets, ns a coordinate

let arguments = CommandLine.arguments.dropFirst()
if Array(arguments) == ["cost"] {
  PointSetCost.print()
  exit(0)
}
guard arguments.count == 1, let name = arguments.first, let source = WordSource.all[name] else {
  let names = WordSource.all.keys.sorted().joined(separator: " ")
  FileHandle.standardError.write(Data("streams NAME, where NAME is one of: \(names)\n".utf8))
  exit(2)
}
var step: UInt64 = 0
var words: [UInt32] = []
while true {
  words.removeAll(keepingCapacity: true)
  while words.count < 1 << 14 {
    source(step, &words)
    step += 1
  }
  // Ends by the broken pipe when the reader has had enough.
  try FileHandle.standardOutput.write(contentsOf: words.withUnsafeBytes { Data($0) })
}
