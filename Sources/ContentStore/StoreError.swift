import ContentModel
import SQLiteKit

#if canImport(Glibc)
  import Glibc
#endif

/// Why the store cannot do what was asked.
public enum StoreError: Failure, Hashable {
  /// The folder has no store, and none was to be made.
  case missing(path: String)
  /// The file is not a libtool store.
  case foreign(path: String)
  /// A newer version of the program made it.
  case newer(path: String, found: Int, known: Int)
  /// Another process holds the lock for longer than we wait.
  case busy(path: String)
  /// The disk is full.
  case full(path: String)
  /// The file may not grow any more.
  case tooLarge(path: String)
  /// The file cannot be opened, read or written.
  case unusable(path: String, reason: String)

  public var message: String {
    switch self {
    case .missing(let path): "there is no store at \(path)"
    case .foreign(let path): "\(path) is not a libtool store"
    case .newer(let path, let found, let known):
      "\(path) was made by a newer libtool: its schema is version \(found), this program knows up to \(known)"
    case .busy(let path): "\(path) is locked by another process"
    case .full(let path): "the disk is full: \(path) could not be written; nothing of this step was stored"
    case .tooLarge(let path):
      "\(path) has reached the largest size a file may have here; nothing of this step was stored"
    case .unusable(let path, let reason): "\(path) cannot be used: \(reason)"
    }
  }

  public var hint: String? {
    switch self {
    case .missing: "run `libtool sync` to make it from the catalogue files"
    case .foreign: "move that file away, or name another library with --library"
    case .newer: "install the newer libtool, or use the library with the program that made it"
    case .busy: "wait for the other command to end, then try again"
    case .full: "free some space, then run the command again (a fill that had begun: `libtool runs resume last`)"
    case .tooLarge:
      "raise the limit (`ulimit -f`), then run the command again (a fill that had begun: `libtool runs resume last`)"
    case .unusable: "check the path, its permissions and the disk"
    }
  }

  public var exitCode: ExitCode { if case .busy = self { .busy } else { .failed } }

  /// What an error of SQLite means for the person at the terminal.
  static func explaining(_ error: any Error, path: String) -> any Error {
    switch error {
    case let error as SQLiteError:
      if error.isBusy { return StoreError.busy(path: path) }
      if error.isForeignFile { return StoreError.foreign(path: path) }
      if error.isFull { return StoreError.full(path: path) }
      if error.isTooLarge { return StoreError.tooLarge(path: path) }
      if error.isConstraint { return error }
      return StoreError.unusable(path: path, reason: error.message + error.systemReason)
    case SchemaMismatch.foreign: return StoreError.foreign(path: path)
    case SchemaMismatch.newer(let found, let known): return StoreError.newer(path: path, found: found, known: known)
    default: return error
    }
  }
}

extension SQLiteError {
  /// What the system said, where SQLite's own words leave it out.
  fileprivate var systemReason: String {
    systemCode == 0 ? "" : " (\(String(cString: strerror(systemCode)).lowercased()))"
  }
}
