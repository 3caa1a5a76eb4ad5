extension StoreQueries {
  /// Whether simulated text has ever come into the store, by a run or by an import.
  public func holdsSimulatedText() throws -> Bool { try fact(simulatedText) != nil }
}

extension StoreTransaction {
  /// Records that simulated text comes into the store, for good: nothing is ever deleted from it.
  public func markSimulatedText() throws {
    if try !holdsSimulatedText() { try setFact(simulatedText, "yes") }
  }
}

private let simulatedText = "simulated_text"
