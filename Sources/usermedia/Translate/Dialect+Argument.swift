public import ArgumentParser
public import UserMedia

// Conformances of public types are public and need public imports.

extension Dialect: ExpressibleByArgument {}
extension TranslationOptions.Compatibility: ExpressibleByArgument {}
extension TranslationOptions.Strictness: ExpressibleByArgument {}
extension TranslationOptions.ChromeGeneration: ExpressibleByArgument {}
