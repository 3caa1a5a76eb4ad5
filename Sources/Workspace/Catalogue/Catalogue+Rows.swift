import ContentModel
import ContentStore
import Formats

extension Catalogue {
  /// The catalogue that stored rows describe. The rows were checked when they were stored.
  public init(rows: [CatalogueRow], kinds: [String: KindTraits]) throws(JSONError) {
    self.init(kinds: kinds)
    for row in rows {
      let fields = try JSON.parse(row.fields)
      func text(_ column: String) -> String { fields[column]?.string ?? "" }
      func attributes(without known: Set<String>) -> [String: String] {
        var attributes: [String: String] = [:]
        for (name, value) in fields.object?.members ?? [] where !known.contains(name) {
          attributes[name] = value.string
        }
        return attributes
      }
      switch row.file {
      case "sections":
        sections[row.key] = Section(
          section: row.key, kind: text("kind"), level: text("level"), title: text("title"),
          points: CatalogueForm.points(text("points")), parent: fields["parent"]?.string,
          languages: CatalogueForm.list(text("languages")), aliases: CatalogueForm.list(text("aliases")),
          attributes: attributes(
            without: ["section", "kind", "level", "title", "points", "parent", "languages", "aliases"]))
      case "topics":
        topics[row.key] = Topic(
          topic: row.key, theme: text("theme"), title: text("title"), levels: CatalogueForm.list(text("levels")),
          kinds: CatalogueForm.list(text("kinds")), sections: CatalogueForm.list(text("sections")),
          attributes: attributes(without: ["topic", "theme", "title", "levels", "kinds", "sections"]))
      case "skus":
        skus[row.key] = SKU(
          sku: row.key, name: text("name"), category: text("category"), language: text("language"),
          description: text("description"),
          attributes: attributes(without: ["sku", "name", "category", "language", "description"]))
      case "sku_texts":
        skuTexts.append(
          SKUText(sku: text("sku"), field: text("field"), language: text("language"), text: text("text")))
      default:
        targets.append(
          TargetRow(
            section: TargetPart(text("section")), topic: TargetPart(text("topic")), sku: TargetPart(text("sku")),
            language: TargetPart(text("language")), target: Int(text("target")) ?? 0,
            priority: Int(text("priority")) ?? 1, origin: row.origin))
      }
    }
  }
}
