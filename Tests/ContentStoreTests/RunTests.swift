import ContentModel
import ContentStore
import Formats
import Testing
import World

@Suite struct RunTests {
  let library: Library

  init() throws { library = try Library() }

  private var later: Timestamp { library.clock.now.advanced(byMilliseconds: 120_000) }

  @Test func aRunKeepsItsFrozenPlan() throws {
    try library.script { transaction in
      let event = try transaction.appendEvent(.catalogue, reason: "")
      let uuid = try #require(ItemUUID("018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23"))
      let id = try transaction.makeRun(
        NewRun(
          selection: "--section passiv", configuration: "{\"a\":1}", catalogueEvent: event, wanted: 40, maxDrafts: 80,
          currency: "EUR", budget: Money("2.50")),
        uuid: uuid, holder: "desk:7", leaseUntil: later)
      let run = try transaction.run(id)
      #expect(run.uuid == uuid.description)
      #expect(run.status == .running && run.reason == "" && run.actor == "ada")
      #expect(run.selection == "--section passiv" && run.configuration == "{\"a\":1}" && run.catalogueEvent == event)
      #expect(run.wanted == 40 && run.maxDrafts == 80 && run.currency == "EUR" && run.budget == Money("2.50"))
      #expect(run.reserved == .zero && run.spent == .zero && run.fallbacks == 0 && run.halvings == 0)
      #expect(run.holder == "desk:7" && run.leaseUntil == later)
      #expect(run.startedAt == library.clock.now && run.endedAt == nil)
      try transaction.countGroups(ofRun: id, fallbacks: 2, halvings: 1)
      try transaction.countGroups(ofRun: id, fallbacks: 1, halvings: 0)
      #expect(try transaction.run(id).fallbacks == 3)
      #expect(try transaction.run(id).halvings == 1)
    }
  }

  @Test func runsAreFoundByAnyBeginningOrEnd() throws {
    try library.script { transaction in
      #expect(throws: RunLookupFailure.noneYet) { try transaction.run(named: "last") }
      let uuids = ["018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23", "018f2b6e-7c3b-7d10-9a55-0c2f4e8bbbbb"]
      let event = try transaction.appendEvent(.catalogue, reason: "")
      for uuid in uuids {
        _ = try transaction.makeRun(
          NewRun(
            selection: "", configuration: "{}", catalogueEvent: event, wanted: 1, maxDrafts: 2, currency: "EUR",
            budget: nil),
          uuid: try #require(ItemUUID(uuid)), holder: "desk:7", leaseUntil: later)
      }
      let names = [("1A23", 0), (uuids[0], 0), ("018f2b6e-7c3b", 1), ("bbb", 1), ("last", 1)]
      for (name, index) in names { #expect(try transaction.run(named: name).uuid == uuids[index], "\(name)") }
      #expect(throws: RunLookupFailure.ambiguous("018f", 2)) { try transaction.run(named: "018f") }
      for name in ["", "%", "_", "018f%", "zzz", "LAST"] {
        #expect(throws: RunLookupFailure.unknown(name)) { try transaction.run(named: name) }
      }
      #expect(throws: RunLookupFailure.unknown("row 9")) { try transaction.run(9) }
      #expect(try transaction.runs().map(\.uuid) == uuids.reversed())
      #expect(try transaction.runs(limit: 1).map(\.uuid) == [uuids[1]])
    }
  }

  @Test(arguments: RunStatus.allCases) func lettingGoSaysHowItStands(status: RunStatus) throws {
    try library.script { transaction in
      let id = try transaction.sampleRun()
      library.clock.advance(byMilliseconds: 5000)
      try transaction.releaseRun(id, status: status, reason: "why")
      let run = try transaction.run(id)
      #expect(run.status == status && run.reason == "why")
      #expect(run.holder == nil && run.leaseUntil == nil)
      #expect(run.endedAt == (status.isEnded ? library.clock.now : nil))
      #expect(try transaction.unendedRuns().map(\.id) == (status.isEnded ? [] : [id]))
    }
  }

  @Test func aPausedRunIsTakenUpAgain() throws {
    try library.script { transaction in
      let id = try transaction.sampleRun()
      try transaction.releaseRun(id, status: .paused, reason: "quota")
      try transaction.takeRun(try transaction.run(id), holder: "desk:8", leaseUntil: later, isLiving: false)
      let run = try transaction.run(id)
      #expect(run.status == .running && run.reason == "" && run.holder == "desk:8" && run.leaseUntil == later)
    }
  }

  @Test func aLivingHoldersRunIsNotTaken() throws {
    try library.script { transaction in
      let run = try transaction.run(try transaction.sampleRun())
      let name = String(run.uuid.suffix(8))
      #expect(throws: RunConflict.held(run: name, holder: "desk:7")) {
        try transaction.takeRun(run, holder: "desk:8", leaseUntil: later, isLiving: true)
      }
      #expect(try transaction.run(run.id) == run)
      try transaction.takeRun(run, holder: "desk:8", leaseUntil: later, isLiving: false)
      #expect(try transaction.run(run.id).holder == "desk:8")
    }
  }

  @Test func ofTwoWhoTakeADeadRunOneWins() throws {
    try library.script { transaction in
      let run = try transaction.run(try transaction.sampleRun())
      try transaction.takeRun(run, holder: "desk:8", leaseUntil: later, isLiving: false)
      #expect(throws: RunConflict.held(run: String(run.uuid.suffix(8)), holder: "another process")) {
        try transaction.takeRun(run, holder: "desk:9", leaseUntil: later, isLiving: false)
      }
      #expect(try transaction.run(run.id).holder == "desk:8")
    }
  }

