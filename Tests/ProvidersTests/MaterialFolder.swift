import Foundation
import Providers

/// The repository's own material, read from its folders.
enum MaterialFolder {
  /// The repository.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  private static let prompts = URL(filePath: root).appending(path: "prompts")

  /// The kinds that have a `simulated` folder, sorted.
  static let kinds: [String] = {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: prompts.path)) ?? []
    return folders.filter { FileManager.default.fileExists(atPath: path(of: $0)) }.sorted()
  }()

  static func path(of kind: String) -> String { prompts.appending(path: "\(kind)/simulated").path }

  /// The contents of a kind's files, by name.
  static func files(of kind: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path(of: kind)) where name.hasSuffix(".json") {
      files[name] = [UInt8](try Data(contentsOf: URL(filePath: "\(path(of: kind))/\(name)")))
    }
    return files
  }

  static func material(of kind: String) throws -> SimulatedMaterial {
    try SimulatedMaterial(kind: kind, files: try files(of: kind))
  }
}
