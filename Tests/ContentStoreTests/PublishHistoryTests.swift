import ContentStore
import Testing

/// What a sequence of the log means for rollback. 0 stands for no active version.
@Suite struct PublishHistoryTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var log: [(PublishAction, Int64)]
    var active: Int64
    /// Where repeated rollbacks lead, until there is nothing before.
    var walk: [Int64]

    init(_ log: [(PublishAction, Int64)], active: Int64, walk: [Int64]) {
      self.log = log
      self.active = active
      self.walk = walk
    }

    var testDescription: String { log.map { "\($0.0.rawValue) \($0.1)" }.joined(separator: ", ") }
  }

  static let straight = [
    Case([], active: 0, walk: []),
    Case([(.fill, 1)], active: 1, walk: []),
    Case([(.fill, 1), (.activate, 2), (.import, 3)], active: 3, walk: [2, 1]),
    // By the log, not by number: 5 was active before 2.
    Case([(.fill, 5), (.activate, 2), (.activate, 9)], active: 9, walk: [2, 5]),
    // The same version again: the walk goes by where it stood.
    Case([(.fill, 1), (.activate, 2), (.activate, 1)], active: 1, walk: [2, 1]),
    Case([(.fill, 1), (.activate, 2), (.accept, 1), (.activate, 3)], active: 3, walk: [1, 2, 1]),
  ]

  static let deactivated = [
    Case([(.fill, 1), (.deactivate, 0)], active: 0, walk: [1]),
    Case([(.fill, 1), (.activate, 2), (.deactivate, 0)], active: 0, walk: [2, 1]),
    Case([(.fill, 1), (.deactivate, 0), (.activate, 2)], active: 2, walk: [1]),
    Case([(.fill, 1), (.deactivate, 0), (.activate, 1)], active: 1, walk: []),
    Case([(.fill, 1), (.activate, 2), (.deactivate, 0), (.activate, 2)], active: 2, walk: [1]),
  ]

  static let rolledBack = [
    Case([(.fill, 1), (.activate, 2), (.rollback, 1)], active: 1, walk: []),
    Case([(.fill, 1), (.activate, 2), (.activate, 3), (.rollback, 2)], active: 2, walk: [1]),
    Case([(.fill, 1), (.activate, 2), (.activate, 3), (.rollback, 2), (.rollback, 1)], active: 1, walk: []),
    // Something new after a rollback stands on what it returned to.
    Case([(.fill, 1), (.activate, 2), (.rollback, 1), (.activate, 3)], active: 3, walk: [1]),
    Case([(.fill, 1), (.deactivate, 0), (.rollback, 1)], active: 1, walk: []),
    // Rolled back to none, as the rollback of a run may do.
    Case([(.fill, 1), (.rollback, 0)], active: 0, walk: []),
    Case([(.fill, 1), (.rollback, 0), (.activate, 2)], active: 2, walk: []),
    Case([(.import, 1), (.fill, 2), (.fill, 3), (.rollback, 1)], active: 1, walk: []),
    // To a version that was never below, as a damaged log may say: it is taken as it is.
    Case([(.fill, 1), (.rollback, 7)], active: 7, walk: [1]),
  ]

  static let undone = [
    Case([(.fill, 1), (.activate, 2), (.undo, 1)], active: 1, walk: []),
    Case([(.fill, 1), (.undo, 0)], active: 0, walk: []),
    // The undo of an undo is as before both.
    Case([(.fill, 1), (.activate, 2), (.undo, 1), (.undo, 2)], active: 2, walk: [1]),
    Case([(.fill, 1), (.activate, 2), (.undo, 1), (.undo, 2), (.undo, 1)], active: 1, walk: []),
    // The undo of a rollback: what was walked back is there again.
    Case([(.fill, 1), (.activate, 2), (.rollback, 1), (.undo, 2)], active: 2, walk: [1]),
    Case(
      [(.fill, 1), (.activate, 2), (.activate, 3), (.rollback, 2), (.rollback, 1), (.undo, 2)], active: 2, walk: [1]),
    Case([(.fill, 1), (.activate, 2), (.activate, 3), (.rollback, 1), (.undo, 3)], active: 3, walk: [2, 1]),
    // The undo of a rollback out of a deactivation: 1 is what was active before, still.
    Case([(.fill, 1), (.deactivate, 0), (.rollback, 1), (.undo, 0)], active: 0, walk: [1]),
    Case([(.fill, 1), (.deactivate, 0), (.undo, 1)], active: 1, walk: []),
    Case([(.fill, 1), (.activate, 2), (.deactivate, 0), (.rollback, 2), (.undo, 0)], active: 0, walk: [2, 1]),
    // The undo of a rollback that leapt over a version.
    Case(
      [(.fill, 1), (.activate, 2), (.activate, 1), (.activate, 3), (.rollback, 2), (.undo, 3)], active: 3,
      walk: [1, 2, 1]),
  ]

  @Test(arguments: straight + deactivated + rolledBack + undone) func walksBackByTheLog(_ expected: Case) {
    var log = expected.log.map { action, version in
      PublishHistory.Entry(action: action, newVersion: version == 0 ? nil : version)
    }
    #expect(PublishHistory(log).active == (expected.active == 0 ? nil : expected.active))
    var walk: [Int64] = []
    while let target = PublishHistory(log).rollbackTarget, walk.count < 10 {
      walk.append(target)
      log.append(PublishHistory.Entry(action: .rollback, newVersion: target))
      #expect(PublishHistory(log).active == target)
    }
    #expect(walk == expected.walk)
  }
}
