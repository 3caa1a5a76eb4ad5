import Console
import Workspace

extension LibtoolContext {
  /// Writes a file that is complete or absent; a relative path starts at the folder the command was called in.
  func writeFile(_ bytes: [UInt8], to path: String) throws {
    try AtomicFile.write(bytes, to: FilePath.absolute(path, from: folder), world: world)
  }

  /// How a command line for the same library begins: what hints print.
  var programWords: String {
    guard let library = globals.library else { return "libtool" }
    return "libtool --library \(ShellQuote.quoted(library))"
  }
}
