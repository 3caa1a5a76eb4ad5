/// The help pages of a program.
struct HelpText<Context, Globals: ParsableOptions> {
  let program: Program<Context, Globals>
  let width: Int
  let style: Style

  /// Where the texts of entries begin.
  private var textColumn: Int { min(28, max(8, width / 3)) }

  /// A command's page.
  func page(_ command: CommandTree) -> String {
    var blocks: [[String]] = [TextWrap.lines(command.abstract, width: width), usage(command)]
    if !command.discussion.isEmpty { blocks.append(TextWrap.lines(command.discussion, width: width)) }
    blocks += commandLists(command)
    let arguments = command.arguments.filter { !$0.isHidden }
    if !arguments.isEmpty { blocks.append(list("Arguments", arguments)) }
    blocks += optionLists(command.options)
    if !command.exclusive.isEmpty {
      blocks.append(
        command.exclusive.flatMap { names in
          TextWrap.lines("Only one of these may be given: \(names.joined(separator: ", ")).", width: width)
        })
    }
    let isRoot = command.path.count == 1
    let globals = program.globalOptions.filter { !$0.isHidden && (isRoot || $0.names != ["--version"]) }
    blocks.append(list("Global options", globals))
    if isRoot && !program.topics.isEmpty {
      let entries = program.topics.map { entry($0.name, $0.abstract) }
      blocks.append([style.apply(.heading, to: "Topics")] + entries.flatMap { $0 })
    }
    if !command.examples.isEmpty { blocks.append(examples(command.examples)) }
    if !command.subcommands.isEmpty {
      let name = command.path.joined(separator: " ")
      let start = command.path[0] + " help" + command.path.dropFirst().map { " " + $0 }.joined()
      blocks.append(TextWrap.lines("'\(start) COMMAND' or '\(name) COMMAND --help' says more.", width: width))
    }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// A topic's page.
  func topic(_ topic: HelpTopic) -> String {
    TextWrap.lines(topic.text, width: width).joined(separator: "\n") + "\n"
  }

  private func usage(_ command: CommandTree) -> [String] {
    let lines = TextWrap.lines(command.usage, width: width - 2)
    return lines.prefix(1) + lines.dropFirst().map { "  " + $0 }
  }

  private func commandLists(_ command: CommandTree) -> [[String]] {
    let visible = command.subcommands.filter { !$0.isHidden }
    var titles: [String] = []
    for subcommand in visible where !titles.contains(subcommand.section) { titles.append(subcommand.section) }
    return titles.map { title in
      let entries = visible.filter { $0.section == title }.flatMap { subcommand in
        entry(subcommand.name, subcommand.abstract + (subcommand.name == command.defaultSubcommand ? " (default)" : ""))
      }
      return [style.apply(.heading, to: title.isEmpty ? "Commands" : title)] + entries
    }
  }

  private func optionLists(_ options: [Declaration]) -> [[String]] {
    let visible = options.filter { !$0.isHidden }
    var groups: [String?] = []
    for option in visible where !groups.contains(option.group) { groups.append(option.group) }
    // A command's own options come first, wherever its groups are declared.
    groups.sort { left, right in left == nil && right != nil }
    return groups.map { group in
      list(group.map { "\($0) options" } ?? "Options", visible.filter { $0.group == group })
    }
  }

  private func list(_ title: String, _ declarations: [Declaration]) -> [String] {
    let entries = declarations.flatMap { entry(label($0), $0.abstract + details($0)) }
    return [style.apply(.heading, to: title)] + entries
  }

  /// `-n, --limit N`: short names first.
  private func label(_ declaration: Declaration) -> String {
    if declaration.kind == .argument { return declaration.valueName + (declaration.isRepeating ? "..." : "") }
    let short = declaration.names.filter { !$0.hasPrefix("--") }
    let long = declaration.names.filter { $0.hasPrefix("--") }
    let names = (short + long).joined(separator: ", ")
    return declaration.kind == .flag ? names : "\(names) \(declaration.valueName)"
  }

  private func details(_ declaration: Declaration) -> String {
    var parts: [String] = []
    if !declaration.allowedValues.isEmpty {
      parts.append("one of: " + declaration.allowedValues.joined(separator: ", "))
    }
    if let text = declaration.defaultText { parts.append("default: \(text)") }
    if declaration.kind == .option {
      if declaration.isRequired { parts.append("required") }
      if declaration.isRepeating { parts.append("repeatable") }
    }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: "; ")))"
  }

  /// A label and its text beside it, or below it where the label is long.
  private func entry(_ label: String, _ text: String) -> [String] {
    let lines = TextWrap.block(text, width: width, indent: textColumn)
    let head = "  " + label
    guard DisplayWidth.of(head) + 2 <= textColumn, let first = lines.first else { return [head] + lines }
    return [DisplayWidth.pad(head, to: textColumn) + first.drop { $0 == " " }] + lines.dropFirst()
  }

  private func examples(_ examples: [Example]) -> [String] {
    let entries = examples.flatMap { example in
      ["  " + style.apply(.bold, to: example.line)] + TextWrap.block(example.explanation, width: width, indent: 6)
    }
    return [style.apply(.heading, to: "Examples")] + entries
  }
}
