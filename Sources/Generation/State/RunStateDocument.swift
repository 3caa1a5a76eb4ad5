import ContentModel
import ContentStore
import Formats

/// A run as tools beside this one read and write it: every exercise with its state, its text and its assessment.
///
/// The format is theirs, exercises for drafts included. Texts and assessments are JSON in a string.
public struct RunStateDocument: Hashable, Sendable {
  /// One draft.
  public struct Exercise: Hashable, Sendable {
    public var id: String
    /// How often a text was asked for, 0 or more.
    public var iteration: Int
    public var status: DraftState
    public var section: String
    public var level: String
    public var topic: String?
    /// The text, or nil where there is none yet.
    public var body: JSON?
    public var assessment: DraftAssessment?
    /// The uuid of the item that it became, or nil.
    public var item: String?

    public init(
      id: String, iteration: Int, status: DraftState, section: String, level: String, topic: String? = nil,
      body: JSON? = nil, assessment: DraftAssessment? = nil, item: String? = nil
    ) {
      self.id = id
      self.iteration = iteration
      self.status = status
      self.section = section
      self.level = level
      self.topic = topic
      self.body = body
      self.assessment = assessment
      self.item = item
    }
  }

  public var runID: String
  /// The settings of the run, of which each tool reads what it knows.
  public var config: JSON
  public var exercises: [Exercise]

  public init(runID: String, config: JSON, exercises: [Exercise]) {
    self.runID = runID
    self.config = config
    self.exercises = exercises
  }

  /// The document.
  public var json: JSON {
    var counts: [DraftState: Int] = [:]
    for exercise in exercises { counts[exercise.status, default: 0] += 1 }
    let order: [DraftState] = [.pendingGeneration, .pendingAssessment, .pendingRegeneration, .dropped, .completed]
    let stats = [("total", JSON.integer(exercises.count))] + order.map { ($0.rawValue, .integer(counts[$0] ?? 0)) }
    return [
      "run_id": .string(runID), "config": config, "exercises": .array(exercises.map(Self.json)),
      "stats": .object(JSON.Object(stats)),
    ]
  }

  private static func json(_ exercise: Exercise) -> JSON {
    let assessment = exercise.assessment.map { assessment -> JSON in
      let json: JSON = [
        "status": .string(assessment.passed ? "pass" : "fail"), "explanation": .string(assessment.explanation),
      ]
      return .string(json.text)
    }
    return [
      "id": .string(exercise.id), "iteration": .integer(exercise.iteration),
      "status": .string(exercise.status.rawValue),
      "grammar_section": ["id": .string(exercise.section), "level": .string(exercise.level)],
      "content_topic": exercise.topic.map { ["id": .string($0)] } ?? .null,
      "current_exercise": exercise.body.map { .string($0.text) } ?? .null,
      "assessment": assessment ?? .null,
      "exercise_id": exercise.item.map(JSON.string) ?? .null,
    ]
  }
}

extension FillContext {
  /// The state document of a run. Linear in its drafts.
  public func stateDocument(of run: StoredRun) throws -> RunStateDocument {
    let (drafts, items, adopted) = try store.read { reader in
      (
        try reader.drafts(ofRun: run.id), try reader.itemUUIDs(ofRun: run.id), try reader.adoption(ofRun: run.id)
      )
    }
    let exercises = drafts.map { draft in
      RunStateDocument.Exercise(
        id: adopted?.draftIDs[draft.ordinal] ?? Self.exerciseID(draft.ordinal), iteration: draft.asked,
        status: draft.state, section: draft.key.section, level: catalogue.sections[draft.key.section]?.level ?? "",
        topic: draft.key.topic, body: draft.body, assessment: draft.assessment, item: items[draft.ordinal])
    }
    return RunStateDocument(
      runID: adopted?.runID ?? run.uuid, config: try adopted?.config ?? config(of: run, drafts), exercises: exercises)
  }

  /// `ex-0001`.
  static func exerciseID(_ ordinal: Int) -> String {
    let digits = String(ordinal)
    return "ex-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The frozen configuration, and what the document has no other place for.
  private func config(of run: StoredRun, _ drafts: [StoredDraft]) throws -> JSON {
    guard case .object(var config) = try JSON.parse(run.configuration) else { return [:] }
    config["selection"] = .string(run.selection)
    config["wanted"] = .integer(run.wanted)
    config["max_drafts"] = .integer(run.maxDrafts)
    config["library_mode"] = .string(isRehearsal ? "rehearsal" : "production")
    let language = drafts.first?.key.language
    config["language"] = language.map(JSON.string)
    var keys: [(String, JSON)] = []
    for draft in drafts where draft.key.language != language || draft.key.sku != nil {
      var parts: [(String, JSON)] = [("language", .string(draft.key.language))]
      if let sku = draft.key.sku { parts.append(("sku", .string(sku))) }
      keys.append((Self.exerciseID(draft.ordinal), .object(JSON.Object(parts))))
    }
    if !keys.isEmpty { config["keys"] = .object(JSON.Object(keys)) }
    return .object(config)
  }
}
