import ContentModel
import ContentStore
import Formats
import Quality
import Workspace
import World

/// Measures within one process what a run of the program cannot show: what single items take. For `scripts/bench-rules`;
/// no part of what is installed.
///
///     judging rules LIBRARY ROUNDS     all rules on each active item, as often
///     judging index LIBRARY            makes the index of near-duplicates
///     judging twins LIBRARY            the search for near-duplicates of single items: the first of the process, then 300
///
/// Prints one line of JSON; times in milliseconds.
@main struct Judging {
  static func main() async throws {
    let words = Array(CommandLine.arguments.dropFirst())
    guard words.count >= 2 else { fatalError("usage: judging rules|index|twins LIBRARY [ROUNDS]") }
    let library = try Library.open(LibraryLocation(root: words[1]), world: .live(environment: [:]))
    let (store, _) = try await library.openStore(actor: "bench")
    let opened = Opened(library: library, store: store, uptime: store.world.uptime)
    let report =
      switch words[0] {
      case "rules": try opened.rules(rounds: words.count > 2 ? Int(words[2]) ?? 1 : 1)
      case "index": try await opened.index()
      case "twins": try opened.twins()
      default: fatalError("unknown: \(words[0])")
      }
    print(report.text)
  }
}

/// A library and its store.
struct Opened {
  let library: Library
  let store: Store
  let uptime: @Sendable () -> Duration

  /// All rules, on each active item: reading its JSON and judging it, in the order of items. Twins are not looked for.
  func rules(rounds: Int) throws -> JSON {
    let pipelines = try library.pipelines()
    let subjects = QualitySubjects(try library.catalogue(in: store), forMany: true)
    var times: [Duration] = []
    for _ in 0..<rounds {
      try forEachActive { version in
        guard let pipeline = pipelines[version.kind] else { return }
        let began = uptime()
        let subject = subjects.subject(try JSON.parse(version.body), kind: version.kind, key: version.key)
        _ = pipeline.judge(subject)
        times.append(uptime() - began)
      }
    }
    return summary(of: times)
  }

  /// Sketches what has no sketch yet.
  func index() async throws -> JSON {
    let began = uptime()
    let sketched = try await SimilarItems(store: store, pipelines: try library.pipelines()).catchUp()
    return ["sketched": .number(String(sketched)), "took": milliseconds(uptime() - began)]
  }

  /// The search for twins of items of the first section, spread over it. What the index lacks must have been made before.
  func twins() throws -> JSON {
    let pipelines = try library.pipelines()
    var asked: [HeldVersion] = []
    try forEachActive { version in
      if asked.first.map({ ($0.key.section, $0.key.language) == (version.key.section, version.key.language) }) ?? true {
        asked.append(version)
      }
    }
    let step = max(1, asked.count / 301)
    let questions = try stride(from: 0, to: asked.count, by: step).map { (asked[$0], try JSON.parse(asked[$0].body)) }
    let similar = SimilarItems(store: store, pipelines: pipelines)
    var times: [Duration] = []
    var twins = 0
    for (version, body) in questions.prefix(301) {
      let place = SimilarityPlace(kind: version.kind, section: version.key.section, language: version.key.language)
      let began = uptime()
      let found = try similar.find(body, in: place, of: version.item)
      times.append(uptime() - began)
      twins += found.isEmpty ? 0 : 1
    }
    guard case .object(var report) = summary(of: Array(times.dropFirst())), let first = times.first else {
      return .null
    }
    report["first"] = milliseconds(first)
    report["section"] = .number(String(asked.count))
    report["with_twin"] = .number(String(twins))
    return .object(report)
  }

  private func forEachActive(_ body: (HeldVersion) throws -> Void) throws {
    var last: Int64 = 0
    while true {
      let page = try store.read { [last] in try $0.versions(.active, after: last, limit: 2000, onlyUnchecked: false) }
      guard let end = page.last else { return }
      for version in page { try body(version) }
      last = end.place
    }
  }

  private func summary(of times: [Duration]) -> JSON {
    let sorted = times.sorted()
    func share(_ percent: Int) -> JSON {
      sorted.isEmpty ? .null : milliseconds(sorted[(sorted.count - 1) * percent / 100])
    }
    return [
      "count": .number(String(sorted.count)), "median": share(50), "p99": share(99), "longest": share(100),
    ]
  }

  /// With three decimals.
  private func milliseconds(_ duration: Duration) -> JSON {
    let micro = Int(duration / .microseconds(1))
    let rest = String(micro % 1000)
    return .number("\(micro / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest)
  }
}
