import Synchronization
import Testing

/// What the killed fills came to, for the person who wants figures.
final class Figures: Sendable {
  /// Of fills with the simulated provider in their own process.
  static let simulated = Figures("fills killed")
  /// Of fills over HTTP.
  static let overHTTP = Figures("fills over HTTP killed")

  private let title: String

  init(_ title: String) { self.title = title }

  private struct Sums {
    var kills = 0
    var extra = 0
    var most = 0
    var lost = 0
    var doubled = 0
    var unsent = 0
  }

  private let sums = Mutex(Sums())

  /// How many processes were killed.
  var kills: Int { sums.withLock { $0.kills } }

  /// Notes a kill.
  ///
  /// - Parameters:
  ///   - extra: Calls that had reached the provider and whose answer was not stored: they are made, and paid, again.
  ///   - lost: Versions, events and answers that were there before it and are not after it.
  ///   - doubled: Drafts, items and bodies that are there twice.
  func add(extra: Int, lost: Int, doubled: Int) {
    sums.withLock { sums in
      sums.kills += 1
      sums.extra += extra
      sums.most = max(sums.most, extra)
      sums.lost += lost
      sums.doubled += doubled
    }
  }

  /// Notes calls that are listed as unknown and had not reached the provider: noted as sent when the process died, and not yet
  /// out of it.
  func add(unsent: Int) { sums.withLock { $0.unsent += unsent } }

  /// One line with all of them.
  var line: String {
    let sums = sums.withLock { $0 }
    return "\(title): \(sums.kills); calls made again: \(sums.extra), at most \(sums.most) a kill; "
      + "listed though not sent: \(sums.unsent); lost: \(sums.lost); doubled: \(sums.doubled)"
  }
}

/// Prints the figures at the end of a suite, and holds the suite to the kills that it promises.
struct ReportsFigures: SuiteTrait, TestScoping {
  var figures: Figures
  /// At least so many.
  var kills: Int

  func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    try await body()
    print(figures.line)
    #expect(figures.kills >= kills)
  }
}

extension Trait where Self == ReportsFigures {
  static func reports(_ figures: Figures, kills: Int) -> ReportsFigures {
    ReportsFigures(figures: figures, kills: kills)
  }
}
