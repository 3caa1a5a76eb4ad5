import ContentModel
import ContentStore
import Generation
import Glibc
import Testing

/// The time that a machine takes grows with its drafts, not with their square.
@Suite struct RunMachineScaleTests {
  /// How the drafts of a large run lie.
  enum Shape: CaseIterable {
    /// All in one section.
    case oneGroup
    /// Each one in a section of its own.
    case aGroupEach
    /// A thousand sections, one after the other and again.
    case interleaved
  }

  private func drafts(_ count: Int, _ shape: Shape) -> [StoredDraft] {
    (1...count).map { ordinal in
      let section =
        switch shape {
        case .oneGroup: 0
        case .aGroupEach: ordinal
        case .interleaved: ordinal % (count / 20)
        }
      return MachineSamples.draft(ordinal, section: "section\(section)")
    }
  }

  /// The processor time of this thread.
  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try body()
    return now() - start
  }

  /// Drives a run in which everything is good, with many calls at once.
  private func fill(_ drafts: [StoredDraft]) throws {
    var machine = MachineSamples.machine(drafts)
    var open: [CallPlan] = []
    var accepted = 0
    while true {
      open += machine.nextCalls(64 - open.count)
      if open.isEmpty { break }
      for call in open {
        let outcome: CallOutcome =
          call.role == .assessment
          ? .assessments(MachineSamples.passed, call.ordinals) : .texts(MachineSamples.good, call.ordinals)
        accepted += try machine.callEnded(call, outcome).accepted.count
      }
      open = []
    }
    #expect(machine.isFinished)
    #expect(accepted == drafts.count)
  }

  /// Eight times the drafts take eight times as long, give or take; a square would make it sixty-four times.
  private func expectLinear(_ shape: Shape, _ body: ([StoredDraft]) throws -> Void) throws {
    let (few, many) = (drafts(500, shape), drafts(4000, shape))
    var (short, long) = (Double.infinity, Double.infinity)
    for _ in 1...3 {
      short = min(short, try seconds { try body(few) })
      long = min(long, try seconds { try body(many) })
    }
    #expect(long < 24 * short, "\(short) s for 500, \(long) s for 4000")
  }

  @Test(arguments: Shape.allCases)
  func aRunIsLinear(shape: Shape) throws {
    try expectLinear(shape, fill)
  }

  @Test(arguments: Shape.allCases)
  func aReleaseOfAllIsLinear(shape: Shape) throws {
    try expectLinear(shape) { drafts in
      var machine = MachineSamples.machine(drafts)
      _ = try machine.release(drafts.map(\.ordinal), reason: "cancelled")
      #expect(machine.isFinished)
    }
  }
}
