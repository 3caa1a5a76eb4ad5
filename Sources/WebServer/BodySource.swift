import CMicrohttpd
import Synchronization
import World

/// Hands the bytes of a body to libmicrohttpd, piece by piece, as the answer's fate wants it.
///
/// Called on the daemon's thread alone; only the feed changes.
final class BodySource: Sendable {
  private let exchange: Exchange
  private let suspended: SuspendedExchanges
  private let body: WebBody
  private let world: World
  private let feed: Mutex<BodyFeed>

  init(exchange: Exchange, suspended: SuspendedExchanges, body: WebBody, feed: BodyFeed, world: World) {
    self.exchange = exchange
    self.suspended = suspended
    self.body = body
    self.world = world
    self.feed = Mutex(feed)
  }

  /// Writes the next piece; what it returns is what libmicrohttpd's content readers return.
  func read(at position: UInt64, into room: UnsafeMutableRawBufferPointer) -> Int {
    if case .abandoned = exchange.progress { return Self.brokenOff }
    switch feed.withLock({ $0.next(position: position, room: room.count) }) {
    case .send(let range):
      let piece = UnsafeMutableRawBufferPointer(rebasing: room[..<range.count])
      do throws(BodyFileError) {
        let count = try body.copy(at: range.lowerBound, into: piece)
        // A file that has become shorter meanwhile cannot keep what was promised.
        return count > 0 ? count : Self.brokenOff
      } catch {
        return Self.brokenOff
      }
    case .pause(let pause): return wait(pause)
    case .end(.stall):
      exchange.connection.push()
      return suspended.suspend(exchange) ? 0 : Self.brokenOff
    case .end(.close): return Self.brokenOff
    case .end(.reset):
      exchange.connection.push()
      // A reset takes back what has not arrived.
      guard exchange.connection.isDrained else { return wait(.milliseconds(2)) }
      exchange.connection.reset()
      return Self.brokenOff
    }
  }

  private func wait(_ pause: Duration) -> Int {
    exchange.connection.push()
    guard suspended.suspend(exchange) else { return Self.brokenOff }
    let (name, suspended, world) = (exchange.name, suspended, world)
    Task {
      // Nothing cancels this task, and a world whose sleep fails only shortens the pause.
      try? await world.sleep(pause)
      suspended.resume(name)
    }
    return 0
  }

  /// `MHD_CONTENT_READER_END_WITH_ERROR`, a macro that Swift does not see.
  private static let brokenOff = -2
}
