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

  public var message: String { "cannot \(doing) \(path): \(String(cString: strerror(code)).lowercased())" }

  public var hint: String? {
    switch code {
    case ENOENT: "check the path: it, or a folder on the way to it, does not exist"
    case EACCES, EPERM, EROFS: "check the permissions of the file and of its folder"
    case ENOSPC, EDQUOT: "free some space, then run the command again; nothing was left half-written"
    case EFBIG where doing == "read": "check the path: no file of that kind is as large"
    case EFBIG: "raise the limit (`ulimit -f`), then run the command again; nothing was left half-written"
    case EISDIR: "that is a folder: name a file"
    case ENOTSUP: "that is no plain file: name another place"
    default: nil
    }
  }
}
