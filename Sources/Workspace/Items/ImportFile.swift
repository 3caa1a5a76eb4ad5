import World

#if canImport(Glibc)
  import Glibc
#endif

/// A file to import, under the name that a person gave.
public struct ImportFile: Hashable, Sendable {
  /// For problems: `items.jsonl`.
  public var name: String
  /// Where it lies, absolute.
  public var path: String

  public init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// What people call it: `-` is standard input.
  var title: String { path == "-" ? "standard input" : name }
}

/// What a pipe brought, kept in a file without a name.
///
/// An import holds the store's write lock from its first item to its last. Read straight from a pipe, it would hold it for
/// as long as the other end takes, and for ever where the other end waits for the same store.
final class SpooledInput: Sendable {
  private let descriptor: Int32

  /// Reads a descriptor to its end.
  ///
  /// - Parameters:
  ///   - name: The name to use in errors.
  ///   - folder: Where there is room for it; the file is gone when the process is.
  init(reading source: Int32, name: String, folder: String, world: World) throws {
    let path = folder + "/.input.\(world.processID).\(world.randomBits()).part"
    descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw FileFailure(path: path, doing: "write", code: errno) }
    unlink(path)
    try FilePath.forEachChunk(of: name, descriptor: source) { [descriptor] chunk in
      var written = 0
      while written < chunk.count {
        let count = chunk.withUnsafeBytes {
          write(descriptor, $0.baseAddress.map { $0 + written }, chunk.count - written)
        }
        if count < 0 {
          if errno == EINTR { continue }
          throw FileFailure(path: path, doing: "write", code: errno)
        }
        written += count
      }
    }
  }

  /// Reads what is no plain file, such as a named pipe, to its end.
  convenience init(_ file: ImportFile, folder: String, world: World) throws {
    let source = open(file.path, O_RDONLY | O_CLOEXEC)
    if source < 0 { throw FileFailure(path: file.name, doing: "read", code: errno) }
    defer { close(source) }
    try self.init(reading: source, name: file.name, folder: folder, world: world)
  }

  deinit { close(descriptor) }

  /// Hands it to a closure from its beginning, in pieces of at most 256 KiB.
  func forEachChunk(_ body: ([UInt8]) throws -> Void) throws {
    lseek(descriptor, 0, SEEK_SET)
    try FilePath.forEachChunk(of: "-", descriptor: descriptor, body)
  }
}
