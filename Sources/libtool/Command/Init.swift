import Console
import ContentModel
import Formats
import Workspace

/// `libtool init`.
struct Init: LibtoolCommand {
  static let configuration = Configuration(
    name: "init", abstract: "Make a fresh library: the kinds, settings, rules and an example catalogue.",
    discussion: """
      The library is in mode production: the simulated provider does not work in it. Accepted drafts wait for a person \
      (publish: review). Every setting is explained in library/libtool.yaml, every catalogue file in library/README.md.

      DIR is made where it does not exist; one that does must be empty. What an interrupted init has left is completed.
      """,
    section: "Library",
    examples: [
      Example("libtool init german", "Make a library in the folder `german`."),
      Example("libtool init", "Make one in this folder, which must be empty but for `.git`."),
    ])

  @Argument(help: ArgumentHelp("The folder; else --library, else this one.", valueName: "DIR")) var folder: String?
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    if let folder, let library = context.globals.library, folder != library {
      throw CommandProblem(
        message: "two folders are named: DIR is \(folder), --library is \(library)", hint: "leave one of them out",
        code: .usage)
    }
    let given = folder ?? context.globals.library ?? "."
    let location = LibraryLocation(root: FilePath.absolute(given, from: context.folder))
    let files = try Library.create(at: location, world: context.world)
    if json {
      return try context.print([
        "library": .string(location.root), "mode": "production", "publish": "review",
        "kinds": .array(FreshLibrary.kinds.map(JSON.string)), "files": .array(files.map(JSON.string)),
      ])
    }
    let isHere = location.root == FilePath.absolute(context.folder, from: "/")
    try context.terminal.writeLine(
      """
      A fresh library in \(SafeText.forTerminal(location.root))

        library/libtool.yaml  the settings: mode production, publish review
        library/*.csv         the catalogue, an example: sections, topics, targets
        library/README.md     what the columns of the catalogue mean
        library/rules/        the quality rules of each kind
        prompts/              the kinds: \(FreshLibrary.kinds.joined(separator: ", "))

      Try next:\(isHere ? "" : "\n  cd \(Self.shellWord(SafeText.forTerminal(given)))")
        libtool coverage --thin   what is missing, worst first
        libtool plan              what filling it would take and cost
        libtool import FILE       take in the items that you have already

      Then replace the example's rows by your own, and look at the model and its
      price in library/libtool.yaml.
      """)
  }

  /// A path as one word for a shell.
  private static func shellWord(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
      default: "/._-".utf8.contains(byte)
      }
    }
    return isPlain
      ? path : "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
