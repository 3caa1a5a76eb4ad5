import Formats
import LoopbackServer
import Synchronization
import Testing
import World

@testable import Notifications

/// Notices by real commands, and by webhooks over real sockets.
@Suite struct NoticeTests {
  private func world(_ environment: [String: String] = [:]) -> World {
    World.live(environment: environment.merging(["PATH": "/usr/bin:/bin"]) { given, _ in given })
  }

  private let notice = Notice(
    event: .budget80, run: "01a1f84b-8020", text: "8.00 of the budget of 10 EUR is spent", document: ["wanted": 3])
  private let text =
    #"{"text":"8.00 of the budget of 10 EUR is spent","event":"budget_80","run":"01a1f84b-8020","document":{"wanted":3}}"#

  @Test func aCommandFindsTheNoticeOnItsInputAndInItsEnvironment() async throws {
    let folder = try TestFolder()
    let line = #"cat > "$PLACE/in"; printf '%s|%s|%s' "$LIBTOOL_EVENT" "$LIBTOOL_RUN" "$LIBTOOL_TEXT" > "$PLACE/env""#
    let sender = NoticeSender(
      channels: [NoticeChannel(name: "desk", way: .command(line))], world: world(["PLACE": folder.path]))
    #expect(await sender.send(notice) == [])
    #expect(try folder.text(of: "in") == text)
    #expect(try folder.text(of: "env") == "budget_80|01a1f84b-8020|8.00 of the budget of 10 EUR is spent")
  }

  @Test(arguments: [
    ("exit 3", "its command ends with exit code 3"), ("kill -TERM $$", "its command was ended by signal 15"),
    ("no-such-program", "its command ends with exit code 127"),
  ])
  func whatACommandCannotDoIsTold(line: String, problem: String) async {
    let sender = NoticeSender(channels: [NoticeChannel(name: "desk", way: .command(line))], world: world())
    let failures = await sender.send(notice)
    #expect(failures == [NoticeFailure(channel: "desk", problem: problem, mend: "mend its command: \(line)")])
    #expect(failures.first?.message == "the notification desk did not get there: \(problem)")
  }

  /// What it has begun is killed as well.
  @Test func aCommandThatTakesTooLongIsKilled() async throws {
    let folder = try TestFolder()
    let command = ShellCommand(
      line: "echo $$ > '\(folder.path)/pid'; sleep 1000 & wait", environment: ["PATH": "/usr/bin:/bin"], input: [])
    #expect(await command.run(atMost: .milliseconds(300)) == .late)
    let process = try #require(Int32(try folder.text(of: "pid").split(separator: "\n")[0]))
    // The group has no member left, or only ones that wait to be reaped.
    #expect(folder.isGone(group: process))
  }

  @Test func aCommandThatReadsNothingIsNoFault() async {
    let command = ShellCommand(
      line: "exec 0<&-; true", environment: [:], input: [UInt8](repeating: 65, count: 1 << 20))
    #expect(await command.run(atMost: .seconds(10)) == .exit(0))
  }

  @Test func aWebhookIsPosted() async throws {
    let server = try LoopbackServer { $0.answer(204, "") }
    let channel = NoticeChannel(name: "chat", way: .webhook("${HOOK}"), events: [.budget80])
    let sender = NoticeSender(channels: [channel], world: world(["HOOK": server.url + "/hooks/secret"]))
    #expect(await sender.send(notice) == [])
    let request = try #require(server.received.first)
    #expect(request.method == "POST" && request.target == "/hooks/secret")
    #expect(request.header("Content-Type") == "application/json")
    #expect(String(decoding: request.body, as: UTF8.self) == text)
    #expect(sender.isWanted(.budget80) && !sender.isWanted(.finished))
    var other = notice
    other.event = .finished
    #expect(await sender.send(other) == [])
    #expect(server.received.count == 1)
  }

  @Test func aWebhookThatFailsIsPostedOnceMore() async throws {
    let count = Atomic(0)
    let server = try LoopbackServer { exchange in
      exchange.answer(count.add(1, ordering: .relaxed).newValue == 1 ? 503 : 200)
    }
    let sender = NoticeSender(channels: [NoticeChannel(name: "chat", way: .webhook(server.url))], world: world())
    #expect(await sender.send(notice) == [])
    #expect(server.received.count == 2)
  }

  @Test func aWebhookThatRefusesIsTold() async throws {
    let server = try LoopbackServer { $0.answer(404, "{}") }
    let channels = [
      NoticeChannel(name: "gone", way: .webhook(server.url)), NoticeChannel(name: "unset", way: .webhook("${HOOK}")),
    ]
    let failures = await NoticeSender(channels: channels, world: world()).send(notice)
    #expect(
      failures == [
        NoticeFailure(
          channel: "gone", problem: "the webhook answers with HTTP 404", mend: "check its webhook in the settings"),
        NoticeFailure(
          channel: "unset", problem: "the environment has no HOOK", mend: "set it, or write the URL into the settings"),
      ])
    #expect(server.received.count == 1)
  }
}
