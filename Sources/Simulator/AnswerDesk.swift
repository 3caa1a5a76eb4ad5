import Providers

/// Lets the model compose one answer at a time.
///
/// Composing is short and remembers what was used, under a lock: threads that wait for it would spin (measured with 64 calls
/// at once on two cores: a quarter of the time). Tasks that wait for an actor cost nothing.
actor AnswerDesk {
  nonisolated let model: SimulatedModel

  init(_ model: SimulatedModel) { self.model = model }

  func finish(_ turn: SimulatedTurn) -> SimulatedAnswer { model.finish(turn) }
}
