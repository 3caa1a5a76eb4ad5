import Console
import ContentModel
import Formats
import Glibc
import Workspace
import World

@testable import libtool

/// A copy of the sample library in a folder of its own, in which documented commands are run.
final class SampleCopy: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/libtool-docs-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileFailure(path: "/tmp", doing: "make a folder in", code: errno) }
    // The folder's name stands in reports.
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for folder in ["library", "library/items", "library/rules", "prompts", "exports/schemas"] { try copy(folder) }
    for kind in FilePath.names(in: Repository.root + "/prompts") {
      try copy("prompts/\(kind)")
      try copy("prompts/\(kind)/simulated")
    }
  }

  deinit { Self.remove(path) }

  /// What a command came to.
  struct Result {
    var code: ExitCode
    var output: String
    var errors: String
  }

  /// Runs a command in this process, without waiting for the simulated provider, on a terminal of 100 columns without colour.
  func run(_ line: String) async throws -> Result {
    guard let words = ShellWords.split(line), words.first == "libtool" else {
      throw FileFailure(path: line, doing: "read the command", code: EINVAL)
    }
    let capture = OutputCapture()
    var world = World.live(environment: ["LIBTOOL_LIBRARY": path, "LIBTOOL_USER": "ana"])
    world.sleep = { duration in
      try Task.checkCancellation()
      // Signs of life of a run's holder: no command is so long that it needs one.
      if duration == .seconds(15) { try await Task.sleep(for: .seconds(3600)) }
    }
    let code = await Libtool.run(
      Array(words.dropFirst()), terminal: Terminal.capturing(capture, outputIsTerminal: true, width: 100), world: world)
    return Result(code: code, output: capture.output, errors: capture.errors)
  }

  /// Writes a file, and the folders on the way to it.
  func write(_ text: String, to name: String) throws {
    let file = "\(path)/\(name)"
    try FilePath.makeFolder(FilePath.folder(of: file))
    let descriptor = open(file, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw FileFailure(path: file, doing: "write", code: errno) }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    if Glibc.write(descriptor, bytes, bytes.count) != bytes.count {
      throw FileFailure(path: file, doing: "write", code: errno)
    }
  }

  /// The text of a file.
  func text(of name: String) throws -> String {
    String(decoding: try FilePath.read("\(path)/\(name)"), as: UTF8.self)
  }

  private func copy(_ folder: String) throws {
    let from = "\(Repository.root)/\(folder)"
    for name in FilePath.names(in: from)
    where !FilePath.isFolder("\(from)/\(name)") && !name.hasPrefix("library.db") {
      try write(String(decoding: try FilePath.read("\(from)/\(name)"), as: UTF8.self), to: "\(folder)/\(name)")
    }
  }

  private static func remove(_ path: String) {
    for name in FilePath.names(in: path, includingHidden: true) {
      let inner = "\(path)/\(name)"
      if FilePath.isFolder(inner) { remove(inner) } else { unlink(inner) }
    }
    rmdir(path)
  }
}
