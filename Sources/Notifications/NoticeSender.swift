import Formats
import HTTPClient
import World

/// Sends notices by the ways that the settings name.
public struct NoticeSender: Sendable {
  private let channels: [NoticeChannel]
  private let client: HTTPClient
  private let world: World

  /// The longest that a command or a webhook may take.
  static let patience = Duration.seconds(20)

  public init(channels: [NoticeChannel], world: World) {
    self.channels = channels
    self.world = world
    client = HTTPClient(settings: HTTPClientSettings(userAgent: "libtool"), world: world)
  }

  /// Whether anybody wants to hear of an event.
  public func isWanted(_ event: NoticeEvent) -> Bool { channels.contains { $0.events.contains(event) } }

  /// Sends a notice to everybody who wants it, side by side.
  ///
  /// - Returns: What went wrong, by the order of the channels.
  public func send(_ notice: Notice) async -> [NoticeFailure] {
    await withTaskGroup(of: (Int, NoticeFailure?).self) { group in
      for (index, channel) in channels.enumerated() where channel.events.contains(notice.event) {
        group.addTask { (index, await failure(of: notice, by: channel)) }
      }
      var failures: [(Int, NoticeFailure)] = []
      for await (index, failure) in group { if let failure { failures.append((index, failure)) } }
      return failures.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func failure(of notice: Notice, by channel: NoticeChannel) async -> NoticeFailure? {
    var bytes: [UInt8] = []
    notice.json.write(to: &bytes)
    switch channel.way {
    case .command(let line):
      let variables = [
        "LIBTOOL_EVENT": notice.event.rawValue, "LIBTOOL_RUN": notice.run, "LIBTOOL_TEXT": notice.text,
      ]
      let environment = world.environment.merging(variables) { _, new in new }
      let end = await ShellCommand(line: line, environment: environment, input: bytes).run(atMost: Self.patience)
      return end.problem.map { NoticeFailure(channel: channel.name, problem: $0, mend: "mend its command: \(line)") }
    case .webhook(let place):
      return await post(bytes, to: place, channel.name)
    }
  }

  /// Posts a notice; once more where the first time failed on the way or on the server.
  private func post(_ bytes: [UInt8], to place: String, _ channel: String) async -> NoticeFailure? {
    guard let url = Self.url(place, world.environment) else {
      return NoticeFailure(
        channel: channel, problem: "the environment has no \(Self.variable(of: place) ?? place)",
        mend: "set it, or write the URL into the settings")
    }
    let request = HTTPRequest("POST", url, headers: [HTTPHeader("Content-Type", "application/json")], body: bytes)
    var problem = ""
    for number in 1...2 {
      do {
        let status = try await client.send(request, deadline: Self.patience / 2).status
        if (200...299).contains(status) { return nil }
        problem = "the webhook answers with HTTP \(status)"
        if status < 500 { break }
      } catch let failure as HTTPFailure {
        problem = failure.detail
      } catch {
        return NoticeFailure(channel: channel, problem: "it was interrupted")
      }
      if number == 1 {
        do { try await world.sleep(.seconds(1)) } catch { break }
      }
    }
    return NoticeFailure(channel: channel, problem: problem, mend: "check its webhook in the settings")
  }

  /// The URL that a setting stands for, or nil where its variable is not set.
  public static func url(_ place: String, _ environment: [String: String]) -> String? {
    guard let name = variable(of: place) else { return place }
    return environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// `NAME` of `${NAME}`, or nil for a URL.
  public static func variable(of place: String) -> String? {
    place.hasPrefix("${") && place.hasSuffix("}") ? String(place.dropFirst(2).dropLast()) : nil
  }
}
