import Formats

/// What is worth a notice.
public enum NoticeEvent: String, Hashable, Sendable, CaseIterable {
  case finished, paused
  /// What was spent has reached 80 percent of the budget.
  case budget80 = "budget_80"
  /// The budget is used up, or holds no further call.
  case budget100 = "budget_100"
}

/// Something that somebody wants to be told.
public struct Notice: Hashable, Sendable {
  public var event: NoticeEvent
  /// The run's uuid.
  public var run: String
  /// One line for a person.
  public var text: String
  /// The run as `runs show --json` has it.
  public var document: JSON

  public init(event: NoticeEvent, run: String, text: String, document: JSON) {
    self.event = event
    self.run = run
    self.text = text
    self.document = document
  }

  /// What is sent: `text` is where incoming webhooks of chat programs look.
  var json: JSON {
    ["text": .string(text), "event": .string(event.rawValue), "run": .string(run), "document": document]
  }
}

/// A way to tell somebody.
public struct NoticeChannel: Hashable, Sendable {
  public enum Way: Hashable, Sendable {
    /// A line for `/bin/sh`. It finds the notice as JSON on its standard input, and the variables `LIBTOOL_EVENT`,
    /// `LIBTOOL_RUN` and `LIBTOOL_TEXT`.
    case command(String)
    /// A URL that takes the notice as JSON by POST; `${NAME}` names a variable of the environment that holds it.
    case webhook(String)
  }

  /// As the settings call it.
  public var name: String
  public var way: Way
  public var events: Set<NoticeEvent>

  public init(name: String, way: Way, events: Set<NoticeEvent> = Set(NoticeEvent.allCases)) {
    self.name = name
    self.way = way
    self.events = events
  }
}
