import Formats
import Foundation
import Testing

/// How many calls a fill sends to an endpoint of which it knows nothing yet.
@Suite("A fill of an endpoint that it calls for the first time", .fewAtOnce) struct FullWidthTests {
  @Test("sends as many calls as it may, before the first answer has come") func fullWidth() async throws {
    let endpoint = try SimulatedEndpoint { $0.latencyMilliseconds = 5000 }
    let library = try await TestLibrary.synced(
      settings: ["fill.concurrency=40", "kinds.gap_fill_exercise.batch_size=1", "kinds.micro_lesson.batch_size=1"],
      calling: endpoint.address)
    let fill = try library.start(["fill"])
    let answered = try await fill.when({ endpoint.simulator.tally.received >= 40 }) {
      endpoint.simulator.tally.answered
    }
    #expect(answered == 0)
    #expect(endpoint.simulator.tally.received == 40)
    fill.send(SIGKILL)
    await fill.wait()
    #expect(try StoreJudge(library).faults == [])
  }
}
