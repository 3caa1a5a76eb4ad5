import Providers
import World

/// A call's permission to be sent, at a moment.
public struct RateTurn: Sendable {
  /// What was booked; nil where nothing is limited.
  var booking: RateBooking?
  /// The tokens that the caller expects.
  let expected: Int
  /// When the call may be sent, by `World.uptime`: a clock that is set meanwhile changes no wait.
  let due: Duration
  /// When the call is sent, by the wall clock.
  public internal(set) var sentAt: Timestamp

  /// Whether the call counts against a limit.
  public var isLimited: Bool { booking != nil }
}
