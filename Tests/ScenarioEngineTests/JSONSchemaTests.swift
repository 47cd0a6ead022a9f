import Foundation
import Testing

@testable import ScenarioEngine

@Suite struct JSONSchemaTests {
  static func at(_ path: [String], in root: Any) -> Any? {
    path.reduce(root) { node, key in (node as? [String: Any])?[key] }
  }

  static var schema: Any { (try? JSONSerialization.jsonObject(with: Data(JSONSchema.text(ToyProject.declarations).utf8))) ?? 0 }

  @Test func textIsTheSameEachTimeAndForAnyOrderOfKeys() {
    #expect(JSONSchema.text(ToyProject.declarations) == JSONSchema.text(ToyProject.declarations.reversed()))
    #expect(JSONSchema.text(ToyProject.declarations).hasSuffix("}\n"))
  }

  @Test func everyDeclaredKeyHasItsPlaceAndMeaning() throws {
    for declaration in ToyProject.declarations + ScenarioFileKeys.common {
      let name = declaration.pattern.hasPrefix("correlations") ? "^[a-z][a-z0-9_.-]*$" : "^[a-z][a-z0-9_-]*$"
      let path = declaration.pattern.split(separator: ".").flatMap { part in
        part == "*" ? ["patternProperties", name] : ["properties", String(part)]
      }
      let text = try #require(Self.at(path + ["description"], in: Self.schema) as? String, "\(declaration.pattern)")
      #expect(text.hasPrefix(declaration.meaning.hasSuffix(".") ? String(declaration.meaning.dropLast()) : declaration.meaning))
    }
  }

  @Test func unknownKeysAreExcludedEverywhere() {
    func check(_ node: Any) {
      guard let object = node as? [String: Any] else { return }
      if object["properties"] is [String: Any] { #expect(object["additionalProperties"] as? Bool == false) }
      for (key, value) in object where key != "properties" || !(value is String) { check(value) }
      for value in object.values {
        for item in value as? [Any] ?? [] { check(item) }
      }
    }
    check(Self.schema)
  }

  @Test func rangesAndWordsAreThoseDeclared() {
    let ceiling = ["properties", "user_growth", "properties", "ceiling"]
    let forms = Self.at(ceiling + ["anyOf"], in: Self.schema) as? [[String: Any]]
    let number = (forms?.first?["anyOf"] as? [[String: Any]])?.first
    #expect(number?["minimum"] as? Double == 0.001 && number?["maximum"] as? Double == 1)
    #expect(forms?.contains { $0["$ref"] as? String == "#/$defs/fit" } == true)
    #expect(forms?.contains { $0["$ref"] as? String == "#/$defs/byDate" } == false)
    #expect(Self.at(ceiling + ["description"], in: Self.schema) as? String == "Daily users in the long run; in share; from 0.001 to 1.")
    let regimes = ["properties", "regulation", "properties", "regimes", "patternProperties", "^[a-z][a-z0-9_-]*$", "properties"]
    let service = Self.at(regimes + ["service", "anyOf"], in: Self.schema) as? [[String: Any]]
    #expect(service?.first?["enum"] as? [String] == ["live", "degraded", "dark"])
    #expect(Self.at(["properties", "horizon", "properties", "start", "pattern"], in: Self.schema) as? String == "^\\d{4}-(0[1-9]|1[0-2])$")
    #expect(Self.at(regimes + ["judgement", "$ref"], in: Self.schema) as? String == "#/$defs/judgement")
  }

  @Test func everyReferenceIsDefined() {
    let definitions = Self.at(["$defs"], in: Self.schema) as? [String: Any]
    var references: Set<String> = []
    func collect(_ node: Any) {
      if let object = node as? [String: Any] {
        if let reference = object["$ref"] as? String { references.insert(reference) }
        object.values.forEach(collect)
      }
      (node as? [Any])?.forEach(collect)
    }
    collect(Self.schema)
    #expect(references == Set(["judgement", "source", "expression", "known", "fit", "byDate"].map { "#/$defs/\($0)" }))
    #expect(references.allSatisfy { definitions?[String($0.dropFirst(8))] != nil })
  }
}
