import ContentStore
import Foundation
import Generation
import Providers
import Synchronization
import World

/// A store in a folder of its own, limiters on it, and a clock on which every sleep is over at once.
final class LimiterBench: Sendable {
  private struct Time {
    var elapsed = Duration.zero
    var slept: [Duration] = []
  }

  static let start = Timestamp(milliseconds: 1_795_167_000_000)
  private let folder: String
  private let time = Mutex(Time())
  /// What the account is called in all tests.
  let account = "openai"

  init() throws {
    let root = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    folder = "\(root)/libtool-limiter-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: folder) } catch { print("left behind: \(folder): \(error)") }
  }

  /// The sleeps so far.
  var slept: [Duration] { time.withLock { $0.slept } }

  /// Milliseconds since the start.
  var now: Int64 { world.now().milliseconds - Self.start.milliseconds }

  func pass(_ duration: Duration) { time.withLock { $0.elapsed += duration } }

  var world: World {
    World(
      now: { [self] in
        let elapsed = time.withLock { $0.elapsed }
        return Self.start.advanced(byMilliseconds: Int64(elapsed / .milliseconds(1)))
      },
      uptime: { [self] in time.withLock { $0.elapsed } },
      randomBits: { 7 },
      sleep: { [self] duration in
        try Task.checkCancellation()
        time.withLock { time in
          time.slept.append(duration)
          time.elapsed += duration
        }
      },
      environment: [:], processID: 42, hostName: "desk", userName: "ada", bootID: "boot")
  }

  /// A store on the same file as all others, as another process would open it.
  func store(_ world: World? = nil) throws -> Store {
    try Store.open(path: folder + "/library.db", create: true, actor: "ada", world: world ?? self.world)
  }

  func limiter(
    requests: Int? = nil, tokens: Int? = nil, store: Store? = nil, patience: Duration = .seconds(60)
  ) throws -> RateLimiter {
    try RateLimiter(
      account: account, provider: "openai", limits: RateLimits(requestsPerMinute: requests, tokensPerMinute: tokens),
      store: try store ?? self.store(), patience: patience)
  }

  /// Sends one call, and says when, in milliseconds since the start.
  @discardableResult
  func send(_ limiter: RateLimiter, tokens: Int = 0) async throws -> (turn: RateTurn, at: Int64) {
    guard let turn = try await limiter.turn(tokens: tokens, isToRest: { false }),
      let sent = try await limiter.depart(turn, isToRest: { false })
    else { throw CameToRest() }
    return (sent, now)
  }

  struct CameToRest: Error {}
}
