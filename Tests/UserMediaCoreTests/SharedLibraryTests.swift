import Testing
import UserMediaCore

/// Libraries loaded on demand, using the C math library as an example.
@Suite struct SharedLibraryTests {
  private typealias Function = @convention(c) (Double) -> Double
  private typealias Functions = (exp: Function, cos: Function)

  private func load(_ file: String, _ names: String) throws(CaptureError) -> Functions {
    try SharedLibrary.load(file, names, for: "test")
  }

  @Test func functionsAreInTheOrderOfTheirNames() throws {
    let functions = try load("libm.so.6", "exp cos ")
    #expect(functions.exp(1) > 2.7)
    #expect(functions.cos(1) < 0.6)
  }

  @Test func missingLibraryIsAnError() {
    let error = #expect(throws: CaptureError.self) { try load("libnowhere.so.1", "exp cos ") }
    #expect(error?.kind == .notFound)
    #expect(error?.cause?.call == "dlopen")
    #expect(
      error?.description == """
        test: its library cannot be loaded (dlopen: libnowhere.so.1: cannot open shared object \
        file: No such file or directory)
        """)
  }

  @Test func missingFunctionIsAnError() {
    let error = #expect(throws: CaptureError.self) { try load("libm.so.6", "exp nothing ") }
    #expect(error?.kind == .notFound)
    #expect(error?.cause?.call == "dlsym")
    #expect(error?.cause?.text.hasSuffix("libm.so.6: undefined symbol: nothing") == true)
  }
}
