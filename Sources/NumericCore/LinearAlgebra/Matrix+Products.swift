extension Matrix {
  static func identity(_ size: Int) -> Matrix {
    var result = Matrix(rows: size, columns: size)
    for j in 0..<size { result[j, j] = 1 }
    return result
  }

  var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for j in 0..<columns {
      for i in 0..<rows { result[j, i] = self[i, j] }
    }
    return result
  }

  func columns(_ range: Range<Int>) -> Matrix {
    var result = Matrix(rows: rows, columns: range.count)
    result.elements = Array(elements[range.lowerBound * rows..<range.upperBound * rows])
    return result
  }

  /// This matrix with the rows of another below.
  func above(_ other: Matrix) -> Matrix {
    var result = Matrix(rows: rows + other.rows, columns: columns)
    for j in 0..<columns {
      for i in 0..<rows { result[i, j] = self[i, j] }
      for i in 0..<other.rows { result[rows + i, j] = other[i, j] }
    }
    return result
  }

  func times(_ vector: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: rows)
    for j in 0..<columns {
      for i in 0..<rows { result[i] = result[i].addingProduct(self[i, j], vector[j]) }
    }
    return result
  }

  func transposedTimes(_ vector: [Double]) -> [Double] {
    (0..<columns).map { j in (0..<rows).reduce(0) { $0.addingProduct(self[$1, j], vector[$1]) } }
  }

  /// This matrix times the inverse of Lᵀ, L lower triangular; what stands above the diagonal of L is not read.
  func over(transposedLower lower: Matrix) -> Matrix {
    var result = self
    for j in 0..<columns {
      for k in 0..<j where lower[j, k] != 0 {
        let factor = -lower[j, k]
        for i in 0..<rows { result[i, j] = result[i, j].addingProduct(result[i, k], factor) }
      }
      for i in 0..<rows { result[i, j] /= lower[j, j] }
    }
    return result
  }

  /// The matrix times its transpose.
  var timesOwnTranspose: Matrix {
    var result = Matrix(rows: rows, columns: rows)
    for j in 0..<rows {
      for i in j..<rows {
        let sum = (0..<columns).reduce(0.0) { $0.addingProduct(self[i, $1], self[j, $1]) }
        result[i, j] = sum
        result[j, i] = sum
      }
    }
    return result
  }

  /// The largest sum of magnitudes of a column.
  var columnNorm: Double {
    (0..<columns).map { j in (0..<rows).reduce(0) { $0 + self[$1, j].magnitude } }.max() ?? 0
  }
}
