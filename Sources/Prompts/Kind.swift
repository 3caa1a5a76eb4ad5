import ContentModel
import Formats

/// What an item is: its schema, its prompts, its settings. Read from a folder with `load(name:folder:)`.
public struct Kind: Hashable, Sendable {
  /// The name, the parts of the key, the languages.
  public let traits: KindTraits
  /// What people call one item: `gap-fill exercise`.
  public let title: String
  /// The version of the schema, stored with each version of an item: 1 or more.
  public let schemaVersion: Int
  /// The schema of a whole item, as `schema.json` has it: for exporters and rules.
  public let bodySchema: JSON
  /// The strict schema of what a model is asked for.
  public let leanSchema: JSON
  /// What a request may ask for, in the order of `kind.yaml`.
  public let options: [OptionDefinition]
  /// The properties that follow from the request.
  public let assembled: [AssembledField]
  /// The steps in code that finish an answer, in order.
  public let assembly: [AssemblyStep]
  /// How a person sees an item; nil where `kind.yaml` says nothing of it.
  public let shown: ShownForm?
  /// The digest of templates, schema and its version, in hexadecimal: stored with each version of an item.
  public let hash: String
  /// What a library or a command may override.
  public var settings: KindSettings

  let templates: KindTemplates

  /// The name of the kind and of its folder: `gap_fill_exercise`.
  public var name: String { traits.name }
}

/// The templates of a kind, one a file.
struct KindTemplates: Hashable, Sendable {
  var system: Template
  var generate: Template
  var assessSystem: Template
  var assess: Template
  var regenerate: Template
}
