import Console
import ContentModel
import ContentStore
import Formats
import World

/// Batch jobs in words: one, or several in sum.
struct JobText {
  /// Those that are spoken of, at least one.
  var jobs: [JobFigures]

  /// Nil where there is none.
  init?(_ jobs: [JobFigures]) {
    if jobs.isEmpty { return nil }
    self.jobs = jobs
  }

  /// `in_progress 3/8 lines`, `2 jobs validating, in_progress 3/8 lines`.
  var standing: String {
    let words = jobs.map(Self.word).reduce(into: [String]()) { words, word in
      if !words.contains(word) { words.append(word) }
    }
    let count = jobs.count == 1 ? "" : "\(jobs.count) jobs "
    let done = Quantity.grouped(jobs.reduce(0) { $0 + $1.done })
    let lines = jobs.reduce(0) { $0 + $1.job.lines }
    return count + words.joined(separator: ", ") + " \(done)/\(Quantity.of(lines, "line", "lines"))"
  }

  /// How long ago the oldest was created: `12 min`; nil before it is handed over.
  func age(at now: Timestamp) -> String? {
    guard let made = jobs.compactMap(\.job.createdAt).min() else { return nil }
    return PlanRendering.duration(Self.seconds(from: made, to: now))
  }

  /// `look in 40 s`; nil where nobody means to look.
  func nextLook(at now: Timestamp) -> String? {
    guard let next = jobs.compactMap(\.look?.nextLook).min(), next > now else { return nil }
    return "look in " + PlanRendering.duration(Self.seconds(from: now, to: next))
  }

  /// `expires 2026-11-21 09:30`, of the one that does first; nil where the provider has not said.
  var expiry: String? {
    jobs.compactMap { $0.job.state.isOpen ? $0.look?.expiresAt : nil }.min().map { "expires " + $0.shortDescription }
  }

  /// Why the last look told nothing; nil where it did.
  var problem: String? { jobs.compactMap(\.look?.problem).first.map { "last look: " + SafeText.line($0) } }

  /// The provider's own word for how a job stands, else where it is on its way there.
  static func word(_ figures: JobFigures) -> String {
    switch figures.job.state {
    case .submitted, .collected: SafeText.line(figures.job.status ?? figures.job.state.rawValue)
    case .refused: "refused"
    case .gathering, .intended, .uploaded, .creating: "being handed over"
    }
  }

  private static func seconds(from: Timestamp, to: Timestamp) -> Double {
    max(0, Double(to.milliseconds - from.milliseconds) / 1000)
  }
}

extension JobFigures {
  /// A batch job in the documents of its run.
  var json: JSON {
    [
      "job": job.job.json, "status": job.status.json, "state": .string(job.state.rawValue),
      "provider": .string(job.provider), "lines": .integer(job.lines), "lines_done": .integer(done),
      "created": job.createdAt.json, "expires": look?.expiresAt.json ?? .null, "looked": look?.lookedAt.json ?? .null,
      "next_look": look?.nextLook.json ?? .null, "ended": job.endedAt.json,
      "problem": (job.reason.isEmpty ? look?.problem : job.reason).json,
    ]
  }
}

extension Optional where Wrapped == Timestamp {
  /// The moment as JSON, `null` where there is none.
  fileprivate var json: JSON { map { .string($0.description) } ?? .null }
}

extension Timestamp {
  fileprivate var json: JSON { .string(description) }
}
