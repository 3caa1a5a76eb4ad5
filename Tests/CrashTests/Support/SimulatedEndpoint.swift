import Formats
import Foundation
import Providers
import Simulator
import Testing
import WebServer
import World

/// A simulator at a port of this process, with its call log.
final class SimulatedEndpoint: Sendable {
  let simulator: Simulator
  let address: TestEndpoint
  private let server: WebServer
  private let folder: String

  init(_ change: (inout SimulatorSettings) -> Void = { _ in }) throws {
    folder = try TestLibrary.temporaryFolder()
    var settings = SimulatorSettings()
    settings.callLog = folder + "/calls.jsonl"
    change(&settings)
    let world = World.live(environment: [:])
    let simulator = try Simulator(settings: settings, material: try Self.material.get(), world: world)
    self.simulator = simulator
    server = try WebServer(limits: Simulator.webLimits(world: world), world: world) { await simulator.answer($0) }
    address = TestEndpoint(
      baseURL: "http://127.0.0.1:\(server.port)/v1", callLog: settings.callLog ?? "", key: settings.key ?? "any-key")
  }

  deinit {
    server.stop()
    do { try FileManager.default.removeItem(atPath: folder) } catch { print("left behind: \(folder): \(error)") }
  }

  /// Changes its faults, as `POST /simulator/faults` does.
  func set(_ faults: JSON, sourceLocation: SourceLocation = #_sourceLocation) async {
    let response = await simulator.answer(
      WebRequest(method: "POST", path: "/simulator/faults", body: Array(faults.text.utf8)))
    #expect(response.status == 200, "\(faults.text)", sourceLocation: sourceLocation)
  }

  /// Takes all faults out.
  func heal() async { _ = await simulator.answer(WebRequest(method: "POST", path: "/simulator/reset")) }

  /// The sample's material, read once.
  private static let material = Result {
    try ["gap_fill_exercise", "micro_lesson"].map { kind in
      let folder = TestLibrary.repository + "/prompts/\(kind)/simulated"
      var files: [String: [UInt8]] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
        files[name] = Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
      }
      return try SimulatedMaterial(kind: kind, files: files)
    }
  }
}
