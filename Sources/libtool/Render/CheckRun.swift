import Console
import ContentModel
import ContentStore
import Formats
import Workspace
import World

/// One check of a library, with what a person sees of it while it works.
struct CheckRun {
  private let open: OpenLibrary
  private let selection: Selection
  private let onlyUnchecked: Bool
  private let duplicates: SimilarItems
  private let screen: CheckScreen

  /// - Parameter quiet: Whether to show no line of progress, because a program reads the output.
  init(
    _ context: LibtoolContext, _ open: OpenLibrary, selection: Selection, onlyUnchecked: Bool,
    progress: ProgressOptions.Form, quiet: Bool
  ) throws {
    self.open = open
    self.selection = selection
    self.onlyUnchecked = onlyUnchecked
    duplicates = SimilarItems(store: open.store, pipelines: try open.library.pipelines())
    screen = CheckScreen(context, form: progress, quiet: quiet)
  }

  /// Takes the line of progress off the screen, until there is news.
  var stepAside: @Sendable () -> Void { screen.clear }

  /// Brings the index of near-duplicates up to date.
  func prepare(rebuild: Bool) async throws {
    screen.prepare()
    defer { screen.clear() }
    try await duplicates.catchUp(rebuild: rebuild)
  }

  /// Which checks have changed since the findings were stored.
  func ruleChanges() throws -> [RuleChange] {
    try open.library.ruleChanges(in: open.store, catalogue: open.catalogue, selection: selection)
  }

  /// What storing the findings would change, of what is active and of what waits. Nothing is stored.
  func preview() async throws -> (active: RuleEffects, waiting: RuleEffects) {
    var active = RuleEffects()
    var waiting = RuleEffects()
    try await work("preview", stores: false) { versions, standing in
      for version in versions {
        switch standing {
        case .active: active.add(version)
        case .waiting: waiting.add(version)
        }
      }
    }
    return (active, waiting)
  }

  /// Judges what is active, then what waits in review, and stores.
  func check(take: ([CheckedVersion], HeldVersion.Standing) throws -> Void) async throws {
    try await work("check", stores: true, take: take)
    try await open.library.noteRules(
      in: open.store, catalogue: open.catalogue, judged: onlyUnchecked ? nil : selection)
  }

  private func work(
    _ title: String, stores: Bool, take: ([CheckedVersion], HeldVersion.Standing) throws -> Void
  ) async throws {
    var progress = CheckProgress(
      total: try HeldVersion.Standing.allCases.reduce(0) { sum, standing in
        try sum
          + open.library.countOfChecked(
            in: open.store, catalogue: open.catalogue, selection: selection, standing: standing,
            onlyUnchecked: onlyUnchecked)
      })
    screen.begin(title, progress)
    defer { screen.clear() }
    for standing in HeldVersion.Standing.allCases {
      try await open.library.check(
        open.store, catalogue: open.catalogue, selection: selection, standing: standing, onlyUnchecked: onlyUnchecked,
        duplicates: duplicates, stores: stores
      ) { versions in
        try take(versions, standing)
        progress.judged += versions.count
        for version in versions {
          for finding in version.findings { progress.findings[finding.severity, default: 0] += 1 }
        }
        screen.update(progress)
      }
    }
    screen.end(progress)
  }
}
