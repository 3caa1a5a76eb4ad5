import ContentModel
import World

/// Where a library lies: the folder that holds `library/`, `prompts/` and `exports/`.
public struct LibraryLocation: Hashable, Sendable {
  /// The absolute path of that folder.
  public var root: String

  public init(root: String) { self.root = root }

  public var settingsFile: String { root + "/library/libtool.yaml" }
  public var storeFile: String { root + "/library/library.db" }
  /// A catalogue file by its name: `sections.csv`.
  public func catalogueFile(_ name: String) -> String { root + "/library/" + name }
  /// The folder of a kind.
  public func kindFolder(_ kind: String) -> String { root + "/prompts/" + kind }
  /// The rule settings of a kind.
  public func rulesFile(_ kind: String) -> String { root + "/library/rules/\(kind).yaml" }
  public var itemsFolder: String { root + "/library/items" }
  public var exportsFolder: String { root + "/exports" }
  /// A schema of exports by its name.
  public func exportSchema(_ name: String) -> String { exportsFolder + "/schemas/" + name }

  /// Finds the library: the option, else `LIBTOOL_LIBRARY`, else the nearest folder upward that holds one.
  ///
  /// - Parameters:
  ///   - option: The value of `--library`, or nil.
  ///   - folder: The folder the command was called in.
  public static func find(option: String?, world: World, from folder: String) throws(LibraryNotFound) -> LibraryLocation
  {
    for (name, given) in [("--library", option), ("LIBTOOL_LIBRARY", world.environment["LIBTOOL_LIBRARY"])] {
      guard let given, !given.isEmpty else { continue }
      let location = LibraryLocation(root: FilePath.absolute(given, from: folder))
      if FilePath.exists(location.settingsFile) { return location }
      throw LibraryNotFound(place: "\(name) \(given)")
    }
    var root = FilePath.absolute(folder, from: "/")
    while true {
      let location = LibraryLocation(root: root == "/" ? "" : root)
      if FilePath.exists(location.settingsFile) { return location }
      if root == "/" { throw LibraryNotFound(place: nil) }
      root = FilePath.folder(of: root)
    }
  }
}

/// There is no library where one was looked for.
public struct LibraryNotFound: Failure, Hashable {
  /// What named the place, or nil where the folders upward were searched.
  public var place: String?

  public var message: String {
    if let place { return "\(place) holds no library: there is no library/libtool.yaml in it" }
    return "there is no library here: no library/libtool.yaml in this folder or above it"
  }

  public var hint: String? {
    "change into a library's folder, name one with --library DIR, or make one with `libtool init DIR`"
  }
}
