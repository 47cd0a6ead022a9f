import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that appears whole or not at all: it is written under another name in the same folder, synced, renamed, and the folder synced.
///
/// Nothing is left behind by a failure, or if the value goes away before `commit()`. Writing at offsets is safe from several threads.
public final class AtomicFile: Sendable {
  /// The path under which the file will appear.
  public let path: String
  private let partialPath: String
  private let descriptor: Int32
  private let isOpen = Mutex(true)

  private static let counter = Atomic<Int>(0)

  /// Opens the partial file.
  /// - Throws: `ScenarioError` where the folder is missing, read-only or full, or a device, pipe or link stands there, with what to do.
  public init(path: String) throws(ScenarioError) {
    self.path = path
    let (folder, name) = AtomicFile.split(path)
    var old = stat()
    if lstat(path, &old) == 0, ![S_IFREG, S_IFDIR].contains(old.st_mode & S_IFMT) {
      // A rename would put a file in the place of a device, a pipe or a link.
      isOpen.withLock { $0 = false }
      partialPath = ""
      descriptor = -1
      throw ScenarioError("\(path) cannot be written: it is not a plain file.", "Name a file that may be replaced.")
    }
    let number = AtomicFile.counter.add(1, ordering: .relaxed).newValue
    partialPath = "\(folder)/.\(name.prefix(100)).\(getpid())-\(number).partial"
    descriptor = open(partialPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor < 0 {
      isOpen.withLock { $0 = false }
      throw AtomicFile.failure(path, "cannot be written", errno)
    }
  }

  deinit { discard() }

  /// Writes all bytes at an offset from the start of the file.
  /// - Throws: `ScenarioError` where there is no space left or the device fails.
  public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(ScenarioError) {
    var done = 0
    while done < bytes.count {
      let count = pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(offset + done))
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        throw AtomicFile.failure(path, "cannot be written", count == 0 ? ENOSPC : errno)
      }
    }
  }

  /// Makes the file appear under its name, replacing an older one.
  ///
  /// - Parameter once: the file is made read-only, and refused where one of that name is there already.
  /// - Throws: `ScenarioError`; the older file is then untouched.
  public func commit(once: Bool = false) throws(ScenarioError) {
    let wasOpen = isOpen.withLock { open in
      defer { open = false }
      return open
    }
    precondition(wasOpen, "\(path) was committed or discarded before")
    var fault = once && fchmod(descriptor, 0o444) != 0 ? errno : 0
    if fault == 0, fsync(descriptor) != 0 { fault = errno }
    if close(descriptor) != 0, fault == 0 { fault = errno }
    if fault == 0 { fault = once ? AtomicFile.moveOnce(partialPath, to: path) : rename(partialPath, path) == 0 ? 0 : errno }
    if fault != 0 {
      unlink(partialPath)
      throw AtomicFile.failure(path, "cannot be written", fault)
    }
    let folder = open(AtomicFile.split(path).folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      // Some file systems cannot sync a folder; the rename has happened, so that is no failure.
      fsync(folder)
      close(folder)
    }
  }

  /// Removes the partial file; does nothing after `commit()`.
  public func discard() {
    isOpen.withLock { open in
      guard open else { return }
      open = false
      close(descriptor)
      unlink(partialPath)
    }
  }

  /// Renames a file to a name that must be free; returns the system's error number, 0 where all went well.
  ///
  /// A link fails where the name is taken, a rename would not; where the file system has no links, the name is only looked for.
  private static func moveOnce(_ old: String, to new: String) -> Int32 {
    if link(old, new) == 0 {
      unlink(old)
      return 0
    }
    if errno != EPERM && errno != EOPNOTSUPP { return errno }
    if exists(new) { return EEXIST }
    return rename(old, new) == 0 ? 0 : errno
  }

  /// Writes a whole file that is never replaced: read-only, and refused where the name is taken.
  /// - Throws: `ScenarioError`; a file of this name is then untouched.
  public static func writeOnce(_ bytes: [UInt8], to path: String) throws(ScenarioError) { try write(bytes, to: path, once: true) }

  /// Writes a whole file.
  /// - Throws: `ScenarioError`; an older file of this name is then untouched.
  public static func write(_ bytes: [UInt8], to path: String) throws(ScenarioError) { try write(bytes, to: path, once: false) }

  private static func write(_ bytes: [UInt8], to path: String, once: Bool) throws(ScenarioError) {
    let file = try AtomicFile(path: path)
    do {
      // A typed throw does not pass through `withUnsafeBytes`.
      let result = bytes.withUnsafeBytes { (pointer) -> Result<Void, ScenarioError> in
        Result { () throws(ScenarioError) in try file.write(pointer, at: 0) }
      }
      try result.get()
      try file.commit(once: once)
    } catch {
      file.discard()
      throw error
    }
  }

  /// Removes a file.
  /// - Throws: `ScenarioError` where the folder does not allow it.
  public static func remove(_ path: String) throws(ScenarioError) {
    if unlink(path) != 0 { throw failure(path, "cannot be removed", errno) }
  }

  /// Reads a whole file.
  /// - Throws: `ScenarioError` where it is missing, unreadable, a folder, or larger than `limit` bytes.
  public static func read(_ path: String, limit: Int) throws(ScenarioError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "cannot be read", errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = systemRead(descriptor, &piece, piece.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path, "cannot be read", errno)
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: piece[..<count])
      if bytes.count > limit {
        throw ScenarioError("\(path) is larger than \(limit >> 20) MB.", "Such a file is not one of this program's: check the path.")
      }
    }
  }

  /// Makes a folder and those above it; returns the folders that were not there before, outermost first.
  /// - Throws: `ScenarioError` where one cannot be made.
  public static func makeFolder(_ path: String) throws(ScenarioError) -> [String] {
    var made: [String] = []
    var prefix = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      prefix += "/" + part
      if mkdir(prefix, 0o777) == 0 {
        made.append(prefix)
      } else {
        let fault = errno
        var status = stat()
        if stat(prefix, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { continue }
        removeEmptyFolders(made)
        throw failure(path, "cannot be made", fault == EEXIST ? ENOTDIR : fault)
      }
    }
    return made
  }

  /// Removes folders that `makeFolder` has made, if nothing stands in them.
  public static func removeEmptyFolders(_ made: [String]) { for folder in made.reversed() { rmdir(folder) } }

  /// Whether a file or folder of this name is there.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Looks whether a file could be written, before the work whose result it is to hold.
  /// - Throws: `ScenarioError` where its folder is missing or may not be written, or the path is a folder.
  public static func checkWritable(_ path: String) throws(ScenarioError) {
    guard access(split(path).folder, W_OK) == 0 else { throw failure(path, "cannot be written", errno) }
    guard access(path + "/.", F_OK) != 0 else { throw failure(path, "cannot be written", EISDIR) }
  }

  /// The sentence for what the system refused.
  static func failure(_ path: String, _ what: String, _ code: Int32) -> ScenarioError {
    let (reason, remedy) =
      switch code {
      case ENOSPC, EDQUOT: ("no space is left", "Free some space, or choose another folder with --out.")
      case EACCES, EPERM: ("permission is denied", "Change its permissions, or choose another folder with --out.")
      case EROFS: ("the file system is read-only", "Choose another folder with --out.")
      case ENOENT: ("there is no such file or folder", "Check the path.")
      case ENOTDIR: ("a part of its path is a file, not a folder", "Check the path.")
      case EISDIR, ENOTEMPTY: ("it is a folder", "Name a file.")
      case EEXIST: ("a file of that name is there already", "Choose another name.")
      case ENAMETOOLONG: ("its name is too long", "Choose a shorter name.")
      case ELOOP: ("its symbolic links form a loop", "Check the path.")
      case EFBIG: ("it would be larger than files may be here", "Raise the limit with `ulimit -f`, or choose another folder with --out.")
      case EMFILE, ENFILE: ("too many files are open", "Close some programs and try again.")
      default: (String(cString: strerror(code)), "Check the path and the disk.")
      }
    return ScenarioError("\(path) \(what): \(reason).", remedy)
  }

  private static func split(_ path: String) -> (folder: String, name: Substring) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path[...]) }
    return (slash == path.startIndex ? "/" : String(path[..<slash]), path[path.index(after: slash)...])
  }
}

/// `read` of the system, under a name that the method of `AtomicFile` does not hide.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int { read(descriptor, bytes, count) }
