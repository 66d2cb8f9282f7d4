declare global {
  /** The part of https://webassembly.github.io/spec/js-api/ that the scanner uses; Node's own types leave it out. */
  namespace WebAssembly {
    class Memory {
      constructor(limits: { readonly initial: number });
      readonly buffer: ArrayBuffer;
      grow(pages: number): number;
    }
    class Module {
      constructor(bytes: Uint8Array);
    }
    class Instance {
      constructor(module: Module, imports: { readonly env: { readonly memory: Memory } });
      readonly exports: Readonly<Record<string, unknown>>;
    }
  }
}

export {};
