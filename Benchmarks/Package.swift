// swift-tools-version: 6.2
import Foundation
import PackageDescription

// A package of its own, so that nobody who builds the program builds its measurements.
// The files of NIST's reader are links to those of the tests: one reader, two users.
// As in the package above: what is inlined from there must be the same instructions.
#if arch(x86_64)
  let features = Set(((try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? "").split(whereSeparator: \.isWhitespace))
  let isWide = features.isSuperset(of: ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"])
  let instructions = Context.environment["CROSSROADS_PROCESSOR"] ?? (isWide ? "x86-64-v4" : "x86-64-v3")
  let processor: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-march=\(instructions)", "-Xcc", "-ffp-contract=off"])]
#else
  let processor: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-ffp-contract=off"])]
#endif

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "crossroads", path: "..")],
  targets: [
    .executableTarget(
      name: "accuracy", dependencies: [.product(name: "NumericCore", package: "crossroads")], path: "Sources/Accuracy",
      swiftSettings: processor),
    .executableTarget(
      name: "streams", dependencies: [.product(name: "NumericCore", package: "crossroads")], path: "Sources/Streams",
      swiftSettings: processor),
    .executableTarget(
      name: "stages",
      dependencies: ["NumericCore", "ScenarioEngine", "PlatformModel"].map { .product(name: $0, package: "crossroads") },
      path: "Sources/Stages", swiftSettings: processor),
  ],
  swiftLanguageModes: [.v6]
)
