import World

#if canImport(Glibc)
  import Glibc
#endif

/// The file that an `AtomicFile` is until it has its name: `NAME.SIXTEEN-DIGITS.part`, locked by the one who writes it.
///
/// The system lets go of the lock when the process ends, however it ends: an unlocked one has been left behind. That holds
/// across containers that share a folder too, where process numbers say nothing.
enum PartFile {
  private static let ending = ".part"

  /// Makes and locks one.
  static func open(
    for path: String, mode: mode_t, world: World
  ) throws(FileFailure) -> (path: String, descriptor: Int32) {
    // More than one round is as rare as a meeting with one who clears up, or with the same sixty-four bits.
    for _ in 0..<100 {
      let part = path + "." + digits(world.randomBits()) + ending
      let descriptor = Glibc.open(part, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, mode)
      if descriptor < 0, errno == EEXIST { continue }
      if descriptor < 0 { throw FileFailure(path: path, doing: "write", code: errno) }
      if isKept(descriptor) { return (part, descriptor) }
      close(descriptor)
    }
    throw FileFailure(path: path, doing: "write", code: EEXIST)
  }

  /// Takes away those of a file that nobody writes any more. One that cannot be taken away stays: it is in nobody's way.
  static func removeLeftovers(of path: String) {
    let folder = FilePath.folder(of: path)
    for name in FilePath.names(in: folder, includingHidden: true) where isPart(name, of: FilePath.name(of: path)) {
      let part = folder + "/" + name
      let descriptor = Glibc.open(part, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
      if descriptor < 0 { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(part) }
      close(descriptor)
    }
  }

  /// Locks a new one; false where somebody has taken it for a leftover between its making and its locking.
  private static func isKept(_ descriptor: Int32) -> Bool {
    // On a file system without locks nobody can take it for a leftover either.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return false }
    var status = stat()
    return fstat(descriptor, &status) != 0 || status.st_nlink > 0
  }

  /// Whether a name is that of a part of a file.
  static func isPart(_ name: String, of file: String) -> Bool {
    guard name.hasPrefix(file + "."), name.hasSuffix(ending) else { return false }
    let middle = name.dropFirst(file.count + 1).dropLast(ending.count)
    return middle.utf8.count == 16 && middle.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  private static func digits(_ bits: UInt64) -> String {
    let text = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
