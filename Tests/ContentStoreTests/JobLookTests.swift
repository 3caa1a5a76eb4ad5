import ContentModel
import ContentStore
import Testing
import World

@Suite struct JobLookTests {
  let library: Library

  init() throws { library = try Library() }

  private static func moment(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

  @Test(arguments: [
    JobLook(answered: 3, failed: 1, expiresAt: moment(90), lookedAt: moment(5), nextLook: moment(65), problem: "503"),
    JobLook(lookedAt: moment(1), nextLook: moment(2)),
  ])
  func aLookIsKeptUntilTheJobEnds(look: JobLook) throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 2)
      let job = try transaction.beginJob(uuid: "intent", run: run, provider: "openai", account: "a", model: "m")
      #expect(try transaction.jobFigures(ofRun: run).isEmpty, "one that is being gathered has no lines to tell of")
      try transaction.intend(job: job, lines: 8, bytes: 100, inputTokens: 25, digest: "d")
      try transaction.jobSubmitted(job, as: "batch_1", status: "validating")
      #expect(try transaction.look(atJob: "intent") == nil)
      try transaction.keepLook(JobLook(lookedAt: Self.moment(0), nextLook: Self.moment(0)), atJob: "intent")
      try transaction.keepLook(look, atJob: "intent")
      let open = try #require(try transaction.jobFigures(ofRun: run).first)
      #expect(open.look == look && open.done == look.answered + look.failed)

      try transaction.jobCollected(job, status: "completed", count: .init())
      let ended = try #require(try transaction.jobFigures(ofRun: run).first)
      #expect(try transaction.look(atJob: "intent") == nil)
      // What an ended job has brought is counted from the ledger, which has no line of it here.
      #expect(ended.look == nil && ended.done == 0 && ended.job.job == "batch_1")
    }
  }
}
