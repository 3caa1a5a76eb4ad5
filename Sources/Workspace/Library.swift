import ContentModel
import ContentStore
import Formats
import Prompts
import Quality
import World

/// A library's folder, read: its settings, its kinds and their rules.
public struct Library: Sendable {
  public let location: LibraryLocation
  public let settings: Settings
  /// The kinds in use, with the library's overrides applied.
  public let kinds: [String: Kind]
  public let world: World
  private let rules = KnownRules()

  /// Reads the settings and the kinds in use.
  ///
  /// - Parameter overrides: `--set` values.
  public static func open(_ location: LibraryLocation, overrides: [String] = [], world: World) throws -> Library {
    let (library, problems) = try openPartly(location, overrides: overrides, world: world)
    if let problem = problems.first { throw problem.error }
    return library
  }

  /// A kind that cannot be read, and why.
  public typealias KindProblem = (kind: String, error: any Error)

  /// Reads the settings, and of the kinds in use those that can be read.
  ///
  /// - Returns: The library without the other kinds, and what is wrong with each of these, in the order of the settings.
  public static func openPartly(
    _ location: LibraryLocation, overrides: [String] = [], world: World
  ) throws -> (library: Library, problems: [KindProblem]) {
    let settings = try Settings(
      try FilePath.read(location.settingsFile), file: "library/libtool.yaml", overrides: overrides)
    var kinds: [String: Kind] = [:]
    var problems: [KindProblem] = []
    for override in settings.kinds {
      do { kinds[override.name] = try loadKind(override, location) } catch { problems.append((override.name, error)) }
    }
    return (Library(location: location, settings: settings, kinds: kinds, world: world), problems)
  }

  /// What coverage needs to know of the kinds.
  public var traits: [String: KindTraits] { kinds.mapValues(\.traits) }

  /// The rules of a kind, ready to judge.
  ///
  /// Read once: a command works by the rules that it began with.
  public func pipeline(for kind: String) throws -> QualityPipeline {
    try rules.pipeline(for: kind) { try readRules(of: kind) }
  }

  private func readRules(of kind: String) throws -> QualityPipeline {
    let path = location.rulesFile(kind)
    let schema = kinds[kind]?.bodySchema
    let rules =
      try FilePath.readIfPresent(path).map {
        try RuleSettings(
          yaml: String(decoding: $0, as: UTF8.self), file: "library/rules/\(kind).yaml", kind: kind, schema: schema)
      } ?? RuleSettings.builtIn(kind: kind)
    return try QualityPipeline(settings: rules, schema: schema)
  }

  /// The rules of all kinds in use.
  public func pipelines() throws -> [String: QualityPipeline] {
    var pipelines: [String: QualityPipeline] = [:]
    for kind in kinds.keys { pipelines[kind] = try pipeline(for: kind) }
    return pipelines
  }

  /// The files of a kind's folder below a subfolder, by name; the folder's own where none is named.
  public func kindFiles(_ kind: String, subfolder: String? = nil) throws -> [String: [UInt8]] {
    try Self.files(in: location.kindFolder(kind) + (subfolder.map { "/" + $0 } ?? ""))
  }

  private static func files(in folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in FilePath.names(in: folder) where !FilePath.isFolder(folder + "/" + name) {
      files[name] = try FilePath.read(folder + "/" + name)
    }
    return files
  }

  private static func loadKind(_ override: KindOverride, _ location: LibraryLocation) throws -> Kind {
    let folder = location.kindFolder(override.name)
    guard FilePath.isFolder(folder) else {
      throw KindMissing(kind: override.name, known: FilePath.names(in: location.root + "/prompts"))
    }
    var kind = try Kind.load(name: override.name, folder: try files(in: folder))
    if let publishing = override.publishing { kind.settings.publishing = publishing }
    if let size = override.batchSize { kind.settings.batchSize = size }
    if let size = override.assessmentSize { kind.settings.assessmentSize = size }
    if let retries = override.retries { kind.settings.retries = retries }
    if let threshold = override.threshold { kind.settings.threshold = threshold }
    return kind
  }
}

/// The settings name a kind that has no folder.
public struct KindMissing: Failure, Hashable {
  public var kind: String
  public var known: [String]

  public var message: String { "library/libtool.yaml: the kind `\(kind)` has no folder prompts/\(kind)" }
  public var hint: String? {
    Suggestion.hint(for: kind, among: known) ?? "make the folder, or take the kind out of the settings"
  }
}
