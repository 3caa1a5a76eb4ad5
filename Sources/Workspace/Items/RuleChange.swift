import ContentModel
import ContentStore
import Quality

/// One check that is no longer what the stored findings of a kind and language were made with.
public struct RuleChange: Hashable, Sendable {
  /// What has become of it.
  public enum What: String, Hashable, Sendable {
    /// It was not there, or was switched off.
    case new
    /// It has gone, or is switched off.
    case gone
    /// Something is set otherwise: a limit, a severity, a field; for the check of the schema the schema itself.
    case settings
    /// The rule's code speaks differently, or the check has another rule.
    case rule
  }

  public var kind: String
  public var language: String
  /// The name of the check.
  public var check: String
  public var what: What
}

extension Library {
  /// Which checks have changed since the findings of selected items were stored, by kind, language and name; empty where
  /// nothing has, and where nobody knows what they were made with.
  public func ruleChanges(in store: Store, catalogue: Catalogue, selection: Selection) throws -> [RuleChange] {
    let pipelines = try pipelines()
    return try store.read { reader in
      try reader.rulesPlaces().filter { selection.speaks(of: $0) }.flatMap { place -> [RuleChange] in
        guard let pipeline = pipelines[place.kind], let former = try reader.judgedRules(of: place) else { return [] }
        return RuleChange.between(former, pipeline.fingerprints(forLanguage: place.language), place)
      }
    }
  }

  /// Records by which rules the findings are made, for later to see whether they have changed.
  ///
  /// - Parameter selection: What has just been judged anew; nil where only something was added. Where it holds all items of
  ///   a kind and language, the record becomes what the rules are now; else one is made only where there is none.
  public func noteRules(in store: Store, catalogue: Catalogue, judged selection: Selection?) async throws {
    let pipelines = try pipelines()
    var places = Set(try store.read { try $0.rulesPlaces() })
    for section in catalogue.sections.values {
      for language in catalogue.languages(of: section) {
        places.insert(RulesPlace(kind: section.kind, language: language))
      }
    }
    let records = places.sorted().compactMap { place in
      pipelines[place.kind].map { (place, $0.fingerprints(forLanguage: place.language), selection?.isAll(of: place)) }
    }
    // Most of the time nothing has changed, and nothing is to be written then.
    let missing = try store.read { reader in
      try records.filter { place, checks, isAll in
        guard let former = try reader.judgedRules(of: place) else { return true }
        return isAll == true && former != checks
      }
    }
    if missing.isEmpty { return }
    try await store.write { transaction in
      for (place, checks, isAll) in missing {
        try transaction.setJudgedRules(checks, of: place, replacing: isAll == true)
      }
    }
  }
}

extension RuleChange {
  static func between(
    _ former: [String: RuleFingerprint], _ now: [String: RuleFingerprint], _ place: RulesPlace
  ) -> [RuleChange] {
    Set(former.keys).union(now.keys).sorted().compactMap { name in
      let what: What
      switch (former[name], now[name]) {
      case (nil, _): what = .new
      case (_, nil): what = .gone
      case (let before?, let after?):
        if before == after { return nil }
        what = before.rule == after.rule && before.version == after.version ? .settings : .rule
      }
      return RuleChange(kind: place.kind, language: place.language, check: name, what: what)
    }
  }
}

extension Selection {
  /// Whether items of a kind and language may be selected.
  fileprivate func speaks(of place: RulesPlace) -> Bool {
    Self.any(of: kinds, match: place.kind) && Self.any(of: languages, match: place.language)
  }

  /// Whether all items of a kind and language are selected.
  fileprivate func isAll(of place: RulesPlace) -> Bool {
    sections.isEmpty && topics.isEmpty && skus.isEmpty && levels.isEmpty && speaks(of: place)
  }
}
