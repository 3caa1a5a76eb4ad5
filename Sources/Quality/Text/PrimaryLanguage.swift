/// The first part of a BCP 47 tag in lower case: `de` of `de-AT` and of `DE_at`.
func primaryLanguage(of tag: String) -> String { String(tag.prefix { $0 != "-" && $0 != "_" }).lowercased() }
