declare const __VERSION__: string | undefined;

/** Version of this program; `development` where it runs unbundled. */
export const version: string = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';
