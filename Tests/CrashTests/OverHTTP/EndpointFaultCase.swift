import Testing

/// A fault of an endpoint, and what comes of a fill that meets it.
struct EndpointFaultCase: Sendable, CustomTestStringConvertible {
  var name: String
  var fault: FaultyEndpoint.Fault
  /// More settings of the library.
  var settings: [String]
  /// Seconds between the first call and the second, at least.
  var waits: Double?
  /// Exit code and status; calls that arrived, and the ledger; drafts.
  var filled: String
  /// Why the run rests.
  var reason: String
  /// The same as `filled`, of all, after `runs resume` without the fault; nil where nothing is left to resume.
  var resumed: String?

  var testDescription: String { name }

  init(
    _ name: String, _ fault: FaultyEndpoint.Fault, settings: [String] = [], waits: Double? = nil, _ filled: String,
    reason: String = "", resumed: String? = nil
  ) {
    self.name = name
    self.fault = fault
    self.settings = settings
    self.waits = waits
    self.filled = filled
    self.reason = reason
    self.resumed = resumed
  }
}
