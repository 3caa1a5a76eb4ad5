import Formats

/// One thing that the doctor has to say of a library or what is around it.
struct Diagnosis: Hashable, Sendable {
  /// What it is about, in the order in which reports have them.
  enum Area: String, Hashable, Sendable, CaseIterable {
    case library, store, catalogue, prompts, keys, reachability, prices, limits, permissions, runs, notifications, sizes
  }

  /// How bad it is, the worst last.
  enum Level: String, Hashable, Sendable, CaseIterable, Comparable {
    /// In order.
    case ok
    /// In order, and worth knowing.
    case info
    /// Something will go wrong, or is not as it should be.
    case warning
    /// Something does not work.
    case error

    static func < (left: Level, right: Level) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  var area: Area
  var level: Level
  var message: String
  /// What to do about it; nil where there is nothing to do.
  var mend: String?
  /// What documents show beside the message, an object.
  var details: JSON

  init(_ area: Area, _ level: Level, _ message: String, mend: String? = nil, details: JSON = [:]) {
    self.area = area
    self.level = level
    self.message = message
    self.mend = mend
    self.details = details
  }

  /// What an error says; its own hint is the mend.
  ///
  /// - Parameter mend: The mend of an error without a hint.
  init(_ area: Area, _ level: Level, _ error: any Error, mend: String? = nil, details: JSON = [:]) {
    let complaint = Libtool.complaint(error) ?? (message: "\(error)", hint: nil)
    self.init(area, level, complaint.message, mend: complaint.hint ?? mend, details: details)
  }

  /// As documents show it.
  var json: JSON {
    var document: JSON = [
      "area": .string(area.rawValue), "level": .string(level.rawValue), "message": .string(message),
      "mend": mend.map(JSON.string) ?? .null,
    ]
    for (name, value) in details.object?.members ?? [] { document[name] = value }
    return document
  }

  /// This, with the secrets taken out of every text.
  func redacted(by redactor: Redactor) -> Diagnosis {
    if redactor.isEmpty { return self }
    func clean(_ json: JSON) -> JSON {
      switch json {
      case .string(let text): .string(redactor.redact(text))
      case .array(let elements): .array(elements.map(clean))
      case .object(let object): .object(JSON.Object(object.members.map { ($0.name, clean($0.value)) }))
      default: json
      }
    }
    var diagnosis = self
    diagnosis.message = redactor.redact(message)
    diagnosis.mend = mend.map(redactor.redact)
    diagnosis.details = clean(details)
    return diagnosis
  }
}
