import Console
import ContentModel
import ContentStore
import Formats
import Generation
import Workspace
import World

#if canImport(Glibc)
  import Glibc
#endif

typealias Configuration = CommandConfiguration<LibtoolContext>

/// A command of libtool.
protocol LibtoolCommand: Command where Context == LibtoolContext {}

/// A group of commands of libtool.
protocol LibtoolGroup: CommandGroup where Context == LibtoolContext {}

/// What every command is handed: the terminal, the world and the global options.
struct LibtoolContext: Sendable {
  var terminal: Terminal
  var world: World
  var globals: GlobalOptions
  /// The file of `--log`, or nil.
  var log: LogFile?

  /// The folder the command was called in.
  var folder: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// Who acts: `--as`, else `LIBTOOL_USER`, else the system user.
  var actor: String {
    for name in [globals.actor, world.environment["LIBTOOL_USER"]] {
      if let name, !name.isEmpty { return name }
    }
    return world.userName
  }

  /// The library's folder, read.
  func library() throws -> Library {
    let location = try LibraryLocation.find(option: globals.library, world: world, from: folder)
    do {
      let library = try Library.open(location, overrides: globals.set, world: world)
      try ProviderSettings.check(library.settings)
      return library
    } catch let error as YAMLError where error.file.hasPrefix("--set ") {
      // The place is in an option, not in a file: line and column would mislead.
      throw CommandProblem(message: "\(error.file): \(error.problem)", hint: error.hint, code: .usage)
    }
  }

  /// The library and its store, brought up to date with the catalogue files.
  ///
  /// - Parameter groupWindow: Milliseconds for which writes wait to share a sync; for fills.
  func openStore(groupWindow: Int = 0) async throws -> OpenLibrary {
    let library = try library()
    let (store, outcome) = try await library.openStore(actor: actor, groupWindow: groupWindow)
    return OpenLibrary(
      library: library, store: store, catalogue: try library.catalogue(in: store), synchronised: outcome)
  }

  /// Says something that an exit code follows: that is told also where the reader has gone, as `| head` goes.
  func say(_ body: () throws -> Void) throws {
    do { try body() } catch TerminalError.closed {}
  }

  /// Prints a JSON document to standard output.
  func print(_ json: JSON) throws { try terminal.writeLine(json.pretty()) }
}

/// A library, its store and the catalogue as it is now.
struct OpenLibrary: Sendable {
  var library: Library
  var store: Store
  var catalogue: Catalogue
  var synchronised: SyncOutcome

  /// `production` or `rehearsal`.
  var mode: String { library.settings.mode.rawValue }

  /// The level of a section, or the empty string.
  func level(of section: String) -> String { catalogue.sections[section]?.level ?? "" }
}
