import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// What the file system says of a file or folder.
struct FileFacts: Hashable, Sendable {
  var path: String
  /// The permission bits.
  var mode: UInt32
  var size: Int
  /// Whether this user may read it.
  var isReadable: Bool
  /// Whether this user may write it, or files in it.
  var isWritable: Bool

  /// `0644`.
  var octalMode: String {
    let digits = String(mode & 0o7777, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Whether the name is a symbolic link.
  var isLink = false

  /// The facts of what a path leads to; nil where there is nothing.
  static func of(_ path: String) -> FileFacts? {
    var status = stat()
    var link = stat()
    guard stat(path, &status) == 0, lstat(path, &link) == 0 else { return nil }
    return FileFacts(
      path: path, mode: status.st_mode & 0o7777, size: Int(status.st_size), isReadable: access(path, R_OK) == 0,
      isWritable: access(path, W_OK) == 0, isLink: link.st_mode & S_IFMT == S_IFLNK)
  }

  /// The facts of a folder, or of the nearest one above it where there is none: that is where it would be made.
  static func nearestFolder(_ path: String) -> FileFacts? {
    var path = path
    while !FilePath.isFolder(path) {
      let parent = FilePath.folder(of: path)
      if parent == path { return nil }
      path = parent
    }
    return of(path)
  }

  /// Bytes that this user may still fill on the file system of a path; nil where it does not say.
  static func freeSpace(at path: String) -> Int? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    return Int(clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
  }
}
