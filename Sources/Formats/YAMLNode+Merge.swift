extension YAMLNode {
  /// This mapping with another laid over it: mappings are merged key by key, anything else is replaced.
  ///
  /// What comes from the other node keeps its own place, so that a complaint about it points there.
  public func overlaid(with other: YAMLNode) -> YAMLNode {
    guard case .mapping(var entries) = content, case .mapping(let others) = other.content else { return other }
    for entry in others {
      if let index = entries.firstIndex(where: { $0.key == entry.key }) {
        entries[index] = Entry(
          key: entry.key, line: entries[index].line, column: entries[index].column,
          value: entries[index].value.overlaid(with: entry.value))
      } else {
        entries.append(entry)
      }
    }
    return YAMLNode(.mapping(entries), file: file, line: line, column: column)
  }
}
