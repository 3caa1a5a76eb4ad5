import ContentModel

#if canImport(Glibc)
  import Glibc
#endif

/// What the file system refused.
public struct FileFailure: Failure, Hashable {
  public var path: String
  /// The verb of what was tried: `read`, `write`.
  public var doing: String
  /// `errno`.
  public var code: Int32

  public init(path: String, doing: String, code: Int32) {
    self.path = path
    self.doing = doing
    self.code = code
  }

  public var message: String { "cannot \(doing) \(path): \(cause)" }

  /// What the system calls it. For a link in the way of a file it has no word, only for too many of them.
  private var cause: String {
    code == ELOOP && doing == "write" ? "it is a link" : String(cString: strerror(code)).lowercased()
  }

  public var hint: String? {
    switch code {
    case ENOENT: "check the path: it, or a folder on the way to it, does not exist"
    case ENOTDIR: "check the path: what should be a folder on the way to it is a file"
    case EACCES, EPERM, EROFS: "check the permissions of the file and of its folder"
    case ENOSPC, EDQUOT: "free some space, then run the command again; nothing was left half-written"
    case EFBIG where doing == "read": "check the path: no such file is ever as large as that"
    case EFBIG: "raise the limit (`ulimit -f`), then run the command again; nothing was left half-written"
    case EISDIR: "that is a folder: name a file"
    case ELOOP where doing == "write": "name the file that it leads to"
    case ENOTSUP: "that is no plain file: name another place"
    default: nil
    }
  }
}
