import ContentModel
import Formats
import Testing

@testable import libtool

/// The fields of JSON documents that other tools rely on (the design, section 7, "Conventions other tools rely on"): more
/// may come, none may go or change its type.
@Suite struct ContractDocumentTests {
  /// What a field holds.
  private enum Form { case text, number, bool, list, object }

  private func expect(
    _ json: JSON?, _ fields: KeyValuePairs<String, Form>, optional: Set<String> = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (name, form) in fields {
      guard let value = json?[name] else {
        Issue.record("\(name) is missing", sourceLocation: sourceLocation)
        continue
      }
      let fits =
        switch form {
        case .text: value.string != nil
        case .number: value.double != nil
        case .bool: value == true || value == false
        case .list: value.array != nil
        case .object: value.object != nil
        }
      #expect(fits || optional.contains(name) && value.isNull, "\(name): \(value.text)", sourceLocation: sourceLocation)
    }
  }

  @Test func `coverage`() async throws {
    let json = try await (try TestLibrary(.tiny)).run("coverage", "--json").json
    expect(json, ["publish_event": .number, "mode": .text, "totals": .object, "cells": .list])
    expect(
      json["totals"],
      [
        "target": .number, "active": .number, "gap": .number, "cells": .number, "met": .number, "thin": .number,
        "missing": .number, "over": .number,
      ])
    for cell in json["cells"]?.array ?? [] {
      expect(
        cell,
        [
          "kind": .text, "level": .text, "section": .text, "topic": .text, "sku": .text, "language": .text,
          "target": .number, "active": .number, "in_flight": .number, "in_review": .number, "stale": .number,
          "gap": .number, "status": .text, "priority": .number,
        ], optional: ["topic", "sku"])
      // Null where the kind has no such part, empty where the cell takes all together.
      #expect(cell["sku"] == .null && cell["topic"]?.string != nil)
    }
    let rows = try await (try TestLibrary(.tiny)).run("coverage", "--by", "section,status", "--json").json["rows"]?
      .array
    expect(rows?.first, ["section": .text, "status": .text, "target": .number, "active": .number, "gap": .number])
  }

  @Test func `plan`() async throws {
    expect(
      try await (try TestLibrary(.tiny)).run("plan", "--json").json,
      [
        "cells": .number, "items": .number, "calls": .number, "calls_single": .number, "input_tokens": .number,
        "input_tokens_single": .number, "output_tokens": .number, "cost": .number, "cost_single": .number,
        "currency": .text, "seconds": .number,
      ])
  }

  @Test func `fill, runs show and runs list`() async throws {
    let library = try TestLibrary(.tiny)
    for words in [["fill", "--section", "passiv"], ["runs", "show", "last"]] {
      let json = try await library.run(words + ["--json"]).json
      expect(
        json,
        [
          "run": .text, "status": .text, "wanted": .number, "drafted": .number, "accepted": .number,
          "accepted_first": .number, "dropped": .number, "drop_reasons": .object, "in_review": .number,
          "calls": .number, "true_batches": .number, "fallbacks": .number, "halvings": .number, "batch_jobs": .number,
          "input_tokens": .number, "input_tokens_single": .number, "cached_input_tokens": .number,
          "output_tokens": .number, "cost": .number, "currency": .text, "cost_per_item": .number,
          "unknown_calls": .number, "states": .object,
        ])
      expect(
        json["states"],
        [
          "pending_generation": .number, "pending_assessment": .number, "pending_regeneration": .number,
          "completed": .number, "dropped": .number,
        ])
    }
    _ = await library.run("fill", "--section", "relativsaetze")
    let runs = try await library.run("runs", "list", "--json").json.array ?? []
    #expect(runs.count == 2)
    for run in runs {
      expect(
        run,
        [
          "run": .text, "status": .text, "started": .text, "selection": .text, "accepted": .number, "cost": .number,
        ])
    }
    #expect(runs.first?["selection"] == "--section relativsaetze")
    #expect((runs.first?["started"]?.string ?? "") > (runs.last?["started"]?.string ?? ""))
  }

  @Test func `items list`() async throws {
    for row in try await (try TestLibrary(.tiny)).run("items", "list", "--json").json.array ?? [] {
      expect(
        row,
        [
          "uuid": .text, "kind": .text, "section": .text, "topic": .text, "sku": .text, "language": .text,
          "version": .number, "active": .bool, "origin": .text,
        ], optional: ["topic", "sku"])
    }
  }

  @Test func `exports`() async throws {
    let library = try TestLibrary(.tiny)
    let json = try await library.run("export").json
    expect(json, ["schema_version": .number, "publish_event": .number, "mode": .text, "items": .list])
    let lines = try await library.run("export", "--format", "jsonl").output.split(separator: "\n").map {
      try JSON.parse(String($0))
    }
    for item in (json["items"]?.array ?? []) + lines {
      expect(
        item,
        [
          "uuid": .text, "kind": .text, "level": .text, "section": .text, "topic": .text, "sku": .text,
          "language": .text, "version": .number, "body": .object,
        ], optional: ["topic", "sku"])
    }
    #expect(lines.allSatisfy { $0["mode"] == "rehearsal" })
    let xml = await library.run("export", "--format", "xml").output.split(separator: "\n")
    #expect(xml[1].hasPrefix("<library schemaVersion=\"1\" publishEvent=\"2\" mode=\"rehearsal\""))
    let items = xml.filter { $0.contains("<item ") }
    #expect(items.count == 5)
    for item in items {
      for name in ["uuid", "kind", "level", "section", "topic", "language", "version"] {
        #expect(item.contains(" \(name)=\"") || name == "level" && item.contains("micro_lesson"), "\(name)")
      }
    }
  }

  @Test func `check`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise.leaked(1))
    let json = try await library.run("check", "--json").json
    expect(json, ["items": .number, "findings": .list, "counts": .object])
    expect(json["counts"], ["critical": .number, "warning": .number, "info": .number])
    expect(
      json["findings"]?.array?.first,
      ["uuid": .text, "version": .number, "rule": .text, "severity": .text, "message": .text, "fix": .text])
  }

  /// On standard error, and standard output stays empty.
  @Test(
    arguments: [
      (["items", "show", "zzz"], 1, .text), (["items", "--nosuch"], 2, .text), (["review", "show"], 2, .text),
      (["undo", "1"], 1, .text), (["export", "nosuch"], 2, .text), (["import", "/nosuch"], 1, .text),
      (["coverage", "--fail-under", "100"], 4, .text),
    ] as [([String], Int, Form)])
  private func `An error`(words: [String], code: Int, hint: Form) async throws {
    let result = await (try TestLibrary(.tiny)).run(words + ["--json"])
    let error = try JSON.parse(result.errors)["error"]
    expect(error, ["code": .number, "message": .text, "hint": hint], optional: ["hint"])
    #expect(error?["code"]?.integer == code && result.code.rawValue == Int32(code))
    #expect(result.output == "" || words.first == "coverage")
  }
}
