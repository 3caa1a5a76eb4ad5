import Glibc
import Synchronization
import Workspace

/// The files of this repository, as the tests of the documentation read them.
enum Repository {
  /// Its root folder.
  static let root = FilePath.folder(of: FilePath.folder(of: FilePath.folder(of: #filePath)))

  /// Whether tables, snapshots and outputs are written anew instead of compared: `UPDATE_DOCUMENTATION=1`.
  static let isUpdating = getenv("UPDATE_DOCUMENTATION") != nil

  /// What a failing comparison says.
  static let mend = "look at the difference, then run UPDATE_DOCUMENTATION=1 swift test --filter DocumentationTests"

  /// The manuals: what people read first to last.
  static let manuals = ["README.md"] + documents.filter { $0.hasPrefix("docs/manual-") }

  /// Every page that is under test, by its path from the root.
  static let pages = ["README.md", "exports/README.md"] + documents + decisions

  private static let documents = markdown(in: "docs")
  private static let decisions = markdown(in: "docs/decisions")

  private static func markdown(in folder: String) -> [String] {
    FilePath.names(in: "\(root)/\(folder)").filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
  }

  /// The text of a file.
  static func read(_ path: String) throws -> String {
    String(decoding: try FilePath.read("\(root)/\(path)"), as: UTF8.self)
  }

  /// Tests run side by side and may change the same page.
  private static let lock = Mutex(())

  /// Changes a file, or makes it.
  static func update(_ path: String, _ change: (String) -> String) throws {
    try lock.withLock { _ in
      let old = FilePath.exists("\(root)/\(path)") ? try read(path) : ""
      let new = change(old)
      if new == old { return }
      let file = open("\(root)/\(path)", O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644)
      if file < 0 { throw FileFailure(path: path, doing: "write", code: errno) }
      defer { close(file) }
      let bytes = Array(new.utf8)
      if write(file, bytes, bytes.count) != bytes.count {
        throw FileFailure(path: path, doing: "write", code: errno)
      }
    }
  }
}
