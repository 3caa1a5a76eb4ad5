import ContentModel
import ContentStore
import Formats
import Generation
import Providers
import Testing

/// A fill makes nothing that the library or the run itself holds nearly the same of.
@Suite struct TwinTests {
  private static let section = "adjektivdeklination_einstieg"

  /// Exercises of one frame and one set of endings: twins of each other, whatever the noun.
  private static func twin(_ noun: String) -> JSON {
    [
      "text": .string(
        "Wir haben seit gestern eine [1] \(noun) in der Wohnung. In der Küche steht jetzt auch ein [2] Tisch, denn am "
          + "Sonntag kommen unsere Freunde zum Essen."),
      "gaps": [
        [
          "no": 1, "correct": "kleine", "distractors": ["kleiner", "kleines", "kleinen"],
          "explanation": "Nach „eine“ endet das Adjektiv im Akkusativ feminin auf -e.",
        ],
        [
          "no": 2, "correct": "alter", "distractors": ["alte", "altes", "alten"],
          "explanation": "„ein“ zeigt kein Genus, darum trägt das Adjektiv die Endung -er.",
        ],
      ],
    ]
  }

  /// One that is like none of them.
  private static let other: JSON = [
    "text": """
    Am Montag fährt Paul mit dem [1] Zug nach Bremen, weil dort eine Ausstellung beginnt. Sein Onkel wartet schon, obwohl \
    es regnet, und trägt einen [2] Schirm.
    """,
    "gaps": [
      [
        "no": 1, "correct": "schnellen", "distractors": ["schnelle", "schneller", "schnelles"],
        "explanation": "Nach „dem“ steht im Dativ immer die Endung -en.",
      ],
      [
        "no": 2, "correct": "blauen", "distractors": ["blaue", "blauer", "blaues"],
        "explanation": "„Schirm“ ist maskulin und Objekt, also endet das Adjektiv auf -en.",
      ],
    ],
  ]

  /// Answers the calls for texts with these, in turn; a call for several takes as many, from its last slot to its first.
  private func answering(_ bodies: [JSON]) -> (any Provider) -> any Provider {
    let queue = Queue(bodies)
    return { base in
      ScriptedProvider(base) { request, _, base in
        let answer = try await base.send(request)
        if request.isAssessment { return answer }
        let slots = request.slots
        if request.prompt.tool.name.hasSuffix("_batch") {
          let items: [JSON] = queue.take(slots.count).enumerated().reversed().map { index, body in
            var item = body
            item["slot"] = .string(slots[index])
            return item
          }
          return try answer.with(arguments: JSON.object(["items": .array(items)]).text)
        }
        return try answer.with(arguments: queue.take(1)[0].text)
      }
    }
  }

  private func bench(_ settings: String..., wanted: Int = 2) async throws -> FillBench {
    try await FillBench(
      targets: ["\(Self.section),,,de,\(wanted),1"],
      settings: ["fill.concurrency=1", "fill.assess=false", "kinds.gap_fill_exercise.batch_size=1"] + settings)
  }

  private func uuids(_ bench: FillBench) throws -> [String] {
    try bench.rows("SELECT uuid FROM items ORDER BY id").map { String($0.suffix(8)) }
  }

  @Test func `A twin of what the run has made is sent back with its name and what to make different`() async throws {
    let bench = try await bench()
    let script = answering([Self.twin("Lampe"), Self.twin("Vase"), Self.other])
    let recorder = RequestKeeper()
    let filled = try await bench.fill(wrapping: { recorder.record(script($0)) })
    #expect(filled.calls == "gen 2, ass 0, reg 1")
    #expect(filled.figures.accepted == 2 && filled.figures.inReview == 0)
    let uuid = try uuids(bench)[0]
    let finding = try #require(filled.drafts[1].turns.first?.findings.first)
    #expect(finding.rule == "near_duplicate" && finding.severity == .warning && finding.penalty == 35)
    #expect(finding.message.hasPrefix("nearly the same as item \(uuid): "), "\(finding.message)")
    #expect(finding.fix.contains("ask for something else than “kleine”, “alter”"), "\(finding.fix)")
    let asked = try #require(recorder.requests.last?.prompt.messages.last?.content)
    #expect(asked.contains("nearly the same as item \(uuid)") && asked.contains("ask for something else than"))
    #expect(filled.drafts[1].findings == [])
  }

