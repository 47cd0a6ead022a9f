/// A dense matrix of double-doubles, stored column by column.
struct ExtendedMatrix: Sendable {
  let rows: Int
  let columns: Int
  /// Element (i, j) stands at i + j · rows.
  var elements: [DoubleDouble]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    elements = [DoubleDouble](repeating: .zero, count: rows * columns)
  }

  init(_ matrix: Matrix) {
    rows = matrix.rows
    columns = matrix.columns
    elements = matrix.elements.map { DoubleDouble($0) }
  }

  subscript(row: Int, column: Int) -> DoubleDouble {
    get { elements[row + column * rows] }
    set { elements[row + column * rows] = newValue }
  }

  var rounded: Matrix {
    var result = Matrix(rows: rows, columns: columns)
    result.elements = elements.map(\.value)
    return result
  }

  /// The columns times powers of two.
  func scaled(_ scales: [Double]) -> ExtendedMatrix {
    var result = self
    for j in 0..<columns where scales[j] != 1 {
      for i in 0..<rows { result[i, j] = self[i, j] * scales[j] }
    }
    return result
  }

  /// Start minus the matrix times the vector.
  func difference(from start: [DoubleDouble], times vector: [DoubleDouble]) -> [DoubleDouble] {
    var result = start
    elements.withUnsafeBufferPointer { elements in
      result.withUnsafeMutableBufferPointer { result in
        for j in 0..<columns {
          let factor = vector[j].negated
          let column = elements.baseAddress.map { $0 + j * rows }
          guard let column else { return }
          for i in 0..<rows { result[i] += column[i] * factor }
        }
      }
    }
    return result
  }

  /// The products of the columns with a vector.
  func columnProducts(_ vector: [DoubleDouble]) -> [DoubleDouble] {
    (0..<columns).map { j in
      var sum = DoubleDouble.zero
      vector.withUnsafeBufferPointer { vector in
        elements.withUnsafeBufferPointer { elements in
          for i in 0..<rows { sum += elements[i + j * rows] * vector[i] }
        }
      }
      return sum
    }
  }

  /// The product with a matrix of doubles.
  func times(_ matrix: Matrix) -> ExtendedMatrix {
    var product = ExtendedMatrix(rows: rows, columns: matrix.columns)
    for j in 0..<matrix.columns {
      for k in 0..<columns where matrix[k, j] != 0 {
        let factor = matrix[k, j]
        for i in 0..<rows { product[i, j] += self[i, k] * factor }
      }
    }
    return product
  }

  /// The matrix, its columns taken in this order, times the inverse of an upper triangular matrix.
  func inOrder(_ order: [Int], over upper: Matrix) -> ExtendedMatrix {
    var result = ExtendedMatrix(rows: rows, columns: columns)
    result.elements.withUnsafeMutableBufferPointer { result in
      elements.withUnsafeBufferPointer { elements in
        for (j, column) in order.enumerated() {
          for i in 0..<rows { result[i + j * rows] = elements[i + column * rows] }
          for k in 0..<j {
            let factor = -upper[k, j]
            for i in 0..<rows { result[i + j * rows] += result[i + k * rows] * factor }
          }
          let inverse = DoubleDouble(1).divided(by: upper[j, j])
          for i in 0..<rows { result[i + j * rows] = result[i + j * rows] * inverse }
        }
      }
    }
    return result
  }
}
