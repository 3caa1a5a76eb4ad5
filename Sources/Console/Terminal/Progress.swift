/// How far a piece of work is, as the one who does it sees it.
public struct Progress: Hashable, Sendable {
  /// What is being done, in a word or two: `fill passiv`.
  public var title: String
  /// How much there is to do; 0 while that is not known.
  public var total: Int
  /// How much of it is done.
  public var done: Int
  /// The parts of the bar; empty for one part of what is done.
  public var segments: [Bar.Segment]
  /// Short facts, most important first: `3 dropped`, `2.1/s`, `0.42 EUR`, `ETA 1:05`. The last ones give way first.
  public var details: [String]
  /// What is happening at this moment; cut where there is no room.
  public var message: String

  public init(
    title: String, total: Int, done: Int, segments: [Bar.Segment] = [], details: [String] = [], message: String = ""
  ) {
    self.title = title
    self.total = total
    self.done = done
    self.segments = segments
    self.details = details
    self.message = message
  }

  /// Whole per cent done, rounded down, 0 to 100; nil while the total is not known.
  public var percent: Int? { total > 0 ? Int(Double(min(max(0, done), total)) / Double(total) * 100) : nil }

  /// One line of at most `width` columns: title, bar, counts, details, message.
  ///
  /// The bar has 10 to 30 columns. Where room is short the message is cut, then details go from the last, then the
  /// bar, then the line itself is cut.
  public func line(width: Int, style: Style) -> String {
    let counts = total > 0 ? "\(done)/\(total)" : "\(done)"
    let facts = details.map { SafeText.line($0) }
    var kept = facts.count
    var head: [String] = []
    var barWidth = 0
    while true {
      head = [SafeText.line(title), counts] + facts.prefix(kept)
      head.removeAll { $0.isEmpty }
      let used = head.reduce(0) { $0 + DisplayWidth.of($1) } + 2 * (head.count - 1)
      barWidth = total > 0 ? min(30, width - used - 2) : 0
      if kept == 0 || (total > 0 ? barWidth >= 10 : used <= width) { break }
      kept -= 1
    }
    if total > 0 && barWidth < 10 || total <= 0 {
      let text = (head + [SafeText.line(message)]).filter { !$0.isEmpty }.joined(separator: "  ")
      return DisplayWidth.truncate(text, to: width, ellipsis: style.ellipsis)
    }
    let bar = Bar(segments: segments.isEmpty ? [Bar.Segment(done, role: .good)] : segments, total: total)
    let place = SafeText.line(title).isEmpty ? 0 : 1
    let used = head.reduce(0) { $0 + DisplayWidth.of($1) } + 2 * head.count + barWidth
    head.insert(bar.text(width: barWidth, style: style), at: place)
    let room = width - used - 2
    if !message.isEmpty && room >= 8 {
      head.append(
        style.apply(.dim, to: DisplayWidth.truncate(SafeText.line(message), to: room, ellipsis: style.ellipsis)))
    }
    return head.joined(separator: "  ")
  }

  /// The line without a bar, for logs: `fill passiv: 52 %, 21 of 40, 3 dropped`.
  public var plainLine: String {
    let counts = percent.map { ["\($0) %", "\(done) of \(total)"] } ?? ["\(done)"]
    let start = SafeText.line(title)
    return (start.isEmpty ? "" : start + ": ") + (counts + details.map { SafeText.line($0) }).joined(separator: ", ")
  }
}
