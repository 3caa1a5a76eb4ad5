import ContentModel
import ContentStore
import Formats

extension RunStateDocument {
  private typealias Problem = RunStateRefusal.Problem

  /// Deeper texts are refused: none of ours is near it.
  private static let deepest = 64
  /// Bytes of one text.
  private static let longestText = 1 << 20
  /// Characters of a name.
  private static let longestName = 200
  /// Times that a text was asked for.
  private static let mostIterations = 10_000

  /// Reads a document. Fields in any order; fields that are not known are left out, and so is `stats`, which follows from
  /// the exercises.
  ///
  /// - Parameter file: For complaints.
  /// - Throws: `RunStateRefusal` with every place that is wrong.
  public init(_ bytes: [UInt8], file: String) throws(RunStateRefusal) {
    var reading = Reading()
    let root: JSON
    do { root = try JSON.parse(bytes, maximumDepth: Self.deepest) } catch {
      throw .unfit(file: file, problems: [Problem(place: "", what: error.message, hint: error.hint)])
    }
    runID = reading.name(root["run_id"], "run_id") ?? ""
    config = root["config"] ?? [:]
    if case .object = config {
    } else {
      reading.note("config", "it is no object")
      config = [:]
    }
    exercises = []
    if let entries = root["exercises"]?.array {
      var places: [String: Int] = [:]
      for (index, entry) in entries.enumerated() {
        let place = "exercises[\(index)]"
        guard let exercise = reading.exercise(entry, place) else { continue }
        if let first = places[exercise.id] {
          reading.note(place + ".id", "`\(exercise.id)` is the id of exercises[\(first)] too")
        }
        places[exercise.id] = places[exercise.id] ?? index
        exercises.append(exercise)
      }
      if entries.isEmpty { reading.note("exercises", "there are none") }
    } else {
      reading.note("exercises", "it is missing, or no array")
    }
    if !reading.problems.isEmpty { throw .unfit(file: file, problems: reading.problems) }
  }

  /// What was found wrong so far.
  private struct Reading {
    var problems: [Problem] = []

    mutating func note(_ place: String, _ what: String, _ hint: String? = nil) {
      problems.append(Problem(place: place, what: what, hint: hint))
    }

    /// A text that names something, or nil with a note.
    mutating func name(_ json: JSON?, _ place: String) -> String? {
      guard let text = json?.string, !text.isEmpty else {
        note(place, "it is missing, or no text")
        return nil
      }
      if text.count <= longestName { return text }
      note(place, "it is longer than \(longestName) characters")
      return nil
    }

    mutating func exercise(_ json: JSON, _ place: String) -> Exercise? {
      guard case .object = json else {
        note(place, "it is no object")
        return nil
      }
      let before = problems.count
      let id = name(json["id"], place + ".id")
      let section = name(json["grammar_section"]?["id"], place + ".grammar_section.id")
      var topic: String?
      if let json = json["content_topic"], json != .null { topic = name(json["id"], place + ".content_topic.id") }
      let status = status(json["status"], place + ".status")
      let iteration = json["iteration"]?.integer ?? 0
      if !(0...mostIterations).contains(iteration) {
        note(place + ".iteration", "\(iteration) is not from 0 to \(mostIterations)")
      }
      let body = embedded(json["current_exercise"], place + ".current_exercise")
      let assessment = assessment(json["assessment"], place + ".assessment")
      var item: String?
      if let json = json["exercise_id"], json != .null { item = name(json, place + ".exercise_id") }
      guard problems.count == before, let id, let section, let status else { return nil }
      let needsText: [DraftState] = [.pendingAssessment, .pendingRegeneration, .completed]
      if needsText.contains(status), body == nil {
        note(place + ".current_exercise", "it is missing, and the exercise is \(status.rawValue)")
        return nil
      }
      return Exercise(
        id: id, iteration: iteration, status: status, section: section,
        level: json["grammar_section"]?["level"]?.string ?? "", topic: topic, body: body, assessment: assessment,
        item: item)
    }

    private mutating func status(_ json: JSON?, _ place: String) -> DraftState? {
      guard let text = name(json, place) else { return nil }
      if let status = DraftState(rawValue: text) { return status }
      let all = DraftState.allCases.map(\.rawValue)
      note(place, "`\(text)` is none of \(all.joined(separator: ", "))", Suggestion.hint(for: text, among: all))
      return nil
    }

    /// An object as JSON in a string; one that is no string but the object itself is taken as well.
    private mutating func embedded(_ json: JSON?, _ place: String) -> JSON? {
      guard let json, json != .null else { return nil }
      if case .object = json { return json }
      guard let text = json.string else {
        note(place, "it is no JSON in a string")
        return nil
      }
      if text.isEmpty { return nil }
      if text.utf8.count > longestText {
        note(place, "it is larger than \(longestText >> 20) MiB")
        return nil
      }
      do {
        let value = try JSON.parse(text, maximumDepth: deepest)
        if case .object = value { return value }
        note(place, "the JSON in the string is no object")
      } catch {
        note(place, "the string is \(error.message)")
      }
      return nil
    }

    private mutating func assessment(_ json: JSON?, _ place: String) -> DraftAssessment? {
      guard let json = embedded(json, place) else { return nil }
      guard let status = json["status"]?.string, status == "pass" || status == "fail" else {
        note(place + ".status", "it is neither pass nor fail")
        return nil
      }
      return DraftAssessment(passed: status == "pass", explanation: json["explanation"]?.string ?? "")
    }
  }
}
