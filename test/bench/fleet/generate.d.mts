/** One incident, and what a hunt must find of it. */
export interface Planted {
  readonly id: string;
  readonly finds: readonly { readonly hunt: string; readonly where: Readonly<Record<string, unknown>> }[];
}

export function generateFleet(wanted: {
  readonly folder: string;
  readonly hosts: number;
  readonly calls: number;
  readonly seed?: number;
}): {
  readonly planted: readonly Planted[];
  readonly written: {
    readonly hosts: number;
    readonly rows: number;
    readonly calls: number;
    readonly bytes: number;
  };
};
