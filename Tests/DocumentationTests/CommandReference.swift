import Console

@testable import libtool

/// `docs/commands.md`, made from the commands themselves.
enum CommandReference {
  static let path = "docs/commands.md"

  /// The whole page.
  static var text: String {
    let program = Libtool.program
    let commands = program.tree.all.filter { !$0.isHidden && $0.path.count > 1 }
    var text = """
      # Commands

      Every command with every option. This page is written by a test from the program itself (`libtool help COMMAND`
      says the same); what the commands are for stands in the manuals: [curriculum lead](manual-curriculum-lead.md),
      [operations](manual-operations.md), [app teams](manual-app-teams.md), [kinds](manual-kinds.md).

      ## Global options

      Every command takes them, before or after its name.

      \(table(program.globalOptions, "option"))
      The selection options `--section`, `--topic`, `--sku`, `--language`, `--kind` and `--level` may each be repeated
      and take shell-style patterns: `--level 'B*'`. Patterns of one option are joined by *or*, options by *and*.

      ## Overview

      | command | does |
      |---|---|

      """
    for command in commands where command.subcommands.isEmpty {
      let name = command.path.dropFirst().joined(separator: " ")
      text += "| [`\(name)`](#libtool-\(name.replacing(" ", with: "-"))) | \(cell(command.abstract)) |\n"
    }
    for command in commands { text += "\n" + section(command) }
    for topic in program.topics { text += "\n## libtool help \(topic.name)\n\n```text\n\(topic.text)\n```\n" }
    return text
  }

  private static func section(_ command: CommandTree) -> String {
    var text = "## \(command.path.joined(separator: " "))\n\n\(command.abstract)\n"
    if !command.discussion.isEmpty { text += "\n\(command.discussion)\n" }
    if let standard = command.defaultSubcommand {
      text += "\nWithout a further word it is `\((command.path + [standard]).joined(separator: " "))`.\n"
    }
    if command.subcommands.isEmpty {
      text += "\n```text\n\(command.usage)\n```\n"
    }
    if !command.arguments.isEmpty { text += "\n" + table(command.arguments, "argument") }
    if !command.options.isEmpty { text += "\n" + table(command.options, "option") }
    if !command.exclusive.isEmpty {
      for names in command.exclusive {
        text += "\nOnly one of \(names.map { "`\($0)`" }.joined(separator: ", ")) may be given.\n"
      }
    }
    if !command.examples.isEmpty {
      text += "\n```sh\n"
      for example in command.examples { text += "# \(example.explanation)\n\(example.line)\n" }
      text += "```\n"
    }
    return text
  }

  private static func table(_ declarations: [Declaration], _ noun: String) -> String {
    var text = "| \(noun) | |\n|---|---|\n"
    for declaration in declarations where !declaration.isHidden {
      var facts: [String] = []
      if !declaration.allowedValues.isEmpty {
        facts.append("one of " + declaration.allowedValues.map { "`\($0)`" }.joined(separator: ", "))
      }
      if let value = declaration.defaultText { facts.append("default `\(value)`") }
      if declaration.isRequired { facts.append("required") }
      if declaration.isRepeating && declaration.kind == .option { facts.append("repeatable") }
      let name =
        switch declaration.kind {
        case .argument: "`\(declaration.valueName)\(declaration.isRepeating ? "..." : "")`"
        case .option: declaration.names.map { "`\($0) \(declaration.valueName)`" }.joined(separator: ", ")
        case .flag: declaration.names.map { "`\($0)`" }.joined(separator: ", ")
        }
      text += "| \(cell(name)) | \(cell(declaration.abstract))"
      text += facts.isEmpty ? " |\n" : " (\(facts.joined(separator: "; "))) |\n"
    }
    return text
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
