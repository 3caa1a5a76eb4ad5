import Formats
import Foundation
import LoopbackServer
import Testing

/// A key that is unlike any other text, and endpoints that let it out wherever they can: it must be found nowhere, neither
/// in what the program says nor in any file that it writes, in whatever form.
@Suite("A key", .fewAtOnce) struct SentinelKeyTests {
  static let sentinel = "sk-S3nt1nel+/=%w0rd.~_9-Zq"

  /// What an endpoint does with the key of a request.
  struct Leak: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var script: @Sendable (Exchange, _ key: String) -> Void

    static func body(_ name: String, _ status: Int, _ form: @escaping @Sendable (String) -> String) -> Leak {
      Leak(testDescription: "\(status), \(name)") { exchange, key in
        exchange.answer(status, #"{"error": {"message": "Incorrect API key: \#(form(key)) for you", "code": "k"}}"#)
      }
    }

    static let all: [Leak] =
      Forms.all(of: sentinel).map { form in .body(form.name, 401) { _ in form.whole } } + [
        .body("raw", 400) { $0 }, .body("raw", 429) { $0 }, .body("raw", 500) { $0 }, .body("raw", 200) { $0 },
        Leak(testDescription: "401, a header") { exchange, key in
          exchange.answer(
            401, "{}", headers: ["WWW-Authenticate: Bearer key=\(key)", "X-Key: \(Forms.hexadecimal(key))"])
        },
        Leak(testDescription: "302, a redirect with the key") { exchange, key in
          exchange.answer(302, "", headers: ["Location: https://127.0.0.1:1/v1?key=\(Forms.percent(key))"])
        },
        Leak(testDescription: "200, a page") { exchange, key in exchange.answer(200, "<html>\(key)</html>") },
        Leak(testDescription: "200, the model repeats it") { exchange, key in
          let item = #"{\"items\": [{\"slot\": \"s1\", \"text\": \"\#(key)\", \"gaps\": []}]}"#
          exchange.answer(
            200,
            #"{"choices": [{"finish_reason": "stop", "message": {"content": "\#(item)"}}], "usage": {"prompt_tokens": 9, "#
              + #""completion_tokens": 9}}"#)
        },
        Leak(testDescription: "half a body") { exchange, key in
          exchange.send("HTTP/1.1 200 OK\r\nX-Key: \(key)\r\nContent-Length: 900\r\n\r\n\(key)")
          exchange.close()
        },
        Leak(testDescription: "no HTTP") { exchange, key in
          exchange.send("\(key) \(key)\r\n\r\n")
          exchange.close()
        },
      ]
  }

  @Test("that an endpoint lets out is in no output and no file", arguments: Leak.all)
  func endpointLeaks(_ leak: Leak) async throws {
    let server = try LoopbackServer { exchange in
      let key = exchange.request.header("Authorization")?.dropFirst("Bearer ".count) ?? ""
      leak.script(exchange, String(key))
    }
    let hook = try LoopbackServer { $0.answer(200, "{}") }
    defer {
      server.stop()
      hook.stop()
    }
    let library = try await Self.library(hook.url)
    let endpoint = TestEndpoint(baseURL: server.url + "/v1", key: Self.sentinel)
    let log = library.logs + "/fill.log"
    _ = try await library.run(["fill", "--limit", "2", "--progress", "json", "--log", log], calling: endpoint)
    #expect(server.received.first?.header("Authorization") == "Bearer \(Self.sentinel)")
    _ = try await library.run(["runs", "resume", "last", "--json", "--log", log], calling: endpoint)
    try await look(at: library, endpoint)
    expectNothing(in: library)
    #expect(hook.received.count > 0)
    for request in hook.received { #expect(Forms.found(in: request.body) == []) }
  }

  /// Variables of the environment that are wrong, and hold the key or are it.
  @Test(
    "in an address that is wrong is in no output and no file",
    arguments: [
      ["OPENAI_BASE_URL": "http://user:\(sentinel)@127.0.0.1:1/v1"],
      ["OPENAI_BASE_URL": "https://127.0.0.1:1/v1?api_key=\(sentinel)"],
      ["OPENAI_BASE_URL": sentinel],
      ["OPENAI_BASE_URL": "http://127.0.0.1:1/\(sentinel)/v1"],
      ["OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "http_proxy": "http://user:\(sentinel)@127.0.0.1:1"],
      ["OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "http_proxy": "nonsense://\(sentinel)"],
      ["OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "OPENAI_API_KEY": sentinel + " \n"],
    ])
  func addressLeaks(_ variables: [String: String]) async throws {
    let hook = try LoopbackServer { $0.answer(200, "{}") }
    defer { hook.stop() }
    let library = try await Self.library(hook.url)
    let endpoint = TestEndpoint(baseURL: "", key: Self.sentinel, more: variables)
    let fill = try await library.run(
      ["fill", "--limit", "2", "--json", "--log", library.logs + "/fill.log"], calling: endpoint)
    #expect(fill.end != .code(0))
    if try library.hasRun() { try await look(at: library, endpoint) }
    expectNothing(in: library)
    for request in hook.received { #expect(Forms.found(in: request.body) == []) }
  }

  /// Only the settings say that this variable is a secret.
  @Test("of a variable with any name is in no output and no file") func ofAnyVariable() async throws {
    let server = try LoopbackServer { exchange in
      exchange.answer(401, #"{"error": {"message": "\#(exchange.request.header("Authorization") ?? "")"}}"#)
    }
    let hook = try LoopbackServer { $0.answer(200, "{}") }
    defer {
      server.stop()
      hook.stop()
    }
    let library = try await Self.library(hook.url)
    let endpoint = TestEndpoint(
      baseURL: server.url + "/v1", key: "sk-not-this-one", more: ["GATEWAY_PASS": Self.sentinel])
    let setting = ["--set", "providers.openai.key_variable=GATEWAY_PASS"]
    _ = try await library.run(
      ["fill", "--limit", "2", "--log", library.logs + "/fill.log"] + setting, calling: endpoint)
    #expect(server.received.first?.header("Authorization") == "Bearer \(Self.sentinel)")
    try await look(at: library, endpoint)
    expectNothing(in: library)
    for request in hook.received { #expect(Forms.found(in: request.body) == []) }
  }

  private static func library(_ hook: String) async throws -> TestLibrary {
    try await TestLibrary.synced(
      settings: [
        "fill.failures_before_pause=2", "kinds.gap_fill_exercise.retries=0", "answers.compress=false",
        "providers.openai.requests_per_minute=60000", "notifications.hook.webhook=\(hook)",
        "notifications.file.command=cat >> $HOME/notices; echo $LIBTOOL_TEXT >> $HOME/notices",
      ], calling: TestEndpoint(baseURL: "http://127.0.0.1:1/v1"))
  }

  /// Everything that shows a run.
  private func look(at library: TestLibrary, _ endpoint: TestEndpoint) async throws {
    let call = try library.connect().all("SELECT uuid FROM attempts") { $0.text(0) }.first
    for command in [
      ["runs", "show", "last"], ["runs", "show", "last", "--json"], ["runs", "calls", "last", "--json"],
      ["runs", "calls", "last"] + [call].compactMap(\.self),
      ["runs", "calls", "last", "--json"] + [call].compactMap(\.self),
    ] { _ = try await library.run(command, calling: endpoint) }
  }

  /// Looks into every file of the test: outputs, logs, the library with its store.
  private func expectNothing(in library: TestLibrary, sourceLocation: SourceLocation = #_sourceLocation) {
    var files = 0
    for case let name as String in FileManager.default.enumerator(atPath: library.logs) ?? .init() {
      guard let data = FileManager.default.contents(atPath: library.logs + "/" + name) else { continue }
      files += 1
      let found = Forms.found(in: Array(data))
      #expect(found == [], "\(name)", sourceLocation: sourceLocation)
    }
    #expect(files > 10, sourceLocation: sourceLocation)
  }
}

/// The forms in which a key may lie somewhere.
private enum Forms {
  struct Form: Sendable {
    var name: String
    /// What of it never depends on the text around it.
    var text: String
    /// As it stands in a text.
    var whole: String

    init(name: String, text: String, whole: String? = nil) {
      self.name = name
      self.text = text
      self.whole = whole ?? text
    }
  }

  static func all(of key: String) -> [Form] {
    let base64 = (0..<3).map { offset in
      let whole = Data((String(repeating: "a", count: offset) + key + "bcd").utf8).base64EncodedString()
      return Form(
        name: "Base64, \(offset) bytes in", text: String(whole.dropFirst(offset == 0 ? 0 : 4).dropLast(8)), whole: whole
      )
    }
    return [
      Form(name: "raw", text: key), Form(name: "percent-encoded", text: percent(key)),
      Form(name: "percent-encoded in small letters", text: percent(key).replacing(#/%../#) { $0.output.lowercased() }),
      Form(name: "JSON with escaped slashes", text: key.replacing("/", with: "\\/")),
      Form(name: "hexadecimal", text: hexadecimal(key)),
      Form(name: "hexadecimal in capitals", text: hexadecimal(key).uppercased()),
    ] + base64
  }

  static func percent(_ key: String) -> String {
    let plain = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
    return key.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }

  static func hexadecimal(_ key: String) -> String {
    key.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The names of the forms that stand in some bytes.
  static func found(in bytes: [UInt8]) -> [String] {
    let data = Data(bytes)
    return all(of: SentinelKeyTests.sentinel).filter { data.range(of: Data($0.text.utf8)) != nil }.map(\.name)
  }
}
