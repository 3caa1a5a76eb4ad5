import ContentModel

/// What the templates of a kind may name, by file.
///
/// `system.md` and `assess_system.md` may name only what never changes for a kind, so that a system message is the
/// same bytes in every call.
struct PromptNames {
  var dimensions: Set<KindTraits.Dimension>
  /// The names of the kind's options.
  var options: [String]

  /// For system messages.
  static let system = TemplateNames.object(["kind": kind])

  /// For `generate.md`: `rejections` says whether the data tells why people have rejected earlier items.
  var generation: TemplateNames {
    var names = common
    names["rejections"] = .value
    return .object(names)
  }

  /// For `assess.md`: the same, and the item of each slot.
  var assessment: TemplateNames {
    var names = common
    names["slots"] = .list(slot(with: ["item": .anything]))
    return .object(names)
  }

  /// For `regenerate.md`: the same, and what was wrong.
  var regeneration: TemplateNames {
    var names = common
    names["critique"] = .value
    names["findings"] = .list(
      .object(["rule": .verbatim, "severity": .verbatim, "message": .value, "fix": .value]))
    names["faults"] = .value
    return .object(names)
  }

  /// What `from:` of an assembled field may name.
  var sources: TemplateNames {
    var names = common
    for name in ["slots", "batch", "count", "data"] { names[name] = nil }
    return .object(names)
  }

  private static let kind = TemplateNames.object(["name": .verbatim, "title": .verbatim])

  private var common: [String: TemplateNames] {
    var names: [String: TemplateNames] = [
      "kind": Self.kind, "language": .value, "level": .value, "batch": .value, "count": .value, "data": .verbatim,
      "section": .object([
        "section": .value, "level": .value, "title": .value, "points": .list(.value), "parent": .value,
        "attributes": .anything,
      ]),
      "slots": .list(slot(with: [:])),
    ]
    names.merge(parts) { $1 }
    return names
  }

  private func slot(with further: [String: TemplateNames]) -> TemplateNames {
    .object(parts.merging(["slot": .value, "avoid": .list(.value)]) { $1 }.merging(further) { $1 })
  }

  /// What a slot has of its own; at the root, what all slots of the call have in common.
  private var parts: [String: TemplateNames] {
    var names: [String: TemplateNames] = [
      "options": .object(Dictionary(options.map { ($0, .value) }) { first, _ in first })
    ]
    if dimensions.contains(.topic) {
      names["topic"] = .object(["topic": .value, "theme": .value, "title": .value, "attributes": .anything])
    }
    if dimensions.contains(.sku) {
      names["sku"] = .object([
        "sku": .value, "name": .value, "category": .value, "language": .value, "description": .value,
        "attributes": .anything,
      ])
    }
    return names
  }
}
