import ContentModel
import ContentStore
import Formats
import Generation
import Notifications
import Synchronization
import World

/// The notifications of a run: sent while it works, and once it rests.
final class FillNotices: Sendable {
  private struct State: Sendable {
    var run = ""
    var end: FillEnd?
    /// Those that are on their way.
    var sending: [Task<[NoticeFailure], Never>] = []
  }

  private let sender: NoticeSender
  private let store: Store
  private let library: String
  private let currency: String
  private let state = Mutex(State())

  init(_ open: OpenLibrary, world: World) {
    sender = NoticeSender(channels: open.library.settings.notifications, world: world)
    store = open.store
    library = open.name
    currency = open.library.settings.currency
  }

  /// Takes in what happened; does not wait for anything.
  func take(_ event: FillEvent) {
    state.withLock { state in
      switch event {
      case .began(let run, _, _): state.run = run
      case .ended(let end): state.end = end
      case .budgetReached(let percent, let spent, let budget, let period):
        let event: NoticeEvent = percent == 100 ? .budget100 : .budget80
        guard sender.isWanted(event) else { return }
        let words = period?.words(currency: currency) ?? "the budget of \(budget) \(currency)"
        let text =
          percent == 100
          ? "\(words) does not hold another call: \(spent.rounded(decimals: 4)) is spent"
          : "\(spent.rounded(decimals: 4)) of \(words) is spent"
        let run = state.run
        state.sending.append(Task { [self] in await send(event, run, text) })
      default: break
      }
    }
  }

  /// Sends what is left to say of a run that rests, and waits for all that is on its way.
  ///
  /// - Returns: What did not get there.
  func finish(_ run: StoredRun, _ figures: RunFigures, _ findings: [String: Int]) async -> [NoticeFailure] {
    let (sending, end) = state.withLock { ($0.sending, $0.end) }
    var failures: [NoticeFailure] = []
    for task in sending { failures += await task.value }
    let event: NoticeEvent? =
      switch end?.status {
      case .finished: .finished
      case .paused, .waiting: .paused
      default: nil
      }
    if let event, sender.isWanted(event) {
      let said = run.reason.isEmpty ? "" : ": \(run.reason)"
      let text =
        "\(run.status.rawValue)\(said); gap closed \(min(figures.accepted, run.wanted)) of \(run.wanted), "
        + "\(figures.dropped) dropped, "
        + CostWords.phrase(figures.knownCost, isPart: figures.unpricedCalls > 0, currency: run.currency)
      failures += await sender.send(notice(event, run, text, RunRendering.json(run, figures, findings: findings)))
    }
    return failures
  }

  /// Sends a notice with the run as it is now.
  private func send(_ event: NoticeEvent, _ name: String, _ text: String) async -> [NoticeFailure] {
    do {
      let (run, document) = try store.read { reader in
        let run = try reader.run(named: name)
        return (run, RunRendering.json(run, try reader.figures(ofRun: run.id)))
      }
      return await sender.send(notice(event, run, text, document))
    } catch {
      return [NoticeFailure(channel: event.rawValue, problem: "the run cannot be read: \(error)")]
    }
  }

  private func notice(_ event: NoticeEvent, _ run: StoredRun, _ text: String, _ document: JSON) -> Notice {
    Notice(
      event: event, run: run.uuid, text: "\(library), run \(run.uuid.suffix(8)): \(text)", document: document)
  }
}