  @Test func `Of two twins in one answer the later draft is named, in whatever order they come`() async throws {
    let bench = try await bench("kinds.gap_fill_exercise.batch_size=5", wanted: 3)
    let filled = try await bench.fill(
      wrapping: answering([Self.twin("Lampe"), Self.twin("Vase"), Self.other, Self.unlike]))
    #expect(filled.drafts.map(\.asked) == [1, 2, 1])
    let finding = try #require(filled.drafts[1].turns.first?.findings.first)
    #expect(
      finding.message.hasPrefix("nearly the same as draft \(filled.run.uuid.suffix(8)):1: "), "\(finding.message)")
  }

  @Test func `A text that waits for its assessment counts; one that failed it does not`() async throws {
    let bench = try await bench(
      "fill.assess=true", "providers.simulated.failed_assessment=1", "kinds.gap_fill_exercise.retries=1")
    // The first and the second wait for their assessment together: the second is a twin and is asked for again.
    let filled = try await bench.fill(
      bench.request(maxDrafts: 2),
      wrapping: answering([Self.twin("Lampe"), Self.twin("Vase"), Self.other, Self.twin("Uhr")]))
    #expect(filled.drafts.map(\.dropReason) == ["assessment", "assessment"])
    let messages = filled.drafts.map { $0.turns.map { $0.findings.first?.rule ?? "-" } }
    #expect(messages[1].first == "near_duplicate", "\(messages)")
    // When the first is asked for again, its own former text is no twin, and the other one is another.
    #expect(messages[0].allSatisfy { $0 != "near_duplicate" }, "\(messages)")
  }

  @Test func `A twin of an item of the library is named by its uuid`() async throws {
    let bench = try await bench(wanted: 3)
    _ = try await bench.fill(bench.request(limit: 1), wrapping: answering([Self.twin("Lampe")]))
    let uuid = try uuids(bench)[0]
    let filled = try await bench.fill(
      bench.request(limit: 1), wrapping: answering([Self.twin("Vase"), Self.other]))
    #expect(filled.calls == "gen 1, ass 0, reg 1")
    let message = try #require(filled.drafts[0].turns.first?.findings.first?.message)
    #expect(message.hasPrefix("nearly the same as item \(uuid): "), "\(message)")
  }

  @Test func `What another process adds meanwhile counts`() async throws {
    let bench = try await bench(wanted: 1)
    let key = Key(section: Self.section, topic: "alltag_02_wohnung", language: "de")
    let filled = try await bench.fill(wrapping: { base in
      ScriptedProvider(base) { request, number, base in
        let answer = try await base.send(request)
        guard number == 1 else { return try answer.with(arguments: Self.other.text) }
        try await bench.store.write { transaction in
          let item = try transaction.makeItem(kind: "gap_fill_exercise", key: key)
          let body = Self.twin("Uhr")
          let version = try transaction.addVersion(
            NewVersion(
              body: body.text, digest: SHA256.digest(of: body.canonicalBytes()), origin: .import, schemaVersion: 1),
            toItem: item)
          try transaction.publish(
            .import, reason: "", records: [PublishRecord(item: item, oldVersion: nil, newVersion: version)])
        }
        return try answer.with(arguments: Self.twin("Lampe").text)
      }
    })
    #expect(filled.drafts[0].turns.map { $0.findings.map(\.rule) } == [["near_duplicate"], []])
  }

  @Test func `The last attempt waits for a person`() async throws {
    let bench = try await bench("kinds.gap_fill_exercise.retries=1")
    let filled = try await bench.fill(
      wrapping: answering([Self.twin("Lampe"), Self.twin("Vase"), Self.twin("Uhr")]))
    #expect(filled.figures.accepted == 2 && filled.figures.inReview == 1)
    #expect(try bench.rows("SELECT rule FROM findings") == ["near_duplicate"])
  }

  @Test func `Where the settings say critical, it is dropped and may be rescued`() async throws {
    let bench = try await bench("kinds.gap_fill_exercise.retries=0")
    let rules = """
      rules:
        near_duplicate: { text: text, answers: 'gaps[].correct', options: 'gaps[].distractors', severity: critical }

      """
    try bench.folder.write(Array(rules.utf8), to: "library/rules/gap_fill_exercise.yaml")
    let filled = try await bench.fill(
      bench.request(maxDrafts: 2), wrapping: answering([Self.twin("Lampe"), Self.twin("Vase")]))
    #expect(filled.figures.dropReasons == ["near_duplicate": 1])
    #expect(filled.drafts[1].body != nil && filled.drafts[1].item == nil)
  }

  @Test func `A run that is resumed knows the texts that wait for their assessment`() async throws {
    let bench = try await bench("fill.assess=true")
    let stop = FillStop()
    // The first text is stored, then the run rests before it is assessed.
    let first = try await bench.fill(
      stop: stop,
      wrapping: { base in
        ScriptedProvider(base) { request, _, base in
          let answer = try await base.send(request)
          stop.request()
          return try answer.with(arguments: Self.twin("Lampe").text)
        }
      })
    #expect(first.drafts.map(\.state) == [.pendingAssessment, .pendingGeneration])
    let second = try await bench.resume(wrapping: answering([Self.twin("Vase"), Self.other]))
    #expect(second.drafts.map(\.state) == [.completed, .completed])
    #expect(second.drafts[1].turns.map { $0.findings.map(\.rule) } == [["near_duplicate"], []])
  }

  private static let unlike: JSON = [
    "text": """
    Gestern hat niemand den [1] Hund gefunden. Ob er allein über die Felder lief oder beim Nachbarn schlief, wusste keiner, \
    aber ein [2] Kind sah ihn.
    """,
    "gaps": [
      [
        "no": 1, "correct": "braunen", "distractors": ["braune", "brauner", "braunes"],
        "explanation": "Nach „den“ steht im Akkusativ maskulin die Endung -en.",
      ],
      [
        "no": 2, "correct": "mutiges", "distractors": ["mutige", "mutiger", "mutigen"],
        "explanation": "„Kind“ ist neutral, und „ein“ zeigt das nicht: also -es.",
      ],
    ],
  ]
}
