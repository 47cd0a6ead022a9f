/// What is wrong with a written number or distribution, and where in its text.
public struct ExpressionError: Error, Equatable, CustomStringConvertible {
  /// Characters before the place, from 0.
  public var offset: Int
  /// What is wrong, a sentence.
  public var problem: String
  /// What to do, a sentence.
  public var remedy: String

  /// A mistake at a place in the text.
  public init(at offset: Int, _ problem: String, _ remedy: String) {
    self.offset = offset
    self.problem = problem
    self.remedy = remedy
  }

  /// Both sentences.
  public var description: String { "\(problem) \(remedy)" }

  /// The mistake of a text that begins at a place in a file.
  public func diagnostic(at location: SourceLocation) -> Diagnostic {
    var place = location
    place.column += offset
    return Diagnostic(at: place, problem, remedy)
  }
}
