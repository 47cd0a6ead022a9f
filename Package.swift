// swift-tools-version: 6.2
import Foundation
import PackageDescription

// AVX2 and FMA on x86-64, AVX-512 where the machine that builds has it: the same bits, sooner. CROSSROADS_PROCESSOR=x86-64-v3 builds for
// every machine of the last ten years. Explicit fused multiply-adds only, so that every such processor gives the same bits. Accesses that
// overlap are refused when compiling; looking for the rest at each access of a class's property while running would cost some percent of a run.
#if arch(x86_64)
  let features = Set(((try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? "").split(whereSeparator: \.isWhitespace))
  let isWide = features.isSuperset(of: ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"])
  let instructions = Context.environment["CROSSROADS_PROCESSOR"] ?? (isWide ? "x86-64-v4" : "x86-64-v3")
  let processor: [SwiftSetting] = [
    .unsafeFlags(["-Xcc", "-march=\(instructions)", "-Xcc", "-ffp-contract=off", "-enforce-exclusivity=unchecked"])
  ]
  let check: [CSetting] = instructions == "x86-64-v4" ? [.define("CROSSROADS_AVX512")] : []
#else
  let check: [CSetting] = []
  let processor: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-ffp-contract=off", "-enforce-exclusivity=unchecked"])]
#endif

let package = Package(
  name: "crossroads",
  products: [
    .executable(name: "crossroads", targets: ["crossroads"]),
    .library(name: "NumericCore", targets: ["NumericCore"]),
    .library(name: "ScenarioEngine", targets: ["ScenarioEngine"]),
    .library(name: "PlatformModel", targets: ["PlatformModel"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLAPACK"),
    .systemLibrary(name: "CVector"),
    .target(name: "CProcessorCheck", cSettings: check),
    .target(name: "NumericCore", dependencies: ["CLAPACK", "CVector"], swiftSettings: processor),
    .target(
      name: "ScenarioEngine", dependencies: ["NumericCore", .product(name: "Yams", package: "Yams")], swiftSettings: processor),
    .target(name: "PlatformModel", dependencies: ["ScenarioEngine", "NumericCore"], swiftSettings: processor),
    .target(name: "Presentation", dependencies: ["ScenarioEngine", "NumericCore"], swiftSettings: processor),
    .target(name: "Exchange", dependencies: ["ScenarioEngine", "NumericCore"], swiftSettings: processor),
    .executableTarget(
      name: "crossroads",
      dependencies: [
        "CProcessorCheck", "Exchange", "Presentation", "PlatformModel", "ScenarioEngine", "NumericCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: processor),
    .testTarget(name: "NumericCoreTests", dependencies: ["NumericCore"], exclude: ["Reference"], swiftSettings: processor),
    .testTarget(name: "ScenarioEngineTests", dependencies: ["ScenarioEngine"], swiftSettings: processor),
    .testTarget(name: "PlatformModelTests", dependencies: ["PlatformModel"], exclude: ["Reference"], swiftSettings: processor),
    .testTarget(name: "PresentationTests", dependencies: ["Presentation"], exclude: ["Reference"], swiftSettings: processor),
    .testTarget(name: "ExchangeTests", dependencies: ["Exchange", "ScenarioEngine", "NumericCore"], swiftSettings: processor),
    .testTarget(name: "CommandLineTests", swiftSettings: processor),
  ],
  swiftLanguageModes: [.v6]
)
