/** Data of this service. */
export type SnsState = Record<string, never>;
