import ContentModel
import ContentStore
import Interchange
import World

#if canImport(Glibc)
  import Glibc
#endif

/// What taking reports of learners in came to.
public struct ReportsOutcome: Hashable, Sendable {
  /// Reports that were not known.
  public var added = 0
  /// Reports that were there already: the same text about the same item, of the same date.
  public var known = 0
  /// Items that new reports have put into the review queue, or that were there with reports.
  public var items = 0
  /// Items with new reports that are not active: they come into the queue when they are.
  public var inactive = 0

  public init() {}
}

extension Library {
  /// Takes reports of learners in, all of them or none.
  ///
  /// - Parameter files: The path `-` is standard input.
  /// - Throws: `ImportRefused` with every bad line of every file.
  public func importReports(_ files: [ImportFile], into store: Store) async throws -> ReportsOutcome {
    let reports = try files.map { file in
      var bytes: [UInt8] = []
      // Read before the store's lock is taken: a pipe may take its time.
      let limit = 64 << 20
      func take(_ chunk: [UInt8]) throws {
        bytes += chunk
        if bytes.count > limit { throw FileFailure(path: file.name, doing: "read", code: EFBIG) }
      }
      if file.path == "-" {
        try FilePath.forEachChunk(of: file.title, descriptor: STDIN_FILENO, take)
      } else {
        if FilePath.isFolder(file.path) { throw FileFailure(path: file.name, doing: "read", code: EISDIR) }
        try FilePath.forEachChunk(of: file.path, take)
      }
      return ReportFile(bytes, name: file.title)
    }
    return try await store.write { transaction in
      var outcome = ReportsOutcome()
      var touched: Set<Int64> = []
      var problems: [ImportProblem] = []
      var unlisted = 0
      for var file in reports {
        for line in file.lines {
          guard let date = Timestamp(reading: line.date) else {
            file.note(
              line.date.isEmpty ? "the report has no date" : "`\(line.date)` is no date",
              hint: "write it as 2026-11-20, or 2026-11-20T09:30:00Z", of: .date, in: line)
            continue
          }
          do {
            let item = try transaction.itemID(uuid: line.item.lowercased()) ?? transaction.itemID(named: line.item)
            let report = LearnerReport(reportedAt: date, text: line.text)
            if try transaction.add(report, ofItem: item) {
              outcome.added += 1
              touched.insert(item)
            } else {
              outcome.known += 1
            }
          } catch let failure as ItemLookupFailure {
            file.note(failure.message, hint: failure.hint, of: .item, in: line)
          }
        }
        problems += file.problems.sorted { ($0.line, $0.column ?? 0) < ($1.line, $1.column ?? 0) }
        unlisted += file.unlisted
      }
      if !problems.isEmpty { throw ImportRefused(problems: problems, unlisted: unlisted) }
      for item in touched {
        if try transaction.item(item).activeVersion == nil { outcome.inactive += 1 } else { outcome.items += 1 }
      }
      return outcome
    }
  }
}
