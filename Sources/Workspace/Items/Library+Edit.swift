import ContentModel
import ContentStore
import Formats
import Quality
import World

/// An item that a person edits, as it was when the editor opened.
public struct ItemEdit: Sendable {
  public var item: StoredItem
  /// The version that is edited: the newest in review, else the active one, else the newest.
  public var version: StoredVersion
  var body: JSON

  /// The text for the editor: the body as YAML, with what is known of it in comments above.
  ///
  /// - Parameters:
  ///   - level: The level of its section, or the empty string.
  ///   - findings: What the rules say of it now.
  public func text(level: String, findings: [Finding]) -> String {
    var lines = ["\(item.kind) \(item.uuid), version \(version.number)", "filed under \(item.key)"]
    if !level.isEmpty { lines[1] += ", level \(level)" }
    if let review = version.review { lines.append("review: \(review.rawValue)") }
    lines.append("")
    if findings.isEmpty { lines.append("The rules have nothing to say of it.") }
    for finding in findings {
      lines.append("\(finding.severity.rawValue) \(finding.rule): \(finding.message)")
      lines.append("  \(finding.fix)")
    }
    lines += [
      "",
      "Change what stands below, save it and leave the editor: the rules judge it, and it becomes a version of yours.",
      "Leave it as it is to change nothing.",
    ]
    // A line end within a finding must not end the comment.
    let comments = lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    return comments.map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined() + "\n" + YAMLWriter.text(of: body)
  }
}

/// A text that came back from the editor, judged.
public struct EditedBody: Sendable {
  public var body: JSON
  public var findings: [Finding]
}

/// Why an edited text does not become a version.
public enum EditRefusal: Failure, Hashable {
  /// The text is no body of the kind: each violation with its place.
  case unfit([String])
  /// Somebody else has changed the item since the editor opened.
  case changedMeanwhile(item: String, by: String, at: Timestamp)
  /// The body of the version is gone.
  case purged(item: String)

  public var message: String {
    switch self {
    case .unfit(let violations):
      "the text does not fit its kind: \(violations.prefix(3).joined(separator: "; "))"
        + (violations.count > 3 ? "; and \(violations.count - 3) more" : "")
    case .changedMeanwhile(let item, let by, let at):
      "item \(item) was changed by \(by) since the editor opened, \(at.shortDescription) UTC"
    case .purged(let item): "the body of this version of \(item) was purged"
    }
  }

  public var hint: String? {
    switch self {
    case .unfit: "mend it, and save it again"
    case .changedMeanwhile: "nothing was changed; `libtool items history` shows what happened"
    case .purged: "`libtool items history` shows its other versions"
    }
  }
}

extension Library {
  /// Takes an item up for editing.
  public func beginEdit(of name: String, in store: Store) throws -> ItemEdit {
    try store.read { reader in
      let item = try reader.item(try reader.itemID(named: name))
      let number = try reader.waitingVersions(ofItem: item.id).last?.number ?? item.activeNumber ?? item.latestNumber
      let version = try reader.version(number, ofItem: item.id)
      guard let body = version.body else { throw EditRefusal.purged(item: String(item.uuid.suffix(8))) }
      return ItemEdit(item: item, version: version, body: try JSON.parse(body))
    }
  }

  /// Reads a text that came back from the editor.
  ///
  /// - Parameter file: The file's name, for errors.
  /// - Returns: Nil where nothing was changed.
  /// - Throws: `YAMLError` with the place, `EditRefusal.unfit`.
  public func read(
    _ text: [UInt8], file: String, of edit: ItemEdit, in store: Store, catalogue: Catalogue
  ) throws -> EditedBody? {
    let body = try Self.parse(text, file: file)
    if body == edit.body || body == .null { return nil }
    if let kind = kinds[edit.item.kind] {
      let violations = try JSONSchemaValidator(schema: kind.bodySchema).violations(in: body)
      if !violations.isEmpty { throw EditRefusal.unfit(violations.map(\.description)) }
    }
    let findings = try judge(
      body.text, kind: edit.item.kind, key: edit.item.key, version: edit.version.id, catalogue: catalogue, in: store)
    return EditedBody(body: body, findings: findings)
  }

  /// Reads YAML; where the reader knows no mend, the one that there always is.
  private static func parse(_ text: [UInt8], file: String) throws(YAMLError) -> JSON {
    do { return try YAML.parse(text, file: file).json } catch {
      throw YAMLError(
        file: error.file, line: error.line, column: error.column, problem: error.problem,
        hint: error.hint ?? "mend it, and save it again")
    }
  }

  /// Makes an edited text the item's next version, in the name of the one who acts, and publishes it unless it is held.
  ///
  /// - Parameter hold: Whether it waits in review instead.
  /// - Throws: `EditRefusal.changedMeanwhile` where somebody else was faster.
  public func save(
    _ edited: EditedBody, of edit: ItemEdit, in store: Store, catalogue: Catalogue, hold: Bool, reason: String
  ) async throws -> PublishOutcome {
    try await store.write { [self] transaction in
      let now = try transaction.item(edit.item.id)
      guard now.latestNumber == edit.item.latestNumber, now.activeVersion == edit.item.activeVersion,
        try transaction.version(edit.version.number, ofItem: now.id).review == edit.version.review
      else {
        let last = try transaction.lastChange(ofItem: now.id)
        throw EditRefusal.changedMeanwhile(item: String(now.uuid.suffix(8)), by: last.by, at: last.at)
      }
      var version = NewVersion(
        body: edited.body.text, digest: SHA256.digest(of: edited.body.canonicalBytes()), origin: .person,
        schemaVersion: kinds[edit.item.kind]?.schemaVersion ?? edit.version.schemaVersion)
      version.findings = edited.findings
      // Mending a word of a translation does not bring it up to its master.
      version.sourceVersion = edit.version.sourceVersion
      version.review = .waiting
      _ = try transaction.addVersion(version, toItem: now.id)
      if hold { return PublishOutcome() }
      let acceptance = try Acceptance(self, catalogue: catalogue, in: transaction)
      var outcome = PublishOutcome()
      let record = try transaction.accept(item: now.id, approval: acceptance.approve)
      let reports = try transaction.closeReports(ofItem: now.id, as: .replaced)
      if reports > 0 {
        outcome.closedReports = [ClosedReports(uuid: now.uuid, count: reports, isKept: false)]
      }
      outcome.event = try transaction.publish(.accept, reason: reason, records: [record])
      outcome.changes = try outcome.event.map { try transaction.changes(ofEvent: $0) } ?? []
      outcome.unfit = acceptance.unfit
      return outcome
    }
  }
}
