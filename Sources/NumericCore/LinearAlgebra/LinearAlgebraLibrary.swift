#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The LAPACK that this process runs with. The last bits of a fit depend on it, so the record of a run names it.
public enum LinearAlgebraLibrary {
  /// Version of the interface and the file names of the libraries, for example
  /// "LAPACK 3.12.0 (libblas.so.3.12.0, liblapack.so.3.12.0)".
  public static let description: String = {
    let version = LAPACK.version
    let files = loadedFiles()
    let origin = files.isEmpty ? "library not known" : files.joined(separator: ", ")
    return "LAPACK \(version.major).\(version.minor).\(version.patch) (\(origin))"
  }()

  /// The names of the loaded libraries that hold linear algebra, sorted.
  private static func loadedFiles() -> [String] {
    var names: Set<String> = []
    for line in memoryMap().split(separator: "\n") {
      guard let name = line.split(separator: "/").last, line.contains("/"), name.contains(".so") else { continue }
      if ["lapack", "blas", "mkl", "flame", "blis"].contains(where: { name.contains($0) }) { names.insert(String(name)) }
    }
    return names.sorted()
  }

  private static func memoryMap() -> String {
    guard let file = fopen("/proc/self/maps", "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}
