import ContentModel
import ContentStore
import Testing

@testable import libtool

@Suite struct DiagnosisRunsTests {
  private static func run(_ id: Int64, _ status: RunStatus, reason: String = "") -> StoredRun {
    var run = StoredRun.notBegun(selection: "", actor: "ada", budget: nil, currency: "EUR")
    run.id = id
    run.uuid = "01a2177a-9f06-7946-ad57-00000000000\(id)"
    run.status = status
    run.reason = reason
    return run
  }

  @Test func runsThatCouldGoOn() {
    let budget = "the budget of 0.01 EUR does not hold another call: 0.0055 is left, the next may cost 0.0058"
    let found = Diagnosis.runs(
      [
        Self.run(1, .running), Self.run(2, .running), Self.run(3, .paused, reason: "openai failed"),
        Self.run(4, .paused, reason: budget), Self.run(5, .waiting, reason: "2 batch jobs at openai"),
      ],
      living: [2], unknown: [])
    #expect(
      found.map(\.line) == [
        "runs warning: run 00000001 was cut short "
          + "-> `libtool runs resume 00000001` goes on with it, `libtool runs cancel 00000001` gives it up",
        "runs info: run 00000002 is being worked on",
        "runs warning: run 00000003 is paused: openai failed "
          + "-> `libtool runs resume 00000003` goes on with it, `libtool runs cancel 00000003` gives it up",
        "runs warning: run 00000004 is paused: \(budget) -> `libtool runs resume 00000004 --budget AMOUNT` goes on with "
          + "it, `libtool runs cancel 00000004` gives it up",
        "runs info: run 00000005 waits for 2 batch jobs at openai -> `libtool runs resume 00000005` takes in what they "
          + "bring, `libtool runs cancel 00000005` gives it up",
      ])
  }

  @Test func callsThatMayHaveBeenPaid() {
    let one = UnknownCalls(
      run: "run-00000001", calls: ["call-5a10f888"], reserved: Money(billionths: 4_700_000), currency: "EUR")
    let two = UnknownCalls(
      run: "run-00000002", calls: ["a", "b"], reserved: Money(billionths: 7_000_000), currency: "EUR")
    #expect(
      Diagnosis.runs([], living: [], unknown: [one, two]).map(\.line) == [
        "runs warning: 1 call of run 00000001 may have been paid; 0.0047 EUR stays reserved -> look at the provider's "
          + "bill, then `libtool runs settle 00000001 5a10f888 --cost AMOUNT` or `--release`",
        "runs warning: 2 calls of run 00000002 may have been paid; 0.0070 EUR stays reserved -> look at the provider's "
          + "bill, then `libtool runs settle 00000002 CALL --cost AMOUNT` or `--release`",
      ])
  }

  @Test func nothingIsOpen() {
    #expect(
      Diagnosis.runs([], living: [], unknown: []).map(\.line) == [
        "runs ok: no run is unfinished, and no call is unknown"
      ])
  }
}
