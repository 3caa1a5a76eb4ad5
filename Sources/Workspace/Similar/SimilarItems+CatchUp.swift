import ContentStore
import Quality

extension SimilarItems {
  /// Versions that are read, sketched and stored at a time. So many share one sync; a page of exercises is 5 MB.
  private static let page = 4000
  /// Versions that one task sketches.
  private static let share = 250

  /// Sketches and stores all versions that have no sketch yet, or one of a former profile. Can be ended and begun again
  /// at any time: what is stored stays.
  ///
  /// - Parameter rebuild: Whether all sketches are made anew.
  /// - Returns: How many versions were sketched.
  @discardableResult
  public func catchUp(rebuild: Bool = false) async throws -> Int {
    var count = 0
    for (kind, profile) in profiles.sorted(by: { $0.key < $1.key }) {
      let digest = profile.digest
      var progress = try store.read { try $0.similarityProgress(ofKind: kind) }
      if let former = progress, rebuild || former.profile != digest {
        try await store.write { try $0.removeSketches(ofKind: kind) }
        progress = nil
      }
      while true {
        try Task.checkCancellation()
        let former = progress
        let after = former?.sketchedThrough ?? 0
        let (last, versions) = try store.read {
          (try $0.lastVersion(), try $0.versions(ofKind: kind, after: after, limit: Self.page))
        }
        if last == after { break }
        let entries = try await Self.entries(versions, profile)
        // A page that is not full was the last one: nothing of the kind lies behind it.
        let through = versions.count < Self.page ? last : versions[versions.count - 1].version
        let now = SimilarityProgress(profile: digest, sketchedThrough: through)
        let isStored = try await store.write {
          try $0.addSketches(entries, entrySize: SimilarityScan.entrySize, ofKind: kind, after: former, now: now)
        }
        // Another process has sketched them meanwhile: this one goes on from there.
        progress = isStored ? now : try store.read { try $0.similarityProgress(ofKind: kind) }
        if let progress, progress.profile != digest { break }
        if isStored { count += versions.count }
      }
    }
    return count
  }

  /// The entries of versions, by place; sketched some at once, in the order of rows.
  private static func entries(
    _ versions: [UnsketchedVersion], _ profile: SimilarityProfile
  ) async throws -> [SimilarityPlace: [UInt8]] {
    let sketches = try await withThrowingTaskGroup(of: (Int, [SimilaritySketch]).self) { group in
      for start in stride(from: 0, to: versions.count, by: share) {
        group.addTask {
          (start, try versions[start..<min(start + share, versions.count)].map { try sketch($0, profile) })
        }
      }
      var parts: [Int: [SimilaritySketch]] = [:]
      for try await (start, part) in group { parts[start] = part }
      return parts.sorted { $0.key < $1.key }.flatMap(\.value)
    }
    var entries: [SimilarityPlace: [UInt8]] = [:]
    for (version, sketch) in zip(versions, sketches) {
      sketch.append(version: version.version, to: &entries[version.place, default: []])
    }
    return entries
  }
}
