import Formats
import Glibc
import LoopbackServer
import Synchronization
import Testing

@testable import libtool

/// `libtool doctor` and real servers.
@Suite struct DoctorProviderTests {
  private static let key = "gate-sentinel/0123+456=789"

  private static func settings(_ server: LoopbackServer, model: String = "big-1") -> String {
    TinyLibrary.settings.replacing("provider: simulated\n", with: "provider: gateway\n").replacing(
      "providers:\n",
      with: """
        providers:
          gateway:
            base_url: \(server.url)/v1
            key_variable: GATEWAY_KEY
            model: \(model)

        """
    ).replacing("prices:\n", with: "prices:\n  gateway/*: {input: 1, output: 2}\n")
  }

  private static func library(_ server: LoopbackServer, model: String = "big-1", key: String? = key) async throws
    -> TestLibrary
  {
    let library = try TestLibrary(
      .tinyWith(["library/libtool.yaml": settings(server, model: model)]),
      environment: key.map { ["GATEWAY_KEY": $0] } ?? [:])
    #expect(await library.run("sync").code == .done)
    return library
  }

  private static func diagnoses(of area: String, _ result: TestLibrary.Result) throws -> [JSON] {
    try result.json["diagnoses"]?.array?.filter { $0["area"]?.string == area } ?? []
  }

  @Test func aProviderThatAnswers() async throws {
    let server = try LoopbackServer { $0.answer(200, #"{"data": [{"id": "small-1"}, {"id": "big-1"}]}"#) }
    defer { server.stop() }
    let library = try await Self.library(server)
    let result = await library.run("doctor", "--json")
    #expect(result.code == .done)
    #expect(
      try Self.diagnoses(of: "reachability", result) == [
        [
          "area": "reachability", "level": "ok",
          "message": .string("gateway at \(server.url)/v1 answers in 0 ms and offers the model big-1"), "mend": .null,
          "provider": "gateway", "base_url": .string(server.url + "/v1"), "model": "big-1", "reachable": true,
          "key_accepted": true, "models": 2, "milliseconds": 0,
        ]
      ])
    #expect(server.received.map(\.target) == ["/v1/models"])
    #expect(server.received.first?.header("Authorization") == "Bearer \(Self.key)")
    #expect(
      try Self.diagnoses(of: "keys", result).map { $0["message"] } == [
        "the key of gateway is in the environment's GATEWAY_KEY"
      ])
    #expect(!result.output.contains("sentinel"))
  }

  @Test func aModelItDoesNotOffer() async throws {
    let server = try LoopbackServer { $0.answer(200, #"[{"id": "big-1"}]"#) }
    defer { server.stop() }
    let text = await (try Self.library(server, model: "bigg-1")).run("doctor").output
    #expect(
      text.contains(
        """
        reachability
          ! gateway does not list the model bigg-1 among its 1
              did you mean `big-1`? Set providers.gateway.model to one that it offers

        """), "\(text)")
  }

  /// A key in a variable of its own is a secret too, and a server that repeats it does not get it printed.
  @Test func aKeyThatIsRefused() async throws {
    let server = try LoopbackServer { exchange in
      let sent = exchange.request.header("Authorization")?.dropFirst("Bearer ".count) ?? ""
      exchange.answer(401, #"{"error": {"message": "Incorrect API key provided: \#(sent)."}}"#)
    }
    defer { server.stop() }
    let library = try await Self.library(server)
    for options in [[], ["--json"], ["--verbose"]] {
      let result = await library.run(["doctor"] + options)
      #expect(result.code == .failed)
      #expect(result.output.contains("gateway refuses the key (HTTP 401)"))
      #expect(!(result.output + result.errors).contains("sentinel"))
      #expect(!result.output.contains("then resume the run"))
    }
    let diagnosis = try Self.diagnoses(of: "reachability", await library.run("doctor", "--json")).first
    #expect(
      diagnosis?["message"] == "gateway refuses the key (HTTP 401): Incorrect API key provided: [redacted].")
    #expect(
      diagnosis?["mend"] == "set a valid key in GATEWAY_KEY, or with `libtool keys set gateway`")
    #expect(diagnosis?["key_accepted"] == false && diagnosis?["reachable"] == true)
  }

  @Test func whoeverIsNotThere() async throws {
    let server = try LoopbackServer { $0.answer() }
    let library = try await Self.library(server)
    server.stop()
    let result = await library.run("doctor", "--json")
    #expect(result.code == .failed)
    let diagnosis = try Self.diagnoses(of: "reachability", result).first
    #expect(diagnosis?["message"]?.string?.hasPrefix("gateway cannot be reached: ") == true)
    #expect(diagnosis?["mend"] == "start the server, or mend providers.gateway.base_url")
    #expect(diagnosis?["reachable"] == false)
  }

  @Test func nobodyIsAskedWithoutNeedOrKey() async throws {
    let server = try LoopbackServer { $0.answer(200, #"{"data": []}"#) }
    defer { server.stop() }
    let offline = await (try Self.library(server)).run("doctor", "--offline")
    #expect(offline.code == .done)
    #expect(offline.output.contains("· gateway at \(server.url)/v1 was not asked: --offline\n"))
    let keyless = await (try Self.library(server, key: nil)).run("doctor")
    #expect(keyless.code == .failed)
    #expect(keyless.output.contains("✗ gateway has no key: the environment has no GATEWAY_KEY, and"))
    #expect(keyless.output.contains("· gateway was not asked: it answers nobody without a key\n"))
    #expect(server.received.isEmpty)
  }

  /// Each of two servers answers only once the other was asked too.
  @Test(.timeLimit(.minutes(5))) func providersAreAskedSideBySide() async throws {
    let asked = Counter()
    let server = try LoopbackServer { exchange in
      asked.increment()
      while asked.value < 2 { exchange.pause(1000) }
      exchange.answer(200, #"{"data": [{"id": "big-1"}]}"#)
    }
    defer { server.stop() }
    let library = try await Self.library(server)
    let result = await library.run(
      "doctor", "--json", "--set", "providers.other.base_url=\(server.url)/v1", "--set", "providers.other.model=big-1")
    #expect(try Self.diagnoses(of: "reachability", result).map { $0["level"] } == ["ok", "ok"])
  }
}

/// How many requests have come, for several threads.
private final class Counter: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock { $0 } }
  func increment() { count.withLock { $0 += 1 } }
}
