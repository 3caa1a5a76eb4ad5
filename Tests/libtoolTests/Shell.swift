import Glibc
import Testing

/// The real program, used as people use it: in a line of a shell.
struct Shell {
  /// What a line came to.
  struct Result {
    /// The exit status of the last command.
    var code: Int32
    /// Standard output and standard error, as the line puts them together.
    var output: String
  }

  let library: TestLibrary

  /// Runs a line of bash in the library's folder. `libtool` is the program; `2>&1` joins what it says.
  func run(_ line: String) throws -> Result {
    // The line goes in by way of a file, so that nothing has to be quoted twice.
    try library.write(line, to: "line.sh")
    let variables = [
      "LIBTOOL_LIBRARY=\(library.root)", "LIBTOOL_USER=tester", "LC_ALL=C.UTF-8", "LIBTOOL=\(Self.program)",
    ]
    let words =
      ["cd", library.root, "&&", "env", "-u", "NO_COLOR", "-u", "CLICOLOR_FORCE"] + variables + [
        "bash", "-c", "'libtool() { \"$LIBTOOL\" \"$@\"; }; set -o pipefail; . ./line.sh'",
      ]
    guard let pipe = popen(words.joined(separator: " "), "re") else {
      throw FolderFailure(path: "popen", code: errno)
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, pipe)
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    let status = pclose(pipe)
    return Result(code: status >> 8 & 0xFF, output: String(decoding: bytes, as: UTF8.self))
  }

  /// The program beside the tests' own executable.
  static let program: String = {
    var path = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &path, path.count - 1)
    let here = String(decoding: path.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return String(here[..<(here.lastIndex(of: "/") ?? here.startIndex)]) + "/libtool"
  }()
}