  @Test(arguments: [RunStatus.finished, .cancelled]) func anEndedRunIsNotTaken(status: RunStatus) throws {
    try library.script { transaction in
      let id = try transaction.sampleRun()
      let before = try transaction.run(id)
      try transaction.releaseRun(id, status: .paused, reason: "")
      let paused = try transaction.run(id)
      try transaction.releaseRun(id, status: status, reason: "")
      let after = try transaction.run(id)
      // Also when it ended after the run was looked at: an ended run must not come to life again.
      for known in [after, paused, before] {
        #expect(throws: RunConflict.ended(run: String(after.uuid.suffix(8)), status: status)) {
          try transaction.takeRun(known, holder: "desk:8", leaseUntil: later, isLiving: false)
        }
      }
      #expect(try transaction.run(id) == after)
    }
  }

  @Test func aLeaseIsRenewed() throws {
    try library.script { transaction in
      let id = try transaction.sampleRun()
      try transaction.renewLease(ofRun: id, until: later)
      #expect(try transaction.run(id).leaseUntil == later)
    }
  }

  @Test func draftsKeepHowFarTheyHaveCome() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(drafts: 0)
      var draft = StoredDraft(
        run: run, ordinal: 1, kind: "gap_fill_exercise", key: Key(section: "passiv", sku: "s", language: "de"),
        options: ["gaps": 4, "name": "„Ü\u{0}“"], replaces: 7)
      try transaction.insert(draft)
      #expect(try transaction.draft(1, ofRun: run) == draft)
      draft.state = .dropped
      draft.asked = 3
      draft.groupLimit = 2
      draft.body = ["text": "[1] …", "gaps": [["no": 1]]]
      draft.assessment = DraftAssessment(passed: false, explanation: "too hard")
      draft.findings = [.sample(), .sample("assessment", .critical, penalty: 40)]
      draft.turns = [
        DraftTurn(text: "{\"a\":1}", critique: nil, findings: []),
        DraftTurn(text: "{\"a\":2}", critique: "no", findings: [.sample()]),
      ]
      draft.dropReason = "assessment"
      try transaction.update(draft)
      #expect(try transaction.draft(1, ofRun: run) == draft)
      #expect(try transaction.drafts(ofRun: run) == [draft])
      #expect(try transaction.droppedDrafts(limit: 5) == [draft])
      draft.state = .completed
      draft.item = try transaction.sample().item
      draft.dropReason = nil
      draft.assessment = DraftAssessment(passed: true, explanation: "")
      try transaction.update(draft)
      #expect(try transaction.draft(1, ofRun: run) == draft)
      #expect(try transaction.droppedDrafts(limit: 5) == [])
      #expect(try transaction.draft(2, ofRun: run) == nil)
      #expect(try transaction.draftID(2, ofRun: run) == nil)
    }
  }

  @Test func rescuableDraftsAreDroppedWithATextAndNoItem() throws {
    try library.script { transaction in
      let runs = [try transaction.sampleRun(drafts: 3), try transaction.sampleRun(drafts: 2)]
      for (run, ordinal, body) in [(runs[0], 1, true), (runs[0], 2, false), (runs[0], 3, true), (runs[1], 2, true)] {
        var draft = try #require(try transaction.draft(ordinal, ofRun: run))
        draft.state = .dropped
        draft.body = body ? [:] : nil
        try transaction.update(draft)
      }
      let dropped = try transaction.droppedDrafts(limit: 10)
      #expect(dropped.map { [$0.run, Int64($0.ordinal)] } == [[runs[1], 2], [runs[0], 1], [runs[0], 3]])
      #expect(try transaction.droppedDrafts(limit: 1).map(\.run) == [runs[1]])
    }
  }

  @Test func aDamagedDraftIsAnErrorAndNoTrap() throws {
    try library.script { transaction in
      let run = try transaction.sampleRun()
      for (column, value) in [
        ("options", "{"), ("turns", "nonsense"), ("findings", "[{\"rule\":\"a\"}]"), ("assessment", "\""),
      ] {
        try transaction.connection.savepoint {
          try transaction.connection.run("UPDATE drafts SET \(column) = $1", value)
          let error = try #require(throws: UnknownStoredValue.self) { _ = try transaction.draft(1, ofRun: run) }
          #expect(error.column == "drafts.\(column)")
          try transaction.connection.run(
            "UPDATE drafts SET options = '{}', turns = '[]', findings = '[]', assessment = NULL")
        }
      }
    }
  }
}
