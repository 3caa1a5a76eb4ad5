import ContentModel
import Formats
import Glibc
import HTTPClient
import LoopbackServer
import Providers
import World

/// Batch interfaces and files of lines that several tests share.
enum BatchBench {
  /// - Parameter ahead: Milliseconds by which the clock is ahead.
  static func endpoint(
    _ url: String, name: String, settings: JSON = [:], ahead: Int64 = 0
  ) throws -> EndpointConnection {
    var json = settings
    json["base_url"] = .string(url)
    let settings = try EndpointSettings(provider: name, json, environment: [:])
    var world = World.live(environment: [:])
    world.now = { [now = world.now] in now().advanced(byMilliseconds: ahead) }
    return EndpointConnection(
      name: name, settings: settings, key: "sk-test-key",
      client: HTTPClient(settings: settings.client(userAgent: "libtool/test"), world: world), world: world)
  }

  static func openAI(_ url: String, settings: JSON = [:]) throws -> OpenAIBatches {
    OpenAIBatches(try endpoint(url, name: "openai", settings: settings), folder: "/tmp")
  }

  static func anthropic(_ url: String, settings: JSON = [:], ahead: Int64 = 0) throws -> AnthropicBatches {
    AnthropicBatches(try endpoint(url, name: "anthropic", settings: settings, ahead: ahead), folder: "/tmp")
  }

  /// What a job's results were handed over as, and what ended them early.
  static func results(
    _ service: any BatchService, of status: BatchStatus
  ) async throws -> (lines: [String], groups: Int, error: ProviderError?) {
    var lines: [String] = []
    var groups = 0
    do {
      try await service.results(of: status) { group in
        lines += group.map(BatchLineTests.text)
        groups += 1
      }
    } catch let error as ProviderError {
      return (lines, groups, error)
    }
    return (lines, groups, nil)
  }

  /// What a request failed with, or nil.
  static func failure(_ work: () async throws -> Void) async throws -> ProviderError? {
    do {
      try await work()
      return nil
    } catch let error as ProviderError {
      return error
    }
  }
}

/// A file of lines for one test, gone at its end.
final class LineFile: Sendable {
  let path: String

  init(_ bytes: [UInt8]) throws {
    var template = Array("/tmp/lines-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { close(descriptor) }
    guard descriptor >= 0, write(descriptor, bytes, bytes.count) == bytes.count else { throw Unwritable() }
  }

  deinit { unlink(path) }

  struct Unwritable: Error {}
}
