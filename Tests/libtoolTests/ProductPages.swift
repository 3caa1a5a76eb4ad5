import Formats

/// A tiny kind of product pages, by folder alone: one page a SKU and language, made from English ones in other languages.
enum ProductPages {
  static let settings = TinyLibrary.settings.replacing(
    "kinds:\n", with: "kinds:\n  product_page:\n")

  /// Files besides those of the tiny library.
  static let files: [String: String] = [
    "library/libtool.yaml": settings,
    "library/sections.csv": TinyLibrary.sections + "bottles,product_page,,Bottles,\n",
    "library/skus.csv": """
    sku,name,category,language,description,material
    B-1,水壶,bottles,zh,容量750毫升，重量300克，保温12小时，高26厘米。,18/10
    B-2,Cup,bottles,en,,

    """,
    "library/sku_texts.csv": """
    sku,language,field,text
    B-1,en,keywords,steel bottle; thermos
    B-1,de,keywords,Edelstahlflasche; Thermosflasche
    B-1,de,title,Die Flasche

    """,
    "library/targets.csv": "section,topic,sku,language,target,priority\nbottles,,B-1,en,1,1\nbottles,,B-1,de,1,1\n",
    "library/rules/product_page.yaml": """
    rules:
      numbers_missing: { field: text, source: [description, text], more_than: 0 }
      numbers_new: { field: text, more_than: 0 }
      contains_keyword: { field: title, sku_text: keywords }

    """,
    "prompts/product_page/kind.yaml": """
    kind: product_page
    cardinality: one
    dimensions: [sku]
    languages: [en, de]
    master_language: en
    output_tokens: {generation: 100, assessment: 20, regeneration: 100}
    max_output_tokens: {generation: 400, assessment: 200, regeneration: 400}
    assembly: [trim_text]

    """,
    "prompts/product_page/schema.json": """
    {"type": "object", "properties": {"title": {"type": "string"}, "text": {"type": "string"}},
     "required": ["title", "text"]}

    """,
    "prompts/product_page/system.md": "You write a {{kind.title}}.\n",
    "prompts/product_page/generate.md": "Write one for each slot.\n{{data}}\n",
    "prompts/product_page/assess_system.md": "You judge a {{kind.title}}.\n",
    "prompts/product_page/assess.md": "Judge.\n{{data}}\n",
    "prompts/product_page/regenerate.md": "{{#findings}}\n- {{message}} {{fix}}\n{{/findings}}\n{{data}}\n",
    "prompts/product_page/simulated/pages.json": """
    {"use": "pick", "bodies": [
      {"vary": [{"use": ["every day", "the road", "the office"]}], "body": {"title": "A bottle for {use}", "text": "It holds 750 ml, weighs 0.3 kg and keeps drinks warm for 24 hours."}}]}

    """,
  ]

  /// A line of an import.
  static func line(_ language: String, sku: String = "B-1", _ title: String, _ text: String) -> String {
    let json: JSON = [
      "kind": "product_page", "section": "bottles", "sku": .string(sku), "language": .string(language),
      "body": ["title": .string(title), "text": .string(text)],
    ]
    return json.text + "\n"
  }
}
