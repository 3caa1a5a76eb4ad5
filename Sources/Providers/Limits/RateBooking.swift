import World

/// A call's place in the order.
public struct RateBooking: Hashable, Sendable {
  /// When the call may be sent.
  public var moment: Timestamp
  /// What was booked for it beside one request.
  public var tokens: Int

  public init(moment: Timestamp, tokens: Int) {
    self.moment = moment
    self.tokens = tokens
  }

  /// The difference to what the call really used.
  public func settlement(used: Int) -> RateSettlement {
    RateSettlement(moment: moment, requests: 0, tokens: max(0, used) - tokens)
  }

  /// All of it, for a call that is sent at another moment than it was booked for.
  public var taken: RateSettlement { RateSettlement(moment: moment, requests: 1, tokens: tokens) }

  /// All of it back: the call is not sent, or not then.
  public var returned: RateSettlement { RateSettlement(moment: moment, requests: -1, tokens: -tokens) }
}

/// What has to be added to a booking, or taken off.
public struct RateSettlement: Hashable, Sendable {
  /// The moment of the booking.
  public var moment: Timestamp
  public var requests: Int
  public var tokens: Int

  public init(moment: Timestamp, requests: Int, tokens: Int) {
    self.moment = moment
    self.requests = requests
    self.tokens = tokens
  }
}
