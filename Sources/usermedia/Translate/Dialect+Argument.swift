public import ArgumentParser
public import UserMedia

// A public type's conformance is public, and so must be the imports.

extension Dialect: ExpressibleByArgument {}
extension TranslationOptions.Compatibility: ExpressibleByArgument {}
extension TranslationOptions.Strictness: ExpressibleByArgument {}
extension TranslationOptions.ChromeGeneration: ExpressibleByArgument {}
