import ContentModel
import Formats
import Testing

@testable import Coverage

@Suite struct CoverageDocumentTests {
  private func report(mode: String = "rehearsal") throws -> CoverageReport {
    var inventory = Inventory(active: ["drill a1,t1,-,de": 1])
    inventory.add("lesson m0,-,-,en", InventoryCounts(active: 3, machine: 2, approved: 1, inReview: 1, stale: 1))
    inventory.add("drill a1,t2,-,de", InventoryCounts(inFlight: 1))
    return try CoverageReport.make(
      catalogue: .small("a1,,,de,4,1", "a1,t1,,de,2,2", "m0,,,,3,3"), inventory: inventory, publishEvent: 12, mode: mode
    )
  }

  @Test func document() throws {
    #expect(
      try report().json().pretty() == """
        {
          "publish_event": 12,
          "mode": "rehearsal",
          "totals": {
            "target": 7,
            "active": 4,
            "machine": 2,
            "approved": 1,
            "in_flight": 1,
            "in_review": 1,
            "stale": 1,
            "gap": 2,
            "cells": 2,
            "met": 1,
            "thin": 1,
            "missing": 0,
            "over": 0,
            "percent": 57.1
          },
          "cells": [
            {
              "kind": "drill",
              "level": "A1",
              "section": "a1",
              "topic": "",
              "sku": null,
              "language": "de",
              "target": 4,
              "active": 1,
              "machine": 0,
              "approved": 0,
              "in_flight": 1,
              "in_review": 0,
              "stale": 0,
              "gap": 2,
              "status": "thin",
              "priority": 1
            },
            {
              "kind": "drill",
              "level": "A1",
              "section": "a1",
              "topic": "t1",
              "sku": null,
              "language": "de",
              "target": 2,
              "active": 1,
              "machine": 0,
              "approved": 0,
              "in_flight": 0,
              "in_review": 0,
              "stale": 0,
              "gap": 1,
              "status": "thin",
              "priority": 2,
              "floor": true
            },
            {
              "kind": "lesson",
              "level": "",
              "section": "m0",
              "topic": null,
              "sku": null,
              "language": "",
              "target": 3,
              "active": 3,
              "machine": 2,
              "approved": 1,
              "in_flight": 0,
              "in_review": 1,
              "stale": 1,
              "gap": 0,
              "status": "met",
              "priority": 3
            }
          ]
        }
        """ + (report().json().pretty().hasSuffix("\n") ? "\n" : ""))
  }

  @Test func groupedDocument() throws {
    let document = try report().json(by: [.section, .topic])
    #expect(document["by"]?.text == #"["section","topic"]"#)
    #expect(document["cells"]?.array?.count == 3)
    #expect(
      document["rows"]?.array?.map(\.text) == [
        #"{"section":"a1","topic":"","target":4,"active":1,"machine":0,"approved":0,"in_flight":1,"in_review":0,"#
          + #""stale":0,"gap":2,"cells":1,"met":0,"thin":1,"missing":0,"over":0,"percent":25.0}"#,
        #"{"section":"m0","topic":null,"target":3,"active":3,"machine":2,"approved":1,"in_flight":0,"in_review":1,"#
          + #""stale":1,"gap":0,"cells":1,"met":1,"thin":0,"missing":0,"over":0,"percent":100.0}"#,
      ])
  }

  @Test func table() throws {
    #expect(
      try String(decoding: report(mode: "production").csv(), as: UTF8.self) == """
        kind,level,section,topic,sku,language,target,active,machine,approved,in_flight,in_review,stale,gap,status,\
        priority,floor
        drill,A1,a1,,,de,4,1,0,0,1,0,0,2,thin,1,
        drill,A1,a1,t1,,de,2,1,0,0,0,0,0,1,thin,2,true
        lesson,,m0,,,,3,3,2,1,0,1,1,0,met,3,

        """)
  }

  @Test func groupedTableOfARehearsalSaysSo() throws {
    #expect(
      try String(decoding: report().csv(by: [.level]), as: UTF8.self) == """
        level,target,active,machine,approved,in_flight,in_review,stale,gap,cells,met,thin,missing,over,percent,mode
        A1,4,1,0,0,1,0,0,2,1,0,1,0,0,25.0,rehearsal
        ,3,3,2,1,0,1,1,0,1,1,0,0,0,100.0,rehearsal

        """)
    #expect(try String(decoding: report().csv(), as: UTF8.self).contains("floor,mode\n"))
  }
}
