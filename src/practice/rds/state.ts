/** Data of this service. */
export type RdsState = Record<string, never>;
