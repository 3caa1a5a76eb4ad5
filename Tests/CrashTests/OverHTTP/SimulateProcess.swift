import Formats
import Foundation
import HTTPClient
import Testing
import World

/// `libtool simulate` as a process of its own, with its call log.
final class SimulateProcess: Sendable {
  let address: TestEndpoint
  private let process: ChildProcess
  private let folder: String

  /// - Parameter arguments: `--latency-ms 15`, …
  init(_ arguments: [String]) async throws {
    let folder = try TestLibrary.temporaryFolder()
    self.folder = folder
    let (output, log) = (folder + "/address.json", folder + "/calls.jsonl")
    process = try ChildProcess(
      TestLibrary.program,
      ["--library", TestLibrary.repository, "simulate", "--json", "--call-log", log] + arguments,
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder], output: output, errors: folder + "/errors")
    let text = try await process.when({ Self.line(output) != nil }) { Self.line(output) }
    let url = try JSON.parse(try #require(text ?? nil))["base_url"]?.string
    address = TestEndpoint(baseURL: try #require(url), callLog: log)
  }

  private static func line(_ path: String) -> String? {
    // Not there yet, or not whole.
    (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { $0.hasSuffix("\n") ? $0 : nil }
  }

  /// Takes all faults away that strike by a rate.
  func heal() async throws {
    let root = String(address.baseURL.dropLast("/v1".count)) + "/simulator/faults"
    var rates = JSON.Object()
    for fault in ["quota", "unauthorized"] { rates[fault] = 0 }
    let client = HTTPClient(settings: HTTPClientSettings(userAgent: "libtool/test"), world: .live(environment: [:]))
    let answer = try await client.send(
      HTTPRequest("POST", root, body: Array(JSON.object(rates).text.utf8)), deadline: .seconds(30))
    #expect(answer.status == 200)
  }

  /// Ends it in order.
  func end() async throws {
    process.send(SIGTERM)
    #expect(await process.wait() == .code(0))
  }

  deinit {
    process.send(SIGKILL)
    do { try FileManager.default.removeItem(atPath: folder) } catch { print("left behind: \(folder): \(error)") }
  }
}
