import Console
import ContentModel
import Workspace

extension LibtoolContext {
  /// Writes a file that is complete or absent, at what `--output` names.
  func writeFile(_ bytes: [UInt8], to path: String) throws {
    try AtomicFile.write(bytes, to: outputPath(path), world: world)
  }

  /// The absolute path of the file that `--output` names; a relative one starts at the folder the command was called in.
  func outputPath(_ path: String) throws -> String {
    if path.isEmpty || path.hasSuffix("/") {
      throw CommandProblem(message: "--output '\(path)' names no file", hint: "name a file, not a folder", code: .usage)
    }
    return FilePath.absolute(path, from: folder)
  }

  /// How a command line for the same library begins: what hints print.
  var programWords: String {
    guard let library = globals.library else { return "libtool" }
    return "libtool --library \(ShellQuote.quoted(library))"
  }
}
